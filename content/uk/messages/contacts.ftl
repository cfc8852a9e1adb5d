# Списки на випадок, коли Telegram недоступний: відділ працює далі поштою.

contacts-sheet =
    { $list ->
        [posts] Посади
        [notices] Доручення
        [cases] Випадки
        [drives] Сертифікація
       *[lacking] Ще не здали
    }
contacts-columns-posts = Громада чи установа | Посада | Хто обіймає | Як діє | Відколи | Бот міг написати | Пошта
contacts-columns-notices = Доручення № | Лист | Посада | Хто обіймає | Пошта | Строк | Чого чекаємо | Що пишуть (ще не вирішено) | Текст
contacts-columns-cases = Номер | Стан | Документ | Де | Громада | Коли сталося | Надіслано | Хто опрацьовує | Кому передано | Пошта голови громади | Що сказали людині
contacts-columns-drives = Сертифікація | Строк | Установа | Координатор чи координаторка | Пошта | Працівників | Здали | Ще не здали
contacts-columns-lacking = Сертифікація | Строк | Установа | Підрозділ | ПІБ
contacts-holder = обіймає
contacts-delegate = тимчасово замість
contacts-vacant = вакантна
contacts-no = ні
contacts-owed-acknowledgement = ознайомлення
contacts-owed-reply = відповідь
