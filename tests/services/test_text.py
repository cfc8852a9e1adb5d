"""Words of people are compared in one way, and stand in the order of the Ukrainian alphabet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.hromadas import load_hromadas, raions
from services.text import fold_code, fold_words, name_key, tidy, words_key
from storage.engine.alphabet import alphabetical

NAMES = ("Захарченко Сергій", "В’юн Ірина", "Їжаківка Гай", "Овруцька міська рада", "Районна лікарня № 1", "Ґудзь Єва")
LOOK_ALIKE = str.maketrans("АВСЕНІКМОРТХУаеікмортхусЇї", "ABCEHIKMOPTXYaeikmoptxycÏï")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Захарченко Сергій", "Захарченко Серг\u0456\u0438\u0306"),
        ("Сергій", "Серг\u0069й"),
        ("Захарченко", "Захар\u00adченко"),
        ("\u0406рина", "\u0049рина"),
        ("\u0406рина", "\u0399рина"),  # Greek
        *(("В’юн", f"В{sign}юн") for sign in "'`*\"\u02bc\u2018\u2032\u00b4\u201d"),
        ("Їжаківка Гай", "\u0406\u0308жак\u0456вка Гаи\u0306"),
        ("Районна лікарня № 1", "РАЙОННА  лікарня №1"),
        ("Районна лікарня № 1", "районна лікарня\u00a0№\u200b\u00a01"),
        ("Нова–Борова", "Нова-Борова"),
        ("Гнатю\u0301к", "Гнатюк"),
    ],
)
def test_what_looks_or_sounds_the_same_is_the_same(one: str, other: str) -> None:
    assert words_key(one) == words_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Школа 1", "Школа 11"), ("Марієнко", "Маренко"), ("Гай", "Ґай"), ("Школа О", "Школа 0")]
)
def test_what_is_another_stays_another(one: str, other: str) -> None:
    assert words_key(one) != words_key(other)


def test_the_order_of_the_words_of_a_name_makes_no_difference() -> None:
    assert name_key("Гнатюк Марія-Анна") == name_key("марія анна ГНАТЮК")
    assert words_key("Школа ліцей") != words_key("Ліцей школа")


@given(name=st.sampled_from(NAMES), swapped=st.lists(st.booleans(), min_size=30, max_size=30), form=st.booleans())
def test_any_mixture_of_keyboards_is_read_as_ours(name: str, swapped: list[bool], form: bool) -> None:
    mixed = "".join(sign.translate(LOOK_ALIKE) if swap else sign for sign, swap in zip(name, swapped, strict=False))
    typed = unicodedata.normalize("NFD", mixed) if form else mixed
    assert words_key(typed) == words_key(name)
    whole = [ours for ours, theirs in zip(name.split(), mixed.split(), strict=True) if _has_ours(theirs)]
    assert all(word in tidy(typed).split() for word in whole), "a word with one letter of ours is mended"


def _has_ours(word: str) -> bool:
    return any("\u0400" <= sign <= "\u04ff" for sign in word)


@given(text=st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_words(fold_words(text)) == fold_words(text)
    assert tidy(tidy(text)) == tidy(text)


def test_a_code_is_read_in_latin_letters() -> None:
    assert fold_code("сЕ\u20101О") == "CE-1O"


def test_the_alphabet_is_ours() -> None:
    order = ["Гай", "Ґава", "Дім", "Ева", "Єва", "Жук", "Зоря", "Иван", "Ірина", "Їжак", "Йосип", "Кий", "Щука", "Яна"]
    assert sorted(set(order), key=alphabetical) == order
    schools = ["Школа 2", "Школа № 10", "школа 9", "Школа-1"]
    assert sorted(schools, key=alphabetical) == ["Школа-1", "Школа 2", "школа 9", "Школа № 10"]
    assert sorted(["В’яз", "Вяз", "Вюн", "В'юн"], key=alphabetical) == ["В'юн", "Вюн", "Вяз", "В’яз"]


def test_the_hromadas_of_each_raion_stand_in_that_order() -> None:
    for raion in raions():
        names = [each.name for each in load_hromadas() if each.raion == raion]
        assert names == sorted(names, key=alphabetical)
