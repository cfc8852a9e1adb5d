# Що бот пише в командному рядку.

cli-demo = Демонстрацію запущено: { $url } (зупинити: Ctrl+C)
cli-port-taken = Порт { $port } зайнятий. Спробуйте інший: bot.py demo --port 8010
cli-running = Бот @{ $username } працює. Зупинити: Ctrl+C
cli-invite =
    Посилання для адміністратора чи адміністраторки (діє один раз, добу):
    { $url }
cli-telegram-unreachable = Telegram не відповідає або не приймає токен: { $reason }. Перевірте BOT_TOKEN і мережу.
cli-another-instance = Інша копія бота вже забирає оновлення з цим токеном. Зупиніть її, потім запустіть знову.
cli-wrong-token = Telegram не приймає токен. Перевірте BOT_TOKEN: візьміть чинний токен у @BotFather.
cli-database = База даних не відкривається: { $reason }
cli-database-pooler = Між ботом і PostgreSQL стоїть посередник (PgBouncer), який ділить з’єднання між програмами (pool_mode = transaction або statement). Боту потрібні власні з’єднання: задайте в DATABASE_URL адресу самого PostgreSQL або pool_mode = session.
cli-database-in-use = Базу даних уже вживає інший процес ({ $file }). Зупиніть його, потім запустіть знову.
cli-moved =
    Перенесено й перевірено рядок за рядком:
    { $tables }
    Усього: { $rows ->
        [one] { $rows } рядок
        [few] { $rows } рядки
       *[many] { $rows } рядків
    }. Тепер задайте нову адресу в DATABASE_URL і запустіть бота.
cli-moved-table = { "  " }{ $table }: { $rows }
cli-move-same = Переносити можна між SQLite і PostgreSQL: задайте --from sqlite:///… і --to postgresql://… або навпаки; адресу з паролем краще дати змінною MOVE_FROM чи MOVE_TO.
cli-move-nothing = Файлу { $file } немає, переносити нічого.
cli-move-not-empty = У базі --to вже є дані (таблиця { $table }). Переносити можна лише в порожню.
cli-move-differs = Таблиця { $table } не збігається, тому нічого не перенесено: база --to лишилася порожньою.
cli-backup-made =
    Резервна копія готова: { $file }, { $rows ->
        [one] { $rows } рядок
        [few] { $rows } рядки
       *[many] { $rows } рядків
    }.
cli-backup-there = Файл { $file } уже є. Задайте іншу назву або приберіть його.
cli-backup-failed =
    { $problem ->
        [unwritable] Не вдалося прочитати базу або записати файл { $file }. Перевірте місце на диску, права й DATABASE_URL.
        [broken] Файл { $file } пошкоджений або це не резервна копія.
        [missing] Файлу { $file } немає. Задайте повний шлях.
        [unreadable] Файл { $file } є, але читати його не дозволено. Дайте право: chown bot або chmod.
        [sealed] Копія { $file } зашифрована. Додайте --key і файл із вашим ключем age.
        [other-key] Копію { $file } зашифровано для іншого ключа, або в --key не ключ age.
        [foreign] Файл { $file } зробила інша програма або новіша версія бота.
       *[incomplete] Копія { $file } неповна. Спробуйте ще раз.
    }
cli-restored =
    Базу відновлено з { $file }: { $rows ->
        [one] { $rows } рядок
        [few] { $rows } рядки
       *[many] { $rows } рядків
    }. Запустіть бота.
cli-texts-taken =
    { $count ->
        [0] У копії { $file } немає текстів.
        [one] З копії { $file } вийнято { $count } файл текстів у { $folder }.
        [few] З копії { $file } вийнято { $count } файли текстів у { $folder }.
       *[many] З копії { $file } вийнято { $count } файлів текстів у { $folder }.
    }
cli-key-unreadable = Ключа у файлі { $file } не прочитати. Перевірте шлях і права.
cli-texts-there = Папка { $folder } уже є. Задайте іншу: те, що в ній, не перезаписується.
cli-restore-not-empty = У базі вже є дані. Щоб замінити їх копією з файлу, додайте --force.
cli-broken-content = Зміст має помилки, тому бот не стартував. Виправте їх і запустіть знову:
cli-thin =
    { $style ->
        [any] Замало способів спитати в phrasings/{ $id }.txt: { $count }, а варто від ста.
       *[other] Замало запитань виду { $style } у phrasings/{ $id }.txt: { $count }, а варто від трьох.
    }
cli-content-exported =
    { $count ->
        [0] Файли вже знають усе, що змінили на сторінках і чому бот навчився.
        [one] Змінився { $count } файл у content/uk. Тепер запустіть: bot.py learn
        [few] Змінилися { $count } файли у content/uk. Тепер запустіть: bot.py learn
       *[many] Змінилося { $count } файлів у content/uk. Тепер запустіть: bot.py learn
    }
cli-content-patch = Те саме для репозиторію: git apply { $file }
cli-content-refused = { $file }: опублікованого на сторінці прочитати не вдалося, тож його не записано
cli-learn-done = Пошук навчено: { $file }, { $size } КБ.
cli-learn-current = Пошук навчено з того, що є в content/uk тепер.
cli-learn-old = Запитання, відповіді чи слова змінилися після навчання пошуку. Запустіть: bot.py learn
cli-learn-missing = Для навчання потрібні пакети розробки (scikit-learn): make test ставить їх у .venv.
cli-check-passed =
    Помилок немає. { $answers ->
        [one] { $answers } відповідь
        [few] { $answers } відповіді
       *[many] { $answers } відповідей
    }.
cli-check-failed =
    { $count ->
        [one] Знайдено { $count } помилку.
        [few] Знайдено { $count } помилки.
       *[many] Знайдено { $count } помилок.
    }
cli-late = { $file }: відповідь час переглянути, строк минув { $date }
cli-untested = { $id }: немає перевірних запитань у tests/data/questions.tsv; додайте кілька, написаних не вами
cli-no-signer = Не задано { $name }: хто підписує листи, у них треба буде вписати.
cli-no-department = Не задано { $name }: люди не побачать, куди надіслати звернення до ОВА.
cli-late-norm = laws.yaml: норму «{ $title }» час переглянути або ще ніхто не звірив; картки кажуть «перевіряємо»
cli-link-dead = Попередження: { $url } не відкривається ({ $problem }). Відповіді: { $answers }
cli-link-moved = { $url } тепер веде на { $to }. Відповіді: { $answers }
cli-web-port-taken = Порт { $port } зайнятий, тому вебсервер бота не стартував. Задайте інший у PORT.
cli-no-database = Бази даних { $file } немає. Перевірте DATABASE_URL.
cli-folder-exists = { $folder } уже існує. Назвіть теку, якої ще немає.
cli-folder = { $folder } не створюється: { $reason }
cli-contacts =
    { $count ->
        [one] Записано { $count } файл
        [few] Записано { $count } файли
       *[many] Записано { $count } файлів
    } у { $folder }. У них персональні дані: читає лише той обліковий запис, якому належить тека; після роботи видаліть її.
cli-group-away = Бота немає в групі відділу, або STAFF_CHAT_ID хибний. Додайте бота в групу й зробіть адміністратором.
cli-group-lacks = Група відділу: ботові бракує права { $right }. Зробіть його адміністратором із цим правом.
cli-group-moved = Група відділу має новий номер: впишіть STAFF_CHAT_ID={ $number }
cli-group-unknown = Telegram не відповідає або не приймає токена: права бота в групі відділу не перевірено.
