# Поля, які в розсилці пишуть у фігурних дужках: {громада}. Для кожної людини вони стають своїми словами.

-fields-offer = Поля, які кожна людина прочитає по-своєму: {"{"}{ fields-hromada }{"}"} – «Овруцька громада», {"{"}{ fields-of-hromada }{"}"} – «Овруцької громади», {"{"}{ fields-raion }{"}"} – «Коростенський район».
fields-hromada = громада
fields-of-hromada = громади
fields-raion = район
fields-raion-of = { $name } район
# Коли бот не знає громади людини:
fields-no-hromada = ваша громада
fields-no-of-hromada = вашої громади
fields-no-raion = ваш район
