# Рейтинг громад за кількістю сертифікованих працівників, щокварталу.


leagues-quarter =
    { $number ->
        [1] I
        [2] II
        [3] III
       *[4] IV
    } квартал { $year } року
leagues-title = Рейтинг громад, { $quarter }
leagues-source =
    { $source ->
        [ministry] дані Міністерства цифрової трансформації
        [own] сертифікати, які зібрав бот
       *[sample] вигадані числа для показу
    }
leagues-league-name =
    { $number ->
        [0] Мала ліга: до { $most } працівників
        [1] Середня ліга: від { $least } до { $most } працівників
       *[2] Велика ліга: від { $least } працівників
    }
leagues-league-short =
    { $number ->
        [0] мала
        [1] середня
       *[2] велика
    }
leagues-formula = Як рахуємо: низький рівень × { $low } + середній × { $middle } + високий × { $high }, поділити на { $high } × усіх працівників. 100 % – коли всі мають високий рівень. Менше ніж { $least } людей не показуємо й місця не даємо.
leagues-stamp-draft = Чернетка, не для поширення. Джерело: { $source }.
leagues-stamp = Джерело: { $source }. Версія { $version }.
leagues-few = менше ніж { $least }
leagues-hidden = приховано
leagues-hidden-note = «Приховано» – десь у рядку менше ніж { $least } людей: самого числа й того, за чим його можна вирахувати, не показуємо.
leagues-absent = немає даних
leagues-no-place = без місця
leagues-more =
    { $count ->
        [one] … і ще { $count }
       *[many] … і ще { $count }
    }
leagues-small = Без місця, бо працівників або сертифікованих менше ніж { $least }: { $names }.
leagues-tile = { $league } { $place }/{ $of } · { $share }
leagues-band =
    { $band ->
        [top] верхня третина ліги
        [middle] середня третина
        [lower] нижня третина
        [small] без місця
       *[absent] { leagues-absent }
    }
leagues-map-caption = { $title }: мапа області. На плитці – ліга, місце з усіх у ній, частка.
leagues-caption = { $title }. { $league }. Усе словами – нижче.
leagues-words = <b>{ $title }</b>
leagues-league = <b>{ $league }</b>
leagues-line = { $place }. { $name } – { $share }
leagues-post =
    <b>{ $title }</b>
    Хто попереду у своїй лізі за часткою працівників із сертифікатами:
leagues-changes = Виправлено у версії { $version }: { $reason }
leagues-change = { $name }: частка { $before } → { $after }, місце { $place_before } → { $place_after }
leagues-sheet = Рейтинг громад
leagues-headings = Ліга | Місце | Громада | Район | Працівників | Низький рівень | Середній рівень | Високий рівень | Сертифіковано | Частка
leagues-total = Разом у показаних клітинках

# Громада

leagues-row =
    { $name } громада: працівників { $staff }, низький рівень – { $low }, середній – { $middle }, високий – { $high }.
    Частка: { $share }. { $league } – { $standing }.
leagues-place = місце { $place } з { $of }
leagues-too-small = без місця, бо показуємо від { $least } працівників і від { $least } сертифікованих
leagues-standing = <b>{ $title }</b>
leagues-against = Перша в лізі – { $leader }: { $best }. Посередині ліги – { $median }.
leagues-small-print = <i>{ $words }</i>
leagues-place-at = { $place }-{ $digit ->
        [1] ше
        [2] ге
        [3] тє
        [7] ме
        [8] ме
       *[other] те
    } місце
leagues-lift = <b>Що підніме на { $place }</b> (досить чогось одного, для людей без сертифіката):
leagues-lift-high =
    { $count ->
        [one] • { $count } сертифікат високого рівня
        [few] • { $count } сертифікати високого рівня
       *[many] • { $count } сертифікатів високого рівня
    }
leagues-lift-middle =
    { $count ->
        [one] • { $count } сертифікат середнього рівня
        [few] • { $count } сертифікати середнього рівня
       *[many] • { $count } сертифікатів середнього рівня
    }
leagues-lift-low =
    { $count ->
        [one] • { $count } сертифікат низького рівня
        [few] • { $count } сертифікати низького рівня
       *[many] • { $count } сертифікатів низького рівня
    }
leagues-lift-first = Вище у вашій лізі нікого немає.
leagues-lift-levels = На { $place } підніме вищий рівень тих, хто вже має сертифікат: людей без сертифіката для цього замало.
leagues-lift-in =
    { $count ->
        [one] Ще { $count } сертифікат – і громада отримає місце.
        [few] Ще { $count } сертифікати – і громада отримає місце.
       *[many] Ще { $count } сертифікатів – і громада отримає місце.
    }
leagues-lift-never = Місце даємо громадам, де працюють щонайменше { $least } людей.
leagues-no-standing = Рейтингу з вашою громадою ще немає. Щойно опублікуємо – побачите його тут.
leagues-look =
    <b>{ $title }: перевірте свої числа</b>

    { $row }

    Джерело: { $source }. Щось не так – натисніть «Заперечити» до { $until } включно. Усе правильно – робити нічого не треба.
leagues-button-standing = 🏆 Місце в рейтингу
leagues-button-object = ✋ Заперечити
leagues-prompt-object = Що не так і як правильно? Відповідь прочитає відділ.
leagues-objected = Передали відділу. Про рішення напишемо сюди.
leagues-not-yours = Заперечити може голова своєї громади, доки вікно відкрите.
leagues-accepted =
    <b>{ $title }: заперечення прийняли</b>
    { $reason }

    Тепер так: { $row }
leagues-refused =
    <b>{ $title }: числа лишили без змін</b>
    Чому: { $reason }

    { $row }

