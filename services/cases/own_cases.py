"""What a person may do with her case: begin it, tell it, link it with another's, follow it, say how it ended."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.cases import words
from services.cases.delivery import Delivery
from services.codes import derive_code, split
from services.content import Content
from services.text import mask, single_line
from storage.cases import (
    WRITTEN,
    Case,
    CaseDetails,
    CaseFile,
    CaseOutcome,
    CaseReader,
    Cases,
    EventKind,
    Written,
)

MOST_ALIKE = 3
"""Cases that are offered as perhaps the same."""
TWICE = timedelta(minutes=5)
MOST_A_DAY = 10
LONGEST = 1000
"""Characters of one answer in words."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A submitted case, and the code that follows it: the database knows only its hash."""

    case: Case
    code: str


class OwnCases:
    """The rules for the people of a case."""

    def __init__(
        self,
        content: Content,
        cases: Cases,
        read: CaseReader,
        delivery: Delivery,
        clock: Callable[[], datetime],
        secret: str,
    ) -> None:
        self._secret = secret or secrets.token_hex()
        self._content = content
        self._cases = cases
        self._read = read
        self._delivery = delivery
        self._clock = clock
        self.set_scene = cases.set_scene
        self.drop = cases.drop

    async def begin(self, person_id: int, document: str = "", place: str = "", at: datetime | None = None) -> int:
        """The number of the row. `at` is when it happened, where the clock keeps it; None: she begins to tell of it.

        Twice within minutes, before anything is told, is one: a press that comes twice.
        """
        now, begun = self._clock(), await self._read.begun_by(person_id)
        is_twice = begun and not begun.details.document and now - begun.started_at < TWICE
        if begun and is_twice and (at is None or begun.details.hour):
            return begun.id
        details = CaseDetails(document=document, place=place, hour=f"{at:%H:%M}" if at else "")
        return await self._cases.begin(person_id, secrets.token_hex(8), details, at or now)

    async def has_sent_enough(self, person_id: int) -> bool:
        """Whether the person submitted as many cases within a day as nobody meets with."""
        since = self._clock() - timedelta(days=1)
        mine = await self._read.of_person(person_id)
        return sum(each.submitted_at is not None and each.submitted_at > since for each in mine) >= MOST_A_DAY

    async def submit(
        self,
        case_id: int,
        person_id: int,
        details: CaseDetails,
        files: Sequence[CaseFile],
        *,
        by_phone: bool = False,
        like: str = "",
    ) -> Submitted | None:
        """The case with its number and receipt code; None where it was submitted before. Numbers are masked.

        `like`: the token of an open case of somebody else about the same, with which it is linked: the staff see them
        together, and neither person reads anything of the other.
        """
        case = await self._read.find(case_id)
        if case is None:
            return None
        other = await self.open_by_share(like)
        number = await self._cases.submit(
            case_id,
            person_id,
            masked(details),
            files,
            _hash(self._code(case, case.codes_replaced)),
            self._clock(),
            by_phone=by_phone,
            like=other.id if other and other.person_id != person_id else None,
        )
        if number is None:
            return None
        await self._delivery.soon()
        await self._delivery.redraw(case_id)
        return await self.receipt(case_id, person_id, by_phone=by_phone)

    async def receipt(self, case_id: int, person_id: int, *, by_phone: bool) -> Submitted | None:
        """What was told when the case was submitted; None where it was not, or by another person.

        `by_phone`: the person wrote it down for somebody else.
        """
        case = await self._read.find(case_id)
        if case is None or case.number is None or case.person_id != (None if by_phone else person_id):
            return None
        code = self._code(case, case.codes_replaced)
        known = await self._read.find_by_receipt(_hash(code))  # not where the secret has changed since
        return Submitted(case, split(code)) if known and known.id == case_id else None

    async def replace_code(self, case_id: int, person_id: int, replaced: int) -> Submitted | None:
        """A new code in place of the one before which `replaced` others were: that one follows nothing any more. Asked
        twice it is the same one; None where the case is not hers, or its code was replaced again since."""
        case = await self.submitted(case_id, person_id)
        if case is None or case.codes_replaced not in {replaced, replaced + 1}:
            return None
        code = self._code(case, replaced + 1)
        await self._cases.replace_code(case_id, person_id, replaced, _hash(code))
        return Submitted(case, split(code))

    async def submitted(self, case_id: int, person_id: int) -> Case | None:
        """That case, if it is hers and she sent it."""
        case = await self._read.own(case_id, person_id)
        return case if case and case.number else None

    async def likely_duplicates(self, details: CaseDetails, person_id: int) -> list[Case]:
        """Open cases of others about the same place and day, the oldest of each group."""
        groups: dict[str, list[Case]] = {}
        for case in reversed(await self._read.on_desk()):
            groups.setdefault(case.group_token or case.share, []).append(case)
        alike = [
            group[0]
            for group in groups.values()
            if all(case.person_id != person_id for case in group)
            and any(_are_one(case.details, details) for case in group)
        ]
        return alike[:MOST_ALIKE]

    async def open_by_share(self, share: str) -> Case | None:
        """The case behind a link for others to whom the same happened, while the staff work on it."""
        case = await self._read.find_by_share(share) if share else None
        return case if case and case.is_open else None

    async def like(self, case: Case, person_id: int) -> Case | None:
        """Her own case in the group of that one; None where she has none there."""
        group = [case, *await self._read.linked_with(case)]
        return next((each for each in group if each.person_id == person_id), None)

    async def by_codes(self, codes: Sequence[str]) -> Case | None:
        """The case that one of these receipt codes follows."""
        for code in codes:
            if case := await self._read.find_by_receipt(_hash(code)):
                return case
        return None

    async def add(self, case_id: int, person_id: int, text: str) -> Case | None:
        """The case to which the person added words; None where it is not hers."""
        case = await self.submitted(case_id, person_id)
        if case is None:
            return None
        words = mask(text)[:LONGEST]
        await self._cases.add_event(case_id, self._clock(), EventKind.ADDED, words, by_staff=False, untold=True)
        await self._delivery.deliver()
        await self._delivery.redraw(case_id)
        return case

    async def add_file(self, case_id: int, person_id: int, file: CaseFile) -> Case | None:
        """The case to which the person added evidence; None where it is not hers, or closed. The same file is one."""
        case = await self.submitted(case_id, person_id)
        if case is None or not case.is_open:
            return None
        words = self._content.library.texts.plain("cases-event-file")
        await self._cases.add_file(case_id, file, self._clock(), words)
        await self._delivery.deliver()
        return case

    async def take_back(self, case_id: int, person_id: int, text: str) -> None:
        """Takes away what the person added; the staff who have read it already are told so."""
        if await self.submitted(case_id, person_id):
            now, words = self._clock(), mask(text)[:LONGEST]
            await self._delivered(await self._cases.take_back(case_id, now, EventKind.ADDED, words, by_staff=False))
            await self._delivery.redraw(case_id)

    async def withdraw(self, case_id: int, person_id: int) -> bool:
        """The person does not want it to go on; False where it is not hers, or ended."""
        return await self._end(case_id, person_id, CaseOutcome.WITHDRAWN, EventKind.WITHDRAWN)

    async def solved(self, case_id: int, person_id: int) -> bool:
        """The person says that it is solved; False where it is not hers, or ended already."""
        return await self._end(case_id, person_id, CaseOutcome.SOLVED, EventKind.SOLVED)

    async def reopen(self, case_id: int, person_id: int) -> bool:
        """The person says that it is not solved; False where it is not hers, or not closed."""
        return await self._moved(case_id, await self._cases.reopen(case_id, person_id, self._clock()))

    async def _end(self, case_id: int, person_id: int, outcome: CaseOutcome, kind: EventKind) -> bool:
        if await self._read.own(case_id, person_id) is None:
            return False
        closed = await self._cases.close([case_id], outcome, "", self._clock(), person_id, kind=kind)
        return await self._moved(case_id, closed > 0)

    def _code(self, case: Case, replaced: int) -> str:
        return derive_code(self._secret, f"{case.share} {replaced}")

    async def _moved(self, case_id: int, changed: bool) -> bool:
        """The same, where the case stands elsewhere now."""
        if changed:
            await self._delivery.redraw(case_id)
        return await self._delivered(changed)

    async def _delivered(self, changed: bool) -> bool:
        """Tells the other side of a change, if there was one."""
        if changed:
            await self._delivery.soon()
        return changed


def _are_one(one: CaseDetails, other: CaseDetails) -> bool:
    """Whether two people may tell of the same: a word that many places have in common is too little for it."""
    return (
        one.place == other.place
        and one.happened_on == other.happened_on
        and min(words.word_count(one.place_name), words.word_count(other.place_name)) > 1
        and words.is_same_body(one.place_name, other.place_name)
    )


def masked(details: CaseDetails) -> CaseDetails:
    """The same without numbers that name a person, in every answer in the person's own words."""
    kept: dict[str, str] = {}
    for name, written in WRITTEN.items():
        words = mask(getattr(details, name))
        kept[name] = single_line(words, LONGEST) if written is Written.LINE else words[:LONGEST]
    return replace(details, **kept)  # type: ignore[arg-type]  # all of them are strings


def _hash(code: str) -> str:
    """Codes have 40 random bits, and only somebody who reads the database could try them all."""
    return hashlib.sha256(code.encode()).hexdigest()
