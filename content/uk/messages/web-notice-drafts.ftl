# Доручення на столі: чернетка, адресати, форма, остання сторінка перед надсиланням.

draft-new = Нове доручення
draft-heading =
    { $correction ->
        [yes] Виправлення доручення № { $number }
       *[no] Чернетка доручення № { $number }
    }
draft-templates = Зі шаблону
draft-templates-none = Шаблонів ще немає. Відкрийте доручення й натисніть «Зберегти як шаблон»: наступне почнеться з нього.
draft-template-about =
    { $posts ->
        [one] { $posts } посада
        [few] { $posts } посади
       *[many] { $posts } посад
    }, { $days ->
        [one] { $days } день
        [few] { $days } дні
       *[many] { $days } днів
    }{ $fields ->
        [0] , без форми
        [one] , форма на { $fields } поле
        [few] , форма на { $fields } поля
       *[many] , форма на { $fields } полів
    }
draft-begin = Почати
draft-begin-with = Почати зі шаблону «{ $name }»
draft-begun = Чернетку створено. Перевірте текст, строк і адресатів.
draft-forget = Видалити шаблон
draft-forget-what = Надіслані за шаблоном доручення лишаться. Повернути шаблон можна, зберігши одне з них знову.
draft-forget-one = Видалити «{ $name }»
draft-template-gone = Шаблон видалено.
draft-template-saved = Збережено шаблон «{ $name }».
draft-as-template = Зберегти як шаблон
draft-copy = Нове за цим зразком
draft-from-words = Із чистого аркуша
draft-text = Що зробити
draft-text-begin = Окремим рядком можна додати «Строк: 5 грудня» та «Лист: 12/345 від 20.11».
draft-text-help = Це нагадування поруч із листом. Нічого службового.
draft-go-on = Далі
draft-list =
    { $count ->
        [0] Чернетки
        [one] { $count } чернетка
        [few] { $count } чернетки
       *[many] { $count } чернеток
    }
draft-list-none = Чернеток немає. Тут стане все, що ви почнете тут або в боті.
draft-to-list = До чернеток
draft-state =
    { $state ->
        [held] піде за хвилину
        [correction] виправлення
        [lacks] бракує строку або адресатів
       *[ready] готово до перевірки
    }
draft-what = Текст і строк
draft-due = Строк
draft-day = День
draft-hour = Година, якщо важлива
draft-tick =
    { $tick ->
        [again] Просити ознайомитися ще раз тих, хто вже ознайомився
        [new] Просити дописати нове тих, хто вже відповів
       *[ack] Просити також ознайомитися
    }
draft-part =
    { $part ->
        [text] Текст
        [letter] Лист
        [due] Строк
        [ack] Ознайомлення
        [again] Ознайомитися ще раз
       *[new] Дописати нове
    }
draft-to = Кому
draft-to-nobody = Ще нікому.
draft-to-choose = Обрати адресатів
draft-to-all = Усім головам громад
draft-posts =
    { $count ->
        [one] { $count } посада
        [few] { $count } посади
       *[many] { $count } посад
    }
draft-files =
    { $count ->
        [0] Лист і файли
        [one] { $count } файл
        [few] { $count } файли
       *[many] { $count } файлів
    }
draft-file = Додати файл
draft-file-help = PDF, Word, Excel, ODT, ODS або зображення. Адресати отримають його в боті. Нічого службового.
draft-file-add = Додати цей файл
draft-file-out = Прибрати всі файли
draft-file-kept = Файл додано.
draft-files-out = Файли прибрано.
draft-no-file = Оберіть файл і натисніть ще раз.
draft-too-many-files = Більше файлів додати не можна: їх до { $most }.
notice-file-of = Файл до доручення № { $number }.
draft-form =
    { $count ->
        [0] Форма відповіді
        [one] Форма відповіді: { $count } поле
        [few] Форма відповіді: { $count } поля
       *[many] Форма відповіді: { $count } полів
    }
