# Форми: запитання одне за одним.

forms-button-skip = Пропустити
forms-button-cancel = Скасувати
forms-button-review = Досить, перевірити
forms-button-change = ✏️ { $title }
forms-line = <b>{ $title }:</b> { $answer }
forms-empty = –
forms-gone = Цього вже немає: форму надіслано або скасовано.
