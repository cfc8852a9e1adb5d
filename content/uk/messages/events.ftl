# Події: тренінги, вебінари, виїзди, дні відкритих дверей.

events-kind =
    { $kind ->
        [training] 🎓 Тренінг
        [webinar] 💻 Вебінар
        [visit] 🚗 Виїзд
       *[open-day] 🚪 День відкритих дверей
    }
events-title =
    <b>{ $kind ->
        [training] Тренінг
        [webinar] Вебінар
        [visit] Виїзд
       *[open-day] День відкритих дверей
    }: { $title }</b>
events-when =
    { $day }, { $start }–{ $end }{ $cancelled ->
        [yes] {" "}– скасовано
       *[no] {""}
    }
events-moment = { $at }, { $day }
events-time = 🗓 { $when }
events-times = 🗓 Зустрічі:
events-time-line = – { $when }
events-where = 📍 { $address }
events-link =
    { $online ->
        [yes] 🔗 Посилання на зустріч: { $link }
       *[no] 🗺 Карта: { $link }
    }
events-where-later =
    { $online ->
        [yes] 🔗 Посилання на зустріч надішлемо тим, хто записався.
       *[no] 📍 Адресу побачите, щойно запишетеся.
    }
events-about = { $words }
events-bring = 🎒 Що взяти: { $words }
events-until = Запис – до { $until }.
events-standing-open = Місця є.
events-standing-full = Усі місця зайняті. Станьте в чергу: щойно місце звільниться, бот запропонує його вам.
events-standing-closed = Запис закрито.
events-standing-others = Запис – лише за запрошенням: ця подія для певних посад.
events-standing-over = Подія вже минула.
events-standing-came = ✅ Ви були на цій події.
events-standing-cancelled =
    ❌ Скасовано{ $why ->
        [none] .
       *[other] : { $why }
    }
events-standing =
    { $state ->
        [going] { $deputy ->
            [none] ✅ Вас записано.
           *[other] ✅ Записано: { $deputy }.
        }
        [waiting] ⏳ Ви в черзі. Щойно місце звільниться, бот запропонує його вам.
        [offered] 🎟 Для вас є місце. Тримаємо його до { $until }.
        [lapsed] Місце перейшло до наступної людини.
        [declined] Ви відповіли, що не зможете.
       *[withdrawn] Ви скасували участь.
    }{ $again ->
        [yes] { $state ->
            [lapsed] {" "}Можна записатися знову.
            [declined] {" "}Передумали – запишіться.
            [withdrawn] {" "}Передумали – запишіться знову.
           *[other] {""}
        }
       *[no] {""}
    }

events-button-open =
    { $day ->
        [none] { $title }
       *[other] { $day } { $title }
    }
events-button-mine =
    { $state ->
        [going] ✅ { $label }
        [waiting] ⏳ { $label }
        [offered] 🎟 { $label }
        [came] ☑️ { $label }
       *[cancelled] ❌ { $label }
    }
events-button-go = ✅ Піду
events-button-wait = ⏳ Стати в чергу
events-button-no = Не зможу
events-button-deputy = 👤 Надішлю заступника
events-button-deputy-name = ✍️ Назвати ім’я
events-button-deputy-post = Запросити заступника
events-button-accept = ✅ Так, піду
events-button-cancel = Скасувати участь
events-button-cancel-waiting = Вийти з черги
events-button-calendar = 📅 У календар
events-button-calendar-off = 📅 Прибрати з календаря
events-button-ticket = 🎟 Мій код для входу
events-button-here = 🔢 Я тут: код з екрана
events-button-certificate = 📜 Сертифікат
events-button-certify = ✅ Так, видати
events-button-other-name = ✍️ Інше ім’я
events-button-say = ✍️ Додати слово
events-button-materials = 📎 Матеріали
events-button-look-again = Показати подію
events-button-share = ↗️ Поділитися
events-button-register = 📅 Записатися
events-button-files = 📎 Файли: { $count }
events-button-answer = ✍️ Запитання: { $count }
events-button-pass = Пропустити
events-questions-left =
    ✍️ { $count ->
        [one] Лишилося { $count } запитання
        [few] Лишилося { $count } запитання
       *[many] Лишилося { $count } запитань
    } від організаторів.
events-prompt-answer =
    <b>{ $label }</b>
    { $hint }
events-wrong-answer = Це не схоже на відповідь. { $hint }
events-answered = Дякуємо, відповіді записали.
events-no-files = Файлів до цієї події немає.
events-rating =
    { $rating ->
        [3] 👍 Корисно
        [2] 🤔 Частково
       *[1] 👎 Не корисно
    }

