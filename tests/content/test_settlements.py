"""The settlements of the oblast."""

from __future__ import annotations

from collections import Counter

from content.hromadas import load_hromadas
from content.settlements import load_settlements, settlement_by_katottg


def test_there_are_1668_each_in_its_hromada() -> None:
    settlements = load_settlements()
    assert Counter(each.kind for each in settlements) == {"м.": 12, "сел.": 61, "с.": 1595}
    assert len({each.katottg for each in settlements}) == 1668
    assert {each.hromada for each in settlements} == set(load_hromadas())
    assert settlement_by_katottg(settlements[0].katottg) == settlements[0]
    assert settlement_by_katottg("h02001") is None


def test_the_centre_of_a_hromada_is_one_of_its_settlements() -> None:
    for hromada in load_hromadas():
        centre = hromada.centre.split(" ", 1)[1]
        assert centre in {each.name for each in load_settlements() if each.hromada == hromada}
