"""One more question about a case: whatever was forgotten for it is named here, and no answer is lost or betrayed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace

import pytest

from handlers.cases import excel, questions
from handlers.cases.questions import EVERYWHERE, QUESTIONS, Question
from handlers.chat.forms import Words
from services.cases import Case, CaseDetails
from simulator.people import Person
from storage.cases.details import Written, told
from tests.excel import rows_of
from tests.stories.cases.test_cases import take
from tests.stories.people.test_privacy import tables
from tests.stories.world import World

PHONE = "0671234567"
WITH_ANOTHER = {"latitude", "longitude", "hour"}
"""Told with the answer to the question of the place or of the day."""
OF_THE_RECEIPT = {"receipt_hash"}


def forgotten(
    details: type[CaseDetails], asked: Sequence[Question], columns: Collection[str], engine: str = ""
) -> list[str]:
    """What is missing for a field to be asked, kept, masked and erased; each in words that name it."""
    by_field = {question.field: question for question in asked}
    known = {each.name: each.metadata for each in fields(details)}
    found = []
    for name, metadata in known.items():
        if not metadata:
            found.append(f"{name}: declare it with told() in storage/cases/details.py")
        if name not in columns:
            found.append(f"{name} has no column in the table cases{engine}: write a migration")
        if name not in by_field and name not in WITH_ANOTHER:
            found.append(f"{name} is never asked: add a Question in handlers/cases/questions.py")
    for name, question in by_field.items():
        if name not in known:
            found.append(f"{name} is asked and lost: add it to CaseDetails in storage/cases/details.py")
        elif isinstance(question.take, Words) and not known[name].get("written"):
            found.append(f"{name} is in the person's own words, and numbers in it are not masked: written=…")
        elif isinstance(question.take, Words) and not known[name].get("private"):
            found.append(f"{name} is in the person's own words, and stays when she has her data deleted: private=True")
    others = {each.name for each in fields(Case)} | OF_THE_RECEIPT
    found += [
        f"the column {name} of the table cases is no field of anything" for name in columns - known.keys() - others
    ]
    return found


async def columns_of(world: World) -> set[str]:
    """The columns of the table of cases."""
    if world.database.dialect == "sqlite":
        query = "SELECT name FROM pragma_table_info('cases')"
    else:
        query = """
            SELECT column_name AS name FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = 'cases'
        """
    return {row["name"] for row in await world.database.fetch(query)}


async def test_nothing_is_forgotten_of_any_question(world: World) -> None:
    assert forgotten(CaseDetails, QUESTIONS, await columns_of(world), f" ({world.database.dialect})") == []


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMore(CaseDetails):
    """As it would be with one more question."""

    invented: str = told("cases-title-said")


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked(CaseDetails):
    invented: str = told("cases-title-said", written=Written.TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole(CaseDetails):
    invented: str = told("cases-title-said", written=Written.TEXT, private=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undeclared(CaseDetails):
    invented: str = ""


ASKED = (*QUESTIONS, Question(field="invented", prompt="cases-ask-said", take=Words(100)))


@pytest.mark.parametrize(
    ("details", "asked", "has_column", "named"),
    [
        (OneMore, QUESTIONS, True, "invented is never asked"),
        (Whole, ASKED, False, "invented has no column"),
        (CaseDetails, ASKED, False, "invented is asked and lost"),
        (CaseDetails, QUESTIONS, True, "the column invented"),
        (OneMore, ASKED, True, "numbers in it are not masked"),
        (Masked, ASKED, True, "stays when she has her data deleted"),
        (Undeclared, ASKED, True, "declare it with told()"),
        (Whole, ASKED, True, ""),
    ],
)
def test_whatever_is_forgotten_of_one_more_question_is_named(
    details: type[CaseDetails], asked: Sequence[Question], has_column: bool, named: str
) -> None:
    columns = {*CaseDetails.names(), *(["invented"] if has_column else [])}
    found = [each for each in forgotten(details, asked, columns) if "invented" in each]
    assert named in found[0] if named else not found, found


def own_words(question: Question) -> str:
    """What is said to a question that takes a person's own words; empty where it takes none."""
    takes_words = isinstance(question.take, Words) or question.field == "place_name"
    return f"мітка {question.id} {PHONE}" if takes_words else ""


async def tell_all(world: World, person: Person, words: str = "") -> None:
    """Answers every question of the form, in her own words (or in those) where she may, and sends it."""
    await world.start(person, "report")
    await world.tap(person, "Розповісти про випадок")
    for question in QUESTIONS:
        if said := own_words(question):
            await world.say(person, words or said)
        elif options := question.options(world.content, {}):
            person.press(person.last, data=f"form:case:{question.id}:{options[0].id}")
            await world.settle()
        else:
            await world.say(person, "Коростень")
    await world.tap(person, "Пропустити")
    await world.tap(person, "📨 Надіслати")
    assert "Записали" in person.replies[-2].text


async def everything(world: World) -> str:
    """All that the database holds."""
    return str(
        [[dict(row) for row in await world.database.fetch(f"SELECT * FROM {name}")] for name in await tables(world)]
    )


async def test_each_answer_is_kept_without_numbers_shown_to_staff_and_erased_with_the_person(world: World) -> None:
    await tell_all(world, world.olena)
    [case] = await world.services.cases.read.on_desk()
    for question in QUESTIONS:
        answer = question.answer(world.content, case.details)
        assert answer, f"the answer to {question.field} is lost"
        if own_words(question):
            assert f"мітка {question.id} •••" in answer, f"numbers in {question.field} are not masked"
    assert PHONE not in await everything(world)
    waiting = world.in_staff_chat()[-1].text
    taken = (await take(world)).text
    for question in QUESTIONS:
        if isinstance(question.take, Words):
            assert f"мітка {question.id}" not in waiting, f"{question.field} is shown before somebody takes the case"
            assert f"мітка {question.id}" in taken
    await world.services.people.privacy.forget(world.olena.id)
    left = await everything(world)
    for question in QUESTIONS:
        if isinstance(question.take, Words):
            assert f"мітка {question.id}" not in left, f"{question.field} stays when the person has her data deleted"
    assert "мітка place-name" in left, "from the names of bodies the department learns which of them refuse"


async def test_an_answer_that_is_shown_everywhere_stands_in_the_excel_and_in_my(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = tuple(replace(each, shown=EVERYWHERE if each.field == "result" else ()) for each in QUESTIONS)
    monkeypatch.setattr(questions, "QUESTIONS", shown)
    await tell_all(world, world.olena)
    cases = await world.services.cases.statistics.export(0)
    headings, row = rows_of(excel.cases_as_excel(world.content, cases))
    assert (headings[-1], row[-1]) == ("Чим закінчилося", "Не обслужили")
    await world.say(world.olena, "/my")
    await world.tap(world.olena, "ЖТ-2026-000001")
    assert "Чим закінчилося: Не обслужили" in world.olena.last.text
