# Випадки, які відділ передав голові громади.

passed-button = 🚫 Випадки у вашій громаді: { $count }
passed-title = <b>Випадки, які вам передав відділ: { $count }</b>
passed-line = • { $number }: { $place }, { $document }
passed-button-answer = ✍️ Відповісти: { $number }
passed-prompt = Що зроблено у випадку з внутрішнім номером { $number }? Відповідь прочитає відділ.
passed-placeholder = Поговорили з установою
passed-answered = Дякуємо, відповідь додано до випадку.
passed-gone = Цей випадок уже закрито або його передано не вам.
passed-for-staff =
    <b>Голова громади відповідає: { $number }</b>
    { $post }: { $text }
