# Доручення посадам.

notices-notice =
    <b>Доручення № { $number }</b>
    Кому: { $post }

    { $text }

    Строк: до { $due }.
notices-button-acknowledge = ✅ Ознайомлений/Ознайомлена
notices-acknowledged = Записали, дякуємо.
notices-not-yours = Це доручення не для вашої посади. Ваші – в /notices.
notices-taken-back = Скасували. Ознайомитися можна знову.
notices-too-late = Скасувати можна протягом години. Напишіть відділу через «Є питання».
notices-letter = Поруч із листом { $letter }: лист лишається головним.
notices-files = Файлів: { $count }.
notices-state-acknowledged = ✅ Ознайомлено { $at }.
notices-state-released = Відділ погодився: це не до вас.
notices-state-declined = Ви написали «не до нас». Чекаємо рішення відділу.
notices-state-wanted = Ви просите строк до { $on }. Чекаємо рішення відділу.
notices-button-question = ❓ Є питання
notices-button-decline = 🚫 Не до нас
notices-button-time = ⏳ Потрібно більше часу
notices-button-files = 📎 Файли: { $count }
notices-button-take-back = ↩️ Скасувати ознайомлення
notices-button-done = ✔️ Виконані: { $count }
notices-reason = Кількома словами
notices-prompt-question = Напишіть запитання про це доручення. Відділ відповість у цьому чаті.
notices-question = Доручення № { $number }, { $post }: { $text }
notices-prompt-decline = Чому це не до вас? Відповідь прочитає відділ.
notices-declined-told = Передали відділу. Про рішення напишемо сюди.
notices-prompt-time = Чому потрібно більше часу? Відповідь прочитає відділ.
notices-how-long = На скільки перенести строк? Рахуємо робочі дні.
notices-button-days =
    { $days ->
        [one] На { $days } робочий день, до { $on }
        [few] На { $days } робочі дні, до { $on }
       *[many] На { $days } робочих днів, до { $on }
    }
notices-wanted = Попросили строк до { $on }. Порахували: { $working }. Про рішення напишемо сюди; доти діє старий строк.
notices-working =
    { $start } + { $days ->
        [one] { $days } робочий день
        [few] { $days } робочі дні
       *[many] { $days } робочих днів
    }{ $off ->
        [0] {""}
        [one] {" "}і { $off } вихідний між ними
        [few] {" "}і { $off } вихідні між ними
       *[many] {" "}і { $off } вихідних між ними
    } = { $end }
notices-declined =
    <b>«Не до нас»: доручення № { $number }</b>
    { $post }: { $why }
notices-button-decide =
    { $decision ->
        [release-yes] ✅ Погодитися
        [release-no] Лишити за ними
        [extend-yes] ✅ Перенести
       *[extend-no] Не переносити
    }
notices-time-asked =
    <b>Просять більше часу: доручення № { $number }, строк { $due }</b>
    { $post }: { $why }
    Порахували: { $working }.
notices-decided = Записали й повідомили громаду.
notices-decision =
    <b>Вирішено: доручення № { $number }</b>
    { $post }: { $why }
    { $verdict }
notices-verdict =
    { $decision ->
        [release-yes] ✅ Погодилися: це не до них.
        [release-no] Лишили за ними, строк { $due }.
        [extend-yes] ✅ Перенесли строк: { $due }.
       *[extend-no] Не перенесли, строк лишається { $due }.
    }
notices-decided-before = Тут уже нема чого вирішувати.
notices-told =
    { $decision ->
        [release-yes] Доручення № { $number }: відділ погодився, що це не до вас. Нічого робити не треба.
        [release-no] Доручення № { $number }: відділ просить таки виконати його до { $due }. Незрозуміло чому – натисніть «Є питання».
        [extend-yes] Доручення № { $number }: новий строк – { $due }. Був { $before }.
       *[extend-no] Доручення № { $number }: строк не перенесли, він лишається { $due }.
    }
notices-heading =
    { $reason ->
        [news] { $count ->
            [one] <b>Для вас { $count } доручення</b>
           *[many] <b>Для вас доручень: { $count }</b>
        }
       *[reminder] <b>Нагадуємо про доручення: { $count }</b>
        [digest] <b>Що від вас чекає ОВА, доручень: { $count }</b>
        [late-for-deputy] <b>Доручення голови, що чекають: { $count }</b>
        [late-for-staff] <b>Прострочено доручень: { $count }</b>
        [urge-untold] <b>Ви могли не побачити доручень: { $count }</b>
        [urge-unacknowledged] <b>Відділ чекає, що ви ознайомитеся. Доручень: { $count }</b>
        [urge-unanswered] <b>Відділ чекає вашої відповіді. Доручень: { $count }</b>
    }
notices-more =
    { $count ->
        [one] І ще { $count }: усі в /notices.
       *[many] І ще { $count }: усі в /notices.
    }
notices-line = • № { $number }, до { $due } ({ $when }): { $text } – { $post }. Чекаємо: { $lacking }.
notices-lacks-ack = ознайомлення
notices-lacks-reply = відповідь
notices-lacks-both = {" "}і{" "}
notices-left =
    { $days ->
        [0] сьогодні
        [one] лишився { $days } день
        [few] лишилося { $days } дні
       *[many] лишилося { $days } днів
    }
