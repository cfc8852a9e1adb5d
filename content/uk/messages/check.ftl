# Помилки у змісті: їх читають редактори.

check-mistake = { $file }:{ $line }: { $text }
check-broken-yaml = Не вдається прочитати YAML: { $text }
check-broken-message = Не вдається прочитати текст: { $text }
check-message-twice = Ключ { $key } уже є у файлі { $file }
check-missing-field = Бракує поля «{ $field }»
check-wrong-field = Поле «{ $field }» заповнено хибно
check-unknown-field = Невідоме поле «{ $field }»
check-not-showable = Telegram такого не покаже ({ $what }). Можна лише абзаци, **жирний**, *курсив*, посилання й прості списки
check-id-differs = id «{ $id }» має збігатися з назвою файлу
check-wrong-id = id має бути з малих латинських літер, цифр і дефісів, до { $most } знаків
check-long-title = Назва задовга: можна до { $most } знаків
check-body-length = Текст має { $length } знаків, а треба від { $least } до { $most }
check-no-source = Немає жодного джерела
check-wrong-address = Хибна адреса «{ $url }»: потрібна https://… латиницею
check-review-before-check = Дата review_by має бути пізніша за checked_on
check-wrong-theme = Хибний запис теми: { $text }
check-no-such-answer = Немає відповіді «{ $id }»
check-other-theme = У меню ця відповідь стоїть у темі «{ $theme }», а в самій відповіді вказано іншу
check-listed-twice = Відповідь «{ $id }» стоїть у меню двічі
check-not-in-menu = Відповіді «{ $id }» немає в меню (themes.yaml)
check-too-long = Повідомлення з цією відповіддю має { $length } знаків, а Telegram приймає { $most }
check-missing-message = Код просить текст { $key }, якого немає в messages
check-unused-message = Текст { $key } ніде не вживається
check-missing-value = Текст { $key } вживає ${ $name }, а код його не дає
check-not-golden = Запитання «{ $question }» не знаходить цієї відповіді. Натомість знайдено: { $found }
check-wrong-vocabulary = Хибний запис у search.yaml: { $text }
