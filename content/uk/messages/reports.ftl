# Випадки: документ у Дії не прийняли.

reports-button = 🚫 Повідомити про випадок
reports-start =
    <b>Не прийняли документ у Дії?</b>

    Це сигнал відділу: без імені, для роботи й статистики. Офіційного звернення бот не подає, але підготує його текст.

    Просто зараз? Натисніть перше: час запишемо одразу, покажемо картку для посадовця.
reports-enough = За добу ви вже надіслали багато випадків. Решту розкажіть завтра або додайте до наявних: /my
reports-button-now = ⏱ Мене не пускають зараз
reports-button-tell = 📝 Розповісти про випадок
reports-button-go-on = ▶️ Продовжити: { $at }
reports-clock = Час записано: { $at }. Який документ не приймають? Одразу покажемо картку.
reports-refused = Час і місце записали. Подробиці можна розповісти зараз або згодом: ми нагадаємо.
reports-button-details = 📝 Розповісти подробиці
reports-button-later = Згодом
reports-button-drop = Усе гаразд, не треба
reports-later = Добре. Нагадаємо за годину. Усе записане є в /my.
reports-dropped = Гаразд, нічого не надіслано.
reports-ask-details =
    О { $at } вам не приймали документ. Як минулося?

    Кілька запитань – близько двох хвилин. Це допоможе відділу навчити інших.
reports-ask-document = Який документ не прийняли?
reports-ask-place = Де це сталося?
reports-ask-where = Напишіть назву і місце, наприклад «поїзд 92, станція Коростень» або «відділення банку на Київській». Можна надіслати геопозицію.
reports-ask-when = Коли це було? Оберіть або напишіть дату, наприклад 23.11.
reports-ask-hromada = У якій громаді? Напишіть назву або центр. Можна пропустити.
reports-ask-result = Чим закінчилося?
reports-ask-ground = Чим пояснили відмову? Оберіть або напишіть своїми словами.
reports-ask-said = Що саме сказали? Коротко, без прізвищ і номерів документів.
reports-ask-evidence =
    Є світлина, відео чи голосовий запис? До { $most } файлів, кожен до 20 МБ. Можна пропустити.

    Не знімайте документів, QR-кодів, чужих облич і військових об’єктів. Досить вивіски чи оголошення.
reports-title-document = Документ
reports-title-place = Вид місця
reports-title-where = Назва і місце
reports-title-when = Коли
reports-title-hromada = Громада
reports-title-result = Чим закінчилося
reports-title-ground = Пояснення
reports-title-said = Що сказали
reports-title-evidence = Файли
reports-option-other = 📄 Інший документ
reports-option-today = Сьогодні
reports-option-yesterday = Учора
reports-here = місце на мапі
reports-day = { $on }
reports-files = { $count ->
        [one] { $count } файл
        [few] { $count } файли
       *[many] { $count } файлів
    }
reports-empty = –
reports-no-such-hromada = Не знайшли такої громади. Напишіть інакше або пропустіть.
reports-wrong-day = Очікуємо день за останній рік, наприклад { $example }.
reports-file-wanted = Надішліть світлину, відео, голосове чи файл – або натисніть «Пропустити».
reports-file-large = Файл завеликий: { $size } МБ. Надішліть до { $most } МБ.
reports-files-many = Уже є { $most } файлів, більше не треба.
reports-file-kept =
    { $count ->
        [one] Додали { $count } файл
        [few] Додали { $count } файли
       *[many] Додали { $count } файлів
    } з { $most }. Надішліть ще або перевірте випадок.
reports-button-files-done = ✅ Готово, перевірити
reports-review =
    <b>Перевірте</b>
    Це сигнал відділу, а не звернення за законом. Номери в тексті закриємо.
reports-button-submit = 📨 Надіслати
reports-alike =
    <b>Схоже, про це вже повідомили</b>

    { $lines }

    Якщо це той самий випадок, приєднайтеся: незалежне свідчення важить більше.
reports-alike-line = { $number }: { $place }
reports-button-join = Це він: { $number }
reports-button-another = Ні, це інший випадок
reports-submitted =
    <b>Записали: { $number }</b>

    Кожну зміну скажемо тут. Стежити: /my. Без цього акаунта – за кодом <code>{ $code }</code>: збережіть його, більше не покажемо.

    Їхали не самі? Надішліть іншим посилання «Я теж»: { $url }
reports-submitted-by-phone =
    <b>Записали: { $number }</b>

    Продиктуйте людині номер і код <code>{ $code }</code>: за кодом видно, що з випадком.
