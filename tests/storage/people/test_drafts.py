"""A draft is changed only as it was read."""

from __future__ import annotations

from datetime import UTC, datetime

from storage.engine.database import Database
from storage.people.drafts import DraftStore

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


async def test_of_two_updates_at_once_the_second_finds_that_it_came_second(database: Database) -> None:
    drafts = DraftStore(database)
    await drafts.keep(1, "case", "place-name", {"document": "passport"}, 10, NOW)
    read = await drafts.of(1, "case")
    assert read
    assert await drafts.change(read, "when", {"where": "поїзд 92"}, 11, 11, NOW)
    assert not await drafts.change(read, "when", {"where": ""}, 12, 11, NOW)
    now = await drafts.of(1, "case")
    assert now
    assert (now.step, now.answers, now.last_update_id, now.taken_id) == ("when", {"where": "поїзд 92"}, 11, 11)
    await drafts.end(1, "case")
    assert not await drafts.change(now, "review", {}, 13, 11, NOW), "what was ended does not come back"
    assert await drafts.of(1, "case") is None
