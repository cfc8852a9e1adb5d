# Випадки, які відділ передав голові громади.

forwarded-button = 🚫 Випадки у громаді: { $count }
forwarded-title = <b>Випадки, які вам передав відділ: { $count }</b>
forwarded-line = • { $number }: { $place }, { $document }
forwarded-button-answer = ✍️ Відповісти: { $number }
forwarded-prompt = Що зроблено у випадку { $number }? Відповідь прочитає відділ.
forwarded-answered = Дякуємо, відповідь додано до випадку { $number }.
forwarded-gone = Цей випадок уже закрито або його передано не вам.
forwarded-for-staff =
    <b>{ $number }: відповідь голови громади</b>
    { $text }
