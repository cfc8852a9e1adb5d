"""What leaves in bulk: one row per mailing and recipient, from the frozen audience to the outcome.

A row is claimed before it is sent and gets its outcome afterwards. What a crash leaves claimed is *unknown*: Telegram
has no key by which a second sending could be recognised (docs/decisions/0013-outbox.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from storage.audit import Action, write
from storage.database import Database, Row, Statements
from storage.people import Preferences
from storage.times import from_ms, to_ms

BLOCKED = "blocked"
"""The reason of a row whose recipient stopped the bot or deleted the account: no failure of the mailing."""


class Purpose(StrEnum):
    """Why something leaves; the first go before the later ones."""

    CASE = "case"
    NOTICE = "notice"
    REMINDER = "reminder"
    BROADCAST = "broadcast"


class State(StrEnum):
    """Where a mailing stands."""

    DRAFT = "draft"
    HELD = "held"
    """Approved; it waits for its time, and can still be stopped without anybody having read it."""
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class Outcome(StrEnum):
    """What became of one recipient's message."""

    SENT = "sent"
    RETRY = "retry"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is meant: people who want news of a theme, or who hold posts with a title; of some hromadas, or all."""

    theme: str = ""
    title: str = ""
    hromadas: tuple[str, ...] = ()
    """Codes; none: everywhere."""
    marks: tuple[str, ...] = ()
    """The same hromadas by the marks that posts stand at."""


@dataclass(frozen=True, slots=True)
class Mailing:
    """One mailing."""

    id: int
    purpose: Purpose
    state: State
    content: Mapping[str, Any]
    audience: Audience
    made_by: int
    approved_by: int | None
    fingerprint: str
    starts_at: datetime | None
    not_after: datetime | None
    planned: int
    finished_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """One row that is about to be sent."""

    id: int
    person_id: int
    attempts: int
    preferences: Preferences


@dataclass(frozen=True, slots=True)
class Done:
    """The outcome of one row; `due_at` says when a retry is due."""

    id: int
    outcome: Outcome
    message_id: int | None = None
    reason: str | None = None
    due_at: datetime | None = None
    counts: bool = True
    """Whether it counts as an attempt."""


class Outbox:
    """The tables of mailings and their rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def draft(
        self, purpose: Purpose, content: Mapping[str, Any], audience: Audience, at: datetime, by: int
    ) -> int:
        """Begins a mailing; its number."""
        row = await self._database.fetch_one(
            """
            INSERT INTO mailings (purpose, state, content, audience, made_by, made_at)
            VALUES (:purpose, 'draft', :content, :audience, :by, :at) RETURNING id
            """,
            purpose=purpose.value,
            content=json.dumps(content, ensure_ascii=False),
            audience=_to_json(audience),
            by=by,
            at=to_ms(at),
        )
        assert row  # noqa: S101 - RETURNING gives the row
        return int(row["id"])

    async def address(self, mailing_id: int, audience: Audience) -> bool:
        """Changes who is meant by a draft; False where it is none any more."""
        return (
            await self._database.execute(
                "UPDATE mailings SET audience = :audience WHERE id = :id AND state = 'draft'",
                audience=_to_json(audience),
                id=mailing_id,
            )
            == 1
        )

    async def find(self, mailing_id: int) -> Mailing | None:
        row = await self._database.fetch_one("SELECT * FROM mailings WHERE id = :id", id=mailing_id)
        return _mailing(row) if row else None

    async def newest(self, most: int) -> list[Mailing]:
        rows = await self._database.fetch(
            "SELECT * FROM mailings WHERE state <> 'draft' ORDER BY id DESC LIMIT :most", most=most
        )
        return [_mailing(row) for row in rows]

    async def active(self) -> list[Mailing]:
        """Held, running and paused mailings, the most urgent purpose first."""
        rows = await self._database.fetch(
            "SELECT * FROM mailings WHERE state IN ('held', 'running', 'paused') ORDER BY id"
        )
        urgency = list(Purpose)
        return sorted((_mailing(row) for row in rows), key=lambda each: (urgency.index(each.purpose), each.id))

    async def count(self, audience: Audience) -> int:
        """How many people that is now."""
        row = await self._database.fetch_one(f"SELECT COUNT(*) AS people FROM ({_AUDIENCE}) x", **_wanted(audience))  # noqa: S608
        return row["people"] if row else 0

    async def hold(
        self, mailing_id: int, fingerprint: str, starts_at: datetime, not_after: datetime, at: datetime, by: int
    ) -> bool:
        """Approves a draft: it leaves at `starts_at`, unless it is stopped. False where it is no draft any more."""
        async with self._database.transaction() as statements:
            held = await statements.execute(
                """
                UPDATE mailings SET state = 'held', approved_by = :by, fingerprint = :fingerprint,
                    starts_at = :starts_at, not_after = :not_after
                WHERE id = :id AND state = 'draft'
                """,
                by=by,
                fingerprint=fingerprint,
                starts_at=to_ms(starts_at),
                not_after=to_ms(not_after),
                id=mailing_id,
            )
            if held:
                await write(statements, at, by, Action.MAILING_APPROVED, f"mailing {mailing_id}")
        return held == 1

    async def freeze(self, mailing_id: int, audience: Audience, at: datetime) -> int:
        """Starts a held mailing: everybody who is meant gets a row, in one statement. How many; 0 where it was stopped.

        Again, it fills only what is missing, which is how holes are found.
        """
        async with self._database.transaction() as statements:
            running = await statements.execute(
                "UPDATE mailings SET state = 'running' WHERE id = :id AND state = 'held'", id=mailing_id
            )
            if not running:
                return 0
            await statements.execute(
                f"""
                INSERT INTO outbox (mailing, person_id, due_at)
                SELECT CAST(:mailing AS BIGINT), person_id, CAST(:at AS BIGINT) FROM ({_AUDIENCE}) x WHERE 1 = 1
                ON CONFLICT (mailing, person_id) DO NOTHING
                """,  # noqa: S608
                mailing=mailing_id,
                at=to_ms(at),
                **_wanted(audience),
            )
            row = await statements.fetch_one(
                "SELECT COUNT(*) AS planned FROM outbox WHERE mailing = :id", id=mailing_id
            )
            planned = int(row["planned"]) if row else 0
            await statements.execute(
                "UPDATE mailings SET planned = :planned WHERE id = :id", planned=planned, id=mailing_id
            )
        return planned

    async def turn(self, mailing_id: int, done: Sequence[Done], most: int, now: datetime) -> list[Claimed]:
        """Writes outcomes and claims the next rows that are due, in one transaction."""
        async with self._database.transaction() as statements:
            await _write(statements, done)
            if most <= 0:
                return []
            rows = await statements.fetch(
                """
                UPDATE outbox SET state = 'claimed' WHERE id IN (
                    SELECT id FROM outbox WHERE mailing = :mailing AND state IN ('planned', 'retry') AND due_at <= :now
                    ORDER BY due_at, id LIMIT :most
                ) RETURNING id, person_id, attempts
                """,
                mailing=mailing_id,
                now=to_ms(now),
                most=most,
            )
            # Those under way from before come along: they are few.
            preferred = await statements.fetch(
                """
                SELECT person_id, quiet_from, quiet_until, silent_until FROM people
                WHERE person_id IN (SELECT person_id FROM outbox WHERE mailing = :mailing AND state = 'claimed')
                """,
                mailing=mailing_id,
            )
        wishes = {
            row["person_id"]: Preferences(row["quiet_from"], row["quiet_until"], from_ms(row["silent_until"]))
            for row in preferred
        }
        return [
            Claimed(**row, preferences=wishes.get(row["person_id"], Preferences()))
            for row in sorted(rows, key=lambda row: int(row["id"]))
        ]

    async def waiting(self, mailing_id: int) -> bool:
        """Whether any row is still to be sent, now or later."""
        row = await self._database.fetch_one(
            "SELECT 1 FROM outbox WHERE mailing = :id AND state IN ('planned', 'retry', 'claimed') LIMIT 1",
            id=mailing_id,
        )
        return row is not None

    async def counts(self, mailing_id: int) -> dict[str, int]:
        """How many rows are in which state."""
        rows = await self._database.fetch(
            "SELECT state, COUNT(*) AS number FROM outbox WHERE mailing = :id GROUP BY state", id=mailing_id
        )
        return {row["state"]: row["number"] for row in rows}

    async def reasons(self, mailing_id: int) -> dict[str, int]:
        """Why messages failed or were skipped, the most frequent first."""
        rows = await self._database.fetch(
            """
            SELECT reason, COUNT(*) AS number FROM outbox WHERE mailing = :id AND state IN ('failed', 'skipped')
            GROUP BY reason ORDER BY COUNT(*) DESC, reason
            """,
            id=mailing_id,
        )
        return {row["reason"] or "": row["number"] for row in rows}

    async def change(
        self, mailing_id: int, before: Sequence[State], after: State, at: datetime, by: int, reason: str = ""
    ) -> bool:
        """Moves a mailing from one of the states to another; False where it is in none of them."""
        async with self._database.transaction() as statements:
            changed = await statements.execute(
                """
                UPDATE mailings SET state = :after, reason = :reason,
                    finished_at = CASE WHEN :after IN ('finished', 'cancelled') THEN CAST(:at AS BIGINT) ELSE NULL END
                WHERE id = :id AND :before LIKE '%' || state || '%'
                """,
                after=after.value,
                reason=reason,
                at=to_ms(at),
                id=mailing_id,
                before=" ".join(before),
            )
            if changed:
                await write(statements, at, by, Action.MAILING_CHANGED, f"mailing {mailing_id}", after.value)
        return changed == 1

    async def recover(self) -> int:
        """After a crash: whatever is claimed is unknown, for nobody knows whether it left. How many rows."""
        return await self._database.execute(
            "UPDATE outbox SET state = 'unknown', reason = 'crash' WHERE state = 'claimed'"
        )

    async def retry_failed(self, mailing_id: int, at: datetime, by: int) -> int:
        """Plans the failed rows of a finished mailing anew, but for those who blocked the bot; how many."""
        async with self._database.transaction() as statements:
            again = await statements.execute(
                """
                UPDATE outbox SET state = 'planned', due_at = :at, attempts = 0, reason = NULL
                WHERE mailing = :id AND state = 'failed' AND COALESCE(reason, '') <> :blocked
                """,
                blocked=BLOCKED,
                at=to_ms(at),
                id=mailing_id,
            )
            if again:
                await statements.execute(
                    "UPDATE mailings SET state = 'running', finished_at = NULL WHERE id = :id AND state = 'finished'",
                    id=mailing_id,
                )
                await write(statements, at, by, Action.MAILING_CHANGED, f"mailing {mailing_id}", "retry")
        return again


