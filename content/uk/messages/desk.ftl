# Сторінки поруч із чатом: рамка, двері, «Сьогодні».

desk-name = Стіл відділу
desk-name-own = Сторінка посади
desk-rail-label = Розділи
desk-rail =
    { $name ->
        [today] Сьогодні
        [inbox] Звернення
        [notices] Доручення
        [broadcasts] Розсилки
        [answers] Відповіді
        [hromadas] Громади
        [certification] Сертифікація
        [rating] Рейтинг
        [events] Події
        [figures] Показники
        [people] Люди й права
       *[own] Моя посада
    }
desk-waits = чекає
desk-skip = До змісту сторінки
desk-find = Знайти: слово, № справи, громада
desk-button-find = Знайти
desk-button-leave = Вийти
desk-button-close = Закрити
desk-to-desk = До столу
desk-found = Знайдено:
desk-pages = Сторінки списку
desk-previous = Попередня
desk-next = Наступна
desk-page = сторінка { $at } з { $pages }
desk-errors =
    { $count ->
        [one] Виправте { $count } поле
        [few] Виправте { $count } поля
       *[many] Виправте { $count } полів
    }
desk-when =
    { $how ->
        [today] сьогодні
        [yesterday] вчора
        [tomorrow] завтра
       *[other] { $day }
    }{ $time ->
        [none] {""}
       *[other] {" "}о { $time }
    }

desk-file-sent = Файл надіслано вам у чат із ботом.
desk-file-not-sent = Файл не надійшов у чат. Відкрийте стіл у браузері й завантажте його там.

desk-keys = Клавіші
desk-key-find = шукати
desk-key-rows = наступне, попереднє
desk-key-open = відкрити
desk-key-send = надіслати те, що пишете
desk-key-back = назад

desk-today = Сьогодні
desk-mine = Мої: { $count }
desk-mine-none = У вас немає відкритих звернень. Нове видно нижче, у «Нічиїх».
desk-nobodys = Нічиї: { $count }
desk-nobodys-none = Усе розібрано: нічиїх звернень немає.
desk-all-of = Показати всі: { $count }
desk-question = Запитання № { $number }
desk-since = чекає від: { $since }
desk-waits-title = Що чекає на відділ
desk-day-title = Події й розсилки сьогодні
desk-day-none = Подій сьогодні немає, розсилок, які ще мають вийти, теж.
desk-day-calendar = Календар на 90 днів
desk-late-title = Строки доручень
desk-late-none = Сьогодні строків немає, прострочених доручень теж.
desk-failed-title = Що не вийшло
desk-failed-line = { $name }: { $since }, код { $reference }

desk-own = Що чекає від вас
desk-own-none = Доручень без відповіді немає. Про нове бот напише в Telegram.
desk-own-late = { $due }, прострочено

desk-not-there = Такої сторінки немає
desk-not-there-why = Адресу змінено, або цього вже немає. Перейдіть до столу й знайдіть потрібне там.
desk-not-yours = Ця сторінка не для вашої ролі
desk-not-yours-why = Якщо вона потрібна для роботи, попросіть адміністраторку чи адміністратора змінити роль.
desk-foreign = Дію не виконано
desk-foreign-why = Її надіслала не наша сторінка. Відкрийте стіл з бота й повторіть дію тут.
desk-not-read = Не вдалося прочитати надіслане
desk-not-read-why = Поверніться на попередню сторінку й надішліть ще раз.
desk-too-large = Завелике
desk-too-large-why = Разом файли можуть мати до 32 МБ. Надішліть менше або частинами.
desk-failed = Не вийшло
desk-failed-why = Стався збій, і ми його записали. Поверніться й спробуйте ще раз за хвилину.

doors-closed-title = Увійдіть через бота
doors-closed-why = Відкрийте бота в Telegram, надішліть /staff (для посади – /notices) і натисніть «Відкрити стіл» або «Відкрити в браузері».
doors-nobody = Тут для вас нічого немає
doors-nobody-why = Стіл відкрито для працівниць і працівників відділу та людей на посадах. Якщо ви серед них, попросіть у відділу запрошення.
doors-link-gone = Посилання вже не діє
doors-link-gone-why = Воно впускає один раз упродовж 5 хвилин, а нове скасовує попереднє. Натисніть у боті «Відкрити в браузері» ще раз.
doors-too-often = Забагато спроб
doors-too-often-why = Зачекайте хвилину й спробуйте ще раз.
doors-app-title = Стіл відділу
doors-app-wait = Відкриваємо…
doors-app-refused = Не вдалося увійти
doors-app-refused-why = Закрийте це вікно й відкрийте стіл із бота ще раз. Якщо не допоможе, натисніть у боті «Відкрити в браузері».
doors-enter-title = Вхід на сторінки відділу
doors-enter-why = Якщо це не ви, закрийте сторінку. Про вхід бот напише в Telegram.
doors-enter-button =
    { $name ->
        [none] Увійти
       *[other] Увійти як { $name }
    }
doors-left = Ви вийшли
doors-left-why = Зайти знову можна з бота: /staff або /notices
doors-prove-title = Підтвердьте в Telegram
doors-prove-why = Бот надіслав вам повідомлення з кнопкою «Підтвердити». Натисніть її, поверніться сюди й натисніть «Продовжити». Набране збережено на цій сторінці.
doors-prove-go-on = Продовжити
