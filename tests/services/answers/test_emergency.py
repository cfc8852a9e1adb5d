"""Who is in danger is heard in any style of writing, and what only sounds alike is not."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.search import QUESTIONS, questions
from content.library import Library
from services.answers.emergency import Signs

PHRASES = [
    tuple(line.split("\t"))
    for line in (QUESTIONS.parent / "emergencies.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.fixture(scope="module")
def signs(library: Library) -> Signs:
    return Signs(library)


def found(signs: Signs, text: str) -> str:
    kind = signs.find(text)
    return kind.id if kind else "-"


def test_the_set_is_large_and_has_every_kind(library: Library) -> None:
    counted = Counter(kind for kind, _ in PHRASES)
    assert counted.keys() == {"-", *library.emergencies.kinds}
    assert min(counted.values()) >= 50
    assert counted["-"] >= 200
    assert sum(counted.values()) - counted["-"] >= 200


def test_danger_is_heard_and_what_sounds_alike_is_not(signs: Signs) -> None:
    assert [(kind, found(signs, text), text) for kind, text in PHRASES if found(signs, text) != kind] == []


def test_capitals_exclamation_marks_and_foreign_letters_hide_nothing(signs: Signs) -> None:
    for kind, text in PHRASES:
        if kind != "-":
            assert found(signs, f"{text.upper()}!!!") != "-", text
            assert found(signs, text.replace("о", "o").replace("е", "e")) != "-", text


def test_danger_is_heard_within_a_long_story(signs: Signs) -> None:
    before = "Добрий день. Живу в селі за Олевськом, маю город і дві кози. Хотіла спитати про паспорт у застосунку. "
    for kind, text in PHRASES:
        if kind != "-" and len(text.split()) > 4:
            assert found(signs, before * 5 + text) == kind


def test_ordinary_questions_are_not_taken_for_danger(signs: Signs, library: Library) -> None:
    about_fraud = {"fraud-happened", "diia-safety"}
    taken = [each for each in questions() if not each.expected & about_fraud and found(signs, each.text) != "-"]
    assert [each.text for each in taken] == ["Звук сирени вночі: де найближче укриття?"]
    examples = [(answer.id, text) for answer in library.answers.values() for text in answer.questions]
    alarmed = {id for id, text in examples if found(signs, text) != "-"}
    assert alarmed <= about_fraud


@pytest.mark.parametrize("text", ["", " ", "🙂", "\u200b", "а" * 4096, "не " * 1365, "<b>", "хочу " * 800])
def test_any_text_is_looked_through(signs: Signs, text: str) -> None:
    assert signs.find(text) is None
