# Аркуш дня для відділу, о 08:30 робочих днів.

daily-summary-title = <b>Аркуш дня, { $day }</b>
daily-summary-new = 🆕 Нові доручення: { $names }
daily-summary-due = 🗓 Строк сьогодні, посад: { $count }
daily-summary-late = ❗ Прострочено, посад: { $count }
daily-summary-line =
    – № { $number } { $text }: { $count ->
        [one] { $count } посада
        [few] { $count } посади
       *[many] { $count } посад
    }
daily-summary-undecided = ⏳ Чекають вашого рішення: { $count }
daily-summary-unsent = ✋ Чекають, щоб їх перевірили й надіслали: доручень { $notices }, розсилок { $broadcasts }
daily-summary-certificates = 🎓 Сертифікати чекають на рішення: { $count }
daily-summary-unreviewed = 👀 Термінові розсилки без перевірки: { $count }
daily-summary-failed = ⚙️ Збої роботи бота: { $names }. Перегляньте журнал сервера.
daily-summary-quiet = Термінового немає.
daily-summary-backup =
    💾 Резервна копія о { $at }: перевірено, { $rows ->
        [one] { $rows } рядок
        [few] { $rows } рядки
       *[many] { $rows } рядків
    }
daily-summary-backup-missing = ❗ Резервної копії за цю ніч немає. Перевірте, чи працює бот і чи задано BACKUP_DIR.
daily-summary-backup-failed =
    ❗ Резервної копії за цю ніч немає (спроба о { $at }): { $problem ->
        [unwritable] файл не записався. Перевірте місце на диску й права на папку BACKUP_DIR.
        [broken] файл пошкоджений. Перевірте диск, на якому лежить BACKUP_DIR.
        [foreign] копію зробила інша версія бота. Перезапустіть бота.
       *[incomplete] у копії бракує рядків. Зробіть її вручну: bot.py backup ФАЙЛ.
    }
