"""Notices by mail: who has an address gets them there too, with a link to a page where one acknowledges and replies.

The link is signed and for one due only. It expires, it ends with the due, and it ends when the post gets another
address. Opening it changes nothing, for mail scanners open every link: it takes a press on the page.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from itsdangerous import BadSignature, URLSafeTimedSerializer

import storage.notices.mails as store
from channels import SendFailed, Unreachable
from channels.email import EmailChannel, Letter
from content.messages import Texts
from services.content import Content
from services.notices.notices import Notices, short
from services.notices.reminder_schedule import Step
from services.people.people import People
from services.people.posts import Post, Posts, Title
from services.people.staff import Staff
from services.times import later
from storage.notices.notices import Due, How
from storage.people.audit import BOT

log = logging.getLogger(__name__)

LASTS = timedelta(days=60)
"""How long a link works."""
AT_ONCE = 50
FIRST_RETRY, MOST_ATTEMPTS = timedelta(minutes=5), 8
"""Doubled each time: eight of them span a day and a half, and a server that is away for a night is met again."""
LONGEST_ADDRESS = 254
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}")


class Mails:
    """Plans and sends mails, and knows their links."""

    def __init__(
        self,
        content: Content,
        mails: store.Mails,
        notices: Notices,
        posts: Posts,
        people: People,
        staff: Staff,
        clock: Callable[[], datetime],
        *,
        channel: EmailChannel | None,
        public_url: str,
        secret: str,
    ) -> None:
        """Without a `channel` nothing leaves. `secret` signs the links: a key of its own is derived from it."""
        self._content = content
        self._mails = mails
        self._notices = notices
        self._posts = posts
        self._people = people
        self._staff = staff
        self._clock = clock
        self._channel = channel
        self._public_url = public_url
        key = hashlib.sha256(f"notices by mail {secret}".encode()).hexdigest()
        self._signer = URLSafeTimedSerializer(key, salt="due")

    @property
    def _texts(self) -> Texts:
        return self._content.library.texts

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

    async def link(self, due: Due) -> str:
        """The page of that due, for whoever reads the post's mail."""
        return f"{self._public_url}/n/{self._signer.dumps([due.number, await self._mark(due)])}"

    async def open(self, token: str) -> Due | None:
        """The due of a link; None where it is forged, too old, of another address, or spent."""
        try:
            number, mark = self._signer.loads(token, max_age=int(LASTS.total_seconds()))
        except (BadSignature, ValueError, TypeError):
            return None
        due = await self._notices.by_number(number)
        if due is None or due.is_done or mark != await self._mark(due):
            return None
        return due

    async def _mark(self, due: Due) -> str:
        address = await self._mails.address(due.post.id)
        return hashlib.sha256(address.encode()).hexdigest()[:12]

    # Sending

    async def plan(self) -> None:
        """Plans mails for what is owed: the notice itself to every address, reminders where nobody is in Telegram."""
        if self._channel is None:
            return
        now, addresses = self._clock(), await self._mails.addresses()
        if not addresses:
            return
        acting = await self._posts.all_acting()
        planned = []
        for due in await self._notices.open_dues():
            address = addresses.get(due.post.id)
            if address is None:
                continue
            planned.append((due.number, Step.NEW.value, address))
            step = self._notices.step_for_mail(due)
            if step and due.post.id not in acting:
                planned.append((due.number, f"{step} {due.due_on}", address))
        await self._mails.plan(planned, now)

    async def urge(self, notice_id: int) -> int:
        """Writes to those who are behind and whom nobody in Telegram stands for: to how many, once an hour."""
        if self._channel is None:
            return 0
        addresses, acting = await self._mails.addresses(), await self._posts.all_acting()
        step = self._notices.urging()
        planned = [
            (due.number, step, addresses[due.post.id])
            for due in await self._notices.of_notice(notice_id)
            if not due.is_done and due.post.id in addresses and due.post.id not in acting
        ]
        await self._mails.plan(planned, self._clock())
        return len(planned)

    async def deliver(self) -> None:
        """Sends what is planned; what is done meanwhile is not sent."""
        if self._channel is None:
            return
        async with self._mails.exclusive() as is_mine:
            if not is_mine:
                return
            for mail in await self._mails.planned(self._clock(), AT_ONCE):
                await self._send(self._channel, mail)

    async def _send(self, channel: EmailChannel, mail: store.Mail) -> None:
        due, now = await self._notices.by_number(mail.due), self._clock()
        if due is None or due.is_done:
            await self._mails.ended(mail, "skipped", now, "done")
            return
        try:
            await channel.send(await self._letter(due, mail))
        except Unreachable as error:
            await self._mails.ended(mail, "failed", now, str(error))
            await self._fail(due)
        except SendFailed as error:
            if mail.attempts + 1 >= MOST_ATTEMPTS:
                await self._mails.ended(mail, "failed", now, str(error))
                await self._fail(due)
            else:
                await self._mails.again(mail, later(now, FIRST_RETRY * 2**mail.attempts), str(error))
        else:
            await self._mails.ended(mail, "sent", now)
            await self._notices.told_by(due.number, How.EMAIL, BOT)

    async def _fail(self, due: Due) -> None:
        """Tells the staff that an address is wrong, for somebody has to call."""
        log.warning("no mail for due %d", due.number)
        post = await self._posts.name(due.post)
        await self._staff.tell(self._texts("mails-failed", number=str(due.notice.id), post=post))

    async def _letter(self, due: Due, mail: store.Mail) -> Letter:
        texts, notice = self._texts, due.notice
        key = "mails-subject" if mail.step == Step.NEW else "mails-subject-reminder"
        values: dict[str, object] = {
            "number": str(notice.id),
            "post": await self._posts.name(due.post),
            "text": notice.text,
            "due": due.due_on,
            "letter": texts.plain("notices-letter", letter=notice.letter) if notice.letter else "",
            "link": await self.link(due),
            "lacking": self._notices.lacking(due),
        }
        subject = texts.plain(key, number=str(notice.id), due=due.due_on, text=short(notice.text))
        return Letter(mail.address, subject, texts.plain("mails-text", **values), str(texts("mails-html", **values)))
