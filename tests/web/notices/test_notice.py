"""A notice on one page: its words by each way, versions, the board, replies; what changes it says its numbers first."""

from __future__ import annotations

from datetime import timedelta

from handlers.notices.taps import Acknowledge
from services.notices import Ending
from simulator.people import Person
from tests.excel import rows_of
from tests.jobs import run_job
from tests.stories.world import World
from tests.web.conftest import Enter
from tests.web.notices.sending import TEXT, carried, sent
from tests.web.notices.test_table import TABLE, prove

FORM = "# Мережа\nСіл: число 0-300\nЄ оптика: так/ні\nКоментар: текст, необов’язково"


async def reply(world: World, notice: int, place: int, *answers: str) -> None:
    """The `place`th post replies."""
    obligation = await world.services.notices.read.obligation(notice * 10_000 + place)
    assert obligation
    replies = world.services.notices.replies
    await replies.put_all(obligation, {str(number): each for number, each in enumerate(answers)}, world.mykola.id)
    assert await replies.send(obligation, world.mykola.id)


async def test_the_page_shows_how_it_reads_and_where_all_stand(world: World, enter: Enter) -> None:
    number = await sent(world, form=FORM)
    browser = await enter(world.iryna)
    page = await browser.get(f"{TABLE}/{number}")
    assert "Кому: голова Андрушівської громади" in page.text
    assert "Форма: 3 поля" in page.text
    assert "Андрушівська → повідомлено" in page.text
    page = await browser.get(f"{TABLE}/{number}?as=email")
    assert f"Доручення № {number}" in page.find("div", class_="preview text")[0].text
    await world.tap(world.mykola, Acknowledge)
    assert "+ ознайомлено: 1" in (await browser.get(f"{TABLE}/{number}")).text
    await browser.get(f"{TABLE}/99", expect=404)
    await browser.get(f"{TABLE}/99/replies", expect=404)


async def test_replies_are_a_table_with_totals_and_a_chart(world: World, enter: Enter) -> None:
    number = await sent(world, form=FORM)
    browser = await enter(world.iryna)
    page = await browser.get(f"{TABLE}/{number}/replies")
    assert "Відповідей ще немає" in page.text
    await reply(world, number, 1, "12", "yes", "<script>alert(1)</script>")
    await reply(world, number, 2, "30", "no", "")
    page = await browser.get(f"{TABLE}/{number}/replies")
    assert "Відповіли 2 з 2" in page.text
    [foot] = page.find("tfoot")
    assert "Разом 42" in foot.text
    [bars, _other] = page.find("svg")
    assert [each.text for each in bars.find("text")] == ["Бердичівська", "30", "Андрушівська", "12"]
    assert "<script>alert(1)</script>" in page.text
    await prove(browser, world, f"{TABLE}/{number}/replies/excel")
    excel = await browser.post(f"{TABLE}/{number}/replies/excel")
    assert "Андрушівська" in str(rows_of(excel.response.content))
    excel = await browser.post(f"{TABLE}/{number}/excel")
    assert "Бердичівська" in str(rows_of(excel.response.content))


async def test_a_deadline_moves_after_a_page_of_numbers(world: World, enter: Enter) -> None:
    number = await sent(world)
    await world.tap(world.mykola, Acknowledge)
    browser = await enter(world.iryna)
    page = await browser.get(f"{TABLE}/{number}/move")
    wrong = await browser.press(page, f"{TABLE}/{number}/move", day="колись", expect=422)
    assert "Очікуємо день" in wrong.text
    page = await browser.press(page, f"{TABLE}/{number}/move", day="5 грудня о 14:00", whom="raion 1")
    assert "вихідний" in page.text, "it is a Saturday"
    assert "Строк зміниться, посад2 З них ще не виконали, їм скажемо1" in page.text
    page = await browser.press(page, f"{TABLE}/{number}/move")
    assert "Перенесли, посад: 2" in page.text
    moved = await world.services.notices.read.of_notice(number)
    assert {(str(each.due_on), str(each.due_time)) for each in moved} == {("2026-12-07", "14:00:00")}
    await browser.post(f"{TABLE}/{number}/move", {"day": "5 грудня", "whom": "raion x"}, expect=404)


async def test_what_was_looked_at_is_what_moves(world: World, enter: Enter) -> None:
    """«Tomorrow» of a page that was left open over night is asked about again."""
    number = await sent(world)
    browser = await enter(world.iryna)
    page = await browser.post(
        f"{TABLE}/{number}/move", {"day": "у п’ятницю", "whom": "all", "sure": "2026-11-25 23:59:59.999999"}, expect=0
    )
    assert "Перенесли" not in page.text
    assert "Строк зміниться" in page.text


async def test_it_is_withdrawn_after_a_page_of_numbers_and_the_head_is_told(world: World, enter: Enter) -> None:
    number = await sent(world)
    browser = await enter(world.iryna)
    page = await browser.get(f"{TABLE}/{number}/end?how=withdrawn")
    assert "Посад2 Уже прочитали1 Ще не виконали2" in page.text
    page = await browser.press(page, f"{TABLE}/{number}/end", why="Помилка <b>наша</b>")
    assert "Доручення відкликано." in page.text
    await carried(world)
    assert "Помилка" in world.mykola.last.text
    notice = await world.services.notices.read.notice(number)
    assert notice
    assert notice.ending is Ending.WITHDRAWN
    await browser.get(f"{TABLE}/{number}/end?how=closed", expect=404)
    await browser.post(f"{TABLE}/{number}/correct", expect=404)
    await browser.get(f"{TABLE}/{number}")


async def test_a_correction_is_looked_at_and_two_do_not_write_over_each_other(
    world: World, enter: Enter, petro: Person
) -> None:
    number = await sent(world, form="Сіл: число")
    await world.tap(world.mykola, Acknowledge)
    await reply(world, number, 1, "12")
    iryna, other = await enter(world.iryna), await enter(petro)
    path = f"{TABLE}/{number}/draft"
    hers = await iryna.press(await iryna.get(f"{TABLE}/{number}"), f"{TABLE}/{number}/correct")
    his = await other.get(path)
    page = await iryna.press(hers, path, what="save", text=f"{TEXT} До сьомого.", again="1")
    assert "додано: «оптики. До сьомого.»" in page.text or "До сьомого" in page.text
    page = await iryna.press(page, path, what="field", label="Шкіл", kind="число")
    assert "1, з них нового не мають 1" in page.text
    stale = await other.press(his, path, expect=409, text="Зовсім інше")
    assert "змінив ще хтось" in stale.text
    assert "Зовсім інше" in stale.text, "nothing that he wrote is lost"
    page = await iryna.press(await iryna.get(path), path, what="check", new="1")
    assert "нове поле відповіді: «Шкіл»" in page.text
    assert "Ознайомилися1, попросимо ще раз" in page.text
    check = f"{TABLE}/{number}/check"
    await prove(iryna, world, check)
    page = await iryna.press(await iryna.get(check), check)
    assert "Піде за хвилину" in page.text
    page = await iryna.press(page, f"{TABLE}/{number}/stop")
    assert "Зупинили" in page.text
    page = await iryna.press(await iryna.get(check), check)
    world.clock.move(timedelta(seconds=61))
    await run_job("send_notices", world.services)
    await carried(world)
    assert "До сьомого" in world.mykola.last.text
    page = await iryna.get(f"{TABLE}/{number}")
    assert "2 версії" in page.text
    [owed, _other] = await world.services.notices.read.of_notice(number)
    assert (owed.acknowledged_at, owed.replied_at) == (None, None), "both are asked anew"
