"""The life of a notice: written, checked, held for a minute, sent; then corrected, moved, closed or withdrawn.

What each post owes stands in `obligations`; the messages about it are planned in `reminders`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from channels import Media
from content.hromadas import by_slug, load_hromadas, raions
from services.content import Content
from services.mailings import HOLD, Reminders
from services.messages import Message
from services.notices.changes import Changes
from services.notices.deadlines import Deadline, Deadlines
from services.notices.forms import Form, lacks
from services.notices.messages import (
    Kept,
    NoticeCorrected,
    NoticeDraft,
    NoticeEnded,
    NoticeInEmergency,
    NoticeMoved,
    ObligationView,
)
from services.notices.obligations import Obligations
from services.operation.failures import Failures
from services.people import STAFF, Make, News, NewsItem, NewsKind, Post, Posts, Title
from services.times import later
from storage.notices import (
    MOST_POSTS,
    NEW_NOTICE,
    Ending,
    Notice,
    NoticesRead,
    NoticeStore,
    Obligation,
    ReplyStore,
)

LONGEST_TEXT = 3000
"""Characters: number, letter, deadline and post stand around it in Telegram's 4,096."""
LONGEST_LETTER = 60
LONGEST_WHY = 300
MOST_FILES = 10


class SendResult(StrEnum):
    """What became of pressing «send»."""

    HELD = "held"
    """It leaves after HOLD."""
    NOT_AGAIN = "not again"
    """It was approved already, or something lacks."""
    NEEDS_SECOND = "needs second"
    """Somebody else has to look at it."""
    CHANGED = "changed"
    """It is not what was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a text says of its notice beside what is to be done."""

    text: str
    letter: str
    deadline: Deadline | None
    """From its own line, or the only day that the text names."""
    unread: str
    """What stands where a deadline should, and is none; empty for nothing."""


