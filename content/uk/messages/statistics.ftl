# Статистика випадків.

statistics-chart = Випадки від { $since } до { $until }: { $count }
statistics-by-document = Документи
statistics-by-place = Види місць
statistics-by-body = Установи
statistics-by-hromada = Громади
statistics-by-outcome = Чим закінчилося
statistics-caption =
    <b>Випадків за рік: { $count }</b>
    До першої відповіді: { $hours }.
    Картка: показано { $shown }, прийняли { $accepted }, не прийняли { $refused }.
    { $visits }
statistics-hours = { $hours ->
        [one] { $hours } година
        [few] { $hours } години
       *[many] { $hours } годин
    }
statistics-no-hours = ще нікому не відповідали
statistics-visit = Візит до { $body } ({ $on }): до – { $before }, після – { $after }.
statistics-button-excel = 📊 Excel
statistics-excel = Випадки за рік: один рядок – один випадок.
statistics-file = випадки.xlsx
statistics-sheet = Випадки
statistics-column-number = Номер
statistics-column-state = Стан
statistics-column-document = Документ
statistics-column-place = Вид місця
statistics-column-body = Назва
statistics-column-hromada = Громада
statistics-column-happened = Коли сталося
statistics-column-submitted = Надіслано
statistics-column-hours = Годин до відповіді
statistics-column-linked = Приєдналося
statistics-column-outcome = Підсумок
statistics-column-reason = Пояснення
statistics-column-phone = З телефону
statistics-yes = так
statistics-public =
    <b>Де не приймають документи в Дії: рік</b>
    Випадків: { $count }.

    <b>Документи</b>
    { $documents }

    <b>Де</b>
    { $places }

    <b>Чим закінчилося</b>
    { $outcomes }

    Числа, менші за { $least }, не показуємо, щоб ніхто не впізнав людину.
statistics-public-none = За рік замало випадків, щоб показати статистику.
statistics-line = { $words }: { $count }
statistics-few = менше ніж { $least }
statistics-empty = –
statistics-repeated =
    <b>{ $body }: { $count ->
        [one] { $count } випадок
        [few] { $count } випадки
       *[many] { $count } випадків
    } за 90 днів</b>

    Пропонуємо лист і навчальний візит. Після візиту порахуємо, чи стало менше.
statistics-button-letter = 📄 Чернетка листа
statistics-button-held = ✅ Візит відбувся
statistics-letter = Чернетка листа: перевірте, підпишіть, надішліть.
statistics-held-ask = Записати, що візит до { $body } відбувся { $on }? Відтоді рахуємо, чи стало менше випадків; іншого дня вже не запишемо.
statistics-button-sure-held = Так, відбувся
statistics-held = Записали. Порівняємо до і після.
statistics-held-before = Це вже записано.
