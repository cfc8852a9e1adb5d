# Сторінки подій: список, календар, навантаження, редактор, подія, список на вході, сторінка учасника чи учасниці.

web-events-list = Список
web-events-calendar = Календар
web-events-load = Навантаження
web-events-tab =
    { $tab ->
        [ahead] Попереду: { $count }
        [drafts] Чернетки: { $count }
       *[over] Минулі: { $count }
    }
web-events-none =
    { $tab ->
        [ahead] Тут будуть події, на які можна записатися. Створіть подію й відкрийте її.
        [drafts] Тут будуть події, які готуєте.
       *[over] Тут будуть події, які вже минули.
    }
web-events-new = Нова подія
web-events-begin = Створити чернетку
web-events-back = До всіх подій
web-events-state =
    { $state ->
        [proposed] Пропозиція після відмов
        [draft] Чернетка
        [leaving] Схвалено, зараз відкриється
        [open] Запис відкрито
        [closed] Запис закрито
        [cancelled] Скасовано
        [held] Відбулася
       *[over] Час минув
    }
web-events-taken =
    { $places ->
        [0] записалося { $going }
       *[other] зайнято { $going } з { $places }
    }{ $waiting ->
        [0] {""}
       *[other] , у черзі { $waiting }
    }
web-events-calendar-title = Календар на 90 днів
web-events-day-off = вихідний
web-events-day-clashes = Подія збігається зі строком, іншою подією або вихідним.
web-events-load-title = Навантаження громад на 90 днів
web-events-load-about = Скільки подій і доручень має попереду кожна громада. Найзавантаженіші – вгорі.
web-events-load-headings = Громада | Подій | Які | Записалося | Доручень | Прострочено
web-events-find-hromada = Знайти громаду
web-events-field =
    { $field ->
        [title] Назва
        [kind] Вид
        [sessions] Коли
        [where] Де
        [places] Скільки місць
        [until] Запис до
        [about] Про що
        [bring] Що взяти
        [guests] Для кого
        [hromadas] Обрані громади
        [questions] Запитання до тих, хто записується
        [times] Скільки подій
       *[days] Як часто
    }
web-events-help =
    { $field ->
        [sessions] День і години: 5 грудня 10:00–12:00. Кожна зустріч – з нового рядка.
        [where] Адреса, а посилання на карту чи відеозустріч – з нового рядка. Побачать лише ті, хто записався.
        [places] «30», або «30, 2» – тоді від однієї громади чи установи не більше двох. Порожньо – без обмежень.
        [until] Наприклад: 3 грудня о 15:00. Порожньо – до початку.
        [hromadas] Назви через кому: запросимо голів.
       *[questions] «Назва: вид», кожне з нового рядка. Види: число, так/ні, вибір, дата, текст, село, перелік.
    }
web-events-anyone = Кожен за посиланням
web-events-heads-of = Голови громад району
web-events-invited =
    { $count ->
        [one] Запрошено { $count } посаду – переглянути або прибрати
        [few] Запрошено { $count } посади – переглянути або прибрати
       *[many] Запрошено { $count } посад – переглянути або прибрати
    }
web-events-invited-help = Позначте, кого прибрати, і збережіть.
web-events-nobody = Прибрати всіх
web-events-check = Зберегти й перевірити
web-events-later = Зберегти чернетку
web-events-kept = Зберегли.
web-events-changed = Хтось змінив подію, поки ви писали. Ваші слова лишилися в полях: порівняйте й збережіть ще раз.
web-events-no-title = Назвіть подію, до 100 знаків.
web-events-no-words = Заповніть це поле.
web-events-reads = Як побачать люди
web-events-files = Файли
web-events-file = Файл { $number }
web-events-material = матеріали для тих, хто був
web-events-add-file = Додати файл для тих, хто може прийти
web-events-add-material = Додати матеріали для тих, хто був
web-events-files-help = PDF, світлина, Word або Excel, до 10 МБ.
web-events-upload = Додати файл
web-events-drop-file = Прибрати
web-events-file-taken = Файл додали.
web-events-file-dropped = Файл прибрали.
web-events-no-file = Файл не додали: оберіть файл; на одну подію – до 10.
events-file-of = 📎 Файл до події «{ $title }».
web-events-series = Серія
web-events-apart =
    { $days ->
        [7] щотижня
        [14] що два тижні
       *[28] що чотири тижні
    }
web-events-make-series = Зробити серію
web-events-of-series =
    { $count ->
        [one] Серія: { $count } подія
        [few] Серія: { $count } події
       *[many] Серія: { $count } подій
    }
web-events-open-series =
    { $count ->
        [one] Відкрити { $count } подію серії
        [few] Відкрити { $count } події серії
       *[many] Відкрити { $count } подій серії
    }
web-events-open =
    { $count ->
        [0] Відкрити для всіх за посиланням
        [one] Відкрити й запросити { $count } посаду
        [few] Відкрити й запросити { $count } посади
       *[many] Відкрити й запросити { $count } посад
    }
web-events-edit = Змінити
web-events-stop = Зупинити
web-events-door = Список на вході
web-events-poster = Плакат
web-events-turn =
    { $closed ->
        [yes] Відкрити запис
       *[no] Закрити запис
    }
