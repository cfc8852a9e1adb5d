# Сторінки для всіх, без Telegram: запитання, відповіді, картки.

public-name = Цифрова довідка Житомирщини
public-description = Відповіді про документи в Дії, єМалятко, Дія.Освіту і звернення від відділу цифрового розвитку Житомирської ОВА.
public-begin = Запитайте своїми словами
public-begin-label = Ваше запитання
public-begin-help = Наприклад: не беруть паспорт у Дії. Без імен, номерів і кодів.
public-ask = Запитати інше
public-button-find = Знайти
public-button-cards = 🪪 Не приймають Дію?
public-all = Усі теми
public-themes = Теми
public-all-of-theme =
    Усі { $count ->
        [one] { $count } відповідь
        [few] { $count } відповіді
       *[many] { $count } відповідей
    }
public-theme-description = { $theme }: відповіді відділу цифрового розвитку Житомирської ОВА, із джерелами й датами.
public-guides = Крок за кроком – у Telegram
public-sources = Джерела
public-review-by = Переглянемо до { $date }.
public-did-it-help = Чи допомогло?
public-button-yes = 👍 Так
public-button-no = 👎 Ні
public-rated = Дякуємо, врахували
public-rated-yes = Хто ви, ми не знаємо й не зберігаємо.
public-rated-no = Шкода, що не допомогло. Запитайте інакше вгорі або зверніться до людини.
public-rated-anew = Відповідь щойно змінилася. Прочитайте її й оцініть ще раз.
public-related = Про це теж питають
public-own-page = Постійна адреса цієї відповіді
public-more = Більше про це
public-none-of-these = Жодне з цього?
public-ask-otherwise = Запитайте коротко, іншими словами, або зверніться до людини.
public-unknown = Відповіді на це ми не знаємо
public-no-words = У запитанні немає слів
public-unknown-why = Розповідаємо про документи в Дії, єМалятко, Дія.Освіту і звернення. Запитайте коротко, іншими словами, або оберіть тему.
public-small-talk = Запитайте своїми словами
public-outside = Куди з цим звернутися
public-rest = Цього ми не розповідаємо
public-in-bot-only = Це можна зробити в боті або телефоном.
public-leave-title = Не знайшли потрібного?
public-leave-why = Залиште запитання відділу: за такими запитаннями ми додаємо відповіді. Сюди відповісти не зможемо, бо не знаємо, хто ви.
public-leave-agreed = Дозволяю зберегти моє запитання. Номери й пошту в ньому буде приховано.
public-button-leave = Залишити запитання
public-leave-heading = Залишити запитання відділу
public-not-agreed = Поставте позначку, якщо запитання можна зберегти. Без неї ми нічого не зберігаємо.
public-left = Запитання збережено
public-left-why = Дякуємо. Його прочитає відділ. Хто ви, ми не знаємо; потрібна відповідь саме вам – запитайте в Telegram або телефоном.
public-danger-now = Потрібна допомога зараз
public-danger-not-kept = Ваших слів ми не зберегли, і в адресі цієї сторінки їх немає. Ішлося про інше? Запитайте вгорі інакше.
public-danger-title = Небезпека? Телефонуйте
public-danger-112 = екстрена допомога
public-danger-101 = пожежа
public-danger-102 = поліція
public-danger-103 = швидка
public-danger-104 = газ
public-danger-1547 = домашнє насильство
public-danger-psychologist = психологічна підтримка
public-person-title = Потрібна людина?
public-in-telegram = Запитати в Telegram
public-button-telegram = Запитати в Telegram
public-button-person = ☎ Зателефонувати
public-hotline-oblast = Гаряча лінія Житомирської ОВА:
public-hotline-government = Урядова гаряча лінія, цілодобово й безоплатно:
public-department-address = Пошта: { $address }
public-department-mail = Електронна пошта:
public-department-site = Сайт:
public-what-is-kept = Ця сторінка не зберігає ні адреси, ні слів, ні файлів cookie. Запитання лишається в нас, тільки якщо ви самі це дозволите. Це довідка, а не офіційне звернення.

public-cards = Не приймають документ у Дії
public-cards-description = Який документ у Дії де мусять прийняти, за яким правилом, і що сказати, якщо відмовили.
public-cards-which-document = Який документ не приймають? Далі оберете місце – і буде картка для посадової особи або порада для вас.
public-cards-where = { $document }: де саме?
public-cards-which-place = Спочатку – місця, де документ допоможе напевно.
public-places-description = { $name }: де мусять прийняти в Дії, де спершу перевіряють код, а де потрібен фізичний документ.
public-button-show = Показати на весь екран
public-card-show-why = Великими літерами на білому – для посадової особи. Запропонуйте просканувати код.
public-card-picture = Картка картинкою
public-card-keep = Зберегти картинку
public-card-say = Скажіть
public-card-carry = Майте із собою
public-card-complain = Не допомогло?
public-card-accepted = Що приймають: { $at }
public-card-refused = Не прийняли?
public-card-refused-why = Запишіть час, місце й назву установи. У боті це займе хвилину, і відділ розбереться.
public-button-report = 🚫 Повідомити в Telegram
public-button-refused = Що робити далі

public-not-there = Такої сторінки немає
public-not-there-why = Її перенесли, або в адресі помилка. Запитайте вгорі своїми словами або оберіть тему.
public-not-read = Не вдалося прочитати надіслане
public-not-read-why = Запитайте ще раз, коротше: вистачить одного речення.
public-foreign = Дію не виконано
public-foreign-why = Її надіслала не наша сторінка. Відкрийте довідку й повторіть там.
public-too-often = Забагато запитів
public-too-often-why = З вашої мережі прийшло багато запитів. Зачекайте хвилину й спробуйте ще раз.
public-failed = Не вийшло
public-failed-why = Стався збій, і ми його записали. Спробуйте ще раз за хвилину. Небезпека – телефонуйте 112.

public-poster-place =
    <b>{ $title }</b>

    QR-код відкриє сторінку, навіть без Telegram; на ній є й кнопка бота. Один плакат – без назви місця; на аркуші місця буде видно, де плакат працює.
public-button-poster = 🌐 QR на сторінку
public-button-poster-bot = 💬 QR у Telegram
public-poster-caption =
    Плакат «{ $title }», А4, { $pages ->
        [one] { $pages } аркуш
        [few] { $pages } аркуші
       *[many] { $pages } аркушів
    }. QR-код відкриває сторінку з відповіддю.
