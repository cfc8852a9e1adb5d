"""Codes that people write down and type in again, with the letters of their own keyboard."""

from __future__ import annotations

import pytest

from services.certification.certificates import normal_code
from services.codes import ALPHABET, derive_code, find_codes, has_form_of_code, make_code, split


def test_every_code_is_found_as_it_was_shown() -> None:
    for code in [*(make_code() for _ in range(300)), *(derive_code("secret", f"case {n}") for n in range(300))]:
        assert len(code) == 8
        assert set(code) <= set(ALPHABET)
        assert find_codes(f"Код {split(code)}.") == [code]
        assert find_codes(code.lower()) == [code]


@pytest.mark.parametrize(
    "typed",
    [
        "AB2D-EF3G",
        "ab2d ef3g",
        "AB2DEF3G",
        "ab 2d ef 3g",
        "A B 2 D – E F 3 G",
        "«AB2D–EF3G»",
        "AB2D — EF3G",
        "AB2D‑EF3G",
        "AB2D−EF3G",
        "АВ2D-ЕF3G",
        "ав2d еf3g",
        "ＡＢ２Ｄ-ＥＦ３Ｇ",
        "AB2D\u200b-EF3G",
        "AB2D\nEF3G",
        "AB2D.EF3G",
        "мій код ab2d ef3g, що з ним?",
        "ось він:AB2D-EF3G!",
        "номер ЖТ-2026-000042, код AB2D-EF3G",
        "/verify AB2D-EF3G",
    ],
)
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert find_codes(typed) == ["AB2DEF3G"]


def test_a_word_of_four_letters_before_the_code_hides_nothing() -> None:
    assert "AB2DEF3G" in find_codes("ваТА AB2D EF3G")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "слово",
        "ABCD",
        "ABCD-EFG",
        "0000-1111",
        "2345-6789",
        "UA23 3223 2345 6789",
        "AB2D-EF3GH",
        "XAB2D-EF3G",
        "секретар",
        "каракурт не приймає",
        "паспорт АВ234567",
        "авто АВ2345СЕ",
        "what next",
        "тата-мама",
    ],
)
def test_what_is_no_code_is_not_found(text: str) -> None:
    assert find_codes(text) == []


@pytest.mark.parametrize(
    ("text", "has_form"),
    [("AAAA-BBBB", True), ("код 0000-1111", True), ("AB2D EF3G", True), ("AB 2D EF 3G", True), ("ABCD", False)],
)
def test_a_code_of_a_forger_has_the_form_of_one(text: str, *, has_form: bool) -> None:
    assert has_form_of_code(text) is has_form


@pytest.mark.parametrize(
    "typed",
    ["KO-0012345", "ko-0012345", "КО-0012345", "кo-0012345", " KО – 001 2345 ", "KO‑0012345", "ＫＯ-0012345"],
)
def test_one_certificate_has_one_code_whichever_keyboard_typed_it(typed: str) -> None:
    assert normal_code(typed) == "KO-0012345"
