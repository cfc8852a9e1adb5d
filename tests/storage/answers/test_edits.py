"""Drafts and versions of answers, checks, and what was learnt, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from storage.answers import EditState, EditStore, LessonStore, TrainingState, TrainingStore
from storage.engine.database import Database

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
MADE = {"file_mark": "m", "made_by": 1, "made_name": "Ірина", "made_at": NOW}


async def test_a_draft_is_one_and_what_was_published_last_is_in_use(database: Database) -> None:
    edits = EditStore(database)
    assert await edits.version() == 0
    assert await edits.keep("a", "one", None, **MADE)
    assert not await edits.keep("a", "two", None, **MADE), "there is one"
    assert not await edits.keep("a", "two", "other", **MADE), "somebody has changed it"
    first = await edits.draft("a")
    assert first
    assert await edits.ask(first.id, NOW)
    assert not await edits.ask(first.id, NOW)
    assert await edits.keep("a", "two", "one", **MADE)
    assert not await edits.publish(first, 2, "Петро", NOW), "not the words that were looked at"
    assert await edits.version() == 1, "a number is used up, no more"
    draft = await edits.draft("a")
    assert draft
    assert draft.asked_at is None
    await edits.put_back("a", "old", "m", 1, "Ірина", NOW)
    assert await edits.publish(draft, 2, "Петро", NOW)
    assert not await edits.publish(draft, 2, "Петро", NOW)
    [in_use] = await edits.in_use()
    assert (in_use.written, in_use.state, in_use.published_name) == ("two", EditState.PUBLISHED, "Петро")
    await edits.absorb(in_use, NOW)
    await edits.absorb(in_use, NOW)
    assert [each.written for each in await edits.history("a")] == ["", "two", "old"]
    assert await edits.keep("b", "new", None, **MADE)
    assert [each.answer_id for each in await edits.drafts()] == ["b"]
    assert await edits.drop("b")
    assert not await edits.drop("b")


async def test_whatever_changes_what_is_in_use_raises_the_version(database: Database) -> None:
    edits, lessons, trainings = EditStore(database), LessonStore(database), TrainingStore(database)
    check = {
        "kind": "norm",
        "object": "n",
        "revision": "r",
        "checked_on": date(2026, 11, 28),
        "review_by": date(2027, 2, 26),
        "by_name": "Ірина",
    }
    await edits.record(check, 1, NOW)
    [kept] = await edits.checks()
    assert (kept.checked_on, kept.by_name) == (date(2026, 11, 28), "Ірина")
    seen = [await edits.version()]
    assert not await edits.take_back(kept.id, 2, NOW)
    assert await edits.take_back(kept.id, 1, NOW)
    seen.append(await edits.version())
    assert await lessons.add("a", ["як", "як", "де"], 1, "Ірина", NOW) == 2
    assert await lessons.add("a", ["як"], 1, "Ірина", NOW) == 0
    seen.append(await edits.version())
    number = await trainings.begin(1, "Ірина", "over", 3, NOW, NOW - timedelta(minutes=1))
    assert await trainings.begin(1, "Ірина", "over", 3, NOW, NOW - timedelta(minutes=1)) == 0
    assert await trainings.finish(number, b"\x00model", NOW)
    seen.append(await edits.version())
    assert await trainings.model(number) == b"\x00model"
    assert seen == sorted(set(seen)), "each is another"


async def test_a_learning_that_died_makes_way_and_only_two_models_are_kept(database: Database) -> None:
    trainings = TrainingStore(database)
    dead = await trainings.begin(1, "Ірина", "over", 0, NOW, NOW)
    late = NOW + timedelta(minutes=5)
    numbers = []
    for turn in range(3):
        numbers.append(await trainings.begin(1, "Ірина", "over", 0, late, late - timedelta(minutes=1)))
        assert await trainings.finish(numbers[-1], b"%d" % turn, late)
    assert not await trainings.tell(dead, 50, late), "it is told to end"
    assert [await trainings.model(each) for each in numbers] == [b"", b"1", b"2"]
    in_use = await trainings.in_use()
    assert in_use
    assert await trainings.take_back(in_use.id, 1, late)
    before = await trainings.in_use()
    assert before
    assert (before.id, before.state) == (numbers[1], TrainingState.DONE)
