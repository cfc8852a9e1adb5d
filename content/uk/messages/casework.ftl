# Випадки очима працівників.

casework-list = <b>Відкритих випадків: { $count }</b>
casework-none = Відкритих випадків немає.
casework-button = { $number }: { $place }
casework-button-phone = ☎️ Внести з телефону
casework-button-close = ✅ Закрити
casework-button-note = 🗒 Нотатка
casework-button-merge = 🔗 Об’єднати
casework-button-place = Вид місця
casework-button-hromada = Громада
casework-button-let-go = Відпустити
casework-button-forward = 📨 Передати
casework-button-to-head = Голові громади
casework-button-to-body = Установі: лист
casework-button-to-ministry = Мінцифрі: лист
casework-forward = Кому передати? Імені й слів людини ніхто не побачить.
casework-ministry = Міністерство цифрової трансформації
casework-forwarded = Передано.
casework-no-hromada = Спершу вкажіть громаду випадку.
casework-no-head = Голови цієї громади в боті немає або бот не може їй чи йому писати.
casework-for-head =
    <b>Випадок у вашій громаді: { $number }</b>

    { $place }: не прийняли документ ({ $document }).

    Просимо нагадати установі, як перевіряти документи в Дії. Допоможемо з навчанням. Напишіть нам, що вдалося зробити.
casework-gone = Із цим випадком цього вже не зробити.
casework-taken-by = Випадок уже веде { $name }.
casework-note-prompt = Нотатка до випадку { $number }. Людина її не побачить.
casework-note-placeholder = Нотатка
casework-noted = Записали до випадку { $number }.
casework-note-taken-back = Нотатку прибрано.
casework-reply-here = <i>Щоб написати людині, надішліть відповідь на це повідомлення.</i>
casework-which-outcome = Чим закінчилося насправді?
casework-reason-prompt = Чому так закрито випадок { $number }? Людина це прочитає.
casework-reason-placeholder = Пояснення для людини
casework-closed = Закрито. Людина знає.
casework-merge-prompt = З яким випадком об’єднати { $number }? Напишіть номер того випадку.
casework-merge-placeholder = ЖТ-2026-000042
casework-merged = Об’єднано. Людей повідомлено.
casework-not-merged = Не вийшло: немає такого номера, це той самий випадок або один з них уже закрито.
casework-take-first = Спершу візьміть випадок: «Беру».
casework-answered = Надіслано людині.
casework-not-answered = Не надіслано: людини немає або Telegram не приймає повідомлень. Спробуйте згодом.
casework-evidence-gone = Один із файлів уже недоступний.
casework-line = { $title }: { $answer }
casework-heading = <b>{ $number }</b>: { $status }
casework-scene = { $document }, { $place }
casework-when = Коли: { $on }, годинник з { $at }
casework-hidden = <i>Слова й файли людини відкриються тому, хто візьме випадок.</i>
casework-said = Сказали: { $text }
casework-map = <a href="{ $url }">Місце на мапі</a>
casework-joined = Приєдналося людей: { $count }
casework-assignee = Веде: { $name }. Відповідь на це повідомлення прочитає людина.
casework-reason = Пояснення: { $reason }
casework-people-did =
    <b>{ $number }</b>
    { $lines }
casework-button-take = 🙋 Беру
casework-button-work = ⚙️ Дії
casework-stands-still = { $number } стоїть понад два дні. Веде: { $name }. Що з ним?
casework-free = { $number } знову вільний: { $name } не встигає. Хто візьме?
