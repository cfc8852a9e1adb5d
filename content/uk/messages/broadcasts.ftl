# Розсилки: складання, надсилання, звіт, виправлення.

broadcasts-list =
    <b>Розсилки</b>

    { $lines }

    Новини отримують лише ті, хто обрав тему; люди на посадах – за посадою. Щоб почати, натисніть кнопку або перешліть боту готове повідомлення в особистий чат.
broadcasts-button-write = ➕ Нова розсилка
broadcasts-button-calendar = 🗓 Що піде за 90 днів
broadcasts-button = № { $number }: { $state }
broadcasts-listed =
    { "" }
    <b>№ { $number }, { $what }: { $state }</b>, { $at }
broadcasts-none = Розсилок ще не було.
broadcasts-button-drop = 🗑 Видалити чернетку
broadcasts-ask-drop = Видалити чернетку розсилки № { $number }? Її текст не збережеться.
broadcasts-button-sure-drop = Так, видалити
broadcasts-ask-stop =
    Розсилка № { $number } на паузі. Надіслано { $sent }, чекають { $left }.

    Зупинити назовсім? Решта людей її не отримає.
broadcasts-button-sure-stop = Так, зупинити назовсім
broadcasts-ask-recall =
    Відкликати розсилку № { $number }? За хвилину бот видалить { $count ->
        [one] { $count } повідомлення
        [few] { $count } повідомлення
       *[many] { $count } повідомлень
    } в чатах людей і зупинить виправлення. Повернути їх не можна.
broadcasts-button-sure-recall = Так, відкликати ({ $count })
broadcasts-ask-again =
    Надіслати розсилку № { $number } ще раз { $what ->
        [unknown]
            { $count ->
                [one] { $count } людині, про яку невідомо, чи дійшло? Вона може отримати її двічі.
               *[many] { $count } людям, про яких невідомо, чи дійшло? Вони можуть отримати її двічі.
            }
       *[failed]
            { $count ->
                [one] { $count } людині, до якої не дійшло?
               *[many] { $count } людям, до яких не дійшло?
            }
    }
broadcasts-button-sure-again = Так, ще раз ({ $count })
broadcasts-not-again = Повторювати нічого: розсилку відкликано або всі її вже мають.
broadcasts-report-subject = «{ $subject }»
broadcasts-report-recalled = Розсилку відкликано.

## Складання

broadcasts-prompt =
    Надішліть текст розсилки, до { $most } знаків, або фото, відео, документ, голосове чи альбом із підписом до { $caption } знаків. Оформлення збережеться. Нічого службового.

    { -fields-offer }
broadcasts-prompt-again = Надішліть нове повідомлення для розсилки № { $number }.
broadcasts-placeholder = Текст новини
broadcasts-too-long = Текст задовгий: можна до { $most } знаків. Надішліть коротший.
broadcasts-wrong-kind = Таке повідомлення розіслати не можна. Підійде текст, фото, відео, документ, голосове, аудіо або альбом.
broadcasts-album-full = В альбомі може бути до 10 файлів. Решту надішліть іншою розсилкою.
broadcasts-not-draft = Цю розсилку вже не можна змінити. Почніть нову.
broadcasts-whom =
    Кому надіслати? Спершу теми, на які підписуються люди, далі посади.
broadcasts-where = Для всієї області чи для частини?
broadcasts-button-everywhere = Уся область
broadcasts-button-some = Обрати громади
broadcasts-prompt-hromadas = Напишіть назви громад через кому або надішліть таблицю (.xlsx, .xls, .ods, .csv): лише вони отримають розсилку № { $number }.
broadcasts-prompt-except = Напишіть назви громад через кому або надішліть таблицю (.xlsx, .xls, .ods, .csv): вони не отримають розсилку № { $number }.
broadcasts-hromadas-placeholder = Овруцька, Олевська
broadcasts-doubtful = Не впевнені, які це громади: { $names }. Напишіть повну назву; решту вже враховано.
broadcasts-draft =
    <b>Розсилка № { $number }: { $what }</b>

    { $text }

    { $notes }
