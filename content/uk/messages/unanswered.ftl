# Запитання, на які бот не знайшов відповіді.

unanswered-button-want = 🔔 Сказати, коли буде
unanswered-will-tell = Скажемо тут, щойно з’явиться відповідь.
unanswered-there =
    Ви просили сказати, коли з’явиться відповідь. Ось вона.

    { $answer }
unanswered-list =
    <b>Без відповіді за 60 днів: { $total ->
        [one] { $total } запитання
        [few] { $total } запитання
       *[many] { $total } запитань
    }</b>

    Схожі зібрано разом, найчастіші перші.
unanswered-none = За 60 днів немає запитань без відповіді.
unanswered-cluster =
    <b>Питали так: { $count ->
        [one] { $count } раз
        [few] { $count } рази
       *[many] { $count } разів
    }</b>

    { $lines }
unanswered-button-reply =
    { $count ->
        [1] ✍️ Відповісти
        [one] ✍️ Відповісти { $count } людині
       *[many] ✍️ Відповісти { $count } людям
    }
unanswered-line = • { $text }
unanswered-line-in-chat = • <a href="{ $url }">{ $text }</a> – уже в чаті відділу
unanswered-prompt =
    Напишіть відповідь. { $count ->
        [1] Її прочитає людина, яка
        [one] Її прочитає { $count } людина з тих, хто
        [few] Її прочитають { $count } людини, кожна з яких
       *[many] Її прочитають { $count } людей, кожна з яких
    } про це питала. Без імен.
unanswered-placeholder = Відповідь для всіх
unanswered-button-draft = 📝 Чернетка відповіді
unanswered-draft =
    Чернетка відповіді. Заповніть її, перейменуйте й покладіть у content/uk/answers, id додайте в themes.yaml. Тих, хто просив, бот повідомить сам.
unanswered-draft-title = Назва відповіді
unanswered-draft-source = Назва джерела
unanswered-draft-body =
    Перше речення відповідає на запитання.

    1. Далі – що зробити.
    2. Крок за кроком.

    Потім – на якій підставі.
