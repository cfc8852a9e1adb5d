"""What leaves in bulk: one row per mailing and recipient, from the frozen audience to the outcome.

A row is claimed before it is sent and gets its outcome afterwards; what a crash leaves claimed is *unknown*. Whose
outcome counts, where several processes take turns, docs/decisions/0013-outbox.md and 0018-several-processes.md say.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storage.engine.database import Database, Statements
from storage.engine.rows import Store, made_of, update
from storage.mailings.mailings import Audience, Mailing, Operation, repeat
from storage.people import Action, PersonState, Preferences, write

BLOCKED = "blocked"
"""The reason of a row whose recipient stopped the bot or deleted the account: no failure of the mailing."""
DELETABLE = timedelta(hours=48)
"""For so long Telegram lets a bot delete its message."""


class DeliveryOutcome(StrEnum):
    """What became of one recipient's message."""

    SENT = "sent"
    RETRY = "retry"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Claimed:
    """One row that is about to be sent."""

    id: int
    person_id: int
    place: str
    target: int | None
    more_ids: str | None
    attempts: int
    preferences: Preferences
    reach: PersonState
    wanted: bool
    """Whether the person still wants news of the theme."""


@dataclass(frozen=True, slots=True)
class Done:
    """The outcome of one row; `due_at` says when a retry is due."""

    id: int
    outcome: DeliveryOutcome
    at: datetime
    message_ids: Sequence[int] = ()
    reason: str | None = None
    due_at: datetime | None = None
    counts: bool = True
    """Whether it counts as an attempt."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One row as staff may read it afterwards: where, not who."""

    id: int
    place: str
    state: str
    reason: str
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Next:
    """When the next of a series leaves."""

    starts_at: datetime
    not_after: datetime
    code: str


