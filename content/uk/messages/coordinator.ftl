# Установа координатора: поступ, список, пакети.

coordinator-button = 👥 { $place }: { $title }
coordinator-not-yours = Це бачить лише координатор чи координаторка цієї установи.
coordinator-title =
    <b>{ $place }</b>
    «{ $title }», до { $due }
coordinator-line = • { $unit }: { $certified } з { $members }
coordinator-button-lacking = Ще не здали: { $count }
coordinator-button-exempt = Не беруть участі: { $count }
coordinator-button-batch = 📦 Надіслати пакет
coordinator-lacking =
    <b>Ще не здали: { $count }</b>
    Натисніть на людину, яка не бере участі, – байдуже чому: нагадувань і місця в підрахунку не буде.
coordinator-exempt =
    <b>Не беруть участі: { $count }</b>
    Чому – бот не питає й не зберігає.
coordinator-member =
    <b>{ $name }</b>
    Підрозділ: { $unit }
    { $state ->
        [exempt] Не бере участі: не рахується.
       *[active] Бере участь.
    }
    { $chat ->
        [yes] Нагадування надходять у Telegram.
       *[no] У боті ще немає: надішліть посилання сертифікації або здайте сертифікат пакетом.
    }
coordinator-button-state =
    { $state ->
        [exempt] ⏸ Не бере участі
       *[active] ✅ Бере участь
    }
coordinator-file = працівники.xlsx
coordinator-prompt-batch = Надішліть одним файлом: архів ZIP із сертифікатами або таблицю Excel зі стовпцями «ПІБ», «Курс», «Номер», «Дата», «Рівень», «Бали».
coordinator-no-batch = Потрібен файл: архів ZIP або таблиця Excel.
coordinator-batch-taken = Отримали, читаємо. Напишемо сюди, скільки зараховано і що треба вирішити.
