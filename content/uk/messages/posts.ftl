# Посади: хто за якою стоїть і де нікого немає.

posts-of-hromada = { $name } громади
posts-hromada = { $name } громада
posts-head = голова { $place }
posts-cdto = заступник або заступниця з цифрового розвитку { $place }
posts-coordinator = координатор або координаторка сертифікації { $place }
posts-maternity = контакт пологового { $place }
posts-overview =
    <b>Посади</b>

    Без людини: { $vacant }. Людина недоступна: { $unreachable }. Не відповіли на «ви досі …?»: { $silent }.

    Доручення йдуть на посаду, а не людині: нова людина бачить усе, що лишилося.
posts-button-vacant = 🔲 Без людини: { $count }
posts-button-lost = 🔕 Недоступні: { $count }
posts-button-silent = ❔ Не відповіли: { $count }
posts-button-hromadas = 🏘 Знайти громаду
posts-button-bodies = 🏛 Інші установи
posts-button-all-heads = 📨 Запросити голів (Excel)
posts-button-by-table = 📎 Запросити за таблицею
posts-button-invites = 🔗 Відкриті запрошення
posts-button-post = 👤 { $post }
posts-button-post-vacant = 🔲 { $post }
posts-button-add-body = ➕ Додати установу
posts-vacant = За цими посадами нікого немає. Оберіть посаду, щоб запросити людину.
posts-lost = Ці люди зупинили бота або видалили акаунт. Оберіть посаду, щоб запросити знову.
posts-silent = Ці люди понад два тижні не відповідають на «ви досі …?». Зателефонуйте або запросіть іншу людину.
posts-bodies = Установи, що мають посади в боті.
posts-no-bodies = Установ поки немає: лише громади. Додайте, наприклад, лікарню з пологовим.
posts-hromada-prompt = Посади якої громади? Напишіть її назву, центр або село.
posts-body-prompt = Напишіть повну назву установи, наприклад: КНП «Житомирська обласна лікарня».
posts-body-placeholder = Назва установи
posts-body-long = Назва задовга: можна до { $most } знаків. Напишіть коротше.
posts-place =
    <b>{ $name }</b>

    Оберіть посаду.
posts-post =
    <b>Посада: { $post }</b>

    { $lines }
posts-holder = { $name }, від { $since }.
posts-confirmed = Підтверджено { $on }.
posts-phone = 📞 { $phone }
posts-office-phone = 📞 Приймальня: { $phone }
posts-not-reachable = Бот не може писати цій людині: зупинила бота або видалила акаунт.
posts-delegate = До { $until } за дорученням діє { $name }.
posts-nobody = Поки нікого немає.
posts-invited = Є відкрите запрошення. Нове посилання скасує попереднє.
posts-button-invite = 🔗 Запросити на посаду
posts-button-end = Звільнити посаду
posts-button-end-delegate = Припинити доручення
posts-end-ask =
    { $kind ->
        [delegate] Припинити доручення: { $post }? За дорученням діє { $name }.
       *[holder] Звільнити посаду: { $post }? Зараз її обіймає { $name }.
    } Відкритих доручень відділу: { $count }, вони лишаться за посадою. Повернути людину можна лише новим запрошенням.
posts-button-sure-end =
    { $kind ->
        [delegate] Так, припинити
       *[holder] Так, звільнити
    }
posts-ended = Готово.
posts-ended-before = Це вже зроблено раніше.
posts-left = Посада вільна: { $post }. Дотепер: { $name }.
posts-delegate-left = Доручення припинено: { $post }. Діяв чи діяла { $name }.
posts-taken =
    <b>Нова людина на посаді: { $post }</b>

    Ім’я в Telegram: { $name }. Якщо це не та людина, скасуйте.
posts-button-undo = ↩️ Скасувати
posts-undo-ask =
    Забрати посаду «{ $post }» у людини на ім’я { $name }? { $before ->
        [none] Посада стане вільною.
       *[other] Повернеться { $before }.
    } Відкритих доручень відділу: { $count }, вони лишаться за посадою. Обидві людини про це прочитають.
posts-button-sure-undo = Так, забрати посаду
posts-button-mistake = Це помилка
posts-replaced =
    Посаду «{ $post }» за посиланням обійняла інша людина: { $name }. Доручення тепер надходитимуть їй.

    Якщо так і має бути, нічого не робіть.
posts-reported =
    <b>Скарга на помилку: { $post }</b>

    Попередня людина каже, що { $name } обійняв чи обійняла посаду помилково. Перевірте телефоном і скасуйте, якщо так.
posts-undone = Скасовано. Посаду повернуто.
posts-taken-back = Посаду «{ $post }» у боті вам дали помилково, тому відділ її забрав.
posts-given-back = Посаду «{ $post }» повернуто вам. Доручення знову надходитимуть сюди.
posts-still =
    Ви досі { $post }?

    Питаємо раз на три місяці, щоб доручення не губилися.
posts-button-still = ✅ Так, досі
posts-button-no-more = Уже ні
