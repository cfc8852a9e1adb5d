# Налаштування людини: громада.

people-settings =
    <b>Налаштування</b>

    Ваша громада: { $hromada } ({ $raion } район).
people-settings-empty =
    <b>Налаштування</b>

    Громади ви не називали, і це не обов’язково. Вона потрібна лише для новин вашої громади.
people-button-type = 🏘 Написати громаду
people-button-list = Обрати зі списку
people-button-forget = Забути громаду
people-button-news = 📰 Новини за темами
people-button-quiet = 🌙 Тихі години
people-prompt = Напишіть назву громади або її центру, наприклад Овруч. Старі назви теж підійдуть.
people-which = Яка саме?
people-which-raion = Оберіть район.
people-not-found = Не знайшли такої громади. Напишіть інакше або оберіть зі списку.
people-hromada = { $name } ({ $raion } р-н)
