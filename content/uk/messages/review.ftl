# Сертифікати, які чекають на рішення людини.

review-button = 🔎 Перевірити сертифікати: { $count }
review-title =
    { $count ->
        [0] Перевіряти нема чого.
       *[other] <b>Сертифікати чекають на рішення: { $count }</b>
    }
review-line = • № { $number } { $name }, { $code } – { $why }
review-button-one = № { $number } { $name }: { $course }
review-button-accept-all = ✅ Прийняти всі: { $count }
review-accept-ask =
    Прийняти сертифікати з цього списку: { $count }? Їх зарахуємо, і людям про це напишемо. Повернути цього не можна.{ $left ->
        [0] {""}
       *[other] {" "}Не приймемо: { $left } – бракує людини, курсу або це ваш власний.
    }
review-button-accept-sure = Так, прийняти: { $count }
review-button-refuse-all = ❌ Відмовити всім: { $count }
review-button-accept = ✅ Прийняти
review-button-refuse = ❌ Відмовити
review-button-file = 📎 Показати файл
review-button-is = 👤 { $name }, { $unit }
review-why = Чому відмовляємо? Людина прочитає причину.
review-reasons =
    Це сертифікат іншої людини
    Це не той курс
    Номера не знайшли на порталі
    Файл не читається
review-button-own-reason = ✍️ Інша причина
review-prompt-reason = Чому сертифікат не зараховано (№ { $number })? Людина прочитає вашу відповідь.
review-accepted =
    Прийняли: { $count }.{ $left ->
        [0] {""}
       *[other] {" "}Лишилося: { $left } – бракує людини, курсу або це ваш власний.
    }
review-refused =
    Відмовили: { $count }.{ $left ->
        [0] {""}
       *[other] {" "}Лишилося: { $left }.
    }
review-decided-before = Про цей сертифікат уже вирішено або він не з вашої установи.
review-held = Про сертифікат № { $number } вирішено. Людина прочитає про це за хвилину, доти можна скасувати.
review-button-undo = ↩️ Скасувати рішення
review-undone = Скасували: сертифікат знову чекає.
review-too-late = Пізно: людині вже сказано або вирішила інша людина.
