# Сертифікати: надіслати, перевірити прочитане, отримати підтвердження.

certificates-prompt = Надішліть сертифікат: PDF, фото, файл або посилання на нього. Паперовий лист не потрібен.
certificates-form = дані сертифіката
certificates-no-link = Це посилання не на сертифікат. Відкрийте сертифікат на osvita.diia.gov.ua, скопіюйте адресу й надішліть сюди. Або надішліть PDF.
certificates-too-large = Файл завеликий: { $megabytes } МБ. Надішліть до 20 МБ або посилання.
certificates-unreadable =
    { $reason ->
        [encrypted] Файл захищено паролем.
        [too-big] Файл завеликий.
        [too-large] Зображення завелике: читаємо до { $most } мегапікселів, а WEBP – до { $webp }. Надішліть його як фото, а не файлом.
        [too-heavy] Файл надто складний: щоб його прочитати, бракує пам’яті чи часу.
        [many-pages] У файлі забагато сторінок.
        [empty] Файл порожній.
        [not-a-certificate] У цьому PDF немає сертифіката.
       *[other] Це не схоже на сертифікат: формат незнайомий або файл пошкоджено. Читаємо PDF і зображення JPEG, PNG, WEBP, HEIC, TIFF, GIF, BMP.
    }
certificates-try = Завантажте сертифікат у кабінеті на osvita.diia.gov.ua як PDF і надішліть його. Пакет файлів надсилає координатор чи координаторка установи.
certificates-nothing-read =
    Номера не розібрали: QR-коду тут не видно. Спишіть номер, решту оберете кнопками. Швидше – надіслати PDF з osvita.diia.gov.ua.

    Якщо це не сертифікат, натисніть «Скасувати» й видаліть файл із чату: документів ми не збираємо.
certificates-or-evidence = Що це: сертифікат чи доказ до випадку? Якщо ні те, ні інше, видаліть файл із чату: документів ми не збираємо.
certificates-button-is = 🎓 Це сертифікат
certificates-button-evidence = 📎 Доказ до випадку
certificates-many-numbers = У файлі кілька номерів: { $numbers }. Перевірте, котрий із них – номер сертифіката.
certificates-one-at-a-time = Спершу закінчіть із попереднім сертифікатом, потім надішліть цей ще раз.
certificates-ask-course = Якого курсу сертифікат?
certificates-ask-code = Який номер сертифіката? Спишіть його з файлу.
certificates-wrong-code = Очікуємо номер із сертифіката: літери й цифри, щонайменше чотири знаки.
certificates-ask-name =
    На чиє ім’я сертифікат? { $known ->
        [yes] Оберіть або напишіть
       *[no] Напишіть
    } прізвище та ім’я, як у файлі.
certificates-ask-day = Коли його видано? Оберіть місяць або напишіть дату: «15.11» чи «15 листопада».
certificates-ask-day-of = { $month }: якого числа його видано?
certificates-button-other-month = Інший місяць
certificates-wrong-day = Очікуємо день не пізніший за { $day }: { -days-past }.
certificates-ask-level = Який рівень на сертифікаті?
certificates-ask-score = Скільки балів? Від 0 до { $most }. Якщо балів немає, пропустіть.
certificates-score-unit = балів
certificates-wrong-score = Очікуємо число від 0 до { $most }, наприклад 76.
certificates-day = { $day }
certificates-review-read = <b>Прочитали так. Усе правильно?</b>
certificates-review = <b>Перевірте</b>
certificates-button-send = ✅ Так, зарахувати
certificates-cancelled = Нічого не зберегли.
certificates-gone = Такого сертифіката вже немає. Ваші – в /courses.
certificates-receipt =
    { $status ->
        [accepted] ✅ Зараховано, № { $number }: { $course }. Листом надсилати не треба.
       *[checking] 🕓 Прийняли, № { $number }: { $course }. Перевіряємо: { $why }. Листом надсилати не треба, нагадувань не буде.
        [refused] ❌ Не зараховано, № { $number }: { $course }. { $reason }
    }
certificates-again = Цей сертифікат ви вже здали.
certificates-by-other = Сертифікат із таким номером уже здала інша людина. Передали відділу, щоб перевірив. Якщо це ваш номер, напишіть відділу звичайним повідомленням.
certificates-twice = ⚠️ Сертифікат № { $number }: той самий номер надіслала ще одна людина. Перевірте, чий він.
certificates-drive =
    «{ $title }»: { $left ->
        [0] усе здано, дякуємо.
        [one] лишився { $left } курс: { $names }.
        [few] лишилося { $left } курси: { $names }.
       *[many] лишилося { $left } курсів: { $names }.
    }
certificates-told-accepted = ✅ Зараховано, № { $number }: { $course }. Листом надсилати не треба.
certificates-told-refused = ❌ Сертифікат № { $number }, { $course }, не зарахували: { $reason }. Можна надіслати інший: /courses.
certificates-no-course = курс не вказано
certificates-level-name =
    { $level ->
        [low] низький
        [middle] середній
       *[high] високий
    }
certificates-doubt =
    { $doubt ->
       *[unread] дані введено вручну
        [unreached] портал ще не відповів
        [unknown] посилання з коду не відкривається
        [name] ім’я інше, ніж у списку
        [nobody] невідомо, чий він
        [course] невідомо, який курс
    }
certificates-title = <b>Сертифікат № { $number }</b>: { $course }
certificates-owner = У списку: { $owner }
certificates-name = Ім’я на сертифікаті: { $name }
certificates-code = Номер: { $code }
certificates-issued = Видано: { $on }
certificates-level = Рівень: { $level }
certificates-score = Балів: { $score }
certificates-why = Чому перевіряємо: { $why }
certificates-button-withdraw = 🗑 Забрати сертифікат
certificates-withdraw = Забрати сертифікат № { $number }? Ми видалимо все, що про нього знаємо.
certificates-button-withdraw-sure = Так, забрати
certificates-withdrawn = Видалили. Інший можна надіслати будь-коли.
certificates-column-course = Курс
certificates-column-code = Номер
certificates-column-name = Ім’я
certificates-column-issued = Дата
certificates-column-level = Рівень
certificates-column-score = Бали
certificates-column-state = Стан
certificates-state =
    { $status ->
        [accepted] зараховано
       *[checking] перевіряємо
        [refused] не зараховано
    }
certificates-none = не здано
