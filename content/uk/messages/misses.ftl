# Запитання, на які бот не знайшов відповіді.

misses-button-want = 🔔 Сказати, коли буде
misses-will-tell = Скажемо тут, щойно з’явиться відповідь.
misses-answered =
    Ви просили сказати, коли з’явиться відповідь. Ось вона.

    { $answer }
misses-list =
    <b>Без відповіді за 60 днів: { $total ->
        [one] { $total } запитання
        [few] { $total } запитання
       *[many] { $total } запитань
    }</b>

    Схожі зібрано разом, найчастіші перші.
misses-none = За 60 днів немає запитань без відповіді.
misses-cluster =
    <b>Питали так: { $count ->
        [one] { $count } раз
        [few] { $count } рази
       *[many] { $count } разів
    }</b>

    { $lines }
misses-button-reply = ✍️ Відповісти
misses-button-draft = 📝 Чернетка відповіді
misses-brought = Запитання нижче. Надішліть відповідь на нього.
misses-there-already = Це запитання вже є в чаті. Надішліть відповідь на нього.
misses-draft =
    Чернетка для редактора. Заповніть її, перейменуйте й покладіть у content/uk/answers, id додайте в themes.yaml. Тих, хто просив, бот повідомить сам.
misses-draft-title = Назва відповіді
misses-draft-source = Назва джерела
misses-draft-body =
    Перше речення відповідає на запитання.

    1. Далі – що зробити.
    2. Крок за кроком.

    Потім – на якій підставі.
