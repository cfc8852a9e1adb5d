"""Decisions reach whom they concern, and events the staff, whatever happens at that moment; each once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from channels import Media
from services.cases import CaseDetails
from services.certification import Doubt, JoinOutcome, MemberState, Submission
from services.events import EventKind, Part
from services.files.excel import make_excel
from services.notices import Ending, Question
from services.people import STAFF, NewsItem, NewsKind, Post, Role, Title
from services.rating import RATING
from simulator.people import Person
from storage.certification import MemberEntry, Members
from storage.mailings.mailings import Audience
from storage.notices import MOST_POSTS
from storage.people import PersonState
from tests.jobs import run_job
from tests.stories.people.test_posts import ADMIN
from tests.stories.world import World

HEAD, OTHER_HEAD, CDTO = Post("h02001", Title.HEAD), Post("h02003", Title.HEAD), Post("h02003", Title.CDTO)


class Killed(Exception):
    """The process is no more."""


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


@dataclass
class Cause:
    """Something that is done now, and what is read of it: by whom, None the staff, and the words."""

    do: Callable[[], Awaitable[object]]
    read: tuple[tuple[Person | None, str], ...]

    def heard(self, world: World) -> dict[str, int]:
        """How often each of it was read."""
        return {
            words: sum(
                words in each.text.replace("\xa0", " ")
                for each in (reader.replies if reader else world.in_staff_chat())
            )
            for reader, words in self.read
        }


async def tell(world: World) -> None:
    """What the bot does by itself, at this moment."""
    await run_job("tell_staff", world.services)
    await world.services.mailings.dispatcher.carry_all()


def somebody(world: World, number: int, name: str = "Олена") -> Person:
    person = world.telegram.add_person(number, name)
    person.has_started = True
    return person


async def seat(world: World, post: Post, person: Person) -> int:
    """The person takes the post; the number of her tenure."""
    invites, posts = world.services.people.invites, world.services.people.posts
    await invites.take((await invites.into_post(post, ADMIN)).token, person.id, person.data["first_name"])
    return next(each.id for each in await posts.of_person(person.id) if each.post == post)


async def owed(world: World, post: Post) -> int:
    """A notice that the post owes; the number of its obligation."""
    notices = world.services.notices.notices
    notice = await notices.write("Надайте перелік", ADMIN)
    await notices.set_deadline(notice, 7)
    await notices.address(notice, [post])
    await notices.send(notice, ADMIN)
    [obligation] = await world.services.notices.read.of_notice(notice)
    return obligation.number


async def told(world: World, post: Post) -> int:
    """The notice of what the post owes and was told of."""
    number = await owed(world, post)
    for _ in range(3):
        world.clock.move(timedelta(seconds=2))  # one message a second goes to a chat
        await world.services.mailings.dispatcher.carry_all()
    return number // MOST_POSTS


async def move(world: World, notice: int) -> None:
    notices = world.services.notices.notices
    deadline = notices.deadlines.in_days(14)
    assert deadline
    await notices.move(await world.services.notices.read.of_notice(notice), deadline, ADMIN, for_all=True)


async def handed_in(world: World, person: Person, code: str) -> int:
    """A certificate that somebody has to look at."""
    certificates = world.services.certification.certificates
    given = Submission(course="cyber", code=code, kind="document", file_id="f", doubts=(Doubt.UNREAD,))
    return (await certificates.hand_in(person.id, f"message {person.id} {code}", given)).certificate.id


async def figures(world: World, quarter: int) -> tuple[Any, int]:
    """A rating with figures of one hromada, and the number of her row."""
    rating = world.services.rating
    file = make_excel(["Громада", "Працівників", "Низький", "Середній", "Високий"], [["Андрушівська", 20, 5, 5, 5]])
    table, of_quarter = await world.services.tables.open(RATING, file), rating.intake.quarters()[quarter]
    league = await rating.read.league(await rating.intake.take_over(table, of_quarter, 0) or 0)
    assert league
    [row] = await rating.read.counts(league.id)
    return league, row


async def objection(world: World, quarter: int, by: Person) -> Any:
    league, row = await figures(world, quarter)
    await world.services.rating.window.open(league, ADMIN)
    await world.services.rating.window.object_to(row, "У нас працює 30 людей", by.id)
    return (await world.services.rating.read.objections(league.id))[0]


async def event_of(world: World, person: Person, title: str, *others: Person) -> int:
    """An open event with one place that the person has, and others who wait for it."""
    events, day = world.services.events, world.clock() + timedelta(days=20)
    number = await events.events.write(EventKind.TRAINING, title, ADMIN)
    await events.events.set_sessions(number, f"{day:%d.%m} 10:00–12:00\n{day:%d.%m} 14:00–16:00")
    await events.events.set_places(number, "1")
    await events.events.let_anyone(number, wanted=True)
    await events.events.open_now(number, ADMIN)
    for each in (person, *others):
        await events.registrations.join(number, each.id, each.data["first_name"])
    return number


async def came_to(world: World, person: Person, title: str) -> int:
    number = await event_of(world, person, title)
    mine = await world.services.events.registrations.find(number, person.id)
    assert mine
    await world.services.events.attendance.correct(number, 1, mine.id, Part.WHOLE, ADMIN)
    return number


async def taken_case(world: World, person: Person) -> Any:
    cases = world.services.cases
    details = CaseDetails(document="passport", place="rail", place_name="поїзд", hromada="UA18040010000095803")
    submitted = await cases.own.submit(await cases.own.begin(person.id, "passport", "rail"), person.id, details, [])
    assert submitted
    await cases.desk.take(submitted.case.id, ADMIN, "Ірина")
    return submitted.case


async def listed(world: World, *names: str, state: MemberState = MemberState.ACTIVE) -> None:
    """A body's list names these people."""
    place = (await world.services.people.posts.add_body("Архів", ADMIN)).place
    entries = [MemberEntry(place=place, unit="", name=each, name_key=each, state=state) for each in names]
    await Members(world.database).add(entries, world.clock(), ADMIN)


