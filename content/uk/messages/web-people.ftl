# Сторінки про людей: посади, запрошення, працівники, обмеження, журнал.

people-tab-posts = Посади
people-tab-invites = Запрошення
people-tab-team = Працівники
people-tab-bans = Обмеження
people-tab-audit = Журнал
people-any = Усі
people-show = Показати
people-back = Назад
people-excel = Excel

people-title-posts = Посади
people-title =
    { $title ->
        [head] Голова
        [cdto] Цифровий розвиток
        [coordinator] Сертифікація
       *[maternity] Пологове відділення
    }
people-kind =
    { $kind ->
        [delegate] за дорученням на час
       *[holder] на посаді
    }
people-state =
    { $state ->
        [vacant] без людини
        [unreachable] недоступна
       *[silent] не відповідає на «ви досі …?»
    }
people-state-count =
    { $state ->
        [vacant] Без людини: { $count }
        [unreachable] Недоступні: { $count }
       *[silent] Не відповіли: { $count }
    }
people-mark =
    { $state ->
        [vacant] ○ без людини
       *[unreachable] ▲ бот не може писати
    }
people-words = Слова: громада, людина, номер
people-raion = Район
people-kind-of-post = Вид посади
people-state-label = Стан
people-caption =
    { $count ->
        [one] { $count } посада
        [few] { $count } посади
       *[many] { $count } посад
    }
people-column-post = Посада
people-column-holder = Людина
people-column-phone = Телефон
people-column-email = Пошта
people-column-seen = Остання дія
people-and = і { $names }
people-invited = · запрошення відкрите
people-none = Таких посад немає. Змініть умови пошуку.
people-other-title = Інша посада
people-place = Громада чи установа
people-open-post = Відкрити посаду
people-body-title = Нова установа
people-body-name = Повна назва
people-body-help = Наприклад: КНП «Житомирська обласна лікарня».
people-body-button = Додати установу
people-body-none = Установу не додано: назви немає.
people-body-long = Установу не додано: назва має бути до { $most } знаків.
people-body-added = Установу записано. Запросіть людину на посаду.

people-now-title = Хто діє зараз
people-as = Як
people-since = Від
people-until = До
people-no-phone = номера людина не залишила
people-confirmed = Підтвердила
people-invite-open = Запрошення відкрите, діє до: { $until }.
people-invite-look = Показати посилання
people-invite-button = Запросити на посаду
people-invite-other = Запросити іншу людину
people-history = Хто був раніше
people-history-none = До цього на посаді нікого в боті не було.
people-forgotten = людина, яка попросила видалити свої дані
people-reach-title = Приймальня
people-office = Телефон приймальні
people-office-help = До трьох номерів через кому. Порожнє поле прибирає номер.
people-email-help = Сюди доручення йдуть ще й листом. Порожнє поле прибирає адресу.
people-no-email = Очікуємо адресу пошти, наприклад rada@andr.gov.ua.
people-reach-button = Зберегти телефон і пошту
people-reach-kept = Телефон і пошту записано.
people-owed = Відкритих доручень: { $count }
people-owed-look = Що винна посада й чи дзвонили
people-hromada-look = Усе про громаду
people-all-posts = До всіх посад
people-ended = Готово: людина більше не діє за цією посадою.
people-wrong-person = Це не та людина
people-undone = Готово: посаду забрано. Обидві людини про це прочитають.
people-invite-title = Запросити на посаду
people-invite-ask = Зробити одноразове посилання: { $post }? Воно діє 14 днів. Хто ним скористається, замінить людину, яка зараз на посаді.
people-invite-made = Посилання зроблено. Передайте його лише тій людині, якій воно призначене.

people-invites-title = Запрошення
people-heads-title = Голови громад
people-heads =
    { $count ->
        [one] { $count } голови ще немає в боті
       *[other] { $count } голів ще немає в боті
    }, із них мають чинне посилання: { $open }. Чинні посилання в аркуші та в Excel лишаються ті самі.
people-print-button = Аркуш для друку
people-print-made =
    Готово: { $count ->
        [one] { $count } посилання
       *[other] { $count } посилань
    }. Роздрукуйте аркуш і розріжте.
people-renewed =
    Замінено: { $count ->
        [one] { $count } посилання
       *[other] { $count } посилань
    }. Попередні вже не діють.
people-open-title = Відкриті запрошення: { $count }
people-open-none = Відкритих запрошень немає. Зробіть аркуш або запросіть людину зі сторінки посади.
people-invite-kind =
    { $kind ->
        [holder] на посаду
        [delegate] за дорученням на час
       *[role] до роботи з ботом
    }
people-invite-until = діє до: { $until }
people-invite-of = Запрошення: { $name }
people-invite-once = Діє один раз, до: { $until }.
people-code = QR-код цього посилання
people-share = Переслати в Telegram
people-revoke-title = Скасувати посилання
people-print-title = Запрошення для друку: { $count }
people-print-help = Ctrl+P (⌘P): друкуються лише картки. Код – одноразовий вхід, тому передавайте кожну картку в закритому конверті.
people-slip = Наведіть камеру телефона на код і натисніть у Telegram «Почати». Бот покаже посаду, підтвердьте її.

people-team-title = Працівники
people-column-name = Ім’я
people-column-role = Роль
people-column-access = Доступ
people-me = (це ви)
people-remove = Забрати доступ
people-remove-title = Забрати доступ
people-team-none = За посиланням поки ніхто не долучився. Хто є в чаті відділу, працює там як оператор чи операторка.
people-by-settings =
    { $count ->
        [one] Ще { $count } людина має
        [few] Ще { $count } людини мають
       *[many] Ще { $count } людей мають
    } доступ за налаштуванням ADMIN_IDS на сервері: забрати його можна лише там.
people-join-title = Запросити до роботи
people-role-help = Хто керує, може публікувати рейтинг, давати й забирати доступ, читати журнал.
people-join-button = Зробити посилання

people-bans-title = Обмежені
people-bans-none = Нікого не обмежено.
people-bans-help = Обмежити людину можна з її запитання в чаті відділу: «Про людину» → «Обмежити». Вона читає причину.
people-ban-number = людина, обмеження № { $number }
people-ban-why = Причина: { $reason }

people-audit-title = Журнал
people-audit-who = Хто
people-audit-staff = Усі, крім бота
people-audit-about = Про що: назва чи номер
people-audit-on = День
people-audit-no-day = Оберіть день з календаря.
people-audit-no-object = Такого в журналі немає. Напишіть назву або номер інакше: «ЖТ-2026-000003», «Овруцької громади».
people-audit-none = За цими умовами рядків немає.
people-audit-older = Давніші
