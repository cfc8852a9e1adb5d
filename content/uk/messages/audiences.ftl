# Кому йде розсилка.

audiences-theme = хто обрав новини «{ $theme }»
audiences-title =
    { $title ->
       *[head] голови громад
        [cdto] заступники й заступниці з цифрового розвитку
        [coordinator] координатори й координаторки сертифікації
        [maternity] контакти пологових
    }
audiences-staff = працівники відділу
audiences-nobody = ще не обрано
audiences-everywhere = уся область
audiences-hromadas = { $count ->
    [one] { $count } громада
    [few] { $count } громади
   *[many] { $count } громад
}
audiences-excluded = крім: { $names }
audiences-active = хто звертався за останні { $days ->
    [one] { $days } день
    [few] { $days } дні
   *[many] { $days } днів
}
audiences-acknowledged = хто ознайомився з дорученням № { $number }
audiences-certified = хто здав усе в сертифікації № { $number }
audiences-not-certified = хто ще не здав у сертифікації № { $number }
audiences-not-acknowledged = хто не ознайомився з дорученням № { $number }
audiences-no-place = громаду не вказано

audiences-table-dry-run = Рядків: { $rows }. Громад: { $hromadas }. { $raions ->
        [none] {""}
       *[other] Цілих районів: { $raions }.{" "}
    }Повторів: { $twice }. З помилками: { $refused }.
audiences-table-gone =
    Більше не обрані: { $names }{ $more ->
        [0] .
       *[other] {" "}і ще { $more }.
    }