# Відділ

leagues-list =
    <b>Рейтинг громад</b>

    Щокварталу: таблиця Міністерства, перевірка, вікно заперечень, публікація.
leagues-button-league = { $quarter }, { $source }: { $state }
leagues-source-short =
    { $source ->
        [ministry] Міністерство
        [own] бот
       *[sample] зразок
    }
leagues-state-draft = чернетка
leagues-state-open = заперечення
leagues-state-closed = можна публікувати
leagues-state-published = опубліковано
leagues-button-new = ➕ Новий рейтинг
leagues-which-quarter = За який квартал?
leagues-which-source = Чиї дані? В одному рейтингу – лише одне джерело.
leagues-button-ministry = Таблиця Міністерства
leagues-button-own = Сертифікати з бота
leagues-prompt-table = Надішліть таблицю файлом Excel або CSV: рядок на громаду.
leagues-file = Файл Excel або CSV
leagues-prompt-reason = Кількома словами

    { $columns }

    Перший рядок із числами – { $row }. Наступного кварталу таку саму таблицю впізнаємо.
leagues-missing = Немає даних, громад: { $count } – { $names }
leagues-dry-run = Громад із числами: { $count }. Рядків із помилками: { $refused }.
leagues-read-as =
    Назви, які ми зрозуміли так (рядок у дужках): { $names }{ $more ->
        [0] .
       *[other] {" "}і ще { $more }.
    }
leagues-skipped = Це області й райони, а не громади, пропустили (рядок у дужках): { $rows }.
leagues-not-in-table =
    Немає даних, громад: { $count } – { $names }{ $more ->
        [0] .
       *[other] {" "}і ще { $more }.
    }
leagues-taken = Прийняли.
leagues-not-taken = Не прийняли: є помилки, або цей рейтинг уже опублікували чи заперечили.
leagues-screen =
    <b>{ $title }</b>
    Джерело: { $source }. Громад із числами: { $count }.
    { $state }
leagues-is-draft = Чернетка: перегляньте й відкрийте вікно заперечень до { $until }.
leagues-is-open = Заперечення – до { $until } включно.
leagues-is-closed = Вікно закрите { $until }. Можна публікувати.
leagues-is-published = Опубліковано, версія { $version }, відбиток { $hash }.
leagues-undecided-count = Заперечень без рішення: { $count }.
leagues-untold-count = Не дійшло до голів громад: { $count }. Зателефонуйте їм або напишіть ще раз.
leagues-button-draw = 🖼 Картинки
leagues-button-open = 📨 Відкрити заперечення
leagues-button-sure = Так, продовжити
leagues-open-ask = Написати головам їхні числа й чекати заперечень до { $until } включно?
leagues-opened = Відкрили, головам пишемо.
leagues-not-opened = Це вже відкрито.
leagues-button-tell-again = 📨 Написати ще раз
leagues-tell-ask = Написати ще раз головам громад, до яких не дійшло: { $count }?
leagues-told-count = Громад, чиї голови отримали: { $count }
leagues-button-objections = ✋ Заперечення: { $count }
leagues-objections = <b>Заперечення</b>
leagues-button-objection = { $verdict }: { $place }
leagues-objection =
    <b>Заперечення № { $number }, { $place }</b>
    { $text }

    Зараз: { $row }
    Рішення: { $verdict }.
leagues-verdict =
    { $verdict ->
       *[none] ще немає
        [accepted] прийняли
        [refused] відхилили
    }
leagues-button-decide = Вирішити
leagues-button-accept = ✅ Прийняти
leagues-button-refuse = Відхилити
leagues-prompt-accept = Напишіть правильні числа через пробіл – працівників, низький, середній, високий рівень – і чому.
leagues-figures-placeholder = 120 10 20 5 За листом громади
leagues-prompt-refuse = Чому числа лишаються? Відповідь прочитає голова.
leagues-wrong-figures = Очікуємо чотири числа й причину, наприклад: 120 10 20 5 За листом громади. Сертифікованих не більше, ніж працівників.
leagues-decided = Записали й повідомили голову.
leagues-decided-before = Це заперечення вже розглянули.
leagues-button-publish = 📣 Опублікувати
leagues-publish-ask = Опублікувати рейтинг громад: { $count }? Цієї версії вже не змінити; виправлення стане наступною версією, поруч із нею.
leagues-published =
    { $how ->
       *[yes] Опубліковано.
        [before] Опублікувати не можна: рейтинг уже опубліковано або вікно ще не відкривали.
        [early] Вікно заперечень ще відкрите.
        [undecided] Спершу вирішіть усі заперечення.
    }
leagues-button-post = 📝 Готовий допис
leagues-button-correct = ✏️ Виправити
leagues-prompt-correct = Напишіть громаду, двокрапку, чотири числа – працівників, низький, середній, високий рівень – і чому.
leagues-correct-placeholder = Овруцька: 120 10 20 5 Помилка в таблиці
leagues-not-corrected = Нічого не змінили. Перевірте назву громади й числа: «Овруцька: 120 10 20 5 Помилка в таблиці». Сертифікованих не більше, ніж працівників.
leagues-corrected =
    Готово, версія { $version }. Попередня лишилася.

    { $changes }
leagues-button-versions = 🗂 Версії: { $count }
leagues-versions = <b>Опубліковані версії</b>
leagues-version-line = <b>Версія { $version }</b>, відбиток { $hash }
leagues-button-version-draw = 🖼 Версія { $version }
leagues-button-version-excel = 📊 Версія { $version }
leagues-gone = Такого рейтингу немає.
leagues-excel-file = рейтинг-{ $quarter }-версія-{ $version }.xlsx
