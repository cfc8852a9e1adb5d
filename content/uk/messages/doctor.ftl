# Що каже bot.py doctor: рядок на кожну перевірку.

doctor-settings = Налаштування: помилок немає.
doctor-no-token = Telegram: не задано BOT_TOKEN. Візьміть токен у @BotFather.
doctor-token = Telegram: токен дійсний, бот @{ $username } («{ $name }»).
doctor-token-wrong = Telegram: токен не дійсний. Візьміть чинний у @BotFather (/token) і впишіть у BOT_TOKEN.
doctor-telegram-away = Telegram: { $url } не відповідає ({ $reason }). Перевірте мережу, DNS і BOT_API_URL.
doctor-telegram-certificate = Telegram: сертифікат { $url } не дійсний. Його строк минув, або годинник сервера хибний (timedatectl), або не встановлено ca-certificates.
doctor-inline = Telegram: відповіді в інших чатах увімкнено.
doctor-inline-off = Telegram: відповіді в інших чатах вимкнено. Надішліть @BotFather команду /setinline.
doctor-privacy = Telegram: чужих розмов у групах бот не читає.
doctor-privacy-off = Telegram: бот бачить усі повідомлення груп, де він є. Це зайве: надішліть @BotFather команду /setprivacy і виберіть Enable.
doctor-clock = Годинник: як у Telegram, різниця { $seconds } с.
doctor-clock-unknown = Годинник: Telegram не сказав, котра година.
doctor-clock-wrong =
    Годинник: { $way ->
        [ahead] поспішає
       *[behind] відстає
    } проти Telegram на { $minutes } хв. Увімкніть звіряння часу: sudo timedatectl set-ntp true
doctor-webhook =
    Вебхук: Telegram надсилає оновлення сюди, { $count ->
        [one] чекає { $count }
        [few] чекають { $count }
       *[many] чекають { $count }
    }.
doctor-polling =
    Оновлення: бот запитує їх сам, { $count ->
        [one] чекає { $count }
        [few] чекають { $count }
       *[many] чекають { $count }
    }.
doctor-webhook-unknown = Вебхук: Telegram не відповів, не перевірено.
doctor-webhook-left = Вебхук: у Telegram записано адресу, а WEBHOOK_URL не задано. Бот прибере її, коли запуститься.
doctor-webhook-elsewhere = Вебхук: у Telegram записано іншу адресу, ніж WEBHOOK_URL. Бот виправить її, коли запуститься; якщо він уже працює, перезапустіть його.
doctor-webhook-wrong =
    Вебхук: Telegram не може доставити оновлення ({ $count ->
        [one] чекає { $count }
        [few] чекають { $count }
       *[many] чекають { $count }
    }). { $trouble ->
        [certificate] Він не довіряє сертифікату: { $words } ({ $at }). Перевірте строк сертифіката й порти 80 і 443.
        [pending] Їх надто багато: перевірте, чи працює бот.
       *[error] Остання помилка { $at }: { $words }. Перевірте проксі й адресу у WEBHOOK_URL.
    }
doctor-no-group = Група відділу: не задано STAFF_CHAT_ID, запитання й випадки до відділу не дійдуть.
doctor-group =
    Група відділу: «{ $title }», прав досить, { $topics ->
        [yes] теми є
       *[no] тем немає
    }.
doctor-group-protected = Група відділу: копіювати з неї заборонено, тому фото й файли від працівників до людей не дійдуть. Дозвольте збереження вмісту.
doctor-database = База даних: { $engine }, { $size } МБ.
doctor-database-none = База даних: файлу { $file } ще немає, його створить перший запуск.
doctor-database-away = База даних: не відкривається ({ $reason }). Перевірте DATABASE_URL і чи працює сервер бази.
doctor-migrations =
    База даних: схема сучасна, { $count ->
        [one] { $count } крок
        [few] { $count } кроки
       *[many] { $count } кроків
    }.
