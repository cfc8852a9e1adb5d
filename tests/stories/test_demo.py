"""What happened before the demo: each of the three who can be played finds something to do."""

from __future__ import annotations

from cli.demo_past import play_what_was_before
from content.demo import load_cast
from content.hromadas import load_hromadas
from storage.rating.read import RatingSource
from tests.stories.people.test_posts import desk
from tests.stories.world import World


async def test_staff_and_head_find_a_rating_of_all_hromadas_that_says_it_is_invented(stopped_world: World) -> None:
    world, cast = stopped_world, load_cast()
    [staff] = [each.id for each in cast.players if each.is_staff]
    async with world.running(admin_ids=[staff], training=True):
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
