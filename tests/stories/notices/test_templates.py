"""Templates: what the department asks again and again is asked in four presses."""

from __future__ import annotations

from handlers.notices import taps
from simulator.parameters import Upload
from tests.stories.notices.test_notices import press_send
from tests.stories.notices.test_replies import ask, fill, world
from tests.stories.people.test_posts import desk
from tests.stories.world import World

__all__ = ["world"]

FORM = "Сіл: число 0-300\n? За даними на 1 січня\nВитрачено: гроші"


async def test_a_notice_with_form_file_and_addressees_is_sent_again_in_four_presses(world: World) -> None:
    await desk(world, "Доручення", "Нове доручення")
    await world.say(world.iryna, "Де немає оптики?", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "14 днів")
    await world.tap(world.iryna, "Бердичівський")
    await world.tap(world.iryna, "Поля відповіді")
    await world.say(world.iryna, FORM, reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "Додати файл")
    world.iryna.send_file("document", Upload("лист.pdf", b"%PDF", "x"), reply_to=world.iryna.last.id)
    await world.settle()
    await world.tap(world.iryna, "Без ознайомлення")
    assert "Збережено шаблон «Де немає оптики?»" in await world.tap(world.iryna, "Як шаблон")
    world.clock.strike("2026-12-07 10:00")
    await desk(world, "Доручення", "Зі шаблону", "Де немає оптики?")  # three presses, and the fourth sends
    shown = world.iryna.last.text.replace("\xa0", " ")
    assert "Строк: до 21 грудня 2026" in shown
    assert "Посад: 10" in shown
    assert "Файлів: 1" in shown
    [first, second] = await world.database.fetch(
        "SELECT v.form, n.wants_ack FROM notices n JOIN notice_versions v ON v.notice = n.id ORDER BY n.id"
    )
    assert first == second
    await press_send(world)
    head = world.telegram.people[7000]
    await world.tap(head, "📝 Відповісти")
    await world.say(head, "5")
    assert "Сіл: 5" in head.last.text


async def test_a_sent_notice_becomes_a_template_and_its_form_serves_another(world: World) -> None:
    await ask(world, FORM)
    await desk(world, "Доручення", "№ 1", "Як шаблон")
    await desk(world, "Доручення", "Нове доручення")
    await world.say(world.iryna, "Інше", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "7 днів")
    await world.tap(world.iryna, "Бердичівський")
    await world.tap(world.iryna, "Поля відповіді")
    how_to = next(each for each in reversed(world.iryna.replies) if "Що питаємо" in each.text)
    await world.tap(world.iryna, "Де немає оптики?", message=how_to)
    [first, second] = await world.database.fetch("SELECT form FROM notice_versions ORDER BY notice")
    assert first == second
    await world.tap(world.iryna, "📨 Надіслати", message=how_to)
    await world.services.mailings.dispatcher.carry_all()
    head = world.telegram.people[7000]
    await world.tap(head, "📝 Відповісти")
    await fill(world, head, "Витрачено", "5 тис. грн")
    assert "5 000 грн" in head.last.text.replace("\xa0", " ")


async def test_a_template_is_replaced_by_one_of_its_name_and_deleted_after_a_question(world: World) -> None:
    await ask(world, FORM)
    await ask(world, "Хуторів: число")
    await desk(world, "Доручення", "№ 1", "Як шаблон")
    await desk(world, "Доручення", "№ 2", "Як шаблон")
    [row] = await world.database.fetch("SELECT form FROM notice_templates")
    assert "Хуторів" not in row["form"], "it is asked first"
    await world.tap(world.iryna, "Так, замінити")
    [row] = await world.database.fetch("SELECT form FROM notice_templates")
    assert "Хуторів" in row["form"]
    await desk(world, "Доручення", "Зі шаблону", "🗑")
    assert "Видалити шаблон" in world.iryna.last.text
    await world.tap(world.iryna, "Так, видалити")
    assert "Шаблонів ще немає" in world.iryna.last.text


async def test_taps_on_what_is_not_there_change_nothing(world: World) -> None:
    await ask(world, FORM)
    for tap in (
        taps.UseTemplate(9),
        taps.UseForm(1, 9),
        taps.SaveTemplate(9, 0),
        taps.SaveTemplate(9, 1),
        taps.DeleteTemplate(9, 1),
    ):
        await world.forge(world.iryna, tap)
    assert len(await world.database.fetch("SELECT * FROM notices")) == 1
    assert await world.database.fetch("SELECT * FROM notice_templates") == []
