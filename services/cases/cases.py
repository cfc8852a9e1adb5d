"""Cases: a document in Diia was not accepted. Clock first, then the details, the staff's work, and an honest outcome.

Rows come first and messages second: what could not be sent stays untold in its row, and a job sends it.
"""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup
from rapidfuzz import fuzz

import storage.cases.cases as store
from channels import Channel, Outgoing, SendFailed, Unreachable
from channels.taps import Button, Keyboard, Tap
from content.hromadas import load_hromadas
from handlers.cases.taps import AddToCase, DropReport, NotSolved, ShowCase, Solved, TakeCase, TellDetails, WorkOnCase
from services.codes import find_code, make_code, split
from services.content import Content
from services.people.people import People
from services.people.staff import Staff
from services.text import mask, single_line
from storage.cases.case_updates import CaseNews
from storage.cases.cases import Details, Event, File, Outcome, Report, State
from storage.mailings.mailings import Mailing
from storage.mailings.outbox import Claimed

__all__ = ["Details", "Event", "File", "Outcome", "Report", "Reports", "State"]

log = logging.getLogger(__name__)

ASK_AFTER = timedelta(hours=1)
"""Details are asked for when the train has gone."""
REMIND_AFTER = timedelta(days=1)
"""Then once more, and never again."""
SILENCE = timedelta(days=2)
"""After so long without a step of the staff they are reminded; after as long again the case is free."""
ALIKE = 82
"""Likeness of two names of places, of 100, from which they may be one."""
TWICE = timedelta(minutes=5)
MOST_A_DAY = 10
LONGEST_TOPIC = 120
"""Characters; Telegram takes 128."""
LONGEST = 1000
LONGEST_NAME = 64
"""Characters of one answer in words."""
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Submitted:
    """A case that was just submitted; the code is known only now."""

    report: Report
    code: str