events-list =
    <b>Події</b>
    Можна записатися: { $open }. Ваших: { $mine }.
events-none =
    <b>Події</b>
    Зараз немає подій, на які можна записатися. Щойно з’являться, їх видно тут: /events.
events-gone = Такої події немає: можливо, її прибрали. Усі відкриті події – /events.
events-joined =
    { $result ->
        [going] Записали. До зустрічі.
        [waiting] Місць уже немає: ви в черзі.
        [already] Вас уже записано.
        [not-invited] Ця подія – для інших посад.
       *[closed] Запис закрито.
    }
events-no-hromada = Місця на цій події поділено між громадами. Оберіть свою громаду в налаштуваннях і запишіться ще раз.
events-left = Записали, що ви не зможете.
events-not-left = Тут уже нема чого скасовувати.
events-accepted = Записали. До зустрічі.
events-too-late = Місце вже перейшло до наступної людини.
events-deputy = Кого надішлете? Назвіть ім’я людини: нагадування й код для входу прийдуть вам. Або запросіть заступника чи заступницю з цифрового розвитку: відповідь дасть та людина сама.
events-prompt-deputy = Напишіть ім’я і прізвище людини, яка прийде.
events-wrong-name = Очікуємо ім’я і прізвище одним рядком, наприклад: Олена Коваль.
events-deputy-sent = Запрошення піде заступнику чи заступниці.
events-no-deputy = Бот не знає, хто у вас ця людина. Назвіть її ім’я.
events-not-going = Спершу запишіться на подію.
events-calendar-file = подія.ics
events-calendar = Відкрийте файл – подія стане в календар. Якщо час зміниться, надішлемо новий.
events-ticket =
    🎟 { $title }: <b>{ $name }</b>
    Номер <code>{ $number }</code>. Покажіть код на вході, його відсканують телефоном, або назвіть номер.
events-ticket-forward = Перешліть це повідомлення людині, яка прийде ({ $name }): бот на вході їй не потрібен.
events-ticket-staff = Це код для входу на подію. Покажіть його працівникам відділу: вони відсканують його своїм телефоном.
events-prompt-code = Напишіть шість цифр, які зараз на екрані.
events-wrong-code = Такого коду зараз немає на екрані. Він змінюється щохвилини: напишіть шість цифр, які видно тепер.
events-noted-self =
    { $result ->
        [noted] ✅ Відмітили: ви на події «{ $title }».
        [before] Вас уже відмічено на події «{ $title }».
        [not-going] Спершу запишіться на подію «{ $title }».
       *[not-now] Відмітитися можна за годину до початку події «{ $title }» і протягом години після неї.
    }
events-prompt-word = Що було корисним, чого бракувало? Кількома словами. Прочитає відділ.
events-rated = Дякуємо.
events-rated-more = Дякуємо. Якщо хочете, додайте слово – його прочитає відділ.
events-said = Записали, дякуємо.
events-did-not-come = Це для тих, хто був на події.
events-no-materials = Матеріалів поки немає.
events-certificate-ask =
    У сертифікаті буде ім’я: <b>{ $name }</b>.
    Після видачі його не змінити. Усе правильно?
events-certificate-no-name = Для сертифіката потрібні ім’я і прізвище. Напишіть їх.
events-prompt-name = Напишіть ім’я і прізвище для сертифіката.
events-name-stands = Сертифікат уже видано, ім’я в ньому не змінити.
events-certificate-file = сертифікат.pdf
events-certificate-given = Ваш сертифікат участі. Хто його отримає, перевірить код через /verify.
events-certificate-title = Сертифікат участі
events-certificate-confirms = Підтверджуємо участь
events-certificate-what =
    { $kind ->
        [training] у тренінгу «{ $title }»
        [webinar] у вебінарі «{ $title }»
        [visit] у виїзному занятті «{ $title }»
       *[open-day] у дні відкритих дверей «{ $title }»
    }
events-certificate-when =
    { $days }, { $hours ->
        [one] { $hours } година
        [few] { $hours } години
       *[many] { $hours } годин
    }
events-certificate-number = № { $number }
events-certificate-issued = Видано { $day }
events-certificate-verify = Перевірити: код { $code } у боті @{ $bot }, команда /verify
events-certificate-real =
    ✅ <b>Сертифікат № { $number } справжній</b>
    { $name }
    { $kind ->
        [training] Тренінг
        [webinar] Вебінар
        [visit] Виїзд
       *[open-day] День відкритих дверей
    } «{ $title }», { $days }

