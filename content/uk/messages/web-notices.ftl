# Сторінки доручень: таблиця, одна посада, доручення, сторінка голови.

notice-table-title = Доручення: хто що винен
notice-table-columns = Район | Громада | Людина | Телефон
notice-table-column = № { $number }, до { $due }
notice-table-file = доручення.xlsx
notice-table-cell =
    { $stage ->
        [late] ▲ прострочили { $days ->
            [0] { $day }
            [one] { $days } день
            [few] { $days } дні
           *[many] { $days } днів
        }
       *[untold] ? не знають
        [told] → знають { $day }
        [acknowledged] ○ ознайомились { $day }
        [done] ✓ { $replied ->
            [yes] відповіли
           *[no] ознайомились
        } { $day }
        [released] – не до них
        [ended] × знято
    }{ $asking ->
        [yes] {" "}· просять рішення
       *[no] {""}
    }
notice-table-all = Усі доручення
notice-table-excel = Excel
notice-table-raion = Район
notice-table-state = Стан
notice-table-notice = Доручення
notice-table-show = Показати
notice-table-filter = Знайти в таблиці: громада, людина, стан
notice-table-legend = ▲ прострочили · ? не знають · → знають · ○ ознайомились · ✓ виконали. ☎ – хто дзвонив, ✉ – коли писав бот. Натисніть назву громади, щоб побачити всі її доручення й дзвінки.
notice-table-caption =
    { $count ->
        [one] { $count } посада
        [few] { $count } посади
       *[many] { $count } посад
    }, район за районом
notice-table-phone = Телефон
notice-table-last = Останній контакт
notice-table-call = Зателефонували
notice-table-until = до { $due }
notice-table-remind =
    Нагадати { $count ->
        [one] { $count } громаді
       *[other] { $count } громадам
    }
notice-table-press =
    { $outcome ->
        [told] Знають
        [promised] Обіцяли
       *[no-answer] Не взяли
    }
notice-table-called =
    Записали дзвінок: { $outcome ->
        [told] знають
        [acknowledged] ознайомлено
        [promised] обіцяли відповісти
        [no-answer] не взяли слухавки
       *[wrote] ми написали
    }. Доручень: { $count }.
notice-table-none = За таким фільтром нікого немає. Тут стоять громади, які ще не виконали надіслані доручення.
notice-table-back = До таблиці
notice-table-done = виконали { $done } з { $of }
notice-all-filter = Знайти доручення: слово або номер
notice-all-none = Жодного доручення ще не надіслали.

notice-post-whom = Кому дзвонити
notice-post-no-phone = телефону не залишили
notice-post-office = Приймальня
notice-post-waits = Чекаємо: { $what }.
notice-post-take-back = Скасувати запис
notice-post-outcome = Що сказали
notice-post-agreed = Про що домовилися
notice-post-called = Зателефонували
notice-post-none = Ця посада виконала всі доручення.

notice-remind-title = Нагадати про доручення № { $number }
notice-remind-count =
    { $count ->
        [one] Не виконала { $count } посада
        [few] Не виконали { $count } посади
       *[many] Не виконали { $count } посад
    }
notice-remind-people =
    Бот напише { $count ->
        [one] { $count } людині
       *[other] { $count } людям
    } в Telegram, кожній про те, чого бракує.
notice-remind-mails =
    Поштою підуть { $count ->
        [one] { $count } лист
        [few] { $count } листи
       *[many] { $count } листів
    }.
notice-remind-nobody =
    { $count ->
        [one] { $count } посада
        [few] { $count } посади
       *[many] { $count } посад
    } без людини в боті й без пошти: їм подзвоніть.
notice-remind-names = Кому саме
notice-remind-button =
    Нагадати { $count ->
        [one] { $count } громаді
       *[other] { $count } громадам
    }
notice-remind-none = Усі виконали: нагадувати нікому.

notice-sent-at = надіслано { $at }
notice-call-them = Кому дзвонити
notice-replies = Відповіді
notice-reads = Як це читають адресати
notice-as-page = Сторінкою
notice-buttons = Кнопки під повідомленням:
notice-form =
    { $count ->
        [one] Форма: { $count } поле
        [few] Форма: { $count } поля
       *[many] Форма: { $count } полів
    }
notice-change = Змінити
notice-corrected-now = Пишеться виправлення.
notice-correct-look = Переглянути
notice-correct = Виправити
notice-move = Перенести строк
notice-close = Закрити достроково
notice-withdraw = Відкликати
notice-board = Хто де
notice-board-headings = Громада | Стан | Повідомлено | Ознайомлено | Відповідь
notice-versions =
    { $count ->
        [one] { $count } версія
        [few] { $count } версії
       *[many] { $count } версій
    }
notice-version = Версія { $number }
notice-back = До доручення
notice-look = Перевірити
notice-replies-title = Відповіді на доручення № { $number }
notice-replied = Відповіли { $replied } з { $asked }.
notice-replies-none = Відповідей ще немає. Щойно громада надішле свою, вона стане тут рядком.
notice-silent =
    { $count ->
        [one] Ще не відповіла { $count } посада
        [few] Ще не відповіли { $count } посади
       *[many] Ще не відповіли { $count } посад
    }
notice-chart-more = Ще { $count } – у таблиці.
notice-move-title = Перенести строк доручення № { $number }
notice-move-day = До якого дня
notice-move-help = Наприклад: «5 грудня», «у п’ятницю», «15.12 о 14:00».
notice-move-whom = Кому
notice-move-new = Новий строк
notice-move-working =
    { $days ->
        [one] через { $days } робочий день
        [few] через { $days } робочі дні
       *[many] через { $days } робочих днів
    }
