# Сторінки «Відповіді»: редактор, звірки, пропущене, готові відповіді, навчання пошуку.

edits-tabs = Сторінки відповідей
edits-tab =
    { $tab ->
        [answers] Відповіді
        [missed] Пропущене
        [lessons] Чого навчився бот
        [laws] Картки й закони
        [ready] Готові відповіді
        [learning] Навчання пошуку
       *[week] Підсумок тижня
    }
edits-words = Слово чи джерело
edits-theme = Тема
edits-all = усі
edits-order-label = Порядок
edits-order =
    { $order ->
        [menu] як у меню
        [asked] найчастіші спершу
        [helped] найменш корисні спершу
       *[due] за строком перегляду
    }
edits-column =
    { $name ->
        [title] Відповідь
        [state] Стан
        [given] Давали за 30 днів
       *[helped] Допомогло
    }
edits-state =
    { $state ->
        [draft] чернетка
        [asked] чекає на колегу
        [broken] не читається
        [moved] файл змінився
        [late] строк минув
        [soon] строк спливає
        [unchecked] ніхто не звірив
       *[desk] змінено на сторінці
    }
edits-stands =
    { $state ->
        [draft] чернетка: { $name }
        [asked] чекає на колегу: { $name }
        [broken] опубліковане не читається
        [moved] файл під правкою змінився
        [late] строк минув { $date }
        [soon] діє до { $date }
       *[fine] діє до { $date }
    }
edits-count =
    { $state ->
        [draft] ✎ Чернетки
        [asked] ? Чекають на колегу
        [late] ▲ Строк минув
        [moved] ▲ Файл змінився
       *[broken] ▲ Не читаються
    }: { $count }
edits-button-show = Показати
edits-button-new = Нова відповідь
edits-caption =
    { $count ->
        [one] { $count } відповідь
        [few] { $count } відповіді
       *[many] { $count } відповідей
    }
edits-of =
    { $count ->
        [one] з { $count } оцінки
       *[other] з { $count } оцінок
    }
edits-none = За таким фільтром відповідей немає. Тут стоять усі відповіді бота: скільки їх давали, чи допомогли й коли переглянути.

edits-new = Нова відповідь
edits-new-help = Спершу перевірте, чи такої ще немає: натисніть «Спробувати» в будь-якій відповіді. Поки нову не опубліковано, її бачать лише працівники.
edits-id = Адреса відповіді
edits-id-help = Малими латинськими літерами з дефісами: diia-start. Потім її не змінити: на неї ведуть посилання й плакати.
edits-id-taken = Така адреса вже є. Оберіть іншу.
edits-theme-wrong = Оберіть тему зі списку.
edits-title-help = До { $most } знаків: це кнопка в меню бота.
edits-title-long = Назва має { $length } знаків, а треба від 1 до { $most }.
edits-button-begin = Почати чернетку
edits-begun = Почали чернетку. Заповніть текст, джерела й приклади запитань.

edits-back = До відповідей
edits-field =
    { $name ->
        [title] Назва
        [body] Текст
        [sources] Джерела
        [questions] Приклади запитань
        [keywords] Ключові слова
        [related] Що питають далі
       *[checked] Звірено
    }
