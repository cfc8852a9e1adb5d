"""How the bot speaks, as far as a program can tell: short buttons, no exclamation, nobody's sex in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

CONTENT = Path("content/uk")
MESSAGES = CONTENT / "messages"
READ_BY_PROGRAMS = {"search.yaml", "emergency.yaml", "days.yaml", "names.yaml", "reading.yaml", "features.yaml"}
"""Tables of words by which people's own are understood."""
LONGEST = 24
"""Characters of the words on a button; a sign may stand before them, and values come on top."""
GREETINGS = {"menu-welcome"}
_BUTTON = re.compile("-button(-|$)")
_SIGN = re.compile(r"^[^\w«{]+ ")


def spoken(pattern: ast.Pattern) -> list[str]:
    """All that a text can say, without its values."""
    said = [""]
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            parts = [element.value]
        elif isinstance(element.expression, ast.SelectExpression):
            parts = [words for each in element.expression.variants for words in spoken(each.value)]
        else:
            parts = [""]
        said = [before + part for before in said for part in parts]
    return said


def messages() -> Iterator[tuple[str, str]]:
    """Every text with its key, in each of its forms."""
    for file in sorted(MESSAGES.glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message) and entry.value:
                for words in spoken(entry.value):
                    yield entry.id.name, words


def written() -> Iterator[tuple[str, str]]:
    """Every text, and what stands in answers and tables: their lines but for remarks and what people ask."""
    yield from messages()
    for file in sorted([*CONTENT.glob("answers/*.md"), *CONTENT.glob("*.yaml")]):
        if file.name not in READ_BY_PROGRAMS:
            for line in file.read_text(encoding="utf-8").splitlines():
                if not line.startswith(("#", "  - ")):
                    yield file.name, line


def test_a_button_fits_on_one_line_of_a_phone() -> None:
    buttons = [(key, _SIGN.sub("", words)) for key, words in messages() if _BUTTON.search(key)]
    assert len(buttons) > 100
    assert [(key, words) for key, words in buttons if len(words) > LONGEST] == []


@pytest.mark.parametrize(
    ("never", "allowed"),
    [
        (r"\w!", GREETINGS),
        (r"\w\((ла|а|ий|ся|ів)\)", set()),
        (r"(?<![\w’])(я не|Не зрозумів\b|напишіть мені|перешліть мені|надішліть мені)", set()),
    ],
)
def test_calm_and_of_one_voice(never: str, allowed: set[str]) -> None:
    assert [key for key, words in messages() if re.search(never, words) and key not in allowed] == []


@pytest.mark.parametrize(
    "officialese",
    [
        r"\b[щЩ]одо\b",
        r"\bздійсн",
        r"\bвищезазнач",
        r"\b(да|цьо)н(е|ого|ому) питання",
        r"\bз метою\b",
        r"\b[уУвВ] разі\b",
        r"\bкористувач",
        r"\bкерівникові (й|і|та|або|установи)\b",
        r"\bприкордонник(ові|у|а)?\b",
    ],
)
def test_no_office_speaks(officialese: str) -> None:
    assert [(name, words) for name, words in written() if re.search(officialese, words)] == []


@pytest.mark.parametrize(
    "gone",
    [
        r"Підігнати",
        r"на \{ \$\w+ \} місце",
        r"Нічого не горить",
        r"непізнаною",
        r"менше \{ \$least \}",
        r"Обіцяти обов",
        r"у літаку",
        r"\b[РР]АЦС|\bЗАГС|контактн\w+ центр",
        r"ніколи не (просить|питає|просимо) документів і кодів",
        r"за підказками на екрані",
        r"\b(не|ні) приймаємо\b.*сертифікат|сертифікат\w*\b.*\bне приймаємо\b",
    ],
)
def test_no_wording_comes_back_that_misled_or_hurt(gone: str) -> None:
    assert [(name, words) for name, words in written() if re.search(gone, words)] == []