doctor-migrations-due = База даних: схема має { $applied } з { $known } кроків, решту зробить запуск.
doctor-migrations-wrong = База даних: не підходить до цієї версії бота ({ $reason }). Запустіть ту версію, з якою вона працювала, або відновіть копію.
doctor-space = Місце на диску: вільно { $free } МБ.
doctor-space-little = Місце на диску: вільно лише { $free } МБ. Звільніть місце: старі копії, журнали (sudo journalctl --vacuum-size=200M).
doctor-folder = Тека { $folder }: бот може писати, іншим закрито.
doctor-folder-none = Теки { $folder } ще немає, її створить перший запуск.
doctor-folder-open = Тека { $folder }: бот може писати, але читати можуть й інші. Закрийте: chmod 700.
doctor-folder-closed = Тека { $folder }: бот не може в неї писати. Віддайте її боту: chown bot:bot.
doctor-content = Тексти: { $folder } читаються.
doctor-content-closed = Тексти: { $folder } не читаються. Дайте боту право читати теку.
doctor-no-backups = Резервні копії: не задано BACKUP_DIR, копій бот не робить.
doctor-backups-no-folder = Резервні копії: теки { $folder } немає. Створіть її й дозвольте боту писати в неї або виправте BACKUP_DIR.
doctor-backups-none = Резервні копії: у { $folder } немає жодної. Вони з’являються о 03:30; перевірте завтра або зробіть зараз: bot.py backup ФАЙЛ
doctor-backup = Резервні копії: остання за { $day }.
doctor-backup-old = Резервні копії: остання за { $day }, це давно. Причину названо в журналі бота за ніч; тека { $folder }.
doctor-backup-opens =
    Резервні копії: остання відкривається, у ній { $rows ->
        [one] { $rows } рядок
        [few] { $rows } рядки
       *[many] { $rows } рядків
    }.
doctor-backup-sealed = Резервні копії: остання за { $day } ціла й зашифрована. Відкрити її може лише ваш ключ: раз на квартал спробуйте.
doctor-backup-broken =
    Резервні копії: { $file } { $problem ->
        [unwritable] не читається: перевірте права й місце в теці для тимчасових файлів.
        [unreadable] не читається: дозвольте боту читати цей файл.
        [broken] – пошкоджений файл. Перевірте диск і зробіть копію зараз: bot.py backup ФАЙЛ
        [foreign] зробила новіша версія бота або інша програма.
       *[incomplete] неповна. Зробіть копію зараз: bot.py backup ФАЙЛ
    }
doctor-no-mail = Пошта: вимкнено, бо не задано SMTP_URL.
doctor-mail = Пошта: сервер приймає листи від { $sender }.
doctor-mail-wrong =
    Пошта: { $trouble ->
        [server] сервер не відповідає ({ $words }). Перевірте адресу й порт у SMTP_URL.
        [encryption] не вдалося зашифрувати з’єднання ({ $words }). Перевірте сертифікат сервера й порт у SMTP_URL: 465 для smtps://, 587 для smtp://.
        [login] сервер не приймає ім’я або пароль ({ $words }). Перевірте їх у SMTP_URL.
        [sender] сервер не приймає листів від адреси MAIL_FROM ({ $words }).
       *[other] сервер відмовив ({ $words }).
    }
doctor-mail-sent = Пошта: лист для { $to } прийнято. Перевірте скриньку, і теку «Спам» теж.
doctor-mail-not-sent = Пошта: лист для { $to } не прийнято ({ $words }).
doctor-letter-subject = Перевірка пошти бота
doctor-letter-text = Це перевірка: бот відділу цифрового розвитку може надсилати листи. Відповідати не треба.
doctor-right = Усе гаразд.
doctor-wrong =
    { $count ->
        [one] Треба виправити: { $count } пункт, позначений ✗.
        [few] Треба виправити: { $count } пункти, позначені ✗.
       *[many] Треба виправити: { $count } пунктів, позначених ✗.
    }
