# Випадки очима працівників.

casework-list = <b>Відкритих випадків: { $count }</b>
casework-none = Відкритих випадків немає.
casework-button = { $number }: { $place }
casework-button-phone = ☎️ Внести з телефону
casework-button-close = ✅ Закрити
casework-button-note = 🗒 Нотатка
casework-button-link = 🔗 Пов’язати
casework-button-link-surely = 🔗 Так, пов’язати
casework-button-undo-link = ↩️ Не пов’язувати
casework-button-unlink = Роз’єднати
casework-button-to-all =
    { $count ->
        [one] ✉️ Написати { $count } людині
       *[many] ✉️ Написати { $count } людям
    }
casework-button-close-all = ✅ Закрити всі: { $count }
casework-button-take-linked = 🙋 Взяти й інші: { $count }
casework-button-place = Вид місця
casework-button-hromada = Громада
casework-button-let-go = Відпустити
casework-button-word = 📝 Файл для Word
casework-button-forward = 📨 Передати
casework-button-letter = 📄 Лист установі
casework-button-to-head = Голові громади
casework-button-to-body = Установі: лист
casework-button-to-ministry = До Мінцифри: лист
casework-forward = Кому передати { $number }? Імені людини й того, що вона розповіла, там не прочитають.
casework-forward-name =
    { $number }: передамо документ, вид місця ({ $at }) і чим закінчилося, у листі – ще й день.

    Назву місця людина написала так:
    «{ $name }»

    Передати й ці слова? Перевірте, чи немає в них чогось про саму людину.
casework-button-unnamed = Лише вид місця
casework-button-named = Разом із цими словами
casework-ministry = Міністерство цифрової трансформації
casework-forwarded = Передано.
casework-no-hromada = Спершу вкажіть громаду випадку.
casework-no-head = Голови цієї громади в боті немає або бот не може їй чи йому писати.
casework-for-head =
    <b>Випадок у вашій громаді: { $number }</b>

    { $place } { $what }.

    Просимо нагадати установі, як перевіряти документи в Дії. Допоможемо з навчанням. Напишіть нам, що вдалося зробити.
casework-gone = Із цим випадком цього вже не зробити. Як він стоїть тепер: /staff → «Випадки».
casework-taken-by = Випадок уже веде { $name }.
casework-note-prompt = Нотатка до випадку { $number }. Людина її не побачить.
casework-note-placeholder = Нотатка
casework-noted = Записали до випадку { $number }.
casework-note-taken-back = Нотатку прибрано.
casework-reply-here = <i>Щоб написати людині, надішліть відповідь на це повідомлення. Два знаки // на початку – нотатка для відділу.</i>
casework-reason-prompt =
    Підсумок: { $label }. Інший оберіть кнопкою.

    Чому так закрито випадок { $number }? Людина це прочитає.
casework-closed = Закрито. Повідомимо людину.
casework-closed-stopped = Закрито. Людина зупинила бота, тож не прочитає.
casework-closed-nobody = Закрито. Людини в боті немає, тож про це він їй не скаже.
casework-reason-for-all-prompt =
    Підсумок: { $label }. Інший оберіть кнопкою.

    Чому так закрито випадок { $number } і пов’язані з ним? Кожна людина прочитає це у своєму випадку, тож без імен.
casework-closed-all =
    { $count ->
        [one] Закрито { $count } випадок
        [few] Закрито { $count } випадки
       *[many] Закрито { $count } випадків
    }.
casework-closed-told =
    { $count ->
        [0] Ніхто з людей не прочитає.
        [one] Повідомимо { $count } людину.
        [few] Повідомимо { $count } людей.
       *[many] Повідомимо { $count } людей.
    }
casework-closed-not-told =
    Не прочитають: { $count }. Хтось із людей зупинив бота або не має його.
casework-link-prompt = З яким випадком пов’язати { $number }? Напишіть номер того випадку.
casework-link-placeholder = ЖТ-2026-000042
casework-link-ask =
    <b>Це одна подія?</b>

    { $lines }

    Кожен випадок лишиться окремим: люди одна про одну нічого не прочитають.
casework-link-line = { $number }: { $document }, { $place }, { $on }
casework-not-linked = Не вийшло: немає такого номера, це той самий випадок або вони вже пов’язані.
casework-to-all-prompt =
    Що написати всім, хто повідомив про те саме, що й у { $number }? { $count ->
        [one] Прочитає { $count } людина
        [few] Прочитають { $count } людини
       *[many] Прочитають { $count } людей
    }, кожна у своєму випадку, тож без імен і подробиць.
casework-taken-linked =
    { $count ->
        [0] Уже всі взято.
        [one] Взято { $count } випадок.
        [few] Взято { $count } випадки.
       *[many] Взято { $count } випадків.
    }
casework-event-solved = людина каже, що вирішено
casework-event-withdrawn = людина відкликала випадок
casework-event-note = нотатка: { $text }
casework-event-answered = людині: { $text }
casework-event-answered-by-file = людині: файл
casework-event-head-answered = голова громади відповідає: { $text }
casework-event-let-go = випадок знову вільний
casework-event-corrected = виправлено місце чи громаду
casework-event-unlinked = роз’єднано з іншими
casework-event-linked = про те саме повідомила ще одна людина: { $text }
casework-history =
    <b>Історія { $number }</b>

    { $lines }
casework-history-line = { $at } · { $name } – { $words }
casework-by-person = людина
casework-by-staff = відділ
casework-button-history = 📜 Історія
casework-take-first = Спершу візьміть випадок: «Беру».
casework-evidence-gone = Один із файлів уже недоступний.
casework-evidence-of-gone = { $number }: один із файлів уже недоступний.
casework-evidence-waits = { $number }: файл чекає, бо ботові бракує права { $right }. Щойно воно з’явиться, файл надійде сюди.
casework-evidence-refused = Один із файлів не надіслано: у цьому чаті такі файли заборонено.
casework-line = { $title }: { $answer }
casework-heading = <b>{ $number }</b>: { $status }
casework-scene = { $document }, { $place }
casework-hidden = <i>Слова й файли людини відкриються тому, хто візьме випадок.</i>
casework-said = Сказали: { $text }
casework-map = <a href="{ $url }">Місце на мапі</a>
casework-linked =
    Про те саме: { $numbers }. Разом { $count ->
        [one] { $count } випадок
        [few] { $count } випадки
       *[many] { $count } випадків
    }: кожна людина читає лише свій.
casework-assignee = Веде: { $name }. Відповідь на це повідомлення прочитає лише людина цього випадку, з «//» на початку – лише відділ.
casework-reason = Пояснення: { $reason }
casework-people-did =
    <b>{ $number }</b>
    { $lines }
casework-button-take = 🙋 Беру
casework-button-work = ⚙️ Дії
casework-stands-still = { $number } стоїть понад два дні. Веде: { $name }. Що з ним?
casework-free = { $number } знову вільний: { $name } не встигає. Хто візьме?
