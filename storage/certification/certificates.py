"""Certificates as they were handed in: read, confirmed, accepted or refused. One code counts once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.engine.database import Row, Statements
from storage.engine.rows import Store, delete, insert_new, made_of, update
from storage.people import Action, NewsKind, tell, untell, write


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

    @property
    def is_whole(self) -> bool:
        """Whether it is somebody's and of a course: only then it can be accepted."""
        has_owner = self.person_id is not None or self.member is not None
        return has_owner and self.course != "" and Doubt.NOBODY not in self.doubts


@dataclass(frozen=True, slots=True)
class HromadaCount:
    """The people who work at a hromada's council, and how many of them are certified at which level."""

    slug: str
    staff: int
    low: int
    middle: int
    high: int

    @property
    def certified(self) -> int:
        return self.low + self.middle + self.high

    @property
    def is_sound(self) -> bool:
        """Somebody works there, nothing is negative, and no more are certified than work."""
        return min(self.low, self.middle, self.high) >= 0 < self.staff >= self.certified


@dataclass(frozen=True, slots=True)
class Batch:
    """Many certificates that a coordinator sent at once in one file, which the clock reads."""

    id: int
    person_id: int
    place: str
    file_id: str
    layouts: str
    """Of a table: which columns are what, as its sender confirmed; empty: an archive."""
    made_at: datetime
    ended_at: datetime | None
    """None until it is read."""


class CodeTaken(Exception):
    """A certificate with that code was handed in before; `by` is the other one."""

    def __init__(self, by: Certificate) -> None:
        super().__init__(by.id)
        self.by = by


class CertificateReads(Store):
    """Reads certificates."""

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

    async def codes(self) -> frozenset[str]:
        """The codes of all that were handed in."""
        return frozenset(await self._database.fetch_column("SELECT code FROM certificates WHERE code <> ''"))

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
        return await self._read(
            HromadaCount,
            """
            SELECT place AS slug, COUNT(*) AS staff,
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
            """,
        )

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
        is_accepted = not submission.doubts
        await insert_new(
            self._database,
            "certificates",
            **{**asdict(submission), "doubts": " ".join(submission.doubts)},
            status=CertificateStatus.ACCEPTED if is_accepted else CertificateStatus.CHECKING,
            received_at=at,
            decided_at=at if is_accepted else None,
            check_at=check_at,
        )
        kept = await self._certificates("source = :source", source=submission.source)
        if kept:
            return kept[0]
        [other] = await self._certificates("code = :code AND status <> 'refused'", code=submission.code)
        raise CodeTaken(other)

    async def to_check(self, now: datetime, most: int) -> list[Certificate]:
        """Those whose address is to be asked now."""
        return await self._certificates("check_at <= :now AND status = 'checking'", most, now=now)

    async def checked(self, certificate_id: int, doubts: Sequence[Doubt], at: datetime, again: datetime | None) -> None:
        """Keeps what is still doubtful; where nothing is, it is accepted, and its owner told.

        `again` is when the address is asked next.
        """
        async with self._database.transaction() as statements:
            row = await statements.fetch_one(
                """
                UPDATE certificates SET doubts = :doubts, check_at = :again, tries = tries + 1,
                    status = CASE WHEN :doubts = '' THEN 'accepted' ELSE status END,
                    decided_at = CASE WHEN :doubts = '' THEN CAST(:at AS BIGINT) ELSE decided_at END
                WHERE id = :id AND status = 'checking' RETURNING person_id
                """,
                id=certificate_id,
                doubts=" ".join(doubts),
                at=at,
                again=again,
            )
            if row and not doubts:
                await _tell(statements, certificate_id, row["person_id"], at)

    async def belongs(self, certificate_id: int, member: int, course: str, doubts: Sequence[Doubt]) -> None:
        """Keeps whose it is and of which course, as somebody decided by hand."""
        looked_at = {"id": certificate_id, "status": CertificateStatus.CHECKING}
        words = " ".join(doubts)
        await update(self._database, "certificates", looked_at, member=member or None, course=course, doubts=words)

    async def decide(
        self,
        ids: Sequence[int],
        at: datetime,
        by: int,
        *,
        accepted: bool,
        reason: str = "",
        told_at: datetime | None = None,
    ) -> list[int]:
        """Accepts or refuses those that are looked at; which ones. What is nobody's, or of no course, is not accepted.

        With an audit line each, and its owner told, at once or at `told_at`.
        """
        decided = []
        async with self._database.transaction() as statements:
            for each in ids:
                row = await statements.fetch_one(
                    f"""
                    UPDATE certificates SET status = :status, reason = :reason, decided_at = :at, decided_by = :by,
                        check_at = NULL
                    WHERE id = :id AND status = 'checking' {_WHOLE if accepted else ""} RETURNING person_id
                    """,  # noqa: S608
                    id=each,
                    status=CertificateStatus.ACCEPTED if accepted else CertificateStatus.REFUSED,
                    reason=reason,
                    at=at,
                    by=by,
                )
                if row:
                    detail = "accepted" if accepted else "refused"
                    await write(statements, at, by, Action.CERTIFICATE_DECIDED, f"certificate {each}", detail)
                    await _tell(statements, each, row["person_id"], at, told_at)
                    decided.append(each)
        return decided

    async def take_back(self, certificate_id: int, since: datetime, at: datetime, by: int) -> bool:
        """It is looked at again, and its owner hears nothing; False where that person did not decide on it since then,
        or its code was handed in anew meanwhile."""
        async with self._database.transaction() as statements:
            row = await statements.fetch_one(
                """
                UPDATE certificates SET status = 'checking', reason = '', decided_at = NULL, decided_by = NULL
                WHERE id = :id AND decided_by = :by AND decided_at > :since AND status <> 'checking'
                    AND NOT EXISTS (SELECT 1 FROM certificates o WHERE o.id <> certificates.id AND o.code <> ''
                                    AND o.code = certificates.code AND o.status <> 'refused')
                RETURNING id
                """,
                id=certificate_id,
                by=by,
                since=since,
            )
            if row:
                await untell(statements, NewsKind.CERTIFICATE_DECIDED, at, certificate=certificate_id)
                line = f"certificate {certificate_id}", "undone"
                await write(statements, at, by, Action.CERTIFICATE_DECIDED, *line)
        return row is not None

    async def withdraw(self, certificate_id: int, person_id: int) -> bool:
        """Deletes what the person handed in herself."""
        return await delete(self._database, "certificates", id=certificate_id, person_id=person_id) == 1


