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
    Чому – не питаємо й не зберігаємо.
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
coordinator-button-joining = ❓ Хто це: { $name }
coordinator-joining =
    <b>Долучається: { $name }</b>
    Установа: { $place }. { $likely ->
        [0] Такого імені у списку немає.
       *[other] За ім’ям не видно напевно, хто це у списку.
    } Поки ви не вирішите, участі немає.
coordinator-joining-line =
    • { $name }, { $unit }{ $state ->
        [exempt] {" "}– не бере участі
       *[active] {""}
    }{ $taken ->
        [yes] {" "}– уже в боті з іншого акаунта
       *[no] {""}
    }
coordinator-button-is-new = ➕ Нова людина
coordinator-button-is-nobody = У нас не працює
coordinator-joining-is = ✅ { $name }: записали, людині напишемо.
coordinator-joining-is-nobody = { $name }: не додали, людині напишемо.
coordinator-joining-decided = Це вже вирішено.
coordinator-joining-taken = За цей час щось змінилося. Ось як є тепер.
coordinator-returned = 🙋 { $name } тепер бере участь. Установа: { $place }. У списку було позначено «не бере участі».
coordinator-sheet = Працівники
coordinator-file = працівники.xlsx
coordinator-prompt-batch = Надішліть одним файлом: архів ZIP із сертифікатами або таблицю (.xlsx, .xls, .ods, .csv) зі стовпцями «ПІБ», «Курс», «Номер», «Дата», «Рівень», «Бали».
coordinator-no-batch = Потрібен файл: архів ZIP або таблиця.
coordinator-batch-taken = Отримали, читаємо. Напишемо сюди, скільки зараховано і що треба вирішити.
