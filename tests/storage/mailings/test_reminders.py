"""Thousands of reminders are written in a few statements; each person gets one message of each purpose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage.engine.columns import to_ms
from storage.engine.database import Database
from storage.mailings import Purpose, Reminder
from storage.mailings.reminders import PlannedReminders

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)
PEOPLE = 2500


async def messages(database: Database) -> dict[str, dict[int, int]]:
    """When the message of each person leaves, by purpose."""
    rows = await database.fetch("SELECT m.purpose, o.* FROM outbox o JOIN mailings m ON m.id = o.mailing ORDER BY o.id")
    found: dict[str, dict[int, int]] = {}
    for row in rows:
        found.setdefault(row["purpose"], {})[row["person_id"]] = row["due_at"]
    assert sum(map(len, found.values())) == len(rows)
    return found


async def test_one_message_for_each_person_and_purpose(database: Database) -> None:
    table = PlannedReminders(database)

    def due() -> list[Reminder]:
        """Everybody of one matter, some of a matter of their own, and one for a notice."""
        everybody = [
            Reminder(person_id=person, about=1, stage="start «31.12»", due_at=LATER if person % 2 else None)
            for person in range(1, PEOPLE + 1)
        ]
        own = [Reminder(person_id=person, about=1000 + person, stage="own") for person in range(2, PEOPLE + 1, 2)]
        urgent = [Reminder(person_id=7, about=5, stage="start «31.12»", purpose=Purpose.NOTICE)]
        return [*everybody, *own, *urgent]

    assert await table.plan("drive stage", Purpose.REMINDER, due(), NOW, None) == PEOPLE + 1
    rows = await database.fetch_tuples("SELECT about, person_id, stage FROM reminders WHERE kind = 'drive stage'")
    assert sorted(rows) == sorted((each.about, each.person_id, each.stage) for each in due())
    left = await messages(database)
    assert left == {
        "reminder": {person: to_ms(LATER) if person % 2 else 0 for person in range(1, PEOPLE + 1)},
        "notice": {7: 0},
    }
    # Asked again, nothing is planned but what is new.
    new = Reminder(person_id=PEOPLE + 1, about=1, stage="start «31.12»")
    assert await table.plan("drive stage", Purpose.REMINDER, [*due(), new], NOW, None) == 1
    assert (await messages(database))["reminder"].keys() == set(range(1, PEOPLE + 2))


async def test_what_was_planned(database: Database) -> None:
    table = PlannedReminders(database)
    due = [Reminder(person_id=person, about=about, stage="start") for about in (1, 2) for person in (7, 8)]
    await table.plan("drive stage", Purpose.REMINDER, due, NOW, None)
    asked = [(1, "start"), (2, "start"), (2, "end"), (3, "start")]
    assert await table.planned("drive stage", asked) == {(1, "start"), (2, "start")}
    assert await table.planned("obligation", asked) == set()
    assert await table.planned("drive stage", []) == set()
