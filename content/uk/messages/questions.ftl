# Запитання, які бот передає відділу, і відповіді працівників.

questions-button-pass = ✍️ Передати відділу
questions-button-write = ✍️ Запитати відділ
questions-prompt = Напишіть своє запитання одним повідомленням. Передамо його працівникам відділу. Без номерів документів і кодів.
questions-passed =
    Передали ваше запитання відділу: № { $number }.

    Відповідь прийде сюди, у цей чат. Скільки це триватиме, наперед не знаємо.
questions-taken-back = Забрали: відділ на це вже не відповідатиме.
questions-taken-back-for-staff = <i>Запитання № { $number } людина забрала: воно було до бота.</i>
questions-gone = Цього запитання вже немає. Напишіть його ще раз.
questions-to-staff =
    <b>Запитання № { $number }</b>

    { $text }

    { $how }
questions-reply-here = <i>Щоб відповісти людині, надішліть відповідь на це повідомлення. Два знаки // на початку – нотатка для відділу.</i>
questions-assignee = Веде: { $name }
questions-note = 🗒 { $name }: { $text }
questions-replied = ✅ Відповідь ({ $name }): { $reply }
questions-taken-by = Запитання вже веде { $name }.
questions-correction =
    <b>Відділ цифрового розвитку виправляє відповідь</b>

    { $reply }
questions-button-close = 🚪 Закрити без відповіді
questions-close-prompt = Чому на запитання № { $number } не буде відповіді? Людина це прочитає. Порадьте, куди їй звернутися.
questions-close-placeholder = Пояснення для людини
questions-closed-in-chat =
    <b>Запитання № { $number }</b>

    { $text }

    <i>Закрито без відповіді: { $reason }</i>
questions-closed-told = Закрили запитання № { $number }. Повідомимо людину.
questions-closed-stopped = Закрили запитання № { $number }. Людина зупинила бота, тож не прочитає.
questions-closed-nobody = Запитання № { $number } вже немає: людина видалила свої дані.
questions-closed-before = Запитання № { $number } вже закрито, на нього відповіли або людина його забрала.
questions-closed =
    <b>На ваше запитання № { $number } відповіді не буде</b>

    Відділ пояснює: { $reason }
questions-taken-back-before = Не надіслано: людина забрала це запитання, відповіді вона не чекає.
questions-reply =
    <b>Відповідь відділу цифрового розвитку</b>

    { $reply }
questions-button-more = ✍️ Уточнити
questions-prompt-more = Напишіть, що ще хочете дізнатися. Передамо відділу.
questions-more = Уточнення до № { $number } («{ $first }»): { $text }
questions-nobody = Людини вже немає в боті: її дані видалено. Відповідь не надіслано.
questions-too-long = Відповідь задовга: можна до { $most } знаків. Поділіть її на дві.
