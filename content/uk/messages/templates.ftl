# Шаблони доручень.

templates-button = 📋 Зі шаблону
templates-button-save = 💾 Як шаблон
templates-button-delete = 🗑
templates-button-sure = Так, видалити
templates-button-form = 📋 { $name }
templates-list =
    <b>Шаблони доручень</b>

    Оберіть шаблон. Текст, поля, файли, адресати й строк будуть ті самі; усе можна змінити перед надсиланням.
templates-none = Шаблонів ще немає. Відкрийте доручення й натисніть «Як шаблон».
templates-saved = Збережено шаблон «{ $name }». Він у «Доручення» → «Зі шаблону».
templates-ask = Видалити шаблон «{ $name }»? Надіслані за ним доручення лишаться.
