"""Notices by mail, with a signed link to a page where one acknowledges and replies.

The link is for one obligation; it ends with it, with time, and when the post gets another address. Opening it changes
nothing, for mail scanners open every link."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from itsdangerous import BadSignature, URLSafeTimedSerializer

from channels.email import EmailChannel, Letter, SendFailed, Unreachable
from services.messages import Message
from services.notices import words
from services.notices.messages import MailFailed
from services.notices.obligations import Obligations
from services.notices.reminder_schedule import ReminderStage
from services.notices.reminders import ObligationReminders, stage_word
from services.people import Make, NewsItem, NewsKind, People, Post, Posts, Title
from services.setup import Setup
from services.text import shorten
from services.times import later
from storage.notices import Mail, MailStore, NoticesRead, Obligation, Via
from storage.people import BOT

log = logging.getLogger(__name__)

LASTS = timedelta(days=60)
"""How long a link works."""
AT_ONCE = 50
FIRST_RETRY, MOST_ATTEMPTS = timedelta(minutes=5), 8
"""Doubled each time: eight of them span a day and a half, and a server that is away for a night is met again."""
LONGEST_ADDRESS = 254
SUBJECT = 40
"""Characters of a notice in the subject."""
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Mails:
    _setup: Setup
    """Where it has no way for e-mail nothing leaves."""
    _mails: MailStore
    _read: NoticesRead
    _obligations: Obligations
    _reminders: ObligationReminders
    _posts: Posts
    _people: People

    @property
    def _signer(self) -> URLSafeTimedSerializer:
        """Signs links, with a key of its own that is derived from the secret."""
        key = hashlib.sha256(f"notices by mail {self._setup.secret}".encode()).hexdigest()
        return URLSafeTimedSerializer(key, salt="obligation")

    async def keep_addresses(self, text: str, by: int) -> tuple[int, list[str]]:
        """Keeps addresses of heads, a line each: «hromada: address», «-» for none.

        How many, and the lines that say nothing.
        """
        kept, doubtful = 0, []
        await self._posts.standings()  # every hromada has a head's post by now
        for line in filter(None, (each.strip() for each in text.splitlines())):
            name, _, address = (each.strip() for each in line.rpartition(":"))
            found = self._people.look_up(name)
            is_address = _ADDRESS.fullmatch(address) and len(address) <= LONGEST_ADDRESS
            if not found.sure or not (is_address or address == "-"):
                doubtful.append(line)
                continue
            post = Post(found.hromadas[0].slug, Title.HEAD)
            await self._posts.set_email(post, "" if address == "-" else address, by)
            kept += 1
        return kept, doubtful

    # Links

    async def link(self, obligation: Obligation) -> str:
        """The page of that obligation, for whoever reads the post's mail."""
        token = self._signer.dumps([obligation.number, await self._address_hash(obligation)])
        return f"{self._setup.public_url}/n/{token}"

    async def open(self, token: str) -> Obligation | None:
        """The obligation of a link; None where it is forged, too old, of another address, or spent."""
        try:
            number, address_hash = self._signer.loads(token, max_age=int(LASTS.total_seconds()))
        except (BadSignature, ValueError, TypeError):
            return None
        obligation = await self._read.obligation(number)
        if obligation is None or obligation.is_done or address_hash != await self._address_hash(obligation):
            return None
        return obligation

    async def _address_hash(self, obligation: Obligation) -> str:
        address = await self._mails.address(obligation.post.id)
        return hashlib.sha256(address.encode()).hexdigest()[:12]

    # Sending

    async def plan(self) -> None:
        """Plans mails for what is owed: the notice itself to every address, reminders where nobody is in Telegram."""
        if self._setup.email is None:
            return
        now, addresses = self._setup.clock(), await self._mails.addresses()
        if not addresses:
            return
        acting = await self._posts.all_acting()
        planned = []
        for obligation in await self._read.open():
            address = addresses.get(obligation.post.id)
            if address is None:
                continue
            planned.append((obligation.number, ReminderStage.NEW.value, address))
            stage = self._reminders.stage_now(obligation)
            if stage and obligation.post.id not in acting:
                planned.append((obligation.number, stage_word(stage, obligation), address))
        await self._mails.plan(planned, now)

    async def urge(self, notice_id: int) -> int:
        """Writes to those who are behind and whom nobody in Telegram stands for: to how many, once an hour."""
        if self._setup.email is None:
            return 0
        addresses, acting = await self._mails.addresses(), await self._posts.all_acting()
        stage = self._reminders.urging()
        planned = [
            (obligation.number, stage, addresses[obligation.post.id])
            for obligation in await self._read.of_notice(notice_id)
            if not obligation.is_done and obligation.post.id in addresses and obligation.post.id not in acting
        ]
        await self._mails.plan(planned, self._setup.clock())
        return len(planned)

    async def deliver(self) -> None:
        """Sends what is planned; what is done meanwhile is not sent."""
        if self._setup.email is None:
            return
        async with self._mails.exclusive() as is_mine:
            if not is_mine:
                return
            for mail in await self._mails.planned(self._setup.clock(), AT_ONCE):
                await self._send(self._setup.email, mail)

    async def _send(self, channel: EmailChannel, mail: Mail) -> None:
        obligation, now = await self._read.obligation(mail.obligation), self._setup.clock()
        if obligation is None or obligation.is_done:
            await self._mails.ended(mail, "skipped", now, "done")
            return
        try:
            await channel.send(await self._letter(obligation, mail))
        except (Unreachable, SendFailed) as error:
            if isinstance(error, SendFailed) and mail.attempts + 1 < MOST_ATTEMPTS:
                await self._mails.again(mail, later(now, FIRST_RETRY * 2**mail.attempts), str(error))
            else:
                await self._mails.ended(mail, "failed", now, str(error))
                log.warning("no mail for obligation %d", obligation.number)
        else:
            await self._mails.ended(mail, "sent", now)
            await self._obligations.told_by(obligation.number, Via.EMAIL, BOT)

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        """Where no mail reaches a post, somebody has to call."""
        return {NewsKind.MAIL_FAILED: self._failed}

    async def _failed(self, item: NewsItem) -> Message | None:
        obligation = await self._read.obligation(item.facts["obligation"])
        if obligation is None:
            return None
        return MailFailed(notice=obligation.notice, post=await self._posts.name(obligation.post))

    async def _letter(self, obligation: Obligation, mail: Mail) -> Letter:
        texts, notice = self._setup.content.texts, obligation.notice
        key = "mails-subject" if mail.stage == ReminderStage.NEW else "mails-subject-reminder"
        values: dict[str, object] = {
            "number": str(notice.id),
            "post": await self._posts.name(obligation.post),
            "text": notice.text,
            "due": obligation.due_on,
            "letter": texts.plain("notices-letter", letter=notice.letter) if notice.letter else "",
            "link": await self.link(obligation),
            "lacking": words.lacking(texts, obligation),
        }
        subject = texts.plain(key, number=str(notice.id), due=obligation.due_on, text=shorten(notice.text, SUBJECT))
        return Letter(mail.address, subject, texts.plain("mails-text", **values), str(texts("mails-html", **values)))
