"""The hromadas of the oblast."""

from collections import Counter

from content.hromadas import load_hromadas


def test_there_are_66_in_four_raions_each_with_a_mark_of_its_own() -> None:
    hromadas = load_hromadas()
    assert Counter(each.raion for each in hromadas) == {
        "Бердичівський": 10,
        "Житомирський": 31,
        "Звягельський": 12,
        "Коростенський": 13,
    }
    assert Counter(each.kind for each in hromadas) == {"міська": 12, "селищна": 22, "сільська": 32}
    assert len({each.slug for each in hromadas}) == 66
    assert {each.name for each in hromadas if each.name.startswith("Город")} == {"Городницька", "Городоцька"}
    assert all(each.katottg.startswith("UA18") and len(each.katottg) == 19 for each in hromadas)
