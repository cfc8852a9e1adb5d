# Випадки: документ у Дії не прийняли.

cases-button = 🚫 Документ не приймають
cases-button-mine = 📁 Мої випадки
cases-start =
    <b>Не прийняли документ у Дії?</b>

    Це сигнал відділу: без імені, для роботи й статистики. Офіційного звернення ми не подаємо, але підготуємо його текст.

    Просто зараз? Натисніть перше: час запишемо одразу, покажемо картку для посадової особи.
cases-enough = За добу ви вже надіслали багато випадків. Решту розкажіть завтра або додайте до наявних: /my
cases-button-now = ⏱ Мене не пускають зараз
cases-button-tell = 📝 Розповісти про випадок
cases-button-go-on = ▶️ Продовжити: { $at }
cases-clock = Час записано: { $at }. Який документ не приймають? Одразу покажемо картку.
cases-refused = Записали: { $at }, { $place }, { $document }. Назву місця й подробиці можна розповісти зараз або згодом: ми нагадаємо.
cases-button-details = 📝 Розповісти подробиці
cases-button-later = Згодом
cases-button-drop = Усе гаразд, не треба
cases-later = Добре. Нагадаємо за годину. Усе записане є в /my.
cases-dropped = Гаразд, нічого не надіслано.
cases-ask-details =
    О { $at } вам не приймали документ. Як минулося?

    Кілька запитань – близько двох хвилин. Це допоможе відділу навчити інших.
cases-ask-to-go-on =
    О { $at } ви почали розповідати, що вам не прийняли документ. Допишете?

    Кілька запитань – близько двох хвилин. Це допоможе відділу навчити інших.
cases-ask-document = Який документ не прийняли?
cases-ask-place = Де це сталося?
cases-ask-place-name = Напишіть назву і місце, наприклад «поїзд 92, станція Коростень» або «відділення банку на Київській». Можна надіслати геопозицію.
cases-ask-name-of-point = Записали точку. Як називається це місце? Наприклад: «відділення банку на Київській».
cases-name-wanted = Очікуємо назву місця, наприклад «поїзд 92, станція Коростень»: за нею установу знайдуть.
cases-no-place-names = тут | там | ось тут | отут | саме тут | місце на мапі | на мапі | точка | геопозиція | не знаю | здесь | тут на мапі
cases-ask-happened-on = Коли це було? Оберіть або напишіть: «сьогодні о 7:10», «у понеділок», «15.11».
cases-ask-hromada = У якій громаді? Напишіть село, місто або громаду чи надішліть геопозицію: її тут не збережемо. Можна пропустити.
cases-ask-result = Чим закінчилося?
cases-ask-ground = Чим пояснили відмову? Оберіть або напишіть своїми словами.
cases-ask-said = Що саме сказали? Коротко, без прізвищ і номерів документів.
cases-ask-evidence =
    Є світлина, відео чи голосовий запис? До { $most } файлів, кожен до 20 МБ. Можна пропустити.

    Не знімайте документів, QR-кодів і людей: лише вивіску чи оголошення. На вокзалах і біля військових чи об’єктів, які охороняють, не знімайте зовсім.
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
cases-place-with-point = { $name } (точка { $point })
cases-day = { $on }
cases-day-hour = { $on }, близько { $at }
cases-files = { $count ->
        [one] { $count } файл
        [few] { $count } файли
       *[many] { $count } файлів
    }
cases-no-such-hromada = Не знайшли такого села чи громади на Житомирщині. Напишіть інакше або пропустіть.
cases-hour-to-come = Ця година ще не настала. Напишіть, коли це було: «сьогодні о 7:10», «учора ввечері».
cases-wrong-day = Очікуємо день за останній рік: { -days-past }.
cases-file-wanted = Надішліть світлину, відео, голосове чи файл – або натисніть «Пропустити».
cases-file-wanted-more = Надішліть ще світлину, відео, голосове чи файл – або натисніть «Готово, перевірити».
cases-file-large = Файл завеликий: { $size } МБ. Надішліть до { $most } МБ.
cases-which-case = До якого випадку цей доказ?
cases-button-another-case = ➕ До нового випадку
cases-evidence-unseen = Не бачимо вашого файлу. Надішліть його ще раз.
cases-file-unseen =
    { $reason ->
        [too-large] Зображення завелике: відкриваємо до { $most } мегапікселів, а WEBP – до { $webp }. Надішліть його як фото, а не файлом.
        [too-heavy] Зображення надто складне: щоб його відкрити, бракує пам’яті чи часу. Надішліть його як фото, а не файлом.
        [many-pages] У цьому файлі кілька сторінок. Надішліть його як PDF або кожну сторінку окремо.
        [broken] Зображення не відкривається: файл пошкоджений або завеликий. Надішліть його як фото, а не файлом.
       *[unknown-kind] Таке зображення ми не відкриємо. Надішліть його як фото або файлом JPEG, PNG, WEBP, HEIC, TIFF, GIF чи BMP.
    }
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

    Якщо це одна подія, надішліть свій випадок разом із ними: незалежне свідчення важить більше. Ваших слів ніхто з тих людей не прочитає, як і ви – їхніх.
cases-alike-line =
    { $number }: { $place }, { $on }, { $count ->
        [one] { $count } людина
        [few] { $count } людини
       *[many] { $count } людей
    }
