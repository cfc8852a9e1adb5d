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
notices-release-ask = Зняти доручення № { $number } з посади «{ $post }»? Знову покласти його на неї не можна.
notices-button-release-sure = Так, зняти
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
notices-button-notice =
    № { $number }: { $ending ->
       *[none] { $done } з { $addressed }
        [closed] закрито
        [withdrawn] відкликано
    } – { $text }
notices-button-drafts =
    { $count ->
        [one] 📝 { $count } чернетка
        [few] 📝 { $count } чернетки
       *[many] 📝 { $count } чернеток
    }
notices-drafts =
    <b>Чернетки</b>

    Ще не надіслані доручення й виправлення, найновіші перші.
notices-button-draft =
    № { $number }{ $state ->
        [held] {" "}(за хвилину піде)
        [correction] {" "}(виправлення)
       *[draft] {""}
    } { $text }
notices-prompt =
    Напишіть доручення одним повідомленням, до { $most } знаків, або надішліть файл із підписом. Це нагадування поруч із листом, а не замість нього: нічого службового в Telegram.

    Окремим рядком можна додати «Строк: 5 грудня» та «Лист: 12/345 від 20.11».
notices-prompt-text = Надішліть новий текст доручення № { $number }, до { $most } знаків.
notices-line-due = строк
notices-line-letter = лист
notices-until = до | не пізніше
notices-wrong-line = Не зрозуміли строк «{ $words }». Очікуємо день протягом року: { -days-ahead }. Надішліть доручення ще раз.
notices-no-text = Бракує тексту. Напишіть, що зробити; до файлу додайте підпис.
notices-placeholder = Що зробити
notices-too-long = Доручення задовге: можна до { $most } знаків. Напишіть коротше.
notices-which-deadline = Який строк?
notices-button-deadline =
    { $count ->
        [one] { $count } день
        [few] { $count } дні
       *[many] { $count } днів
    }
notices-button-until =
    { $count ->
        [one] { $count } день
        [few] { $count } дні
       *[many] { $count } днів
    }: { $weekday ->
       *[0] пн
        [1] вт
        [2] ср
        [3] чт
        [4] пт
        [5] сб
        [6] нд
    } { $day }
notices-due = { $day }
notices-due-hour = { $day }, { $hour }
notices-due-weekday =
    { $due } ({ $weekday ->
       *[0] понеділок
        [1] вівторок
        [2] середа
        [3] четвер
        [4] п’ятниця
        [5] субота
        [6] неділя
    })
notices-day-off = { $asked } – вихідний. Строк – перший робочий день: { $due }.
notices-to-whom = Кому надіслати?
notices-button-all-heads = Усім головам громад
notices-button-chosen = ✍️ Вибраним громадам
notices-button-behind = Хто не виконав іншого
notices-behind-which = Хто не виконав чого?
notices-prompt-hromadas = Напишіть громади через кому або надішліть таблицю (.xlsx, .xls, .ods, .csv). Це для доручення № { $number }.
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
notices-second-asked = <b>Доручення чекає на другу людину</b>
notices-second = Потрібна друга людина: хай перевірить і надішле. Запит у чаті відділу.
notices-needs-second = Посад багато: надсилає друга людина відділу.
notices-button-call = 📞 Подзвонити
notices-button-more = Далі
notices-preview =
    { $correction ->
        [yes] <b>Виправлення доручення № { $number }</b>
       *[no] <b>Доручення № { $number }: перевірте перед надсиланням</b>
    }
notices-lacks =
    <b>Чернетка доручення № { $number }</b>. { $lacks ->
        [due] Бракує строку.
       *[posts] Бракує адресатів.
    }
notices-held =
    { $correction ->
        [yes] <b>Виправлення доручення № { $number } піде о { $at }</b>
       *[no] <b>Доручення № { $number } піде о { $at }</b>
    }
    Доти його можна зупинити: ніхто ще нічого не прочитав.
