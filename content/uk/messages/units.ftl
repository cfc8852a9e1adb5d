# Установа координатора: поступ, список, пакети, перевірка сертифікатів.

units-button = 👥 { $place }: { $title }
units-not-yours = Це бачить лише координатор цієї установи.
units-title =
    <b>{ $place }</b>
    «{ $title }», до { $due }
units-line = • { $unit }: { $certified } з { $members }
units-button-lacking = Ще не здали: { $count }
units-button-exempt = Не беруть участі: { $count }
units-button-checking = 🔎 Перевірити сертифікати: { $count }
units-button-batch = 📦 Надіслати пакет
units-lacking =
    <b>Ще не здали: { $count }</b>
    Натисніть на людину, якщо вона мобілізована, у відпустці чи звільнилася: нагадувань і місця в підрахунку не буде.
units-exempt =
    <b>Не беруть участі: { $count }</b>
    Причину бачите лише ви.
units-member =
    <b>{ $name }</b>
    Підрозділ: { $unit }
    { $state ->
        [mobilised] Мобілізовано: не рахується.
        [parental] Відпустка для догляду за дитиною: не рахується.
        [sick] Тривалий лікарняний: не рахується.
        [left] Не працює: не рахується.
       *[active] Бере участь.
    }
    { $chat ->
        [yes] Нагадування надходять у Telegram.
       *[no] У боті ще немає: надішліть посилання сертифікації або здайте сертифікат пакетом.
    }
units-button-mobilised = Мобілізовано
units-button-parental = Догляд за дитиною
units-button-sick = Лікарняний
units-button-left = Не працює
units-button-active = ✅ Бере участь
units-file = працівники.xlsx
units-prompt-batch = Надішліть одним файлом: архів ZIP із сертифікатами або таблицю Excel зі стовпцями «ПІБ», «Курс», «Номер», «Дата», «Рівень», «Бали» (список № { $number }).
units-batch-placeholder = ZIP або Excel
units-no-batch = Потрібен файл: архів ZIP або таблиця Excel. Натисніть «Надіслати пакет» ще раз.
units-batch-taken = Отримали, читаємо. Напишемо сюди, скільки зараховано і що треба вирішити.
units-checking =
    { $count ->
        [0] Перевіряти нема чого.
       *[other] <b>Сертифікати чекають на рішення: { $count }</b>
    }
units-check = • № { $number } { $name }, { $code } – { $why }
units-button-check = № { $number } { $name }: { $course }
units-button-accept-all = ✅ Прийняти всі: { $count }
units-button-refuse-all = ❌ Відмовити всім: { $count }
units-button-accept = ✅ Прийняти
units-button-refuse = ❌ Відмовити
units-button-file = 📎 Показати файл
units-button-is = 👤 { $name }, { $unit }
units-why = Чому відмовляємо? Людина прочитає причину.
units-reasons =
    Це сертифікат іншої людини
    Це не той курс
    Номера не знайшли на порталі
    Файл не читається
units-button-own-reason = ✍️ Інша причина
units-prompt-reason = Чому сертифікат не зараховано (№ { $number })? Людина прочитає вашу відповідь.
units-accepted =
    Прийняли: { $count }.{ $left ->
        [0] {""}
       *[other] {" "}Лишилося: { $left } – бракує людини, курсу або це ваш власний.
    }
units-refused =
    Відмовили: { $count }.{ $left ->
        [0] {""}
       *[other] {" "}Лишилося: { $left }.
    }
units-decided-before = Про цей сертифікат уже вирішено або він не з вашої установи.