draft-form-none = Відповіді не просимо: досить ознайомитися. Додайте поле, і відповідь стане таблицею.
draft-filled = заповниться відповіддю на № { $number }
draft-check = Перевірка: «{ $parts }» не більше, ніж «{ $whole }».
draft-field-new = Нове поле
draft-field-change = Поле «{ $name }»
draft-field-edit = Змінити
draft-field-edit-of = Змінити поле «{ $name }»
draft-field-up = Вище
draft-field-up-of = Поле «{ $name }» – вище
draft-field-down = Нижче
draft-field-down-of = Поле «{ $name }» – нижче
draft-field-drop = Прибрати
draft-field-drop-of = Прибрати поле «{ $name }»
draft-field-label = Назва поля
draft-field-kind = Вид
draft-field-low = Від
draft-field-high = До
draft-field-unit = Міра
draft-field-unit-help = Наприклад: км, га, сіл.
draft-field-options = Варіанти, по одному в рядку
draft-field-columns = Стовпці, по одному в рядку
draft-field-columns-help = Назва й вид у дужках: «від коли (дата)». Без виду – текст.
draft-field-needed = Обов’язкове
draft-field-more = Розділ і пояснення
draft-field-section = Розділ, який починається з цього поля
draft-field-section-help = Заголовок над полем; порожньо – поле в тому самому розділі.
draft-field-help = Пояснення під назвою
draft-field-add = Додати поле
draft-field-save = Зберегти поле
draft-field-leave = Не змінювати
draft-field-known = Поле, яке вже питали
draft-field-known-help = Воно заповниться попередньою відповіддю громади.
draft-field-known-add = Додати ще раз
draft-form-words = Уся форма словами
draft-form-lines = По рядку на поле
draft-form-words-help = Так само, як у боті. Останнім рядком – перевірка: «1 >= 2 + 3».
draft-form-take = Узяти цю форму
draft-form-news = Форму змінено
draft-form-saved = Форму збережено.
draft-other-form = Форму змінив ще хтось. Нижче – теперішня; повторіть свою зміну, якщо вона ще потрібна.
draft-too-many-fields = Більше полів додати не можна: їх до { $most }.
draft-wrong-part =
    { $part ->
        [label] Напишіть назву, до { $most } знаків; вона не починається з «#» чи «?».
        [help] Пояснення задовге: можна до { $most } знаків.
        [section] Назва розділу задовга: можна до { $most } знаків.
        [bounds] Очікуємо числа: «від» не більше за «до». Міра не починається з цифри.
        [options] Очікуємо щонайменше два варіанти, кожен у своєму рядку.
       *[columns] Очікуємо до шести стовпців, кожен у своєму рядку. Вид у дужках: число, гроші, відсоток, так/ні, дата, текст, село.
    }
draft-save = Зберегти
draft-saved = Збережено.
draft-drop =
    { $correction ->
        [yes] Не виправляти
       *[no] Видалити чернетку
    }
draft-drop-title =
    { $correction ->
        [yes] Не виправляти доручення № { $number }
       *[no] Видалити чернетку № { $number }
    }
draft-drop-sure = Так, видалити
draft-dropped = Чернетку № { $number } видалено.
draft-back = Писати далі
draft-over = Цю чернетку вже надсилають або видалено. Оновіть сторінку.
draft-clash = Поки ви писали, це змінив ще хтось. У полях – ваше, тут – їхнє. Перевірте й збережіть ще раз.
draft-news = Хто ще тут – змінилося
draft-no-day = Оберіть день, до якого чекаємо.
draft-no-posts = Оберіть хоча б одну посаду.
draft-key-text = писати текст
draft-known = Що вийде
draft-working = Порахували
draft-due-none = ще не обрано
draft-named = У тексті – { $named }, а строк – { $due }. Перевірте.
draft-replied = Відповіли вже
draft-lacking = { $replied }, з них нового не мають { $lacking }
draft-as-chat = У Telegram
draft-as-mail = Поштою
draft-as-page = На сторінці
draft-no-look = Оберіть строк, і тут стане доручення – таким, як його прочитають.
draft-to-title = Кому доручення № { $number }
draft-to-filter = Знайти громаду
draft-to-done = Зберегти вибір
draft-to-none = Нікого не позначати
draft-to-group = Додати всіх
draft-to-group-of = Додати всіх: { $name }
draft-to-owed =
    { $count ->
        [one] уже винні { $count } доручення
        [few] уже винні { $count } доручення
       *[many] уже винні { $count } доручень
    }
draft-to-more = Списком
draft-to-names = Громади через кому
draft-to-names-help = Наприклад: Коростенська, Овруцька.
draft-to-add = Додати ці громади
draft-to-behind = Хто не виконав іншого доручення
draft-to-add-behind = Додати їх
draft-title =
    { $title ->
        [cdto] Заступники з цифрового розвитку ({ $count })
        [coordinator] Координатори й координаторки сертифікації ({ $count })
        [maternity] Контакти пологових відділень ({ $count })
       *[head] Голови ({ $count })
    }
draft-addressed =
    { $count ->
        [one] Тепер це доручення – для { $count } посади.
       *[other] Тепер це доручення – для { $count } посад.
    }
draft-check-title =
    { $correction ->
        [yes] Перевірте виправлення доручення № { $number }
       *[no] Перевірте доручення № { $number }
    }
draft-of-them = з них:
draft-reach-bot = прочитають у боті
draft-reach-mail = лише поштою
draft-reach-nobody = поки ніхто не прочитає
draft-burdened = уже мають відкриті доручення
draft-asks = Питаємо
draft-with = Додано
draft-leaves = Піде о { $at }. Доти ніхто нічого не прочитає.
draft-stop = Скасувати надсилання
draft-send = Надіслати доручення
draft-ask-second = Передати на перевірку
draft-second-hers = Посад багато: надсилає друга людина відділу. Натисніть «Передати на перевірку», і запит стане в чаті відділу.
draft-second-other = Посад багато: ви – друга пара очей. Прочитайте все й надішліть.
draft-urgent = Не може чекати на другу людину
draft-urgent-why = Чому не може чекати
draft-urgent-help = Причину прочитає весь відділ. Після надсилання доручення перегляне хтось інший.
draft-urgent-send = Надіслати терміново
draft-no-why = Напишіть причину.
