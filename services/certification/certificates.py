"""Certificates as they are handed in: a file, a photo or a link, read, confirmed by its owner, and given a receipt.

Nobody is asked for anything that the certificate says itself, and nothing is counted without somebody having looked at
it: its owner at what was read, the portal's address at the code, a coordinator at the rest (see `review`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import storage.certification.certificates as store
from services.certification.messages import CodeHandedInTwice
from services.certification.naming import LONGEST_NAME, Names
from services.certification.portal import Portal
from services.files.reading.addresses import allowed
from services.messages import Message
from services.people import STAFF, Make, News, NewsItem, NewsKind
from services.text import fold_code, shorten
from storage.certification import (
    Certificate,
    CodeTaken,
    Doubt,
    Member,
    MemberReads,
    Submission,
)

log = logging.getLogger(__name__)

SHORTEST_CODE, LONGEST_CODE = 4, 60
HIGHEST_SCORE = 90
"""Points of the national test: ninety questions, one each."""
OLDEST = date(2020, 1, 1)
"""The portal opened in that year; no certificate of it is older."""
FIRST_CHECK = timedelta(minutes=15)
"""An address that was not reached is asked again after so long."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of handing in."""

    certificate: Certificate
    taken: bool = False
    """That code was handed in before."""
    by_other: bool = False
    """By somebody else."""


@dataclass(frozen=True, slots=True)
class Certificates:
    _certificates: store.Certificates
    _members: MemberReads
    _news: News
    _portal: Portal
    _clock: Callable[[], datetime]

    async def hand_in(self, person_id: int, source: str, submission: Submission) -> Receipt:
        """Keeps a certificate of a person and gives a receipt; the same message gives the same one."""
        members = await self._members.of_person(person_id)
        doubts = submission.doubts
        names = [(each.id, each.name) for each in members if each.name]
        if names and submission.name and Names(names).find_sure(submission.name) is None:
            doubts += (Doubt.OTHER_NAME,)
        member = members[0].id if len(members) == 1 else None
        return await self._hand_in(
            replace(submission, source=source, person_id=person_id, member=member, doubts=doubts)
        )

    async def hand_in_for(self, place: str, member: Member | None, source: str, submission: Submission) -> Receipt:
        """Keeps what a coordinator handed in; without a member somebody has to say whose it is."""
        doubts = submission.doubts
        doubts += () if member else (Doubt.NOBODY,)
        doubts += () if submission.course else (Doubt.COURSE,)
        member_id = member.id if member else None
        return await self._hand_in(replace(submission, source=source, place=place, member=member_id, doubts=doubts))

    async def _hand_in(self, submission: Submission) -> Receipt:
        now, check_at, doubts = self._clock(), None, submission.doubts
        if submission.address and allowed(submission.address):
            doubts += unopened(await self._portal.opens(submission.address))
            check_at = now + FIRST_CHECK if Doubt.UNREACHED in doubts else None
        elif Doubt.UNREAD not in doubts:
            doubts += (Doubt.UNREAD,)
        submission = replace(
            submission,
            code=normal_code(submission.code),
            name=shorten(submission.name, LONGEST_NAME),
            score=submission.score if (submission.score or 0) <= HIGHEST_SCORE else None,
            doubts=doubts,
        )
        try:
            return Receipt(await self._certificates.hand_in(submission, now, check_at))
        except CodeTaken as taken:
            is_own = await self._is_of(taken.by, submission)
            if not is_own:
                log.warning("certificate %d was handed in by somebody else, too", taken.by.id)
                await self._news.tell(STAFF, NewsKind.CODE_TWICE, certificate=taken.by.id)
            return Receipt(taken.by, taken=True, by_other=not is_own)

    async def _is_of(self, certificate: Certificate, submission: Submission) -> bool:
        """Whether the one who hands in is the owner of that certificate."""
        if submission.member is not None and certificate.member == submission.member:
            return True
        if submission.person_id is None:
            return False
        if certificate.person_id == submission.person_id:
            return True
        return certificate.member in {each.id for each in await self._members.of_person(submission.person_id)}

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {NewsKind.CODE_TWICE: self._twice}

    async def _twice(self, item: NewsItem) -> Message:
        return CodeHandedInTwice(certificate=item.facts["certificate"])

    async def withdraw(self, certificate_id: int, person_id: int) -> bool:
        """Deletes what she handed in herself."""
        return await self._certificates.withdraw(certificate_id, person_id)


def normal_code(code: str) -> str:
    """As one code is compared with another: without spaces, in capitals, and whichever keyboard and dash typed it."""
    return "".join(fold_code(code).split())[:LONGEST_CODE]


def unopened(opens: bool | None) -> tuple[Doubt, ...]:
    """The doubt that remains after the portal was asked for an address."""
    if opens is None:
        return (Doubt.UNREACHED,)
    return () if opens else (Doubt.UNKNOWN,)