events-invitation = 📨 Відділ цифрового розвитку запрошує вас:
events-reminder =
    { $stage ->
        [hour] 🔔 Починаємо о { $at }: <b>{ $title }</b>
       *[day] { $days ->
            [0] 🔔 Сьогодні чекаємо вас: <b>{ $title }</b>
            [1] 🔔 Завтра чекаємо вас: <b>{ $title }</b>
            [one] 🔔 За { $days } день: <b>{ $title }</b>
            [few] 🔔 За { $days } дні: <b>{ $title }</b>
           *[many] 🔔 За { $days } днів: <b>{ $title }</b>
        }
    }
events-moved = ⚠️ <b>Зміни: { $title }</b>
events-moved-calendar = Якщо подія у вашому календарі, натисніть «У календар»: файл оновить її.
events-session-cancelled = ⚠️ <b>Одну зустріч скасовано: { $title }</b>
events-cancelled =
    ❌ <b>Подію скасовано: { $title }</b>{ $why ->
        [none] {""}
       *[other] {" "}
    Причина: { $why }
    }
events-offered =
    🎟 <b>{ $handed ->
        [yes] Вам передають місце
       *[no] Звільнилося місце
    }: { $title }</b>
    Тримаємо його для вас до { $until }. Потім запропонуємо наступній людині.
events-lapsed = Місце на події «{ $title }» перейшло до наступної людини: ми не дочекалися відповіді.
events-materials-told = 📎 З’явилися матеріали події «{ $title }».
events-feedback = Дякуємо, що були на події «{ $title }». Чи було корисно?

# Для працівників відділу

events-staff-list =
    { $count ->
        [0] <b>Події</b>
            Ще жодної. Створіть першу.
       *[other] <b>Події</b>
    }
events-button-new = ➕ Нова подія
events-button-agenda = 📅 Календар
events-button-load = ⚖️ Навантаження громад
events-load =
    <b>Навантаження громад на 90 днів</b>
    Події, на які запрошено громаду, і доручення, які на ній.
events-load-line =
    { $name }: подій { $events } (записалося { $going }), доручень { $notices }{ $late ->
        [0] {""}
       *[other] , прострочено { $late }
    }
events-button-state =
    { $state ->
        [proposed] 💡 { $label }
        [draft] ✏️ { $label }
        [leaving] ⏱ { $label }
        [open] 🟢 { $label }
        [closed] 🔒 { $label }
        [cancelled] ❌ { $label }
        [held] ☑️ { $label }
       *[over] 🏁 { $label }
    }
events-choose-kind = Що готуємо?
events-placeholder = Напишіть тут
events-prompt-title = Як називається подія? Коротко, до 100 знаків: «єМалятко для пологових відділень».
events-prompt-other-title = Напишіть іншу назву.
events-title-too-long = Очікуємо назву, до { $most } знаків.
events-prompt-about = Про що подія і для кого? До 1500 знаків.
events-too-long = Задовгий текст. Очікуємо до { $most } знаків.
events-prompt-bring = Що взяти з собою? Наприклад: ноутбук і Дія.Підпис.
events-prompt-sessions = Коли? Напишіть день і години, наприклад: 5 грудня 10:00–12:00. Кілька зустрічей – кожна з нового рядка.
events-sessions-placeholder = 5 грудня 10:00–12:00
events-wrong-sessions = Не зрозуміли: «{ $line }». Очікуємо день попереду й години від і до, наприклад: 5 грудня 10:00–12:00.
events-prompt-where = Де? Напишіть адресу, а посилання на карту чи відеозустріч – з нового рядка. Їх побачать лише ті, хто записався.
events-wrong-where = Очікуємо адресу, посилання або і те, і те, до { $most } знаків кожне. Посилання починається з https://.
events-not-kept = ⚠️ Не записали: цього вже не змінити.
events-prompt-until = До якого дня записуватися? Наприклад: 3 грудня або 3 грудня о 15:00.
events-until-placeholder = 3 грудня
events-wrong-until = Очікуємо день попереду, наприклад: 3 грудня.
events-prompt-places = Скільки місць? Напишіть «30», або «30, по 2» – тоді від однієї громади чи установи не більше двох, або «без обмежень».
events-places-placeholder = 30, по 2
events-no-limit-words = без обмежень | без обмеження | необмежено | скільки завгодно
events-wrong-places = Очікуємо число, наприклад: 30, або «30, по 2», або «без обмежень».
events-prompt-questions =
    Що спитати в тих, хто записується? Кожне запитання з нового рядка: «Назва: вид». Види: число, так/ні, вибір, дата, текст, село, перелік. Наприклад:
    Скільки вас буде: число 1-5
    Чи потрібен обід: так/ні
    Рівень: вибір початковий, середній
    Щоб прибрати запитання, надішліть «-».
