"""Notices to posts: written by staff, told to whoever acts for the post, acknowledged in one tap, inherited.

The ledger is in `storage.notices.notices`; this module holds its rules. Whatever leaves of it leaves by the outbox, and what a
message says is made at the moment of sending: what is done by then is not said any more.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum

import storage.notices.notices as store
from channels import Media, Outgoing
from channels.taps import Button, Keyboard
from content.hromadas import load_hromadas, raions
from content.messages import Texts
from handlers.notices.taps import (
    Acknowledge,
    AskAboutDue,
    AskForTime,
    Decide,
    Decline,
    OpenDue,
    OpenReply,
    ShowFiles,
    TakeBack,
    TakeBundle,
    TakeCalendar,
)
from services.content import Content
from services.files.calendar_file import Day, make_ics
from services.notices.reminder_schedule import REMINDERS, Step, step_due
from services.people.people import People
from services.people.posts import Post, Posts, Title
from services.people.staff import Staff
from storage.mailings.mailings import Mailing, Purpose
from storage.mailings.outbox import Claimed
from storage.notices.notice_messages import Telling, Tellings
from storage.notices.notices import Due, How, Notice, Progress

__all__ = ["Due", "How", "Notice", "Notices", "Progress", "Sent"]

log = logging.getLogger(__name__)

LONGEST_TEXT = 3000
"""Characters: number, letter, deadline and post stand around it in Telegram's 4,096."""
LONGEST_REASON = 500
LONGEST_LETTER = 60
LONGEST_DEADLINE = 366
MOST_FILES = 10
SHOWN = 10
LISTED = 12
"""Dues in one message: what can be read at a glance."""
WAITS = timedelta(days=14)
"""What was written and not sent is older than that is forgotten, not waiting."""
ALONE = 100
"""More addressees than that need a second member of the staff."""
TAKEN_BACK = timedelta(hours=1)
REMINDED_AT, REMINDED_UNTIL = time(9, 0), time(20, 0)
"""Between them reminders leave: the working day has begun, and what comes by night is not read before the next."""
NEWS_LASTS, REMINDER_LASTS = timedelta(days=60), timedelta(days=4)
"""What could not be told by then is not told by that message any more: over a long weekend a reminder gets old."""


URGE, DIGEST = "urge", "digest"
"""How steps begin that are no rung of the ladder: staff press, or it is Monday."""
URGED_AGAIN = timedelta(hours=1)
"""Two presses within it urge once."""


class Sent(StrEnum):
    """What became of pressing «send»."""

    YES = "yes"
    BEFORE = "before"
    """It went out already, or something lacks."""
    SECOND = "second"
    """Somebody else has to look at it."""


