# Помилки в налаштуваннях: їх читає той, хто запускає бота.

settings-missing = Не задано змінну { $name }. { $hint }
settings-wrong = Змінна { $name } має хибне значення «{ $value }». { $hint }
settings-wrong-secret = Змінна { $name } має хибне значення (не показуємо, бо воно таємне). { $hint }
settings-hint-bot-token = Візьміть токен у @BotFather; він має вигляд 123456789:AA….
settings-hint-api-url = Потрібна адреса, що починається з http:// або https://, без / наприкінці.
settings-hint-database-url = Потрібно sqlite:///шлях/до/файлу або postgresql://….
settings-hint-chat = Потрібен номер чату: ціле число, для групи від’ємне.
settings-hint-timezone = Потрібна назва часового поясу, наприклад Europe/Kyiv.
settings-hint-ids = Потрібні номери людей у Telegram через кому, наприклад 123456789, 987654321.
settings-hint-audit-days = Потрібна кількість днів від 366 до 3650, наприклад 1095.
settings-hint-yes-or-no = Потрібно 1 (так) або 0 (ні).
settings-hint-rate = Потрібне число від 0.1 до 990, наприклад 29.5.
settings-hint-weights = Потрібні три цілі числа від 1 до 100 через кому, не менше попереднього: вага низького, середнього й високого рівня, наприклад 1,2,3.
settings-hint-smtp = Потрібна адреса сервера пошти, наприклад smtp://user:password@mail.example.org:587.
settings-hint-mail-from = Потрібна адреса, з якої надходять листи, наприклад bot@example.org.
settings-hint-public-url = Потрібна адреса, за якою сторінки бота відкриваються ззовні, без скісної риски наприкінці: https://bot.example.org.
settings-hint-webhook-url = Потрібна адреса https://…, на яку Telegram надсилатиме оновлення, наприклад https://bot.example.org/telegram.
settings-hint-webhook-secret = З WEBHOOK_URL потрібен і секрет: від 1 до 256 латинських літер, цифр, знаків _ або -.
settings-hint-log-format = Потрібно text або json.
settings-hint-sentry = Потрібна адреса проєкту в Sentry, наприклад https://ключ@sentry.example.org/1.
settings-hint-backup-dir = Потрібна папка для нічних резервних копій, наприклад /var/backups/bot.
settings-hint-host = Потрібна адреса, на якій слухати, наприклад 127.0.0.1.
settings-hint-port = Потрібен номер порту від 0 до 65535, наприклад 8080.
settings-hint-mails = Для пошти потрібні всі три: SMTP_URL, MAIL_FROM, PUBLIC_URL.
settings-hint-days = Потрібна кількість днів від 1 до 3650, наприклад 365.