class Outbox(Store):
    """The table of rows."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._claimer = secrets.randbits(62)
        """By which the rows are known that this process claimed."""

    async def count(self, audience: Audience, at: datetime) -> int:
        """How many people that is now."""
        return await self._count(_AUDIENCE, _wanted(audience, at))

    async def sample(self, audience: Audience, at: datetime, most: int) -> list[str]:
        """The places of a few of them, not always the first ones; empty where no hromada is known."""
        return await self._database.fetch_column(
            f"SELECT place FROM ({_AUDIENCE}) x ORDER BY person_id % 1009, person_id LIMIT :most",  # noqa: S608
            most=most,
            **_wanted(audience, at),
        )

    async def without_place(self, audience: Audience, at: datetime) -> int:
        """How many of them belong to no hromada that the bot knows."""
        return await self._count(_AUDIENCE, _wanted(audience, at), "place = ''")

    async def reachable(self, mailing_id: int, operation: Operation, at: datetime) -> int:
        """How many messages of a mailing can be answered, edited or deleted now."""
        return await self._count(_SENT, _sent(mailing_id, operation, at))

    async def _count(self, people: str, values: Mapping[str, object], where: str = "1 = 1") -> int:
        return await self._database.fetch_number(f"SELECT COUNT(*) FROM ({people}) x WHERE {where}", **values)  # noqa: S608

    async def freeze(self, mailing: Mailing, at: datetime, following: Next | None = None) -> int:
        """Starts a held mailing: everybody who is meant gets a row, in one statement. How many; 0 where it was stopped.

        `following` is the next of a series, which is held from now on.
        """
        async with self._database.transaction() as statements:
            running = await statements.execute(
                "UPDATE mailings SET state = 'running', frozen_at = :at WHERE id = :id AND state = 'held'",
                id=mailing.id,
                at=at,
            )
            if not running:
                return 0
            await _insert(statements, mailing, at)
            planned = await _keep_count(statements, mailing.id)
            if following:
                await repeat(statements, mailing, following.starts_at, following.not_after, following.code)
        return planned

    async def fill(self, mailing: Mailing) -> int:
        """Compares the audience as it was frozen with the rows, and adds what is missing; how many.

        Who came or came back since is no hole, and who left since loses no row: it is looked for only while there are
        fewer rows than were planned.
        """
        if mailing.frozen_at is None:
            return 0
        async with self._database.transaction() as statements:
            missing = await statements.fetch_value(
                """
                SELECT planned - (SELECT COUNT(*) FROM outbox WHERE mailing = :id) FROM mailings WHERE id = :id
                """,
                id=mailing.id,
            )
            if missing is None or missing <= 0:
                return 0
            filled = await _insert(statements, mailing, mailing.frozen_at)
            if filled:
                await _keep_count(statements, mailing.id)
        return filled

    async def turn(self, mailing: Mailing, done: Sequence[Done], most: int, now: datetime) -> list[Claimed]:
        """Writes outcomes and claims the next rows that are due, in one transaction."""
        async with self._database.transaction() as statements:
            await self._write(statements, done)
            if most <= 0:
                return []
            rows = await statements.fetch(
                _CLAIM[self._database.dialect],
                mailing=mailing.id,
                now=now,
                most=most,
                claimer=self._claimer,
                theme=mailing.audience.theme,
            )
        rows.sort(key=lambda row: int(row["id"]))
        return [made_of(Claimed, row, preferences=made_of(Preferences, row)) for row in rows]

    async def write(self, done: Sequence[Done]) -> None:
        """Writes outcomes."""
        async with self._database.transaction() as statements:
            await self._write(statements, done)

    async def _write(self, statements: Statements, done: Sequence[Done]) -> None:
        if done:
            await statements.execute_many(
                """
                UPDATE outbox SET state = :state, message_id = :message_id, more_ids = COALESCE(:more_ids, more_ids),
                    reason = :reason, due_at = COALESCE(CAST(:due_at AS BIGINT), due_at), attempts = attempts + :counts,
                    done_at = :done_at, claimed_by = :claimer
                WHERE id = :id AND (:state = 'sent' OR (state = 'claimed' AND claimed_by = :claimer))
                """,
                [
                    {
                        "state": each.outcome,
                        "message_id": each.message_ids[0] if each.message_ids else None,
                        "more_ids": " ".join(map(str, each.message_ids[1:])) or None,
                        "reason": each.reason,
                        "due_at": each.due_at,
                        "counts": each.counts,
                        "done_at": each.at,
                        "claimer": self._claimer,
                        "id": each.id,
                    }
                    for each in done
                ],
            )

    async def waiting(self, mailing_id: int) -> bool:
        """Whether any row is still to be sent, now or later."""
        sql = "SELECT 1 FROM outbox WHERE mailing = :id AND state IN ('planned', 'retry', 'claimed') LIMIT 1"
        return await self._database.fetch_one(sql, id=mailing_id) is not None

    async def counts(self, mailing_id: int) -> dict[str, int]:
        """How many rows are in which state."""
        sql = "SELECT state, COUNT(*) FROM outbox WHERE mailing = :id GROUP BY state"
        return dict(await self._database.fetch_tuples(sql, id=mailing_id))

    async def backlog(self) -> dict[str, int]:
        """How many rows of the mailings that run or are paused are in which state."""
        rows = await self._database.fetch_tuples(
            """
            SELECT o.state, COUNT(*) FROM mailings m JOIN outbox o ON o.mailing = m.id
            WHERE m.state IN ('running', 'paused') GROUP BY o.state
            """
        )
        return dict(rows)

    async def reasons(self, mailing_id: int) -> dict[str, int]:
        """Why messages failed, were skipped, or may have left, the most frequent first."""
        rows = await self._database.fetch_tuples(
            """
            SELECT COALESCE(reason, ''), COUNT(*) FROM outbox
            WHERE mailing = :id AND state IN ('failed', 'skipped', 'unknown')
            GROUP BY reason ORDER BY COUNT(*) DESC, reason
            """,
            id=mailing_id,
        )
        return dict(rows)

    async def recipients(self, mailing_id: int, after: int, most: int) -> list[Recipient]:
        """Rows in their order, from the one after the row `after`."""
        return await self._read(
            Recipient,
            """
            SELECT id, place, state, COALESCE(reason, '') AS reason, done_at FROM outbox
            WHERE mailing = :mailing AND id > :after ORDER BY id LIMIT :most
            """,
            mailing=mailing_id,
            after=after,
            most=most,
        )

    async def recipients_of(self, mailing_id: int, outcome: str, skipped: int, most: int) -> list[Recipient]:
        """Rows with that outcome, in their order, but for so many; an outcome that is none has none."""
        states = _OUTCOMES.get(outcome, ())
        return await self._read(
            Recipient,
            """
            SELECT id, place, state, COALESCE(reason, '') AS reason, done_at FROM outbox
            WHERE mailing = :mailing AND :states LIKE '% ' || state || ' %'
              AND (:outcome NOT IN ('blocked', 'failed')
                OR CASE WHEN COALESCE(reason, '') = :blocked THEN 'blocked' ELSE 'failed' END = :outcome)
            ORDER BY id LIMIT :most OFFSET :skipped
            """,
            mailing=mailing_id,
            states=f" {' '.join(states)} ",
            outcome=outcome,
            blocked=BLOCKED,
            most=most,
            skipped=skipped,
        )

    async def counts_of(self, mailing_ids: Sequence[int]) -> dict[int, dict[str, int]]:
        """Of each mailing, how many rows are in which state."""
        found: dict[int, dict[str, int]] = {each: {} for each in mailing_ids}
        rows = await self._database.fetch_tuples(
            """
            SELECT mailing, state, COUNT(*) FROM outbox WHERE :ids LIKE '% ' || mailing || ' %'
              AND mailing BETWEEN :least AND :most GROUP BY mailing, state
            """,
            ids=f" {' '.join(map(str, mailing_ids))} ",
            least=min(mailing_ids, default=0),
            most=max(mailing_ids, default=0),
        )
        for mailing, state, count in rows:
            found[mailing][state] = count
        return found

    async def by_place(self, audience: Audience, at: datetime) -> dict[str, int]:
        """How many people it is in each place, now; empty where no hromada is known."""
        sql = f"SELECT place, COUNT(*) FROM ({_AUDIENCE}) x GROUP BY place"  # noqa: S608
        return dict(await self._database.fetch_tuples(sql, **_wanted(audience, at)))

    async def recover(self, mailing_id: int | None = None) -> int:
        """Whatever is claimed though nobody carries it is unknown: nobody knows whether it left. How many rows.

        Of a broadcast it stays so; a notice or a reminder is rather told twice than not at all.
        """
        return await self._database.execute(
            """
            UPDATE outbox SET reason = 'crash', state = CASE
                WHEN mailing IN (SELECT id FROM mailings WHERE purpose = 'broadcast') THEN 'unknown' ELSE 'retry' END
            WHERE state = 'claimed' AND mailing = COALESCE(CAST(:mailing AS BIGINT), mailing)
            """,
            mailing=mailing_id,
        )

    async def repeatable(self, mailing_id: int, state: DeliveryOutcome) -> int:
        """How many rows `plan_again` would plan anew."""
        return await self._database.fetch_number(
            f"SELECT COUNT(*) FROM outbox WHERE {_REPEATABLE}",  # noqa: S608
            state=state,
            blocked=BLOCKED,
            id=mailing_id,
        )

    async def plan_again(
        self, mailing_id: int, state: DeliveryOutcome, at: datetime, not_after: datetime, by: int
    ) -> int:
        """Plans the failed or the unknown rows of a finished mailing anew, but for who blocked the bot; how many.

        They leave until `not_after` at least.
        """
        async with self._database.transaction() as statements:
            running = await statements.execute(
                """
                UPDATE mailings SET state = 'running', finished_at = NULL, not_after = CASE
                    WHEN not_after < CAST(:until AS BIGINT) THEN CAST(:until AS BIGINT) ELSE not_after END
                WHERE id = :id AND state = 'finished'
                """,
                id=mailing_id,
                until=not_after,
            )
            if not running:
                return 0
            again = await statements.execute(
                f"""
                UPDATE outbox SET state = 'planned', due_at = 0, attempts = 0, reason = NULL WHERE {_REPEATABLE}
                """,  # noqa: S608
                state=state,
                blocked=BLOCKED,
                id=mailing_id,
            )
            if again:
                await write(statements, at, by, Action.MAILING_CHANGED, f"mailing {mailing_id}", f"again {state}")
            else:
                await update(statements, "mailings", {"id": mailing_id}, state="finished", finished_at=at)
        return again


_OUTCOMES: Mapping[str, Sequence[str]] = {
    "sent": ("sent",),
    "blocked": ("failed",),
    "failed": ("failed",),
    "skipped": ("skipped",),
    "unknown": ("unknown",),
    "waiting": ("planned", "retry", "claimed"),
}
"""In which states the rows of an outcome are; those who blocked the bot are no failure of the mailing."""
_REPEATABLE = """
    mailing = :id AND state = :state AND COALESCE(reason, '') <> :blocked AND person_id IS NOT NULL