_AUDIENCE = """
    SELECT DISTINCT a.person_id FROM (
        SELECT s.person_id FROM subscriptions s LEFT JOIN people w ON w.person_id = s.person_id
        WHERE s.theme = :theme AND (:hromadas = '' OR :hromadas LIKE '%' || w.hromada || '%')
        UNION ALL
        SELECT t.person_id FROM tenures t JOIN posts p ON p.id = t.post
        WHERE t.until_at IS NULL AND t.person_id IS NOT NULL AND p.title = :title
          AND (:marks = '' OR :marks LIKE '%' || p.place || '%')
    ) a
    LEFT JOIN people h ON h.person_id = a.person_id
    WHERE COALESCE(h.state, 'active') = 'active'
      AND NOT EXISTS (SELECT 1 FROM bars b WHERE b.barred_id = a.person_id AND b.lifted_at IS NULL)
"""


def _wanted(audience: Audience) -> dict[str, str]:
    return {
        "theme": audience.theme,
        "title": audience.title,
        "hromadas": " ".join(audience.hromadas),
        "marks": " ".join(audience.marks),
    }


async def _write(statements: Statements, done: Sequence[Done]) -> None:
    if done:
        await statements.execute_many(
            """
            UPDATE outbox SET state = :state, message_id = :message_id, reason = :reason,
                due_at = COALESCE(CAST(:due_at AS BIGINT), due_at), attempts = attempts + :counts
            WHERE id = :id
            """,
            [
                {
                    "state": each.outcome.value,
                    "message_id": each.message_id,
                    "reason": each.reason,
                    "due_at": to_ms(each.due_at) if each.due_at else None,
                    "counts": int(each.counts),
                    "id": each.id,
                }
                for each in done
            ],
        )


def _to_json(audience: Audience) -> str:
    return json.dumps(
        {
            "theme": audience.theme,
            "title": audience.title,
            "hromadas": audience.hromadas,
            "marks": audience.marks,
        }
    )


def _mailing(row: Row) -> Mailing:
    audience = json.loads(row["audience"])
    return Mailing(
        id=row["id"],
        purpose=Purpose(row["purpose"]),
        state=State(row["state"]),
        content=json.loads(row["content"]),
        audience=Audience(audience["theme"], audience["title"], tuple(audience["hromadas"]), tuple(audience["marks"])),
        made_by=row["made_by"],
        approved_by=row["approved_by"],
        fingerprint=row["fingerprint"],
        starts_at=from_ms(row["starts_at"]),
        not_after=from_ms(row["not_after"]),
        planned=row["planned"],
        finished_at=from_ms(row["finished_at"]),
        reason=row["reason"],
    )
