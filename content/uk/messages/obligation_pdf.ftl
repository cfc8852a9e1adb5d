# Довідка для справи (PDF): що надіслано громаді і що вона відповіла.

obligation-pdf-title = Довідка про доручення № { $number }
obligation-pdf-post = Кому: { $post }
obligation-pdf-deadline = Строк: до { $due }
obligation-pdf-sent = Надіслано: { $at }
obligation-pdf-told = Повідомлено: { $at }
obligation-pdf-acknowledged = Ознайомлено: { $at }
obligation-pdf-replied = Відповідь: { $at }
obligation-pdf-released = Відділ погодився, що це не до посади: { $at }
obligation-pdf-who = Хто ознайомився: { $name }
obligation-pdf-via = Як ознайомлено: { $via }
obligation-pdf-version = Відповідь, версія { $number }, { $at }
obligation-pdf-foot = Складено ботом відділу цифрового розвитку Житомирської ОВА { $at }. Довідка, не офіційний документ.
obligation-pdf-button = 📁 Довідка для справи
obligation-pdf-file = доручення-{ $number }.pdf
