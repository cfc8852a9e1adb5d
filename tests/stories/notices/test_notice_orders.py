"""Random orders of what happens to notices, crashes among them: whatever shows a notice says the same of it.

The list and the calendar of a head, the board, the list of calls, Monday's digest, mails, pages and the ledger agree at
every step; a model of a few lines says what they have to show. Nobody is reminded after the end, each end is told once,
a change is told by mail to whom it concerns and to nobody else, and heads are written to in their hours only.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import httpx
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from channels.email import EmailChannel
from handlers.notices.obligations import owed_days
from services.content import Content
from services.notices import CallOutcome, Ending, Form, Obligation, ObligationList, ObligationStage, Via
from services.notices.forms import lacks
from services.people import Post, Title
from simulator.people import Person
from storage.engine.database import open_database
from storage.mailings import Reminder
from storage.notices import MailStore, NoticeStore
from tests.databases import SqliteTemplate
from tests.jobs import run_job
from tests.mail import Mailbox, mail_server
from tests.stories.notices.test_mails import PUBLIC
from tests.stories.notices.test_reminders import seat
from tests.stories.people.test_posts import ADMIN
from tests.stories.world import World
from web.notices.by_mail import pages

HEADS = [Post(slug, Title.HEAD) for slug in ("h02001", "h02003")]
BY_MAIL = [Post(slug, Title.HEAD) for slug in ("h02005", "h02007")]
"""They are in no chat; staff call them too."""
POSTS = [*HEADS, *BY_MAIL]
TEXT_ONLY, AGAIN, FIELD, FIELD_ASKED = range(4)
"""How a correction is: other words; who acknowledged is asked again; a new field; and who replied is asked for it."""
MINUTE = timedelta(seconds=61)
_numbers = itertools.count()

whose = st.integers(0, len(POSTS) - 1)
what = st.integers(0, 3)
happens = st.one_of(
    st.tuples(st.just("send"), st.integers(3, 9), st.just(0)),
    st.tuples(st.just("acknowledge"), whose, what),
    st.tuples(st.just("reply"), whose, what),
    st.tuples(st.sampled_from(["call", "acknowledge by phone"]), whose, what),
    st.tuples(st.just("urge"), st.just(0), what),
    st.tuples(st.just("correct"), st.integers(TEXT_ONLY, FIELD_ASKED), what),
    st.tuples(st.just("stop"), st.just(0), what),
    st.tuples(st.just("move"), st.integers(-1, len(POSTS) - 1), what),
    st.tuples(st.sampled_from(["close", "withdraw"]), st.just(0), what),
    st.tuples(st.just("succeed"), st.integers(0, len(HEADS) - 1), st.just(0)),
    st.tuples(st.just("wait"), st.sampled_from([1, 20, 24, 72]), st.just(0)),
    st.tuples(st.sampled_from(["minute", "carry", "crash", "die"]), st.just(0), st.just(0)),
)


@dataclass
class Model:
    """What is to be shown of a notice."""

    text: str
    due_on: date
    own: dict[Post, date] = field(default_factory=dict)
    acknowledged: set[Post] = field(default_factory=set)
    fields: list[str] = field(default_factory=list)
    answered: dict[Post, set[str]] = field(default_factory=dict)
    replied: set[Post] = field(default_factory=set)
    changes: Counter[Post] = field(default_factory=Counter)
    """How often something changed for a post."""
    next: tuple[str, int, list[str]] | None = None
    """The correction that waits: its text, how it is, and its fields."""
    is_held: bool = False
    ending: Ending | None = None

    def due(self, post: Post) -> date:
        return self.own.get(post, self.due_on)

    def is_done(self, post: Post) -> bool:
        return self.ending is not None or self.has_done(post)

    def has_done(self, post: Post) -> bool:
        return post in self.acknowledged and (not self.fields or post in self.replied)

    def reply(self, post: Post) -> None:
        self.answered[post] = set(self.fields)
        self.replied.add(post)
        self.acknowledged.add(post)

    def leave(self) -> None:
        if self.is_held and self.next:
            self.text, how, self.fields = self.next
            self.acknowledged -= self.acknowledged if how == AGAIN else set()
            if how == FIELD_ASKED:
                self.replied = {post for post in self.replied if self.answered[post] >= set(self.fields)}
            self.changes.update(POSTS)
        self.next, self.is_held = (None, False) if self.is_held else (self.next, False)

    def move(self, posts: list[Post], day: date, *, for_all: bool) -> None:
        self.changes.update(posts)
        if not for_all:
            self.own.update(dict.fromkeys(posts, day))
            return
        self.own = {post: own for post, own in self.own.items() if own > max(day, self.due_on)}
        self.due_on = day


class Run:
    """One order of events over one database."""

    def __init__(self, world: World, box: Mailbox) -> None:
        self.world = world
        self.box = box
        self.heads: list[Person] = []
        self.notices: dict[int, Model] = {}
        self.over: dict[tuple[int, int], int] = {}
        """By person and notice: how many messages she had when nothing was owed any more."""
        self.calendar: dict[str, tuple[date, int]] = {}

    async def begin(self) -> None:
        for post in HEADS:
            await self._seat(post)
        await self.world.services.people.posts.standings()  # every hromada has a head's post by now
        for post in BY_MAIL:
            await self.world.services.people.posts.set_email(post, f"{post.place}@example.org", ADMIN)

    async def _seat(self, post: Post) -> None:
        person = self.world.telegram.add_person(7000 + next(_numbers), "Голова")
        person.has_started = True
        await seat(self.world, post.place, person)
        self.heads = [*self.heads, person]

    async def go(self, what: str, one: int, two: int) -> None:
        world, notices = self.world, self.world.services.notices.notices
        number = list(self.notices)[two % len(self.notices)] if self.notices else 0
        model = self.notices.get(number)
        match what:
            case "send":
                text = f"Завдання {next(_numbers)}"
                number = await notices.write(text, ADMIN)
                deadline = await notices.set_deadline(number, one)
                assert deadline
                await notices.address(number, POSTS)
                fields = ["А"] if number % 2 else []
                if fields:
                    assert await self._form(number, fields)
                assert await notices.send(number, ADMIN)
                self.notices[number] = Model(text, deadline.on, fields=fields)
            case "wait":
                for _hour in range(one):
                    world.clock.move(timedelta(hours=1))
                    await self.clock()
            case "minute":
                world.clock.move(MINUTE)
                await self.clock()
            case "carry":
                await self.clock()
            case "die":  # the notice left, and the process is no more before anybody was planned
                world.clock.move(MINUTE)
                store = NoticeStore(world.database)
                for each in await world.services.notices.read.leaving(world.clock()):
                    await store.leave(each, world.clock(), lacks)
                    self.notices[each].leave()
            case "succeed":
                [tenure] = await world.services.people.posts.acting(HEADS[one])
                assert tenure.person_id
                await world.services.people.posts.leave(tenure.id, tenure.person_id)
                await self._seat(HEADS[one])
            case _ if model is not None:
                await self._change(what, one, number, model)

    async def _change(self, what: str, one: int, number: int, model: Model) -> None:
        services, deadlines = self.world.services.notices, self.world.services.notices.notices.deadlines
        among = await services.read.of_notice(number)
        match what:
            case "acknowledge":
                [obligation] = [each for each in among if each.post == POSTS[one]]
                if POSTS[one] in BY_MAIL:
                    await services.obligations.acknowledge_by(obligation.number, Via.EMAIL, 0)
                else:
                    [tenure] = await self.world.services.people.posts.acting(POSTS[one])
                    assert tenure.person_id
                    await services.obligations.acknowledge(obligation.number, tenure.person_id)
                if model.ending is None:
                    model.acknowledged.add(POSTS[one])
            case "reply" if model.fields:
                [obligation] = [each for each in among if each.post == POSTS[one]]
                form = Form.of(obligation.notice)
                kept = await services.replies.answers(obligation)
                before = model.answered.get(POSTS[one], set())
                assert set(kept) == {each.key for each in form.fields if each.label in before}
                if model.ending is None:
                    await services.replies.put_all(obligation, {each.key: "5" for each in form.missing(kept)}, 0)
                    assert await services.replies.send(obligation, 0)
                    model.reply(POSTS[one])
                else:
                    assert not await services.replies.send(obligation, 0)
            case "call" | "acknowledge by phone":
                [obligation] = [each for each in among if each.post == POSTS[one]]
                outcome = CallOutcome.TOLD if what == "call" else CallOutcome.ACKNOWLEDGED
                await services.calls.record(obligation.number, outcome, ADMIN, "Ірина")
                if outcome is CallOutcome.ACKNOWLEDGED and model.ending is None:
                    model.acknowledged.add(POSTS[one])
            case "urge":
                await services.reminders.urge(number)
                await services.mails.urge(number)
            case "correct" if not model.is_held:
                text = f"Виправлене {next(_numbers)}"
                begun = await services.notices.begin_correction(number, ADMIN)
                if await services.notices.rewrite(number, text, ADMIN):
                    assert begun
                    fields = [*model.fields, f"Поле {next(_numbers)}"] if one in {FIELD, FIELD_ASKED} else model.fields
                    assert not fields or await self._form(number, fields)
                    await services.notices.ask_again(number, wanted=one == AGAIN)
                    await services.notices.ask_for_new(number, wanted=one == FIELD_ASKED)
                    written = await services.read.written(number)
                    assert written
                    seal = (await services.notices.view(written)).seal
                    assert (await services.notices.approve(number, seal, ADMIN)).value == "held"
                    model.next, model.is_held = (text, one, fields), True
                else:
                    assert model.ending
            case "stop":
                assert await services.notices.stop(number, ADMIN) == model.is_held
                model.is_held = False
            case "move":
                deadline = deadlines.in_days(4 + number % 5 + one)
                assert deadline
                meant = among if one < 0 else [each for each in among if each.post == POSTS[one]]
                moved = services.notices.moved(meant, deadline, for_all=one < 0)
                done = await services.notices.move(meant, deadline, ADMIN, for_all=one < 0)
                assert done == (0 if model.ending else len(moved))
                if done:
                    model.move([each.post for each in moved], deadline.on, for_all=one < 0)
            case "close" | "withdraw":
                ending = Ending.CLOSED if what == "close" else Ending.WITHDRAWN
                assert await services.notices.end(number, ending, ADMIN) == (model.ending is None)
                if model.ending is None:
                    model.ending, model.next, model.is_held = ending, None, False

    async def _form(self, number: int, fields: list[str]) -> bool:
        definition = "\n".join(f"{each}: число" for each in fields)
        return await self.world.services.notices.replies.ask(number, definition) is not None

    async def clock(self) -> None:
        """What the bot does by itself; out of hours heads are told only that something is withdrawn."""
        services = self.world.services
        seen, mails = {person.id: len(person.replies) for person in self.heads}, len(self.box.mails)
        is_time = services.notices.hours.hold(self.world.clock())
        for number in await services.notices.read.leaving(self.world.clock()):
            self.notices[number].leave()
        for job in ("send_notices", "plan_reminders", "send_mails"):
            await run_job(job, services)
        await services.mailings.dispatcher.carry_all()
        for person in self.heads:
            assert all(is_time or "відкликано" in each.text for each in person.replies[seen[person.id] :])
        assert all(is_time or "більше не діє" in str(each["Subject"]) for each in self.box.mails[mails:])
        self.world.clock.move(timedelta(seconds=2))

    async def check(self) -> None:
        services = self.world.services.notices
        now = self.world.clock()
        for number, model in self.notices.items():
            ledger = await services.read.of_notice(number)
            assert len(ledger) == len(POSTS)
            board = await services.notice_board.of(number)
            assert board
            for row in board.rows:
                self._agrees(row.obligation, model)
                has_done = model.has_done(row.obligation.post)
                assert (row.stage is ObligationStage.ENDED) == (model.ending is not None and not has_done)
                assert (row.stage is ObligationStage.DONE) == has_done
                is_late = not model.is_done(row.obligation.post) and model.due(row.obligation.post) < now.date()
                assert (row.stage is ObligationStage.LATE) == is_late
            for each in ledger:
                if each.post in BY_MAIL:
                    await self._check_page(each, model)
            calls = await services.calls.page(number, 0, 0, 0)
            assert calls
            listed = {row.obligation.post for row in calls.rows if not row.is_called}
            called = {row.obligation.post for row in calls.rows if row.is_called}
            assert listed == {post for post in POSTS if not model.is_done(post)} - called
        for post in HEADS:
            [tenure] = await self.world.services.people.posts.acting(post)
            assert tenure.person_id
            await self._check_head(tenure.person_id, post)

    def _agrees(self, obligation: Obligation, model: Model) -> None:
        assert obligation.notice.text == model.text
        assert obligation.due_on == model.due(obligation.post)
        assert obligation.is_done == model.is_done(obligation.post)
        assert obligation.notice.ending == model.ending

    async def _check_head(self, person_id: int, post: Post) -> None:
        """Her list, her calendar and her digest."""
        services = self.world.services.notices
        expected = {number for number, model in self.notices.items() if not model.is_done(post)}
        owed = await services.obligations.owed_by(person_id)
        assert {each.notice.id for each in owed} == expected
        ended = [each for each in await services.obligations.done_by(person_id) if each.notice.ending]
        assert {each.notice.id for each in ended} == {
            number for number, model in self.notices.items() if model.ending is not None
        }
        for day in owed_days(self.world.content.library.texts, [*owed, *ended]):
            assert day.is_over == (day.name in {f"due-{each.number}" for each in ended})
            before = self.calendar.get(day.name)
            assert before is None or day.on == before[0] or day.revision > before[1]
            self.calendar[day.name] = day.on, day.revision
        digest = await services.reminders.message(person_id, [Reminder(person_id=person_id, about=0, stage="digest")])
        named = {view.obligation.notice.id for view in digest.views} if isinstance(digest, ObligationList) else set()
        assert named == expected or len(named) < len(expected)
        [person] = [each for each in self.heads if each.id == person_id]
        for number, model in self.notices.items():
            if model.is_done(post):
                self.over.setdefault((person_id, number), len(person.replies))
            else:
                self.over.pop((person_id, number), None)

    async def _check_page(self, obligation: Obligation, model: Model) -> None:
        path = (await self.world.services.notices.mails.link(obligation)).removeprefix(PUBLIC)
        transport = httpx.ASGITransport(pages(self.world.services))
        async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as client:
            page = await client.get(path)
        if model.ending:
            assert "закрито" in page.text or "відкликано" in page.text
            assert "<form" not in page.text
        elif model.has_done(obligation.post):
            assert page.status_code == 404
        else:
            assert model.text in page.text
            owes = [each for each in model.fields if obligation.post not in model.replied]
            assert [label for label in model.fields if f">{label}<" in page.text.replace("\n", "")] == owes

    async def end(self) -> None:
        """All that waits is told, on the next working morning; then each end was told once, and nothing after it."""
        opens = self.world.services.notices.hours.opens(self.world.clock())
        self.world.clock.move(opens - self.world.clock())
        for _ in range(4):
            await self.clock()
        for person in self.heads:
            for (of, number), seen in self.over.items():
                later = [each.text for each in person.replies[seen:]] if of == person.id else []
                assert not [text for text in later if re.search(rf"• № {number},", text)], "it was over"
            ends = Counter(re.findall(r"Доручення № \d+ (?:закрито|відкликано)", "\n".join(self._said(person))))
            assert max(ends.values(), default=1) == 1
        for number, model in self.notices.items():
            for post in BY_MAIL:
                await self._check_mails(number, model, post)

    async def _check_mails(self, number: int, model: Model, post: Post) -> None:
        """Each change is told at most once, the last one is, and the end is the last of all."""
        to_post = [mail for mail in self.box.mails if f"{post.place}@" in str(mail["To"])]
        subjects = [str(mail["Subject"]).replace("\xa0", " ") for mail in to_post]
        subjects = [subject for subject in subjects if re.search(rf"№ {number}\b", subject)]
        assert subjects or model.is_done(post), "who owes something was told of it"
        ended = [place for place, subject in enumerate(subjects) if "більше не діє" in subject]
        if model.ending is Ending.WITHDRAWN and subjects:
            assert len(ended) == 1
        assert not ended or ended == [len(subjects) - 1], "no mail after its end"
        changed = [subject for subject in subjects if subject.startswith("Змінено")]
        assert len(changed) <= model.changes[post], "whom nothing changed for is told of no change"
        [obligation] = [each for each in await self.world.services.notices.read.of_notice(number) if each.post == post]
        told = await MailStore(self.world.database).told()
        if subjects and not (model.ending is Ending.CLOSED and model.has_done(post)):
            assert told[obligation.number] == obligation.revision, "the last change is told"

    def _said(self, person: Person) -> list[str]:
        return [each.text.replace("\xa0", " ") for each in person.replies if each.text.startswith("↩️")]


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(orders=st.lists(happens, min_size=6, max_size=8))
@example(orders=[("carry", 0, 0), ("correct", 1, 0), ("stop", 0, 0), ("minute", 0, 0), ("withdraw", 0, 0)])
@example(orders=[("acknowledge", 0, 0), ("correct", 1, 0), ("die", 0, 0), ("acknowledge", 2, 0), ("close", 0, 0)])
@example(orders=[("carry", 0, 0), ("correct", 0, 0), ("close", 0, 0), ("crash", 0, 0), ("wait", 72, 0)])
@example(orders=[("carry", 0, 0), ("move", 2, 0), ("carry", 0, 0), ("wait", 24, 0), ("move", 3, 0), ("carry", 0, 0)])
@example(orders=[("reply", 0, 0), ("correct", FIELD_ASKED, 0), ("minute", 0, 0), ("urge", 0, 0), ("carry", 0, 0)])
@example(orders=[("reply", 2, 0), ("correct", FIELD, 0), ("die", 0, 0), ("reply", 0, 0), ("withdraw", 0, 0)])
@example(orders=[("call", 3, 0), ("correct", FIELD, 0), ("wait", 20, 0), ("close", 0, 0), ("urge", 0, 0)])
@example(orders=[("move", 1, 0), ("move", -1, 0), ("succeed", 1, 0), ("wait", 72, 0), ("move", -1, 0)])
async def test_all_that_shows_a_notice_agrees(
    content: Content, tmp_path: Path, sqlite_template: SqliteTemplate, orders: list[tuple[str, int, int]]
) -> None:
    path = tmp_path / f"{next(_numbers)}.db"
    await sqlite_template.copy(path)
    lives: list[list[tuple[str, int, int]]] = [[("send", 5, 0)]]
    for order in orders:
        lives[-1].append(order)
        if order[0] in {"crash", "die"}:
            lives.append([])
    async with open_database(f"sqlite:///{path}") as database, mail_server() as box:
        world = World(database, content)
        run = Run(world, box)
        for life in lives:
            channel = EmailChannel(box.url_with_password, "Відділ <bot@example.org>")
            async with world.running(admin_ids=[ADMIN], email=channel, public_url=PUBLIC):
                if not run.heads:
                    await run.begin()
                for order in life:
                    await run.go(*order)
                    await run.check()
                if life is lives[-1]:
                    await run.end()
