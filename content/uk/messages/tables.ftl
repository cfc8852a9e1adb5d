# Таблиці, які надсилають боту: що в них зрозуміли, що з них вийде, що не так.

tables-no-file = Потрібен файл: таблиця .xlsx, .xls, .ods або .csv до 20 МБ.
tables-bad =
    { $fault ->
        [broken-table] Таблиця пошкоджена або записана не до кінця. Відкрийте її, збережіть як .xlsx і надішліть ще раз.
        [word] Це документ Word, а не таблиця. Скопіюйте таблицю в Excel або LibreOffice, збережіть як .xlsx і надішліть.
        [pdf] Це PDF, а не таблиця. Надішліть файл, з якого його зробили: .xlsx, .xls, .ods або .csv.
        [picture] Це зображення, а не таблиця. Надішліть саму таблицю: .xlsx, .xls, .ods або .csv.
        [page] Це вебсторінка або XML, а не таблиця. Відкрийте файл в Excel чи LibreOffice, збережіть як .xlsx і надішліть.
        [archive] { $kind ->
            [batch] Потрібен звичайний ZIP: розпакуйте цей архів і запакуйте сертифікати так. Список надішліть таблицею .xlsx, .xls, .ods або .csv.
           *[other] Це архів, а не таблиця. Розпакуйте його й надішліть .xlsx, .xls, .ods або .csv.
        }
        [encrypted] Файл захищено паролем. Зніміть пароль і надішліть ще раз.
        [too-big] Файл завеликий. Лишіть у ньому тільки таблицю, до 20 МБ, і надішліть ще раз.
        [too-wide] У таблиці більше тисячі стовпців. Лишіть потрібні й надішліть ще раз.
        [too-many-rows] Рядків більше ніж { $most }. Розділіть таблицю на менші.
        [quotes] У рядку { $row } лапки відкрито й не закрито, тож рядки злилися. Виправте лапки або збережіть файл як .xlsx.
        [empty] Файл порожній: у ньому немає жодного заповненого рядка.
       *[not-a-table] Це не таблиця. Надішліть файл .xlsx, .xls, .ods або .csv.
    }
tables-gone = Цю таблицю вже записали, або ви надіслали іншу.
tables-meaning =
    { $meaning ->
        [person] ПІБ
        [surname] Прізвище
        [given] Ім’я
        [patronymic] По батькові
        [body] Установа
        [hromada] Громада
        [raion] Район
        [hromada_code] КАТОТТГ
        [post] Посада
        [email] E-mail
        [phone] Телефон
        [unit] Підрозділ
        [state] Стан
        [code] Номер
        [course] Курс
        [day] Дата
        [level] Рівень
        [score] Бали
        [settlement] Населений пункт
        [katottg] КАТОТТГ
        [note] Примітка
        [staff] Працівників
        [low] Низький рівень
        [middle] Середній рівень
       *[high] Високий рівень
    }
tables-state =
    { $state ->
        [exempt] не бере участі
       *[active] бере участь
    }
tables-columns =
    <b>Чи правильно ми зрозуміли стовпці{ $sheet }?</b>

    { $columns }

    Перший рядок даних – { $row }.{ $count ->
        [0] {""}
       *[other] {" "}Бракує: { $lacking }.
    } Таку саму таблицю наступного разу впізнаємо.
tables-sheet-unread = Цього аркуша не читаємо.
tables-column-line = { $what } – { $where }
tables-column-at = стовпець { $letter } «{ $heading }»
tables-no-column = не знайшли
tables-button-right = ✅ Так, перевірити рядки
tables-button-column = Інший: { $what }
tables-button-no-column = Такого стовпця немає
tables-button-first = Дані з рядка { $row }
tables-button-leave-sheet = Не читати цей аркуш
tables-button-read-sheet = Читати цей аркуш
tables-button-sheet = 📄 { $name }
tables-button-columns = 🔧 Змінити стовпці
tables-button-another = 📎 Надіслати іншу
tables-choose-column = Де у таблиці «{ $what }»?
tables-columns-missing = Спершу вкажіть стовпці, яких бракує.

tables-title = <b>Ось що зміниться</b>
tables-samples =
    { $count ->
        [1] Перший рядок запишемо так:
       *[other] Перші рядки запишемо так:
    }
