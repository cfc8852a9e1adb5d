# Сертифікація: підготувати, відкрити, нагадувати, стежити.

drives-title =
    <b>Сертифікація</b>

    Хто, які курси й до коли. Нагадування надходять самі й припиняються, щойно сертифікат здано.
drives-button-write = ➕ Нова сертифікація
drives-button =
    { $state ->
        [draft] ✏️ { $title }: готуємо
        [closed] 🏁 { $title }: закінчено
       *[open] ▶️ { $title }: до { $due }
    }
drives-prompt-title = Як назвати сертифікацію? До { $most } знаків.
drives-title-placeholder = Кібергігієна, IV квартал
drives-too-long = Назва задовга: можна до { $most } знаків. Напишіть коротше.
drives-draft =
    <b>{ $title }</b>: готуємо
    Початок: { $starts }. Строк: до { $due }.
    Курси: { $courses }.
    Установ і рад: { $bodies }, людей у списках: { $members }.
    { $anyone ->
        [yes] Долучитися за посиланням може будь-хто.
       *[no] Лише працівники цих установ.
    }
drives-button-open = ▶️ Відкрити
drives-button-with = ☑️ { $course }
drives-button-without = ⬜️ { $course }
drives-one-course = Потрібен хоча б один курс, і змінювати курси можна лише до відкриття.
drives-button-start = 🗓 Початок
drives-button-deadline = 🗓 Строк
drives-button-own-deadline = ✍️ Інша дата
drives-button-import = 📥 Список працівників
drives-button-councils = 🏛 Усі ради громад
drives-button-anyone = 🙋 Дозволити будь-кому
drives-button-not-anyone = 🙋 Лише установи
drives-prompt-start = Коли початок сертифікації? Наприклад, «завтра» або «15.12».
drives-prompt-deadline = До якого числа триває сертифікація? Наприклад, «через два тижні» або «25.12».
drives-day-placeholder = завтра або 15.12
drives-wrong-day = Очікуємо день у майбутньому: { -days-ahead }; строк – пізніше за початок, але не більш як за 400 днів.
drives-how-long = Скільки триває, від початку?
drives-prompt-members = Надішліть таблицю (.xlsx, .xls, .ods, .csv) зі стовпцями «ПІБ», «Установа», «Підрозділ», «Стан». У «Стані» – «працює» або «не бере участі», без причини: відомостям про здоров’я й службу людей у месенджері не місце, і бот їх не зберігає. Спершу покажемо, що зміниться.
drives-table = Таблиця Excel
drives-button-take = ✅ Записати все
drives-ask-open = Відкрити «{ $title }»? Перші нагадування підуть { $starts } тим, хто є в боті.
drives-ask-close = Закінчити «{ $title }»? Нагадувань більше не буде.
drives-button-sure = Так
drives-button-close = 🏁 Закінчити
drives-page =
    <b>{ $title }</b>{ $state ->
        [closed] {" "}– закінчено
       *[open] {""}
    }
    { $starts } – { $due }
drives-bar = { $bar } { $percent } %: здали { $certified } з { $members }
drives-in-place =
    🎓 «{ $title }», до { $due }
    { $bar }
drives-counts = Установ: { $bodies }. Отримують нагадування: { $chat }. Не беруть участі: { $exempt }.
drives-weeks = Сертифікатів за кожен з останніх чотирьох тижнів: { $weeks }.
drives-forecast = Якщо так піде далі, на строк матимемо { $percent } %.
drives-sent = Нагадування сьогодні: мали піти { $expected }, пішло { $sent }.
drives-behind = { $place } ({ $certified } з { $members })
drives-furthest = Найбільше лишилося: { $names }.
drives-link = Посилання, щоб долучитися: { $url }
drives-button-write-lacking = 📣 Розсилка: хто не здав
drives-button-write-certified = 📣 Розсилка: хто здав
drives-letter-lacking = Триває сертифікація «{ $title }», строк – до { $due }. Сертифікат можна надіслати просто в цей чат.
drives-letter-certified = Дякуємо, що здали все для «{ $title }».
drives-nobody = У цій сертифікації ще нікого немає.
drives-file = сертифікація-{ $number }.xlsx
drives-picture-summary = До { $due }. Здали { $certified } з { $members } – { $percent } %.
drives-picture-weeks = Сертифікатів за тиждень, що почався:
drives-picture-bodies = Здали все, за установами:
drives-picture-row = { $certified } з { $members }
drives-picture-caption = <b>{ $title }</b>. { $summary } Установи { $first }–{ $last } з { $of }; усі числа – в Excel.
drives-anyone = Люди без установи
drives-sheet = Сертифікація
drives-total = Разом
drives-sheet-people = Люди
drives-headings = Установа | Працівників | Здали | Частка, % | У боті | Не беруть участі
drives-start =
    <b>Почалася сертифікація «{ $title }»</b>
    Строк: до { $due }. Пройдіть: { $courses }. Сертифікат надішліть сюди – листа не треба.
