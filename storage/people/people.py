"""People by what they told of themselves: a row stands only for those who did, or who stopped the bot."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from storage.engine.rows import Store, put


class PersonState(StrEnum):
    """Whether the bot can write to a person."""

    ACTIVE = "active"
    BLOCKED = "blocked"
    """She stopped the bot."""
    DEACTIVATED = "deactivated"
    """She deleted the account."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """When not to write to a person. `quiet_from` and `quiet_until` are minutes after midnight, None: not chosen."""

    quiet_from: int | None = None
    quiet_until: int | None = None
    silent_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be known of a person before her update is handled."""

    state: PersonState
    ban: str | None
    """Why staff keep her from writing."""
    has_draft: bool
    """Whether she is in the middle of a form."""
    has_prompt: bool = False
    """Whether she was asked something that she may still answer."""
    is_owed: bool = False
    """Whether replies to what she sent before wait for Telegram."""


class PeopleStore(Store):
    """The table of people."""

    async def entry(self, person_id: int) -> Entry:
        """In one query, for it is asked at every update."""
        row = await self._database.fetch_one(
            """
            SELECT (SELECT state FROM people WHERE person_id = :person_id) AS state,
                   (SELECT reason FROM bans WHERE banned_id = :person_id AND lifted_at IS NULL) AS ban,
                   (SELECT MAX(changed_at) FROM drafts WHERE person_id = :person_id) AS draft,
                   (SELECT MAX(id) FROM prompts WHERE person_id = :person_id) AS prompt,
                   (SELECT MAX(id) FROM late_replies WHERE person_id = :person_id) AS late
            """,
            person_id=person_id,
        )
        assert row  # noqa: S101 - a SELECT without FROM always gives a row
        state = PersonState(row["state"] or PersonState.ACTIVE)
        known = {name: row[name] is not None for name in ("draft", "prompt", "late")}
        return Entry(state, row["ban"], known["draft"], known["prompt"], known["late"])

    async def begins_album(self, person_id: int, album: str, update_id: int, at: datetime) -> bool:
        """Whether that update is the first of the album."""
        first = await self._database.fetch_number(
            """
            INSERT INTO albums (person_id, album, update_id, sent_at) VALUES (:person_id, :album, :update_id, :at)
            ON CONFLICT (person_id) DO UPDATE SET album = excluded.album, sent_at = excluded.sent_at,
                update_id = CASE WHEN albums.album = excluded.album THEN albums.update_id ELSE excluded.update_id END
            RETURNING update_id
            """,
            person_id=person_id,
            album=album,
            update_id=update_id,
            at=at,
        )
        return first == update_id

    async def forget_albums(self, before: datetime) -> None:
        await self._database.execute("DELETE FROM albums WHERE sent_at < :before", before=before)

    async def hromada(self, person_id: int) -> str | None:
        """The code of the hromada that the person named; None where she did not."""
        hromada: str | None = await self._database.fetch_value(
            "SELECT hromada FROM people WHERE person_id = :person_id", person_id=person_id
        )
        return hromada

    async def live_in(self, person_id: int, hromada: str | None, at: datetime) -> None:
        """Keeps the hromada of the person; None forgets it."""
        await put(self._database, "people", "person_id", person_id=person_id, hromada=hromada, changed_at=at)

    async def is_in_state(self, person_id: int, state: PersonState, at: datetime) -> None:
        """Keeps whether the bot can write to the person."""
        await put(self._database, "people", "person_id", person_id=person_id, state=state, changed_at=at)

    async def preferences(self, person_id: int) -> Preferences:
        found = await self._read_one(
            Preferences, "SELECT * FROM people WHERE person_id = :person_id", person_id=person_id
        )
        return found or Preferences()

    async def prefers(self, person_id: int, preferences: Preferences, at: datetime) -> None:
        """Keeps when the person does not want to be written to."""
        await put(self._database, "people", "person_id", person_id=person_id, changed_at=at, **asdict(preferences))
