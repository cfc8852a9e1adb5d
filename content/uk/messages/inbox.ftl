# Звернення на сторінках: один список запитань і випадків, сторінка випадку, сторінка запитання.

inbox-tabs = Частини списку
inbox-tab =
    { $tab ->
        [mine] Мої
        [nobodys] Нічиї
        [open] Усі відкриті
        [closed] Закриті
       *[all] Знайдено всюди
    }
inbox-narrow = Звузити список
inbox-words = Слова або номер
inbox-filter =
    { $name ->
        [theme] Документ чи тема
        [place] Вид місця
        [hromada] Громада
        [owner] Хто веде
       *[age] Чекає
    }
inbox-every = усі
inbox-older =
    { $days ->
        [one] понад { $days } день
        [few] понад { $days } дні
       *[many] понад { $days } днів
    }
inbox-button-narrow = Показати
inbox-all-again = Показати все
inbox-list = Список звернень
inbox-changed = Список змінився.
inbox-count =
    { $count ->
        [0] Нічого не знайдено
        [one] { $count } звернення
        [few] { $count } звернення
       *[many] { $count } звернень
    }
inbox-tick = Позначити: { $name }
inbox-over = закінчено: { $at }
inbox-question-state =
    { $state ->
        [replied] відповіли
        [closed] закрито без відповіді
       *[waits] чекає відповіді
    }
inbox-button-several =
    { $tab ->
        [mine] Відпустити позначені
       *[other] Взяти позначені
    }
inbox-taken =
    { $count ->
        [0] Нічого не взято: позначте вільні звернення.
        [one] Взято { $count } звернення.
        [few] Взято { $count } звернення.
       *[many] Взято { $count } звернень.
    }
inbox-let-go =
    { $count ->
        [0] Нічого не відпущено: позначте свої звернення.
        [one] Відпущено { $count } звернення: тепер воно нічиє.
        [few] Відпущено { $count } звернення: тепер вони нічиї.
       *[many] Відпущено { $count } звернень: тепер вони нічиї.
    }
inbox-button-undo = Повернути
inbox-undo-what =
    { $what ->
        [taken] Щойно взято: { $count }.
       *[other] Щойно відпущено: { $count }.
    } Упродовж хвилини це можна повернути одним натисканням.
inbox-undone =
    { $count ->
        [0] Нічого не повернули.
        [one] Повернули { $count } звернення: воно таке, як було.
        [few] Повернули { $count } звернення: вони такі, як були.
       *[many] Повернули { $count } звернень: вони такі, як були.
    }{ $changed ->
        [0] {""}
       *[other] {" "}Змінили інші, тож лишилися як є: { $changed }.
    }
inbox-undo-late = Минула хвилина, тож повернути одним натисканням уже не можна. Позначте звернення й візьміть або відпустіть їх.
inbox-nothing =
    { $narrowed ->
        [yes] За цими умовами нічого немає. Приберіть частину умов або оберіть іншу частину списку.
       *[no] { $tab ->
            [mine] Тут будуть звернення, які ви взяли. Вільні – у «Нічиїх».
            [nobodys] Усе розібрано: нічиїх звернень немає.
            [open] Відкритих звернень немає.
           *[closed] Закритих звернень ще немає.
        }
    }

talk-owner = Веде: { $name }
talk-history = Що сталося і що сказано
talk-changed = Тут є нове.
talk-looking = { $name } дивиться це звернення ({ $when }).
talk-only-us = лише для відділу
talk-on-its-way = надсилаємо
talk-outcome =
    { $outcome ->
        [nobody] не надіслано: людини вже немає
        [unreachable] не дійшло: людина зупинила бота
        [unknown] невідомо, чи дійшло
       *[other] не дійшло: Telegram відмовив
    }
talk-button-close-next = Закрити й далі
talk-button-stop = Не надсилати
talk-stopped = Зупинено: людина цього не прочитає.
talk-reply = Відповідь людині
talk-reply-label = Слова, які прочитає людина
talk-reply-help = 15 секунд після натискання відповідь ще можна зупинити.
talk-button-reply = Надіслати людині
talk-button-to-all =
    { $count ->
        [one] Надіслати { $count } людині
       *[many] Надіслати { $count } людям
    }
