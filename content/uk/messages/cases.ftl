# Випадки очима працівників.

cases-list = <b>Відкритих випадків: { $count }</b>
cases-none = Відкритих випадків немає.
cases-button = { $number }: { $place }
cases-button-phone = ☎️ Внести з телефону
cases-button-close = ✅ Закрити
cases-button-note = 🗒 Нотатка
cases-button-merge = 🔗 Об’єднати
cases-button-place = Вид місця
cases-button-hromada = Громада
cases-button-let-go = Відпустити
cases-button-pass-on = 📨 Передати
cases-button-to-head = Голові громади
cases-button-to-body = Установі: лист
cases-button-to-ministry = Мінцифрі: лист
cases-pass-on = Кому передати? Імені й слів людини ніхто не побачить.
cases-ministry = Міністерство цифрової трансформації
cases-passed = Передано.
cases-no-hromada = Спершу вкажіть громаду випадку.
cases-no-head = Голови цієї громади в боті немає або бот не може їй чи йому писати.
cases-for-head =
    <b>Випадок у вашій громаді: { $number }</b>

    { $place }: не прийняли документ ({ $document }).

    Просимо нагадати установі, як перевіряти документи в Дії. Допоможемо з навчанням. Напишіть нам, що вдалося зробити.
cases-gone = Із цим випадком цього вже не зробити.
cases-taken-by = Випадок уже веде { $name }.
cases-note-prompt = Нотатка до випадку, внутрішній номер { $number }. Людина її не побачить.
cases-note-placeholder = Нотатка
cases-noted = Записали.
cases-which-outcome = Чим закінчилося насправді?
cases-reason-prompt = Чому так закрито випадок, внутрішній номер { $number }? Людина це прочитає.
cases-reason-placeholder = Пояснення для людини
cases-closed = Закрито. Людина знає.
cases-merge-prompt = З яким випадком об’єднати внутрішній номер { $number }? Напишіть номер того випадку.
cases-merge-placeholder = ЖТ-2026-000042
cases-merged = Об’єднано. Людей повідомлено.
cases-not-merged = Не вийшло: немає такого номера, це той самий випадок або один з них уже закрито.
cases-take-first = Спершу візьміть випадок: «Беру».
cases-answered = Надіслано людині.
cases-not-answered = Не надіслано: людини немає або Telegram не приймає повідомлень. Спробуйте згодом.
cases-evidence-gone = Один із файлів уже недоступний.
