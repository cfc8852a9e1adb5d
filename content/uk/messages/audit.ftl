# Журнал: хто що зробив, прочитав чи вивантажив.

audit-lines =
    <b>Журнал</b>

    { $lines }
audit-empty = Журнал порожній.
audit-line = { $at } – { $actor } – { $object }: { $deed }
audit-deed = { $action }: { $detail }
audit-sentence-notice-approved =
    схвалено до надсилання{ $first ->
        [none] {""}
       *[other] {" "}терміново: { $first }{ $rest ->
            [none] {""}
           *[other] {" "}{ $rest }
        }
    }
audit-sentence-notice-stopped = зупинено до надсилання
audit-sentence-notice-sent = надіслано, посад: { $first }
audit-sentence-notice-reviewed = термінове надсилання переглянуто
audit-sentence-notice-corrected = виправлено, редакція { $first }
audit-sentence-notice-moved = новий строк – { $first }, посад: { $rest }
audit-sentence-notice-ended =
    { $first ->
        [closed] закрито достроково
       *[withdrawn] відкликано
    }{ $rest ->
        [none] {""}
       *[other] : { $rest }
    }
audit-bot = бот
audit-person = людина № { $number }
audit-button-search = 🔎 Знайти
audit-button-bot = 🤖 Що зробив сам бот
audit-button-all = Увесь журнал
audit-prompt = Що знайти? Напишіть день («25.11»), ім’я працівниці чи працівника або назву чи номер: «ЖТ-2026-000003», «розсилка № 2», «Овруцької громади».
audit-placeholder = ЖТ-2026-000003
audit-not-found = Такого в журналі немає. Напишіть день, ім’я, назву або номер інакше.
audit-object =
    { $what ->
        [audit] журнал
        [case] випадок № { $number }
        [cases] випадки
        [certificate] сертифікат № { $number }
        [contacts] контакти
        [drive] сертифікація № { $number }
        [invites] запрошення голів
        [joining] заявка на участь № { $number }
        [lesson] формулювання № { $number }
        [league] рейтинг № { $number }
        [mailing] розсилка № { $number }
        [member] учасник чи учасниця № { $number }
        [members] списки учасників
        [notice] доручення № { $number }
        [notices] таблиця доручень
        [obligation] дзвінок про доручення, запис { $number }
        [figures] показники
        [person] дані людини
        [question] запитання № { $number }
        [ready] готові відповіді
        [settlements] населені пункти
        [event] подія № { $number }
        [answer] відповідь { $number }
        [norm] норма { $number }
        [search] пошук
        [admin] роль: адміністратор або адміністраторка
        [operator] роль: оператор або операторка
       *[other] { $what } { $number }
    }
audit-broadcast = розсилка № { $number }
audit-event = подія «{ $title }»
audit-drive = сертифікація «{ $title }»
audit-own-message = повідомлення від бота № { $number }
audit-detail =
    { $what ->
        [taken] взято в роботу
        [let-go] відпущено
        [answered] надіслано відповідь
        [forwarded] передано
        [closed] закрито
        [opened] відкрито
        [made] створено
        [until] строк до { $value }
        [linked-with] об’єднано з { $value }
        [unlinked] роз’єднано
        [corrected] виправлено місце: { $value }
        [accepted] { $value } прийнято
        [refused] { $value } відхилено
        [undone] рішення скасовано
        [released] { $value }: більше не потрібно
        [stands] { $value }: лишається в силі
        [extended] { $value }: строк подовжено
        [not-extended] { $value }: строк не подовжено
        [telegram] { $value } у Telegram
        [email] { $value } поштою
        [phone] { $value } телефоном
        [holder] на посаду
        [delegate] за дорученням на час
        [role] на роль
        [admin] адміністратор або адміністраторка
        [operator] оператор або операторка
        [tenure] { $value }
        [version] { $value } версія
        [own] за даними бота: { $value }
        [ministry] за таблицею Міністерства: { $value }
        [sample] зразок: { $value }
        [command-line] з командного рядка
        [emergency] терміново
        [event-approved] схвалено до відкриття
        [event-stopped] зупинено до відкриття
        [event-opened] відкрито
        [event-moved] перенесено на { $value }
        [event-session] скасовано одну зустріч
        [event-relocated] змінено місце
        [event-closed] запис закрито
        [event-reopened] запис відкрито знову
        [event-cancelled] скасовано
        [event-held] відбулася
        [event-attendance] змінено присутність, запис № { $value }
        [event-scanned] відскановано код, запис № { $value }
        [mailing-held] чекає свого часу
        [mailing-running] надсилається далі
        [mailing-paused] на паузі
        [mailing-finished] завершено
        [mailing-cancelled] зупинено
        [mailing-reviewed] переглянуто
        [mailing-emergency] терміново
        [mailing-paid] платне прискорення: { $value ->
            [0] ні
           *[other] так
        }
        [mailing-again-failed] надіслано ще раз невдалим
        [mailing-again-unknown] надіслано ще раз невідомим
       *[other] { $value }
    }