_WHOLE = f"AND course <> '' AND (person_id IS NOT NULL OR member IS NOT NULL) AND doubts NOT LIKE '%{Doubt.NOBODY}%'"


async def _tell(
    statements: Statements, certificate_id: int, owner: int | None, at: datetime, due_at: datetime | None = None
) -> None:
    if owner is not None:
        await tell(statements, owner, NewsKind.CERTIFICATE_DECIDED, at, due_at=due_at, certificate=certificate_id)


def _certificate(row: Row) -> Certificate:
    return made_of(Certificate, row, doubts=tuple(Doubt(each) for each in row["doubts"].split()))


class Batches(Store):
    """The table of batches."""

    async def add(self, person_id: int, place: str, file_id: str, update_id: int, layouts: str, at: datetime) -> None:
        """Keeps a batch that is to be read; the same message gives one."""
        await insert_new(
            self._database,
            "batches",
            person_id=person_id,
            place=place,
            file_id=file_id,
            update_id=update_id,
            layouts=layouts,
            made_at=at,
        )

    async def newest(self, most: int) -> list[Batch]:
        """The newest first, whether they are read or not."""
        return await self._read(Batch, "SELECT * FROM batches ORDER BY id DESC LIMIT :most", most=most)

    async def to_read(self) -> list[Batch]:
        """Those that are not read yet, the oldest first."""
        return await self._read(Batch, "SELECT * FROM batches WHERE ended_at IS NULL ORDER BY id LIMIT 20")

    async def end(self, batch: Batch, report: Mapping[str, object], at: datetime) -> None:
        """It is read, as far as it can be, and whoever sent it is told what came of it; once."""
        async with self._database.transaction() as statements:
            if await update(statements, "batches", {"id": batch.id, "ended_at": None}, ended_at=at):
                await tell(statements, batch.person_id, NewsKind.BATCH_READ, at, report=report)
