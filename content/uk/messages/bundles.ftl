# Довідка для справи (PDF): що надіслано громаді і що вона відповіла.

bundles-title = Довідка про доручення № { $number }
bundles-post = Кому: { $post }
bundles-due = Строк: до { $due }
bundles-sent = Надіслано: { $at }
bundles-told = Повідомлено: { $at }
bundles-acknowledged = Ознайомлено: { $at }
bundles-replied = Відповідь: { $at }
bundles-released = Відділ погодився, що це не до посади: { $at }
bundles-who = Хто ознайомився: { $name }
bundles-how = Як ознайомлено: { $how }
bundles-version = Відповідь, версія { $number }, { $at }
bundles-foot = Сформовано ботом відділу цифрового розвитку Житомирської ОВА { $at }. Довідка, не офіційний документ.
bundles-button = 📁 Довідка для справи
bundles-file = доручення-{ $number }.pdf