async def decisions(world: World) -> list[Cause]:
    """All that is decided on people, got ready."""
    services, mykola = world.services, world.mykola
    people, obligations, review = services.people, services.notices.obligations, services.certification.review
    window = services.rating.window
    mykola.has_started = True
    await seat(world, HEAD, mykola)
    extended, kept = await owed(world, HEAD), await owed(world, HEAD)
    moved, ended, corrected = await told(world, HEAD), await told(world, HEAD), await told(world, HEAD)
    notices = services.notices.notices
    await obligations.ask_for_time(extended, "Староста хворіє", mykola.id)
    await obligations.want(extended, 5, mykola.id)
    await obligations.decline(kept, "Не наше", mykola.id)
    await notices.rewrite(corrected, "Надайте перелік шкіл", ADMIN)
    before, wrong = somebody(world, 7001), somebody(world, 7002)
    await seat(world, OTHER_HEAD, before)
    wrongly = await seat(world, OTHER_HEAD, wrong)
    replaced, banned, free = somebody(world, 7003), somebody(world, 7004), somebody(world, 7005)
    await seat(world, CDTO, replaced)
    next_cdto = await people.invites.into_post(CDTO, ADMIN)
    await people.bans.ban(free.id, "Спам", ADMIN)
    [ban] = await people.bans.kept.in_force()
    owner, other = somebody(world, 7006), somebody(world, 7007)
    accepted, refused = await handed_in(world, owner, "N1"), await handed_in(world, other, "N2")
    coordinator, member = somebody(world, 7008), somebody(world, 7009)
    await services.certification.batches.take(coordinator.id, "b1", "gone", 1)
    await people.invites.take((await people.invites.into_role(Role.OPERATOR, ADMIN)).token, member.id, "Петро")
    joiner, members = somebody(world, 7011), services.certification.members
    await listed(world, "Коваль Олена", "Коваль Ольга")
    await members.join("b1", "Коваль О.", joiner.id)
    [joining] = await services.certification.read.members.joinings_of(joiner.id)
    raised, (league, _row) = await objection(world, 0, mykola), await figures(world, 1)
    case = await taken_case(world, world.olena)
    asker = somebody(world, 7012)
    question = (await services.answers.answers.ask(asker.id, 1, "Чи буде ярмарок?")).question_id
    await services.answers.questions.pass_on(question, asker.id)
    guest, waits = somebody(world, 7013), somebody(world, 7014)
    shifted, skipped = await event_of(world, guest, "Перенесена"), await event_of(world, guest, "Коротша")
    called_off, full = await event_of(world, guest, "Скасована"), await event_of(world, guest, "Повна", waits)
    taught = await came_to(world, guest, "З матеріалами")
    scheduled, guests = services.events.events, services.events.registrations
    await world.settle()
    return [
        Cause(lambda: scheduled.move(shifted, 1, "25.12 10:00–11:00", ADMIN), ((guest, "Зміни: Перенесена"),)),
        Cause(lambda: scheduled.cancel_session(skipped, 2, ADMIN), ((guest, "зустріч скасовано: Коротша"),)),
        Cause(lambda: scheduled.cancel(called_off, "", ADMIN), ((guest, "скасовано: Скасована"),)),
        Cause(lambda: guests.leave(full, guest.id, "Олена"), ((waits, "Звільнилося місце: Повна"),)),
        Cause(
            lambda: scheduled.add_material(taught, Media("document", "f")),
            ((guest, "події «З матеріалами»"),),
        ),
        Cause(
            lambda: obligations.decide(extended, Question.EXTEND, ADMIN, agreed=True), ((mykola, "№ 1: новий строк"),)
        ),
        Cause(lambda: obligations.decide(kept, Question.RELEASE, ADMIN, agreed=False), ((mykola, "таки виконати"),)),
        Cause(lambda: move(world, moved), ((mykola, f"Доручення № {moved}, голова Андрушівської громади: новий"),)),
        Cause(lambda: notices.end(ended, Ending.WITHDRAWN, ADMIN), ((mykola, f"№ {ended} відкликано"),)),
        Cause(lambda: notices.send(corrected, ADMIN), ((mykola, "«перелік», стало «перелік шкіл»"),)),
        Cause(lambda: people.posts.undo(wrongly, ADMIN), ((wrong, "дали помилково"), (before, "повернуто вам"))),
        Cause(lambda: people.invites.take(next_cdto.token, 7010, "Ганна"), ((replaced, "інша людина: Ганна"),)),
        Cause(lambda: people.bans.ban(banned.id, "Лайка", ADMIN), ((banned, "Лайка"),)),
        Cause(lambda: people.bans.lift(ban.id, ADMIN), ((free, "Обмеження знято"),)),
        Cause(lambda: review.decide([accepted], ADMIN, accepted=True), ((owner, "✅ Зараховано"),)),
        Cause(lambda: review.decide([refused], ADMIN, accepted=False, reason="нечитко"), ((other, "нечитко"),)),
        Cause(lambda: members.is_new(joining, ADMIN), ((joiner, "Уточнили: ви берете участь"),)),
        Cause(lambda: run_job("read_certificates", services), ((coordinator, "Файл уже недоступний"),)),
        Cause(lambda: people.staff.remove(member.id, ADMIN), ((member, "робочого доступу"),)),
        Cause(lambda: window.refuse(raised, "Цифри Мінцифри", ADMIN), ((mykola, "Цифри Мінцифри"),)),
        Cause(lambda: window.open(league, ADMIN), ((mykola, "II квартал"),)),
        Cause(
            lambda: services.cases.desk.forward_to_head(case, HEAD.place, ADMIN, named=False), ((mykola, case.number),)
        ),
        Cause(
            lambda: services.answers.questions.close(question, "Не наше", ADMIN), ((asker, "Відділ пояснює: Не наше"),)
        ),
    ]


