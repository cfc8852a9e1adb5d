"""What cannot be accepted by itself: a coordinator looks at the certificates of her body, staff at all of them.

A certificate without an owner or a course is not accepted, and nobody accepts her own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import storage.certification.certificates as store
from channels import Channel, Delivered, Media
from services.certification.certificates import FIRST_CHECK, unopened
from services.certification.messages import CertificateDecided
from services.certification.naming import Names
from services.certification.portal import Portal
from services.files.reading import first_page
from services.messages import Message
from services.operation.failures import Failures
from services.people import Make, NewsItem, NewsKind
from services.times import later
from storage.certification import Certificate, CertificateStatus, Doubt, Member, MemberReads

LONGEST_REASON = 300
HOLD = timedelta(minutes=1)
"""So long one decision can be taken back."""
LONGEST_CHECK, MOST_TRIES = timedelta(days=1), 12
"""An address that was not reached is asked again, each time after twice as long; then somebody looks at it."""
CHECKED_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Review:
    _certificates: store.Certificates
    _members: MemberReads
    _portal: Portal
    _channel: Channel
    _failures: Failures
    _clock: Callable[[], datetime]

    async def decide(
        self,
        ids: Sequence[int],
        by: int,
        *,
        accepted: bool,
        reason: str = "",
        places: Collection[str] | None = None,
        held: bool = False,
    ) -> list[int]:
        """Accepts or refuses what waits at these places, or anywhere, and the owners are told; which ones.

        What is `held` can be taken back for a minute, and is told after it.
        """
        waiting = {each.id for each in await self._certificates.waiting(places)}
        own = {each.id for each in await self._certificates.of_person(by)}
        chosen = [each for each in ids if each in waiting and (each not in own or not accepted)]
        return await self._certificates.decide(
            chosen,
            self._clock(),
            by,
            accepted=accepted,
            reason=reason[:LONGEST_REASON],
            told_at=later(self._clock(), HOLD) if held else None,
        )

    async def take_back(self, certificate_id: int, by: int) -> bool:
        """Who decided on it a moment ago thinks again: it waits as before, and nobody hears of it. False after the
        minute, and for what somebody else decided."""
        now = self._clock()
        return await self._certificates.take_back(certificate_id, now - HOLD, now, by)

    async def picture(self, certificate: Certificate) -> bytes | None:
        """What was sent, as JPEG: of a PDF its first page. None where nothing was, it is gone, or it is no picture."""
        if not certificate.file_id:
            return None
        content = await self._channel.download(certificate.file_id)
        return await first_page(content) if isinstance(content, bytes) else None

    async def give(self, certificate: Certificate, person_id: int) -> bool:
        """Sends what was handed in into somebody's own chat; whether it is there."""
        if not certificate.file_id:
            return False
        media = Media(certificate.kind, certificate.file_id)
        return isinstance(await self._channel.send_media(person_id, media), Delivered)

    async def acceptable(self, certificates: Sequence[Certificate], by: int) -> list[Certificate]:
        """Those among them that she may accept: each is somebody's, of a course, and not her own."""
        own = {each.id for each in await self._certificates.of_person(by)}
        return [each for each in certificates if each.is_whole and each.id not in own]

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {NewsKind.CERTIFICATE_DECIDED: self._decided}

    async def _decided(self, item: NewsItem) -> Message | None:
        """None where she withdrew it meanwhile."""
        certificate = await self._certificates.find(item.facts["certificate"])
        if certificate is None:
            return None
        return CertificateDecided(
            certificate=certificate.id,
            course=certificate.course,
            accepted=certificate.status is CertificateStatus.ACCEPTED,
            reason=certificate.reason,
        )

    async def candidates(self, certificate: Certificate) -> list[Member]:
        """Members who may be meant by the name on a certificate of a batch, the likeliest first."""
        members = await self._members.at(certificate.place)
        return [match.id for match in Names([(each, each.name) for each in members]).find(certificate.name)]

    async def belongs(self, certificate: Certificate, member: int, course: str) -> None:
        """Keeps whose it is and of which course, as somebody decided by hand."""
        settled = {Doubt.NOBODY} if member else set()
        settled |= {Doubt.COURSE} if course else set()
        doubts = [each for each in certificate.doubts if each not in settled]
        await self._certificates.belongs(certificate.id, member, course, doubts)

    async def owner(self, certificate: Certificate) -> str:
        """Whose it is, as far as a list of members says; empty where none does."""
        if certificate.member is not None:
            member = await self._members.find(certificate.member)
            return member.name if member else ""
        if certificate.person_id is None:
            return ""
        return ", ".join(each.name for each in await self._members.of_person(certificate.person_id) if each.name)

    async def check_again(self) -> None:
        """Asks the addresses that were not reached before; what the clock calls."""
        due = await self._certificates.to_check(self._clock(), CHECKED_AT_ONCE)
        await self._failures.each_on_its_own("addresses", due, self._check, end=self._give_up)

    async def _check(self, certificate: Certificate) -> None:
        now = self._clock()
        rest = [each for each in certificate.doubts if each is not Doubt.UNREACHED]
        doubts = [*rest, *unopened(await self._portal.opens(certificate.address))]
        again = None
        if Doubt.UNREACHED in doubts:
            if certificate.tries + 1 < MOST_TRIES:
                again = now + min(FIRST_CHECK * 2 ** (certificate.tries + 1), LONGEST_CHECK)
            else:
                doubts = _for_a_person(doubts)
        await self._certificates.checked(certificate.id, doubts, now, again)

    async def _give_up(self, certificate: Certificate) -> None:
        """Its address cannot be asked: somebody looks at it."""
        await self._certificates.checked(certificate.id, _for_a_person(certificate.doubts), self._clock(), None)


def _for_a_person(doubts: Sequence[Doubt]) -> list[Doubt]:
    return [Doubt.UNREAD if each is Doubt.UNREACHED else each for each in doubts]