@dataclass(frozen=True, slots=True)
class Notices:
    _content: Content
    _notices: NoticeStore
    _read: NoticesRead
    _replies: ReplyStore
    _obligations: Obligations
    _posts: Posts
    _reminders: Reminders
    _news: News
    _failures: Failures
    _clock: Callable[[], datetime]
    _training: bool
    _second_from: int
    """From so many posts on a second member of the staff approves."""
    deadlines: Deadlines

    # Writing

    def header(self, words: str) -> Header:
        """Takes the lines out that say the deadline and the number of the letter, «Строк: 5 грудня», «Лист: 12/345»."""
        said, rest = dict[str, str](), []
        for line in words.strip().splitlines():
            match = re.fullmatch(r"\s*(\w+)\s*:\s*(.+?)\s*", line)
            key = self._lines.get(match[1].lower()) if match else None
            if match and key and key not in said:
                said[key] = match[2]
            else:
                rest.append(line)
        text = "\n".join(rest).strip()
        named = self.deadlines.named(text)
        if "due" in said:
            deadline = self.deadlines.read(said["due"])
        else:
            deadline = self.deadlines.on(named[0]) if len(named) == 1 else None
        unread = "" if deadline else said.get("due", "")
        return Header(text=text, letter=said.get("letter", ""), deadline=deadline, unread=unread)

    @property
    def _lines(self) -> Mapping[str, str]:
        """How the lines begin that say something of the notice itself."""
        texts = self._content.texts
        return {texts.plain("notices-line-due"): "due", texts.plain("notices-line-letter"): "letter"}

    async def write(self, text: str, by: int) -> int:
        """Begins a notice; its number."""
        return await self._notices.write(text, self._clock(), by)

    async def begin(self, header: Header, by: int) -> tuple[int, Deadline | None]:
        """Begins a notice with what a text says of it; its number, and the deadline where one is said."""
        number = await self.write(header.text, by)
        await self.set_letter(number, header.letter)
        return number, await self.set_day(number, header.deadline)

    async def copy(self, notice_id: int, by: int) -> int | None:
        """Begins a notice like that one, with a deadline and a letter of its own; None where there is none."""
        notice = await self._read.notice(notice_id)
        return await self._notices.write(notice.text, self._clock(), by, like=notice) if notice else None

    async def rewrite(self, notice_id: int, text: str, by: int) -> bool:
        """Other words of what is being written; of a notice that went out this begins a correction.

        False where it ended, or is about to leave.
        """
        if await self._notices.set_text(notice_id, text, by):
            return True
        return await self._notices.correct(notice_id, text, self._clock(), by)

    async def reword(self, notice_id: int, was: str, text: str, by: int) -> bool:
        """Other words of what is being written; False where nothing is, or its words are not what they `was` now."""
        return await self._notices.set_text(notice_id, text, by, was)

    async def begin_correction(self, notice_id: int, by: int) -> bool:
        """Begins a correction that changes nothing yet; whether there is one now."""
        notice = await self._read.notice(notice_id)
        if notice is None or await self._read.written(notice_id):
            return notice is not None
        return await self._notices.correct(notice_id, notice.text, self._clock(), by)

    async def drop_correction(self, notice_id: int) -> bool:
        """Keeps the notice as it is."""
        return await self._notices.drop_correction(notice_id)

    async def ask_again(self, notice_id: int, *, wanted: bool) -> bool:
        """Whether whoever acknowledged the version before is asked again."""
        return await self._notices.ask_again(notice_id, wanted=wanted)

    async def ask_for(self, notice_id: int, form: Form, was: Sequence[dict[str, object]] | None = None) -> bool:
        """Keeps the fields of the reply; False where nothing of the notice is being written, or where what is kept is
        not what it `was` any more.

        In a correction a field that means what it meant before has the answers that were given to it.
        """
        notice = await self._read.written(notice_id)
        if notice and notice.is_correction:
            versions = [Form.read(asked) for _at, asked in await self._read.forms(notice_id) if asked]
            form = form.following(versions) if versions else form
        return await self._notices.set_form(notice_id, form.stored(), was)

    async def ask_for_new(self, notice_id: int, *, wanted: bool) -> bool:
        """Whether those who replied are asked for what a correction made new in the form."""
        return await self._notices.ask_for_new(notice_id, wanted=wanted)

    async def set_deadline(self, notice_id: int, days: int) -> Deadline | None:
        """Due so many days from today, on a working day; None where it went out already, or the days make no sense."""
        return await self.set_day(notice_id, self.deadlines.in_days(days))

    async def set_day(self, notice_id: int, deadline: Deadline | None) -> Deadline | None:
        """Keeps the deadline; None where it went out already, or there is none."""
        if deadline and await self._notices.set_deadline(notice_id, deadline.on, deadline.time):
            return deadline
        return None

    async def set_letter(self, notice_id: int, letter: str) -> bool:
        """Keeps the number of the letter; False where nothing of it is being written."""
        return await self._notices.set_letter(notice_id, " ".join(letter.split())[:LONGEST_LETTER])

    async def want_ack(self, notice_id: int, *, wanted: bool) -> bool:
        """False where it went out already, or without an acknowledgement nothing would be asked of anybody."""
        notice = await self._read.written(notice_id)
        return bool(notice and (wanted or notice.form)) and await self._notices.want_ack(notice_id, wanted=wanted)

    async def add_file(self, notice_id: int, file: Media) -> bool:
        """False where nothing of it is being written, or it has MOST_FILES."""
        return await self._notices.add_file(notice_id, file.kind, file.file_id, MOST_FILES)

    async def take_files_out(self, notice_id: int) -> bool:
        """False where nothing of it is being written."""
        return await self._notices.take_files_out(notice_id)

    def heads(self, raion: int) -> list[Post]:
        """The heads of a raion by its number from 1 on, in the order of the table; 0: all heads."""
        names = raions()
        return [
            Post(hromada.slug, Title.HEAD)
            for hromada in load_hromadas()
            if raion == 0 or names.index(hromada.raion) == raion - 1
        ]

    async def titled(self, title: Title) -> list[Post]:
        """All posts of that title that somebody was ever invited into; of heads one in every hromada."""
        return await self._posts.titled(title)

    async def address(self, notice_id: int, posts: Sequence[Post]) -> bool:
        """Keeps who is meant; False where nobody is, or the notice went out already."""
        await self._posts.standings()  # every hromada has a head's post by now
        return bool(posts) and await self._notices.address(notice_id, posts)

    # Checking

    async def view(self, notice: Notice) -> NoticeDraft:
        """What is being written with all that should be known before it leaves."""
        reachable = {each.post for each in await self._posts.standings() if each.reachable}
        owed = Counter(obligation.post for obligation in await self._read.open())
        before = await self._read.version(notice.id, notice.version - 1) if notice.is_correction else None
        named = self.deadlines.mentioned(notice.text)
        replied = await self._replies.that_count(notice.id) if before and before.form != notice.form else {}
        return NoticeDraft(
            notice=notice,
            seal=self._seal(notice),
            reached=sum(post in reachable for post in notice.addressed),
            burdened=sum(owed[post] > 0 for post in notice.addressed),
            raions=tuple(Counter(_raion(post) for post in notice.addressed).items()),
            working=self.deadlines.working(notice.due_on) if notice.due_on else None,
            named=tuple(named) if notice.due_on and notice.due_on not in named else (),
            needs_second=len(notice.addressed) >= self._second_from and not self._training,
            changes=Changes.between(before, notice) if before else None,
            replied=len(replied),
            is_first_form=bool(before and notice.form and not before.form),
            lacking=sum(lacks(notice.form, each) for each in replied.values()),
        )

    async def addressees(self, notice_id: int) -> list[tuple[str, str, int]]:
        """Raion, name, and how much each of those who are meant owes already, raion by raion."""
        notice = await self._read.notice(notice_id)
        owed = Counter(obligation.post for obligation in await self._read.open())
        posts = notice.addressed if notice else ()
        order = {hromada.slug: number for number, hromada in enumerate(load_hromadas())}
        in_order = sorted(posts, key=lambda post: order.get(post.place, len(order)))
        return [(_raion(post), await self._posts.place_name(post.place), owed[post]) for post in in_order]

    async def sample(self, notice: Notice) -> ObligationView | None:
        """The notice as the first of those who are meant reads it; None while nobody is, or it has no deadline."""
        if not notice.addressed or notice.due_on is None:
            return None
        obligation = Obligation(
            number=notice.id * MOST_POSTS,
            notice=notice,
            post=notice.addressed[0],
            due_on=notice.due_on,
            due_time=notice.due_time,
            revision=0,
            told_at=None,
            acknowledged_at=None,
            acknowledged_by=None,
            via=None,
            declined="",
            released_at=None,
            wanted_on=None,
            wanted_why="",
            replied_at=None,
        )
        return replace(await self._obligations.view(obligation), page="")

    def _seal(self, notice: Notice) -> str:
        """Of all that is approved. Sixteen signs."""
        posts = [post.id for post in notice.addressed]
        words = [notice.version, notice.text, notice.letter, notice.files, notice.asks_again, notice.asks_reply]
        terms = [str(notice.due_on), str(notice.due_time), notice.wants_ack, notice.form, posts]
        return hashlib.sha256(json.dumps([*words, *terms], ensure_ascii=False).encode()).hexdigest()[:16]

    # Leaving

    async def approve(self, notice_id: int, seal: str, by: int, emergency: str = "") -> SendResult:
        """Lets what is being written leave after HOLD. Where it reaches many, only somebody who did not write it may.

        The staff are asked for such a second one; an `emergency` needs none, and all of them are told.
        """
        notice = await self._read.written(notice_id)
        if notice is None or notice.leaves_at or not notice.addressed or notice.due_on is None:
            return SendResult.NOT_AGAIN
        view = await self.view(notice)
        if seal != view.seal:
            return SendResult.CHANGED
        if view.needs_second and by == notice.made_by and not emergency:
            await self._notices.second_asked(notice_id, self._clock())
            await self._news.tell(STAFF, NewsKind.SECOND_ASKED, notice=notice_id)
            return SendResult.NEEDS_SECOND
        now = self._clock()
        held = await self._notices.hold(notice_id, later(now, HOLD), now, by, emergency[:LONGEST_WHY])
        return SendResult.HELD if held else SendResult.NOT_AGAIN

    async def stop(self, notice_id: int, by: int) -> bool:
        """What was approved is being written again; False where it has left, or nothing was approved."""
        return await self._notices.stop(notice_id, self._clock(), by)

    async def send_due(self) -> None:
        """Sends what was approved and whose minute is over; a job calls this every few seconds."""

        async def leave(notice_id: int) -> None:
            await self._notices.leave(notice_id, self._clock(), lacks)

        leaving = await self._read.leaving(self._clock())
        await self._failures.each_on_its_own("leaving_notices", leaving, leave, number=int)
        if leaving:
            await self._reminders.plan(NEW_NOTICE)

    async def send(self, notice_id: int, by: int) -> bool:
        """Lets a notice leave at once, without a second look and the minute: for sample data, not for people.

        False where something lacks, or it was approved before.
        """
        now = self._clock()
        if not await self._notices.hold(notice_id, now, now, by):
            return False
        await self.send_due()
        return True

    async def review(self, notice_id: int, by: int) -> bool:
        """Somebody else looked at an emergency; False where that was done, or by the one who sent it."""
        notice = await self._read.notice(notice_id)
        if notice is None or (by == notice.approved_by and not self._training):
            return False
        return await self._notices.reviewed(notice_id, self._clock(), by)

    # Once it went out

    def moved(self, obligations: Sequence[Obligation], deadline: Deadline, *, for_all: bool) -> list[Obligation]:
        """Those whose deadline it would change. Where all are meant, a later one of a post's own stays."""
        return [
            each
            for each in obligations
            if each.released_at is None
            and (each.due_on, each.due_time) != (deadline.on, deadline.time)
            and not (for_all and each.due_on > max(deadline.on, each.notice.due_on or deadline.on))
        ]

    async def move(self, obligations: Sequence[Obligation], deadline: Deadline, by: int, *, for_all: bool) -> int:
        """Moves the deadline of these obligations of one notice; their posts are told. How many were moved."""
        moved = self.moved(obligations, deadline, for_all=for_all)
        if not moved:
            return 0
        before = {each.number: each.due_on for each in moved}
        notice, day, hour = moved[0].notice.id, deadline.on, deadline.time
        done = await self._notices.move(notice, before, day, hour, self._clock(), by, for_all=for_all)
        return len(moved) if done else 0

    async def end(self, notice_id: int, ending: Ending, by: int, why: str = "") -> bool:
        """Nothing of it is owed any more, and it stays in the ledger; the posts are told. A draft is thrown away."""
        why = " ".join(why.split())[:LONGEST_WHY]
        return await self._notices.end(notice_id, ending, why, self._clock(), by)

    # What is told of it

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {
            NewsKind.SECOND_ASKED: self._second_asked,
            NewsKind.NOTICE_IN_EMERGENCY: self._in_emergency,
            NewsKind.NOTICE_CORRECTED: self._corrected,
            NewsKind.NOTICE_MOVED: self._moved,
            NewsKind.NOTICE_ENDED: self._ended,
        }

    async def _second_asked(self, item: NewsItem) -> Message | None:
        """None where somebody approved it meanwhile."""
        notice = await self._read.written(item.facts["notice"])
        return await self.view(notice) if notice and not notice.leaves_at else None

    async def _in_emergency(self, item: NewsItem) -> Message | None:
        notice = await self._read.written(item.facts["notice"]) or await self._read.notice(item.facts["notice"])
        return NoticeInEmergency(notice=notice) if notice else None

    async def _corrected(self, item: NewsItem) -> Message | None:
        """None for who never read the version before, and where a later one counts by now."""
        obligation = await self._told(item)
        if obligation is None or obligation.notice.ending or obligation.notice.version != item.facts["version"]:
            return None
        return NoticeCorrected(
            view=await self._obligations.view(obligation),
            changes=await self.changes(obligation),
            kept=await self.kept(obligation),
        )

    async def kept(self, obligation: Obligation) -> Kept | None:
        """What a correction of the form left of a reply; None where it left the form as it was, or nobody replied."""
        before = await self._read.version(obligation.notice.id, obligation.notice.version - 1)
        reply = await self._replies.last(obligation.number)
        if before is None or before.form == obligation.notice.form or reply is None:
            return None
        form = Form.of(obligation.notice)
        return Kept(lacking=len(form.missing(form.fitting(reply.answers))), is_asked=obligation.lacks_reply)

    async def changes(self, obligation: Obligation) -> Changes | None:
        """What the last correction changed; None where there was none."""
        before = await self._read.version(obligation.notice.id, obligation.notice.version - 1)
        return Changes.between(before, obligation.notice) if before else None

    async def _moved(self, item: NewsItem) -> Message | None:
        """None where nothing is owed, or the day is another one by now."""
        obligation = await self._told(item)
        if obligation is None or obligation.is_done:
            return None
        if item.facts["due"] != f"{obligation.due_on} {obligation.due_time}":
            return None
        return NoticeMoved(
            view=await self._obligations.view(obligation), before=date.fromisoformat(item.facts["before"])
        )

    async def _ended(self, item: NewsItem) -> Message | None:
        """None where it was closed and they had done it."""
        obligation = await self._told(item)
        if obligation is None or obligation.notice.ending is None:
            return None
        owes = obligation.lacks_ack or obligation.lacks_reply
        is_told = owes or obligation.notice.ending is Ending.WITHDRAWN
        return NoticeEnded(view=await self._obligations.view(obligation)) if is_told else None

    async def _told(self, item: NewsItem) -> Obligation | None:
        """The obligation of the news, where its post had been told of the notice before."""
        obligation = await self._read.obligation(item.facts["obligation"])
        return obligation if obligation and obligation.told_at else None


def _raion(post: Post) -> str:
    """Empty for bodies."""
    hromada = by_slug(post.place)
    return hromada.raion if hromada else ""
