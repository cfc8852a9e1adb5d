# Сторінки розсилок і календар.

broadcasts-page-new = Нова розсилка
broadcasts-page-calendar = Що попереду
broadcasts-page-drafts =
    { $count ->
        [one] { $count } чернетка
        [few] { $count } чернетки
       *[many] { $count } чернеток
    }
broadcasts-page-changed = Список розсилок змінився.
broadcasts-page-caption = Розсилки, найновіші перші
broadcasts-page-headings = Розсилка | Кому | Коли | Стан | Результат | Хто схвалив
broadcasts-page-unreviewed = термінова, ніхто не переглянув
broadcasts-page-sums = надіслано { $sent } з { $planned }{ $lost ->
        [0] {""}
       *[other] {" "}· не дійшло { $lost }
    }{ $unknown ->
        [0] {""}
       *[other] {" "}· невідомо { $unknown }
    }
broadcasts-page-none = Тут будуть розсилки: їхній текст, кому й коли пішли, що дійшло.
broadcasts-page-draft =
    { $what ->
        [send] { $number ->
            [none] Нова розсилка
           *[other] Розсилка № { $number }: чернетка
        }
       *[other] Виправлення № { $number }
    }
broadcasts-page-text = Текст
broadcasts-page-text-help = До { $most } знаків. Оформлення: **жирне**, __курсив__, [слова](https://адреса). Нічого службового.
broadcasts-page-formats = У тексті є оформлення, якого тут немає (його зроблено в чаті). Воно збережеться, якщо слів не змінювати.
broadcasts-page-files =
    { $count ->
        [0] Додати фото або файл
        [one] Разом із текстом: { $count } файл
        [few] Разом із текстом: { $count } файли
       *[many] Разом із текстом: { $count } файлів
    }
broadcasts-page-with-files = Разом із текстом: { $kinds }.
broadcasts-page-drop-file = Прибрати: { $kind } { $number }
broadcasts-page-add-files = Фото або файли
broadcasts-page-files-help = JPG, PNG, PDF, DOCX, XLSX, ODT, ODS до { $most } МБ, разом до { $files }. Бот покаже їх вам у чаті. З файлом текст може мати до { $caption } знаків.
broadcasts-page-as-files = Зображення надіслати файлами, а не фото
broadcasts-file-of = Файл для розсилки. Його додано до чернетки.
broadcasts-file-wrong = Файл не підійшов: потрібен JPG, PNG, PDF, DOCX, XLSX, ODT або ODS до { $most } МБ.
broadcasts-files-many = Разом можна до { $files } файлів. Приберіть зайві.
broadcasts-files-mixed = Фото й файли разом не надсилаються. Лишіть щось одне або позначте «Зображення надіслати файлами».
broadcasts-file-not-taken = Telegram не взяв файл. Перевірте, чи ви не зупинили бота, і додайте файл ще раз.
broadcasts-page-table = Громади з таблиці
broadcasts-page-table-help = Таблиця .xlsx, .xls, .ods або .csv зі стовпцем «Громада», «Код» або «Район». Оберіть її і натисніть «Прочитати таблицю»: громади стануть у поле, і ви побачите помилки.
broadcasts-page-table-for = Що зробити з цими громадами
broadcasts-page-table-only = Надіслати лише їм
broadcasts-page-table-except = Не надсилати їм
broadcasts-page-read-table = Прочитати таблицю
broadcasts-table-lacking = У таблиці не знайшли стовпця: { $names }. Назвіть стовпці в заголовку або надішліть таблицю боту в чат: там стовпець можна вказати.
broadcasts-table-unsure = Незрозуміло, який стовпець із громадами: { $names }. Лишіть один або надішліть таблицю боту в чат: там стовпець можна вказати.
broadcasts-table-wrong = Громад із таблиці не взяли: у ній є помилки, їх названо нижче.
broadcasts-page-fields = Поля, які кожна людина прочитає по-своєму:
broadcasts-page-choose = Оберіть, кому
broadcasts-page-to = Кому
broadcasts-page-where = Де
broadcasts-page-some = Лише громади, названі нижче
broadcasts-page-narrow = Звузити: громади, винятки, доручення
broadcasts-page-places = Лише ці громади
broadcasts-page-places-help = Назви через кому. Оберіть вище «Лише громади, названі нижче».
broadcasts-page-excluded = Крім цих громад
broadcasts-page-notice = За дорученням
broadcasts-page-notice-help = Лише для посад.
broadcasts-page-when = Коли
broadcasts-page-now = Одразу: за хвилину після схвалення
broadcasts-page-other-time = Інший час, щотижня або щомісяця
broadcasts-page-at = Інший день і час
broadcasts-page-at-help = За Києвом: «у понеділок о 10:00», «15.12 10:00» або «18:00».
broadcasts-page-repeats = Як часто
broadcasts-page-repeat =
    { $how ->
        [week] Щотижня
        [month] Щомісяця
        [quarter] Щокварталу
       *[never] Один раз
    }
broadcasts-page-buttons = Кнопки під текстом
broadcasts-page-buttons-lines = Кнопки, кожна з нового рядка
broadcasts-page-buttons-help = «Напис – адреса». Замість адреси можна «картка» або назву відповіді латиницею, як-от diia-refused.
broadcasts-page-check = Перевірити
broadcasts-page-keep = Зберегти чернетку
broadcasts-page-back = До списку розсилок
broadcasts-page-look = Так прочитають
broadcasts-page-no-words = Тут буде видно повідомлення, яким його прочитають.
broadcasts-page-kept = Чернетку збережено.
broadcasts-page-clash = Поки ви писали, чернетку змінили. Тепер там: «{ $text }», кому: { $audience }. Ваші слова в полях нижче; якщо збережете ще раз, лишаться вони.
broadcasts-page-dropped = Чернетку розсилки № { $number } видалено.
broadcasts-text-empty = Напишіть текст.
broadcasts-places-empty = Назвіть громади або оберіть усю область.
broadcasts-places-doubtful = Не впевнені, які це громади: { $names }. Напишіть повну назву.
broadcasts-repeats-without-time = Щоб розсилка повторювалася, оберіть день і час.

## Перед надсиланням

broadcasts-page-check-title = Розсилка № { $number }: { $count ->
        [one] { $count } людина
        [few] { $count } людини
       *[many] { $count } людей
    }
broadcasts-page-reads = Що прочитають
broadcasts-page-reach = { $count ->
        [one] { $count } людина
        [few] { $count } людини
       *[many] { $count } людей
    }, з них:
broadcasts-page-no-place = громада невідома
broadcasts-page-bodies = установи
broadcasts-page-left-out = Не отримають, бо їхні громади виключено: { $count ->
        [one] { $count } людина
        [few] { $count } людини
       *[many] { $count } людей
    }
broadcasts-page-second = Людей понад сто, тож схвалює друга людина відділу. Запит прийде в чат відділу, а вона зможе схвалити там або на цій сторінці.
broadcasts-page-ask-another = Попросити схвалити
broadcasts-page-emergency = Чому не можна чекати на другу людину
broadcasts-page-emergency-help = Причину прочитає весь відділ.
broadcasts-page-emergency-send = Надіслати терміново ({ $count })
broadcasts-page-no-reason = Напишіть причину: її прочитає весь відділ.
broadcasts-page-hold = Після натискання буде хвилина, щоб зупинити: доти ніхто нічого не прочитає.
broadcasts-page-approve = Схвалити й надіслати ({ $count })
broadcasts-page-change = Змінити
broadcasts-page-held = Схвалено. Поки розсилка чекає свого часу, її можна зупинити.

## Одна розсилка

broadcasts-page-title = Розсилка № { $number }
broadcasts-page-progress = Що сталося
broadcasts-page-moved = Розсилка просунулась.
broadcasts-page-of = { $ended } з { $planned }
broadcasts-page-pause = Пауза
broadcasts-page-resume = Далі
broadcasts-page-stop = Зупинити
broadcasts-page-review = Переглянуто
broadcasts-page-again-button =
    { $what ->
        [unknown] Ще раз невідомим
       *[failed] Повторити невдалі
    }
broadcasts-page-again = Надсилаємо ще раз: { $count ->
        [one] { $count } людині
       *[other] { $count } людям
    }.
broadcasts-page-turned =
    { $what ->
        [pause] Розсилка на паузі.
        [resume] Розсилка йде далі.
        [stop] Розсилку зупинено.
        [review] Записано, що ви переглянули.
       *[none] Уже ні: розсилка тим часом змінила стан.
    }
broadcasts-page-recalled = Відкликаємо. За хвилину бот почне видаляти повідомлення; доти це можна зупинити.
broadcasts-page-change-title = Виправити або відкликати
broadcasts-page-edit = Виправити на місці
broadcasts-page-reply = Виправити окремо
broadcasts-page-recall = Відкликати в усіх
broadcasts-page-changes = Виправлення й відкликання
broadcasts-page-like-button = Нова за цим зразком
broadcasts-page-like = Це чернетка за зразком: ті самі слова й ті самі люди.
broadcasts-page-excel = Excel
broadcasts-page-what = Що
broadcasts-page-made = Хто написав
broadcasts-page-approved = Хто схвалив
broadcasts-page-urgent = Термінова
broadcasts-page-code = Код
broadcasts-page-ask = Розсилка № { $number }: ви впевнені?
broadcasts-page-no = Ні, назад
broadcasts-page-rows = Розсилка № { $number }: { $outcome }
broadcasts-page-rows-count = { $count ->
        [one] { $count } повідомлення
        [few] { $count } повідомлення
       *[many] { $count } повідомлень
    }. Тут видно, куди, а не кому.
broadcasts-page-rows-caption = Повідомлення
broadcasts-page-rows-headings = № | Громада або установа | Причина | Коли
broadcasts-page-rows-none = Таких уже немає.
broadcasts-page-one-back = До розсилки № { $number }

## Календар

calendar-title = Що попереду: 90 днів
calendar-kinds = Що показати
calendar-kind =
    { $kind ->
        [event] події
        [broadcast] розсилки
        [notice] строки доручень
        [drive] строки сертифікації
       *[all] Усе
    }
calendar-week = { $since } – { $until }
calendar-load = Розсилок на громаду: { $least ->
        [0] до { $most }
       *[other] від { $least } до { $most }
    }
calendar-load-same = Розсилок на громаду: { $most }
calendar-off = вихідний
calendar-clash = збіг: подія припадає на вихідний, свято, строк або іншу подію
calendar-entry =
    { $kind ->
        [event] подія: { $title }
        [broadcast] розсилка № { $number }{ $title ->
            [none] {""}
           *[other] : { $title }
        }
        [notice] строк доручення № { $number }: { $title }
       *[drive] строк сертифікації: { $title }
    }
calendar-empty = Попереду нічого: тут будуть розсилки, строки доручень і сертифікації, події.
