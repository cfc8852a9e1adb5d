"""Certificates as they were handed in: read, confirmed, accepted or refused. One code counts once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.certification.hromada_counts import HromadaCount
from storage.engine.database import Database, Row
from storage.engine.times import from_ms, to_ms
from storage.people import Action, write


class CertificateStatus(StrEnum):
    """Whether a certificate counts. One that is being looked at stops reminders, but is not in any rating."""

    CHECKING = "checking"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class CertificateLevel(StrEnum):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What is handed in."""

    course: str
    code: str
    """The certificate's own number; empty where it is not known."""
    name: str = ""
    issued_on: date | None = None
    level: CertificateLevel = CertificateLevel.NONE
    score: int | None = None
    address: str = ""
    kind: str = ""
    file_id: str = ""
    source: str = ""
    """The message, or the file of a batch, that it came in: the same is one certificate."""
    person_id: int | None = None
    member: int | None = None
    place: str = ""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Submission):
    """What was handed in, and what was decided."""

    id: int
    status: CertificateStatus
    reason: str
    """Why it was refused."""
    received_at: datetime
    decided_at: datetime | None
    tries: int
    """How often its address was asked."""


class CodeTaken(Exception):
    """A certificate with that code was handed in before; `by` is the other one."""

    def __init__(self, by: Certificate) -> None:
        super().__init__(by.id)
        self.by = by


class CertificateReads:
    """Reads certificates."""

    def __init__(self, database: Database) -> None:
        self._database = database

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

    async def waiting(self, places: Collection[str] | None = None) -> list[Certificate]:
        """What somebody has to look at, at these places or everywhere; of each place the oldest first.

        An address that was not reached yet is no reason to look.
        """
        if places is None:
            return await self._waiting(None)
        return [each for place in places for each in await self._waiting(place)]

    async def _waiting(self, place: str | None) -> list[Certificate]:
        found = await self._certificates(
            f"""
            status = 'checking' AND doubts <> '{Doubt.UNREACHED}' AND (
                CAST(:place AS TEXT) IS NULL OR place = :place
                OR member IN (SELECT id FROM members WHERE place = :place)
                OR person_id IN (SELECT person_id FROM members WHERE place = :place))
            """,  # noqa: S608
            place=place,
        )
        return found[::-1]

    async def counts(self) -> list[HromadaCount]:
        """Of each hromada's council: members who are not exempt, and how many are certified at each level.

        A member counts once, at her best level; a certificate without a level counts as low.
        """
        rows = await self._database.fetch(
            """
            SELECT place, COUNT(*) AS staff,
                   SUM(CASE WHEN best = 1 THEN 1 ELSE 0 END) AS low,
                   SUM(CASE WHEN best = 2 THEN 1 ELSE 0 END) AS middle,
                   SUM(CASE WHEN best = 3 THEN 1 ELSE 0 END) AS high
            FROM (
                SELECT m.id, m.place, MAX(CASE c.level WHEN 'high' THEN 3 WHEN 'middle' THEN 2 ELSE
                    CASE WHEN c.id IS NULL THEN 0 ELSE 1 END END) AS best
                FROM members m LEFT JOIN certificates c
                    ON c.status = 'accepted' AND (c.member = m.id OR c.person_id = m.person_id)
                WHERE m.state = 'active' AND m.place LIKE 'h%'
                GROUP BY m.id, m.place
            ) x GROUP BY place ORDER BY place
            """
        )
        return [
            HromadaCount(row["place"], row["staff"], int(row["low"]), int(row["middle"]), int(row["high"]))
            for row in rows
        ]

    async def _certificates(self, where: str, most: int = 500, **parameters: object) -> list[Certificate]:
        rows = await self._database.fetch(
            f"SELECT * FROM certificates WHERE {where} ORDER BY id DESC LIMIT :most",  # noqa: S608
            most=most,
            **parameters,
        )
        return [_certificate(row) for row in rows]


