# Дошка доручення: хто де.

notice-board-title =
    Доручення № { $number }, { $ending ->
       *[none] строк до { $due }
        [closed] закрито
        [withdrawn] відкликано
    }
notice-board-heading = <b>{ $title }</b>
notice-board-count = { $sign } { $what }: { $count }
notice-board-late = Прострочили: { $names }.
notice-board-bodies = Інші
notice-board-raion = <b>{ $raion }</b>: { $stages }.
notice-board-stage =
    { $stage ->
        [late] прострочено
       *[untold] не повідомлено
        [told] повідомлено
        [acknowledged] ознайомлено
        [done] виконано
        [released] не до них
        [ended] знято
    }
notice-board-column-place = Громада
notice-board-sheet = Доручення
notice-board-columns = Район | Громада | Стан | Строк | Повідомлено | Чим повідомлено | Ознайомлено | Чим ознайомлено | Відповідь | Чому не до них
notice-board-told-by = Чим повідомлено: { $ways }.
notice-board-acknowledged-by = Чим ознайомлено: { $ways }.
notice-board-legend = Праворуч: Т – Telegram, П – пошта, тел – телефон; у прострочених ще й те, на чому зупинилися.
notice-board-letter =
    { $via ->
       *[telegram] Т
        [email] П
        [phone] тел
    }
notice-board-via =
    { $via ->
       *[telegram] Telegram
        [email] пошта
        [phone] телефон
    }