events-wrong-form =
    Не зрозуміли рядка { $number }: «{ $line }».
    Має бути «Назва: вид». Види: число, так/ні, вибір, дата, текст, село, перелік.
events-prompt-file = Надішліть файл до події: програму, лист, схему. Його отримає кожен, хто може прийти. На одну подію – до { $most }.
events-prompt-hromadas = Які громади запросити? Напишіть назви через кому.
events-places =
    { $places ->
        [none] Місць: без обмежень
       *[other] Місць: { $places }
    }{ $quota ->
        [none] {""}
       *[other] , від однієї громади чи установи – до { $quota }
    }
events-guests =
    Запрошено посад: { $posts }{ $posts ->
        [0] {""}
       *[other] , з них є людина в боті: { $reached }
    }{ $anyone ->
        [yes] . Записатися може кожен, хто має посилання.
       *[no] .
    }
events-draft =
    <b>{ $kind ->
        [training] Тренінг
        [webinar] Вебінар
        [visit] Виїзд
       *[open-day] День відкритих дверей
    }: { $title }</b>
    { $state ->
        [proposed] Пропозиція після повторних відмов. Оберіть час і кого запросити, або відмітьте, що виїзд відбувся.
        [leaving] Схвалено.
       *[draft] Готується. Ніхто ще не бачить.
    }
events-page =
    <b>{ $kind ->
        [training] Тренінг
        [webinar] Вебінар
        [visit] Виїзд
       *[open-day] День відкритих дверей
    }: { $title }</b>
    { $state ->
        [open] Запис відкрито.
        [closed] Запис закрито.
        [cancelled] Скасовано.
        [held] Відбулася.
       *[over] Час минув. Відмітьте, що подія відбулася.
    }
events-clash =
    ⚠️ { $day } – { $holiday ->
        [none] вихідний
       *[other] { $holiday }
    }.
events-beside =
    ⚠️ { $day }: { $kind ->
        [event] подія «{ $title }»{ $at ->
            [none] {""}
           *[other] , { $at }
        }
        [notice] строк доручення № { $number }: { $title }
       *[drive] строк сертифікації: { $title }
    }.
events-beside-more = ⚠️ І ще збігів: { $count }.
events-asks = Запитань: { $questions }. Файлів: { $files }.
events-lack =
    { $what ->
        [when] часу попереду
        [until] дня запису, який ще не минув
        [where] місця
       *[whom] кого запросити
    }
events-lacks = Щоб відкрити, бракує: { $lacks }.
events-needs-second = Запрошень багато: відкриває інша людина з відділу.
events-opens-at = Відкриється о { $at }. Доти можна зупинити.
events-whom =
    <b>Для кого подія?</b>
    Запрошено посад: { $posts }. За посиланням: { $anyone ->
        [yes] кожен
       *[no] ніхто
    }.
events-button-anyone = 🔓 Кожен за посиланням
events-button-not-anyone = 🔒 Лише запрошені
events-button-heads = Усі голови громад
events-button-posts =
    { $title ->
        [cdto] Заступники з цифрового
        [coordinator] Координатори навчання
       *[maternity] Пологові відділення
    }
events-button-hromadas = Обрані громади
events-button-nobody = Прибрати всіх
events-button-invited = 👥 Запрошені: { $count }
events-button-leave-out = ✖️ { $name }
events-invited =
    <b>Запрошено посад: { $count }</b>
    Натисніть, кого прибрати.
events-button-done = Готово
events-no-posts = Таких посад ще немає в боті.
events-button-approve = 🚀 Відкрити
events-button-look = 👁 Як побачать люди
events-button-title = Назва
events-button-about = Опис
events-button-when = Час
events-button-where = Місце
events-button-whom = Для кого
events-button-places = Скільки місць
events-button-bring = Що взяти
events-button-until = Запис до
events-button-questions = Запитання
events-button-add-file = 📎 Файл до події
events-button-series = 🔁 Зробити серію
events-series-ask = Скільки подій і як часто? Кожна матиме власні місця, чергу й список. Чернетки можна змінити окремо.
events-button-repeat =
    { $times } × { $days ->
        [7] щотижня
        [14] що два тижні
       *[28] що 4 тижні
    }
