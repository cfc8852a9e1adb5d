"""Replies of the staff: held for some seconds, in which they are stopped or changed; then sent, and the outcome said.

What a reply is about, a case or a question, is known to the `ReplyWay` that its area adds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from channels import Delivered, Later, Outcome, RefusalReason, Refused, Unknown
from services.messages import Message
from services.operation.failures import Failures
from services.operation.tracking import afterwards
from services.people.messages import HeldReplyStands
from services.people.people import People
from services.people.staff import Staff
from services.times import later
from storage.engine.database import Statements
from storage.people import Doubt, HeldReply, HeldReplyStore, ReplyOutcome, ReplyState

ON_A_PAGE = 0
"""Stands for the chat where a reply was written on a page: the page says where it stands, and no message does."""
HOLD = timedelta(seconds=15)
"""So long a reply can be stopped and changed."""
AGAIN = timedelta(seconds=10)
"""After so long what Telegram did not take is tried again."""
KEPT_FOR = timedelta(days=3)
"""So long a reply can be corrected; Telegram lets people change a message for two days."""

_REFUSED = {
    RefusalReason.PROTECTED: ReplyOutcome.PROTECTED,
    RefusalReason.KIND_FORBIDDEN: ReplyOutcome.KIND_FORBIDDEN,
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A reply as one person gets it."""

    person_id: int
    message: Message
    reply_to: int | None = None
    """Her own message that it answers."""


class ReplyWay(Protocol):
    """How replies about one kind of matter reach those who wait for them."""

    @property
    def kind(self) -> str:
        """What its matters are called in the tables."""
        ...

    async def letter(self, subject: int, html: str, *, corrected: bool) -> Letter | None:
        """None where nobody waits for it any more."""
        ...

    async def arrived(self, statements: Statements, subject: int, reply: HeldReply, at: datetime) -> None:
        """Keeps in the matter that its person has the reply."""
        ...

    async def redraw(self, subject: int) -> None:
        """Shows the staff the matter as it stands."""
        ...

    async def doubt(self, subject: int, person_id: int) -> tuple[Doubt, str]:
        """Why it is asked whom a reply of that member of the staff is for, and the colleague whom that is about."""
        ...

    async def recipients(self, subject: int, *, to_all: bool) -> list[int]:
        """The matters whose people get a reply: to the one, or to all that are about the same."""
        ...

    async def fields(self, subject: int) -> Mapping[str, str]:
        """What a ready answer may name of the matter."""
        ...


