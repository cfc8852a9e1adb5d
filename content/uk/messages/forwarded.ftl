# Випадки, які відділ передав голові громади.

forwarded-button = 🚫 Випадки у вашій громаді: { $count }
forwarded-title = <b>Випадки, які вам передав відділ: { $count }</b>
forwarded-line = • { $number }: { $place }, { $document }
forwarded-button-answer = ✍️ Відповісти: { $number }
forwarded-prompt = Що зроблено у випадку з внутрішнім номером { $number }? Відповідь прочитає відділ.
forwarded-placeholder = Поговорили з установою
forwarded-answered = Дякуємо, відповідь додано до випадку.
forwarded-gone = Цей випадок уже закрито або його передано не вам.
forwarded-for-staff =
    <b>{ $number }: голова громади відповідає</b>
    { $post }: { $text }
