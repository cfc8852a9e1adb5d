"""The database is away for a moment, or its disk is full: what needs no database is answered all the same."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Any

import pytest

from services.operation import DatabaseAway
from services.operation.logs import TextFormatter
from simulator.people import Person
from tests.stories.world import World

QUESTION = "касирка каже що дія це не документ"
POOL = "коли відкриють басейн на вулиці Київській"
APOLOGY = "сталася помилка"


@contextmanager
def away(world: World, monkeypatch: pytest.MonkeyPatch, *, reads: bool) -> Iterator[None]:
    """The database takes nothing; it gives nothing either, or is only full."""

    async def fail(*_sql: str, **_parameters: object) -> Any:
        raise DatabaseAway

    def begin() -> AbstractAsyncContextManager[Any]:
        raise DatabaseAway

    async def no_news() -> None:
        """The story itself would ask the database."""

    fetch = world.database.fetch

    async def read(sql: str, **parameters: object) -> Any:
        if sql.lstrip().startswith("SELECT"):
            return await fetch(sql, **parameters)
        raise DatabaseAway

    with monkeypatch.context() as patch:
        for name in ("execute", "execute_many"):
            patch.setattr(world.database, name, fail)
        patch.setattr(world.database, "transaction", begin)
        patch.setattr(world, "tell_news", no_news)
        patch.setattr(world, "send_held", no_news)
        patch.setattr(world.database, "fetch", fail if reads else read)
        yield


def told(person: Person, words: str) -> int:
    return sum(words in message.text for message in person.replies)


BOTH = pytest.mark.parametrize("reads", [True, False], ids=["away", "full"])


@BOTH
async def test_whoever_asks_gets_the_answer_and_no_apology(
    world: World, monkeypatch: pytest.MonkeyPatch, *, reads: bool
) -> None:
    await world.start(world.olena)
    with away(world, monkeypatch, reads=reads):
        answer = await world.say(world.olena, QUESTION)
        assert "Джерела" in answer.text
        await world.say(world.olena, "дія")
        assert "Мабуть" in world.olena.last.text or world.olena.last.buttons
        suggestions = world.olena.last
        await world.tap(world.olena, suggestions.buttons[0][0], message=suggestions)
        assert "Джерела" in world.olena.last.text
        assert "ми не знаємо" in (await world.say(world.olena, POOL)).text.lower()
    assert told(world.olena, APOLOGY) == 0


@BOTH
async def test_many_ask_and_the_log_says_it_once(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, *, reads: bool
) -> None:
    people = [world.telegram.add_person(7000 + number, f"Людина {number}") for number in range(32)]
    for person in people:
        person.has_started = True
    await world.start(world.olena)
    with away(world, monkeypatch, reads=reads):
        for person in people:
            person.send(QUESTION)
        await world.settle()
    assert [told(person, "Джерела") for person in people] == [1] * 32
    assert [told(person, APOLOGY) for person in people] == [0] * 32
    formatter = TextFormatter()
    lines = [formatter.format(each) for each in caplog.records if each.levelno >= logging.WARNING]
    assert len("\n".join(lines).splitlines()) <= 1


async def test_what_needs_the_database_ends_in_one_apology_whose_reference_the_log_knows(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await world.start(world.olena)
    with away(world, monkeypatch, reads=True):
        world.olena.send("/my")
        await world.settle()
    assert told(world.olena, APOLOGY) == 1
    code = next(e for e in world.olena.last.entities if e["type"] == "code")
    reference = world.olena.last.text[code["offset"] : code["offset"] + code["length"]]
    [line] = [each for each in caplog.records if reference in each.getMessage()]
    assert line.exc_info is None