events-repeated =
    { $count ->
        [one] Серія: { $count } подія.
        [few] Серія: { $count } події.
       *[many] Серія: { $count } подій.
    }
events-not-repeated = Серії не зробити: подія вже в серії, не має часу або відкрита.
events-button-drop = 🗑 Викинути
events-button-stop = ✋ Зупинити
events-preview-buttons = Кнопки під подією: { $buttons }
events-approved =
    { $result ->
        [held] Відкриється за хвилину. Доти можна зупинити.
        [needs-second] Подію має відкрити інша людина з відділу. Ми попросили в чаті відділу.
        [changed] Подію щойно змінили. Перегляньте ще раз.
        [lacks] Чогось бракує або час уже минув.
       *[not-again] Подію вже схвалено.
    }
events-second-asked = 👀 Перевірте подію: її має відкрити хтось інший, ніж автор чи авторка.
events-stopped = Зупинили. Подію можна змінити.
events-not-stopped = Подія вже відкрилася.
events-counts =
    Записалося: { $going }. Чекаємо відповіді: { $offered }. У черзі: { $waiting }. Не зможуть: { $declined }.
events-share = Посилання: { $link }
events-button-guests = 👥 Список
events-button-screen = 🔢 Код на екран
events-button-screen-again = 🔄 Оновити
events-button-move = Перенести
events-button-close = Закрити запис
events-button-reopen = Відкрити запис
events-button-poster = 🖨 Плакат
events-button-cancel-event = ❌ Скасувати подію
events-button-report = 📈 Підсумок
events-button-excel = 📊 Excel
events-button-add-materials = 📎 Додати матеріали
events-button-held = ☑️ Відбулося
events-button-picture = 🖼 Картинка для звіту
events-gone-staff = Такої події вже немає.
events-which-session = Яку зустріч перенести чи скасувати? Усім, хто записався, напишемо одразу.
events-button-move-to = Перенести { $day }
events-button-skip = ❌ { $day }
events-ask-skip =
    Скасувати зустріч { $when }? Одразу напишемо { $count ->
        [one] { $count } людині.
       *[many] { $count } людям.
    }
events-ask-held =
    «{ $title }» відбулася? Записалося: { $going }, прийшло: { $came }. Після цього подію не змінити.
events-button-held-sure = Так, відбулася
events-button-skip-sure = Так, скасувати
events-skipped = Скасували й повідомили.
events-not-skipped = Останню зустріч не скасувати окремо: скасуйте подію.
events-prompt-move = Новий час? Напишіть день і години, наприклад: 6 грудня 10:00–12:00.
events-moved-staff = ✅ Перенесли. Усі, хто записався, отримають новий час.
events-not-moved = Цю зустріч уже не перенести.
events-prompt-cancel = Чому скасовуємо? Причину прочитають усі, хто записався.
events-cancelled-staff = Скасували. Усі, хто записався, отримають повідомлення.
events-dropped = Подію прибрали: її ніхто не бачив.
events-not-cancelled = Подію вже скасовано або вона відбулася.
events-held = Записали: відбулося.
events-not-held = Не відмітили: подія ще не почалася, її скасовано або вже відмічено.
events-poster-file = плакат.pdf
events-poster = Плакат із кодом: хто його відсканує, побачить подію в боті.
events-prompt-materials = Надішліть файл, відео чи світлину. Ті, хто був на події, отримають повідомлення.
events-no-file = Не вдалося додати. Надішліть файл; на одну подію – до { $most }.
events-scanned =
    { $result ->
        [noted] ✅ <b>{ $name }</b>
            { $title }{ $part ->
                [late] : із запізненням
               *[other] {""}
            }. Відмітили.
        [before] ⚠️ Цей код уже відсканували о { $at }: <b>{ $name }</b>, { $title }.
        [not-now] ⚠️ { $title }: зараз немає зустрічі. <b>{ $name }</b> є в списку.
        [not-going] ⚠️ <b>{ $name }</b> більше немає в списку: { $title }.
       *[unknown] ⛔ Такого коду немає. Його підроблено, або запис видалено.
    }
events-no-guests = На цю подію ще ніхто не записався.
events-guest-list =
    <b>{ $title }</b>
    { $when }
    Записалося: { $going }, відмічено: { $came }.
    Натискайте на ім’я: був / була, із запізненням, частково, не було.
