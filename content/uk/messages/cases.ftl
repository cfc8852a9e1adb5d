# Випадки: документ у Дії не прийняли.

cases-button = 🚫 Документ не приймають
cases-button-mine = 📁 Мої випадки
cases-start =
    <b>Не прийняли документ у Дії?</b>

    Це сигнал відділу: без імені, для роботи й статистики. Офіційного звернення бот не подає, але підготує його текст.

    Просто зараз? Натисніть перше: час запишемо одразу, покажемо картку для посадовця.
cases-enough = За добу ви вже надіслали багато випадків. Решту розкажіть завтра або додайте до наявних: /my
cases-button-now = ⏱ Мене не пускають зараз
cases-button-tell = 📝 Розповісти про випадок
cases-button-go-on = ▶️ Продовжити: { $at }
cases-clock = Час записано: { $at }. Який документ не приймають? Одразу покажемо картку.
cases-refused = Час і місце записали. Подробиці можна розповісти зараз або згодом: ми нагадаємо.
cases-button-details = 📝 Розповісти подробиці
cases-button-later = Згодом
cases-button-drop = Усе гаразд, не треба
cases-later = Добре. Нагадаємо за годину. Усе записане є в /my.
cases-dropped = Гаразд, нічого не надіслано.
cases-ask-details =
    О { $at } вам не приймали документ. Як минулося?

    Кілька запитань – близько двох хвилин. Це допоможе відділу навчити інших.
cases-ask-document = Який документ не прийняли?
cases-ask-place = Де це сталося?
cases-ask-place-name = Напишіть назву і місце, наприклад «поїзд 92, станція Коростень» або «відділення банку на Київській». Можна надіслати геопозицію.
cases-ask-happened-on = Коли це було? Оберіть або напишіть дату, наприклад 23.11.
cases-ask-hromada = У якій громаді? Напишіть назву або центр. Можна пропустити.
cases-ask-result = Чим закінчилося?
cases-ask-ground = Чим пояснили відмову? Оберіть або напишіть своїми словами.
cases-ask-said = Що саме сказали? Коротко, без прізвищ і номерів документів.
cases-ask-evidence =
    Є світлина, відео чи голосовий запис? До { $most } файлів, кожен до 20 МБ. Можна пропустити.

    Не знімайте документів, QR-кодів, чужих облич і військових об’єктів. Досить вивіски чи оголошення.
cases-title-document = Документ
cases-title-place = Вид місця
cases-title-place-name = Назва і місце
cases-title-happened-on = Коли
cases-title-hromada = Громада
cases-title-result = Чим закінчилося
cases-title-ground = Пояснення
cases-title-said = Що сказали
cases-title-evidence = Файли
cases-option-other = 📄 Інший документ
cases-option-today = Сьогодні
cases-option-yesterday = Учора
cases-here = місце на мапі
cases-day = { $on }
cases-files = { $count ->
        [one] { $count } файл
        [few] { $count } файли
       *[many] { $count } файлів
    }
cases-no-such-hromada = Не знайшли такої громади. Напишіть інакше або пропустіть.
cases-wrong-day = Очікуємо день за останній рік, наприклад { $example }.
cases-file-wanted = Надішліть світлину, відео, голосове чи файл – або натисніть «Пропустити».
cases-file-large = Файл завеликий: { $size } МБ. Надішліть до { $most } МБ.
cases-files-many = Уже є { $most } файлів, більше не треба.
cases-file-kept =
    { $count ->
        [one] Додали { $count } файл
        [few] Додали { $count } файли
       *[many] Додали { $count } файлів
    } з { $most }. Надішліть ще або перевірте випадок.
cases-button-files-done = ✅ Готово, перевірити
cases-review =
    <b>Перевірте</b>
    Це сигнал відділу, а не звернення за законом. Номери в тексті закриємо.
cases-button-submit = 📨 Надіслати
cases-alike =
    <b>Схоже, про це вже повідомили</b>

    { $lines }

    Якщо це той самий випадок, приєднайтеся: незалежне свідчення важить більше.
