"""The staff's day: what waits is counted where it is found, and nobody waits unseen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.chat.taps import ListUnansweredByStaff
from services.cases import CaseDetails
from services.people import Post, Title
from tests.jobs import run_job
from tests.stories.mailings.test_broadcasts import subscribe, write
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.test_decisions import objection, seat
from tests.stories.world import World


@pytest.fixture
async def world(stopped_world: World) -> object:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def case(world: World) -> int:
    """Olena was refused; the id of her case."""
    begun = await world.services.cases.own.begin(world.olena.id, "passport", "rail")
    said = CaseDetails(document="passport", place="rail", place_name="поїзд 92")
    submitted = await world.services.cases.own.submit(begun, world.olena.id, said, [])
    assert submitted
    return submitted.case.id


async def question(world: World) -> None:
    await world.say(world.olena, "чи роблять у вас татуювання драконів")
    await world.tap(world.olena, "Передати відділу")


async def summary(world: World, at: str) -> str:
    world.clock.strike(at)
    await run_job("send_daily_summary", world.services)
    return [each.text for each in world.in_staff_chat() if "Аркуш дня" in each.text][-1].replace("\xa0", " ")


async def test_the_desk_says_at_each_entry_how_many_wait_and_since_when(world: World) -> None:
    page = await desk(world)
    assert "Нічого не чекає." in page.text
    assert ["❓ Відповіді", "📂 Випадки"] in page.buttons
    await case(world)
    world.clock.move(timedelta(days=1))
    await case(world)
    await question(world)
    await subscribe(world, 1)
    await write(world)
    page = await desk(world)
    words = page.text.replace("\xa0", " ")
    assert "Випадків, за які ще ніхто не взявся: 2, найдавніший від 23.11.2026" in words
    assert "Запитань без відповіді відділу: 1, найдавніше від 24.11.2026" in words
    assert "розсилок 1, найдавніше від 24.11.2026" in words
    assert ["⏳ Чекають відповіді: 3"] in page.buttons
    names = [name for row in page.buttons for name in row]
    assert "📂 Випадки: 2" in names
    assert "📣 Розсилки: 1" in names


async def test_everything_on_the_desk_is_three_presses_away_at_most(world: World) -> None:
    page = await desk(world)
    groups = ("❓ Відповіді", "📈 Показники")
    assert page.buttons == [
        ["⏳ Чекають відповіді"],
        ["❓ Відповіді", "📂 Випадки"],
        ["📌 Доручення", "📣 Розсилки"],
        ["🏛 Посади", "👥 Працівники"],
        ["🚫 Обмежені", "📜 Журнал"],
        ["🎓 Сертифікація", "🖨 Плакати"],
        ["📈 Показники", "📅 Події"],
    ]
    for group in groups:
        await desk(world, group)
        assert "Назад" in world.iryna.last.buttons[-1][0]
        await world.tap(world.iryna, "Назад")
        assert "Робочий стіл" in world.iryna.last.text


async def test_questions_and_cases_that_want_an_answer_stand_by_owner_the_oldest_first(world: World) -> None:
    taken = await case(world)
    await world.services.cases.desk.take(taken, world.iryna.id, "Ірина")
    world.clock.move(timedelta(days=1))
    await question(world)
    world.clock.move(timedelta(days=2))
    await case(world)
    await desk(world)
    await world.tap(world.iryna, ListUnansweredByStaff)
    page = world.iryna.last
    lines = [line for line in page.text.replace("\xa0", " ").splitlines() if line]
    assert lines[0] == "Чекають відповіді: 3"
    assert lines[1] == "Ще ніхто не взяв"
    assert lines[2].startswith("💬 № 1 «чи роблять у вас татуювання драконів» – від 24.11.2026, 2 дні")
    assert lines[3].startswith("📂 ЖТ-2026-000002, ")
    assert lines[3].endswith("– від 26.11.2026, сьогодні")
    assert lines[4] == "Веде Ірина"
    assert lines[5].startswith("📂 ЖТ-2026-000001, ")
    assert lines[5].endswith("– від 23.11.2026, 3 дні")
    await world.tap(world.iryna, "ЖТ-2026-000001")
    assert "ЖТ-2026-000001" in world.iryna.last.text
    asked = next(each for each in world.in_staff_chat() if "татуювання" in each.text)
    await world.tap(world.iryna, "Беру", message=asked)
    page = await desk(world, "Чекають відповіді: 3")
    assert page.text.index("Веде Ірина") < page.text.index("татуювання"), "by owner"
    await question_is_answered(world)
    await desk(world, "Чекають відповіді: 2")
    assert "татуювання" not in world.iryna.last.text


async def question_is_answered(world: World) -> None:
    asked = next(each for each in world.in_staff_chat() if "татуювання" in each.text)
    world.iryna.send("Ні, не робимо.", chat=world.staff_chat, reply_to=asked.id)
    await world.settle()


async def test_when_nobody_waits_that_is_said(world: World) -> None:
    await desk(world, "Чекають відповіді")
    assert "Відповіді відділу ніхто не чекає." in world.iryna.last.text


async def test_the_summary_counts_posts_that_cannot_be_reached_and_what_expires(world: World) -> None:
    await world.start(world.mykola)
    invite = await world.services.people.invites.into_post(Post("h02001", Title.HEAD), ADMIN)
    await world.services.people.invites.take(invite.token, world.mykola.id, "Микола")
    assert "Термінового немає" in await summary(world, "2026-11-24 08:30")
    world.mykola.block()
    await world.settle()
    said = await summary(world, "2026-11-25 08:30")
    assert "Посади, людям на яких бот не може писати: 1" in said
    assert "Термінового немає" not in said
    said = await summary(world, "2027-02-25 08:30")
    library = world.content.library
    assert f"Відповіді, які час перечитати: {len(library.answers)}" in said
    assert f"Норми закону, які час перечитати: {len(library.cards.norms)}" in said


async def _draft(world: World) -> object:
    await subscribe(world, 1)
    return await write(world)


async def _objection(world: World) -> object:
    await world.start(world.mykola)
    await seat(world, Post("h02001", Title.HEAD), world.mykola)
    return await objection(world, 0, world.mykola)


async def _failed_job(world: World) -> None:
    await world.services.failures.job_failed("deliver_cases", ValueError("broken"))


KINDS = {
    "Випадків, за які ще ніхто не взявся: 1, найдавніший від 23.11.2026": case,
    "Запитань без відповіді відділу: 1, найдавніше від 23.11.2026": question,
    "розсилок 1, найдавніше від 23.11.2026": _draft,
    "Заперечення до рейтингу без рішення: 1, найдавніше від 23.11.2026": _objection,
    "випадки: 1 збій": _failed_job,
}


@pytest.mark.parametrize("words", KINDS)
async def test_whatever_waits_the_summary_says_it_and_nothing_is_quiet_then(world: World, words: str) -> None:
    """A failed backup, posts that cannot be reached and what expires have stories of their own."""
    assert "Термінового немає" in await summary(world, "2026-11-23 08:30")
    world.clock.strike("2026-11-23 12:00")
    await KINDS[words](world)
    said = await summary(world, "2026-11-24 08:30")
    assert words in said
    assert "Термінового немає" not in said
