# Людина та її посада.

holders-none = Посади ви не маєте. Якщо ви очолюєте громаду чи координуєте сертифікацію, попросіть відділ про запрошення.
holders-posts =
    <b>Ваші посади</b>

    Доручення відділу для них надходять у цей чат.
holders-post =
    <b>Ви – { $post }</b>
    Від { $since }.

    { $lines }
holders-delegate =
    <b>Ви дієте за дорученням: { $post }</b>

    До { $until }.
holders-phone =
    { $phone ->
        [0] Телефону немає: відділ не зможе вам подзвонити.
       *[other] Телефон для відділу: { $phone }. Його бачать лише працівники відділу.
    }
holders-button-phone = 📞 Залишити телефон
holders-button-other-phone = 📞 Змінити телефон
holders-button-no-phone = Прибрати телефон
holders-phone-prompt = Надішліть номер, за яким відділ може подзвонити про доручення. Можна кілька, через кому. Його бачитимуть лише працівники відділу.
holders-no-phone = Очікуємо номер телефону з кодом, наприклад 067 123 45 67 або 04136 2-15-44.
holders-button-hand-over = Передати посаду
holders-button-delegate = Доручити на час
holders-button-leave = Звільнити посаду
holders-button-leave-delegate = Відмовитися
holders-how-long = На який час? Людина за посиланням бачитиме доручення разом із вами.
holders-button-week = На тиждень
holders-button-two-weeks = На два тижні
holders-button-month = На місяць
holders-link =
    { $why }

    { $url }

    Діє один раз, до { $until }.
holders-link-successor = Надішліть це посилання своєму наступнику чи наступниці. Щойно його приймуть, посада перейде.
holders-link-delegate = Надішліть це посилання людині, яка діятиме за вас.
holders-ask-leave = Звільнити посаду «{ $post }»? Доручення більше не надходитимуть вам, відділ шукатиме іншу людину.
holders-button-really-leave = Так, звільнити
holders-end-ask = Припинити доручення? За ним діє { $name }. Повернути його можна лише новим посиланням.
holders-button-sure-end = Так, припинити
holders-left = Готово. Дякуємо за роботу.
holders-thanks = Дякуємо, записали.
holders-reported = Відділ знає. Працівники перевірять і повернуть посаду, якщо це помилка.
holders-not-reported = Не вийшло передати. Зателефонуйте на { -hotline } і попросіть з’єднати з відділом.
