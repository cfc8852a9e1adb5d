# Аркуш дня для відділу, о 08:30 робочих днів.

daily-summary-title = <b>Аркуш дня, { $day }</b>
daily-summary-new = 🆕 Нові доручення: { $names }
daily-summary-due = 🗓 Строк сьогодні, посад: { $count }
daily-summary-late = ❗ Прострочено, посад: { $count }
daily-summary-event = 📅 Сьогодні о { $times }: { $title }
daily-summary-line =
    – № { $number } { $text }: { $count ->
        [one] { $count } посада
        [few] { $count } посади
       *[many] { $count } посад
    }
daily-summary-untaken =
    📁 Випадків, за які ще ніхто не взявся: { $count }{ $since ->
        [none] {""}
       *[other] , найдавніший від { $since }
    }
daily-summary-questions =
    💬 Запитань без відповіді відділу: { $count }{ $since ->
        [none] {""}
       *[other] , найдавніше від { $since }
    }
daily-summary-undecided =
    ⏳ Чекають вашого рішення: { $count }{ $since ->
        [none] {""}
       *[other] , перше від { $since }
    }
daily-summary-unsent =
    ✋ Чекають, щоб їх перевірили й надіслали: { $notices ->
        [0] розсилок { $broadcasts }
       *[other] доручень { $notices }{ $broadcasts ->
            [0] {""}
           *[other] , розсилок { $broadcasts }
        }
    }{ $since ->
        [none] {""}
       *[other] , найдавніше від { $since }
    }
daily-summary-approvals =
    🖊 Чекають схвалення другої людини: { $notices ->
        [0] розсилок { $broadcasts }
       *[other] доручень { $notices }{ $broadcasts ->
            [0] {""}
           *[other] , розсилок { $broadcasts }
        }
    }{ $since ->
        [none] {""}
       *[other] , найдавніше від { $since }
    }
daily-summary-certificates =
    🎓 Сертифікати чекають на рішення: { $count }{ $since ->
        [none] {""}
       *[other] , найдавніший від { $since }
    }
daily-summary-unreviewed =
    👀 Термінові розсилки й доручення без перевірки: { $count }{ $since ->
        [none] {""}
       *[other] , найдавніша від { $since }
    }
daily-summary-objections =
    🏆 Заперечення до рейтингу без рішення: { $count }{ $since ->
        [none] {""}
       *[other] , найдавніше від { $since }
    }
daily-summary-unreachable = 🔕 Посади, людям на яких бот не може писати: { $count }
daily-summary-answers = 📖 Відповіді, які час перечитати: { $count }
daily-summary-norms = ⚖️ Норми закону, які час перечитати: { $count }
daily-summary-edits = ✎ Відповіді, які чекають на публікацію: { $count }
daily-summary-failed = ⚙️ Збої роботи бота. За кодом причину знайдуть у журналі сервера:
daily-summary-failed-job =
    – { $name }: { $count ->
        [one] { $count } збій
        [few] { $count } збої
       *[many] { $count } збоїв
    }, { $works ->
        [yes] уже працює
       *[no] не працює з { $at }, { $day }
    }, код <code>{ $reference }</code>
daily-summary-failed-rows =
    – { $name }: не { $count ->
        [one] вдався { $count } рядок
        [few] вдалися { $count } рядки
       *[many] вдалося { $count } рядків
    } (№ { $numbers }{ $more ->
        [0] {""}
       *[other] {" "}та ще { $more }
    }), решта йде далі, код <code>{ $reference }</code>
daily-summary-webhook =
    ❗ Telegram не може доставити боту повідомлення ({ $count ->
        [one] чекає { $count }
        [few] чекають { $count }
       *[many] чекають { $count }
    }): { $trouble ->
        [token] токен більше не дійсний. Візьміть чинний у @BotFather.
        [elsewhere] він надсилає їх на іншу адресу. Перезапустіть бота; якщо не допоможе, змініть токен.
        [certificate] він не довіряє сертифікату сервера ({ $words }). Перевірте, чи не минув його строк.
        [pending] їх надто багато. Перевірте, чи встигає сервер.
       *[error] остання помилка о { $at }: { $words }
    }
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

# Що саме не вдалося: роботи за годинником, а тоді рядки, які вони обробляють.
daily-summary-name = { $name ->
    [reload_content] оновлення текстів
    [follow_desk] чого вчиться пошук і що змінили у відповідях
    [write_questions] запитання, які чекали на базу даних
    [watch_webhook] нагляд за вебхуком
    [heartbeat] сигнал, що бот живий
    [tell_staff] новини для відділу
    [send_to_staff] файли, яких не взяв чат відділу
    [follow_staff_chat] номер чату відділу
    [send_notices] надсилання схвалених доручень
    [open_events] відкриття схвалених подій
    [opening_events] схвалені події
    [move_waiting_lists] черги на події
    [waiting_lists] черги на події
    [event_invitations] запрошення на події
    [event_reminders] нагадування про події
    [event_mails] листи про події
    [event_mail_plans] планування пошти про події
    [event_feedback] запитання після подій
    [leaving_notices] схвалені доручення
    [send_held_replies] відповіді працівників людям
    [held_replies] відповіді працівників людям
    [shown_replies] звіти про відповіді працівників
    [send_late_replies] відповіді, які чекають на Telegram
    [deliver_questions] запитання для відділу
    [tell_answered] відповіді тим, хто на них чекав
    [deliver_cases] випадки
    [notice_repeats] пошук повторних відмов
    [send_mails] доручення поштою
    [plan_reminders] нагадування
    [read_certificates] читання сертифікатів
    [ask_holders] запитання про посади
    [show_progress] оновлення табло
    [send_weekly_digest] тижневий підсумок
    [send_daily_summary] аркуш дня
    [forget_old] видалення застарілого
    [back_up] резервна копія
    [questions] запитання, передані відділу
    [wanted_answers] відповіді тим, хто на них чекав
    [cases] нові випадки
    [case_news] новини людей про випадки
    [case_updates] новини відділу про випадки
    [unfinished_cases] недописані випадки
    [standing_cases] випадки без руху
    [visits] пропозиції виїздів
    [mails] доручення поштою
    [mail_plans] планування пошти
    [mail_server] пошта відділу
    [new_notices] нові доручення
    [tenures] запитання про посади
    [obligations] нагадування про доручення
    [watched_drives] нагляд за сертифікаціями
    [drive_stages] нагадування сертифікацій
    [drive_days] нагадування в обраний день
    [drive_lists] тижневі списки установ
    [batches] пакети сертифікатів
    [batch_rows] сертифікати в пакетах
    [addresses] перевірка сертифікатів на порталі
    [live_messages] табло, які оновлюються
    [late_replies] відповіді, які чекали на Telegram
    [mailings] розсилки
    [messages] повідомлення людям
    *[other] { $name }
}

clock-leapt =
    ⚠️ Годинник сервера показує { $at }, { $day }: це на { $days ->
        [one] { $days } день
        [few] { $days } дні
       *[many] { $days } днів
    } далі, ніж коли бот дивився на нього востаннє.

    Поки це не з’ясовано, бот не видаляє нічого застарілого: ні запитань, ні резервних копій.

    Якщо день правильний, напишіть боту будь-що в особистий чат: він звірить час із Telegram. Якщо ні, виправте годинник сервера.
