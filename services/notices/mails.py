"""Notices by mail, with a signed link to a page where one acknowledges and replies.

The link is for one obligation; it ends with it, with time, and when the post gets another address. Opening it changes
nothing, for mail scanners open every link."""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from operator import attrgetter

from itsdangerous import BadSignature, URLSafeTimedSerializer

from channels import Delivered, Later, Outcome, Refused, Unknown, WayTrouble
from channels.email import EmailChannel, Letter
from services.heads_hours import HeadsHours
from services.messages import Message, TextMessage
from services.notices import words
from services.notices.messages import MailClosed, MailFailed, MailProblem
from services.notices.notices import Notices
from services.notices.obligations import Obligations
from services.notices.reminder_schedule import ReminderStage
from services.notices.reminders import EMERGENCY, ObligationReminders, stage_word
from services.operation.failures import Failure, Failures
from services.people import STAFF, Make, News, NewsItem, NewsKind, People, Post, Posts, Title, is_email, read_phones
from services.setup import Setup
from services.text import quote, shorten
from services.times import later
from storage.mailings import SentOnce
from storage.notices import Ending, Mail, MailStore, Notice, NoticesRead, Obligation, Via
from storage.people import BOT

log = logging.getLogger(__name__)

LASTS = timedelta(days=60)
"""How long a link works."""
AT_ONCE = 50
FIRST_RETRY, LAST_RETRY = timedelta(minutes=5), timedelta(hours=4)
"""Doubled each time."""
LEAST = timedelta(days=4)
"""A mail is tried until its deadline, and for so long at the least: one may be planned after the deadline."""
MOST_UNKNOWN = 3
"""So often a mail is sent of which nobody knows whether it arrived: the same mail, for its id stays."""
WAY = "mail_server"
"""Under this name stands what keeps all mails from leaving."""
CHANGED = "changed"
"""How the stages begin that tell what became of a notice; its revision follows."""
SUBJECT = 40
"""Characters of a notice in the subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How many posts are meant, and how many of them have somebody who reads it."""

    count: int
    in_bot: int
    by_mail: int
    """Those that only a mail reaches."""

    @property
    def nobody(self) -> int:
        return self.count - self.in_bot - self.by_mail


