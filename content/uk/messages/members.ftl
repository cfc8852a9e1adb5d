# Списки працівників: таблиця для імпорту.

# Слова, за якими впізнаємо стовпці, через риску.
members-heading =
    { $column ->
        [name] піб|прізвищ|ім’я|ім'я|імʼя|по батькові|працівни
        [body] установ|орган|громад|рада|організаці
        [unit] підрозділ|відділ|управлінн|департамент
       *[state] стан|статус
    }
members-column-name = ПІБ
members-column-body = Установа
members-column-unit = Підрозділ
members-column =
    { $column ->
        [name] { members-column-name }
        [body] { members-column-body }
        [unit] { members-column-unit }
       *[state] Стан
    }
# Початки слів у назві, за якими впізнаємо раду громади.
members-council = громад|рада|ради|сільськ|селищн|міськ|територіальн|тг|отг
members-say =
    { $state ->
        [exempt] не бере|не учас|мобіліз|військ|догляд|декрет|лікарн|хвор|звільн|не працю
       *[active] працю|так|активн
    }
members-no-column = Немає стовпців: { $names }. Назвіть їх у першому рядку.
members-empty = У таблиці немає жодного рядка під заголовками.
members-mistake = рядок { $row }, «{ $column }»: { $what }
members-wrong =
    { $column ->
        [name] очікуємо прізвище та ім’я без цифр, до { $most } знаків
        [body] очікуємо назву установи, до { $most } знаків
        [unit] очікуємо назву підрозділу, до { $most } знаків
       *[state] очікуємо «працює» або «не бере участі»; причини не пишіть
    }
members-twice = рядок { $row }: { $name }
members-dry-run =
    <b>Ось що зміниться</b>
    Рядків: { $rows }. Нових людей: { $new }. Уже є: { $known }. Повторів: { $twice }. Нових установ: { $bodies }.
members-new-bodies = Нові установи: { $names }
members-doubles = Повтори, рахуємо один раз: { $names }
members-mistakes =
    { $count ->
        [one] <b>{ $count } помилка: нічого не записали</b>
        [few] <b>{ $count } помилки: нічого не записали</b>
       *[many] <b>{ $count } помилок: нічого не записали</b>
    }
members-line = • { $what }
members-mend =
    { $more ->
        [0] Виправте й надішліть таблицю ще раз.
       *[other] І ще { $more }. Виправте й надішліть таблицю ще раз.
    }
members-taken = Записали. Нових людей: { $count }.
members-not-taken = Таблиця змінилася або має помилки: нічого не записали.
