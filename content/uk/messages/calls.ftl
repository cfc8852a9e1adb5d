# Дзвінки тим, хто не виконав доручення.

calls-heading =
    <b>Кому дзвонити: доручення № { $number }</b>
    { $count ->
        [one] У переліку { $count } посада
        [few] У переліку { $count } посади
       *[many] У переліку { $count } посад
    }, сьогодні дзвонили: { $called }. Натисніть назву, щойно людина знає.
calls-post = <b>{ $name }</b>: { $stage }. Чекаємо: { $lacking }.
calls-done = уже нічого
calls-holder =
    { $name }{ $phone ->
        [0] , телефону не залишили
       *[other] , { $phone }
    }
calls-office = Приймальня: { $phone }
calls-nobody = Людини в боті й телефону немає.
calls-last =
    { $today ->
        [true] ☎️ Сьогодні о { $at }
       *[other] ☎️ { $at }
    }, { $name }: { $outcome }.
calls-agreed = Домовилися: { $words }
calls-written = Бот писав { $at }.
calls-outcome =
    { $outcome ->
        [told] знають
        [acknowledged] ознайомлено
        [promised] обіцяли відповісти
        [no-answer] не взяли слухавки
       *[wrote] написали
    }
calls-button-told = ✅ { $name }
calls-button-no-answer = 🔕 Не взяли
calls-button-called = ☎️ { $name }: { $outcome }
calls-button-raion = Район: { $name }
calls-button-state = Стан: { $name }
calls-all = усі
calls-button-outcome =
    { $outcome ->
        [told] Знають про доручення
        [acknowledged] Ознайомлено
        [promised] Обіцяли відповісти
        [no-answer] Не взяли слухавки
       *[wrote] Ми написали
    }
calls-button-agreed = ✍️ Про що домовилися
calls-button-take-back = ↩️ Скасувати запис
calls-call =
    <b>{ $post }</b>
    Сьогодні о { $at }, { $name }: { $outcome }.
calls-prompt = Про що домовилися? Кількома словами, без зайвих особистих даних.
calls-placeholder = Відповідь до п’ятниці
calls-kept = Записали.
calls-taken-back = Запис скасовано.
calls-too-late = Змінити можна лише сьогоднішній запис.