audit-button-older = Давніші →
audit-button-excel = 📊 Excel
audit-excel = Журнал, найновіші рядки перші.
audit-sheet = Журнал
audit-headings = Коли | Хто | Номер у Telegram | З чим | Що зроблено
audit-file = журнал.xlsx
audit-invite-made = створено запрошення
audit-invite-revoked = скасовано запрошення
audit-post-taken = обійнято посаду
audit-post-left = звільнено посаду
audit-post-delegated = прийнято доручення
audit-taking-undone = повернуто посаду
audit-post-confirmed = підтверджено посаду
audit-body-added = додано установу
audit-bodies-merged = об’єднано з другим записом цієї установи
audit-role-taken = отримано роль
audit-role-removed = забрано роль
audit-person-banned = обмежено людину
audit-ban-lifted = знято обмеження
audit-post-email = адреса пошти посади
audit-post-phone = телефон посади
audit-notice-approved = схвалено доручення чи його виправлення
audit-notice-stopped = зупинено доручення до надсилання
audit-notice-sent = надіслано доручення
audit-notice-reviewed = переглянуто термінове доручення
audit-notice-corrected = виправлено доручення
audit-notice-moved = перенесено строк доручення
audit-notice-ended = закрито чи відкликано доручення
audit-notice-acknowledged = ознайомлення з дорученням
audit-notice-taken-back = ознайомлення скасовано
audit-notice-told = про доручення повідомлено інакше
audit-notice-called = дзвінок про доручення
audit-notice-call-taken-back = запис про дзвінок скасовано
audit-notice-declined = «не до нас» на доручення
audit-notice-extension = прохання про довший строк
audit-notice-decided = рішення про доручення
audit-notice-replied = відповідь на доручення
audit-league-imported = завантажено дані рейтингу
audit-league-opened = відкрито вікно заперечень рейтингу
audit-league-decided = рішення про заперечення в рейтингу
audit-league-published = опубліковано рейтинг
audit-league-corrected = виправлено опублікований рейтинг
audit-case-changed = змінено випадок
audit-question-changed = змінено запитання
audit-ready-kept = збережено
audit-ready-removed = прибрано
audit-settlements-imported = завантажено населені пункти
audit-members-imported = внесено список працівників установ
audit-member-changed = змінено участь у сертифікації
audit-drive-changed = змінено сертифікацію
audit-certificate-decided = рішення про сертифікат
audit-mailing-approved = схвалено розсилку
audit-mailing-changed = змінено розсилку
audit-by-door =
    { $deed } { $door ->
        [app] (на сторінці, з Telegram)
        [link] (на сторінці, з браузера)
       *[demo] (на сторінці)
    }
audit-pages-entered = вхід на сторінки
audit-pages-left = вихід зі сторінок
audit-pages-closed = закрито всі входи на сторінки
audit-event-changed = змінено подію
audit-answer = відповідь «{ $title }»
audit-answer-published = опубліковано новий текст
audit-answer-put-back = повернено попередній текст
audit-norm = норма «{ $title }»
audit-content-checked = звірено з джерелами
audit-content-check-taken-back = забрано позначку про звірку
audit-search-learnt = пошук навчається
audit-search-put-back = повернено попереднє навчання пошуку
audit-lesson = формулювання «{ $text }» → { $answer }
audit-lesson-taken-in = взято в пошук
audit-lesson-dismissed = не взято в пошук
audit-lesson-taken-back = забрано з пошуку
audit-data-read = переглянуто дані
audit-data-exported = вивантажено дані
audit-data-deleted = видалено дані
