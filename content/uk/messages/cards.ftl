# Картка закону: посадовцеві – картинка, людині – слова.

cards-button = 🪪 Показати закон
cards-which-document = Який документ не приймають? Оберіть – і за два натискання буде картка для посадової особи або порада для вас.
cards-which-place = Де саме? Одразу підкажемо.
cards-must-accept = Будь ласка, прийміть документ у Дії
cards-after-check = Будь ласка, перевірте код і прийміть
cards-required = Тут потрібен фізичний документ
cards-act = Прямого правила для цього місця ми не знайшли
cards-another = Тут потрібен інший документ
cards-unknown = Напевно про цей випадок ми не знаємо
cards-subject = { $name } – { $at }
cards-check-title = Як перевірити за хвилину
cards-shown-title = Що показують
cards-required-title = Що зробити
cards-check = Відкрийте застосунок Дія, оберіть сканер і наведіть на код. Код діє близько трьох хвилин; потім його оновлюють.
cards-required-check = Код у застосунку тут не допоможе: покажіть фізичний документ.
cards-call = Сумніви? Урядова гаряча лінія 1545, цілодобово, безоплатно.
cards-source-checked = Відділ цифрового розвитку Житомирської ОВА. Звірено { $date }: { $by }.
cards-source-copies = Відділ цифрового розвитку Житомирської ОВА. За збереженими копіями, { $date }.
cards-caption =
    <b>{ $verdict }</b>
    { $subject }. { $norms }

    { $do }
cards-caption-show = Покажіть картку й запропонуйте просканувати код. Прийняли?
cards-caption-required = Картка пояснює, чому код тут не допоможе. Покажіть фізичний документ.
cards-text =
    <b>{ $verdict }</b>
    { $subject }

    { $norms }

    <b>{ $checktitle }.</b> { $check }

    { $call }
    <i>{ $source }</i>
cards-norm = { $title }. { $says }
cards-norm-link = <a href="{ $url }">{ $title }</a>. { $says }
cards-advice =
    <b>{ $verdict }</b>
    { $subject }

    { $lines }
cards-why = { $text }
cards-why-act = Акт про документ є, але чи зобов’язує він саме це місце, ми не знаємо. Тож картки для посадової особи немає – скажіть і покажіть документ.
cards-why-another = Цей документ особи тут не підтверджує, або його тут не питають.
cards-why-unknown = Правила, яке точно діє сьогодні, ми не маємо, тож нічого не обіцяємо.
cards-say = { $text } Прошу перевірити код. Якщо не берете – назвіть, будь ласка, правило.
cards-advice-say = <b>Скажіть:</b> «{ $text }»
cards-advice-carry = <b>Майте із собою.</b> { $text }
cards-advice-complain =
    <b>Не допомогло?</b>
    { $lines }
cards-complaint = – { $name }: { $contact }
cards-line = – Урядова гаряча лінія 1545, цілодобово, безоплатно.
cards-advice-source = <i>{ $source }</i>
cards-passport-accepted = Паспорт у Дії тут приймають.
cards-passport-after-check = Паспорт у Дії тут приймають, перевіривши код.
cards-passport-required = Тут потрібен фізичний паспорт.
cards-accepted-here = <b>Що приймають: { $at }</b>
cards-accepted-nowhere = Такого документа в Дії ми тут не знаємо. Візьміть фізичний.
cards-button-passport = 🪪 Картка паспорта
cards-button-accepted-here = 📋 Що тут приймають
cards-button-accepted = ✅ Прийняли
cards-button-refused = 🚫 Не прийняли
cards-button-text = 📄 Словами
cards-button-places = ← Інше місце
cards-thanks = Добре. Дякуємо, що сказали.
cards-gone = Цієї картки вже немає. Оберіть документ ще раз.
