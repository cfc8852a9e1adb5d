"""What happened before the demo: each of those who can be played finds something to do."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from cli.demo import settings_of
from cli.demo_past import play_what_was_before
from content.demo import load_cast
from content.hromadas import load_hromadas
from services.answers.search import Decision
from storage.rating.read import RatingSource
from tests.stories.mailings.test_broadcasts import write
from tests.stories.people.test_posts import desk
from tests.stories.world import World


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    """With both members of the staff, as the demo has them."""
    cast = load_cast()
    staff = [each.id for each in cast.players if each.is_staff]
    assert not settings_of(cast, "").training, "what leaves for many needs two"
    for each in cast.players:
        if each.id not in stopped_world.telegram.people:
            person = stopped_world.telegram.add_person(each.id, each.first_name)
            stopped_world.staff_chat.members.append(person)
    async with stopped_world.running(admin_ids=staff):
        yield stopped_world


async def test_what_one_member_of_the_staff_wrote_leaves_when_the_other_approves_it(world: World) -> None:
    await play_what_was_before(load_cast(), world.services, world.telegram)
    andrii = world.telegram.people[1004]
    [before] = await world.database.fetch("SELECT made_by, approved_by FROM mailings WHERE purpose = 'broadcast'")
    assert (before["made_by"], before["approved_by"]) == (world.iryna.id, andrii.id)
    page = await write(world)
    await world.tap(world.iryna, "Надіслати", message=page)
    note = world.in_staff_chat()[-1]
    await world.tap(andrii, "Схвалити", message=note)
    last = (await world.database.fetch("SELECT made_by, approved_by FROM mailings ORDER BY id"))[-1]
    assert (last["made_by"], last["approved_by"]) == (world.iryna.id, andrii.id)


async def test_every_example_leads_to_an_answer(world: World) -> None:
    for each in load_cast().players:
        for text in each.examples:
            if not text.startswith(("/", "https://")):
                reply = await world.services.answers.answers.ask(each.id, 1, text)
                assert reply.decision is Decision.ANSWER, text


async def test_what_was_before_does_not_age(world: World) -> None:
    """Months later the quarter that runs, and a letter of the last week."""
    world.clock.strike("2027-05-20 12:00")
    await play_what_was_before(load_cast(), world.services, world.telegram)
    [drive] = await world.database.fetch("SELECT title FROM drives")
    assert "II квартал" in drive["title"]
    [notice] = await world.database.fetch("SELECT letter FROM notice_versions WHERE letter <> ''")
    assert "13.05.2027" in notice["letter"]


async def test_the_staff_read_what_was_said_to_the_end(world: World) -> None:
    await play_what_was_before(load_cast(), world.services, world.telegram)
    rows = await world.database.fetch("SELECT said FROM cases ORDER BY id")
    assert [row["said"][-1] for row in rows] == [".", ".", "."]


async def test_staff_and_head_find_a_rating_of_all_hromadas_that_says_it_is_invented(world: World) -> None:
    cast = load_cast()
    await play_what_was_before(cast, world.services, world.telegram)
    ratings = await world.services.rating.read.leagues()
    snapshots = [await world.services.rating.publishing.snapshot(each) for each in ratings]
    assert [(each.source, bool(each.published_at)) for each in ratings] == [
        (RatingSource.SAMPLE, False), (RatingSource.SAMPLE, True)
    ]  # fmt: skip
    for snapshot in snapshots:
        assert snapshot
        assert len(snapshot.counts) == len(load_hromadas())
        assert all(count.is_sound for count in snapshot.counts)
        assert all(snapshot.leagues), "somebody is in each league"
    await desk(world, "Рейтинг громад", "III квартал 2026 року, зразок: заперечення", "Заперечення: 1")
    await world.tap(world.iryna, "ще немає: Бердичівська громада")
    assert "двоє працівниць" in world.iryna.last.text
    seen = [each.text for each in world.mykola.replies if "перевірте свої числа" in each.text]
    assert len(seen) == 1, "he is asked about the quarter whose window is open, and not about the other one"
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, "Місце в рейтингу")
    assert "Рейтинг громад, II квартал 2026 року" in world.mykola.last.text
    assert "вигадані числа для показу" in world.mykola.last.text
