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
settings-hint-days = Потрібна кількість днів від 1 до 3650, наприклад 365.
