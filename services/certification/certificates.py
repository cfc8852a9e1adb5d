"""Certificates: handed in as a file, a photo or a link, read, confirmed by their owner, and given a receipt.

Nobody is asked for anything that the certificate says itself, and nothing is counted without somebody having looked at
it: its owner at what was read, the portal's address at the code, a coordinator at the rest.
"""

from __future__ import annotations

import asyncio
import logging
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import storage.certification.certificates as store
from content.courses import Course, course_named
from services.certification.members import Member, Members
from services.certification.naming import Names
from services.certification.portal import Portal
from services.codes import LOOK_ALIKE
from services.content import Content
from services.files.excel import make_excel
from services.files.reading import Reading, allowed, read_certificate, read_link
from services.people.people import People
from services.people.staff import Staff
from storage.certification.certificates import Certificate, Doubt, Handed, Level, State, Taken
from storage.certification.hromada_counts import HromadaCount
from storage.people.audit import Action, Audit

__all__ = ["Certificate", "Certificates", "Doubt", "Given", "Level", "Receipt", "State"]

_DASH = re.compile(r"[\u2010-\u2015\u2212]")
log = logging.getLogger(__name__)

LONGEST_CODE, LONGEST_NAME, LONGEST_REASON = 60, 100, 300
HIGHEST_SCORE = 90
"""Points of the national test: ninety questions, one each."""
OLDEST = date(2020, 1, 1)
"""The portal opened in that year; no certificate of it is older."""
FIRST_CHECK, LONGEST_CHECK, MOST_TRIES = timedelta(minutes=15), timedelta(days=1), 12
"""An address that was not reached is asked again, each time after twice as long; then somebody looks at it."""
CHECKED_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Given:
    """What a certificate says, as its owner confirmed it."""

    course: str
    code: str
    name: str
    issued_on: date | None
    level: Level
    score: int | None
    address: str
    kind: str
    file_id: str
    sure: bool
    """Whether all of it stands as it was read beyond doubt."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of handing in."""

    certificate: Certificate
    taken: bool = False
    """That code was handed in before."""
    by_other: bool = False
    """By somebody else."""