notice-move-count = Строк зміниться, посад
notice-move-owing = З них ще не виконали, їм скажемо
notice-move-none = Строк не зміниться ні в кого: він уже такий.
notice-move-again = Обрати інший день
notice-end-title =
    { $ending ->
        [closed] Закрити
       *[withdrawn] Відкликати
    } доручення № { $number }
notice-end-count = Посад
notice-end-told = Уже прочитали
notice-end-owing = Ще не виконали
notice-end-what =
    { $ending ->
        [closed] Ніхто більше нічого не винен. Тим, хто прочитав і не встиг, скажемо.
       *[withdrawn] Ніхто нічого не винен. Усім, хто прочитав, скажемо, що доручення відкликано.
    }
notice-end-why = Причина
notice-end-why-help = Її прочитають адресати. Можна не писати.
notice-end-button =
    { $ending ->
        [closed] Закрити доручення
       *[withdrawn] Відкликати доручення
    }
notice-ended =
    { $ending ->
        [closed] Доручення закрито.
       *[withdrawn] Доручення відкликано.
    }
notice-correct-letter = Номер і дата листа
notice-correct-on = Писати далі
notice-correct-send = Надіслати виправлення
notice-correct-dropped = Доручення лишилося, як було.
notice-check-changes = Що зміниться
notice-check-acknowledged = Ознайомилися
notice-check-again =
    { $again ->
        [yes] попросимо ще раз
       *[no] ще раз не просимо
    }

own-count =
    { $count ->
        [one] Чекає { $count } доручення
        [few] Чекають { $count } доручення
       *[many] Чекає { $count } доручень
    }.
own-late = Прострочено: { $count }
own-forwarded =
    { $count ->
        [one] Відділ передав вам { $count } випадок
        [few] Відділ передав вам { $count } випадки
       *[many] Відділ передав вам { $count } випадків
    }
own-forwarded-how = Відповісти можна в боті: /notices, «Випадки у громаді».
own-standing = Місце в рейтингу
own-place =
    { $name } громада: { $place ->
        [0] місця не визначено
       *[other] місце { $place } з { $of }
    }
own-posts =
    { $count ->
        [one] Моя посада
       *[other] Мої посади
    }
own-since = від { $at }
own-until = до { $at }
own-post-change = Змінити: наступна людина, заступник чи заступниця, телефон
own-delegate = Доручити на час
own-delegate-how-long = На який час
own-delegate-help = Людина за посиланням бачитиме доручення разом із вами.
own-for-days =
    { $days ->
        [7] на тиждень
        [14] на два тижні
       *[other] на місяць
    }
own-hand-over = Передати посаду
own-hand-over-help = Дамо посилання для наступника чи наступниці. Щойно його приймуть, посада перейде.
own-delegation-end = Припинити доручення
own-delegation-ended = { $name } більше не діє за вас.
own-phone = Телефон для відділу
own-phone-help = Можна кілька, через кому. Його бачать лише працівники відділу. Порожньо – прибрати.
own-phone-save = Зберегти телефон
own-phone-kept = Телефон збережено.
own-phone-gone = Телефон прибрано.
own-events = Події відділу
own-event-goes = ви записані
own-event-open = можна записатися
own-decline = Не до нас
own-decline-send = Передати відділу
own-why = Чому
own-why-help = Відповідь прочитає відділ.
own-no-why = Напишіть причину кількома словами.
own-time = Потрібно більше часу
own-how-long = На скільки
own-time-send = Попросити
own-over = Це доручення вже не чекає рішення. Оновіть сторінку.
own-done =
    { $count ->
        [one] { $count } виконане доручення
        [few] { $count } виконані доручення
       *[many] { $count } виконаних доручень
    }
own-contact = Запитати відділ: відкрийте доручення в боті й натисніть «Є питання» або зателефонуйте на { -hotline }.

fill-days =
    { $late ->
        [yes] { $left ->
            [one] прострочено на { $left } день
            [few] прострочено на { $left } дні
           *[many] прострочено на { $left } днів
        }
       *[no] { $days ->
            [0] сьогодні
            [one] лишився { $left } день
            [few] лишилося { $left } дні
           *[many] лишилося { $left } днів
        }
    }
fill-files =
    { $count ->
        [one] До доручення є { $count } файл: він у боті.
        [few] До доручення є { $count } файли: вони в боті.
       *[many] До доручення є { $count } файлів: вони в боті.
    }
fill-acknowledged = Ознайомлення записано { $at }.
fill-replied = Відповідь надіслано { $at }. Виправте потрібне й надішліть ще раз: чинною буде остання.
fill-filled = Заповнено { $filled } з { $fields }.
fill-sum-of = { $sum } з { $of } («{ $label }»)
fill-save = Зберегти чернетку
fill-saved = Чернетку збережено. Відділ побачить відповідь, коли ви її надішлете.
fill-kept = Збережено { $at }
fill-other = Це саме змінює ще хтось. Натисніть «Зберегти чернетку», щоб побачити обидва варіанти.
fill-over = Це доручення вже не чекає відповіді. Оновіть сторінку.
fill-meanwhile = Поки ви заповнювали, відповідь змінив ще хтось. Перевірте й надішліть ще раз.
fill-sent-meanwhile = Відповідь уже надіслано. Якщо надішлете свою, чинною буде вона.
fill-changed-meanwhile =
    «{ $label }»: інша людина записала { $value }.{ $clash ->
        [yes] {" "}У полі – ваше.
       *[no] {""}
    }
fill-nothing-new = Нового в цій відповіді немає: чинною лишається надіслана.
fill-back = До всього, що чекає від вас