broadcasts-media = [{ $kinds }]
broadcasts-media-kind =
    { $kind ->
        [photo] фото
        [video] відео
       *[document] документ
        [voice] голосове
        [audio] аудіо
        [animation] анімація
    }
broadcasts-note-audience = Кому: { $audience }
broadcasts-note-count = Отримають: { $count ->
        [one] { $count } людина
        [few] { $count } людини
       *[many] { $count } людей
    }.
broadcasts-note-sample = Наприклад: { $sample }
broadcasts-note-missing = Не отримають, бо в боті ще немає кому: { $names }{ $more ->
        [0] {""}
       *[other] {" "}та ще { $more }
    }.
broadcasts-note-fields = Поля прочитають, наприклад, так: { $fields }.
broadcasts-note-unfilled = Для { $count } із них громада невідома, вони прочитають: { $fields }.
broadcasts-note-unknown-fields =
    Невідомі поля: { $names }.
    { -fields-offer }
broadcasts-note-when = Коли: { $when }
broadcasts-note-now = за хвилину, щоб можна було зупинити
broadcasts-note-heads = Це для посад, тож піде в робочі години голів: { $at }. Термінова йде одразу.
broadcasts-note-load = Того тижня кожна з цих громад уже отримує розсилок: { $least ->
        [0] до { $most }
       *[other] від { $least } до { $most }
    } (найбільше – { $name }).
broadcasts-note-load-same = Того тижня кожна з цих громад уже отримує розсилок: { $most }.
broadcasts-note-buttons = Кнопки: { $names }
broadcasts-note-paid = Платне прискорення: до { $stars } { $stars ->
        [one] зірки
       *[other] зірок
    } Telegram.
broadcasts-note-second = Понад { $most } людей: схвалює друга людина відділу.
broadcasts-note-training = Навчальний режим: можна схвалити самостійно.
broadcasts-button-send = 📨 Надіслати ({ $count })
broadcasts-button-try = 👁 Спершу мені
broadcasts-button-try-staff = 👥 У чат відділу
broadcasts-button-whom = 🎯 Кому
broadcasts-button-when = 🕘 Коли
broadcasts-button-buttons = 🔘 Кнопки
broadcasts-button-rewrite = ✏️ Змінити текст
broadcasts-button-except = ➖ Крім громад
broadcasts-button-active = Лише активні за 90 днів
broadcasts-button-everybody = Не лише активні
broadcasts-button-by-notice = За дорученням
broadcasts-button-pay = ⚡ Швидше, платно
broadcasts-button-free = Без оплати
broadcasts-button-emergency = 🚨 Терміново, одразу
broadcasts-tried = Надіслано вам.
broadcasts-tried-staff = Надіслано в чат відділу.
broadcasts-not-tried = Не вийшло: відкрийте особистий чат із ботом.
broadcasts-not-tried-staff = Не вийшло: чат відділу недоступний. Перевірте, чи бот у групі.
broadcasts-which-notice = Хто саме, за яким дорученням?
broadcasts-button-acknowledged = ✅ № { $number }: ознайомилися
broadcasts-button-not-acknowledged = ⏳ № { $number }: ще ні
broadcasts-button-any-notice = Байдуже
broadcasts-prompt-buttons = Напишіть кнопки для розсилки № { $number }: кожна з нового рядка, «Напис – адреса». Замість адреси можна «картка» або назву відповіді латиницею, як-от diia-refused. Щоб прибрати всі – «немає».
broadcasts-buttons-placeholder = Записатися – https://osvita.diia.gov.ua
broadcasts-buttons-wrong = Не зрозуміли рядок «{ $line }». Потрібно «Напис – адреса», напис до { $length } знаків, до { $most } кнопок. Надішліть усі ще раз.
broadcasts-buttons-bad = Не зрозуміли рядок «{ $line }». Потрібно «Напис – адреса», напис до { $length } знаків, до { $most } кнопок.
broadcasts-buttons-line = { $label } – { $target }
broadcasts-buttons-album = Telegram не дозволяє кнопок під альбомом. Додайте посилання в підпис.
broadcasts-buttons-none = немає
broadcasts-buttons-card = картка
broadcasts-when = Коли надіслати?
broadcasts-button-now = Одразу
broadcasts-button-at = { $at }
broadcasts-button-type-time = Інший час
broadcasts-button-once = Один раз
broadcasts-repeat =
    { $how ->
        [week] щотижня
        [month] щомісяця
        [quarter] щокварталу
       *[never] {""}
    }