"""
"""Rows that are sent once more."""
_CLAIM = {
    dialect: f"""
        UPDATE outbox SET state = 'claimed', claimed_by = :claimer WHERE id {among[0]}
            SELECT id FROM outbox WHERE mailing = :mailing AND state IN ('planned', 'retry') AND due_at <= :now
            ORDER BY due_at, id LIMIT :most {among[1]}
        RETURNING id, person_id, place, target, more_ids, attempts,
            (SELECT quiet_from FROM people p WHERE p.person_id = outbox.person_id) AS quiet_from,
            (SELECT quiet_until FROM people p WHERE p.person_id = outbox.person_id) AS quiet_until,
            (SELECT silent_until FROM people p WHERE p.person_id = outbox.person_id) AS silent_until,
            COALESCE((SELECT state FROM people p WHERE p.person_id = outbox.person_id), 'active') AS reach,
            CASE WHEN CAST(:theme AS TEXT) = '' OR EXISTS (
                SELECT 1 FROM subscriptions s WHERE s.person_id = outbox.person_id AND s.theme = CAST(:theme AS TEXT)
            ) THEN 1 ELSE 0 END AS wanted
    """  # noqa: S608 - words of this module
    for dialect, among in {
        "sqlite": ("IN (", ")"),
        # An array is made once; PostgreSQL may run what stands in IN for each row, and then claims more than LIMIT.
        "postgresql": ("= ANY(ARRAY(", "FOR UPDATE SKIP LOCKED))"),
    }.items()
}
_AUDIENCE = """
    SELECT a.person_id, MIN(a.place) AS place FROM (
        SELECT s.person_id, COALESCE(w.hromada, '') AS place, '' AS post
        FROM subscriptions s LEFT JOIN people w ON w.person_id = s.person_id
        WHERE s.theme = :theme AND s.since_at <= :until
        UNION ALL
        SELECT t.person_id, p.place, p.id FROM tenures t JOIN posts p ON p.id = t.post
        WHERE t.until_at IS NULL AND t.person_id IS NOT NULL AND p.title = :title AND t.since_at <= :until
        UNION ALL
        SELECT r.person_id, '', '' FROM roles r WHERE CAST(:staff AS BIGINT) = 1 AND r.since_at <= :until
        UNION ALL
        SELECT g.person_id, g.place, '' FROM drive_members g
        WHERE g.drive = :drive AND g.person_id IS NOT NULL AND g.state = 'active'
          AND 1 - g.lacks = CAST(:certified AS BIGINT)
    ) a
    LEFT JOIN people h ON h.person_id = a.person_id
    WHERE (:places = '' OR (a.place <> '' AND :places LIKE '%' || a.place || '%'))
      AND (:excluded = '' OR a.place = '' OR :excluded NOT LIKE '%' || a.place || '%')
      AND COALESCE(h.state, 'active') = 'active'
      AND NOT EXISTS (SELECT 1 FROM bans b WHERE b.banned_id = a.person_id AND b.lifted_at IS NULL)
      AND (CAST(:active_since AS BIGINT) = 0
        OR EXISTS (SELECT 1 FROM questions q WHERE q.person_id = a.person_id AND q.asked_at >= :active_since)
        OR EXISTS (SELECT 1 FROM cases c WHERE c.person_id = a.person_id AND c.started_at >= :active_since))
      AND (CAST(:notice AS BIGINT) = 0 OR EXISTS (
        SELECT 1 FROM obligations o WHERE o.notice = :notice AND o.post = a.post
          AND CASE WHEN o.acknowledged_at IS NULL THEN 0 ELSE 1 END = CAST(:acknowledged AS BIGINT)))
    GROUP BY a.person_id