tables-line = • { $what }
tables-on-sheet = {" "}на аркуші «{ $name }»
tables-headings-at = Заголовки{ $sheet } – у рядку { $row }.
tables-not-read = Рядків{ $sheet } не читаємо.
tables-hidden-rows = Приховані рядки{ $sheet } теж читаємо: { $rows }.
tables-hidden-columns = Приховані стовпці{ $sheet } теж читаємо: { $columns }.
tables-old = Це старий .xls: прихованих рядків і помилок у формулах у ньому не видно. Надійніше надіслати .xlsx.
tables-unread = Не читаємо стовпців: { $columns }.
tables-skipped =
    рядок { $row }{ $sheet } пропустили: { $why ->
        [total] підсумок «{ $value }»
        [vacant] посада вільна, «{ $value }»
        [numbers] номери стовпців
        [headings] ті самі заголовки
        [section] підзаголовок «{ $value }»
       *[nothing] у потрібних стовпцях порожньо, «{ $value }»
    }
tables-more = І ще пропустили рядків: { $count }.
tables-empty = Під заголовками немає жодного рядка: нічого не записали.
tables-mistakes =
    { $count ->
        [one] <b>{ $count } рядок із помилкою: нічого не записали</b>
        [few] <b>{ $count } рядки з помилками: нічого не записали</b>
       *[many] <b>{ $count } рядків із помилками: нічого не записали</b>
    }
tables-mistakes-left-out =
    { $count ->
        [one] <b>{ $count } рядок із помилкою: його не запишемо</b>
        [few] <b>{ $count } рядки з помилками: їх не запишемо</b>
       *[many] <b>{ $count } рядків із помилками: їх не запишемо</b>
    }
tables-mistake = рядок { $row }{ $sheet }, «{ $column }»: { $what }
tables-wrong =
    { $fault ->
        [no-person] не схоже на прізвище та ім’я однієї людини – «{ $value }»
        [declined] ім’я потрібне в називному відмінку, а тут «{ $value }»
        [no-body] не схоже на назву установи – «{ $value }»
        [no-post] на цю посаду бот не запрошує – «{ $value }»; можна: { $like }
        [no-email] не схоже на адресу e-mail – «{ $value }»
        [no-phone] не схоже на номер телефону – «{ $value }»
        [no-unit] не схоже на назву підрозділу – «{ $value }»
        [no-state] очікуємо «працює» або «не бере участі», а тут «{ $value }»; причини не пишіть
        [no-code] не схоже на номер сертифіката – «{ $value }»
        [other-owner] номер «{ $value }» стоїть вище біля іншої людини
        [no-day] не схоже на дату видачі до сьогодні – «{ $value }»
        [no-score] бали бувають від 0 до 90, а тут «{ $value }»
        [no-level] рівень буває низький, середній або високий, а тут «{ $value }»
        [no-hromada] такої громади в області немає – «{ $value }»
        [ambiguous-hromada] незрозуміло, котра громада «{ $value }»; схожі: { $like }
        [other-hromada] за кодом це { $like } громада, а тут «{ $value }»
        [other-council] у стовпці «Громада» – { $like }, а тут «{ $value }»
        [other-settlement] за кодом це { $like }, а тут «{ $value }»
        [raion-or-hromada] незрозуміло, район це чи громада – «{ $value }»; допишіть «район» або «громада»
        [no-raion] такого району в області немає – «{ $value }»
        [other-raion] ця громада в іншому районі: { $like }, а тут «{ $value }»
        [oblast] це не громада й не район нашої області – «{ $value }»
        [in-raion] цю громаду вже охоплює рядок { $like }, де названо весь район; лишіть щось одне
        [no-katottg] це не код КАТОТТГ – «{ $value }»
        [no-settlement] не схоже на назву населеного пункту – «{ $value }»
        [several] в одній клітинці кілька назв – «{ $value }»
        [twice] громада вже є в рядку { $like }
        [no-number] потрібне ціле число, а тут «{ $value }»
        [negative] від’ємне число { $value }
        [no-staff] немає жодного працівника
        [too-many] сертифікованих більше, ніж працівників: { $like }
       *[broken] не вдалося прочитати
    }
tables-mend =
    { $more ->
        [0] Виправте й надішліть таблицю ще раз.
       *[other] І ще { $more }. Виправте й надішліть таблицю ще раз.
    }
