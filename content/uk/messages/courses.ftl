# Курси й сертифікати людини: /courses, участь у сертифікації, власний ритм навчання.

courses-button = 📜 Мої курси
courses-title = <b>Ваші курси й сертифікати</b>
courses-nothing = Поки порожньо. Надішліть сертифікат або почніть вчитися: нагадаємо раз на тиждень.
courses-drive =
    • «{ $title }», до { $due }: { $lacking ->
        [0] усе здано
        [one] лишився { $lacking } сертифікат з { $of }
        [few] лишилося { $lacking } сертифікати з { $of }
       *[many] лишилося { $lacking } сертифікатів з { $of }
    }
courses-certificate = • № { $number } { $course }: { $state }, { $at }
courses-button-drive = 📌 { $title }
courses-button-certificate = № { $number } { $course }
courses-button-learn = 📚 Хочу навчатись
courses-about-drive =
    <b>{ $title }</b>
    Строк: до { $due }.
courses-lacking = ▫️ { $course }. { $about }.
courses-done = ✅ { $course }: здано.
courses-button-more = ℹ️ Докладніше: { $course }
courses-drive-closed = Ця сертифікація не триває: ще не почалася, вже закінчилася або посилання неповне.
courses-how-to-join = Щоб здане зараховувалося, скажіть, хто ви.
courses-button-join-body = 🏛 Я працюю в установі
courses-button-join-alone = 🙋 Беру участь за себе
courses-ask-body = Де ви працюєте? Оберіть або напишіть назву установи чи громади.
courses-no-body = Такої установи серед учасників немає. Напишіть назву інакше або спитайте свою координаторку.
courses-ask-name = Як вас звати? Прізвище, ім’я та по батькові, як у списку працівників. Їх побачить лише координатор вашої установи.
courses-wrong-name = Очікуємо прізвище та ім’я, наприклад «Коваль Олена Іванівна».
courses-review = <b>Перевірте</b>
courses-button-join = ✅ Долучитися
courses-joined = ✅ Ви берете участь. Нагадаємо про строк; коли здасте – більше не турбуватимемо.
courses-button-leave = Не беру участі
courses-leave = Вийти з «{ $title }»? Нагадувань більше не буде, здані сертифікати лишаться вашими.
courses-button-leave-sure = Так, вийти
courses-left = Ви більше не берете участі в «{ $title }».
courses-pace =
    <b>Коли нагадувати</b>
    День: { $day }. Година: { $hour }:00.
    { $learns ->
        [yes] Раз на тиждень підкажемо наступний курс.
       *[no] Нагадуємо лише про сертифікації, у яких ви берете участь.
    }
courses-weekdays = Пн Вт Ср Чт Пт Сб Нд
courses-any-day = як у сертифікації
courses-button-any-day = Будь-який
courses-button-hour = { $hour }:00
courses-button-pause = ⏸ Призупинити навчання