@dataclass(frozen=True, slots=True)
class Mails:
    _setup: Setup
    """Where it has no way for e-mail nothing leaves."""
    _mails: MailStore
    _read: NoticesRead
    _notices: Notices
    _obligations: Obligations
    _reminders: ObligationReminders
    _heads_hours: HeadsHours
    _posts: Posts
    _people: People
    _news: News
    _failures: Failures
    _sent_once: SentOnce

    @property
    def _signer(self) -> URLSafeTimedSerializer:
        """Signs links, with a key of its own that is derived from the secret."""
        key = hashlib.sha256(f"notices by mail {self._setup.secret}".encode()).hexdigest()
        return URLSafeTimedSerializer(key, salt="obligation")

    @property
    def _sample_signer(self) -> URLSafeTimedSerializer:
        """Signs links to pages that show a notice to the staff and take nothing."""
        return URLSafeTimedSerializer(f"sample {self._setup.secret}", salt="notice")

    @property
    def is_on(self) -> bool:
        """Whether notices leave by mail too."""
        return self._setup.email is not None

    async def keep_addresses(self, text: str, by: int) -> tuple[int, list[str]]:
        """Keeps addresses and telephones of heads, a line each: «hromada: address», «-» for neither.

        How many, and the lines that say nothing.
        """
        kept, doubtful = 0, []
        await self._posts.standings()  # every hromada has a head's post by now
        for line in filter(None, (each.strip() for each in text.splitlines())):
            name, _, address = (each.strip() for each in line.rpartition(":"))
            found = self._people.look_up(name)
            is_address = is_email(address)
            phone = read_phones(address)
            if not found.sure or not (is_address or phone or address == "-"):
                doubtful.append(quote(line))
                continue
            post = Post(found.hromadas[0].slug, Title.HEAD)
            if phone or address == "-":
                await self._posts.set_phone(post, phone or "", by)
            if not phone:
                await self._posts.set_email(post, "" if address == "-" else address, by)
            kept += 1
        return kept, doubtful

    async def reach(self, notice: Notice) -> Reach:
        """By which ways it would get to those who are meant."""
        reached = await self._posts.reached()
        mailed = set(await self._mails.addresses()) if self.is_on else set()
        in_bot = sum(post.id in reached for post in notice.addressed)
        by_mail = sum(post.id in mailed and post.id not in reached for post in notice.addressed)
        return Reach(count=len(notice.addressed), in_bot=in_bot, by_mail=by_mail)

    # Links

    async def link(self, obligation: Obligation) -> str:
        """The page of that obligation, for whoever reads the post's mail."""
        token = self._signer.dumps([obligation.number, await self._address_hash(obligation)])
        return f"{self._setup.public_url}/n/{token}"

    async def open(self, token: str) -> Obligation | None:
        """The obligation of a link; None where it is forged, too old, of another address, or spent.

        Of a notice that was closed or withdrawn it is not spent: the page says so.
        """
        try:
            number, address_hash = self._signer.loads(token, max_age=int(LASTS.total_seconds()))
        except (BadSignature, ValueError, TypeError):
            return None
        obligation = await self._read.obligation(number)
        if obligation is None or address_hash != await self._address_hash(obligation):
            return None
        if obligation.is_done and obligation.notice.ending is None:
            return None
        return obligation

    async def _address_hash(self, obligation: Obligation) -> str:
        address = await self._mails.address(obligation.post.id)
        return hashlib.sha256(address.encode()).hexdigest()[:12]

    def sample_link(self, notice: Notice) -> str:
        """A page on which staff see a notice as a head does."""
        return f"{self._setup.public_url}/n/{self._sample_signer.dumps(notice.id)}"

    async def sample(self, token: str) -> Obligation | None:
        """What such a page shows; None where the link is none to it."""
        try:
            number = int(self._sample_signer.loads(token, max_age=int(LASTS.total_seconds())))
        except (BadSignature, ValueError, TypeError):
            return None
        notice = await self._read.written(number) or await self._read.notice(number)
        view = await self._notices.sample(notice) if notice else None
        return view.obligation if view else None

    # Sending

    async def plan(self) -> None:
        """Plans mails: the notice and what becomes of it to every address, reminders where nobody is in Telegram."""
        if self._setup.email is None:
            return
        now, addresses = self._setup.clock(), await self._mails.addresses()
        if not addresses:
            return
        acting, told = await self._posts.all_acting(), await self._mails.told()
        planned: list[tuple[int, str, str]] = []

        async def look(obligation: Obligation) -> None:
            address = addresses[obligation.post.id]
            planned.append((obligation.number, ReminderStage.NEW.value, address))
            stage = self._reminders.stage_now(obligation)
            if stage and obligation.post.id not in acting:
                planned.append((obligation.number, stage_word(stage, obligation), address))

        owed = [each for each in await self._read.open() if each.post.id in addresses]
        planned += [
            (each.number, f"{CHANGED} {each.revision}", addresses[each.post.id])
            for each in (*owed, *await self._read.changed(now - LEAST))
            if each.post.id in addresses and told.get(each.number, each.revision) < each.revision
        ]
        await self._failures.each_on_its_own("mail_plans", owed, look, number=attrgetter("number"))
        await self._mails.plan(planned, now)

    async def urge(self, notice_id: int) -> int:
        """Writes to those who are behind and whom nobody in Telegram stands for: to how many, once an hour."""
        planned = await self._urged(notice_id)
        await self._mails.plan(planned, self._setup.clock())
        return len(planned)

    async def would_urge(self, notice_id: int) -> int:
        """To how many `urge` would write now."""
        return len(await self._urged(notice_id))

    async def _urged(self, notice_id: int) -> list[tuple[int, str, str]]:
        if self._setup.email is None:
            return []
        addresses, acting = await self._mails.addresses(), await self._posts.all_acting()
        stage = self._reminders.urging()
        return [
            (obligation.number, stage, addresses[obligation.post.id])
            for obligation in await self._read.of_notice(notice_id)
            if not obligation.is_done and obligation.post.id in addresses and obligation.post.id not in acting
        ]

    async def deliver(self) -> None:
        """Sends what is planned; what is done meanwhile is not sent.

        What is wrong on our side (server, password, sender) keeps all of it here, and is told once.
        """
        if self._setup.email is None:
            return
        async with self._mails.exclusive() as is_mine:
            if not is_mine:
                return
            await self._end_what_is_over()
            if await self.is_closed():
                return
            planned = await self._mails.planned(self._setup.clock(), AT_ONCE)
            send = partial(self._send, self._setup.email)
            await self._failures.each_on_its_own("mails", planned, send, end=self._give_up)

    async def _send(self, channel: EmailChannel, mail: Mail) -> bool:
        """False where the next one would not leave either."""
        obligation, now = await self._read.obligation(mail.obligation), self._setup.clock()
        if obligation is None or self._is_past(obligation, mail.stage):
            await self._mails.skipped(mail, now, "done")
            return True
        opens = self._heads_hours.opens(now)
        if opens > now and not _is_urgent(obligation, mail, now):
            await self._mails.wait(mail, opens)
            return True
        outcome = await self.carry(channel, await self._letter(obligation, mail))
        if isinstance(outcome, Later) and outcome.trouble:
            await self._mails.again(mail, now, outcome.why)
            return False
        pause = min(FIRST_RETRY * 2 ** min(mail.attempts, 10), LAST_RETRY)
        match outcome:
            case Delivered():
                await self._mails.sent(mail, obligation.revision, now)
                await self._obligations.told_by(obligation.number, Via.EMAIL, BOT)
            case Later():
                await self._mails.again(mail, later(now, pause), outcome.why)
            case Unknown() if mail.unknown + 1 < MOST_UNKNOWN:
                await self._mails.again(mail, later(now, pause), outcome.why, is_unknown=True)
            case Unknown():
                await self._fail([mail], MailProblem.UNKNOWN, outcome.why)
            case Refused():
                await self._fail([mail], MailProblem.REFUSED, outcome.words)
        return True

    def _is_past(self, obligation: Obligation, stage: str) -> bool:
        """Whether there is nothing left to tell by a mail of that stage."""
        name, _, revision = stage.partition(" ")
        if name != CHANGED:
            return obligation.is_done or self._reminders.is_past(obligation, stage)
        owes = obligation.lacks_ack or obligation.lacks_reply
        return revision != str(obligation.revision) or (obligation.notice.ending is Ending.CLOSED and not owes)

    async def _give_up(self, mail: Mail) -> None:
        await self._fail([mail], MailProblem.BROKEN, "")

    async def _end_what_is_over(self) -> None:
        """What could not leave until the deadline is told by phone: one report for each notice."""
        now = self._setup.clock()
        over: defaultdict[int, list[Mail]] = defaultdict(list)
        for mail in await self._mails.waiting_since(now - LEAST):
            obligation = await self._read.obligation(mail.obligation)
            if obligation and obligation.is_overdue(now):
                over[obligation.notice.id].append(mail)
        for mails in over.values():
            await self._fail(mails, MailProblem.OVER, "over")

    async def _fail(self, mails: Sequence[Mail], problem: MailProblem, reason: str) -> None:
        """Ends mails about one notice with a report: somebody has to call."""
        log.warning("no mail for obligations %s: %s", sorted({mail.obligation for mail in mails}), problem)
        await self._mails.failed(mails, problem, self._setup.clock(), reason)

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {
            NewsKind.MAIL_FAILED: self._failed,
            NewsKind.MAIL_CLOSED: self._closed,
            NewsKind.MAIL_OPEN: self._open,
        }

    async def _failed(self, item: NewsItem) -> Message | None:
        obligations = await self._read.obligations(item.facts["obligations"])
        if not obligations:
            return None
        posts = tuple([await self._posts.name(each.post) for each in obligations])
        return MailFailed(notice=obligations[0].notice, posts=posts, problem=MailProblem(item.facts["problem"]))

    async def _closed(self, item: NewsItem) -> Message:
        trouble, reference = WayTrouble(item.facts["trouble"]), item.facts["reference"]
        return MailClosed(trouble=trouble, waiting=await self._mails.waiting(), reference=reference)

    async def _open(self, _item: NewsItem) -> Message:
        return TextMessage("mails-open")

    # Our own trouble

    async def is_closed(self) -> bool:
        """Whether what is wrong on our side keeps all mails here for the moment."""
        trouble = await self._failures.trouble(WAY)
        return bool(trouble and trouble.due_at and trouble.due_at > self._setup.clock())

    async def carry(self, channel: EmailChannel, letter: Letter) -> Outcome:
        """Sends a mail; the staff are told once of what is wrong on our side, and once that it is over."""
        outcome = await channel.send(letter)
        if isinstance(outcome, Later) and outcome.trouble:
            await self._tell_closed(outcome.trouble, outcome.why)
        else:
            await self._tell_open()
        return outcome

    async def _tell_closed(self, trouble: WayTrouble, words: str) -> None:
        """Tells the staff once what it is."""
        failure = await self._failures.way_closed(WAY, words)
        name = _told(trouble, failure)
        if not await self._sent_once.is_sent(name):
            await self._news.tell(STAFF, NewsKind.MAIL_CLOSED, trouble=trouble, reference=failure.reference)
            await self._sent_once.sent(name, self._setup.clock())

    async def _tell_open(self) -> None:
        """Tells those who know of a trouble that it is over."""
        failure = await self._failures.trouble(WAY)
        if failure is None:
            return
        if any([await self._sent_once.is_sent(_told(each, failure)) for each in WayTrouble]):
            await self._news.tell(STAFF, NewsKind.MAIL_OPEN)
        await self._failures.way_open(WAY)

    async def _letter(self, obligation: Obligation, mail: Mail) -> Letter:
        subject, text, html = await self.words(obligation, mail.stage, await self.link(obligation))
        return Letter(self._id(mail), mail.address, subject, text, html)

    async def words(self, obligation: Obligation, stage: str, link: str) -> tuple[str, str, str]:
        """Subject, text and HTML of a mail; also for the staff, who look before it leaves."""
        texts, notice = self._setup.content.texts, obligation.notice
        name = stage.partition(" ")[0]
        due = words.due(texts, obligation.due_on, obligation.due_time)
        values: dict[str, object] = {
            "number": str(notice.id),
            "post": await self._posts.name(obligation.post),
            "text": notice.text,
            "due": due,
            "letter": texts.plain("notices-letter", letter=notice.letter) if notice.letter else "",
            "link": link,
            "lacking": words.lacking(texts, obligation),
            "news": await self._news_of(obligation) if name == CHANGED else "",
        }
        kind = "ended" if notice.ending else name if name in {CHANGED, ReminderStage.NEW} else "reminder"
        subject = texts.plain(
            "mails-subject", kind=kind, number=str(notice.id), due=due, text=shorten(notice.text, SUBJECT)
        )
        if obligation.is_done:
            return subject, texts.plain("mails-told-text", **values), str(texts("mails-told-html", **values))
        return subject, texts.plain("mails-text", **values), str(texts("mails-html", **values))

    async def _news_of(self, obligation: Obligation) -> str:
        """What became of the notice since it was told."""
        texts, notice = self._setup.content.texts, obligation.notice
        if notice.ending:
            return words.ended(texts, notice)
        changes = await self._notices.changes(obligation)
        kept = await self._notices.kept(obligation)
        lines = [*(words.changes(texts, changes) if changes else ()), *([words.kept(texts, kept)] if kept else ())]
        return "\n".join([texts.plain("mails-changed"), *lines])

    def _id(self, mail: Mail) -> str:
        """Whatever becomes of the database's numbers, no other mail has it."""
        words = f"{self._setup.secret} {mail.id} {mail.obligation} {mail.stage} {mail.made_at.timestamp()}"
        return hashlib.sha256(words.encode()).hexdigest()[:32]


def _is_urgent(obligation: Obligation, mail: Mail, now: datetime) -> bool:
    """Whether it does not wait for the hours of heads."""
    notice, name = obligation.notice, mail.stage.partition(" ")[0]
    is_emergency = bool(notice.emergency and notice.left_at and notice.left_at > now - EMERGENCY)
    return notice.ending is Ending.WITHDRAWN or (is_emergency and name in {CHANGED, ReminderStage.NEW})


def _told(trouble: WayTrouble, failure: Failure) -> str:
    """Under which name it is kept that the staff were told."""
    return f"mail {trouble} {int(failure.since_at.timestamp())}"
