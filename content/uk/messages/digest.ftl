# Тижневий підсумок для працівників.

digest-title = Тиждень { $first } – { $last }
digest-unknown = без відповіді
digest-words =
    <b>{ $title }</b>

    Запитань: { $asked }. Відповіли одразу: { $answered }. Підказали на вибір: { $suggested }. Не знали: { $unknown }. Не наша тема або вітання: { $outside }.

    За темами: { $themes }.
    Допомогло: { $helpful }, не допомогло: { $not_helpful }.

    Що не знали, видно на робочому столі: /staff → «Відповіді» → «Без відповіді».