class Certificates(CertificateReads):
    """The table of certificates."""

    async def hand_in(self, submission: Submission, at: datetime, check_at: datetime | None) -> Certificate:
        """Keeps a certificate: accepted where nothing is doubtful. The same message or file gives the one kept before.

        Raises CodeTaken where that code is another one's.
        """
        status = CertificateStatus.CHECKING if submission.doubts else CertificateStatus.ACCEPTED
        row = await self._database.fetch_one(
            """
            INSERT INTO certificates
                (source, person_id, member, place, course, code, name, issued_on, level, score, address, kind, file_id,
                 status, doubts, received_at, decided_at, check_at)
            VALUES
                (:source, :person_id, :member, :place, :course, :code, :name, :issued_on, :level, :score, :address,
                 :kind, :file_id, :status, :doubts, :at, :decided_at, :check_at)
            ON CONFLICT DO NOTHING RETURNING id
            """,
            source=submission.source,
            person_id=submission.person_id,
            member=submission.member,
            place=submission.place,
            course=submission.course,
            code=submission.code,
            name=submission.name,
            issued_on=submission.issued_on.isoformat() if submission.issued_on else None,
            level=submission.level.value,
            score=submission.score,
            address=submission.address,
            kind=submission.kind,
            file_id=submission.file_id,
            status=status.value,
            doubts=" ".join(submission.doubts),
            at=to_ms(at),
            decided_at=to_ms(at) if status is CertificateStatus.ACCEPTED else None,
            check_at=to_ms(check_at) if check_at else None,
        )
        if row is None:
            known = await self._certificates("source = :source", source=submission.source)
            if known:
                return known[0]
            [other] = await self._certificates("code = :code AND status <> 'refused'", code=submission.code)
            raise CodeTaken(other)
        found = await self.find(row["id"])
        assert found  # noqa: S101 - it was just written
        return found

    async def to_check(self, now: datetime, most: int) -> list[Certificate]:
        """Those whose address is to be asked now."""
        return await self._certificates("check_at <= :now AND status = 'checking'", most, now=to_ms(now))

    async def checked(
        self, certificate_id: int, doubts: Sequence[Doubt], at: datetime, again: datetime | None
    ) -> CertificateStatus:
        """Keeps what is still doubtful; accepted where nothing is. `again` is when the address is asked next."""
        await self._database.execute(
            """
            UPDATE certificates SET doubts = :doubts, check_at = :again, tries = tries + 1,
                status = CASE WHEN :doubts = '' THEN 'accepted' ELSE status END,
                decided_at = CASE WHEN :doubts = '' THEN CAST(:at AS BIGINT) ELSE decided_at END
            WHERE id = :id AND status = 'checking'
            """,
            id=certificate_id,
            doubts=" ".join(doubts),
            at=to_ms(at),
            again=to_ms(again) if again else None,
        )
        return CertificateStatus.ACCEPTED if not doubts else CertificateStatus.CHECKING

    async def belongs(self, certificate_id: int, member: int, course: str, doubts: Sequence[Doubt]) -> None:
        """Keeps whose it is and of which course, as somebody decided by hand."""
        await self._database.execute(
            """
            UPDATE certificates SET member = :member, course = :course, doubts = :doubts
            WHERE id = :id AND status = 'checking'
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
                    UPDATE certificates SET status = :status, reason = :reason, decided_at = :at, decided_by = :by,
                        check_at = NULL
                    WHERE id = :id AND status = 'checking' {_WHOLE if accepted else ""}
                    """,  # noqa: S608
                    id=each,
                    status=(CertificateStatus.ACCEPTED if accepted else CertificateStatus.REFUSED).value,
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


_WHOLE = f"AND course <> '' AND (person_id IS NOT NULL OR member IS NOT NULL) AND doubts NOT LIKE '%{Doubt.NOBODY}%'"


def _certificate(row: Row) -> Certificate:
    received_at = from_ms(row["received_at"])
    assert received_at  # noqa: S101 - NOT NULL
    return Certificate(
        id=row["id"],
        source=row["source"],
        person_id=row["person_id"],
        member=row["member"],
        place=row["place"],
        course=row["course"],
        code=row["code"],
        name=row["name"],
        issued_on=date.fromisoformat(row["issued_on"]) if row["issued_on"] else None,
        level=CertificateLevel(row["level"]),
        score=row["score"],
        address=row["address"],
        kind=row["kind"],
        file_id=row["file_id"],
        doubts=tuple(Doubt(each) for each in row["doubts"].split()),
        status=CertificateStatus(row["status"]),
        reason=row["reason"],
        received_at=received_at,
        decided_at=from_ms(row["decided_at"]),
        tries=row["tries"],
    )