events-button-guest =
    { $part ->
        [whole] ✅ { $name }
        [late] 🕐 { $name }
        [partial] ➗ { $name }
       *[none] ▫️ { $name }
    }
events-button-session =
    { $shown ->
        [yes] ● { $day }
       *[no] { $day }
    }
events-guest-gone = Цієї людини вже немає в списку.
events-screen =
    <b>{ $title }</b>
    Код на цю хвилину:

    <b>{ $code }</b>

    Учасникам: у боті відкрийте /events, цю подію, «Я тут: код з екрана».
events-screen-none =
    <b>{ $title }</b>
    Код видно за годину до початку, під час зустрічі й годину після неї.
events-report =
    <b>{ $title }</b>
    Записалося: { $going }. Було: { $came }.
events-report-line = – { $name }: { $count }
events-report-word = 💬 { $words }
events-report-title = { $title }: було { $came }
events-report-hromadas = Звідки
events-report-ratings = Як оцінили
events-picture = Підсумок: { $title }
events-elsewhere = Громада невідома
events-headings = Ім’я | Громада чи установа | Стан | Коли відповіли
events-headings-after = Оцінка (1–3) | Слово | Сертифікат №
events-registration =
    { $state ->
        [going] прийде
        [waiting] у черзі
        [offered] чекаємо відповіді
        [lapsed] не дочекалися
        [declined] не зможе
       *[withdrawn] скасовано
    }
events-part =
    { $part ->
        [whole] так
        [late] із запізненням
       *[partial] частково
    }
events-sheet = Учасники
events-file = подія-{ $number }.xlsx
events-excel = Хто записався, хто прийшов і як оцінив. Ім’я – особисті дані: не пересилайте без потреби.
events-agenda = <b>Календар на 90 днів</b>
events-agenda-empty = Попереду нічого.
events-agenda-day =
    <b>{ $day }</b>{ $holiday ->
        [none] { $off ->
            [yes] {" "}(вихідний)
           *[no] {""}
        }
       *[other] {" "}({ $holiday })
    }{ $clashes ->
        [yes] {" "}⚠️
       *[no] {""}
    }
events-agenda-line =
    { $kind ->
        [event] – { $at } подія: { $title }
        [broadcast] – { $at } розсилка № { $number }
        [notice] – строк доручення № { $number }: { $title }
       *[drive] – строк сертифікації: { $title }
    }

# Пошта: для посад, за які в Telegram ніхто не відповідає

events-kind-plain =
    { $kind ->
        [training] Тренінг
        [webinar] Вебінар
        [visit] Виїзд
       *[open-day] День відкритих дверей
    }
events-mail-subject =
    { $kind ->
        [invited] Запрошення: { $title }
        [changed] Зміни: { $title }
        [cancelled] Подію скасовано: { $title }
        [offered] Звільнилося місце: { $title }
        [lapsed] Місце перейшло далі: { $title }
        [after] Чи було корисно: { $title }
       *[other] Нагадуємо: { $title }
    }
events-mail-lead =
    { $kind ->
        [invited] Відділ цифрового розвитку Житомирської ОВА запрошує вас.
        [changed] Подію змінили. Нижче – час і місце, які діють тепер.
        [cancelled] Подію скасовано.{ $why ->
            [none] {""}
           *[other] {" "}Причина: { $why }
        }
        [offered] Для вас звільнилося місце. Тримаємо його до { $until }.
        [lapsed] Ми не дочекалися відповіді, і місце перейшло до наступної людини.
        [after] Дякуємо, що були на події. Чи було корисно? Відповісти й узяти сертифікат можна на сторінці.
       *[other] Нагадуємо: чекаємо вас.
    }
events-mail-text =
    { $lead }
    Кому: { $post }

    { $what }: { $title }
    { $when }
    { $where }

    { $about }

    Відповісти, змінити відповідь і взяти файли можна без Telegram, на цій сторінці:
    { $link }

    Посилання лише для вашої посади й лише для цієї події. Не пересилайте його.
events-mail-html =
    <p>{ $lead }<br>Кому: { $post }</p>
    <p><b>{ $what }: { $title }</b></p>
    <p style="white-space:pre-wrap">{ $when }
    { $where }</p>
    <p style="white-space:pre-wrap">{ $about }</p>
    <p><a href="{ $link }">Відповісти</a> (Telegram не потрібен)</p>
    <p>Посилання лише для вашої посади й лише для цієї події. Не пересилайте його.</p>
events-mail-failed = Пошта не дійшла: { $post }, подія «{ $title }». Перевірте адресу або подзвоніть.