talk-button-note = Записати собі
talk-button-back = Не надсилати
talk-button-take = Взяти собі
talk-button-let-go = Відпустити
talk-button-list = До списку
talk-answers =
    { $count ->
        [one] { $count } готова відповідь
        [few] { $count } готові відповіді
       *[many] { $count } готових відповідей
    }
talk-insert = Вставити: { $title }
talk-button-insert = Вставити
talk-note = Нотатка
talk-note-label = Слова лише для відділу
talk-reply-empty = Напишіть, що відповісти людині
talk-note-empty = Напишіть нотатку
talk-too-long = Задовго: { $length } знаків, можна до { $most }
talk-held = Надішлемо за 15 секунд. Зупинити можна нижче.
talk-noted = Записали. Людина цього не побачить.
talk-kept = Збережено о { $time }
talk-check = Перевірте, перш ніж надіслати
talk-newer = Поки ви писали
talk-your-words = Ваша відповідь
talk-keys-boxes = писати людині, писати собі
talk-keys-ready = вставити готову відповідь
talk-keys-acts = взяти чи відпустити, закрити, готові відповіді

case-title = { $number }: { $document }
case-facts = Що відомо
case-submitted = Надіслано
case-card = Картка, яку показує бот:
case-map = Місце на мапі
case-hidden = Слова й файли людини відкриються тому, хто візьме випадок.
case-why = Чому так закрито:
case-files =
    { $count ->
        [one] { $count } файл людини
        [few] { $count } файли людини
       *[many] { $count } файлів людини
    }
case-file = Світлина { $number }
case-button-file = Файл { $number } – мені в чат
case-linked-title =
    { $count ->
        [one] Про те саме: ще { $count } випадок
        [few] Про те саме: ще { $count } випадки
       *[many] Про те саме: ще { $count } випадків
    }
case-button-unlink = Роз’єднати
case-button-take-linked = Взяти й інші: { $count }
case-take-first = Щоб відповісти, візьміть випадок: «Взяти собі».
case-taken = Взято. Людині про це напишемо.
case-let-go = Випадок знову вільний.
case-gone = Із цим випадком цього вже не зробити: подивіться, як він стоїть тепер.
case-close = Закрити випадок
case-outcome = Підсумок
case-outcome-unknown = Оберіть підсумок зі списку
case-reason = Чому так
case-reason-help = Людина це прочитає.
case-reason-empty = Напишіть, чому так: людина це прочитає
case-moved =
    { $count ->
        [one] Поки ви писали, тут з’явився { $count } новий запис. Прочитайте його й натисніть ще раз
        [few] Поки ви писали, тут з’явилося { $count } нові записи. Прочитайте їх і натисніть ще раз
       *[many] Поки ви писали, тут з’явилося { $count } нових записів. Прочитайте їх і натисніть ще раз
    }
case-close-all = Закрити всі відкриті випадки про те саме: { $count }
case-button-close = Закрити випадок
case-closed =
    { $count ->
        [one] { $number } закрито.
       *[many] Закрито випадків: { $count }.
    } { $read ->
        [0] Людині бот цього не скаже: її в боті немає або вона його зупинила.
        [one] Прочитає { $read } людина.
        [few] Прочитають { $read } людини.
       *[many] Прочитають { $read } людей.
    }
case-forward = Передати
case-to = Кому
case-addressee =
    { $to ->
        [head] Голові громади, через бота
        [body] Установі, листом
       *[ministry] До Мінцифри, листом
    }
case-forward-help = Імені людини й того, що вона розповіла, там не прочитають.
case-named = Назвати місце її словами: { $name }
case-button-forward = Передати
case-forwarded-by-letter = Записано, що передано листом. Сам лист завантажте нижче, підпишіть і надішліть.
case-letters = Листи
case-letter-named = з назвою місця
case-link = Пов’язати з іншим випадком
case-link-number = Номер того випадку
case-link-help = Наприклад, ЖТ-2026-000042 або 42. Обидві людини про це не дізнаються.
case-button-link = Пов’язати
case-linked = Пов’язано з { $number }. Передумали – «Роз’єднати».
case-unlinked = Роз’єднано.

question-taken = Взято. Колеги бачать, що запитання веде хтось один.
question-let-go = Запитання знову вільне.
question-close = Закрити без відповіді
question-reason = Чому відповіді не буде і куди звернутися
question-button-close = Закрити без відповіді