broadcasts-how-often = { $at }. Як часто?
broadcasts-prompt-time = Напишіть день і час за Києвом для розсилки № { $number }: «у понеділок о 10:00», «15.12 10:00» або «18:00».
broadcasts-time-placeholder = завтра о 10:00
broadcasts-time-wrong = Не зрозуміли час або він уже минув. Приклади: «завтра о 10:00», «15.12 10:00».
broadcasts-price =
    <b>Платне прискорення</b>

    Telegram візьме з рахунку бота 0,1 зірки за кожне повідомлення понад безоплатні 30 на секунду: до { $stars } { $stars ->
        [one] зірки
       *[other] зірок
    } за { $count } { $count ->
        [one] повідомлення
        [few] повідомлення
       *[many] повідомлень
    }. Повідомлення підуть утридцятеро швидше. Зірки мають уже бути на рахунку.
broadcasts-button-accept-price = Погоджуюсь, зірок до { $stars }
broadcasts-prompt-emergency = Напишіть, чому розсилка № { $number } не може чекати на другу людину. Причину побачить увесь відділ.
broadcasts-emergency-placeholder = Причина
broadcasts-emergency-note =
    🚨 <b>Терміново надсилається розсилка № { $number }</b>
    Причина: { $reason }

    { $text }
broadcasts-emergency-open = Термінова, причина: { $reason }. Ще ніхто не переглянув.
broadcasts-emergency-reviewed = Термінова, причина: { $reason }. Переглянуто.
broadcasts-button-review = 👀 Переглянуто
broadcasts-review-other = Переглянути має інша людина відділу.

## Схвалення

broadcasts-needs-another = Потрібна друга людина. Запит у чаті відділу.
broadcasts-no-staff-chat = Потрібна друга людина, але чат відділу недоступний. Перевірте, чи бот у групі.
broadcasts-approve =
    <b>Схваліть розсилку № { $number }</b>

    { $text }

    { $notes }
broadcasts-button-approve = ✅ Схвалити
broadcasts-refused =
    { $why ->
        [nobody] Отримати ще нікому.
        [same-again] Такий самий текст тим самим людям уже йшов за останню добу.
        [unknown-fields] У тексті є невідомі поля в дужках.
        [changed] Розсилку відтоді змінили. Перегляньте її ще раз.
        [recalled] Розсилку вже відкликано, виправляти нічого.
       *[passed] Обраний час уже минув.
    }

## Для того, хто отримав

broadcasts-footer = <i>Код { $code } · перевірити: /verify</i>
broadcasts-footer-album = <i>Код { $code } · перевірити: /verify · чому мені це прийшло: /why_{ $number }</i>
broadcasts-button-why = Чому мені це прийшло?
broadcasts-why = Ви обрали новини за темою «{ $theme }» у налаштуваннях. Можна відмовитися одним натисканням.
broadcasts-why-post = Це повідомлення для посади: { $audience }. Якщо посада вже не ваша, передайте її через /notices.
broadcasts-why-unknown = Цієї розсилки вже немає. Новини можна вимкнути в /settings.
broadcasts-button-off = Не надсилати цю тему
broadcasts-off = Добре, цієї теми більше не буде. Змінити: /settings

verify-yes =
    ✅ Це справжнє повідомлення відділу від { $at }. Ось його текст, порівняйте:

    { $text }
verify-corrected = Пізніше його виправили.
verify-recalled = Пізніше його відкликали.

## Звіт

broadcasts-report-title = <b>Розсилка № { $number }, { $what }: { $state }</b>
broadcasts-report-to = Кому: { $audience }
broadcasts-report-starts = Почнеться: { $at }
broadcasts-report-bar = { $bar } { $percent } %
broadcasts-report = Усього { $planned }. Надіслано { $sent }.
broadcasts-report-part =
    { $outcome ->
        [blocked] Зупинили бота { $count }.
        [failed] Не вдалося { $count }.
        [skipped] Пропущено { $count }.
        [unknown] Невідомо { $count }.
       *[waiting] Чекають { $count }.
    }
