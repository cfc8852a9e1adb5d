# Чого бот вчиться від працівників: вони надсилають готову відповідь, редактор бере формулювання в пошук.

lessons-button-send = 📨 { $title }
lessons-answered = На це вже відповідають, відповіли або не відповідатимуть.
lessons-gone = Цього запитання чи цієї відповіді вже немає.
lessons-none = Бот ще нічого не навчився. Натисніть відповідь під запитанням у чаті відділу: людина її отримає, а формулювання з’явиться тут.
lessons-list =
    <b>Чого навчився бот</b>

    Чекає на рішення: { $candidates }. У пошуку: { $in_use }.

    { $lines }
lessons-line-candidate =
    { $number }. «{ $text }» → { $answer }
    <i>Так відповідь дано: { $by }</i>
lessons-line-in-use =
    { $number }. ✅ «{ $text }» → { $answer }
    <i>У пошуку: { $by }</i>
lessons-button-take = ✅ Навчити: { $number }
lessons-button-reject = 🗑 Не вчити: { $number }
lessons-button-take-back = ↩️ Забрати: { $number }
lessons-taken = Навчили: тепер бот відповідає на це сам.
lessons-taken-back = Забрали: бот цього більше не вчиться.
lessons-decided = Це вже вирішили.
