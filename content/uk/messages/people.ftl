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
people-prompt = Де ви живете? Напишіть село, місто або громаду. Можна надіслати геопозицію: її не збережемо.
people-which = Яка саме?
people-which-raion = Оберіть район.
people-nearest = Це найближчі громади. Яка ваша?
people-far = Поруч немає громад Житомирщини. Напишіть назву або оберіть зі списку.
people-not-found = Не знайшли такого села чи громади. Напишіть інакше або оберіть зі списку.
people-settlement = { $name } ({ $hromada } громада)
people-hromada = { $name } ({ $raion } р-н)
