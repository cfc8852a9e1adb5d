# Відповіді, підказки, «не знаю» та оцінки.

answers-answer =
    <b>{ $title }</b>

    { $body }

    Джерела: { $sources }
    <i>{ $note }</i>
answers-checked = Звірено { $date }: { $by }
answers-compiled = Складено за збереженими копіями, { $date }
answers-under-review = Перевіряємо, чи досі так. Складено { $date }
answers-of-part =
    <blockquote>{ $part }</blockquote>
    { $answer }
answers-suggest = Що з цього ближче до вашого запитання?
answers-also = Ви спитали й про інше:
answers-unknown =
    Відповіді на це ми не знаємо.

    Розповідаємо про документи в Дії, єМалятко, Дія.Освіту і звернення. Запитайте коротко, іншими словами, або передайте запитання відділу.
answers-not-helpful = Шкода, що не допомогло. Запитайте інакше, своїми словами.
answers-no-words = У вашому повідомленні немає слів. Напишіть запитання або оберіть тему.
answers-too-many = Забагато повідомлень поспіль, не встигаємо читати. Напишіть, будь ласка, за п’ять хвилин одним повідомленням.
answers-too-many-asked = Забагато повідомлень поспіль. Відповіді на те, про що вас питаємо, записуємо. Решту напишіть, будь ласка, за п’ять хвилин одним повідомленням.
answers-thanks = Дякуємо, врахували
answers-button-helpful = 👍 Допомогло
answers-button-not-helpful = 👎 Не допомогло
answers-button-card = 🪪 Картка
answers-button-clock = ⏱ Засікти час
answers-button-share = ↗ Поділитися
answers-button-none = Жодне з цього
answers-button-ask = Запитати бота
