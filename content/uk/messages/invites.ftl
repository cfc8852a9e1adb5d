# Запрошення на посаду чи до відділу: одноразові посилання.

invites-offer-holder =
    <b>Вас запрошено: { $post }</b>

    Сюди надходитимуть доручення відділу для цієї посади. Відділ побачить ваше ім’я в Telegram: { $name }. Інших даних не просимо.

    Посилання діє один раз. Це ваша посада?
invites-offer-delegate =
    <b>Вас просять діяти за дорученням: { $post }</b>

    До { $until } ви бачитимете доручення для цієї посади. Відділ побачить ваше ім’я в Telegram: { $name }.

    Посилання діє один раз.
invites-offer-role =
    <b>Запрошення до роботи з ботом: { $role }</b>

    Колеги побачать ваше ім’я в Telegram: { $name }. Ваші дії з чужими даними записуватимемо в журнал.

    Посилання діє один раз.
invites-button-take = ✅ Так, прийняти
invites-button-not-me = Це не для мене
invites-taken-post =
    Готово: ви – { $post }.

    Передати посаду, доручити на час чи звільнити її можна в меню «Моя посада» або командою /notices.
invites-taken-role = Готово: ви – { $role }. Робочий стіл: /staff
invites-button-owed = 📌 Відкриті доручення: { $count }
invites-used = Це посилання вже використано: воно діє лише раз. Якщо це були не ви, повідомте відділ.
invites-expired = Строк цього посилання минув. Попросіть відділ про нове.
invites-revoked = Це посилання скасовано. Якщо посада ваша, попросіть відділ про нове.
invites-already = Ви вже маєте це. Посилання лишається чинним для того, кому воно призначене.
invites-unknown = Такого запрошення немає. Перевірте, чи посилання скопійовано повністю.
invites-not-you = Дякуємо. Посилання не використано, відділ про це знає. Видаліть його, будь ласка.
invites-disowned = Запрошення «{ $post }» відкрила людина, якій воно не призначене. Якщо посилання потрапило не туди, скасуйте його: /staff → «Посади» → «Відкриті запрошення».
invites-joined = До роботи з ботом долучилася людина: { $name }, { $role }.
invites-role-admin = адміністратор або адміністраторка
invites-role-operator = оператор або операторка
invites-link =
    <b>Запрошення: { $what }</b>

    { $url }

    Діє один раз, до { $until }. Надішліть посилання лише тій людині, якій воно призначене.
invites-button-revoke = Скасувати посилання
invites-button-revoke-of = ✖️ { $what }
invites-heads =
    Запрошення для голів, яких бот ще не бачить: { $count ->
        [one] { $count } посилання
        [few] { $count } посилання
       *[many] { $count } посилань
    } з QR-кодами. Кожне діє раз, 14 днів. Попередні скасовано.
invites-all-there = Усі голови вже в боті.
invites-open =
    <b>Відкритих запрошень: { $count }</b>

    Натисніть, щоб скасувати.
invites-none-open = Відкритих запрошень немає.
invites-now-revoked = Посилання скасовано.
invites-useless-already = Посилання вже не діє.
invites-column-hromada = Громада
invites-column-raion = Район
invites-column-link = Посилання
invites-column-until = Діє до
invites-column-qr = QR-код
invites-team =
    <b>Працівники</b>

    { $lines }
invites-no-team =
    <b>Працівники</b>

    За посиланням поки ніхто не долучився. Хто є в чаті відділу, той працює як оператор.
invites-member = { $name } – { $role }, від { $since }
invites-button-operator = 🔗 Запросити: оператор
invites-button-admin = 🔗 Запросити: адміністратор
invites-button-remove = ✖️ { $name }
invites-removed = Ви більше не маєте доступу працівника до бота.
invites-member-removed = Доступ забрано.
invites-no-such-member = Цієї людини вже немає серед працівників.