class Notices:
    """What the department asks of posts."""

    def __init__(
        self,
        content: Content,
        notices: store.Notices,
        tellings: Tellings,
        posts: Posts,
        people: People,
        staff: Staff,
        clock: Callable[[], datetime],
        *,
        training: bool,
    ) -> None:
        self._content = content
        self._notices = notices
        self._tellings = tellings
        self._posts = posts
        self._people = people
        self._staff = staff
        self._clock = clock
        self._training = training

    @property
    def _texts(self) -> Texts:
        return self._content.library.texts

    # Writing

    async def write(self, text: str, by: int) -> int:
        """Begins a notice; its number."""
        return await self._notices.write(text, self._clock(), by)

    async def find(self, notice_id: int) -> Notice | None:
        return await self._notices.find(notice_id)

    async def draft(self, notice_id: int) -> Notice | None:
        """The notice while it is being written; None where it went out already."""
        notice = await self._notices.find(notice_id)
        return notice if notice and notice.sent_at is None else None

    async def set_deadline(self, notice_id: int, days: int) -> Notice | None:
        """Due so many days from today, on a working day; None where it went out already, or the days make no sense."""
        if not 1 <= days <= LONGEST_DEADLINE:
            return None
        due_on = self._content.library.calendar.working(self._clock().date() + timedelta(days=days))
        kept = await self._notices.set_deadline(notice_id, due_on)
        return await self._notices.find(notice_id) if kept else None

    async def set_letter(self, notice_id: int, letter: str) -> bool:
        return await self._notices.set_letter(notice_id, " ".join(letter.split())[:LONGEST_LETTER])

    async def want_ack(self, notice_id: int, *, wanted: bool) -> bool:
        """False where it went out already, or without an acknowledgement nothing would be asked of anybody."""
        notice = await self.draft(notice_id)
        return bool(notice and (wanted or notice.form)) and await self._notices.want_ack(notice_id, wanted=wanted)

    async def add_file(self, notice_id: int, file: Media) -> bool:
        """False where it went out already, or has MOST_FILES."""
        return await self._notices.add_file(notice_id, file.kind, file.file_id, MOST_FILES)

    async def set_form(self, notice_id: int, form: Sequence[dict[str, object]]) -> bool:
        """What a reply consists of; False where it went out already."""
        return await self._notices.set_form(notice_id, form)

    def heads(self, raion: int) -> list[Post]:
        """The heads of a raion by its number from 1 on, in the order of the table; 0: all heads."""
        names = raions()
        return [
            Post(hromada.slug, Title.HEAD)
            for hromada in load_hromadas()
            if raion == 0 or names.index(hromada.raion) == raion - 1
        ]

    async def behind(self, notice_id: int) -> list[Post]:
        """The posts that still owe something on an earlier notice."""
        return [due.post for due in await self._notices.of_notice(notice_id) if not due.is_done]

    async def address(self, notice_id: int, posts: Sequence[Post]) -> bool:
        """Keeps who is meant; False where nobody is, or the notice went out already."""
        await self._posts.standings()  # every hromada has a head's post by now
        return bool(posts) and await self._notices.address(notice_id, posts)

    async def load(self, posts: Sequence[Post]) -> list[tuple[Post, int]]:
        """How much each of these posts owes already, the most burdened first; who owes nothing is not named."""
        owed = Counter(due.post for due in await self._notices.open_dues())
        return sorted(((post, owed[post]) for post in posts if owed[post]), key=lambda each: -each[1])

    async def send(self, notice_id: int, by: int) -> Sent:
        """Sends it to those who are meant; more than ALONE only by somebody who did not write it."""
        notice = await self.draft(notice_id)
        if notice is None or not notice.addressed or notice.due_on is None:
            return Sent.BEFORE
        if len(notice.addressed) > ALONE and by == notice.made_by and not self._training:
            return Sent.SECOND
        if not await self._notices.send(notice_id, self._clock(), by):
            return Sent.BEFORE
        await self.tell()
        return Sent.YES

    # Reading

    async def progress(self) -> list[Progress]:
        """The newest notices, with how far they have come."""
        return await self._notices.progress(SHOWN)

    async def progress_of(self, notice_id: int) -> Progress | None:
        found = await self._notices.progress(1, notice_id)
        return found[0] if found else None

    async def of_notice(self, notice_id: int) -> list[Due]:
        """What each post owes, or has done."""
        return await self._notices.of_notice(notice_id)

    async def owed_by(self, person_id: int) -> list[Due]:
        """What the posts of this person still owe, her own and delegated ones, the earliest deadline first."""
        dues = [
            due for tenure in await self._posts.of_person(person_id) for due in await self._notices.of_post(tenure.post)
        ]
        return sorted(dues, key=lambda due: (due.due_on, due.notice.id))

    async def done_by(self, person_id: int) -> list[Due]:
        """What the posts of this person have done, the newest first."""
        dues = [
            due
            for tenure in await self._posts.of_person(person_id)
            for due in await self._notices.of_post(tenure.post, done=True)
        ]
        return sorted(dues, key=lambda due: -due.notice.id)

    async def by_number(self, number: int) -> Due | None:
        return await self._notices.due(number)

    async def open_dues(self) -> list[Due]:
        """All that is owed."""
        return await self._notices.open_dues()

    async def told_ways(self, notice_id: int) -> dict[int, list[How]]:
        """By which ways each post was told, by due."""
        return await self._notices.told_ways(notice_id)

    async def unsent(self) -> int:
        """Notices that wait to be sent since WAITS."""
        return await self._notices.unsent(self._clock() - WAITS)

    async def undecided(self) -> list[Due]:
        """Those on which the staff have to decide."""
        return await self._notices.undecided()

    async def due(self, number: int, person_id: int) -> Due | None:
        """That due, if this person acts for its post."""
        due = await self._notices.due(number)
        acting = {tenure.post for tenure in await self._posts.of_person(person_id)}
        return due if due and due.post in acting else None

    # What a head does

    async def acknowledge(self, number: int, person_id: int) -> bool:
        """Whether it is acknowledged by somebody who acts for the post; a second press changes nothing."""
        if await self.due(number, person_id) is None:
            return False
        await self._notices.acknowledge(number, self._clock(), How.TELEGRAM, person_id)
        return True

    async def take_back(self, number: int, person_id: int) -> bool:
        """Takes back one's own acknowledgement of the last hour."""
        now = self._clock()
        return await self.due(number, person_id) is not None and await self._notices.take_back(
            number, now - TAKEN_BACK, now, person_id
        )

    def may_take_back(self, due: Due, person_id: int) -> bool:
        recent = due.acknowledged_at is not None and due.acknowledged_at > self._clock() - TAKEN_BACK
        return recent and due.acknowledged_by == person_id and due.how is How.TELEGRAM

    async def decline(self, number: int, why: str, person_id: int) -> bool:
        """Tells the staff that it is not theirs; they decide."""
        due = await self.due(number, person_id)
        if due is None or not await self._notices.decline(number, why[:LONGEST_REASON], self._clock(), person_id):
            return False
        html = self._texts(
            "notices-declined",
            number=str(due.notice.id),
            post=await self._posts.name(due.post),
            why=why[:LONGEST_REASON],
        )
        await self._staff.tell(
            html, [self._deciding(due, "release", "notices-button-release", "notices-button-stands")]
        )
        return True

    async def ask_for_time(self, number: int, why: str, person_id: int) -> bool:
        """Keeps why more time is needed; how much is asked next."""
        return await self.due(number, person_id) is not None and await self._notices.ask_for_time(
            number, why[:LONGEST_REASON], self._clock(), person_id
        )

    def extended(self, due: Due, days: int) -> date:
        """So many working days after the deadline, or after today where that has passed."""
        return self._content.library.calendar.after(max(due.due_on, self._clock().date()), days)

    def working(self, due: Due, days: int) -> str:
        """How that day was counted, in words."""
        start = max(due.due_on, self._clock().date())
        end = self.extended(due, days)
        off = (end - start).days - days
        return self._texts.plain("notices-working", start=start, days=days, off=off, end=end)

    async def want(self, number: int, days: int, person_id: int) -> date | None:
        """Asks the staff for so many working days more; the new deadline, should they agree."""
        due = await self.due(number, person_id)
        if due is None or not 1 <= days <= LONGEST_DEADLINE:
            return None
        on = self.extended(due, days)
        if not await self._notices.want(number, on, self._clock(), person_id):
            return None
        html = self._texts(
            "notices-time-asked",
            number=str(due.notice.id),
            post=await self._posts.name(due.post),
            why=due.wanted_why,
            due=due.due_on,
            working=self.working(due, days),
        )
        await self._staff.tell(html, [self._deciding(due, "extend", "notices-button-extend", "notices-button-not")])
        return on

    def _deciding(self, due: Due, what: str, yes: str, no: str) -> list[Button]:
        return [
            Decide(due.number, what, 1).button(self._texts.plain(yes)),
            Decide(due.number, what, 0).button(self._texts.plain(no)),
        ]

    # What staff do

    async def decide(self, number: int, what: str, by: int, *, agreed: bool) -> bool:
        """Decides, once, and tells those who act for the post; False where nothing is to be decided any more."""
        now, old = self._clock(), await self._notices.due(number)
        if what == "release":
            decided = await self._notices.release(number, now, by, agreed=agreed)
        else:
            decided = await self._notices.extend(number, now, by, granted=agreed)
        due = await self._notices.due(number)
        if not decided or due is None or old is None:
            return False
        key = _DECISIONS[what, agreed]
        html = self._texts(key, number=str(due.notice.id), due=due.due_on, before=old.due_on)
        for tenure in await self._posts.acting(due.post):
            if tenure.person_id is not None:
                await self._people.tell(tenure.person_id, html, self.keyboard(due))
        return True

    async def told_by(self, number: int, how: How, by: int) -> bool:
        """Records that the post was told another way than by the bot's messages."""
        return await self._notices.told(number, self._clock(), how, by)

    async def acknowledge_by(self, number: int, how: How, by: int) -> bool:
        """Records an acknowledgement that came another way than by the bot's buttons."""
        return await self._notices.acknowledge(number, self._clock(), how, by)

    def urging(self) -> str:
        """The step of an urging now: within URGED_AGAIN it is the same."""
        return f"{URGE} {int(self._clock().timestamp() // URGED_AGAIN.total_seconds())}"

    async def urge(self, notice_id: int) -> tuple[int, int]:
        """Writes to all who are behind, each of what she lacks: to how many people, and how many posts have nobody."""
        now = self._clock()
        step = self.urging()
        behind = [due for due in await self._notices.of_notice(notice_id) if not due.is_done]
        acting = await self._posts.all_acting()
        tellings, nobody = [], 0
        for due in behind:
            people = self._reminded(due, Step.TODAY, acting)
            nobody += not people
            tellings += [Telling(person, notice_id, due.post.id, step) for person in people]
        planned = await self._tellings.plan(Purpose.REMINDER, tellings, now, now + REMINDER_LASTS) if tellings else 0
        return planned, nobody

    # What leaves

    async def tell(self) -> int:
        """Plans messages to everybody who acts for a post, about all that is new to her; to how many."""
        async with self._tellings.exclusive() as is_mine:
            if not is_mine:
                return 0
            now = self._clock()
            untold = await self._notices.untold(now)
            # What comes by night waits here and not in the outbox: in the morning it is one message.
            quiet = {person for person in {each[0] for each in untold} if await self._people.is_quiet(person)}
            news = [Telling(person, notice, post, Step.NEW) for person, notice, post in untold if person not in quiet]
            return await self._tellings.plan(Purpose.NOTICE, news, now, now + NEWS_LASTS) if news else 0

    async def remind(self) -> int:
        """Plans the reminders of today, one message for each person; to how many. Asked at any time, once a step."""
        now = self._clock()
        if not REMINDED_AT <= now.time() < REMINDED_UNTIL or self._content.library.calendar.day_off(now.date()):
            return 0
        async with self._tellings.exclusive() as is_mine:
            if not is_mine:
                return 0
            dues = await self._notices.open_dues()
            acting = await self._posts.all_acting()
            planned = await self._tellings.steps(sorted({due.notice.id for due in dues}))
            known: dict[tuple[date, date], Step | None] = {}
            tellings = [
                Telling(person, due.notice.id, due.post.id, _mark(step, due))
                for due in dues
                if (step := self._step(due, now, known))
                and (due.notice.id, due.post.id, _mark(step, due)) not in planned
                for person in self._reminded(due, step, acting)
            ]
            digest = f"{DIGEST} {now.date()}"
            if self._opens_week(now.date()) and not any(step == digest for _notice, _post, step in planned):
                # In the same message as the reminders of the day: nobody gets two. One row of hers stands for all.
                # What came today was told today.
                older = [
                    due for due in reversed(dues) if due.notice.sent_at and self._day(due.notice.sent_at) < now.date()
                ]
                first = {person: due for due in older for person in self._reminded(due, Step.TODAY, acting)}
                tellings += [Telling(person, due.notice.id, due.post.id, digest) for person, due in first.items()]
            return await self._tellings.plan(Purpose.REMINDER, tellings, now, now + REMINDER_LASTS) if tellings else 0

    def _opens_week(self, day: date) -> bool:
        """Whether it is Monday, or the first working day after one that is a holiday."""
        return day == self._content.library.calendar.working(day - timedelta(days=day.weekday()))

    def step_for_mail(self, due: Due) -> Step | None:
        """The reminder of today, within the hours of reminders. Whether it was mailed already is not asked."""
        now = self._clock()
        return self._step(due, now, {}) if REMINDED_AT <= now.time() < REMINDED_UNTIL else None

    def _step(self, due: Due, now: datetime, known: dict[tuple[date, date], Step | None]) -> Step | None:
        """`known` keeps what was found: many dues share their days."""
        if due.notice.sent_at is None:
            return None
        days = (due.due_on, due.notice.sent_at.astimezone(now.tzinfo).date())
        if days not in known:
            known[days] = step_due(due.due_on, now.date(), days[1], (), self._content.library.calendar)
        return known[days]

    def _reminded(self, due: Due, step: Step, acting: Mapping[str, Sequence[int]]) -> list[int]:
        """Who is written to at that step: those who act for the post; at last the deputy and the staff chat."""
        people = set(acting.get(due.post.id, ()))
        if step is Step.ESCALATED:
            people.update(acting.get(Post(due.post.place, Title.CDTO).id, ()))
            if self._staff.chat_id is not None:
                people.add(self._staff.chat_id)
        return sorted(people)

    async def words(self, mailing: Mailing, row: Claimed) -> Outgoing | None:
        """What one person reads, made now: what is done meanwhile is left out; None where nothing is left."""
        told = await self._notices.of_telling(mailing.id, row.person_id)
        if any(step.startswith(DIGEST) for _due, step in told):
            told = [(due, DIGEST) for due in await self.owed_by(row.person_id)]
        open_now = [(due, step) for due, step in told if not due.is_done and not self._is_past(due, step)]
        if not open_now:
            return None
        if len(told) == 1 and told[0][1] == Step.NEW:
            [(due, _step)] = open_now
            return Outgoing(await self.describe(due), self.keyboard(due))
        key = "notices-news" if mailing.purpose is Purpose.NOTICE else "notices-reminder"
        acting = {tenure.post for tenure in await self._posts.of_person(row.person_id)}
        if row.person_id == self._staff.chat_id:
            key = "notices-late-for-staff"
        elif not any(due.post in acting for due, _step in open_now):
            key = "notices-late-for-deputy"
        elif any(step.startswith(DIGEST) for _due, step in open_now):
            key = "notices-digest"
        elif any(step.startswith(URGE) for _due, step in open_now):
            key = self._lacking([due for due, _step in open_now])
        lines = [await self.line(due) for due, _step in open_now[:LISTED]]
        more = len(open_now) - len(lines)
        html = self._texts.lines([self._texts(key, count=len(open_now)), "", *lines])
        if more > 0:
            html = self._texts.lines([html, self._texts("notices-more", count=more)])
        own = [due for due, _step in open_now if due.post in acting][:LISTED]
        rows = [[self.open_button(due)] for due in own]
        if key == "notices-digest":
            rows.append([TakeCalendar().button(self._texts.plain("notices-button-calendar"))])
        return Outgoing(html, rows)

    def _is_past(self, due: Due, step: str) -> bool:
        """Whether a later reminder or a new deadline came while this one waited (quiet days, an idle dispatcher)."""
        rung, _, day = step.partition(" ")
        if rung not in REMINDERS:
            return False
        calendar, today = self._content.library.calendar, self._clock().date()
        at = calendar.before(today) if calendar.day_off(today) else today
        now = step_due(due.due_on, at, self._day(due.notice.sent_at), (), calendar) if due.notice.sent_at else None
        return day != str(due.due_on) or (now is not None and now != rung)

    def _lacking(self, dues: Sequence[Due]) -> str:
        """What somebody who is urged is told first: she never saw it, did not acknowledge, or did not reply."""
        if any(due.told_at is None for due in dues):
            return "notices-urge-untold"
        if any(due.notice.wants_ack and due.acknowledged_at is None for due in dues):
            return "notices-urge-unacknowledged"
        return "notices-urge-unanswered"

    def calendar(self, dues: Sequence[Due]) -> bytes:
        """Deadlines as an .ics file, a day each."""
        words = self._texts.plain
        return make_ics(
            Day(
                f"due-{due.number}-{due.due_on}",
                due.due_on,
                words("notices-event", number=str(due.notice.id), text=short(due.notice.text)),
                due.notice.sent_at or self._clock(),
            )
            for due in dues
        )

    # In words

    async def describe(self, due: Due) -> str:
        """The notice as its addressee reads it."""
        notice, texts = due.notice, self._texts
        lines = [
            texts(
                "notices-notice",
                number=str(notice.id),
                post=await self._posts.name(due.post),
                text=notice.text,
                due=due.due_on,
            )
        ]
        if notice.letter:
            lines.append(texts("notices-letter", letter=notice.letter))
        if due.acknowledged_at:
            lines.append(texts("notices-state-acknowledged", at=self._day(due.acknowledged_at)))
        if due.replied_at:
            lines.append(texts("notices-state-replied", at=self._day(due.replied_at)))
        if due.released_at:
            lines.append(texts("notices-state-released"))
        elif due.declined:
            lines.append(texts("notices-state-declined"))
        if due.wanted_on:
            lines.append(texts("notices-state-wanted", on=due.wanted_on))
        return texts.lines(lines)

    async def line(self, due: Due) -> str:
        """One due among others: number, deadline, what it is about, and which post owes it."""
        left = (due.due_on - self._clock().date()).days
        when = (
            self._texts.plain("notices-late", days=-left) if left < 0 else self._texts.plain("notices-left", days=left)
        )
        return self._texts(
            "notices-line",
            number=str(due.notice.id),
            due=due.due_on,
            when=when,
            text=short(due.notice.text),
            post=await self._posts.name(due.post),
            lacking=self.lacking(due),
        )

    def lacking(self, due: Due) -> str:
        """What is waited for, in words."""
        parts = []
        if due.notice.wants_ack and due.acknowledged_at is None:
            parts.append(self._texts.plain("notices-lacks-ack"))
        if due.notice.form and due.replied_at is None:
            parts.append(self._texts.plain("notices-lacks-reply"))
        return self._texts.plain("notices-lacks-both").join(parts)

    def open_button(self, due: Due) -> Button:
        words = self._texts.plain("notices-button-due", number=str(due.notice.id), text=short(due.notice.text))
        return OpenDue(due.number).button(words)

    def keyboard(self, due: Due, person_id: int = 0) -> Keyboard:
        """What a head can do with a due now; with her number also take back what she pressed."""
        texts = self._texts
        rows: list[list[Button]] = []
        if not due.is_done and due.notice.wants_ack and due.acknowledged_at is None:
            rows.append([Acknowledge(due.number).button(texts.plain("notices-button-acknowledge"))])
        if due.notice.form and not due.released_at:
            words = texts.plain("notices-button-correct" if due.replied_at else "notices-button-reply")
            rows.append([OpenReply(due.number).button(words)])
        if not due.is_done:
            rows.append(
                [
                    AskAboutDue(due.number).button(texts.plain("notices-button-question")),
                    Decline(due.number).button(texts.plain("notices-button-decline")),
                ]
            )
            rows.append([AskForTime(due.number).button(texts.plain("notices-button-time"))])
        if due.notice.files:
            rows.append(
                [ShowFiles(due.number).button(texts.plain("notices-button-files", count=len(due.notice.files)))]
            )
        if due.is_done:
            rows.append([TakeBundle(due.number).button(texts.plain("bundles-button"))])
        if person_id and self.may_take_back(due, person_id):
            rows.append([TakeBack(due.number).button(texts.plain("notices-button-take-back"))])
        return rows

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._clock().tzinfo).date()


def _mark(step: Step, due: Due) -> str:
    """The step of this ladder: where the deadline was extended, it begins anew."""
    return f"{step} {due.due_on}"


def short(text: str, most: int = 40) -> str:
    """The beginning, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


_DECISIONS = {
    ("release", True): "notices-told-released",
    ("release", False): "notices-told-stands",
    ("extend", True): "notices-told-extended",
    ("extend", False): "notices-told-not-extended",
}