edits-body-help = 300–900 знаків. Можна: абзаци, **жирний**, *курсив*, [слова](https://…), списки з «- » або «1. ». Перше речення відповідає на запитання.
edits-sources-help = Кожне з нового рядка: назва | https://адреса
edits-source-wrong = Рядок «{ $line }» – не джерело. Напишіть назву, риску | і адресу, що починається з https://
edits-questions-help = Кожне з нового рядка, щонайменше п’ять. Це обіцянка: кожне має знаходити саме цю відповідь.
edits-keywords-help = Слова, за якими її мають знаходити, кожне з нового рядка.
edits-related-help = Назви інших відповідей, кожна з нового рядка.
edits-related-wrong = Відповіді «{ $line }» немає. Напишіть назву так, як вона стоїть у списку.
edits-more-fields = Ключові слова й що питають далі
edits-field-long = Тут понад { $most } знаків. Скоротіть.
edits-tick-checked = Джерела відкрито сьогодні, і вони кажуть саме це
edits-button-check = Зберегти й перевірити
edits-button-save = Зберегти чернетку
edits-button-look = Перевірити чернетку
edits-button-drop = Відкинути чернетку
edits-button-history = Історія
edits-button-page = Сторінка для людей
edits-button-on = До редактора
edits-keys = текст, спробувати запитання
edits-saved = Зберегли чернетку. Люди читають попередній текст, доки її не опублікують.
edits-same = Нічого не змінено.
edits-changed =
    Поки ви писали, чернетку змінили{ $name ->
        [none] {""}
       *[other] {" "}({ $name })
    }. Ваші слова лишилися в полях. Скопіюйте їх, відкрийте сторінку знову й додайте.
edits-dropped = Чернетку відкинули. Люди читають те саме, що й раніше.
edits-no-draft = Чернетки вже немає: її опублікували або відкинули.
edits-draft-of = Чернетка: { $name }, { $at }.
edits-unsaved = У полях те, що ви набрали й не зберегли ({ $at }). Його бачите лише ви.
edits-button-unkeep = Прибрати незбережене
edits-unkept = Незбережене прибрано: у полях знову те, що збережено.
edits-asked-at = Колег попросили глянути { $at }.
edits-broken = Опублікований текст прочитати не вдалося, тож люди читають текст із файлу:
edits-moved = Файл під цією правкою змінився
edits-moved-look = Порівняти й вирішити
edits-moved-help = Люди читають текст, опублікований на сторінці. Нижче – чим від нього відрізняється файл з оновлення бота. Вирішіть, котрий лишити.

edits-stands-title = Як стоїть
edits-fact =
    { $name ->
        [checked] Звірено
        [given] Давали за 30 днів
       *[helped] Оцінки
    }
edits-helped = допомогло { $yes }, не допомогло { $no }
edits-checked-line =
    { $date }, { $by ->
        [none] за збереженими копіями
       *[other] { $by }
    }; переглянути до { $until }
edits-button-checked = Звірено сьогодні
edits-button-unchecked = Забрати звірку
edits-checked-help = Натискайте, лише коли самі відкрили кожне джерело: під відповіддю люди прочитають ваше ім’я й день.
edits-checked = Записали звірку. Відповідь діє до { $until }.
edits-unchecked = Звірку забрали.
edits-not-unchecked = Забрати можна лише свою звірку, і лише раз.
edits-checks = Звірок на сторінці: { $count }
edits-check-taken-back = забрано
edits-shown = Як це прочитають
edits-in-chat = У чаті
edits-on-page = На сторінці
edits-length =
    { $length ->
        [one] { $length } знак
        [few] { $length } знаки
       *[many] { $length } знаків
    }

edits-try = Спробувати запитання
edits-try-label = Запитання словами людини
edits-try-help =
    { $draft ->
        [yes] Покажемо, що пошук знаходить зараз і що знайде після публікації чернетки.
       *[no] Покажемо, що пошук знаходить зараз. Збережіть чернетку – порівняємо й з нею.
    }
edits-button-try = Спробувати
edits-try-side =
    { $side ->
        [now] Зараз
       *[then] Після зміни
    }
edits-try-decision =
    { $decision ->
        [answer] відповість одразу
        [suggest] запропонує на вибір
       *[unknown] не відповість
    }
edits-try-column =
    { $name ->
        [answer] Що знайдено
        [chance] Певність
        [letters] За літерами
        [words] За словами
       *[likest] Найближчі запитання
    }
edits-sign =
    { $sign ->
        [letters] літери
        [letters-before-next] літери проти наступної
        [cover] спільні слова
        [cover-before-next] спільні слова проти наступної
        [central] головні слова
        [central-before-next] головні слова проти наступної
        [best-by-both] перша за обома
        [not-ours] не наша тема
        [length] довжина
       *[spelt] написання
    }
edits-topic = не наша тема ({ $id })
edits-tipped = Переважило: { $signs }.
edits-version = Версія змін: { $version }; з нею кожен процес бота вирішує однаково.

edits-phrasings = Як про це питають
edits-phrasings-count = У файлах: { $files }. Додано тут або навчено в чаті: { $desk }.
edits-phrasings-label = Додати, як питають
edits-phrasings-help = Кожне з нового рядка, так, як пишуть люди. Діє одразу, якщо жодна інша відповідь не втратить свого прикладу.
edits-button-phrasings = Додати
edits-phrasings-added =
    { $count ->
        [0] Ці слова пошук уже знав.
        [one] Додали { $count } формулювання, пошук його вже знає.
       *[other] Додали { $count } формулювань, пошук їх уже знає.
    }
edits-phrasings-new = Спершу опублікуйте відповідь.
edits-button-take-back = Забрати
edits-failing = Приклад «{ $question }» відповіді «{ $answer }» знаходив би: { $found }.
edits-too-heavy = Перевірка тривала задовго, і її зупинили. Спробуйте ще раз за хвилину.

edits-check-title = Перед публікацією: { $title }
edits-changes = Що зміниться
edits-gone = Зникне:
edits-come = З’явиться:
edits-no-changes = Слова ті самі.
edits-examined = Перевірка
edits-fine = Помилок немає, усі приклади знаходять свої відповіді.
edits-not-fine = Публікувати не можна. Помилок: { $mistakes }. Прикладів, що загубили б свою відповідь: { $failing }.
edits-needs-another = Цю чернетку написали ви, тож публікує її інша людина з відділу.
edits-button-ask = Попросити колегу
edits-asked-said = Попросили в чаті відділу.
edits-asked = ✎ { $name } просить перевірити й опублікувати відповідь «{ $title }»: сторінка «Відповіді» → «Чекає на колегу».
edits-button-publish = Опублікувати
edits-published = Опублікували. Усі процеси бота читають новий текст за кілька секунд.
edits-publish-changed = Чернетка вже інша, ніж ви бачили. Перегляньте її ще раз.
edits-publish-another = Хто написав, сам не публікує: це робить інша людина з відділу.
edits-publish-broken = Не опублікували: перевірка знайшла помилки.

edits-history-title = Історія: { $title }
edits-no-history = На сторінці цю відповідь ще не змінювали: люди читають текст із файлу.
edits-in-use = зараз
edits-file = текст із файлу
edits-who =
    { $other ->
        [none] { $name }
       *[other] Текст: { $name }. Публікація: { $other }
    }
edits-absorbed = бот: файл каже вже те саме
edits-button-put-back = Повернути
edits-button-file = Повернути текст із файлу
edits-button-ours = Лишити опублікований
edits-put-back = Повернули. Люди читають цей текст за кілька секунд.
edits-not-put-back = Не повернули: { $why }

laws-title = Картки й закони
laws-summary = Норм, на яких картка вже не стоїть: { $late }. Спливають за 30 днів: { $soon }. Ніхто не відкривав самого акта: { $unchecked }.
laws-help = Відкрили сам акт і він каже саме це – натисніть «Звірено сьогодні»: картка назве ваше ім’я й день і діятиме ще 90 днів. Тексти норм міняють у файлах.
laws-norms = Норми, найближчий строк перший
laws-filter = Знайти норму
laws-column =
    { $name ->
        [norm] Норма
        [until] Діє на картці до
        [checked] Хто й коли звірив
        [used] Карток
       *[check] Звірка
    }
laws-nobody = ніхто, за копіями
laws-button-checked = Звірено сьогодні
laws-checked = Записали: «{ $title }» звірено, діє до { $until }.
laws-matrix = Що де діє сьогодні
laws-document = Документ
laws-verdict =
    { $verdict ->
        [must-accept] приймають
        [after-check] після перевірки
        [required] треба оригінал
        [act] є акт
        [another] інший документ
       *[unknown] невідомо
    }
laws-soon = спливає за 30 днів
laws-late = норму не звірено вчасно
laws-back = До карток і законів
laws-open = Відкрити акт
laws-fact =
    { $name ->
        [from] Чинний з
        [until] Чинний до
        [checked] Звірено
       *[review] Переглянути до
    }
laws-for-ever = безстроково
laws-files = Текст норми й клітинки таблиці міняють у файлах laws.yaml і cards.yaml.
laws-cells = Карток на цій нормі: { $count }
laws-checks = Хто звіряв
laws-in-file =
    У файлі: { $date }, { $by ->
        [none] за збереженими копіями
       *[other] { $by }
    }

missed-title = Пропущене
missed-help = Запитання за 60 днів, на які не було відповіді, жодна підказка не підійшла або відповідь не допомогла. Схожі зібрано разом.
missed-count = Тем: { $count }, запитань: { $total }.
missed-people =
    { $count ->
        [0] нікому писати
        [one] можна відповісти { $count } людині
       *[other] можна відповісти { $count } людям
    }
missed-cluster =
    { $count ->
        [one] { $count } схоже запитання
        [few] { $count } схожі запитання
       *[many] { $count } схожих запитань
    }
missed-button-new = Нова відповідь
missed-back = До пропущеного
missed-likely = Найближчі відповіді
missed-likely-help =
    { $people ->
        [0] Натисніть ту, що підходить: бот знаходитиме її за цими словами.
       *[other] Натисніть ту, що підходить: її отримають ті, хто питав, а бот знаходитиме її за цими словами.
    }
missed-button-teach =
    { $people ->
        [0] Навчити
       *[other] Надіслати й навчити
    }
missed-button-only-teach = Лише навчити
missed-button-only-send = Лише надіслати
missed-other = Інша відповідь
missed-answer = Відповідь
missed-no-answer = Оберіть відповідь.
missed-not-taught = Не навчили й не надіслали:
missed-taught = «{ $title }»: нових формулювань { $added }, надсилаємо людям: { $sent }.
missed-wordings = Як питали
missed-lessons = Чого навчився бот
missed-lessons-help = Так люди питали, а відділ дав їм готову відповідь. Навчіть цьому бота або заберіть хибне.
missed-group =
    { $name ->
        [candidate] Чекають на рішення
        [in-use] У пошуку
       *[taken-back] Забрано
    }: { $count }
missed-group-none =
    { $name ->
        [candidate] Нічого не чекає. Кандидати з’являються, коли відділ надсилає людині одну з відповідей бота.
        [in-use] Бот ще нічого не навчився.
       *[taken-back] Нічого не забирали.
    }
missed-button-take-in = Навчити
missed-button-take-back =
    { $name ->
        [candidate] Не вчити
       *[in-use] Забрати
    }
missed-week-before = Попередній тиждень
missed-week-after = Наступний тиждень
missed-figure =
    { $name ->
        [asked] Запитань
        [answered] Відповіли одразу
        [suggested] Підказали на вибір
        [unknown] Не знали
        [outside] Не наша тема або вітання
        [helpful] Допомогло
        [not-helpful] Не допомогло
        [learnt] Нових формулювань у пошуку
       *[missing] Тем досі без відповіді
    }
missed-drift = Частка «не знаю» за темами
missed-now = Цього тижня
missed-before = За чотири тижні до того
missed-themes = Запитань за темами
missed-asked = Запитань

ready-title = Готові відповіді
ready-help = Слова, які відділ надсилає знову й знову. У чаті досить написати її назву з рискою, на сторінці звернення вона стоїть поруч із полем.
ready-none-page = Готових відповідей ще немає. Додайте першу нижче.
ready-new = Додати або замінити
ready-name = Назва
ready-name-help = Одне слово, від 2 до 20 знаків. Наявну з такою назвою буде замінено.
ready-text = Слова
ready-text-help = Поля у фігурних дужках бот заповнить сам: { $fields }
ready-wrong-text = Слова мають { $length } знаків, а треба від 1 до { $most }.
ready-button-save = Зберегти
ready-button-change = Змінити /{ $name }
ready-button-remove = Прибрати
ready-back = До готових відповідей
ready-marked = У цій відповіді є виділення чи посилання з чату. Якщо зберегти її тут, лишаться самі слова.
ready-kept-page = Зберегли /{ $name }.
ready-removed-page = Прибрали /{ $name }.

learning-title = Навчання пошуку
learning-help = Нова відповідь чи формулювання діє одразу, за спільними словами. Навчання додає їх до всього, що знає пошук: до двох хвилин, бот тим часом відповідає далі.
learning-current = Пошук вивчив усе, що написано.
learning-old = Є слова, яких пошук ще не вивчив.
learning-state-title = Стан навчання
learning-state =
    { $state ->
        [running] Навчається: { $percent } %. Почато { $at }, { $name }.
        [dead] Навчання, почате { $at }, обірвалося. Почніть знову.
        [failed] { $failing ->
            [0] Навчання, почате { $at }, не вдалося. Пошук працює, як і раніше.
           *[other] Навчене { $at } не взято: прикладів, що загубили б свою відповідь, – { $failing }. Пошук працює, як і раніше.
        }
        [taken-back] Навчене { $at } забрали.
       *[done] Навчено { $at }, { $name }.
    }
learning-changed = Стан навчання змінився.
learning-button = Навчити пошук
learning-button-take-back = Повернути попереднє
learning-begun = Навчання почалося. Сторінка сама покаже, скільки зроблено.
learning-runs = Навчання вже триває.
learning-missing = На цьому сервері немає scikit-learn, тож навчити тут не можна. Поставте його в оточення бота: pip install scikit-learn (версія – в requirements-dev.lock). Або на комп’ютері розробника: bot.py content export, bot.py learn, і оновіть на сервері файл content/uk/model/search.bin. Доти нові слова бот знаходить за спільними словами.
learning-taken-back = Повернули те, що пошук знав раніше.
learning-not-taken-back = Це вже забрали.
learning-repository = Коли на сервер приходить новіший search.bin, діє він, доки тут не навчать знову.
