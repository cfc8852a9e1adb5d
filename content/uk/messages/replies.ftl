# Відповіді на доручення: поля, які заповнює громада, і підсумки.

# Слова, якими відділ називає вид поля, через риску; гроші й відсоток – числа з одиницею:
replies-word =
    { $kind ->
        [number] число|гроші|відсоток
        [yes-no] так/ні
        [choice] вибір
        [date] дата
       *[text] текст
        [file] файл
        [places] перелік
        [place] село
        [table] таблиця
    }
replies-word-optional = необов’язково

replies-how-to =
    <b>Що питаємо у громад</b>

    По рядку на поле, до { $most }:
    <code># Інтернет
    Населених пунктів: число 0-300
    ? За даними на 1 січня
    З них без оптики: число 0-300 сіл
    Довжина мережі: число км
    Скільки витрачено: гроші
    Охоплення: відсоток
    Чи є приватний провайдер: так/ні
    Технологія: вибір оптика, радіо, супутник
    Коли під’єднали: дата, необов’язково
    Які саме: перелік
    Провайдери: таблиця пункт (село), назва, від коли (дата)
    Рішення: файл
    Примітка: текст, необов’язково
    1 >= 2</code>

    «#» починає розділ, «?» пояснює поле над ним. Останній рядок – перевірка: друге поле не більше за перше. Можна й так: <code>1 >= 2 + 3</code>.
replies-now =
    Зараз питаємо так. Скопіюйте, змініть і надішліть усі рядки:
    <pre>{ $form }</pre>
replies-prompt-form = Надішліть поля відповіді на доручення № { $number }.
replies-form-placeholder = Назва: число 0-300
replies-wrong-form =
    Не зрозуміли рядка { $number }: «{ $line }».
    Має бути «Назва: вид». Види: число, гроші, відсоток, так/ні, вибір, дата, текст, файл, село, перелік, таблиця. У перевірці – номери числових полів.
notices-button-form = 📝 Поля відповіді
notices-button-reply = 📝 Відповісти
notices-button-correct = 📝 Виправити відповідь
notices-state-replied = 📝 Відповідь надіслано { $at }.
replies-page =
    <b>Відповідь на доручення № { $number }</b>
    { $state ->
        [broken] Числа не сходяться. Виправте їх, і зможете надіслати.
        [ready] Усе заповнено. Перевірте й надішліть.
        [sent] ✅ Відповідь надіслано. Щоб виправити, змініть поле й надішліть ще раз.
       *[filling] { $missing ->
            [one] Лишилося заповнити { $missing } поле.
            [few] Лишилося заповнити { $missing } поля.
           *[many] Лишилося заповнити { $missing } полів.
        } Заповнене зберігається одразу.
    }
replies-section = <i>{ $name }</i>
replies-next =
    👉 <b>{ $label }</b>
    { $hint }
replies-button-pass = Пропустити
replies-button-same = 🔁 Як було: { $value }
tables-drop = ✖ { $row }
replies-line = { $label }: <b>{ $value }</b>
replies-empty = –
replies-yes = Так
replies-no = Ні
replies-file = файл
replies-uploaded = Файл зі сторінки: доручення № { $number }, { $post }, поле «{ $label }».
replies-file-of = { $name }: { $label }
replies-no-files = Файлів у відповідях поки немає.
replies-files-left = Лишилося файлів: { $count }.
replies-button-files = 📎 Файли з відповідей
replies-broken = ⚠️ «{ $parts }» не може бути більше, ніж «{ $whole }».
replies-button-unchanged = 🔁 Як минулого разу
replies-button-send = 📨 Надіслати відповідь
replies-field = <b>{ $label }</b>
    { $hint }
replies-hint =
    { $kind ->
        [number] { $whole ->
            [yes] Ціле число
           *[no] Число, можна з комою
        }{ $bounds ->
            [yes] {" "}від { $low } до { $high }
           *[no] {""}
        }{ $unit ->
            [0] {""}
           *[other] , { $unit }
        }.
        [yes-no] Так або ні.
        [choice] Оберіть один варіант.
        [date] День: «15.12», «15 грудня» або «у п’ятницю».
        [places] По одній назві в рядку. Якщо таких немає, напишіть «немає».
        [place] Один населений пункт.
        [table] Кожен запис з нового рядка, через крапку з комою: { $columns }. Якщо таких немає, напишіть «немає».
        [file] Один файл або фото. Нічого службового.
       *[text] Коротко, до тисячі знаків.
    }
replies-hint-optional = Необов’язково.
# Слова, якими відповідають замість кнопки, через риску.
replies-typed =
    { $word ->
        [yes] так|є|да|ага|авжеж|маємо
       *[no] ні|немає|нема|не|нет
    }
replies-wrong = Це не схоже на відповідь для «{ $label }». { $hint }
replies-wrong-row = Рядок { $row }{ $column ->
        [0] {""}
       *[other] , «{ $column }»
    }: не зрозуміли. Має бути через крапку з комою: { $columns }.
replies-meant = «{ $label }»: ви мали на увазі { $values }? Напишіть це число ще раз або інше.
replies-meant-which = «{ $label }»: що записати? Натисніть або напишіть інше число.
replies-or = {" "}чи{" "}
replies-mean = у середньому { $value }
tables-count =
    { $count ->
        [one] { $count } рядок
        [few] { $count } рядки
       *[many] { $count } рядків
    }
tables-sheet = Таблиця { $number }
tables-sheet-columns = Район | Громада
replies-doubts = <b>Перевірте перед надсиланням. Усе правильно?</b>
replies-doubt =
    { $kind ->
        [jump] { $name }: було { $before }, стало { $said }. Це дуже інше число.
        [stranger] { $said ->
            [0] ❔ «{ $name }»: немає в переліку громади. Якщо назва правильна, лишіть так.
           *[other] ❔ «{ $name }»: немає в переліку громади. Можливо, ви мали на увазі «{ $said }»?
        }
       *[note] ℹ️ { $name }: за даними відділу – { $said }. Перевірте, чи це досі так.
    }
replies-button-sure = Так, усе правильно
replies-sent = Надіслано, дякуємо.
replies-not-sent = Ще не надіслано: перевірте поля.
replies-none = Це доручення не просить відповіді.
replies-totals = <b>Відповіли { $replied } з { $asked }</b>
replies-total = { $label }: { $value }
replies-given =
    { $count ->
        [one] { $count } відповідь
        [few] { $count } відповіді
       *[many] { $count } відповідей
    }
replies-charted = { $label } – { $most } найбільших із { $count }
replies-chart = Відповіді на доручення № { $number }, станом на { $at }
replies-sum = Разом
replies-sheet = Відповіді
replies-columns = Район | Громада | Відповідь
replies-excel-file = відповіді-{ $number }.xlsx
notices-button-replies = 📊 Відповіді
notices-button-replies-excel = 📄 Відповіді в Excel
replies-median = { $label }: у вас { $own }, медіана району { $median }
