"""Codes that people write down and type in again, with the letters of their own keyboard."""

from __future__ import annotations

import pytest

from services.certification.certificates import normal_code
from services.codes import ALPHABET, find_code, make_code, split


def test_a_code_is_found_as_it_was_shown() -> None:
    code = make_code()
    assert len(code) == 8
    assert set(code) <= set(ALPHABET)
    assert find_code(f"Код {split(code)}.") == code
    assert find_code(code.lower()) == code


def test_cyrillic_letters_that_look_the_same_are_taken() -> None:
    assert find_code("\u0410\u0412\u0421\u0415-\u041d\u041a\u041c\u0420") == "ABCEHKMP"


@pytest.mark.parametrize("text", ["", "слово", "ABCD", "ABCD-EFG", "0000-1111"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert find_code(text) is None


@pytest.mark.parametrize(
    "typed",
    ["KO-0012345", "ko-0012345", "КО-0012345", "кo-0012345", " KО – 001 2345 ", "KO‑0012345", "ＫＯ-0012345"],
)
def test_one_certificate_has_one_code_whichever_keyboard_typed_it(typed: str) -> None:
    assert normal_code(typed) == "KO-0012345"
