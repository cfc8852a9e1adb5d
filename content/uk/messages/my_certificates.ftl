# Курси й сертифікати людини: /courses, участь у сертифікації, власний ритм навчання.

my_certificates-form = участь у сертифікації
my_certificates-button = 📜 Мої курси
my_certificates-title = <b>Ваші курси й сертифікати</b>
my_certificates-nothing = Поки порожньо. Надішліть сертифікат або почніть вчитися: нагадаємо раз на тиждень.
my_certificates-drive =
    • «{ $title }», до { $due }: { $lacking ->
        [0] усе здано
        [one] лишився { $lacking } сертифікат з { $of }
        [few] лишилося { $lacking } сертифікати з { $of }
       *[many] лишилося { $lacking } сертифікатів з { $of }
    }
my_certificates-drive-aside =
    • «{ $title }»: { $exempt ->
        [yes] у списку ви не берете участі
       *[no] уточнюємо, хто ви у списку
    }
my_certificates-certificate = • № { $number } { $course }: { $state }, { $at }
my_certificates-button-drive = 📌 { $title }
my_certificates-button-certificate = № { $number } { $course }
my_certificates-button-learn = 📚 Хочу навчатись
my_certificates-about-drive =
    <b>{ $title }</b>
    Строк: до { $due }.
my_certificates-lacking = ▫️ { $course }. { $about }.
my_certificates-done = ✅ { $course }: здано.
my_certificates-button-more = ℹ️ Докладніше: { $course }
my_certificates-drive-closed = Ця сертифікація не триває: ще не почалася, вже закінчилася або посилання неповне.
my_certificates-how-to-join = Щоб здане зараховувалося, скажіть, хто ви.
my_certificates-button-join-body = 🏛 Я працюю в установі
my_certificates-button-join-alone = 🙋 Беру участь за себе
my_certificates-ask-body = Де ви працюєте? Оберіть або напишіть назву установи чи громади.
my_certificates-no-body = Такої установи в цій сертифікації немає. Напишіть назву інакше або спитайте координатора чи координаторку.
my_certificates-ask-name = Як вас звати? Прізвище, ім’я та по батькові, як у списку працівників. Їх побачать координатор чи координаторка вашої установи й працівники відділу.
my_certificates-wrong-name = Очікуємо прізвище та ім’я, наприклад «Коваль Олена Іванівна».
my_certificates-review = <b>Перевірте</b>
my_certificates-button-join = ✅ Долучитися
my_certificates-join =
    { $outcome ->
        [joined] ✅ Ви берете участь. Нагадаємо про строк; коли здасте – більше не турбуватимемо.
        [twice] У списку працівників таке ім’я є не один раз.
        [not-listed] Такого імені у списку працівників немає. Ми запитали координатора чи координаторку установи.
       *[unsure] За цим ім’ям не видно напевно, хто ви у списку.
    }
my_certificates-exempt =
    ⏸ <b>У списку працівників позначено, що ви не берете участі.</b>
    Нагадувань не буде, сертифікат до підрахунку не йде. Якщо це не так, натисніть «Я беру участь».
my_certificates-button-take-part = 🙋 Я беру участь
my_certificates-takes-part = Тепер ви берете участь
my_certificates-unsure =
    ⏳ <b>Ви ще не берете участі: { $name }.</b>
    Координатор чи координаторка уточнить, хто ви у списку, і ми напишемо вам сюди.
my_certificates-decided =
    { $state ->
        [active] ✅ Уточнили: ви берете участь. Установа: { $place }. Нагадаємо про строк.
        [exempt] ⏸ Уточнили: у списку позначено, що ви не берете участі. Установа: { $place }. Якщо це не так, натисніть «Я беру участь».
       *[nobody] Вас не знайшли серед працівників. Установа: { $place }. Спитайте координатора чи координаторку або долучіться ще раз за посиланням, з повним іменем.
    }
my_certificates-button-leave = Не беру участі
my_certificates-leave = Вийти з «{ $title }»? Нагадувань більше не буде, здані сертифікати лишаться вашими.
my_certificates-button-leave-sure = Так, вийти
my_certificates-left = Ви більше не берете участі в «{ $title }».
my_certificates-pace =
    <b>Коли нагадувати</b>
    День: { $day }. Година: { $hour }:00.
    { $learns ->
        [yes] Раз на тиждень підкажемо наступний курс.
       *[no] Нагадуємо лише про сертифікації, у яких ви берете участь.
    }
my_certificates-learn-day = Раз на тиждень підкажемо наступний курс. У який день?
my_certificates-learn-hour = О котрій годині?
my_certificates-weekdays = Пн Вт Ср Чт Пт Сб Нд
my_certificates-any-day = як у сертифікації
my_certificates-button-any-day = Будь-який
my_certificates-button-hour = { $hour }:00
my_certificates-button-pause = ⏸ Призупинити навчання