"""
_SENT = """
    SELECT person_id, place, message_id, more_ids FROM outbox
    WHERE mailing = :about AND state = 'sent' AND person_id IS NOT NULL AND done_at >= :sent_since
"""


def _wanted(audience: Audience, at: datetime) -> dict[str, object]:
    values = asdict(audience)
    days = values.pop("active_days")
    return {
        **values,
        "places": " ".join(audience.places),
        "excluded": " ".join(audience.excluded),
        "active_since": at - timedelta(days=days) if days else 0,
        "until": at,
    }


def _sent(mailing_id: int, operation: Operation, at: datetime) -> dict[str, object]:
    return {"about": mailing_id, "sent_since": at - DELETABLE if operation is Operation.DELETE else 0}


async def _insert(statements: Statements, mailing: Mailing, until: datetime) -> int:
    """A row for everybody who is meant and has none; how many. Due at 0: at once, also by a clock that is set back."""
    if mailing.about is None:
        people, values = _AUDIENCE, _wanted(mailing.audience, until)
        columns = "place, CAST(NULL AS BIGINT), CAST(NULL AS TEXT)"
    else:
        people, values = _SENT, _sent(mailing.about, mailing.operation, until)
        columns = "place, message_id, more_ids"
    return await statements.execute(
        f"""
        INSERT INTO outbox (mailing, person_id, due_at, place, target, more_ids)
        SELECT CAST(:mailing AS BIGINT), person_id, 0, {columns} FROM ({people}) x WHERE 1 = 1
        ON CONFLICT (mailing, person_id) DO NOTHING
        """,  # noqa: S608 - words of this module
        mailing=mailing.id,
        **values,
    )


async def _keep_count(statements: Statements, mailing_id: int) -> int:
    """Keeps how many rows a mailing has."""
    planned = await statements.fetch_number("SELECT COUNT(*) FROM outbox WHERE mailing = :id", id=mailing_id)
    await update(statements, "mailings", {"id": mailing_id}, planned=planned)
    return planned
