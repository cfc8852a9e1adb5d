# Відповіді, підказки, «не знаю» та оцінки.

answers-answer =
    <b>{ $title }</b>

    { $body }

    Джерела: { $sources }
    <i>{ $note }</i>
answers-checked = Перевірено { $date }
answers-under-review = Перевіряємо актуальність. Востаннє перевірено { $date }
answers-suggest = Що з цього ближче до вашого запитання?
answers-unknown =
    Поки не знаю відповіді на це.

    Спробуйте запитати інакше, коротко: що сталося і з яким документом.
answers-not-helpful = Шкода, що не допомогло. Запитайте інакше, своїми словами.
answers-no-words = Не бачу слів у вашому повідомленні. Напишіть запитання або оберіть тему.
answers-too-many = Забагато повідомлень поспіль, не встигаємо читати. Напишіть, будь ласка, за п’ять хвилин одним повідомленням.
answers-thanks = Дякуємо, врахували
answers-button-helpful = 👍 Допомогло
answers-button-not-helpful = 👎 Не допомогло
answers-button-share = ↗ Поділитися
answers-button-none = Жодне з цього
answers-button-ask = Запитати бота
