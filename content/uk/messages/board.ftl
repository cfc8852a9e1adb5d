# Дошка доручення: хто де.

board-title = Доручення № { $number }, строк до { $due }
board-heading = <b>{ $title }</b>
board-count = { $sign } { $what }: { $count }
board-late = Прострочили: { $names }.
board-bodies = Інші
board-raion = <b>{ $raion }</b>: { $stages }.
board-late-word = прострочено
board-untold = не повідомлено
board-told = повідомлено
board-acknowledged = ознайомлено
board-done = виконано
board-released = не до них
board-column-raion = Район
board-column-place = Громада
board-column-stage = Стан
board-column-due = Строк
board-column-told = Повідомлено
board-column-acknowledged = Ознайомлено
board-column-how = Як
board-column-replied = Відповідь
board-column-declined = Чому не до них
board-how-telegram = Telegram
board-how-email = пошта
board-how-phone = телефон
