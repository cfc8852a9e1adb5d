# Новини за темами й тихі години.

subscriptions-consent =
    <b>Новини відділу</b>

    Надсилатимемо новини лише з тем, які ви оберете, не частіше ніж треба й не вночі. Для цього збережемо ваш номер у Telegram і обрані теми. Нікому їх не передамо.

    Відмовитися можна будь-коли, одним натисканням. Погоджуєтеся?
subscriptions-button-agree = ✅ Погоджуюся
subscriptions-news =
    <b>Новини</b>

    { $count ->
        [0] Теми не обрано. Натисніть на ті, про які хочете знати.
        [one] Обрано { $count } тему.
        [few] Обрано { $count } теми.
       *[many] Обрано { $count } тем.
    }
subscriptions-button-on = ✅ { $theme }
subscriptions-button-off = ▫️ { $theme }
subscriptions-button-stop = Зупинити все
subscriptions-stopped = Новин більше не буде, згоду відкликано. Про ваші запитання писатимемо далі.
subscriptions-quiet =
    <b>Тихі години</b>

    У цей час ми не пишемо першими. Відповіді на ваші запитання приходять завжди.
subscriptions-silent =
    <b>Не турбуємо до { $until }</b>

    Відповіді на ваші запитання приходять завжди.
subscriptions-hours = { $start } – { $end }
subscriptions-no-hours = без тихих годин
subscriptions-button-silent =
    { $count ->
        [one] 🔕 Не турбувати { $count } день
        [few] 🔕 Не турбувати { $count } дні
       *[many] 🔕 Не турбувати { $count } днів
    }
subscriptions-button-speak = 🔔 Знову писати