web-events-closed = Запис закрито.
web-events-reopened = Запис знову відкрито.
web-events-when = Коли й де
web-events-move = перенести
web-events-skip = скасувати зустріч
web-events-where = Змінити місце
web-events-cancel = Скасувати подію
web-events-drop = Викинути чернетку
web-events-held = Відмітити, що відбулася
web-events-asked = Питаємо: { $questions }
web-events-set-places = Змінити кількість місць
web-events-unsent = Запрошення поштою не дійшло. Подзвоніть: { $posts }.
web-events-report = Підсумок
web-events-came = Записалося: { $going }. Було: { $came }.
web-events-picture = Картинка для звіту
web-events-picture-file = подія-{ $number }.png
web-events-people = Учасники й черга
web-events-find-person = Знайти людину
web-events-guest-headings = Хто | Громада чи установа | Стан
web-events-count =
    { $state ->
        [going] Прийдуть
        [offered] Чекаємо відповіді
        [waiting] У черзі
        [declined] Не зможуть
        [withdrawn] Скасували
       *[lapsed] Не дочекалися
    }
web-events-deputy = { $name } (заступає)
web-events-by-mail = поштою
web-events-via =
    { $via ->
        [ticket] код
        [code] код з екрана
       *[list] список
    }
web-events-ask =
    { $act ->
        [move] Перенести зустріч
        [skip] Скасувати зустріч
        [where] Змінити місце
        [cancel] Скасувати подію
        [held] Відмітити, що відбулася
       *[drop] Викинути чернетку
    }
web-events-ask-numbers =
    { $act ->
        [held] Записалося: { $going }, прийшло: { $came }. Після цього подію не змінити.
        [drop] Її ніхто не бачив. Повернути не можна.
       *[other] { $told ->
            [0] Ще ніхто не записався: писати нікому.
            [one] Одразу напишемо { $told } людині, яка записалася чи чекає.
           *[many] Одразу напишемо { $told } людям, які записалися чи чекають.
        }
    }
web-events-ask-field =
    { $act ->
        [move] Новий день і години, наприклад: 6 грудня 10:00–12:00
        [where] Адреса й посилання з нового рядка
       *[cancel] Чому скасовуємо? Причину прочитають усі, хто записався
    }
web-events-ask-button =
    { $act ->
        [move] Перенести
        [skip] Скасувати зустріч
        [where] Змінити місце
        [cancel] Скасувати подію
        [held] Так, відбулася
       *[drop] Викинути
    }
web-events-ask-back = Не міняти
web-events-door-title = На вході: { $title }
web-events-door-how = Позначте й збережіть. Якщо зв’язок зник, позначки лишаються на сторінці: збережіть їх, коли він повернеться.
web-events-part =
    { $part ->
        [whole] Є
        [late] Із запізненням
        [partial] Частково
       *[none] Немає
    }
web-events-keep = Зберегти позначки
web-events-noted =
    { $count ->
        [0] Нічого не змінилося.
       *[other] Змінили позначок: { $count }.
    }
web-events-clashes = Цих людей тим часом відмітили інакше, і це лишилося: { $names }. Перегляньте й позначте ще раз, якщо треба.
web-events-ticket = Номер квитка
web-events-ticket-help = Вісім знаків під кодом, якщо телефона немає.
web-events-note = Відмітити
web-events-scanned =
    { $result ->
        [noted] { $name }: відмітили.
        [before] { $name }: уже відмічено о { $at }.
        [not-now] { $name }: зараз немає зустрічі.
        [not-going] { $name }: більше немає в списку.
       *[unknown] Такого номера на цій події немає.
    }
web-events-screen = Код на екран
web-events-screen-how = Змінюється щохвилини. Учасники пишуть його боту: /events, ця подія, «Я тут: код з екрана».
web-events-to-event = До події
web-events-own-open = Можна записатися: { $count }
web-events-own-mine = Ваші події: { $count }
web-events-own-none = Зараз немає подій, на які можна записатися.
web-events-open-link = Відкрити посилання
web-events-your-ticket = Ваш квиток
web-events-code-alt = Код для входу, номер { $number }
web-events-show-ticket = Покажіть код на вході або назвіть номер { $number }. Можна роздрукувати цю сторінку.
web-events-online = Посилання на зустріч – вище. Щоб підтвердити участь, напишіть боту код, який буде на екрані.
web-events-who = Ім’я і прізвище людини, яка прийде
web-events-who-help = Воно буде в списку й у сертифікаті.
web-events-questions = Запитання організаторів
web-events-send-answers = Зберегти відповіді
web-events-other-person = Надіслати іншу людину
web-events-send-person = Прийде ця людина
web-events-after = Після події
web-events-was-useful = Чи було корисно?
web-events-word = Слово для організаторів (необов’язково)
web-events-rate = Надіслати оцінку
web-events-certified = Ім’я в сертифікаті
web-events-certified-help = Після видачі його не змінити.
web-events-take-certificate = Взяти сертифікат
web-events-certificate = Сертифікат участі
web-events-foot = Цю сторінку бачить лише той, хто має посилання з листа. Відділ цифрового розвитку Житомирської ОВА.