broadcasts-report-pace = Швидкість: { $rate } на секунду. Залишилося { $minutes ->
        [0] менше хвилини
        [1] менше хвилини
        [one] приблизно { $minutes } хвилина
        [few] приблизно { $minutes } хвилини
       *[many] приблизно { $minutes } хвилин
    }.
broadcasts-reason = – { $reason }: { $count }
broadcasts-paused-why = Розсилка стала на паузу сама: забагато невдалих. Найчастіша причина: { $reason }.
broadcasts-reason-why =
    { $why ->
        [blocked] зупинили бота
        [never-started] ще не відкривали бота
        [kicked] бота немає в чаті
        [no-right] боту не дозволено писати в чат
        [gone] повідомлення вже немає або його не можна змінити
        [no-text] повідомлення без тексту не можна змінити
        [kind-forbidden] у чаті заборонено такі файли
        [crash] збій під час надсилання
        [too-late] запізно
        [timed-out] Telegram не відповів, чи взяв повідомлення
        [invalid-server-response] Telegram не відповів, чи взяв повідомлення
        [network] збій мережі
        [unsubscribed] відмовилися від теми
        [done] уже не потрібно
       *[other] Telegram не прийняв повідомлення
    }
broadcasts-button-pause = ⏸ Пауза
broadcasts-button-resume = ▶️ Далі
broadcasts-button-stop = ⏹ Зупинити
broadcasts-button-renew = 🔄 Оновити
broadcasts-button-failed = 🔁 Повторити лише невдалі
broadcasts-button-unknown = 🔁 Ще раз невідомим
broadcasts-button-chart = 📊 Діаграма
broadcasts-button-excel = 📄 Excel
broadcasts-button-edit = ✏️ Виправити на місці
broadcasts-button-reply = ↩️ Виправити окремо
broadcasts-button-recall = 🗑 Відкликати в усіх
broadcasts-not-recalled = Відкликати вже нічого: її відкликано або минули 48 годин, які дає Telegram.
broadcasts-prompt-correction = Напишіть правильний текст розсилки № { $number }.
broadcasts-prompt-linked = Напишіть виправлення: воно прийде відповіддю на розсилку № { $number }.
broadcasts-state =
    { $state ->
       *[draft] чернетка
        [held] чекає свого часу
        [running] надсилається
        [paused] на паузі
        [finished] завершено
        [cancelled] зупинено
    }
broadcasts-what =
    { $what ->
       *[send] новина
        [reply] виправлення до № { $about }
        [edit] правка № { $about }
        [delete] відкликання № { $about }
    }
broadcasts-outcome =
    { $outcome ->
        [sent] надіслано
        [blocked] зупинили бота
        [failed] не вдалося
        [skipped] пропущено
        [unknown] невідомо
       *[waiting] чекають
    }
broadcasts-chart = Розсилка № { $number }: { $planned ->
        [one] { $planned } людина
        [few] { $planned } людини
       *[many] { $planned } людей
    }
broadcasts-chart-outcomes = Що сталося
broadcasts-chart-reasons = Причини
broadcasts-excel-file = розсилка-{ $number }.xlsx
broadcasts-sheet = Розсилка
broadcasts-columns = № | Громада або установа | Результат | Причина | Коли
broadcasts-calendar =
    <b>Що піде за 90 днів</b>

    { $lines }
broadcasts-calendar-empty = Нічого не заплановано.
broadcasts-calendar-week =
    { "" }
    <b>Тиждень із { $since }</b>, розсилок на громаду: від { $least } до { $most }
broadcasts-calendar-week-same =
    { "" }
    <b>Тиждень із { $since }</b>, розсилок на громаду: { $most }
broadcasts-calendar-more = …і ще { $count }.
broadcasts-excel-part = У файлі перші { $most } рядків.
broadcasts-calendar-line = { $at } – № { $number }: { $audience } { $repeats }