class Reports:
    """What may be done with a case, by whom."""

    def __init__(
        self,
        content: Content,
        reports: store.Reports,
        news: CaseNews,
        channel: Channel,
        staff: Staff,
        people: People,
        clock: Callable[[], datetime],
        evidence_kept_for: timedelta,
    ) -> None:
        self._content = content
        self._reports = reports
        self._news = news
        self._channel = channel
        self._staff = staff
        self._people = people
        self._clock = clock
        self._evidence_kept_for = evidence_kept_for

    # The person

    async def begin(self, person_id: int, document: str = "", place: str = "", at: datetime | None = None) -> int:
        """Starts the clock, at a time already kept or now; the number of the row.

        Twice within minutes, before anything is told, is one: a press that comes twice.
        """
        begun = await self._reports.begun_by(person_id)
        if begun and not begun.details.document and self._clock() - begun.started_at < TWICE:
            return begun.id
        share = secrets.token_hex(8)
        return await self._reports.begin(person_id, share, document, place, at or self._clock())

    async def set_scene(self, report_id: int, person_id: int, document: str, place: str) -> None:
        """Keeps document and place of what was begun."""
        await self._reports.set_scene(report_id, person_id, document, place)

    async def has_sent_enough(self, person_id: int) -> bool:
        """Whether the person submitted as many cases within a day as nobody meets with."""
        since = self._clock() - timedelta(days=1)
        mine = await self._reports.of_person(person_id)
        return sum(each.submitted_at is not None and each.submitted_at > since for each in mine) >= MOST_A_DAY

    async def begun_by(self, person_id: int) -> Report | None:
        """What the person began last and has not told yet."""
        return await self._reports.begun_by(person_id)

    async def own(self, report_id: int, person_id: int) -> Report | None:
        """That report, if this person began it."""
        report = await self._reports.find(report_id)
        return report if report and report.person_id == person_id else None

    async def drop(self, report_id: int, person_id: int) -> None:
        """The person takes back what she began."""
        await self._reports.drop(report_id, person_id)

    async def submit(
        self, report_id: int, person_id: int, details: Details, files: Sequence[File], *, by_phone: bool = False
    ) -> Submitted | None:
        """The case with its number and receipt code; None where it was submitted before. Numbers are masked."""
        code = make_code()
        masked = Details(
            details.document,
            details.place,
            single_line(mask(details.place_name), LONGEST),
            details.latitude,
            details.longitude,
            details.hromada,
            details.happened_on,
            mask(details.said)[:LONGEST],
            mask(details.ground)[:LONGEST],
            details.result,
        )
        number = await self._reports.submit(
            report_id, person_id, masked, files, _hash(code), self._clock(), by_phone=by_phone
        )
        report = await self._reports.find(report_id)
        if number is None or report is None:
            return None
        await self.deliver()
        return Submitted(report, split(code))

    async def likely_duplicates(self, details: Details, person_id: int) -> list[Report]:
        """Open cases of others at the same place on the same day."""
        return [
            report
            for report in await self._reports.on_desk()
            if report.person_id != person_id
            and report.details.place == details.place
            and report.details.happened_on == details.happened_on
            and fuzz.token_set_ratio(report.details.place_name.lower(), details.place_name.lower()) >= ALIKE
        ][:3]

    async def join(self, report_id: int, person_id: int) -> bool:
        """«Me too»: independent evidence of one case. False where she joined before, or it is her own."""
        joined = await self._reports.join(report_id, person_id, self._clock())
        if joined:
            await self.deliver()
        return joined

    async def shared(self, token: str) -> Report | None:
        """The case behind a link for fellow travellers."""
        return await self._reports.find_by_share(token)

    async def by_code(self, text: str) -> Report | None:
        """The case that a receipt code follows; None where the text holds no such code."""
        code = find_code(text)
        return await self._reports.find_by_receipt(_hash(code)) if code else None

    async def of_person(self, person_id: int) -> list[Report]:
        """Her cases, the newest first: those she submitted and those she joined."""
        return await self._reports.of_person(person_id)

    async def seen_by(self, report_id: int, person_id: int) -> Report | None:
        """That case, if it is hers or she joined it."""
        return next((report for report in await self.of_person(person_id) if report.id == report_id), None)

    async def events(self, report_id: int) -> list[Event]:
        """The history, oldest first."""
        return await self._reports.events(report_id)

    async def add(self, report_id: int, person_id: int, text: str) -> bool:
        """The person adds words to her case; False where it is not hers, or merged."""
        report = await self.seen_by(report_id, person_id)
        if report is None or report.state is State.MERGED:
            return False
        await self._reports.add_event(
            report_id, self._clock(), "added", mask(text)[:LONGEST], by_staff=False, untold=True
        )
        await self.deliver()
        return True

    async def withdraw(self, report_id: int, person_id: int) -> bool:
        """The person does not want it to go on; False where it is not hers, or ended."""
        return await self._end(report_id, person_id, Outcome.WITHDRAWN, "reports-reason-withdrawn")

    async def solved(self, report_id: int, person_id: int) -> bool:
        """The person says that it is solved; False where it is not hers, or ended already."""
        return await self._end(report_id, person_id, Outcome.ACCEPTED, "reports-reason-solved")

    async def reopen(self, report_id: int, person_id: int) -> bool:
        """The person says that it is not solved; False where it is not hers, or not closed."""
        reopened = await self._reports.reopen(report_id, person_id, self._clock())
        if reopened:
            await self.deliver()
        return reopened

    async def _end(self, report_id: int, person_id: int, outcome: Outcome, key: str) -> bool:
        if await self.own(report_id, person_id) is None:
            return False
        reason = self._content.library.texts.plain(key)
        await self._reports.choose_outcome(report_id, outcome)
        closed = await self._reports.close(report_id, reason, self._clock(), person_id, by_staff=False)
        if closed:
            await self.deliver()
        return closed

    # Staff

    async def find(self, report_id: int) -> Report | None:
        return await self._reports.find(report_id)

    async def find_by_number(self, text: str) -> Report | None:
        """The case with that number, written whole or as its last digits of this year."""
        digits = re.search(r"(\d+)\D*$", text)
        if not digits:
            return None
        year = re.search(r"20\d\d", text[: digits.start(1)])
        number = f"{store.PREFIX}-{year[0] if year else self._clock().year}-{int(digits[1]):06}"
        return await self._reports.find_by_number(number)

    async def on_desk(self) -> list[Report]:
        """Open cases, the newest first."""
        return await self._reports.on_desk()

    async def files(self, report_id: int) -> list[File]:
        """The evidence whose originals are still kept."""
        return await self._reports.files(report_id)

    async def take(self, report_id: int, staff_id: int, name: str) -> bool:
        """Makes somebody of the staff responsible; the person is told once. False where somebody is already."""
        taken = await self._reports.take(report_id, staff_id, single_line(name, LONGEST_NAME), self._clock())
        if taken:
            await self.deliver()
        return taken

    async def let_go(self, report_id: int) -> bool:
        """Offers the case to everybody again; False where nobody had it."""
        return await self._reports.let_go(report_id, self._clock())

    async def note(self, report_id: int, text: str) -> None:
        """A note among colleagues: the person does not see it."""
        await self._reports.add_event(report_id, self._clock(), "note", mask(text)[:LONGEST], by_staff=True)

    async def passed_on(self, report_id: int, to: str) -> None:
        """Keeps to whom the case was passed on; its people are told."""
        await self._reports.add_event(report_id, self._clock(), "passed on", to, by_staff=True, untold=True)
        await self.deliver()

    async def passed_to(self, to: str) -> list[Report]:
        """Open cases that were passed on to that post, by its name."""
        return await self._reports.passed_to(to)

    async def head_answers(self, report: Report, post: str, text: str) -> None:
        """What the head of the hromada did: it stands among the notes, and the staff are told."""
        await self.note(report.id, f"{post}: {text}")
        html = self._content.library.texts(
            "passed-for-staff", number=report.number or "", post=post, text=mask(text)[:LONGEST]
        )
        message_id = await self._staff.tell(html)
        if message_id is not None and self._staff.chat_id is not None:
            await self._reports.tells_of(report.id, self._staff.chat_id, message_id)

    async def correct(self, report_id: int, by: int, *, place: str = "", hromada: str = "") -> Report | None:
        """Changes the kind of place or the hromada (by its mark); None where there is no such case."""
        report = await self._reports.find(report_id)
        if report is None:
            return None
        code = next((each.katottg for each in load_hromadas() if each.slug == hromada), report.details.hromada)
        known = {each.id for each in self._content.library.cards.places}
        await self._reports.correct(
            report_id,
            self._clock(),
            by,
            place=place if place in known else report.details.place,
            hromada=code,
        )
        return await self._reports.find(report_id)

    async def merge(self, report_id: int, into: Report, by: int) -> bool:
        """Joins a case to another one that is not merged itself; its people are told once."""
        if into.state is State.MERGED:
            return False
        merged = await self._reports.merge(report_id, into.id, self._clock(), by)
        if merged:
            await self.deliver()
        return merged

    async def choose_outcome(self, report_id: int, outcome: Outcome) -> bool:
        """Keeps the outcome until its reason is written; False where the case is closed."""
        return await self._reports.choose_outcome(report_id, outcome)

    async def close(self, report_id: int, reason: str, by: int) -> bool:
        """Ends the case; its people read outcome and reason. False where no outcome was chosen, or it is closed."""
        closed = await self._reports.close(report_id, mask(reason)[:LONGEST], self._clock(), by)
        if closed:
            await self.deliver()
        return closed

    async def stands_at(self, report: Report, chat_id: int | None, message_id: int) -> None:
        """The case was found in that message. Where it is of the staff chat and the call that brought the case there
        got no answer, it is the case's own from now on."""
        if report.staff_message_id is None and chat_id is not None and chat_id == self._staff.chat_id:
            await self._reports.stands_at(report.id, chat_id, message_id)

    async def by_message(self, message_id: int, says: str) -> Report | None:
        """The case of which that message of the staff chat tells; `says` is its text, if the bot wrote it."""
        if self._staff.chat_id is None:
            return None
        report = await self._reports.find_by_message(self._staff.chat_id, message_id)
        if report is None and (number := re.match(rf"{store.PREFIX}-\d{{4}}-\d{{6}}\b", says)):
            # Telegram took the message twice: the call for this one got no answer, so it was sent again.
            report = await self._reports.find_by_number(number[0])
        return report

    async def answer(self, report: Report, text: str) -> bool:
        """Sends words of the staff to everybody who is told of the case; False where nobody can be reached."""
        html = self._content.library.texts("reports-answer", number=report.number or "", text=text)
        keyboard = [[self._button(AddToCase(report.id), "reports-button-add")]]
        sent = [await self._people.tell(person, html, keyboard) for person in await self._reports.listeners(report.id)]
        return await self._has_answered(report, text, sent)

    async def answer_file(self, report: Report, from_chat: int, message_id: int) -> bool:
        """The same for a photo or a file that staff put into their chat."""
        sent = []
        for person in await self._reports.listeners(report.id):
            try:
                await self._channel.copy(person, from_chat, message_id)
                sent.append(True)
            except Unreachable as error:
                await self._people.lost(person, error)
            except SendFailed as error:
                log.warning("a file could not be passed on: %s", error)
        return await self._has_answered(report, "", sent)

    async def _has_answered(self, report: Report, text: str, sent: Sequence[bool]) -> bool:
        if not any(sent):
            return False
        await self._reports.add_event(report.id, self._clock(), "answered", text[:LONGEST], by_staff=True)
        await self._reports.answered(report.id, self._clock())
        return True

    # Words

    def document(self, report: Report) -> str:
        """The name of the document, as the card has it."""
        known = {each.id: each.name for each in self._content.library.cards.documents}
        return known.get(report.details.document, self._content.library.texts.plain("reports-document-other"))

    def place(self, report: Report) -> str:
        """Where it happened: the kind of place and its name."""
        known = {each.id: each.at for each in self._content.library.cards.places}
        at = known.get(report.details.place, known[OTHER])
        return f"{at} ({report.details.place_name})" if report.details.place_name else at

    def hromada(self, report: Report) -> str:
        """The name of the hromada; empty where it was not named."""
        return next((each.name for each in load_hromadas() if each.katottg == report.details.hromada), "")

    def outcome(self, outcome: Outcome) -> str:
        return self._content.library.texts.plain(_OUTCOMES[outcome])

    def state(self, report: Report) -> str:
        """Where the case stands, in a few words."""
        texts = self._content.library.texts
        match report.state:
            case State.NEW:
                return texts.plain("reports-state-new")
            case State.TAKEN:
                return texts.plain("reports-state-taken")
            case State.CLOSED if report.outcome:
                return texts.plain("reports-state-closed", outcome=self.outcome(report.outcome))
            case State.MERGED:
                return texts.plain("reports-state-merged")
            case _:
                return texts.plain("reports-state-unfinished")

    def event(self, event: Event) -> str:
        """A line of the history; empty for what only staff see."""
        texts = self._content.library.texts
        key = _EVENTS.get(event.kind)
        if key is None:
            return ""
        return texts(key, text=event.text)

    def for_staff(self, report: Report) -> str:
        """The case as it stands in the staff chat. What the person wrote stands there once somebody is responsible."""
        texts, details = self._content.library.texts, report.details
        lines = [
            texts("reports-staff-heading", number=report.number or "", state=self.state(report)),
            texts("reports-staff-scene", document=self.document(report), place=self.place(report)),
        ]
        if details.hromada:
            lines.append(texts("reports-staff-hromada", hromada=self.hromada(report)))
        if details.happened_on:
            lines.append(texts("reports-staff-when", on=details.happened_on, at=f"{report.started_at:%H:%M}"))
        if details.result:
            lines.append(
                texts("reports-staff-result", result=texts.plain(RESULTS.get(details.result, "reports-empty")))
            )
        if report.state is State.NEW:
            lines.append(texts("reports-staff-hidden"))
        else:
            if details.said:
                lines.append(texts("reports-staff-said", text=details.said))
            if details.ground:
                lines.append(texts("reports-staff-ground", text=self.ground(details.ground)))
            if details.latitude is not None and details.longitude is not None:
                url = f"https://www.openstreetmap.org/?mlat={details.latitude:.5f}&mlon={details.longitude:.5f}"
                lines.append(texts("reports-staff-map", url=url))
        if report.voices:
            lines.append(texts("reports-staff-voices", count=report.voices))
        if report.assignee_name:
            lines.append(texts("reports-staff-assignee", name=report.assignee_name))
        if report.state is State.CLOSED:
            lines.append(texts("reports-staff-reason", reason=report.outcome_reason))
        return texts.lines(lines)

    def ground(self, ground: str) -> str:
        """Why it was refused: one of the common grounds, or the person's words."""
        key = GROUNDS.get(ground)
        return self._content.library.texts.plain(key) if key else ground

    def staff_keyboard(self, report: Report) -> Keyboard:
        """What staff can do from the case's own message."""
        if report.state is State.NEW:
            return [[self._button(TakeCase(report.id), "reports-button-take")]]
        return [[self._button(WorkOnCase(report.id), "reports-button-work")]]

    def _button(self, tap: Tap, key: str) -> Button:
        return tap.button(self._content.library.texts.plain(key))

    # What leaves

    async def deliver(self) -> None:
        """Gives the people's news to the outbox; sends the staff theirs, and what cannot be sent now stays untold."""
        await self._news.plan(self._clock())
        async with self._reports.exclusive() as is_mine:  # two at once would send the same twice
            if not is_mine:
                return
            await self._deliver_to_staff()

    async def _deliver_to_staff(self) -> None:
        chat = self._staff.chat_id
        if chat is None:
            return
        for report in reversed(await self._reports.undelivered()):
            topic = report.topic_id
            if topic is None and (topic := await self._staff.open_topic(self._topic_name(report))) is not None:
                await self._reports.has_topic(report.id, topic)
            message = await self._staff.tell(self.for_staff(report), self.staff_keyboard(report), topic=topic)
            if message is None:
                return
            await self._reports.stands_at(report.id, chat, message)
        for report_id, events in (await self._reports.untold()).items():
            found = await self._reports.find(report_id)
            if found is None or found.staff_message_id is None:
                continue
            lines = [self.event(event) for event in events]
            html = self._content.library.texts(
                "reports-staff-news", number=found.number or "", lines=Markup("\n").join(filter(None, lines))
            )
            message = await self._staff.tell(
                html,
                [[self._button(WorkOnCase(report_id), "reports-button-work")]],
                reply_to=found.staff_message_id,
                topic=found.topic_id,
            )
            if message is None:
                return
            await self._reports.tells_of(report_id, chat, message)
            await self._reports.told(report_id, events[-1].id)

    def _topic_name(self, report: Report) -> str:
        return f"{report.number} {self.place(report)}"[:LONGEST_TOPIC]

    async def words(self, mailing: Mailing, row: Claimed) -> Outgoing | None:
        """Everything new about a case in one message, as it stands when it leaves; None where it was told already."""
        news = await self._news.of(mailing.id, row.person_id)
        report = await self._reports.find(news.report_id) if news else None
        if news is None or report is None:
            return None
        texts = self._content.library.texts
        lines = [self.event(event) for event in news.events]
        keyboard = [[self._button(ShowCase(report.id), "reports-button-show")]]
        if report.state is State.CLOSED and report.outcome:
            lines.insert(0, texts("reports-news-outcome", outcome=self.outcome(report.outcome)))
        if report.state is State.CLOSED and report.outcome is not Outcome.WITHDRAWN:
            answer = [
                self._button(Solved(report.id), "reports-button-solved"),
                self._button(NotSolved(report.id), "reports-button-not-solved"),
            ]
            keyboard.insert(0, answer)
        html = texts("reports-news", number=report.number or "", lines=Markup("\n").join(filter(None, lines)))
        return Outgoing(html, keyboard)

    async def ask_for_details(self) -> None:
        """An hour after the clock began, and once more a day later; then it is kept as unfinished."""
        now, texts = self._clock(), self._content.library.texts
        for report, times in await self._reports.unfinished_since(now - ASK_AFTER):
            if times and now - report.started_at < ASK_AFTER + REMIND_AFTER:
                continue
            if times >= 2 or report.person_id is None:
                await self._reports.keep_unfinished(report.id)
                continue
            if await self._people.is_quiet(report.person_id):
                continue
            keyboard = [
                [self._button(TellDetails(report.id), "reports-button-details")],
                [self._button(DropReport(report.id), "reports-button-drop")],
            ]
            html = texts("reports-ask-details", at=f"{report.started_at.astimezone(now.tzinfo):%H:%M}")
            try:
                await self._channel.send(report.person_id, html, keyboard=keyboard)
            except Unreachable as error:
                await self._people.lost(report.person_id, error)
            except SendFailed as error:
                log.info("details not asked for, later again: %s", error)
                continue
            await self._reports.asked(report.id, now)

    async def nudge(self) -> None:
        """Cases with which nothing happens: the one who is responsible is named; then it is free again."""
        now, texts = self._clock(), self._content.library.texts
        for report in await self._reports.silent(now - SILENCE):
            if report.nudged_at and now - report.nudged_at < SILENCE:
                continue
            if report.nudged_at and report.state is State.TAKEN:
                await self._reports.let_go(report.id, now)
                html = texts("reports-offered", number=report.number or "", name=report.assignee_name)
                keyboard = [[self._button(TakeCase(report.id), "reports-button-take")]]
            else:
                html = texts("reports-nudge", number=report.number or "", name=report.assignee_name or "–")
                keyboard = [list(row) for row in self.staff_keyboard(report)]
            message = await self._staff.tell(html, keyboard, reply_to=report.staff_message_id, topic=report.topic_id)
            if message is not None:
                if report.nudged_at is None or report.state is State.NEW:
                    await self._reports.nudged(report.id, now)
                if self._staff.chat_id is not None:
                    await self._reports.tells_of(report.id, self._staff.chat_id, message)

    async def forget_evidence(self) -> None:
        """Deletes the originals of cases that were closed long enough ago."""
        deleted = await self._reports.delete_originals(self._clock() - self._evidence_kept_for)
        if deleted:
            log.info("%d pieces of evidence past their time deleted", deleted)


