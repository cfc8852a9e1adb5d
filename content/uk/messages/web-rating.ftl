# Сторінки рейтингу громад.

rating-title = Рейтинг громад
rating-none = Рейтингів ще не було.
rating-new = Таблицю Міністерства надсилають у бот: /staff → «Показники» → «Рейтинг громад». Там само відкривають вікно заперечень, публікують і виправляють.
rating-state =
    { $state ->
        [published] опубліковано
        [draft] чернетка
        [open] вікно заперечень до
       *[closed] можна публікувати, вікно закрилося
    }
rating-all = До всіх рейтингів
rating-empty = У цьому рейтингу чисел ще немає.
rating-place = Місце
rating-missing = Немає даних, громад: { $count } – { $names }.
rating-objections = Заперечення: { $count }
rating-objections-none = Заперечень немає.
rating-verdict =
    { $verdict ->
       *[none] Рішення ще немає
        [accepted] Прийнято
        [refused] Відхилено
    }
rating-decide = Рішення про заперечення ухвалюють у боті.
rating-versions = Версії
rating-version = Версія { $version }
rating-file = рейтинг-{ $quarter }-версія-{ $version }.xlsx
