# Розсилки новин тим, хто на них погодився.

broadcasts-list =
    <b>Розсилки</b>

    Новини отримують лише ті, хто обрав тему.
broadcasts-button-write = ➕ Нова розсилка
broadcasts-button = № { $number }: { $state }
broadcasts-prompt = Напишіть текст розсилки одним повідомленням, до { $most } знаків. Жирний, курсив і посилання збережуться. Нічого службового.
broadcasts-placeholder = Текст новини
broadcasts-too-long = Текст задовгий: можна до { $most } знаків. Натисніть кнопку ще раз.
broadcasts-which-theme = Якої теми ця новина?
broadcasts-where = Для всієї області чи для одного району?
broadcasts-button-everywhere = Уся область
broadcasts-preview =
    <b>Перевірте перед надсиланням</b>

    { $text }

    Отримають: { $count ->
        [one] { $count } людина
        [few] { $count } людини
       *[many] { $count } людей
    }.
broadcasts-button-send = 📨 Надіслати ({ $count })
broadcasts-button-try = 👁 Спершу мені
broadcasts-tried = Надіслано вам.
broadcasts-not-tried = Не вийшло: відкрийте особистий чат із ботом.
broadcasts-needs-another = Понад 100 людей: потрібна друга людина відділу. Запит у чаті відділу.
broadcasts-approve =
    <b>Схваліть розсилку № { $number }</b>

    { $text }
broadcasts-button-approve = ✅ Схвалити
broadcasts-nobody = Цю тему ще ніхто не обрав.
broadcasts-same = Такий самий текст тим самим людям уже йшов за останню добу.
broadcasts-button-why = Чому я це отримав або отримала?
broadcasts-why = Ви обрали новини за темою «{ $theme }» у налаштуваннях. Можна відмовитися одним натисканням.
broadcasts-why-unknown = Цієї розсилки вже немає. Новини можна вимкнути в /settings.
broadcasts-button-off = Не надсилати цю тему
broadcasts-off = Добре, цієї теми більше не буде. Змінити: /settings
broadcasts-report =
    <b>Розсилка № { $number }: { $state }</b>
    { $bar } { $percent } %

    Усього { $planned }. Надіслано { $sent }. Зупинили бота { $blocked }. Не вдалося { $failed }. Пропущено { $skipped }. Невідомо { $unknown }. Чекають { $waiting }.
    { $reasons }
    { $why }
broadcasts-reason = { $reason }: { $count }
broadcasts-button-pause = ⏸ Пауза
broadcasts-button-resume = ▶️ Далі
broadcasts-button-stop = ⏹ Зупинити
broadcasts-button-renew = 🔄 Оновити
broadcasts-button-retry = 🔁 Повторити невдалі
broadcasts-state-draft = чернетка
broadcasts-state-held = за хвилину почнеться
broadcasts-state-running = надсилається
broadcasts-state-paused = на паузі
broadcasts-state-finished = завершено
broadcasts-state-cancelled = зупинено