async def events(world: World) -> list[Cause]:
    """All that the staff are to hear, got ready."""
    services, mykola = world.services, world.mykola
    people, obligations = services.people, services.notices.obligations
    mykola.has_started = True
    await seat(world, HEAD, mykola)
    late, declined = await owed(world, HEAD), await owed(world, HEAD)
    await obligations.ask_for_time(late, "Староста хворіє", mykola.id)
    await seat(world, OTHER_HEAD, world.olena)
    taken = await seat(world, OTHER_HEAD, somebody(world, 7001))
    leaving = await seat(world, CDTO, somebody(world, 7002, "Ганна"))
    into_post, into_role = (
        await people.invites.into_post(HEAD, ADMIN),
        await people.invites.into_role(Role.ADMIN, ADMIN),
    )
    for_cdto = await people.invites.into_post(Post("h02005", Title.CDTO), ADMIN)
    await handed_in(world, world.olena, "N1")
    league, row = await figures(world, 0)
    await services.rating.window.open(league, ADMIN)
    members = services.certification.members
    await listed(world, "Гнатюк Марія", state=MemberState.EXEMPT)
    assert await members.join("b1", "Гнатюк Марія", world.olena.id) is JoinOutcome.EXEMPT
    [exempt] = await services.certification.read.members.of_person(world.olena.id)
    case = await taken_case(world, world.olena)
    broadcasts = services.mailings.broadcasts
    mailing = await broadcasts.write("Терміново", ADMIN)
    await broadcasts.address(mailing, Audience(title=Title.HEAD.value))
    draft = await broadcasts.draft(mailing)
    assert draft
    await world.settle()
    stranger = somebody(world, 7003)
    notices, urgent = services.notices.notices, await services.notices.notices.write("Негайно", ADMIN)
    await notices.set_deadline(urgent, 7)
    await notices.address(urgent, notices.heads(0))
    written = await services.notices.read.written(urgent)
    assert written
    seal = (await notices.view(written)).seal
    causes: list[tuple[Callable[[], Awaitable[object]], str]] = [
        (lambda: obligations.want(late, 3, mykola.id), "Просять більше часу"),
        (lambda: obligations.decline(declined, "Не наше", mykola.id), "«Не до нас»"),
        (lambda: people.posts.report(taken, world.olena.id), "Скарга на помилку"),
        (lambda: people.posts.leave(leaving, 7002), "Посада вільна"),
        (lambda: people.invites.disowned(into_post.token), "не призначене"),
        (lambda: people.invites.take(for_cdto.token, 7004, "Надія"), "Надія"),
        (lambda: people.invites.take(into_role.token, 7005, "Петро"), "Петро"),
        (lambda: handed_in(world, stranger, "N1"), "ще одна людина"),
        (lambda: members.take_part(exempt.id, world.olena.id), "Гнатюк Марія тепер бере участь"),
        (lambda: members.join("b1", "Гнатук Марія", 7003), "Долучається: Гнатук Марія"),
        (lambda: services.rating.window.object_to(row, "Нас більше", mykola.id), "Нас більше"),
        (lambda: services.cases.desk.head_answers(case, "голова", "Поговорили"), "голова: Поговорили"),
        (lambda: notices.approve(urgent, seal, ADMIN, emergency="прорвало дамбу"), "прорвало дамбу"),
        (lambda: broadcasts.approve(mailing, broadcasts.seal(draft), ADMIN, emergency="повінь"), "повінь"),
    ]
    return [Cause(do, ((None, words),)) for do, words in causes]


