# Картка закону, яку показують посадовцеві.

cards-button = 🪪 Показати закон
cards-which-document = Який документ не приймають? Оберіть – і за два натискання буде картка для посадовця.
cards-which-place = Де саме? Одразу покажемо картку.
cards-must-accept = Будь ласка, прийміть документ у Дії
cards-after-check = Будь ласка, перевірте код і прийміть
cards-required = Тут потрібен фізичний документ
cards-reviewing = Норму для цього випадку перевіряємо
cards-subject = { $name } – { $at }
cards-note-reviewing = Обіцяти обов’язку не можемо. Просимо перевірити код і вирішити на місці.
cards-note-required = Дія тут не замінює документа.
cards-check-title = Як перевірити за хвилину
cards-border-title = Що зробити
cards-check = Відкрийте застосунок Дія, оберіть сканер і наведіть на код. Код діє близько трьох хвилин; потім його оновлюють.
cards-check-border = Код у Дії тут не допоможе: покажіть фізичний документ.
cards-call = Сумніви? Урядова гаряча лінія 1545, цілодобово, безоплатно.
cards-source = Відділ цифрового розвитку Житомирської ОВА. Звірено { $date }.
cards-caption =
    <b>{ $verdict }</b>
    { $subject }. { $norms }

    Покажіть картку й запропонуйте просканувати код. Прийняли?
cards-text =
    <b>{ $verdict }</b>
    { $subject }

    { $norms }

    <b>{ $checktitle }.</b> { $check }

    { $call }
    <i>{ $source }</i>
cards-norm = { $title }. { $says }
cards-button-accepted = ✅ Прийняли
cards-button-refused = 🚫 Не прийняли
cards-button-text = 📄 Словами
cards-button-places = ← Інше місце
cards-thanks = Добре. Дякуємо, що сказали.
cards-gone = Цієї картки вже немає. Оберіть документ ще раз.
