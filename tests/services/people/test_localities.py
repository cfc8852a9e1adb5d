"""A locality is found by what people call it: their village above all."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.hromadas import load_hromadas
from content.library import Library
from content.settlements import Settlement, load_settlements
from services.people.localities import FURTHEST, Localities, Locality, nearest


@pytest.fixture(scope="module")
def localities(library: Library) -> Localities:
    return Localities(library)


def names(localities: Localities, text: str) -> list[str]:
    """«settlement/hromada» of each locality that is found, the likeliest first."""
    found = localities.find(text).localities
    return [f"{each.settlement.name if each.settlement else ''}/{each.hromada.name}" for each in found]


@pytest.mark.parametrize(
    ("typed", "hromada"),
    [
        ("Троянів", "Новогуйвинська"),
        ("с. Троянів", "Новогуйвинська"),
        ("я живу в селі Троянів", "Новогуйвинська"),
        ("troyaniv", "Новогуйвинська"),
        ("nhjzysd", "Новогуйвинська"),
        ("Мала П'ятигірка", "Андрушівська"),
        ("мала пʼятигірка", "Андрушівська"),
        ("нова-борова", "Новоборівська"),
        ("смт Любар", "Любарська"),
        ("Житомир", "Житомирська"),
        ("м. Баранівка", "Баранівська"),
        ("село Баранівка", "Малинська"),
        ("селище Червоне", "Червоненська"),
        ("Іванівка Малинської громади", "Малинська"),
        ("с. Іванівка, Малинська громада", "Малинська"),
        ("Рудня, Овруцька", "Овруцька"),
        ("Городище, Новогуйвинська громада", "Новогуйвинська"),
        ("Романівка Романівської громади", "Романівська"),
        ("Березівська громада", "Березівська"),
        ("Новоград-Волинський", "Звягельська"),
        ("бердичев", "Бердичівська"),
    ],
)
def test_one_place_is_meant(localities: Localities, typed: str, hromada: str) -> None:
    found = localities.find(typed)
    assert (found.sure, [each.hromada.name for each in found.localities]) == (True, [hromada])


@pytest.mark.parametrize(
    ("typed", "first", "count"),
    [
        ("Іванівка", "Іванівка/Березівська", 6),
        ("Иванивка", "Іванівка/Березівська", 6),
        ("Іванівка, Коростенський район", "Іванівка/Лугинська", 3),
        ("Баранівка", "Баранівка/Баранівська", 2),
        ("Березівка", "Березівка/Березівська", 5),
        ("Калинівка", "Калинівка/Глибочицька", 7),
        ("Громада", "Громада/Любарська", 1),
        ("Троянов", "Троянів/Новогуйвинська", 3),
        ("у Троянові", "Троянів/Новогуйвинська", 3),
        ("з Троянова", "Троянів/Новогуйвинська", 4),
        ("Бердичів, вулиця Садова", "Бердичів/Бердичівська", 1),
    ],
)
def test_what_several_may_be_meant_by_is_asked_back(localities: Localities, typed: str, first: str, count: int) -> None:
    found = names(localities, typed)
    assert not localities.find(typed).sure
    assert (found[0], len(found)) == (first, count)


def test_every_settlement_is_found_by_its_name_and_surely_with_its_hromada(localities: Localities) -> None:
    for each in load_settlements():
        assert each.hromada in {locality.hromada for locality in localities.find(each.name).localities}, each
        found = localities.find(f"{each.kind} {each.name}, {each.hromada.name} громада")
        assert found.localities[0].hromada == each.hromada, each
        assert found.sure, each


def mistyped(each: Settlement, at: random.Random) -> str:
    """A letter left out, or two that changed places."""
    name, place = each.name.lower(), at.randrange(1, len(each.name))
    before, after = name[: place - 1], name[place + 1 :]
    return at.choice([before + name[place - 1] + after, before + name[place] + name[place - 1] + after])


def test_of_mistyped_names_nearly_all_are_offered_and_hardly_any_is_surely_another(localities: Localities) -> None:
    at, offered, surely_wrong = random.Random(1), 0, 0
    settlements = load_settlements()
    for each in settlements:
        found = localities.find(mistyped(each, at))
        offered += each.hromada in {locality.hromada for locality in found.localities}
        surely_wrong += found.sure and found.localities[0].hromada != each.hromada
    assert offered / len(settlements) > 0.97
    assert surely_wrong / len(settlements) < 0.01, "only where the slip makes the name of another village"


@pytest.mark.parametrize("typed", ["", " ", "🙂", "12345", "громада", "не знаю", "Ніцца", "x" * 5000])
def test_what_is_no_place_is_never_surely_one(localities: Localities, typed: str) -> None:
    assert not localities.find(typed).sure


@given(st.text(max_size=150))
def test_any_text_at_all_is_read_without_a_fault(localities: Localities, text: str) -> None:
    found = localities.find(text)
    assert len({each.hromada for each in found.localities}) == len(found.localities) <= 8


def test_a_place_is_known_again_by_its_mark() -> None:
    for locality in [
        *(Locality(each) for each in load_hromadas()),
        *(Locality(each.hromada, each) for each in load_settlements()),
    ]:
        assert Locality.of(locality.mark) == locality
    assert Locality.of("h99999") is None


def test_the_nearest_hromadas_are_those_around_a_point() -> None:
    assert nearest(50.2547, 28.6587)[0].name == "Житомирська"
    assert {each.name for each in nearest(51.32, 28.80)} >= {"Овруцька", "Гладковицька"}
    assert nearest(48.46, 35.04) == nearest(-50.0, 151.0) == [], "Dnipro, and the other side of the world"
    for each in load_hromadas():
        around = nearest(each.latitude, each.longitude)
        assert around[0] == each
        assert 1 < len(around) <= 4, f"there are others within {FURTHEST} km"