drives-reminder =
    <b>{ $title }</b>
    { $left ->
        [0] Сьогодні останній день.
        [one] До { $due } лишився { $left } день.
        [few] До { $due } лишилося { $left } дні.
       *[many] До { $due } лишилося { $left } днів.
    } Ще чекаємо: { $courses }.
drives-late =
    <b>{ $title }</b>
    Строк минув { $due }, але сертифікат ще приймаємо. Чекаємо: { $courses }.
drives-button-course = 🎓 { $course }
drives-button-hand-in = 📎 Надіслати сертифікат
drives-button-pace = ⏰ Коли нагадувати
drives-learn = <b>Наступний курс: { $course }</b>. { $about }. Один крок на тиждень – і готово.
drives-list =
    <b>{ $place }</b>: «{ $title }», до { $due }
    { $bar }

    Ще не здали: { $names }{ $more ->
        [0] .
       *[other] {" "}і ще { $more }.
    }
drives-button-unit = 👥 Відкрити список
drives-alarm = <b>⚠️ Сьогоднішні нагадування пішли не всі</b>
drives-not-sent = • Сертифікація № { $drive }: мали піти { $expected }, пішло { $sent }.
drives-not-planned = • Сертифікація № { $drive } «{ $title }»: нагадування не заплановано.

# Люди з однаковим ім’ям в одній установі.
drives-button-doubles = 👯 Однакові імена: { $count }
drives-doubles =
    { $count ->
        [0] <b>Однакових імен в одній установі немає</b>
       *[other] <b>Однакові імена в одній установі</b>
        Якщо це одна людина, натисніть ім’я. Тезок не чіпайте.
    }
drives-double = • { $name }, { $place }: { $units }
drives-button-double = { $name }
drives-ask-merge = { $name }: { $units }. Це одна людина? Із 2 записів лишиться 1: сертифікати й чат – у першому підрозділі, другий запис зникне.
drives-button-merge = ✅ Так, одна людина
drives-merged = Об’єднали
drives-not-merged = Не об’єднали: це вже змінилося, або в обох є різні акаунти в боті
drives-button-bodies = 🏢 Записані двічі: { $count }
bodies-doubles =
    { $count ->
        [0] <b>Установ, записаних двічі, немає</b>
       *[other] <b>Установи, записані двічі</b>
        Назва та сама, лише іншими літерами чи знаками. Натисніть установу, щоб порівняти обидва записи.
    }
bodies-double =
    { $council ->
        [yes] <b>Це рада громади?</b> Лишиться громада, окремий запис зникне.
       *[no] <b>Це одна установа?</b> Виберіть, яка назва лишиться. Другий запис зникне.
    }
bodies-double-side =
    • { $name }
    { $members ->
        [one] { $members } людина
        [few] { $members } людини
       *[many] { $members } людей
    }, з них у боті – { $joined }; зайнятих посад – { $holders }; сертифікацій – { $drives }
bodies-double-after =
    { $common ->
        [0] Люди, посади, доручення й сертифікати перейдуть до запису, що лишиться.
       *[other] Люди, посади, доручення й сертифікати перейдуть до запису, що лишиться. В обох записах є однакові люди ({ $common }): кожна з них лишиться одна, зі своїми сертифікатами.
    } Розділити їх знову не можна; об’єднання видно в журналі.
bodies-button-keep = Лишити: { $name }
bodies-merged =
    { $why ->
        [none] Об’єднали
        [holders] Не об’єднали: на одній посаді в записах різні люди. Спершу звільніть одну з них
        [notice] Не об’єднали: обом записам надіслано те саме доручення, і відповідь одного з них зникла б
       *[gone] Не об’єднали: це вже змінилося
    }