cases-alike-line = { $number }: { $place }
cases-button-join = Це він: { $number }
cases-button-another = Ні, це інший випадок
cases-submitted =
    <b>Записали: { $number }</b>

    Кожну зміну скажемо тут. Стежити: /my. Без цього акаунта – за кодом <code>{ $code }</code>: збережіть його, більше не покажемо.

    Їхали не самі? Надішліть іншим посилання «Я теж»: { $url }
cases-submitted-by-phone =
    <b>Записали: { $number }</b>

    Продиктуйте людині номер і код <code>{ $code }</code>: за кодом видно, що з випадком.
cases-submitted-next = Що далі?
cases-mine =
    <b>Мої випадки: { $count }</b>
cases-none =
    <b>Мої випадки</b>

    Випадків немає. Повідомити: /report
cases-button-case = { $number }: { $status }
cases-button-by-code = 🔎 Стежити за кодом
cases-case =
    <b>{ $number }</b>: { $status }
    { $document }, { $place }

    { $lines }
cases-history-line = { $at } – { $words }
cases-button-show = Відкрити випадок
cases-button-add = ➕ Додати
cases-button-solved = ✅ Вирішено
cases-button-not-solved = Ні, досі так
cases-button-withdraw = Відкликати
cases-thanks = Дякуємо, записали.
cases-reopened = Відкрили знову. Відділ про це знає.
cases-form = повідомлення про випадок
cases-add-prompt = Що додати до випадку { $number }? Напишіть одним повідомленням, без номерів документів.
cases-added = Додано до випадку { $number }. Працівники це прочитають.
cases-taken-back = Забрали ці слова з випадку.
cases-not-added = До цього випадку додати не вийшло: його об’єднано з іншим або він не ваш.
cases-code-prompt = Напишіть код, який ви отримали разом із номером випадку: вісім знаків, як XXXX-XXXX.
cases-no-such-code = Такого коду немає. Перевірте, чи всі вісім знаків на місці.
cases-by-code =
    <b>{ $number }</b>: { $status }

    Пояснення: { $reason }
cases-join =
    <b>Вас теж не пустили?</b>

    { $document }, { $place }, { $on }.

    Ваше свідчення додамо до цього випадку. Ім’я не потрібне.
cases-button-me-too = 🙋 Так, я теж
cases-joined = Дякуємо. Вас додано до випадку { $number }, про зміни скажемо тут.
cases-not-joinable = Цей випадок уже закрито. Якщо з вами сталося нове, повідомте: /report
cases-status-new = чекає на працівника
cases-status-taken = у роботі
cases-status-closed = закрито: { $outcome }
cases-status-merged = об’єднано з іншим
cases-status-unfinished = не надіслано
cases-document-other = Інший документ у Дії
cases-result-refused = Не обслужили
cases-result-paper = Довелося показати папір
cases-result-accepted = Прийняли після картки
cases-result-other = Інакше
cases-ground-none = Нічим не пояснили
cases-ground-rule = Внутрішнє правило
cases-ground-no-document = «Дія – не документ»
cases-ground-no-scanner = Не вміли перевірити
cases-outcome-accepted = врешті прийняли
cases-outcome-explained = установі пояснили
cases-outcome-visited = відвідали установу
cases-outcome-passed-on = передано іншому органу
cases-outcome-not-ours = не в наших силах
cases-outcome-withdrawn = відкликано
cases-reason-withdrawn = Людина відкликала випадок.
cases-reason-solved = Людина каже, що вирішено.
cases-event-submitted = випадок надіслано
cases-event-taken = працівник або працівниця відділу взялися за випадок
cases-event-added = додано: { $text }
cases-event-taken-back = додане раніше забрано: це було запитання до бота
cases-event-answered = відповідь відділу: { $text }
cases-event-closed = закрито: { $text }
cases-event-reopened = відкрито знову: досі не вирішено
cases-event-merged = об’єднано з таким самим випадком
cases-event-joined = приєдналася ще одна людина
cases-event-forwarded = передано: { $text }
cases-update =
    <b>Новини випадку { $number }</b>

    { $lines }
cases-update-outcome = Підсумок: { $outcome }.
cases-staff-answer =
    <b>Відділ про випадок { $number }</b>

    { $text }
