# Списки працівників: таблиця для імпорту.

members-column-name = ПІБ
members-column-body = Установа
members-column-unit = Підрозділ
members-dry-run =
    Рядків: { $rows }. Нових людей: { $new }. Уже є: { $known }. Зміниться стан: { $changed }. Не беруть участі: { $exempt }. Повторів: { $twice }. З помилками: { $refused }. Нових установ: { $bodies }.
members-new-bodies =
    Нові установи: { $names }{ $more ->
        [0] .
       *[other] {" "}і ще { $more }.
    }
members-elsewhere = Такі імена вже є в тій самій установі в іншому підрозділі; запишемо окремо: { $names }
members-exempt-why = Причину неучасті не зберігаємо: відомостям про здоров’я й службу людей у месенджері не місце.
members-doubles = Повтори, рахуємо один раз: { $names }
members-taken = Записали. Нових людей: { $count }.
members-not-taken = Таблиця змінилася або має помилки: нічого не записали.