@dataclass(frozen=True, slots=True)
class HeldReplies:
    """Takes replies of the staff, and sends them when their time has come."""

    _store: HeldReplyStore
    _staff: Staff
    _people: People
    _failures: Failures
    _clock: Callable[[], datetime]
    _ways: dict[str, ReplyWay] = field(default_factory=dict)

    def add(self, way: ReplyWay) -> None:
        self._ways[way.kind] = way

    async def hold(
        self,
        kind: str,
        subject: int,
        *,
        chat_id: int,
        message_id: int | None,
        topic_id: int | None,
        staff_id: int,
        by_name: str,
        html: str,
        text: str,
        answer_id: str = "",
        album: str = "",
        recipients: Sequence[int] = (),
        doubt: Doubt = Doubt.NONE,
        other: str = "",
    ) -> HeldReply:
        """Keeps a reply to the matter with that number, once for an update. Where there is a doubt, it does not leave
        before somebody says so. `recipients` are the matters whose people get it; none: the one it is about. Without
        `html` the message itself is copied. `answer_id`: the answer of the bot that its words are."""
        return await self._store.hold(
            [] if doubt else (recipients or [subject]),
            kind=kind,
            subject=subject,
            chat_id=chat_id,
            message_id=message_id,
            topic_id=topic_id,
            staff_id=staff_id,
            by_name=by_name,
            html=html,
            text=text,
            answer_id=answer_id,
            album=album,
            state=ReplyState.ASKED if doubt else ReplyState.HELD,
            doubt=doubt,
            other=other,
            due_at=later(self._clock(), HOLD),
        )

    async def find(self, number: int) -> HeldReply | None:
        return await self._store.find(number)

    async def add_file(self, chat_id: int, album: str, message_id: int) -> bool:
        """Another message of an album that is a reply on its way; False where there is none."""
        return await self._store.add_file(chat_id, album, message_id)

    async def at(self, chat_id: int, message_id: int) -> HeldReply | None:
        """The newest reply that the staff wrote in that message."""
        return await self._store.at(chat_id, message_id)

    async def stands(self, reply: HeldReply) -> HeldReplyStands:
        """The reply as it stands, with what became of it."""
        people = 1
        if reply.state is ReplyState.ASKED:
            people = len(await self._ways[reply.kind].recipients(reply.subject, to_all=True))
        return HeldReplyStands(reply, tuple((await self._store.outcomes(reply.id)).values()), people)

    async def about(self, kind: str, subject: int) -> list[HeldReplyStands]:
        """The replies that are kept about that matter, the oldest first, each as it stands."""
        return [await self.stands(each) for each in await self._store.about(kind, subject)]

    async def recipients(self, kind: str, subject: int, *, to_all: bool) -> list[int]:
        """The matters whose people get a reply: to the one, or to all that are about the same."""
        return await self._ways[kind].recipients(subject, to_all=to_all)

    async def stands_in(self, number: int, message_id: int) -> None:
        """It stands in that message of the bot, whose button was pressed."""
        await self._store.said(number, message_id)

    async def stop(self, number: int, state: ReplyState = ReplyState.STOPPED) -> bool:
        """The reply does not leave: it was not meant, or is a note. False where it has left, or ended otherwise."""
        return await self._store.ends(number, state)

    async def release(self, reply: HeldReply, *, to_all: bool) -> None:
        """What was asked leaves at once: to the person, or to all who told of the same; a correction to those who have
        what it corrects."""
        if reply.doubt is Doubt.CORRECTED:
            recipients = await self._readers(int(reply.other))
        else:
            recipients = await self._ways[reply.kind].recipients(reply.subject, to_all=to_all)
        await self._store.release(reply.id, recipients, self._clock())
        await afterwards(self.send_due)

    async def doubt(self, kind: str, subject: int, person_id: int) -> tuple[Doubt, str]:
        """Why it is asked whom a reply of that member of the staff is for, and the colleague whom that is about."""
        another = await self._store.on_its_way(kind, subject)
        if another:
            return Doubt.ANSWERED, another.by_name
        return await self._ways[kind].doubt(subject, person_id)

    async def fields(self, kind: str, subject: int) -> Mapping[str, str]:
        """What a ready answer may name of the matter."""
        return await self._ways[kind].fields(subject)

    async def redraw(self, kind: str, subject: int) -> None:
        """Shows the staff the matter as it stands."""
        await self._ways[kind].redraw(subject)

    async def changed(self, number: int, html: str, text: str) -> bool:
        """The staff wrote it anew; False where the old words have left."""
        return await self._store.changed(number, html, text)

    async def correct(self, sent: HeldReply, html: str, text: str) -> HeldReply:
        """Keeps changed words of what was sent: they leave when somebody says so."""
        return await self._store.hold(
            [],
            kind=sent.kind,
            subject=sent.subject,
            chat_id=sent.chat_id,
            message_id=sent.message_id,
            topic_id=sent.topic_id,
            staff_id=sent.staff_id,
            by_name=sent.by_name,
            html=html,
            text=text,
            answer_id="",
            album="",
            state=ReplyState.ASKED,
            doubt=Doubt.CORRECTED,
            other=str(sent.id),
            due_at=self._clock(),
        )

    async def _readers(self, number: int) -> list[int]:
        """The matters whose people have the reply."""
        outcomes = await self._store.outcomes(number)
        return [subject for subject, outcome in outcomes.items() if outcome is ReplyOutcome.DELIVERED]

    # What the clock does

    async def send_due(self) -> None:
        """Sends what is due, and says at each what became of it."""
        if not (await self._store.due(self._clock()) or await self._store.unshown()):
            return
        async with self._store.exclusive() as is_mine:  # two at once would send the same twice
            if is_mine:
                due = await self._store.due(self._clock())
                await self._failures.each_on_its_own("held_replies", due, self._send)
                await self._failures.each_on_its_own("shown_replies", await self._store.unshown(), self.show)

    async def forget_old(self) -> None:
        await self._store.forget_before(self._clock() - KEPT_FOR)

    async def _send(self, due: HeldReply) -> None:
        """To each who waits for it; what became of it is written at once, so that a crash repeats none that arrived."""
        reply = await self._store.begins(due.id)
        if reply is None:
            return
        way, told = self._ways[reply.kind], set[int]()
        for subject, known in (await self._store.outcomes(reply.id)).items():
            letter = await way.letter(subject, reply.html, corrected=reply.doubt is Doubt.CORRECTED)
            if known:
                is_told = letter is not None and known is ReplyOutcome.DELIVERED
            elif letter and letter.person_id in told:
                is_told = await self._came_out(way, reply, subject, ReplyOutcome.ALREADY)
            else:
                outcome = await self._send_to(letter, reply) if letter else None
                if isinstance(outcome, Later):
                    wait = timedelta(seconds=outcome.seconds) if outcome.seconds else AGAIN
                    state = ReplyState.SENDING if told else ReplyState.HELD
                    await self._store.later(reply.id, later(self._clock(), wait), state)
                    return
                is_told = await self._came_out(way, reply, subject, _named(outcome))
            if letter and is_told:
                told.add(letter.person_id)
        await self._store.sent(reply.id)

    async def _send_to(self, letter: Letter, reply: HeldReply) -> Outcome:
        if reply.html or reply.message_id is None:
            return await self._people.send(letter.person_id, letter.message, reply_to=letter.reply_to)
        outcome = await self._people.copy(letter.person_id, reply.chat_id, reply.message_id, reply_to=letter.reply_to)
        for each in reply.more_files if isinstance(outcome, Delivered) else ():
            if not isinstance(await self._people.copy(letter.person_id, reply.chat_id, each), Delivered):
                outcome = Unknown("a part of the album is missing")
        if reply.chat_id == self._staff.chat_id:
            await self._staff.copied(outcome)
        return outcome

    async def _came_out(self, way: ReplyWay, reply: HeldReply, subject: int, outcome: ReplyOutcome) -> bool:
        """Whether the person has it."""
        is_told = outcome in {ReplyOutcome.DELIVERED, ReplyOutcome.ALREADY}

        async def keep(statements: Statements) -> None:
            if is_told:
                await way.arrived(statements, subject, reply, self._clock())

        await self._store.came_out(reply.id, subject, outcome, keep)
        await way.redraw(subject)
        return is_told

    async def show(self, reply: HeldReply) -> None:
        """Says where it stands: in the bot's message about it, or in a new one below it. What Telegram does not take
        now is said by the clock, as it stands then."""
        stands = await self.stands(reply)
        if reply.chat_id == ON_A_PAGE:
            is_said = True
        elif reply.said_id is not None:
            is_said = await self._staff.edit(reply.chat_id, reply.said_id, stands)
            is_said = is_said or reply.chat_id != self._staff.chat_id
        else:
            if reply.chat_id == self._staff.chat_id:
                outcome = await self._staff.send(stands, reply_to=reply.message_id, topic=reply.topic_id)
            else:
                outcome = await self._people.send(reply.chat_id, stands, reply_to=reply.message_id)
            if isinstance(outcome, Delivered):
                await self._store.said(reply.id, outcome.message_id)
            is_said = not isinstance(outcome, Later)
        if is_said:
            await self._store.shown(reply.id, reply.state)


def _named(outcome: Outcome | None) -> ReplyOutcome:
    match outcome:
        case None:
            return ReplyOutcome.NOBODY
        case Delivered():
            return ReplyOutcome.DELIVERED
        case Unknown():
            return ReplyOutcome.UNKNOWN
        case Refused() if outcome.is_unreachable:
            return ReplyOutcome.UNREACHABLE
        case Refused():
            return _REFUSED.get(outcome.reason, ReplyOutcome.REFUSED)
        case Later():
            return ReplyOutcome.WAITS
