"""Random orders of events: no reminder after its stop condition, none twice, none in quiet hours, on any odd night.

Hypothesis makes up the orders and shortens one that fails. The services, the dispatcher and the database are the real
ones; only Telegram and the clock are not.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.calendar import Calendar
from services.content import Content
from services.notices import Form
from services.notices.messages import Question
from services.people import Post, Title
from services.people.people import DEFAULT, Quiet
from simulator.people import Person
from storage.engine.database import open_database
from tests.databases import SqliteTemplate
from tests.jobs import run_job
from tests.stories.people.test_posts import ADMIN
from tests.stories.world import KYIV, World

MARKS = ["h02001", "h02003", "h02005"]
STARTS = {
    "over the night that is an hour longer": datetime(2026, 10, 22, 10, 0, tzinfo=KYIV),
    "over the one that is an hour shorter": datetime(2027, 3, 25, 10, 0, tzinfo=KYIV),
    "over a month's and a year's end, and holidays": datetime(2026, 12, 24, 10, 0, tzinfo=KYIV),
}
HOLIDAYS = {"12-25", "01-01"}
QUIET = {7000: Quiet(DEFAULT, None), 7001: Quiet(DEFAULT, None), 7002: Quiet((DEFAULT[1], DEFAULT[0]), None)}
"""The last of them works by night."""
_numbers = itertools.count()

head = st.integers(0, 2)
pick = st.integers(0, 9)
events = st.lists(
    st.one_of(
        st.tuples(st.just("send"), st.integers(1, 9), st.integers(0, 1)),
        st.tuples(st.just("wait"), st.sampled_from([1, 6, 11, 23, 24, 25, 49]), st.just(0)),
        st.tuples(st.just("wait"), st.sampled_from([1, 6, 11, 23, 24, 25, 49]), st.just(0)),
        st.tuples(st.sampled_from(["ack", "take back", "reply", "release", "ask time"]), head, pick),
        st.tuples(st.sampled_from(["plan", "carry", "urge", "leave and come", "block", "unblock"]), head, pick),
    ),
    min_size=8,
    max_size=45,
)


class Run:
    """One order of events, and what it has to come to."""

    def __init__(self, world: World, heads: list[Person]) -> None:
        self.world = world
        self.heads = heads
        self.done: dict[tuple[int, int], int] = {}
        """By person and notice: how many messages she had when nothing was owed any more."""

    async def go(self, what: str, one: int, two: int) -> None:
        world, services = self.world, self.world.services
        match what:
            case "send":
                notice = await services.notices.notices.write("Завдання", ADMIN)
                await services.notices.notices.set_deadline(notice, one)
                if two:
                    await services.notices.replies.ask(notice, "Сіл: число")
                await services.notices.notices.address(notice, [Post(mark, Title.HEAD) for mark in MARKS])
                await services.notices.notices.send(notice, ADMIN)
            case "wait":  # the jobs look at every hour of it
                for _hour in range(one):
                    world.clock.now = (world.clock.now.astimezone(UTC) + timedelta(hours=1)).astimezone(KYIV)
                    await run_job("plan_reminders", services)
                await services.mailings.dispatcher.carry_all()
            case "plan":
                await run_job("plan_reminders", services)
            case "carry":
                await services.mailings.dispatcher.carry_all()
            case "urge":
                for progress in await services.notices.read.newest():
                    await services.notices.reminders.urge(progress.notice.id)
            case "block":
                self.heads[one].block()
            case "unblock" if self.heads[one].has_blocked:
                self.heads[one].unblock()
            case "leave and come":
                person = self.heads[one]
                [tenure] = await services.people.posts.of_person(person.id)
                await services.people.posts.leave(tenure.id, person.id)
                await seat(world, MARKS[one], person)
            case _:
                await self._by_head(what, self.heads[one], two)

    async def _by_head(self, what: str, person: Person, number: int) -> None:
        services, now = self.world.services, self.world.clock.now
        notices = services.notices.obligations
        obligations = await notices.owed_by(person.id)
        if what == "take back":
            obligations = await notices.done_by(person.id)
        if not obligations:
            return
        obligation = obligations[number % len(obligations)]
        match what:
            case "ack":
                await notices.acknowledge(obligation.number, person.id)
            case "take back":
                await notices.take_back(obligation.number, person.id)
            case "reply" if obligation.notice.form:
                await services.notices.replies.put(obligation, Form.of(obligation.notice).fields[0], "5", person.id)
                await services.notices.replies.send(obligation, person.id)
            case "release":
                await notices.decline(obligation.number, "не наше", person.id)
                await notices.decide(obligation.number, Question.RELEASE, ADMIN, agreed=number % 2 == 0)
            case "ask time":
                await notices.ask_for_time(obligation.number, "бракує людей", person.id)
                await notices.want(obligation.number, 3, person.id)
                await notices.decide(obligation.number, Question.EXTEND, ADMIN, agreed=number % 3 > 0)
        assert self.world.clock.now == now
        after = await services.notices.read.obligation(obligation.number)
        assert after
        if after.is_done:
            self.done.setdefault((person.id, obligation.notice.id), len(person.replies))
        else:
            self.done.pop((person.id, obligation.notice.id), None)

    async def check(self) -> None:
        for person in self.heads:
            for (of, notice), seen in self.done.items():
                later = [each.text for each in person.replies[seen:]] if of == person.id else []
                assert not [text for text in later if re.search(rf"• № {notice},", text)], "it was done"
            reminded = Counter(
                line
                for message in person.replies
                if message.text.startswith("Нагадуємо")
                for line in re.findall(r"• (№ \d+, до [^:]*):", message.text)
            )
            assert max(reminded.values(), default=1) == 1, "reminded twice with the same days left"
        fetch = self.world.database.fetch
        for row in await fetch(
            "SELECT o.person_id, o.done_at FROM outbox o JOIN mailings m ON m.id = o.mailing "
            "WHERE o.state = 'sent' AND m.purpose <> 'news'"
        ):
            at = datetime.fromtimestamp(row["done_at"] / 1000, tz=KYIV)
            assert row["person_id"] not in QUIET or not QUIET[row["person_id"]].holds(at), at
        for row in await fetch(
            "SELECT m.made_at FROM mailings m JOIN reminders r ON r.mailing = m.id "
            "WHERE r.kind = 'obligation' AND r.stage NOT LIKE 'urge%'"
        ):
            at = datetime.fromtimestamp(row["made_at"] / 1000, tz=KYIV)
            assert 9 <= at.hour < 20, at
            assert not off(at), at


def off(day: datetime) -> bool:
    return day.weekday() > 4 or f"{day:%m-%d}" in HOLIDAYS


async def seat(world: World, mark: str, person: Person) -> None:
    made = await world.services.people.invites.into_post(Post(mark, Title.HEAD), ADMIN)
    await world.services.people.invites.take(made.token, person.id, "Голова")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(start=st.sampled_from(sorted(STARTS)), orders=events)
async def test_reminders_stop_and_come_once(
    content: Content,
    tmp_path: Path,
    sqlite_template: SqliteTemplate,
    monkeypatch: pytest.MonkeyPatch,
    start: str,
    orders: list[tuple[str, int, int]],
) -> None:
    monkeypatch.setattr(Calendar, "day_off", lambda _self, day: off(day))
    path = tmp_path / f"{next(_numbers)}.db"
    await sqlite_template.copy(path)
    async with open_database(f"sqlite:///{path}") as database:
        world = World(database, content)
        world.clock.now = STARTS[start]
        async with world.running(admin_ids=[ADMIN]):
            heads = []
            for number, mark in enumerate(MARKS):
                person = world.telegram.add_person(7000 + number, "Голова")
                person.has_started = True
                await seat(world, mark, person)
                heads.append(person)
            night = QUIET[7002].hours
            assert night
            await world.services.people.people.keep_quiet_hours(7002, night[0].hour * 60, night[1].hour * 60)
            run = Run(world, heads)
            for order in orders:
                await run.go(*order)
            await run.go("wait", 49, 0)
            await run.check()
