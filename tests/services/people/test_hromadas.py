"""A hromada is found by what people type."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.hromadas import load_hromadas
from content.library import Library
from services.people.hromadas import Hromadas

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parents[2] / "data" / "hromadas.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.fixture(scope="module")
def hromadas(library: Library) -> Hromadas:
    return Hromadas(library.vocabulary)


def test_of_300_spellings_nearly_all_find_theirs_and_none_is_surely_another(hromadas: Hromadas) -> None:
    assert len(ROWS) >= 300
    right, surely_wrong = 0, []
    for name, raion, typed in ROWS:
        found = hromadas.find(typed)
        first = found.hromadas[0] if found.hromadas else None
        if first and (first.name, first.raion) == (name, raion):
            right += 1
        elif found.sure:
            surely_wrong.append(typed)
    assert right / len(ROWS) >= 0.98
    assert surely_wrong == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Городницька громада Звягельський район", "Городницька"),
        ("Городоцька, Житомирський район", "Городоцька"),
        ("Андрушівська Бердичівського району", "Андрушівська"),
        ("Новоград-Волинський", "Звягельська"),
        ("Червоноармійськ", "Пулинська"),
        ("Володарськ-Волинський", "Хорошівська"),
        ("jdhex", "Овруцька"),
    ],
)
def test_look_alikes_old_names_and_the_wrong_layout(hromadas: Hromadas, typed: str, name: str) -> None:
    assert hromadas.find(typed).hromadas[0].name == name


def test_an_official_name_is_never_in_doubt(hromadas: Hromadas) -> None:
    for each in load_hromadas():
        found = hromadas.find(f"{each.name} {each.kind} територіальна громада")
        assert (found.sure, found.hromadas) == (True, (each,))


@pytest.mark.parametrize("typed", ["", " ", "🙂", "12345", "громада", "Харків", "не знаю", "x" * 5000])
def test_what_is_no_hromada_is_never_surely_one(hromadas: Hromadas, typed: str) -> None:
    assert not hromadas.find(typed).sure


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "Житомирська область",
            "Житомирська ОВА",
            "Житомирська обласна військова адміністрація",
            "область Житомирська",
        ),
        *(
            "Коростенський район",
            "Житомирський р-н",
            "Овруцький район",
            "Коростенська районна рада",
            "Київська область",
        ),
        *("Разом по Житомирській області", "Житомирська обл."),
    ],
)
def test_an_oblast_or_a_raion_is_no_hromada(hromadas: Hromadas, typed: str) -> None:
    found = hromadas.find(typed)
    assert found.is_wider
    assert not found.sure


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Житомирська міська рада, Житомирська область", "Житомирська"),
        ("Житомирська обл., Коростенський р-н, Ушомирська сільська рада", "Ушомирська"),
        ("Овруцька громада Коростенського району", "Овруцька"),
        ("\u004fвруцьк\u0061", "Овруцька"),
        ("UA18060170000069581", "Овруцька"),
        ("UA18060170570049484", "Овруцька"),
        ("овруцька тг UА18060170000069581", "Овруцька"),
    ],
)
def test_a_hromada_beside_them_or_by_a_code_is_found(hromadas: Hromadas, typed: str, name: str) -> None:
    found = hromadas.find(typed)
    assert found.sure
    assert found.hromadas[0].name == name


def test_a_raion_is_told_and_an_old_one_is_not(hromadas: Hromadas) -> None:
    assert hromadas.find("Житомирський район").raion == "Житомирський"
    assert hromadas.find("Овруцький район").raion is None
    assert hromadas.find("Житомирська область").raion is None
    assert not hromadas.find("UA32000000000030281").sure, "the code of another oblast"
