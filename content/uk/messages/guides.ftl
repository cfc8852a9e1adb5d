# Путівники: кілька запитань і що саме зробити.

guides-step =
    <b>{ $title }</b>
    Запитання { $number }, усього не більше { $most }.

    { $question }
guides-ending =
    <b>{ $title }</b>

    { $text }