notices-draft-due = Строк: до { $due }. Порахували: { $working }.
notices-draft-named = ⚠️ У тексті – { $named }, а строк – { $due }. Перевірте.
notices-draft-raion = { $raion } – { $count }
notices-draft-posts = Посад: { $count } ({ $shares }), з них із людиною в боті: { $reached }. Решта побачить доручення, щойно долучиться.
notices-form =
    { $count ->
        [one] <b>Форма, { $count } поле:</b>
        [few] <b>Форма, { $count } поля:</b>
       *[many] <b>Форма, { $count } полів:</b>
    }
notices-field = { $place }. { $label }. { $hint }
notices-addressees = <b>Кому доручення № { $number }</b>
notices-addressees-raion =
    { $raion ->
       *[other] <b>{ $raion }</b>
        [none] <b>Інші</b>
    }
notices-addressee =
    • { $name }{ $owed ->
        [0] {""}
       *[other] , відкритих доручень: { $owed }
    }
notices-button-look = 👁 Як це читають
notices-button-addressees = 👥 Хто саме
notices-button-text = ✏️ Текст
notices-button-no-files = Без файлів
notices-no-files-ask =
    { $count ->
        [one] Прибрати з доручення № { $number } { $count } файл? Повернути його можна, лише надіславши ще раз.
        [few] Прибрати з доручення № { $number } { $count } файли? Повернути їх можна, лише надіславши ще раз.
       *[many] Прибрати з доручення № { $number } { $count } файлів? Повернути їх можна, лише надіславши ще раз.
    }
notices-button-no-files-sure = Так, прибрати
notices-button-drop = 🗑 Видалити чернетку
notices-button-stop = ✋ Не надсилати
notices-stopped = Зупинили. Ніхто нічого не прочитав.
notices-not-stopped = Уже надіслано. Можна виправити або відкликати.
notices-changed-since = Відтоді щось змінилося. Перегляньте ще раз.
notices-prompt-emergency = Напишіть, чому доручення № { $number } не може чекати на другу людину. Причину побачить увесь відділ.
notices-emergency =
    🚨 <b>Терміново надсилається доручення № { $number }</b>
    Причина: { $reason }

    { $text }
notices-how-read = Показати так, як прочитають адресати. Нікому нічого не піде.
notices-button-read =
    { $way ->
       *[telegram] У Telegram
        [email] Поштою
        [page] На сторінці
    }
notices-read-mail =
    <b>{ $subject }</b>

    { $text }
notices-read-page = Сторінка, яку відкриває лист: <a href="{ $link }">подивитися</a>. На ній нічого не записується.
notices-button-change = ⚙️ Змінити
notices-change = Що зробити з дорученням № { $number }?
notices-button-correct-notice = ✏️ Виправити
notices-button-move = 🗓 Перенести строк
notices-button-close = 🏁 Закрити достроково
notices-button-withdraw = ↩️ Відкликати
notices-button-copy = 📄 Нове за цим зразком
notices-button-send-correction = 📨 Надіслати виправлення
notices-button-again = Просити ще раз
notices-button-not-again = Не просити ще раз
notices-button-drop-correction = 🗑 Не виправляти
notices-drop-correction-ask = Не виправляти доручення № { $number }? Підготовлене виправлення видалимо, повернути його не можна.
notices-button-drop-correction-sure = Так, не виправляти
notices-asks-again =
    { $again ->
        [yes] Хто вже ознайомився, того попросимо ще раз.
       *[no] Хто вже ознайомився, того лише повідомимо.
    }
notices-asks-reply =
    Відповіли вже: { $replied }. Їхні відповіді лишаються{ $asks ->
        [none] , дописувати нічого.
        [yes] ; нового не мають { $lacking }, попросимо їх дописати.
       *[no] ; нового не мають { $lacking }, але дописувати не попросимо.
    }
notices-first-form = Форми досі не було: відповісти попросимо всіх.
notices-button-new = Просити дописати нове
notices-button-no-new = Не просити дописати
notices-changed-title = <b>Що змінилося:</b>
notices-changed-nothing = Поки нічого не змінили.
notices-changed-part =
    { $before ->
        [none] • додано: «{ $after }»
       *[other] • було «{ $before }», { $after ->
            [none] прибрано
           *[other] стало «{ $after }»
        }
    }