notices-late =
    { $days ->
        [one] прострочено на { $days } день
        [few] прострочено на { $days } дні
       *[many] прострочено на { $days } днів
    }
notices-owed =
    <b>Відкритих доручень: { $count }</b>{ $late ->
        [0] {""}
       *[other] , з них прострочено: { $late }
    }

    Найближчий строк перший. Доручення належать посаді: нова людина бачить усе, що лишилося.
notices-nothing-owed =
    <b>Відкритих доручень немає</b>

    Нові надходитимуть у цей чат.
notices-done = <b>Виконані доручення</b>, найновіші перші.
notices-button-obligation = 📌 № { $number } { $text }
notices-list =
    <b>Доручення</b>

    На кнопках: скільки посад виконало.
notices-button-write = ➕ Нове доручення
notices-button-notice = № { $number }: { $done } з { $addressed } – { $text }
notices-prompt = Напишіть доручення одним повідомленням, до { $most } знаків. Це нагадування поруч із листом, а не замість нього: нічого службового в Telegram.
notices-placeholder = Що зробити
notices-too-long = Доручення задовге: можна до { $most } знаків. Напишіть коротше.
notices-which-deadline = Який строк?
notices-button-deadline =
    { $count ->
        [one] { $count } день
        [few] { $count } дні
       *[many] { $count } днів
    }
notices-to-whom = Кому надіслати?
notices-button-all-heads = Усім головам громад
notices-button-chosen = ✍️ Вибраним громадам
notices-button-behind = Хто не виконав іншого
notices-behind-which = Хто не виконав чого?
notices-prompt-hromadas = Напишіть громади через кому (доручення № { $number }).
notices-hromadas = Коростенська, Овруцька
notices-unknown-hromadas = Не знаємо таких громад: { $names }. Напишіть усі ще раз.
notices-button-own-deadline = ✍️ Інший день
notices-prompt-deadline = До якого дня відповісти на доручення № { $number }? Наприклад, «у п’ятницю» або «15.12».
notices-deadline-placeholder = у п’ятницю або 15.12
notices-wrong-day = Очікуємо день протягом року: { -days-ahead }.
notices-prompt-letter = Надішліть номер і дату листа, поруч із яким іде доручення № { $number }.
notices-letter-placeholder = 12/345 від 20.11
notices-prompt-file = Надішліть файл до доручення № { $number }, усього до { $most } файлів. Нічого службового: Telegram для цього не годиться.
notices-file = Файл або фото
notices-no-file = Цього додати не можна: потрібен один файл, усього до { $most } файлів.
notices-button-change-deadline = 🗓 Строк
notices-button-change-addressees = 👥 Кому
notices-button-letter = № листа
notices-button-file = 📎 Додати файл
notices-button-without-ack = Без ознайомлення
notices-button-with-ack = З ознайомленням
notices-no-ack = Ознайомлення окремо не просимо: досить відповіді.
notices-load =
    { $count ->
        [one] { $count } з них уже має відкриті доручення.
       *[many] { $count } з них уже мають відкриті доручення.
    }
notices-load-line = • По { $count }: { $names }{ $more ->
        [0] .
       *[other] {" "}і ще { $more }.
    }
notices-second-asked = <b>Доручення чекає на другу людину</b>
notices-second = Посад понад сто: хай перевірить і надішле друга людина. Запит у чаті відділу.
notices-button-call = 📞 Повідомили телефоном
notices-called-whom = Кому дзвонили?
notices-button-more = Далі
notices-called-what = Чим закінчилося?
notices-button-called-told = Знають про доручення
notices-button-called-acknowledged = Ознайомилися
notices-called-kept = Записали.
notices-called-before = Це вже записано.
notices-preview =
    <b>Перевірте перед надсиланням</b>

    { $text }

    Строк: до { $due }. Посад: { $count }, з них із людиною в боті: { $reached }. Решта побачить доручення, щойно долучиться.
notices-button-send = 📨 Надіслати
notices-sent = Надіслано.
notices-sent-before = Це доручення вже надіслано.
notices-progress =
    <b>Доручення № { $number }</b>
    { $text }

    Строк: до { $due }. Посад: { $addressed }, повідомлено: { $told }, ознайомилися: { $acknowledged }{ $asks ->
        [no] {""}
       *[yes] , відповіли: { $replied }
    }, прострочили: { $late }.
notices-behind = Ще ні: { $names }{ $more ->
        [0] .
       *[other] {" "}і ще { $more }: усі на дошці.
    }
notices-button-calendar = 📅 Строки в календар
notices-event = Доручення № { $number }: { $text }
notices-calendar-file = доручення.ics
notices-nothing-to-plan = Відкритих доручень немає.
notices-button-board = 🗺 Дошка
notices-button-urge = 📣 Нагадати решті: { $count }
notices-urge-ask = Нагадати про доручення № { $number } усім, хто його не виконав? Посад: { $count }. Кожному скажемо, чого бракує.
notices-button-urge-sure = Так, нагадати
notices-urged =
    Нагадуємо людям: { $people }, поштою: { $mails }.{ $nobody ->
        [0] {""}
       *[other] {" "}Посад без людини в боті й без пошти: { $nobody } – їм подзвоніть.
    }
notices-excel-file = доручення-{ $number }.xlsx
