"""Codes that people write down and type in again, with the letters of their own keyboard."""

from __future__ import annotations

import pytest

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
