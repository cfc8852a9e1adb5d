# Обмеження для тих, хто заважає.

bars-button-author = 👤 Про людину
bars-author =
    <b>Автор або авторка запитання № { $number }</b>

    За 30 днів: { $asked ->
        [one] { $asked } запитання
        [few] { $asked } запитання
       *[many] { $asked } запитань
    }. Перегляд записано в журнал.
bars-author-barred =
    <b>Автор або авторка запитання № { $number }</b>

    За 30 днів: { $asked ->
        [one] { $asked } запитання
        [few] { $asked } запитання
       *[many] { $asked } запитань
    }. Обмежено: { $reason }
bars-button-bar = Обмежити
bars-button-lift = Зняти обмеження
bars-button-lift-of = Зняти № { $number }
bars-prompt = Чому обмежуємо автора запитання № { $number }? Людина прочитає цю причину.
bars-placeholder = Причина
bars-barred = Обмежено. Людині сказано чому. Зняти: /staff → «Обмежені».
bars-nobody = Цієї людини вже немає або її вже обмежено.
bars-told =
    Відділ обмежив вам доступ до бота. Причина: { $reason }

    Ваші дані можна забрати або видалити: /privacy. Якщо це помилка, зателефонуйте у відділ.
bars-toast = Доступ обмежено.
bars-lifted = Обмеження знято. Пишіть, будь ласка.
bars-list =
    <b>Обмежені</b>

    { $lines }
bars-line = № { $number }, від { $on }: { $reason }
bars-none = Нікого не обмежено.
bars-now-lifted = Обмеження знято.
bars-lifted-before = Обмеження вже знято раніше.
