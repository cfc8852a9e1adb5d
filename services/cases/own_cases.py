"""What a person may do with her case: begin it, tell it, follow it, join another's, say how it ended."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rapidfuzz import fuzz

from services.cases.delivery import Delivery
from services.codes import derive_code, find_code, split
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
    CaseStatus,
    EventKind,
    Written,
)

ALIKE = 82
"""Likeness of two names of places, of 100, from which they may be one."""
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
        """Starts the clock, at a time already kept or now; the number of the row.

        Twice within minutes, before anything is told, is one: a press that comes twice.
        """
        begun = await self._read.begun_by(person_id)
        if begun and not begun.details.document and self._clock() - begun.started_at < TWICE:
            return begun.id
        return await self._cases.begin(person_id, secrets.token_hex(8), document, place, at or self._clock())

    async def has_sent_enough(self, person_id: int) -> bool:
        """Whether the person submitted as many cases within a day as nobody meets with."""
        since = self._clock() - timedelta(days=1)
        mine = await self._read.of_person(person_id)
        return sum(each.submitted_at is not None and each.submitted_at > since for each in mine) >= MOST_A_DAY

    async def submit(
        self, case_id: int, person_id: int, details: CaseDetails, files: Sequence[CaseFile], *, by_phone: bool = False
    ) -> Submitted | None:
        """The case with its number and receipt code; None where it was submitted before. Numbers are masked."""
        case = await self._read.find(case_id)
        if case is None:
            return None
        code = derive_code(self._secret, case.share)
        number = await self._cases.submit(
            case_id, person_id, masked(details), files, _hash(code), self._clock(), by_phone=by_phone
        )
        if number is None:
            return None
        await self._delivery.deliver()
        return await self.receipt(case_id, person_id, by_phone=by_phone)

    async def receipt(self, case_id: int, person_id: int, *, by_phone: bool) -> Submitted | None:
        """What was told when the case was submitted; None where it was not, or by another person.

        `by_phone`: the person wrote it down for somebody else.
        """
        case = await self._read.find(case_id)
        if case is None or case.number is None or case.person_id != (None if by_phone else person_id):
            return None
        code = derive_code(self._secret, case.share)
        known = await self._read.find_by_receipt(_hash(code))  # not where the secret has changed since
        return Submitted(case, split(code)) if known and known.id == case_id else None

    async def likely_duplicates(self, details: CaseDetails, person_id: int) -> list[Case]:
        """Open cases of others at the same place on the same day."""
        return [
            case
            for case in await self._read.on_desk()
            if case.person_id != person_id
            and case.details.place == details.place
            and case.details.happened_on == details.happened_on
            and fuzz.token_set_ratio(case.details.place_name.lower(), details.place_name.lower()) >= ALIKE
        ][:3]

    async def join(self, case_id: int, person_id: int) -> bool:
        """«Me too»: independent evidence of one case. False where she joined before, or it is her own."""
        return await self._delivered(await self._cases.join(case_id, person_id, self._clock()))

    async def by_code(self, text: str) -> Case | None:
        """The case that a receipt code follows; None where the text holds no such code."""
        code = find_code(text)
        return await self._read.find_by_receipt(_hash(code)) if code else None

    async def add(self, case_id: int, person_id: int, text: str) -> Case | None:
        """The case to which the person added words; None where it is not hers, or merged."""
        case = await self._read.seen_by(case_id, person_id)
        if case is None or case.status is CaseStatus.MERGED:
            return None
        words = mask(text)[:LONGEST]
        await self._cases.add_event(case_id, self._clock(), EventKind.ADDED, words, by_staff=False, untold=True)
        await self._delivery.deliver()
        return case

    async def take_back(self, case_id: int, person_id: int, text: str) -> None:
        """Takes away what the person added; the staff who have read it already are told so."""
        if await self._read.seen_by(case_id, person_id):
            now, words = self._clock(), mask(text)[:LONGEST]
            await self._delivered(await self._cases.take_back(case_id, now, EventKind.ADDED, words, by_staff=False))

    async def withdraw(self, case_id: int, person_id: int) -> bool:
        """The person does not want it to go on; False where it is not hers, or ended."""
        return await self._end(case_id, person_id, CaseOutcome.WITHDRAWN, "cases-reason-withdrawn")

    async def solved(self, case_id: int, person_id: int) -> bool:
        """The person says that it is solved; False where it is not hers, or ended already."""
        return await self._end(case_id, person_id, CaseOutcome.ACCEPTED, "cases-reason-solved")

    async def reopen(self, case_id: int, person_id: int) -> bool:
        """The person says that it is not solved; False where it is not hers, or not closed."""
        return await self._delivered(await self._cases.reopen(case_id, person_id, self._clock()))

    async def _end(self, case_id: int, person_id: int, outcome: CaseOutcome, key: str) -> bool:
        if await self._read.own(case_id, person_id) is None:
            return False
        reason = self._content.library.texts.plain(key)
        await self._cases.choose_outcome(case_id, outcome)
        return await self._delivered(await self._cases.close(case_id, reason, self._clock(), person_id, by_staff=False))

    async def _delivered(self, changed: bool) -> bool:
        """Tells the other side of a change, if there was one."""
        if changed:
            await self._delivery.deliver()
        return changed


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