cases-button-join = Це він: { $number }
cases-button-another = Ні, це інша подія
cases-submitted =
    <b>Записали: { $number }</b>

    Кожну зміну скажемо тут. Стежити: /my. Без цього акаунта – за кодом <code>{ $code }</code>: збережіть його, більше не покажемо.

    Поруч був ще хтось, кого не пустили? Надішліть посилання «Я теж»: { $url }
cases-submitted-by-phone =
    <b>Записали: { $number }</b>

    Продиктуйте людині номер і код <code>{ $code }</code>: за кодом видно, що з випадком.
cases-submitted-next = Що далі?
cases-mine =
    <b>Мої випадки: { $count }</b>
cases-none =
    <b>Мої випадки</b>

    Випадків немає. Повідомити: /report
cases-unfinished = Незавершений: { $what }
cases-button-case = { $number }: { $status }
cases-button-by-code = 🔎 Стежити за кодом
cases-case =
    <b>{ $number }</b>: { $status }
    { $document }, { $place }

    { $lines }

    Посилання «Я теж» для тих, хто був поруч: { $url }
cases-history-line = { $at } – { $words }
cases-button-show = Відкрити випадок
cases-button-add = ➕ Додати
cases-button-solved = ✅ Вирішено
cases-button-not-solved = Ні, досі так
cases-button-withdraw = Відкликати
cases-button-withdraw-surely = Так, відкликати
cases-button-restore = ↩️ Відновити
cases-button-new-code = 🔑 Новий код
cases-button-replace-code = 🔑 Так, новий код
cases-ask-withdraw =
    <b>Відкликати { $number }?</b>

    Відділ більше над ним не працюватиме. Відновити можна будь-коли: /my.
cases-ask-new-code =
    <b>Новий код для { $number }?</b>

    Той, що ви маєте, перестане діяти.
cases-new-code =
    <b>{ $number }: новий код</b>

    <code>{ $code }</code> – збережіть його, більше не покажемо. Попередній уже не діє.

    Посилання «Я теж»: { $url }
cases-thanks = Дякуємо, записали.
cases-closed-already = Дякуємо. Цей випадок уже закрито.
cases-open-already = Цей випадок і так відкрито.
cases-reopened = Відкрили знову. Відділ про це знає.
cases-form = повідомлення про випадок
cases-add-prompt = Що додати до випадку { $number }? Напишіть одним повідомленням, без номерів документів.
cases-added = Додано до випадку { $number }. Працівники це прочитають.
cases-taken-back = Забрали ці слова з випадку.
cases-not-added = Додати не вийшло: це не ваш випадок. Ваші – в /my.
cases-by-code =
    <b>{ $number }</b>: { $status }

    Пояснення: { $reason }
cases-join =
    <b>Вас теж не пустили?</b>

    Це було { $place }, { $on }. Розкажіть про свій випадок: він буде окремий, а відділ побачить їх поруч. Ваших слів ніхто з тих людей не прочитає, як і ви – їхніх. Ім’я не потрібне.
cases-button-me-too = 🙋 Так, я теж
cases-not-joinable = Цей випадок уже закрито. Якщо з вами сталося нове, повідомте: /report
cases-status-new = чекає на відділ
cases-status-taken = у роботі
cases-status-closed = закрито: { $outcome }
cases-status-unfinished = не надіслано
cases-document-other = Інший документ у Дії
cases-result-refused = Не обслужили
cases-result-paper = Довелося показати папір
cases-result-accepted = Прийняли після картки
cases-result-other = Інакше
cases-what-refused = не прийняли документ: { $document }
cases-what-paper = не прийняли документ у Дії й попросили паперовий: { $document }
cases-what-accepted = прийняли документ лише після пояснення норм: { $document }
cases-ground-none = Нічим не пояснили
cases-ground-rule = Внутрішнє правило
cases-ground-no-document = «Дія – не документ»
cases-ground-no-scanner = Не вміли перевірити
cases-outcome-accepted = врешті прийняли
cases-outcome-explained = установі пояснили
cases-outcome-visited = відвідали установу
cases-outcome-passed-on = передано іншому органу
cases-outcome-not-ours = не в наших силах
cases-outcome-solved = людина каже, що вирішено
cases-outcome-withdrawn = людина відкликала
cases-outcome-you-solved = ви сказали, що вирішено
cases-outcome-you-withdrew = ви відкликали
cases-event-submitted = випадок надіслано
cases-event-taken = у відділі взялися за випадок
cases-event-file = файл-доказ
cases-event-added = додано: { $text }
cases-event-taken-back = додане раніше забрано: це було запитання до бота
cases-event-answered = відповідь відділу: { $text }
cases-event-answered-by-file = відповідь відділу: файл
cases-event-closed = закрито: { $text }
cases-event-solved = ви сказали, що вирішено
cases-event-withdrawn = ви відкликали випадок
cases-event-reopened = відкрито знову: досі не вирішено
cases-event-forwarded = передано: { $text }
cases-update =
    <b>Новини випадку { $number }</b>

    { $lines }
cases-update-outcome = Підсумок: { $outcome }.
cases-staff-correction =
    <b>Відділ про випадок { $number }: виправлено</b>

    { $text }
cases-staff-answer =
    <b>Відділ про випадок { $number }</b>

    { $text }
