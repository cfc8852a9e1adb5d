"""Visits are counted by day, poster and place."""

from datetime import UTC, datetime, timedelta

from storage.answers.poster_visits import PosterVisitStore, Visited
from storage.engine.database import Database

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


async def test_counts_add_up_and_old_days_fall_out(database: Database) -> None:
    visits = PosterVisitStore(database)
    for day in (0, 0, 1, 100):
        await visits.add("a_x", "h02001", NOON - timedelta(days=day))
    await visits.add("a_x", "poster", NOON)
    assert await visits.counted(since=NOON - timedelta(days=90)) == [
        Visited("a_x", "h02001", 3),
        Visited("a_x", "poster", 1),
    ]
