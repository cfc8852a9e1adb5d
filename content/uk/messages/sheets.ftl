# Аркуш дня для відділу, о 08:30 робочих днів.

sheets-title = <b>Аркуш дня, { $day }</b>
sheets-new = 🆕 Нові доручення: { $names }
sheets-due = 🗓 Строк сьогодні, посад: { $count }
sheets-late = ❗ Прострочено, посад: { $count }
sheets-line =
    – № { $number } { $text }: { $count ->
        [one] { $count } посада
        [few] { $count } посади
       *[many] { $count } посад
    }
sheets-undecided = ⏳ Чекають вашого рішення: { $count }
sheets-unsent = ✋ Чекають, щоб їх перевірили й надіслали: доручень { $notices }, розсилок { $broadcasts }
sheets-certificates = 🎓 Сертифікати чекають на рішення: { $count }
sheets-unreviewed = 👀 Термінові розсилки без перевірки: { $count }
sheets-failed = ⚙️ Збої роботи бота: { $names }. Перегляньте журнал сервера.
sheets-quiet = Нічого не горить.
