"""The daily summary: what the staff see at half past eight."""

from __future__ import annotations

from services.cases import CaseDetails
from services.certification import Doubt, Submission
from tests.jobs import run_job
from tests.stories.mailings.test_broadcasts import subscribe, write
from tests.stories.notices.test_notices import send
from tests.stories.notices.test_obligations import world
from tests.stories.world import World

__all__ = ["world"]


async def at(world: World, time: str) -> list[str]:
    world.clock.strike(time)
    await run_job("send_daily_summary", world.services)
    return [each.text.replace("\xa0", " ") for each in world.in_staff_chat() if "Аркуш дня" in each.text]


async def test_on_working_days_at_half_past_eight_once(world: World) -> None:
    assert await at(world, "2026-11-24 08:29") == []
    [sheet] = await at(world, "2026-11-24 08:30")
    assert "Аркуш дня, 24 листопада 2026" in sheet
    assert "Нові доручення: № 1" in sheet
    assert len(await at(world, "2026-11-24 09:30")) == 1
    assert len(await at(world, "2026-11-28 09:30")) == 1, "a Saturday"


async def test_what_is_due_late_undecided_and_broken(world: World) -> None:
    *_, sheet = await at(world, "2026-11-30 08:30")
    assert "Строк сьогодні, посад: 10" in sheet
    [obligation] = await world.services.notices.obligations.owed_by(world.mykola.id)
    await world.services.notices.obligations.decline(obligation.number, "не наше", world.mykola.id)
    await world.services.failures.job_failed("send_mails", LookupError())
    given = Submission(course="cyber", code="К-1", kind="document", file_id="f", doubts=(Doubt.UNREAD,))
    await world.services.certification.certificates.hand_in(world.olena.id, "message 1", given)
    *_, sheet = await at(world, "2026-12-01 08:30")
    assert "Прострочено, посад: 10" in sheet
    assert "№ 1 Надайте перелік населених пунктів без о…: 10 посад" in sheet
    assert "Чекають вашого рішення: 1, перше від " in sheet
    assert "доручення поштою: 1 збій, не працює з 08:30, 30 листопада 2026 року, код " in sheet
    assert "Сертифікати чекають на рішення: 1" in sheet
    *_, sheet = await at(world, "2026-12-02 08:30")
    assert "Збої" not in sheet, "it was said"


async def test_what_was_written_and_not_sent(world: World) -> None:
    await send(world)
    *_, sheet = await at(world, "2026-11-24 08:30")
    assert "Чекають, щоб їх перевірили й надіслали: доручень 1, найдавніше" in sheet
    *_, sheet = await at(world, "2026-12-09 08:30")
    assert "Чекають, щоб" not in sheet, "forgotten, not waiting"


async def test_an_emergency_that_nobody_looked_at_since(world: World) -> None:
    await subscribe(world, 101)
    page = await write(world)
    await world.tap(world.iryna, "📨 Надіслати", message=page)
    await world.tap(world.iryna, "🚨 Терміново", message=world.in_staff_chat()[-1])
    prompt = world.staff_chat.last_message_id
    world.iryna.send("Шахраї розсилають підробку", chat=world.staff_chat, reply_to=prompt)
    await world.settle()
    note = next(each for each in world.in_staff_chat() if "Терміново надсилається" in each.text)
    *_, sheet = await at(world, "2026-11-24T08:30:00+00:00")
    assert "Термінові розсилки й доручення без перевірки: 1" in sheet
    petro = world.telegram.add_person(1004, "Петро")
    world.staff_chat.members.append(petro)
    await world.tap(petro, "Переглянуто", message=note)
    *_, sheet = await at(world, "2026-11-25T08:30:00+00:00")
    assert "Термінові розсилки" not in sheet


async def test_cases_and_questions_that_wait_for_the_staff(stopped_world: World) -> None:
    async with stopped_world.running():
        world, said = stopped_world, CaseDetails(document="passport", place="rail", place_name="поїзд 92")
        cases = []
        for _ in range(4):
            begun = await world.services.cases.own.begin(world.olena.id, "passport", "rail")
            cases.append(await world.services.cases.own.submit(begun, world.olena.id, said, []))
        assert cases[0]
        await world.services.cases.desk.take(cases[0].case.id, world.iryna.id, "Ірина")
        await world.say(world.olena, "чи роблять у вас татуювання драконів")
        await world.tap(world.olena, "Передати відділу")
        *_, sheet = await at(world, "2026-11-24 08:30")
        assert "Випадків, за які ще ніхто не взявся: 3" in sheet
        assert "Запитань без відповіді відділу: 1" in sheet
        assert "Термінового немає" not in sheet


async def test_a_quiet_day(stopped_world: World) -> None:
    async with stopped_world.running():
        [sheet] = await at(stopped_world, "2026-11-24 08:30")
        assert "Термінового немає" in sheet
