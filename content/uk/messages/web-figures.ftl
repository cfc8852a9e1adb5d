# Сторінки показників: запитання, випадки, громади, охоплення розсилок.

figures-questions = Запитання
figures-cases = Випадки
figures-hromadas = Громади
figures-reach = Охоплення розсилок
figures-days =
    { $count ->
        [365] За рік
       *[other] { $count } днів
    }
figures-table = Те саме таблицею
figures-count = Кількість
figures-few-note = Числа, менші за { $least }, не показуємо, щоб ніхто не впізнав людину; якщо таке число одне, ховаємо й наступне за розміром.
figures-file = показники-{ $topic ->
        [questions] запитання
        [cases] випадки
        [hromadas] громади
       *[reach] розсилки
    }.xlsx

figures-asked = Запитань: { $asked }. Відповідь одразу: { $answered }. Запропоновано на вибір: { $suggested }. Не знайдено: { $unknown }. Не про наше: { $outside }.
figures-none-asked = За цей час нічого не запитували.
figures-by-day = За днями
figures-by-week = За тижнями
figures-by-theme = За темами
figures-all-asked = Запитань
figures-not-found = Не знайдено
figures-column-day = Від
figures-column-theme = Тема
figures-no-theme = Інше
figures-sheet-time = Запитання
figures-sheet-themes = Теми
figures-time-headings = Від | Запитань | Не знайдено
figures-theme-headings = Тема | Запитань | Не знайдено

figures-cases-of = Випадків: { $count }.
figures-hours =
    До першої відповіді: { $hours ->
        [one] { $hours } година
        [few] { $hours } години
       *[many] { $hours } годин
    }.
figures-no-cases = За цей час випадків не було.

figures-to-table = Те саме в таблиці
figures-map = Мапа громад області
figures-measure-label = Що показати
figures-measure =
    { $measure ->
        [rate] Випадків на 1000 людей
        [certified] Частка сертифікованих
        [late] Прострочені доручення
        [head] Голова в боті
       *[people] Населення
    }
figures-band =
    { $band ->
        [0] немає або не показуємо
        [1] мало
        [2] посередині
       *[3] багато
    }
figures-size = Що більше коло, то більше людей.
figures-filter = Знайти громаду чи район
figures-column-hromada = Громада
figures-column-cases = Випадків за рік
figures-column-owed = Доручень
figures-late =
    { $count ->
        [one] { $count } прострочене
       *[other] { $count } прострочених
    }
figures-centre = Центр
figures-vacant = поки нікого
figures-no-drives = У відкритих сертифікаціях рада участі не бере.
figures-all-hromadas = До всіх громад
figures-source = Населення – на 1 січня 2022 року, за Держстатом. Коло стоїть там, де центр громади.
figures-sheet-hromadas = Громади
figures-hromada-headings = Громада | Район | Населення | Випадків за рік | Випадків на 1000 людей | Частка сертифікованих | Голова в боті | Відкритих доручень | Прострочених

figures-share = Отримали, %
figures-broadcast = № { $number }
figures-column-broadcast = Розсилка
figures-column-at = Коли
figures-column-all = Усього
figures-outcome =
    { $outcome ->
        [sent] отримали
        [blocked] зупинили бота
        [failed] не дійшло
        [skipped] пропущено
        [unknown] невідомо
       *[waiting] чекають
    }
figures-no-reach = Розсилок ще не було.
figures-sheet-reach = Розсилки
figures-reach-headings = Номер | Коли | Усього | Отримали | Зупинили бота | Не дійшло | Пропущено | Невідомо | Чекають | Частка
