# Населені пункти громад: перелік, який завантажує відділ, і поля відповіді з ним.

# Види, які люди пишуть перед назвою, через риску; довші перші.
settlements-types = с-ще|смт|сщ|село|селище|місто|сел|с|м
# Слова, за якими впізнаємо стовпці, через риску.
settlements-heading-hromada = громад|тг|отг
settlements-heading-name = населен|нас. пункт|село|пункт|назва
settlements-heading-note = за даними|приміт|провайдер|відомо|стан
settlements-button = 🏘 Населені пункти громад
settlements-title =
    <b>Населені пункти громад</b>

    { $hromadas ->
        [0] Переліків ще немає. Голови пишуть назви самі.
       *[other] Громад із переліком: { $hromadas }, населених пунктів: { $settlements }.
    }

    Де перелік є, голова позначає у ньому потрібне, а незнайому назву перепитаємо. Примітку з таблиці, наприклад «оптика, ПП „Мережа“», голова побачить, коли позначить цей пункт.
settlements-button-load = 📥 Завантажити Excel
settlements-prompt = Надішліть таблицю: стовпці «Громада», «Населений пункт» і, якщо треба, «Примітка». Переліки громад із таблиці замінимо, інших не торкнемося.
settlements-placeholder = Таблиця Excel
settlements-no-table = Потрібен файл Excel або CSV до 20 МБ.
settlements-no-columns = У першому рядку мають бути стовпці «Громада» і «Населений пункт».
settlements-empty = У таблиці немає жодного рядка під заголовками.
settlements-wrong-hromada = рядок { $row }: не знаємо такої громади: { $words }
settlements-wrong-name = рядок { $row }: це не схоже на назву: { $words }
settlements-dry-run =
    <b>Ось що зміниться</b>
    Рядків: { $rows }. Громад: { $hromadas }. Населених пунктів: { $settlements }. Було в цих громадах: { $before }.
settlements-twice = Повтори (рядок у дужках), рахуємо один раз: { $names }
settlements-taken = Записали. Населених пунктів: { $count }.

places-page =
    <b>{ $label }</b>
    { $count ->
        [0] Ще нічого не позначено.
        [one] Позначено { $count } населений пункт: { $names }
        [few] Позначено { $count } населені пункти: { $names }
       *[many] Позначено { $count } населених пунктів: { $names }
    }

    { $choices ->
        [0] Натисніть «Дописати» і надішліть назви, по одній у рядку.
       *[other] Натисніть назву, щоб позначити або прибрати. Інших бракує – «Дописати».
    }
places-more = { $names } та ще { $more }
# Слова, якими кажуть, що таких немає; перше – те, що показуємо.
places-none = немає|нема|відсутні|жодного|0|-|–
places-button-none = Таких немає
places-button-given = ✓ { $name }
places-button-add = ✍️ Дописати
places-button-instead = 🔁 Замінити на { $name }
places-button-ready = ✅ Готово
places-button-previous = ⬅️ Попередні
places-button-next = Наступні ➡️
places-twice = Повтори рахуємо один раз: { $names }.
places-prompt = Надішліть назви населених пунктів, по одній у рядку, наприклад: Гальчин.
places-count =
    { $count ->
        [one] { $count } населений пункт
        [few] { $count } населені пункти
       *[many] { $count } населених пунктів
    }
places-column-count = { $label }: кількість
places-sheet = Населені пункти
places-columns = Район | Громада | Поле | Населений пункт | У переліку громади | За даними відділу
places-column-name = Населений пункт
places-column-note = За даними відділу
