# Початок розмови, меню тем і списки відповідей.

menu-welcome =
    <b>Вітаємо! Це бот відділу цифрового розвитку Житомирської ОВА.</b>

    Допоможемо з Дією, єМалятком і навчанням на Дія.Освіті. Запитайте своїми словами або оберіть тему.

    English: /help

    Це довідковий канал: повідомлення тут не є офіційним зверненням. Не надсилайте документів, що посвідчують особу, їхніх номерів і кодів із Дії – ми ніколи про них не питаємо.
menu-help =
    <b>Як користуватися ботом</b>

    1. Напишіть запитання своїми словами, наприклад «не беруть паспорт у Дії».
    2. Або оберіть тему й запитання з меню.
    3. Скажіть під відповіддю, чи вона допомогла: так ми їх поліпшуємо.

    Відповіддю можна поділитися в будь-якому чаті: кнопка «Поділитися».

    <b>In English.</b> This bot of the Zhytomyr Oblast Administration helps with documents in Diia, єМалятко (services for newborns) and free digital courses. It speaks Ukrainian, and understands questions in Ukrainian and Russian. If a document in Diia is refused, press 🪪: you get a card with the law to show. Press 🚫 to report it. Press ✍️ to write to the department; English is welcome there. Emergency: 112.
menu-help-staff =
    <b>Для працівників відділу</b>

    /staff – робочий стіл: що чекає, випадки, доручення, розсилки, посади, сертифікація.
    На запитання й випадки в чаті відділу відповідайте реплікою на повідомлення бота.
    Щоб почати розсилку, перешліть боту готове повідомлення.
    { "" }
menu-help-posts =
    <b>Для голів громад, заступників, заступниць, координаторів і координаторок</b>

    /notices – ваші посади й доручення: ознайомитися, відповісти, попросити довший строк, файл для календаря.
    Там само: передати посаду, доручити її на час; хто координує сертифікацію, знайде свою установу.
    { "" }
menu-choose-theme = Про що розповісти? Оберіть тему або напишіть запитання своїми словами.
menu-theme =
    <b>{ $title }</b>
    { $pages ->
        [1] Оберіть запитання.
       *[other] Оберіть запитання. Сторінка { $page } з { $pages }.
    }
menu-gone = Цього вже немає: ми оновили відповіді. Оберіть тему.
menu-button-back = ← Назад
menu-button-menu = ☰ Меню
menu-button-previous = ← Попередні
menu-button-next = Наступні →
menu-button-staff = 🗂 Робочий стіл
menu-button-posts = 🏛 Моя посада
menu-button-events = 📅 Події
menu-button-settings = ⚙️ Налаштування
menu-command-staff = Робочий стіл відділу
menu-command-notices = Моя посада і доручення
menu-command-report = Повідомити, що не прийняли
menu-command-card = Не приймають документ у Дії: показати закон
menu-command-start = Почати спочатку
menu-command-help = Як користуватися
menu-command-settings = Налаштування: громада, новини, тиша
menu-command-privacy = Ваші дані: що зберігаємо і навіщо
menu-command-verify = Перевірити, чи повідомлення справжнє
menu-command-courses = Мої курси й сертифікати
menu-command-events = Події: записатися, мої події
menu-command-my = Мої випадки й мої дані