reports-mine =
    <b>Мої випадки: { $count }</b>
reports-none =
    <b>Мої випадки</b>

    Випадків немає. Повідомити: /report
reports-button-case = { $number }: { $state }
reports-button-by-code = 🔎 Стежити за кодом
reports-case =
    <b>{ $number }</b>: { $state }
    { $document }, { $place }

    { $lines }
reports-history-line = { $at } – { $words }
reports-button-show = Відкрити випадок
reports-button-add = ➕ Додати
reports-button-solved = ✅ Вирішено
reports-button-not-solved = Ні, досі так
reports-button-withdraw = Відкликати
reports-thanks = Дякуємо, записали.
reports-reopened = Відкрили знову. Відділ про це знає.
reports-add-prompt = Що додати до випадку? Внутрішній номер { $number }. Напишіть одним повідомленням, без номерів документів.
reports-add-placeholder = Що додати
reports-added = Додали. Працівники це прочитають.
reports-not-added = До цього випадку додати не вийшло: його об’єднано з іншим або він не ваш.
reports-code-prompt = Напишіть код, який ви отримали разом із номером випадку.
reports-code-placeholder = XXXX-XXXX
reports-no-such-code = Такого коду немає. Перевірте, чи всі вісім знаків на місці.
reports-by-code =
    <b>{ $number }</b>: { $state }

    Пояснення: { $reason }
reports-join =
    <b>Вас теж не пустили?</b>

    { $document }, { $place }, { $on }.

    Ваше свідчення додамо до цього випадку. Ім’я не потрібне.
reports-button-me-too = 🙋 Так, я теж
reports-joined = Дякуємо. Вас додано до випадку { $number }, про зміни скажемо тут.
reports-not-joinable = Цей випадок уже закрито. Якщо з вами сталося нове, повідомте: /report
reports-state-new = чекає на працівника
reports-state-taken = у роботі
reports-state-closed = закрито: { $outcome }
reports-state-merged = об’єднано з іншим
reports-state-unfinished = не надіслано
reports-document-other = Інший документ у Дії
reports-result-refused = Не обслужили
reports-result-paper = Довелося показати папір
reports-result-accepted = Прийняли після картки
reports-result-other = Інакше
reports-ground-none = Нічим не пояснили
reports-ground-rule = Внутрішнє правило
reports-ground-no-document = «Дія – не документ»
reports-ground-no-scanner = Не вміли перевірити
reports-outcome-accepted = врешті прийняли
reports-outcome-explained = установі пояснили
reports-outcome-visited = відвідали установу
reports-outcome-passed-on = передано іншому органу
reports-outcome-not-ours = не в наших силах
reports-outcome-withdrawn = відкликано
reports-reason-withdrawn = Людина відкликала випадок.
reports-reason-solved = Людина каже, що вирішено.
reports-event-submitted = випадок надіслано
reports-event-taken = працівник або працівниця відділу взялися за випадок
reports-event-added = додано: { $text }
reports-event-answered = відповідь відділу: { $text }
reports-event-closed = закрито: { $text }
reports-event-reopened = відкрито знову: досі не вирішено
reports-event-merged = об’єднано з таким самим випадком
reports-event-joined = приєдналася ще одна людина
reports-event-passed-on = передано: { $text }
reports-news =
    <b>Новини випадку { $number }</b>

    { $lines }
reports-news-outcome = Підсумок: { $outcome }.
reports-answer =
    <b>Відділ про випадок { $number }</b>

    { $text }
reports-staff-heading = <b>{ $number }</b>: { $state }
reports-staff-scene = { $document }, { $place }
reports-staff-hromada = Громада: { $hromada }
reports-staff-when = Коли: { $on }, годинник з { $at }
reports-staff-result = Чим закінчилося: { $result }
reports-staff-hidden = <i>Слова й файли людини відкриються тому, хто візьме випадок.</i>
reports-staff-said = Сказали: { $text }
reports-staff-ground = Пояснення: { $text }
reports-staff-map = <a href="{ $url }">Місце на мапі</a>
reports-staff-voices = Приєдналося людей: { $count }
reports-staff-assignee = Веде: { $name }. Відповідь на це повідомлення прочитає людина.
reports-staff-reason = Пояснення: { $reason }
reports-staff-news =
    <b>{ $number }</b>
    { $lines }
reports-button-take = 🙋 Беру
reports-button-work = ⚙️ Дії
reports-nudge = { $number } стоїть понад два дні. Веде: { $name }. Що з ним?
reports-offered = { $number } знову вільний: { $name } не встигає. Хто візьме?
