# Обмеження для тих, хто заважає.

bans-button-author = 👤 Про людину
bans-author =
    <b>Автор або авторка запитання № { $number }</b>

    За 30 днів: { $asked ->
        [one] { $asked } запитання
        [few] { $asked } запитання
       *[many] { $asked } запитань
    }. Перегляд записано в журнал.
bans-author-banned =
    <b>Автор або авторка запитання № { $number }</b>

    За 30 днів: { $asked ->
        [one] { $asked } запитання
        [few] { $asked } запитання
       *[many] { $asked } запитань
    }. Обмежено: { $reason }
bans-button-ban = Обмежити
bans-button-lift = Зняти обмеження
bans-button-lift-of = Зняти № { $number }
bans-prompt = Чому обмежуємо людину, яка поставила запитання № { $number }? Вона прочитає цю причину.
bans-placeholder = Причина
bans-banned = Обмежено. Людині сказано чому. Зняти: /staff → «Обмежені».
bans-nobody = Цієї людини вже немає або її вже обмежено.
bans-told =
    Відділ обмежив вам доступ до бота. Причина: { $reason }

    Ваші дані можна забрати або видалити: /privacy. Якщо це помилка, зателефонуйте на { -hotline } і попросіть з’єднати з відділом.
bans-toast = Доступ обмежено.
bans-lifted = Обмеження знято. Пишіть, будь ласка.
bans-list =
    <b>Обмежені</b>

    { $lines }
bans-line = № { $number } { $who }, від { $on }: { $reason }
bans-asked = автор чи авторка запитання № { $number }
bans-none = Нікого не обмежено.
bans-now-lifted = Обмеження знято.
bans-lifted-before = Обмеження вже знято раніше.
