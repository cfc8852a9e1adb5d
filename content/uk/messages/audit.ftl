# Журнал: хто що зробив, прочитав чи вивантажив.

audit-lines =
    <b>Журнал</b>

    { $lines }
audit-empty = Журнал порожній.
audit-line = { $at } – { $actor } – { $action }: { $object }
audit-sentence = { $at } – { $actor } – { $what }
audit-sentence-notice-approved =
    доручення № { $number } схвалено до надсилання{ $first ->
        [none] {""}
       *[other] {" "}терміново: { $first }{ $rest ->
            [none] {""}
           *[other] {" "}{ $rest }
        }
    }
audit-sentence-notice-stopped = доручення № { $number } зупинено до надсилання
audit-sentence-notice-sent = доручення № { $number } надіслано, посад: { $first }
audit-sentence-notice-reviewed = термінове доручення № { $number } переглянуто
audit-sentence-notice-corrected = доручення № { $number } виправлено, редакція { $first }
audit-sentence-notice-moved = доручення № { $number }: новий строк – { $first }, посад: { $rest }
audit-sentence-notice-ended =
    доручення № { $number } { $first ->
        [closed] закрито достроково
       *[withdrawn] відкликано
    }{ $rest ->
        [none] {""}
       *[other] : { $rest }
    }
audit-bot = бот
audit-button-older = Давніші →
audit-button-excel = 📊 Excel
audit-excel = Журнал, найновіші рядки перші.
audit-file = журнал.xlsx
audit-sheet = Журнал
audit-headings = Коли | Хто (номер у Telegram) | Що | З чим | Подробиці
audit-invite-made = створено запрошення
audit-invite-revoked = скасовано запрошення
audit-post-taken = обійнято посаду
audit-post-left = звільнено посаду
audit-post-delegated = прийнято доручення
audit-taking-undone = повернуто посаду
audit-post-confirmed = підтверджено посаду
audit-body-added = додано установу
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
audit-settlements-imported = завантажено населені пункти
audit-members-imported = внесено список працівників установ
audit-member-changed = змінено участь у сертифікації
audit-drive-changed = змінено сертифікацію
audit-certificate-decided = рішення про сертифікат
audit-mailing-approved = схвалено розсилку
audit-mailing-changed = змінено розсилку
audit-data-read = переглянуто дані
audit-data-exported = вивантажено дані
audit-data-deleted = видалено дані
