# Сторінки сертифікації: сертифікації, установи, перевірка, пакети.

certification-title = Сертифікація
certification-drives = Сертифікації
certification-review-count = Перевірити сертифікати: { $count }
certification-batches = Пакети
certification-all = До всіх сертифікацій
certification-new = Нову сертифікацію готують у боті: /staff → «Сертифікація».
certification-none = Сертифікацій ще не було.
certification-column-drive = Сертифікація
certification-column-due = Строк
certification-column-done = Здали
certification-column-body = Установа
certification-column-left = Лишилося
certification-column-chat = У боті
certification-column-unit = Підрозділ
certification-column-exempt = Не беруть участі
certification-state =
    { $state ->
        [draft] ✎ готуємо
        [closed] ✓ закінчено
       *[open] ▶ триває
    }
certification-of = { $certified } з { $members } · { $share } %
certification-bodies = Установи: ще не все здали { $behind } з { $count }
certification-weeks = Сертифікатів за тиждень
certification-weeks-ago =
    { $weeks ->
        [0] останні 7 днів
        [one] { $weeks } тиждень тому
        [few] { $weeks } тижні тому
       *[many] { $weeks } тижнів тому
    }
certification-reminded = Нагадування сьогодні
certification-reminded-none = Сьогодні нагадувань ця сертифікація не має.
certification-deadline = Перенести строк
certification-deadline-help = Нагадування рахуватимуться від нового дня.
certification-deadline-button = Перенести строк
certification-moved = Строк тепер – до { $day }.
certification-no-day = Оберіть день з календаря.
certification-open = Відкрити
certification-close = Закінчити
certification-turned = Готово.
certification-not-turned = Нічого не змінено: хтось уже зробив це раніше, або в сертифікації ще немає установ.
certification-turn-numbers = У списках людей: { $members }. Отримують нагадування в боті: { $chat }. Ще не здали все: { $left }.
certification-no-places = Установ ще немає: додайте список працівників або ради громад у боті.
certification-units = За підрозділами
certification-coordinator = Координація тут
certification-lacking = Ще не здали: { $count }
certification-lacking-none = Тут усі все здали.
certification-not-in-chat = · у боті немає
certification-exempt = Не беруть участі: { $count }
certification-body-file = сертифікати-{ $place }.xlsx
certification-batch =
    № { $number }, { $kind ->
        [table] таблиця
       *[archive] архів
    }
certification-batch-read = прочитано: { $at }
certification-batch-reading = читаємо
certification-batch-waiting = чекають на рішення: { $count }
certification-batches-none = Пакетів ще не надсилали. Їх надсилають у бот координаторки й координатори установ.

certification-review =
    { $count ->
        [0] Перевіряти нема чого
       *[other] Сертифікати чекають на рішення: { $count }
    }
certification-review-none = Усе перевірено. Нове з’явиться тут, і бот скаже про це в щоденному підсумку.
certification-more = І ще { $count }: з’являться, коли ці буде вирішено.
certification-no-name = без імені
certification-look = Сертифікат № { $number }
certification-left = Після цього лишиться: { $count }
certification-queue = увесь список
certification-picture = Надісланий сертифікат, перша сторінка
certification-file = Надіслати файл мені в чат
certification-file-gone = Файлу вже немає.
certification-no-file = Файлу немає: надіслано лише посилання або дані.
certification-address = Відкрити на порталі
certification-owner = У списку
certification-nobody = невідомо, чий він
certification-received = Надіслано
certification-whose = Чий він
certification-whose-help = Люди цієї установи з подібним ім’ям.
certification-choose = – оберіть –
certification-settle = Зберегти, чий і який
certification-settled = Записано.
certification-accept = Прийняти
certification-refuse = Відмовити
certification-next = Наступний
certification-reason = Причина відмови
certification-reason-help = Людина прочитає її.
certification-own-reason = Інша причина, своїми словами
certification-no-reason = Напишіть причину, до { $most } знаків: людина її прочитає.
certification-not-whole = Прийняти не можна: бракує людини чи курсу, або це ваш власний сертифікат.
certification-accepted = Прийняли сертифікат № { $number }. За хвилину людина про це прочитає.
certification-refused = Відмовили: сертифікат № { $number }. За хвилину людина про це прочитає.
certification-undo = Скасувати рішення про № { $number }
certification-key-undo = скасувати останнє рішення
certification-key-refuse = до причини відмови
