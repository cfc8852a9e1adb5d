"""Events by mail, for posts that nobody acts for in Telegram: the same page as that of notices, behind a signed link.

What a mail says is made when it leaves. Opening its link changes nothing, for mail scanners open every link.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from itsdangerous import BadSignature, URLSafeTimedSerializer

from channels import Delivered, Later, Refused, Unknown
from channels.email import EmailChannel, Letter
from services.events import words
from services.events.messages import EventView
from services.events.registrations import Registrations
from services.events.reminders import ASKED_FOR, BEFORE, stage_word, stages
from services.heads_hours import HeadsHours
from services.messages import Message, TextMessage
from services.notices import AT_ONCE, FIRST_RETRY, LAST_RETRY, LASTS, MOST_UNKNOWN, Mails
from services.operation.failures import Failures
from services.people import Make, NewsItem, NewsKind, Post, Posts
from services.setup import Setup
from services.times import later
from storage.events import (
    CONCERNED,
    AttendanceStore,
    Event,
    EventMail,
    EventMailStore,
    EventStore,
    Registration,
    RegistrationState,
    RegistrationStore,
)

INVITED, CHANGED, CANCELLED, OFFERED, LAPSED, FEEDBACK = "invited", "changed", "cancelled", "offered", "lapsed", "after"
"""How the stages begin that are no reminders; what makes them another one follows."""
TOLD_FOR = timedelta(days=14)
"""So long a mail that something was cancelled is tried."""


@dataclass(frozen=True, slots=True)
class EventMails:
    """Where the setup has no way for e-mail nothing leaves."""

    _setup: Setup
    _kept: EventMailStore
    _events: EventStore
    _registered: RegistrationStore
    _attendances: AttendanceStore
    _registrations: Registrations
    _mails: Mails
    _hours: HeadsHours
    _posts: Posts
    _failures: Failures

    # Links

    @property
    def _signer(self) -> URLSafeTimedSerializer:
        key = hashlib.sha256(f"events by mail {self._setup.secret}".encode()).hexdigest()
        return URLSafeTimedSerializer(key, salt="event")

    def link(self, event: Event, post: str, address: str) -> str:
        """The page of that event for whoever reads the post's mail."""
        token = self._signer.dumps([event.id, post, _hash(address)])
        return f"{self._setup.public_url}/n/{token}"

    async def open(self, token: str) -> tuple[Event, Post] | None:
        """Event and post of a link; None where it is forged, too old, or the post has another address now."""
        try:
            number, post_id, address_hash = self._signer.loads(token, max_age=int(LASTS.total_seconds()))
        except (BadSignature, ValueError, TypeError):
            return None
        event, post = await self._events.find(number), Post.parse(post_id)
        address = (await self._kept.addresses()).get(post_id, "")
        if event is None or post is None or event.opened_at is None or address_hash != _hash(address):
            return None
        return event, post

    # Sending

    async def plan(self) -> None:
        """Plans what posts without anybody in Telegram are to read."""
        if self._setup.email is None:
            return
        now, addresses = self._setup.clock(), await self._kept.addresses()
        if not addresses:
            return
        acting = await self._posts.all_acting()
        planned: list[tuple[int, str, str, str]] = []

        async def look(event: Event) -> None:
            answered = {each.post: each for each in await self._registered.of_event(event.id) if each.is_by_mail}
            for post in event.addressed:
                mine = answered.get(post.id)
                if post.id in addresses and (mine is not None or post.id not in acting):
                    for stage in await self._stages(event, mine, now):
                        planned.append((event.id, post.id, stage, addresses[post.id]))

        events = [*await self._events.running(), *await self._events.told_of_end(now - TOLD_FOR)]
        await self._failures.each_on_its_own("event_mail_plans", events, look)
        await self._kept.plan(planned, now)

    async def _stages(self, event: Event, mine: Registration | None, now: datetime) -> list[str]:
        """What there is to say to a post now; what was said before is kept from being said again."""
        if mine is None:
            return [INVITED] if self._registrations.takes(event) else []
        if mine.state is RegistrationState.LAPSED:
            return [f"{LAPSED} {int(mine.changed_at.timestamp())}"]
        if mine.state not in CONCERNED:
            return []
        if event.cancelled_at:
            return [CANCELLED]
        found: list[str] = []
        if event.revision > mine.revision:
            found.append(f"{CHANGED} {event.revision}")
        if mine.state is RegistrationState.OFFERED and mine.offered_until:
            found.append(f"{OFFERED} {int(mine.offered_until.timestamp())}")
        if mine.state is RegistrationState.GOING:
            found += [
                stage_word(stage, session)
                for session, stage in stages(event, now)
                if mine.changed_at < session.starts_at - BEFORE[stage]
            ]
            is_over = event.ends_at is not None and event.ends_at <= now < event.ends_at + ASKED_FOR
            if is_over and mine.satisfaction is None and await self._attendances.of_registration(mine.id):
                found.append(FEEDBACK)
        return found

    async def deliver(self) -> None:
        """Sends what is planned; what holds no more is not sent."""
        if self._setup.email is None:
            return
        async with self._kept.exclusive() as is_mine:
            if is_mine and not await self._mails.is_closed():
                planned = await self._kept.planned(self._setup.clock(), AT_ONCE)
                send = partial(self._send, self._setup.email)
                await self._failures.each_on_its_own("event_mails", planned, send, end=self._give_up)

    async def _send(self, channel: EmailChannel, mail: EventMail) -> bool:
        """False where the next one would not leave either."""
        event, post, now = await self._events.find(mail.event), Post.parse(mail.post), self._setup.clock()
        view = await self._registrations.view_of_post(event, post) if event and post else None
        if event is None or view is None or mail.stage not in await self._stages(event, view.registration, now):
            await self._kept.ended(mail, "skipped", now, "past")
            return True
        opens = self._hours.opens(now)
        if opens > now and mail.stage == INVITED:
            await self._kept.wait(mail, opens)
            return True
        outcome = await self._mails.carry(channel, await self._letter(view, mail))
        pause = min(FIRST_RETRY * 2 ** min(mail.attempts, 10), LAST_RETRY)
        match outcome:
            case Delivered():
                await self._kept.ended(mail, "sent", now)
            case Later() if outcome.trouble:
                await self._kept.again(mail, now, outcome.why)
                return False
            case Later():
                await self._kept.again(mail, later(now, pause), outcome.why)
            case Unknown() if mail.unknown + 1 < MOST_UNKNOWN:
                await self._kept.again(mail, later(now, pause), outcome.why, is_unknown=True)
            case Unknown():
                await self._kept.failed(mail, now, outcome.why)
            case Refused():
                await self._kept.failed(mail, now, outcome.words)
        return True

    async def _give_up(self, mail: EventMail) -> None:
        await self._kept.failed(mail, self._setup.clock(), "broken")

    async def _letter(self, view: EventView, mail: EventMail) -> Letter:
        texts, event, mine = self._setup.content.texts, view.event, view.registration
        kind, post = mail.stage.partition(" ")[0], Post.parse(mail.post)
        is_going = bool(mine and mine.state is RegistrationState.GOING)
        values: dict[str, object] = {
            "kind": kind,
            "post": await self._posts.name(post) if post else "",
            "title": event.name,
            "what": texts.plain("events-kind-plain", kind=event.kind),
            "when": "\n".join(words.when(texts, each) for each in words.in_order(event)),
            "where": "\n".join(words.where(texts.plain, event, is_going=is_going)),
            "about": event.about,
            "until": words.moment(texts, mine.offered_until) if mine and mine.offered_until else "none",
            "why": event.cancelled_why or "none",
            "link": self.link(event, mail.post, mail.address),
        }
        values["lead"] = texts.plain("events-mail-lead", **values)
        seed = f"{self._setup.secret} event {mail.id} {mail.event} {mail.stage} {mail.made_at.timestamp()}"
        return Letter(
            hashlib.sha256(seed.encode()).hexdigest()[:32],
            mail.address,
            texts.plain("events-mail-subject", **values),
            texts.plain("events-mail-text", **values),
            str(texts("events-mail-html", **values)),
        )

    # What the staff see

    async def states(self, event_id: int) -> Mapping[str, list[str]]:
        """How the mails to each post stand, by post: planned, sent, failed, skipped."""
        return await self._kept.left(event_id)

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {NewsKind.EVENT_MAIL_FAILED: self._failed}

    async def _failed(self, item: NewsItem) -> Message | None:
        event, post = await self._events.find(item.facts["event"]), Post.parse(item.facts["post"])
        if event is None or post is None:
            return None
        return TextMessage("events-mail-failed", post=await self._posts.name(post), title=event.name)


def _hash(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:12]
