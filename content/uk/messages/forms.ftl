# Форми: запитання одне за одним.

forms-button-skip = Пропустити
forms-button-empty = Порожньо
forms-button-cancel = Скасувати
forms-button-review = Досить, перевірити
forms-button-change = ✏️ { $title }
forms-line = <b>{ $title }:</b> { $answer }
forms-empty = –
forms-words-wanted = Напишіть, будь ласка, словами.
forms-too-long = Задовго: { $length } знаків, а можна до { $most }. Напишіть коротше.
-days-past = «учора», «у понеділок», «три дні тому» або «15.11»
-days-ahead = «завтра», «у п’ятницю», «через два тижні» або «15.12»
forms-named = <i>Ви заповнюєте: { $name }.</i>
forms-gone = Цього вже немає: форму надіслано або скасовано.
