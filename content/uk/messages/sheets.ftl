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
sheets-backup =
    💾 Резервна копія о { $at }: перевірено, { $rows ->
        [one] { $rows } рядок
        [few] { $rows } рядки
       *[many] { $rows } рядків
    }
sheets-backup-missing = ❗ Резервної копії за цю ніч немає. Перевірте, чи працює бот і чи задано BACKUP_DIR.
sheets-backup-failed =
    ❗ Резервної копії за цю ніч немає (спроба о { $at }): { $problem ->
        [unwritable] файл не записався. Перевірте місце на диску й права на папку BACKUP_DIR.
        [broken] файл пошкоджений. Перевірте диск, на якому лежить BACKUP_DIR.
        [foreign] копію зробила інша версія бота. Перезапустіть бота.
       *[incomplete] у копії бракує рядків. Зробіть її вручну: bot.py backup ФАЙЛ.
    }