Prepare = Callable[[World], Awaitable[list[Cause]]]


@pytest.mark.parametrize("prepare", [decisions, events])
async def test_a_429_at_that_moment_delays_it(world: World, prepare: Prepare) -> None:
    for each in await prepare(world):
        world.clock.move(timedelta(seconds=2))  # one message a second for a chat
        before = each.heard(world)
        for reader, _words in each.read:
            chat_id, wait = (reader.id, 1) if reader else (world.staff_chat.id, 60)
            world.telegram.faults.flood("sendMessage", wait, chat_id=chat_id)
        await each.do()
        await tell(world)
        assert each.heard(world) == before
        world.clock.move(timedelta(minutes=2))
        await tell(world)
        assert each.heard(world) == {words: times + 1 for words, times in before.items()}


@pytest.mark.parametrize("prepare", [decisions, events])
async def test_the_bot_killed_at_that_moment_tells_it_after_its_next_start(
    stopped_world: World, prepare: Prepare
) -> None:
    world, causes, before = stopped_world, list[Cause](), list[dict[str, int]]()
    with suppress(Killed):
        async with world.running(admin_ids=[ADMIN]):
            causes = await prepare(world)
            before = [each.heard(world) for each in causes]
            for each in causes:
                await each.do()
            raise Killed
    async with world.running(admin_ids=[ADMIN]):
        await world.tell_news()
        heard = [each.heard(world) for each in causes]
        assert heard == [{words: times + 1 for words, times in each.items()} for each in before]


async def disown(world: World) -> None:
    """Somebody opened a link that is not meant for her."""
    invites = world.services.people.invites
    await invites.disowned((await invites.into_post(HEAD, ADMIN)).token)


def told_staff(world: World) -> int:
    return sum("не призначене" in each.text for each in world.in_staff_chat())


@pytest.mark.parametrize("refusal", ["kicked", "no right", "away"])
async def test_what_the_staff_chat_does_not_take_stays_until_it_does(world: World, refusal: str) -> None:
    chat, faults = world.staff_chat, world.telegram.faults
    words = {
        "kicked": "Forbidden: bot was kicked from the supergroup chat",
        "no right": "Bad Request: CHAT_WRITE_FORBIDDEN",
    }
    if refusal in words:
        status = 403 if refusal == "kicked" else 400
        faults.fail("sendMessage", status, 1000, words[refusal], chat_id=chat.id)
    else:
        faults.reset("sendMessage", 1000, chat_id=chat.id)
    await disown(world)
    await disown(world)
    for _ in range(20):
        world.clock.move(timedelta(hours=1))
        await run_job("tell_staff", world.services)
    assert told_staff(world) == 0
    faults.heal()
    world.clock.move(timedelta(minutes=1))
    await run_job("tell_staff", world.services)
    assert told_staff(world) == 2


