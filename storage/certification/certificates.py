"""Certificates as they were handed in: read, confirmed, accepted or refused. One code counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.engine.database import Database, Row
from storage.engine.times import from_ms, to_ms
from storage.people.audit import Action, write


class State(StrEnum):
    """Whether a certificate counts. One that is being looked at stops reminders, but is not in any rating."""

    CHECKING = "checking"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Level(StrEnum):
    """How well a test was passed: the scale of the Ministry's test, lowest first."""

    NONE = ""
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class Doubt(StrEnum):
    """Why somebody has to look at it."""

    UNREAD = "unread"
    """What it says was typed in or read from words, not from a code."""
    UNREACHED = "unreached"
    """Its address was not reached yet."""
    UNKNOWN = "unknown"
    """Its address opens nothing."""
    OTHER_NAME = "name"
    """It bears another name than its sender's."""
    NOBODY = "nobody"
    """Of a batch: nobody there, or several, bear its name."""
    COURSE = "course"
    """It does not say of which course it is."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed in."""

    source: str
    """The message, or the file of a batch, that it came in: the same is one certificate."""
    person_id: int | None
    member: int | None
    place: str
    course: str
    code: str
    """The certificate's own number; empty where it is not known."""
    name: str
    issued_on: date | None
    level: Level
    score: int | None
    address: str
    kind: str
    file_id: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate."""

    id: int
    handed: Handed
    state: State
    reason: str
    """Why it was refused."""
    received_at: datetime
    decided_at: datetime | None
    tries: int
    """How often its address was asked."""


class Taken(Exception):
    """A certificate with that code was handed in before; `by` is the other one."""

    def __init__(self, by: Certificate) -> None:
        super().__init__(by.id)
        self.by = by


@dataclass(frozen=True, slots=True)
class Batch:
    """Many files that a coordinator sent at once."""

    id: int
    person_id: int
    place: str
    file_id: str


class Certificates:
    """The tables of certificates and of batches."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def hand_in(self, handed: Handed, at: datetime, check_at: datetime | None) -> Certificate:
        """Keeps a certificate: accepted where nothing is doubtful. The same message or file gives the one kept before.

        Raises Taken where that code is another one's.
        """
        state = State.CHECKING if handed.doubts else State.ACCEPTED
        row = await self._database.fetch_one(
            """
            INSERT INTO certificates
                (source, person_id, member, place, course, code, name, issued_on, level, score, address, kind, file_id,
                 state, doubts, received_at, decided_at, check_at)
            VALUES
                (:source, :person_id, :member, :place, :course, :code, :name, :issued_on, :level, :score, :address,
                 :kind, :file_id, :state, :doubts, :at, :decided_at, :check_at)
            ON CONFLICT DO NOTHING RETURNING id
            """,
            source=handed.source,
            person_id=handed.person_id,
            member=handed.member,
            place=handed.place,
            course=handed.course,
            code=handed.code,
            name=handed.name,
            issued_on=handed.issued_on.isoformat() if handed.issued_on else None,
            level=handed.level.value,
            score=handed.score,
            address=handed.address,
            kind=handed.kind,
            file_id=handed.file_id,
            state=state.value,
            doubts=" ".join(handed.doubts),
            at=to_ms(at),
            decided_at=to_ms(at) if state is State.ACCEPTED else None,
            check_at=to_ms(check_at) if check_at else None,
        )
        if row is None:
            known = await self._certificates("source = :source", source=handed.source)
            if known:
                return known[0]
            [other] = await self._certificates("code = :code AND state <> 'refused'", code=handed.code)
            raise Taken(other)
        found = await self.find(row["id"])
        assert found  # noqa: S101 - it was just written
        return found

    async def find(self, certificate_id: int) -> Certificate | None:
        return next(iter(await self._certificates("id = :id", id=certificate_id)), None)

    async def of_person(self, person_id: int) -> list[Certificate]:
        """What she handed in, or was handed in for her, the newest first."""
        return await self._certificates(
            "person_id = :person_id OR member IN (SELECT id FROM members WHERE person_id = :person_id)",
            person_id=person_id,
        )

    async def at(self, place: str) -> list[Certificate]:
        """Those of all members at a place, the newest first."""
        return await self._certificates(
            """
            member IN (SELECT id FROM members WHERE place = :place)
            OR person_id IN (SELECT person_id FROM members WHERE place = :place)
            """,
            100_000,
            place=place,
        )

    async def checking(self, place: str | None = None, most: int = 500) -> list[Certificate]:
        """What somebody has to look at, of a place or of all; the oldest first. An address that was not reached yet is
        no reason to look."""
        return (
            await self._certificates(
                f"""
                state = 'checking' AND doubts <> '{Doubt.UNREACHED}' AND (
                    CAST(:place AS TEXT) IS NULL OR place = :place
                    OR member IN (SELECT id FROM members WHERE place = :place)
                    OR person_id IN (SELECT person_id FROM members WHERE place = :place))
                """,  # noqa: S608
                most,
                place=place,
            )
        )[::-1]

    async def to_check(self, now: datetime, most: int) -> list[Certificate]:
        """Those whose address is to be asked now."""
        return await self._certificates("check_at <= :now AND state = 'checking'", most, now=to_ms(now))

    async def checked(
        self, certificate_id: int, doubts: Sequence[Doubt], at: datetime, again: datetime | None
    ) -> State:
        """Keeps what is still doubtful; accepted where nothing is. `again` is when the address is asked next."""
        await self._database.execute(
            """
            UPDATE certificates SET doubts = :doubts, check_at = :again, tries = tries + 1,
                state = CASE WHEN :doubts = '' THEN 'accepted' ELSE state END,
                decided_at = CASE WHEN :doubts = '' THEN CAST(:at AS BIGINT) ELSE decided_at END
            WHERE id = :id AND state = 'checking'
            """,
            id=certificate_id,
            doubts=" ".join(doubts),
            at=to_ms(at),
            again=to_ms(again) if again else None,
        )
        return State.ACCEPTED if not doubts else State.CHECKING

    async def belongs(self, certificate_id: int, member: int, course: str, doubts: Sequence[Doubt]) -> None:
        """Keeps whose it is and of which course, as somebody decided by hand."""
        await self._database.execute(
            """
            UPDATE certificates SET member = :member, course = :course, doubts = :doubts
            WHERE id = :id AND state = 'checking'
            """,
            id=certificate_id,
            member=member or None,
            course=course,
            doubts=" ".join(doubts),
        )

    async def decide(self, ids: Sequence[int], at: datetime, by: int, *, accepted: bool, reason: str = "") -> list[int]:
        """Accepts or refuses those that are looked at; which ones. What is nobody's, or of no course, is not accepted.

        With an audit line each.
        """
        decided = []
        async with self._database.transaction() as statements:
            for each in ids:
                changed = await statements.execute(
                    f"""
                    UPDATE certificates SET state = :state, reason = :reason, decided_at = :at, decided_by = :by,
                        check_at = NULL
                    WHERE id = :id AND state = 'checking' {_WHOLE if accepted else ""}
                    """,  # noqa: S608
                    id=each,
                    state=(State.ACCEPTED if accepted else State.REFUSED).value,
                    reason=reason,
                    at=to_ms(at),
                    by=by,
                )
                if changed:
                    detail = "accepted" if accepted else "refused"
                    await write(statements, at, by, Action.CERTIFICATE_DECIDED, f"certificate {each}", detail)
                    decided.append(each)
        return decided

    async def withdraw(self, certificate_id: int, person_id: int) -> bool:
        """Deletes what the person handed in herself."""
        changed = await self._database.execute(
            "DELETE FROM certificates WHERE id = :id AND person_id = :person_id",
            id=certificate_id,
            person_id=person_id,
        )
        return changed == 1

    async def levels(self) -> list[Row]:
        """Of each hromada's council: members who are not exempt, and how many are certified at each level.

        A member counts once, at her best level; a certificate without a level counts as low.
        """
        return await self._database.fetch(
            """
            SELECT place, COUNT(*) AS staff,
                   SUM(CASE WHEN best = 1 THEN 1 ELSE 0 END) AS low,
                   SUM(CASE WHEN best = 2 THEN 1 ELSE 0 END) AS middle,
                   SUM(CASE WHEN best = 3 THEN 1 ELSE 0 END) AS high
            FROM (
                SELECT m.id, m.place, MAX(CASE c.level WHEN 'high' THEN 3 WHEN 'middle' THEN 2 ELSE
                    CASE WHEN c.id IS NULL THEN 0 ELSE 1 END END) AS best
                FROM members m LEFT JOIN certificates c
                    ON c.state = 'accepted' AND (c.member = m.id OR c.person_id = m.person_id)
                WHERE m.state = 'active' AND m.place LIKE 'h%'
                GROUP BY m.id, m.place
            ) x GROUP BY place ORDER BY place
            """
        )

    async def _certificates(self, where: str, most: int = 500, **parameters: object) -> list[Certificate]:
        rows = await self._database.fetch(
            f"SELECT * FROM certificates WHERE {where} ORDER BY id DESC LIMIT :most",  # noqa: S608
            most=most,
            **parameters,
        )
        return [_certificate(row) for row in rows]

    # Batches

    async def add_batch(self, person_id: int, place: str, file_id: str, update_id: int, at: datetime) -> None:
        """Keeps a batch that is to be read; the same message gives one."""
        await self._database.execute(
            """
            INSERT INTO batches (person_id, place, file_id, update_id, made_at)
            VALUES (:person_id, :place, :file_id, :update_id, :at) ON CONFLICT (update_id) DO NOTHING
            """,
            person_id=person_id,
            place=place,
            file_id=file_id,
            update_id=update_id,
            at=to_ms(at),
        )

    async def open_batches(self) -> list[Batch]:
        """Those that are not read yet, the oldest first."""
        rows = await self._database.fetch(
            "SELECT id, person_id, place, file_id FROM batches WHERE ended_at IS NULL ORDER BY id LIMIT 20"
        )
        return [Batch(**row) for row in rows]

    async def end_batch(self, batch_id: int, at: datetime) -> None:
        """It is read, as far as it can be."""
        await self._database.execute("UPDATE batches SET ended_at = :at WHERE id = :id", id=batch_id, at=to_ms(at))


_WHOLE = f"AND course <> '' AND (person_id IS NOT NULL OR member IS NOT NULL) AND doubts NOT LIKE '%{Doubt.NOBODY}%'"


def _certificate(row: Row) -> Certificate:
    received_at = from_ms(row["received_at"])
    assert received_at  # noqa: S101 - NOT NULL
    return Certificate(
        id=row["id"],
        handed=Handed(
            source=row["source"],
            person_id=row["person_id"],
            member=row["member"],
            place=row["place"],
            course=row["course"],
            code=row["code"],
            name=row["name"],
            issued_on=date.fromisoformat(row["issued_on"]) if row["issued_on"] else None,
            level=Level(row["level"]),
            score=row["score"],
            address=row["address"],
            kind=row["kind"],
            file_id=row["file_id"],
            doubts=tuple(Doubt(each) for each in row["doubts"].split()),
        ),
        state=State(row["state"]),
        reason=row["reason"],
        received_at=received_at,
        decided_at=from_ms(row["decided_at"]),
        tries=row["tries"],
    )
