# Плакати з QR-кодом.

posters-choose-theme = З якої теми зробити плакат?
posters-choose = { $theme }: що буде на плакаті?
posters-place =
    <b>{ $title }</b>

    Один плакат – без назви місця. Для установи й для громад – по аркушу на кожне місце: буде видно, де плакат працює.
posters-button-one = Один плакат
posters-button-all = Набір для 66 громад
posters-button-bodies = 🏥 Для установи
posters-button-all-bodies = Усі установи: { $count }
posters-which-body = Де висітиме плакат? На аркуші буде назва установи, і буде видно, скількох він привів.
posters-no-bodies = Установ у боті ще немає. Додайте лікарню чи школу: /staff → «Посади» → «Інші установи».
posters-invitation = Кілька запитань – і ви знаєте, що зробити саме вам.
posters-hromada = { $name } громада.
posters-caption =
    Плакат «{ $title }», А4, { $pages ->
        [one] { $pages } аркуш
        [few] { $pages } аркуші
       *[many] { $pages } аркушів
    }. QR-код відкриває це в боті.
posters-anywhere = окремий плакат
posters-visits =
    <b>Плакати привели за 90 днів: { $total ->
        [one] { $total } відвідування
        [few] { $total } відвідування
       *[many] { $total } відвідувань
    }</b>

    { $lines }
posters-visit = { $visits } – { $title } ({ $place })
posters-no-visits = За 90 днів за плакатами ще ніхто не приходив.
