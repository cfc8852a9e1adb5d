# Хто чекає відповіді відділу.

waiting-list =
    <b>Чекають відповіді: { $count }</b>
    { $lines }
waiting-none = Відповіді відділу ніхто не чекає.
waiting-nobody =
    { "" }
    <b>Ще ніхто не взяв</b>
waiting-owner =
    { "" }
    <b>Веде { $name }</b>
waiting-case = 📂 { $number }, { $place } – від { $since }, { $days ->
        [0] сьогодні
        [one] { $days } день
        [few] { $days } дні
       *[many] { $days } днів
    }
waiting-question = 💬 № { $number } «{ $text }» – від { $since }, { $days ->
        [0] сьогодні
        [one] { $days } день
        [few] { $days } дні
       *[many] { $days } днів
    }
waiting-more = …і ще { $count }.
waiting-button-case = 📂 { $number }
waiting-button-question = 💬 Запитання № { $number }
