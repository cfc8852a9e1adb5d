# Для працівників відділу.

staff-only = Це можуть лише працівники відділу.
staff-menu =
    <b>Робочий стіл відділу</b>

    Оберіть, що зробити.
staff-button-misses = ❓ Без відповіді
staff-button-posters = 🖨 Плакати
staff-button-visits = 📊 Кого привели плакати