RESULTS = {
    "refused": "reports-result-refused",
    "paper": "reports-result-paper",
    "accepted": "reports-result-accepted",
    "other": "reports-result-other",
}
GROUNDS = {
    "none": "reports-ground-none",
    "rule": "reports-ground-rule",
    "no-document": "reports-ground-no-document",
    "no-scanner": "reports-ground-no-scanner",
}
_OUTCOMES = {
    Outcome.ACCEPTED: "reports-outcome-accepted",
    Outcome.EXPLAINED: "reports-outcome-explained",
    Outcome.VISITED: "reports-outcome-visited",
    Outcome.PASSED_ON: "reports-outcome-passed-on",
    Outcome.NOT_OURS: "reports-outcome-not-ours",
    Outcome.WITHDRAWN: "reports-outcome-withdrawn",
}
_EVENTS = {
    "submitted": "reports-event-submitted",
    "taken": "reports-event-taken",
    "added": "reports-event-added",
    "answered": "reports-event-answered",
    "closed": "reports-event-closed",
    "reopened": "reports-event-reopened",
    "merged": "reports-event-merged",
    "joined": "reports-event-joined",
    "passed on": "reports-event-passed-on",
}


def _hash(code: str) -> str:
    """Codes have 40 random bits, and only somebody who reads the database could try them all."""
    return hashlib.sha256(code.encode()).hexdigest()
