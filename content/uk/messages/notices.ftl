# Доручення посадам.

notices-notice =
    <b>Доручення № { $number }</b>
    Кому: { $post }

    { $text }

    Строк: до { $due }.
notices-button-acknowledge = ✅ Ознайомлений / Ознайомлена
notices-acknowledged = Записали, дякуємо.
notices-not-yours = Це доручення не для вашої посади.
notices-owed =
    <b>Відкритих доручень: { $count }</b>

    Найближчий строк перший. Доручення належать посаді: нова людина бачить усе, що лишилося.
notices-nothing-owed =
    <b>Відкритих доручень немає</b>

    Нові надходитимуть у цей чат.
notices-button-due = 📌 № { $number } { $text }
notices-list =
    <b>Доручення</b>

    На кнопках: скільки посад ознайомилося.
notices-button-write = ➕ Нове доручення
notices-button-notice = № { $number }: { $acknowledged } з { $addressed } – { $text }
notices-prompt = Напишіть доручення одним повідомленням, до { $most } знаків. Це нагадування поруч із листом, а не замість нього: нічого службового в Telegram.
notices-placeholder = Що зробити
notices-too-long = Доручення задовге: можна до { $most } знаків. Натисніть кнопку ще раз.
notices-which-deadline = Який строк?
notices-button-deadline =
    { $count ->
        [one] { $count } день
        [few] { $count } дні
       *[many] { $count } днів
    }
notices-to-whom = Кому надіслати?
notices-button-all-heads = Усім головам громад
notices-preview =
    <b>Перевірте перед надсиланням</b>

    { $text }

    Строк: до { $due }. Посад: { $count }, з них із людиною в боті: { $reached }. Решта побачить доручення, щойно долучиться.
notices-button-send = 📨 Надіслати
notices-sent = Надіслано.
notices-sent-before = Це доручення вже надіслано.
notices-progress =
    <b>Доручення № { $number }</b>
    { $text }

    Строк: до { $due }. Посад: { $addressed }, повідомлено: { $told }, ознайомилися: { $acknowledged }.

    Ще ні: { $owing }