notices-changed-text = • текст переписано
notices-changed-letter =
    { $letter ->
        [none] • номер листа прибрано
       *[other] • номер листа: { $letter }
    }
notices-changed-files = • файлів тепер: { $count }
notices-changed-field =
    { $how ->
        [added] • нове поле відповіді: «{ $label }»
        [dropped] • поле відповіді прибрано: «{ $label }»
       *[altered] • поле відповіді змінено: «{ $label }»
    }
notices-changed-form = • поля відповіді переписано, тепер їх { $count }
notices-reply-kept =
    { $count ->
        [0] Вашу відповідь зберегли: відповідати ще раз не треба.
        [one] Вашу відповідь зберегли. { $asked ->
            [yes] Допишіть, будь ласка, { $count } поле, у якому нове запитання.
           *[no] Нового можна не дописувати.
        }
        [few] Вашу відповідь зберегли. { $asked ->
            [yes] Допишіть, будь ласка, { $count } поля, у яких нові запитання.
           *[no] Нового можна не дописувати.
        }
       *[many] Вашу відповідь зберегли. { $asked ->
            [yes] Допишіть, будь ласка, { $count } полів, у яких нові запитання.
           *[no] Нового можна не дописувати.
        }
    }
notices-corrected =
    ✏️ <b>Доручення виправлено.</b> { $again ->
        [yes] Ознайомтеся, будь ласка, з новим текстом.
       *[no] Ознайомлюватися ще раз не треба.
    }
notices-being-corrected =
    { $at ->
        [none] ✏️ Готується виправлення.
       *[other] ✏️ Виправлення піде о { $at }.
    }
notices-new-deadline = До якого дня перенести?
notices-prompt-new-deadline = До якого дня перенести доручення № { $number }? Можна з годиною: «5 грудня о 14:00».
notices-move-whom = Новий строк: { $due }. Порахували: { $working }. Кому перенести?
notices-button-move-all = Усім
notices-button-one-of = Одній громаді
notices-move-one = Кому з них перенести?
notices-move-ask = Перенести доручення № { $number } на { $due }? Строк зміниться в посад: { $count }. Скажемо тим, хто ще не виконав: { $owing }.
notices-button-move-sure = Так, перенести
notices-moved-count = Перенесли, посад: { $count }.
notices-moved = 🗓 Доручення № { $number }, { $post }: новий строк – { $due }. Був { $before }.
notices-end-ask =
    { $ending ->
        [withdrawn] Відкликати доручення № { $number }? Скажемо всім, хто його бачив: { $told }. Більше ніхто нічого не винен, зокрема ті, хто не виконав: { $owing }.
       *[closed] Закрити доручення № { $number } достроково? Скажемо тим, хто не виконав: { $owing }. Їм більше нічого робити не треба.
    } Повернути цього не можна. У списку доручень усе лишиться.
notices-drop-ask = Видалити чернетку № { $number }? Повернути її не можна.
notices-button-end-sure =
    { $ending ->
       *[withdrawn] Так, відкликати
        [closed] Так, закрити
    }
notices-button-drop-sure = Так, видалити
notices-button-why = ✍️ Написати причину
notices-prompt-withdraw = Чому відкликаємо доручення № { $number }? Причину прочитають адресати; доручення відкличемо одразу.
notices-ended =
    { $ending ->
       *[withdrawn] Доручення № { $number } відкликано{ $why ->
            [none] .
           *[other] : { $why }.
        }
        [closed] Доручення № { $number } закрито достроково.
    }
notices-ended-told = ↩️ { $what } Нічого робити не треба.
notices-state-ended = ↩️ <b>{ $what }</b>
notices-button-send = 📨 Надіслати
notices-sent = Піде за хвилину.
notices-sent-before = Це доручення вже надіслано або йому чогось бракує.
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
notices-heads-hours = Зараз неробочий час. Голови отримають це { $at }.
notices-excel-file = доручення-{ $number }.xlsx
