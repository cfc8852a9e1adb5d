# Пакет сертифікатів від координатора.

batches-report =
    <b>Пакет прочитано</b>
    Зараховано: { $accepted }. Чекають на рішення: { $checking }. Здані раніше: { $again }.{ $others ->
        [0] {""}
       *[other] {" "}Номер уже має інша людина: { $others }.
    }
batches-left-out =
    Не взяли: { $names }{ $more ->
        [0] .
       *[other] {" "}і ще { $more }.
    }
batches-file =
    { $name } – { $reason ->
        [encrypted] захищено паролем
        [archive] архів в архіві
        [too-big] завеликий
        [too-many] забагато файлів
        [many-pages] забагато сторінок
        [too-heavy] надто складний
        [bomb] стиснуто підозріло сильно
        [hidden] службовий файл
        [empty] порожній
       *[other] не сертифікат
    }
batches-row = рядок { $row }: бракує імені або номера
batches-no-column = у таблиці немає стовпців «ПІБ» і «Номер»
batches-gone = Файл уже недоступний у Telegram. Надішліть пакет ще раз.
batches-unreadable =
    { $reason ->
        [encrypted] Файл захищено паролем. Зніміть пароль і надішліть ще раз.
        [old-excel] Це старий формат Excel. Збережіть файл як .xlsx і надішліть ще раз.
        [too-big] Файл завеликий. Розділіть його на менші.
        [too-many-rows] У таблиці забагато рядків. Розділіть її на менші.
        [too-many] В архіві забагато файлів. Розділіть його на менші.
        [bomb] Архів стиснуто підозріло сильно, ми його не розпаковували. Запакуйте файли звичайним способом.
        [empty] Файл порожній.
       *[other] Це не таблиця Excel і не архів ZIP. Надішліть один із них.
    }
batches-heading-course = курс|тест|course
batches-heading-code = номер|код|№ серт|number
batches-heading-day = дата|видано|date
batches-heading-level = рівень|level
batches-heading-score = бал|score
