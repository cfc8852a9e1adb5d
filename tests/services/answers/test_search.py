"""The search on questions that people ask in their own words; `python -m benchmarks.search` prints the whole report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.search import quality, questions
from content import FOLDER
from content.library import Library
from services.answers.editions import check_search
from services.answers.search import Decision, Search

QUESTIONS = questions()
STYLES = sorted({question.style for question in QUESTIONS if question.expected})


@pytest.fixture(scope="module")
def search(library: Library) -> Search:
    return Search(library)


def test_the_set_is_large_and_half_of_it_is_hard(library: Library) -> None:
    without = [question for question in QUESTIONS if not question.expected]
    assert len(QUESTIONS) >= 500
    assert len(without) >= 100
    assert {"plain", "typos", "surzhyk", "russian", "latin", "layout", "short", "story"} == set(STYLES)
    for question in QUESTIONS:
        assert question.expected <= library.answers.keys(), question
    asked = set().union(*(question.expected for question in QUESTIONS))
    assert len(asked) >= 60, "a new answer may come without questions: `bot.py check` names it"


def test_no_question_of_the_set_is_an_example_of_an_answer(library: Library) -> None:
    def bare(text: str) -> str:
        return " ".join(text.lower().split()).strip("?!. ")

    examples = {bare(example) for answer in library.answers.values() for example in answer.questions}
    copied = [each.text for each in QUESTIONS if bare(each.text) in examples and len(each.text.split()) > 2]
    assert copied == []


def test_nearly_all_are_right_at_first_place_and_few_are_wrong_with_confidence(search: Search) -> None:
    all_of_them = quality((each, search.find(each.text)) for each in QUESTIONS)
    assert all_of_them.at_1 >= 0.94
    assert all_of_them.at_3 >= 0.98  # a few questions below today's, so that one new answer breaks nothing
    assert all_of_them.confident_wrong <= 0.03


@pytest.mark.parametrize("style", STYLES)
def test_no_way_of_writing_is_left_behind(search: Search, style: str) -> None:
    assert quality((each, search.find(each.text)) for each in QUESTIONS if each.style == style).at_1 >= 0.88


def test_whom_it_answers_at_once_it_answers_rightly(search: Search) -> None:
    sure = [
        (each, finding)
        for each in QUESTIONS
        if each.expected and (finding := search.find(each.text)).decision is Decision.ANSWER
    ]
    wrong = [each.text for each, finding in sure if finding.hits[0].id not in each.expected]
    assert len(sure) > 300
    assert len(wrong) / len(sure) <= 0.03, wrong


@pytest.mark.parametrize("text", ["", " ", "🙂🙂", "؟" * 50, "\u200b", "<b>", "a" * 4096, "як " * 1365, "42", "/?:{}"])
def test_text_without_a_question_finds_nothing_and_breaks_nothing(search: Search, text: str) -> None:
    finding = search.find(text)
    assert finding.decision is Decision.UNKNOWN
    assert finding.hits == ()


def test_a_story_is_searched_as_a_whole(search: Search) -> None:
    story = (
        "Ходила вчора з сестрою на ринок, купили дві курки і мішок цибулі, потім пили каву. "
        "Дорогою додому згадали, що банк не прийняв у неї паспорт у Дії і вимагав пластик. "
        "Погода була гарна, собака зустрів нас біля воріт. Що їй робити, якщо відмовили?"
    )
    assert "diia-refused" in {hit.id for hit in search.find(story).hits}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("привіт", "greeting"),
        ("Дякую!", "thanks"),
        ("черга на закордонний паспорт", "foreign-passport"),
        ("яка в мене буде пенсія", "pension-amount"),
        ("відстрочка від мобілізації", "mobilisation"),
        ("субсидія на газ", "subsidies"),
        ("як стати на біржу праці", "unemployment"),
        ("записатися на іспит з водіння", "driving-exam"),
    ],
)
def test_what_looks_like_ours_and_is_not_is_named(search: Search, text: str, topic: str) -> None:
    finding = search.find(text)
    assert (finding.decision, finding.topic) == (Decision.UNKNOWN, topic)


def test_a_lost_example_is_reported_with_what_took_its_place(library: Library, search: Search) -> None:
    assert list(check_search(library, search)) == []
    stolen = library.answers["diia-offline"].questions[0]
    thief = replace(library.answers["bot-official"], questions=(stolen,))
    answers = {**library.answers, "bot-official": thief}
    [lost] = check_search(replace(library, answers=answers), search)
    assert lost.key == "check-not-found"
    assert lost.values == {"question": stolen, "found": "diia-offline"}


def test_the_line_of_a_lost_question_is_the_line_in_the_file(library: Library, search: Search) -> None:
    path = FOLDER / "answers" / "diia-age.md"
    answer = replace(library.answers["diia-age"], id="renamed")
    mistakes = list(check_search(replace(library, answers={"renamed": answer}), search))
    assert len(mistakes) == len(answer.questions)
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    assert all(answer.questions[number] in lines[each.line - 1] for number, each in enumerate(mistakes))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("якподатиємалятко", "emalyatko-apply"),
        ("неприймаютьдію", "diia-refused"),
        ("копіюпаспорта передати", "diia-share-copy"),
        ("обовязково кібергігієна сільраді", "osvita-cyber-hygiene"),
        ("скріншот паспорта пiдiйде", "diia-screenshot"),
        ("НЕ ПРАЦЮЄ ДІЯ!!!", "diia-support"),
    ],
)
def test_words_run_together_without_apostrophes_and_with_foreign_letters_are_read(
    search: Search, text: str, expected: str
) -> None:
    assert search.find(text).hits[0].id == expected
