# Для працівників відділу.

staff-only = Це можуть лише працівники відділу. Якщо ви серед них, попросіть в адміністраторки запрошення.
staff-menu =
    <b>Робочий стіл відділу</b>

    { $lines }
staff-nothing-waits = Нічого не чекає.
staff-group =
    { $group ->
        [answers] <b>Відповіді</b>
       *[figures] <b>Показники</b>
    }
staff-button-counted = { $name }: { $count }
staff-button-waiting = ⏳ Чекають відповіді
staff-button-answers = ❓ Відповіді
staff-button-figures = 📈 Показники
staff-button-unanswered = ❓ Без відповіді
staff-button-lessons = 💡 Чого навчився бот
staff-button-posters = 🖨 Плакати
staff-button-cases = 📂 Випадки
staff-button-statistics = 📊 Статистика випадків
staff-button-notices = 📌 Доручення
staff-button-drives = 🎓 Сертифікація
staff-button-broadcasts = 📣 Розсилки
staff-button-events = 📅 Події
staff-button-leagues = 🏆 Рейтинг громад
staff-button-posts = 🏛 Посади
staff-button-bans = 🚫 Обмежені
staff-button-team = 👥 Працівники
staff-button-audit = 📜 Журнал
staff-button-visits = 📊 Кого привели плакати
staff-moved =
    Telegram дав цьому чату новий номер. Бот уже знає його, але щоб пам’ятав і після перезапуску, впишіть у налаштування сервера:
    <code>STAFF_CHAT_ID={ $number }</code>
