"""Phrasings as files: how a line is read, and what the guard finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.library import Library
from content.mistakes import BrokenContent
from content.phrasings import ENOUGH, Phrasing, check_phrasings, load_phrasings, thin

FILE = """\
моє власне запитання

# w1 spoken
а як це воно?

# w2 followup
other > а дитині?
"""


def test_a_line_is_a_phrasing_and_a_heading_says_whose(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(FILE, encoding="utf-8")
    assert load_phrasings(tmp_path, {"one", "other"})["one"] == (
        Phrasing("моє власне запитання"),
        Phrasing("а як це воно?", "spoken", "w1"),
        Phrasing("а дитині?", "followup", "w2", "other"),
    )


@pytest.mark.parametrize(
    ("name", "written", "line", "key"),
    [
        ("gone", "запитання", 1, "check-no-such-answer"),
        ("one", "запитання\n# лише", 2, "check-wrong-heading"),
        ("one", "# w1 followup\nnobody > а дитині?", 2, "check-no-such-answer"),
        ("one", "я" * 701, 1, "check-long-phrasing"),
    ],
)
def test_each_mistake_has_its_line(tmp_path: Path, name: str, written: str, line: int, key: str) -> None:
    (tmp_path / f"{name}.txt").write_text(written, encoding="utf-8")
    with pytest.raises(BrokenContent) as raised:
        load_phrasings(tmp_path, {"one"})
    assert [(each.line, each.key) for each in raised.value.mistakes] == [(line, key)]


def test_a_phrasing_of_two_answers_and_one_of_a_test_are_named() -> None:
    phrasings = {
        "one": (Phrasing("Де тут беруть довідку?"), Phrasing("як зайти в дію")),
        "two": (Phrasing("де тут беруть довідку"), Phrasing("зовсім інше запитання тут")),
    }
    assert list(check_phrasings(phrasings, ["Як зайти в Дію?!"])) == [
        ("one", "як зайти в дію", ""),
        ("two", "де тут беруть довідку", "one"),
    ]


def test_an_answer_with_few_phrasings_is_named() -> None:
    assert ("one", 1, "") in list(thin({"one": (Phrasing("як зайти"),)}, ["one"]))
    assert list(thin({}, ["new"])) == [("new", 0, "")]


def test_every_answer_has_its_hundred_in_every_style(library: Library) -> None:
    assert list(thin(library.phrasings, library.answers)) == []
    matters = library.vocabulary.topics.values()
    few = {each.id: len(library.phrasings.get(each.id, ())) for each in matters if not each.examples}
    assert {id: count for id, count in few.items() if count < 150} == {}
    assert ENOUGH == 100