class Certificates:
    """Takes certificates and decides on them."""

    def __init__(
        self,
        content: Content,
        certificates: store.Certificates,
        members: Members,
        people: People,
        staff: Staff,
        portal: Portal,
        audit: Audit,
        clock: Callable[[], datetime],
    ) -> None:
        self._content = content
        self._certificates = certificates
        self._members = members
        self._people = people
        self._staff = staff
        self._portal = portal
        self._audit = audit
        self._clock = clock

    @property
    def courses(self) -> Mapping[str, Course]:
        return self._content.library.courses

    # Reading

    async def read(self, file: bytes) -> Reading:
        """What a file says. Raises Unreadable."""
        return await read_certificate(file)

    def read_link(self, text: str) -> Reading | None:
        """What a link says; None where it leads elsewhere than to the portal."""
        return read_link(text)

    def course_of(self, reading: Reading) -> Course | None:
        return course_named(self.courses, reading.course or "")

    # Handing in

    async def hand_in(self, person_id: int, source: str, given: Given) -> Receipt:
        """Keeps a certificate of a person and gives a receipt; the same message gives the same one."""
        members = await self._members.of_person(person_id)
        doubts = [] if given.sure else [Doubt.UNREAD]
        names = [(each.id, each.name) for each in members if each.name]
        if names and given.name and not _is_named(names, given.name):
            doubts.append(Doubt.OTHER_NAME)
        member = members[0].id if len(members) == 1 else None
        return await self._hand_in(source, person_id, member, "", given, doubts)

    async def hand_in_for(self, place: str, member: Member | None, source: str, given: Given) -> Receipt:
        """Keeps what a coordinator handed in; without a member somebody has to say whose it is."""
        doubts = [] if given.sure else [Doubt.UNREAD]
        doubts += [] if member else [Doubt.NOBODY]
        doubts += [] if given.course else [Doubt.COURSE]
        return await self._hand_in(source, None, member.id if member else None, place, given, doubts)

    async def _hand_in(
        self, source: str, person_id: int | None, member: int | None, place: str, given: Given, doubts: list[Doubt]
    ) -> Receipt:
        now, check_at = self._clock(), None
        if given.address and allowed(given.address):
            doubts += _unopened(await self._portal.opens(given.address))
            check_at = now + FIRST_CHECK if Doubt.UNREACHED in doubts else None
        elif Doubt.UNREAD not in doubts:
            doubts.append(Doubt.UNREAD)
        handed = Handed(
            source=source,
            person_id=person_id,
            member=member,
            place=place,
            course=given.course,
            code=normal_code(given.code),
            name=given.name,
            issued_on=given.issued_on,
            level=given.level,
            score=given.score,
            address=given.address,
            kind=given.kind,
            file_id=given.file_id,
            doubts=tuple(doubts),
        )
        try:
            return Receipt(await self._certificates.hand_in(handed, now, check_at))
        except Taken as taken:
            is_own = await self._is_of(taken.by, person_id, member)
            if not is_own:
                log.warning("certificate %d was handed in by somebody else, too", taken.by.id)
                await self._staff.tell(self._content.library.texts("certificates-twice", number=str(taken.by.id)))
            return Receipt(taken.by, taken=True, by_other=not is_own)

    async def _is_of(self, certificate: Certificate, person_id: int | None, member: int | None) -> bool:
        if person_id is not None and certificate.handed.person_id == person_id:
            return True
        if member is not None and certificate.handed.member == member:
            return True
        own = {each.id for each in await self._members.of_person(person_id)} if person_id is not None else set()
        return certificate.handed.member in own

    async def of_person(self, person_id: int) -> list[Certificate]:
        """Hers, the newest first."""
        return await self._certificates.of_person(person_id)

    async def own(self, certificate_id: int, person_id: int) -> Certificate | None:
        """That one, if it is hers."""
        return next((each for each in await self.of_person(person_id) if each.id == certificate_id), None)

    async def withdraw(self, certificate_id: int, person_id: int) -> bool:
        """Deletes what she handed in herself."""
        return await self._certificates.withdraw(certificate_id, person_id)

    # Deciding

    async def checking(self, places: Collection[str] | None = None) -> list[Certificate]:
        """What somebody has to look at: at these places, or all of it."""
        if places is None:
            return await self._certificates.checking()
        return [each for place in places for each in await self._certificates.checking(place)]

    async def decide(
        self,
        ids: Sequence[int],
        by: int,
        *,
        accepted: bool,
        reason: str = "",
        places: Collection[str] | None = None,
    ) -> list[int]:
        """Accepts or refuses what waits there, and tells the owners; which ones.

        Neither whole nor somebody's: not accepted. One decides not on one's own.
        """
        waiting = {each.id: each for each in await self.checking(places)}
        own = {each.id for each in await self.of_person(by)}
        chosen = [each for each in ids if each in waiting and (each not in own or not accepted)]
        decided = await self._certificates.decide(
            chosen, self._clock(), by, accepted=accepted, reason=reason[:LONGEST_REASON]
        )
        for each in decided:
            await self._tell(waiting[each], accepted=accepted, reason=reason[:LONGEST_REASON])
        return decided

    async def _tell(self, certificate: Certificate, *, accepted: bool, reason: str = "") -> None:
        if certificate.handed.person_id is None:
            return
        course = self.course_name(certificate.handed.course)
        if accepted:
            html = self._content.library.texts("certificates-told-accepted", number=str(certificate.id), course=course)
        else:
            html = self._content.library.texts(
                "certificates-told-refused", number=str(certificate.id), course=course, reason=reason
            )
        await self._people.tell(certificate.handed.person_id, html)

    async def candidates(self, certificate: Certificate) -> list[Member]:
        """Members who may be meant by the name on a certificate of a batch, the likeliest first."""
        members = {each.id: each for each in await self._members.at(certificate.handed.place)}
        found = Names([(each.id, each.name) for each in members.values()]).find(certificate.handed.name)
        return [members[match.id] for match in found]

    async def belongs(self, certificate: Certificate, member: int, course: str) -> None:
        """Keeps whose it is and of which course, as somebody decided by hand."""
        settled = {Doubt.NOBODY} if member else set()
        settled |= {Doubt.COURSE} if course else set()
        doubts = [each for each in certificate.handed.doubts if each not in settled]
        await self._certificates.belongs(certificate.id, member, course, doubts)

    async def counts(self) -> list[HromadaCount]:
        """Of each council: members who are not exempt and how many are certified at which level, for the rating."""
        return [
            HromadaCount(row["place"], row["staff"], int(row["low"]), int(row["middle"]), int(row["high"]))
            for row in await self._certificates.levels()
        ]

    # What the clock does

    async def check_again(self) -> None:
        """Asks the addresses that were not reached before."""
        for certificate in await self._certificates.to_check(self._clock(), CHECKED_AT_ONCE):
            now, handed = self._clock(), certificate.handed
            rest = [each for each in handed.doubts if each is not Doubt.UNREACHED]
            doubts = rest + _unopened(await self._portal.opens(handed.address))
            again = None
            if Doubt.UNREACHED in doubts:
                if certificate.tries + 1 < MOST_TRIES:
                    again = now + min(FIRST_CHECK * 2 ** (certificate.tries + 1), LONGEST_CHECK)
                else:
                    doubts = [Doubt.UNREAD if each is Doubt.UNREACHED else each for each in doubts]
            if await self._certificates.checked(certificate.id, doubts, now, again) is State.ACCEPTED:
                await self._tell(certificate, accepted=True)

    # In words

    def course_name(self, course: str) -> str:
        found = self.courses.get(course)
        return found.title if found else self._content.library.texts.plain("certificates-no-course")

    def level_name(self, level: Level) -> str:
        return self._content.library.texts.plain(_LEVELS[level]) if level else ""

    def receipt(self, certificate: Certificate) -> str:
        """«Accepted, № …», or what is still looked at."""
        texts = self._content.library.texts
        number, course = str(certificate.id), self.course_name(certificate.handed.course)
        if certificate.state is State.ACCEPTED:
            return texts("certificates-accepted", number=number, course=course)
        if certificate.state is State.REFUSED:
            return texts("certificates-refused", number=number, course=course, reason=certificate.reason)
        return texts("certificates-checking", number=number, course=course, why=self.doubts(certificate))

    def doubts(self, certificate: Certificate) -> str:
        """Why somebody has to look at it."""
        texts = self._content.library.texts
        return ", ".join(texts.plain(_DOUBTS[each]) for each in certificate.handed.doubts)

    def describe(self, certificate: Certificate, owner: str) -> str:
        """All that those who decide have to know."""
        texts, handed = self._content.library.texts, certificate.handed
        lines = [texts("certificates-title", number=str(certificate.id), course=self.course_name(handed.course))]
        if owner:
            lines.append(texts("certificates-owner", owner=owner))
        if handed.name:
            lines.append(texts("certificates-name", name=handed.name))
        if handed.code:
            lines.append(texts("certificates-code", code=handed.code))
        if handed.issued_on:
            lines.append(texts("certificates-issued", on=handed.issued_on))
        if handed.level:
            lines.append(texts("certificates-level", level=self.level_name(handed.level)))
        if handed.score is not None:
            lines.append(texts("certificates-score", score=handed.score))
        if certificate.state is State.CHECKING:
            lines.append(texts("certificates-why", why=self.doubts(certificate)))
        return texts.lines(lines)

    async def owner(self, certificate: Certificate) -> str:
        """Whose it is, as far as a list of members says; empty where none does."""
        if certificate.handed.member is not None:
            member = await self._members.by_id(certificate.handed.member)
            return member.name if member else ""
        if certificate.handed.person_id is None:
            return ""
        return ", ".join(each.name for each in await self._members.of_person(certificate.handed.person_id) if each.name)

    async def of_place(self, place: str, by: int) -> bytes:
        """All members of a place with their certificates as Excel, a row for each; it is logged."""
        await self._audit.write(self._clock(), by, Action.DATA_EXPORTED, f"certificates of {place}")
        texts = self._content.library.texts
        headings = [
            texts.plain("members-column-unit"),
            texts.plain("members-column-name"),
            texts.plain("certificates-column-course"),
            texts.plain("certificates-column-code"),
            texts.plain("certificates-column-issued"),
            texts.plain("certificates-column-level"),
            texts.plain("certificates-column-score"),
            texts.plain("certificates-column-state"),
        ]
        handed_in = await self._certificates.at(place)
        table: list[list[object]] = []
        for member in await self._members.at(place):
            own = [
                each
                for each in handed_in
                if each.handed.member == member.id
                or (member.person_id is not None and each.handed.person_id == member.person_id)
            ]
            table += [
                [
                    member.unit,
                    member.name,
                    self.course_name(each.handed.course),
                    each.handed.code,
                    each.handed.issued_on,
                    self.level_name(each.handed.level),
                    each.handed.score,
                    texts.plain(_STATES[each.state]),
                ]
                for each in own
            ] or [[member.unit, member.name, "", "", None, "", None, texts.plain("certificates-none")]]
        return await asyncio.to_thread(make_excel, headings, table)