async def test_news_that_cannot_be_made_do_not_hold_up_the_next_and_are_put_aside(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    news, asked = world.services.people.news, 0

    async def fail(_item: NewsItem) -> None:
        nonlocal asked
        asked += 1
        raise KeyError("name")

    news.add({NewsKind.MAIL_FAILED: fail})
    await news.tell(STAFF, NewsKind.MAIL_FAILED, obligation=1)
    await disown(world)
    for _ in range(48):
        await run_job("tell_staff", world.services)
        world.clock.move(timedelta(hours=1))
    assert told_staff(world) == 1
    assert 1 < asked < 10, "it is tried again, for the database may have been away"
    assert any(each.levelname == "ERROR" and "put aside" in each.message for each in caplog.records)


async def test_what_telegram_refuses_for_itself_does_not_hold_up_the_next(world: World) -> None:
    world.telegram.faults.fail("sendMessage", 400, 1, "Bad Request: something new", chat_id=world.staff_chat.id)
    await disown(world)
    await disown(world)
    await run_job("tell_staff", world.services)
    assert told_staff(world) == 1
    world.clock.move(timedelta(hours=1))
    await run_job("tell_staff", world.services)
    assert told_staff(world) == 2


async def test_what_does_not_hold_any_more_is_not_told(world: World) -> None:
    """A head asks, the staff chat is away, and staff decide in the list meanwhile."""
    world.mykola.has_started = True
    await seat(world, HEAD, world.mykola)
    number, obligations = await owed(world, HEAD), world.services.notices.obligations
    await world.settle()
    await obligations.decline(number, "Не наше", world.mykola.id)
    await obligations.decide(number, Question.RELEASE, ADMIN, agreed=True)
    await world.settle()
    assert not any("«Не до нас»" in each.text for each in world.in_staff_chat())


async def test_of_one_person_they_come_in_their_order_and_to_all_who_act_for_a_post(world: World) -> None:
    head, delegate, posts = world.mykola, somebody(world, 7001), world.services.people.posts
    head.has_started = True
    await seat(world, HEAD, head)
    until = await world.services.people.invites.delegate(HEAD, timedelta(days=7), head.id)
    await world.services.people.invites.take(until.token, delegate.id, "Олена")
    number, obligations = await owed(world, HEAD), world.services.notices.obligations
    await world.settle()
    said = len(head.replies)
    await world.services.people.bans.ban(head.id, "перша", ADMIN)
    await obligations.decline(number, "Не наше", head.id)
    await obligations.decide(number, Question.RELEASE, ADMIN, agreed=True)
    await world.settle()
    first, second = (each.text for each in head.replies[said:])
    assert "перша" in first
    assert "це не до вас" in second
    assert "це не до вас" in delegate.last.text
    assert await posts.reached() == {HEAD.id}


async def test_each_kind_of_news_can_be_made(world: World) -> None:
    assert set(world.services.people.news._makers) == set(NewsKind)


async def test_decisions_are_read_at_night_too(world: World) -> None:
    world.clock.now = world.clock.now.replace(hour=23)
    world.olena.has_started = True
    await world.services.people.bans.ban(world.olena.id, "Лайка", ADMIN)
    await world.settle()
    assert "Лайка" in world.olena.last.text


async def test_who_blocked_the_bot_is_noted_and_nothing_waits_for_her(world: World) -> None:
    world.olena.has_started = world.olena.has_blocked = True
    await world.services.people.bans.ban(world.olena.id, "Лайка", ADMIN)
    await world.settle()
    entry = await world.services.people.people.entry(world.olena.id, writes=False)
    assert entry.state is PersonState.BLOCKED
    assert await world.database.fetch("SELECT 1 FROM outbox WHERE state IN ('planned', 'retry')") == []


async def test_told_news_go_with_time(world: World) -> None:
    await disown(world)
    await world.settle()
    world.clock.move(timedelta(days=366))
    await disown(world)
    await world.services.people.privacy.forget_old()
    [left] = await world.database.fetch("SELECT told_at FROM news")
    assert left["told_at"] is None