def normal_code(code: str) -> str:
    """As one code is compared with another: without spaces, in capitals, and whichever keyboard and dash typed it."""
    plain = _DASH.sub("-", unicodedata.normalize("NFKC", code))
    return "".join(plain.split()).upper().translate(LOOK_ALIKE)[:LONGEST_CODE]


def _unopened(opens: bool | None) -> list[Doubt]:
    if opens is None:
        return [Doubt.UNREACHED]
    return [] if opens else [Doubt.UNKNOWN]


def _is_named(names: Sequence[tuple[int, str]], name: str) -> bool:
    matches = Names(names).find(name)
    return bool(matches) and matches[0].sure


_LEVELS = {
    Level.LOW: "certificates-level-low",
    Level.MIDDLE: "certificates-level-middle",
    Level.HIGH: "certificates-level-high",
}
_DOUBTS = {
    Doubt.UNREAD: "certificates-doubt-unread",
    Doubt.UNREACHED: "certificates-doubt-unreached",
    Doubt.UNKNOWN: "certificates-doubt-unknown",
    Doubt.OTHER_NAME: "certificates-doubt-name",
    Doubt.NOBODY: "certificates-doubt-nobody",
    Doubt.COURSE: "certificates-doubt-course",
}
_STATES = {
    State.ACCEPTED: "certificates-state-accepted",
    State.CHECKING: "certificates-state-checking",
    State.REFUSED: "certificates-state-refused",
}
