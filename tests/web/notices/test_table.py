"""The table of what is owed: chat and page on the same notice, calls in one press, reminding with numbers."""

from __future__ import annotations

import re
from datetime import timedelta

from handlers.notices.taps import Acknowledge
from handlers.people.taps import SayItIsMe
from services.notices import CallOutcome, ObligationStage, Question
from services.people import Door, Post, Title
from simulator.people import Person
from tests.excel import rows_of
from tests.stories.world import World
from tests.web.browser import Browser, Page
from tests.web.conftest import Enter
from tests.web.notices.sending import HEADS, carried, sent

TABLE = "/desk/notices"
MYKOLA, VACANT = HEADS


def row(page: Page, post: Post) -> str:
    [found] = page.find("tr", id=post.id)
    return found.text


async def test_what_a_head_does_in_chat_stands_in_the_table_at_once(world: World, enter: Enter) -> None:
    browser = await enter(world.iryna)
    assert "нікого немає" in (await browser.get(TABLE)).text
    await sent(world)
    page = await browser.get(TABLE)
    assert "Бердичівський район" in page.text
    assert "→ знають 23.11" in row(page, MYKOLA)
    assert "? не знають" in row(page, VACANT)
    assert "Нагадати 2 громадам" in page.text
    await world.tap(world.mykola, Acknowledge)
    assert "✓ ознайомились 23.11" in row(await browser.get(TABLE), MYKOLA)
    world.clock.move(timedelta(days=9))
    browser = await enter(world.iryna)
    assert "▲ прострочили 2 дні" in row(await browser.get(TABLE), VACANT)


async def test_a_call_is_one_press_and_the_chat_knows_of_it(world: World, enter: Enter) -> None:
    await world.services.people.posts.standings()  # every hromada has a head's post by now
    await world.services.people.posts.set_phone(VACANT, "+380414321544", world.iryna.id)
    one, two = await sent(world), await sent(world)
    browser = await enter(world.iryna)
    page = await browser.get(TABLE)
    [phone] = [each for each in page.find("a") if each["href"].startswith("tel:")]
    assert phone["href"] == "tel:+380414321544"
    page = await browser.post(f"{TABLE}/call", {"call": f"told {VACANT.id}"})
    assert "Записали дзвінок: знають. Доручень: 2." in page.text
    assert "Ірина: знають" in row(page, VACANT)
    assert "→ знають 23.11" in row(page, VACANT)
    assert not [each for each in page.find("button") if each["value"].endswith(VACANT.id)], "one press, once a day"
    for number in (one, two):
        calls = await world.services.notices.calls.page(number, 0, 0, 0)
        assert calls
        assert [each.name for each in calls.rows if each.is_called] == ["Бердичівська"]


async def test_a_call_is_about_the_notice_that_is_looked_at(world: World, enter: Enter) -> None:
    one, two = await sent(world), await sent(world)
    browser = await enter(world.iryna)
    page = await browser.get(f"{TABLE}?notice={two}&raion=1&state=untold")
    assert len(page.find("tr", data_row="")) == 1
    page = await browser.press(page, f"{TABLE}/call", call=f"no-answer {VACANT.id}")
    assert "не взяли слухавки" in row(page, VACANT), "whoever was called stays where she was"
    assert not await world.services.notices.calls.of_notice(one)
    assert len(await world.services.notices.calls.of_notice(two)) == 1


async def test_the_page_of_a_post_takes_any_outcome_and_takes_it_back(world: World, enter: Enter) -> None:
    number = await sent(world)
    browser = await enter(world.iryna)
    path = f"{TABLE}/of/{VACANT.id}"
    page = await browser.get(path)
    assert "Чекаємо: ознайомлення" in page.text
    page = await browser.press(page, f"{path}/call", outcome="promised", agreed="<b>до п’ятниці</b>")
    assert "Домовилися: <b>до п’ятниці</b>" in page.text
    [[call]] = (await world.services.notices.calls.of_notice(number)).values()
    assert (call.outcome, call.name) == (CallOutcome.PROMISED, "Ірина")
    page = await browser.press(page, f"{path}/take-back")
    assert "Запис скасовано" in page.text
    assert not await world.services.notices.calls.of_notice(number)
    await browser.post(f"{path}/take-back", {"call": "99"})
    for typed in ({"outcome": "sold", "obligation": "10001"}, {"outcome": "told", "obligation": "10001"}):
        await browser.post(f"{path}/call", typed, expect=404)


async def test_reminding_says_its_numbers_first(world: World, enter: Enter) -> None:
    number = await sent(world)
    browser = await enter(world.iryna)
    page = await browser.get(f"{TABLE}/{number}/remind")
    assert "Не виконали 2 посади" in page.text
    assert "Бот напише 1 людині" in page.text
    assert "1 посада без людини в боті й без пошти" in page.text
    before = len(world.mykola.replies)
    page = await browser.press(page, f"{TABLE}/{number}/remind")
    assert "Нагадуємо людям: 1" in page.text
    await carried(world)
    assert len(world.mykola.replies) == before + 1
    await browser.get(f"{TABLE}/99/remind", expect=404)


async def test_words_of_people_are_words(world: World, enter: Enter) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    await world.services.people.posts.add_body(evil, world.iryna.id)
    [body] = await world.services.people.posts.bodies()
    post = Post(body.place, Title.HEAD)
    await world.services.people.posts.ensure(post)
    number = await sent(world, to=[post], text=evil)
    browser = await enter(world.iryna)
    await browser.post(
        f"{TABLE}/of/{post.id}/call", {"outcome": "told", "obligation": number * 10_000 + 1, "agreed": evil}
    )
    for path in (TABLE, f"{TABLE}/of/{post.id}", f"{TABLE}/{number}/remind", f"{TABLE}/all", f"{TABLE}/{number}"):
        page = await browser.get(path)
        assert not page.find("img"), path
        assert all(each["src"].startswith("/desk/s/") for each in page.find("script")), path
        assert "alert(1)" in page.text


async def test_what_an_address_says_wrongly_is_left_out(world: World, enter: Enter) -> None:
    await sent(world)
    browser = await enter(world.iryna)
    for query in ("raion=99", "raion=x", "state=dead", "notice=-1", "page=0", "page=99999999999999999999", "raion=²"):
        await browser.get(f"{TABLE}?{query}")
    for given in ("told", "told nobody", f"sold {VACANT.id}", ""):
        await browser.post(f"{TABLE}/call", {"call": given}, expect=404)


async def test_a_role_that_was_taken_back_ends_the_open_page(world: World, enter: Enter, petro: Person) -> None:
    await sent(world)
    browser = await enter(petro)
    page = await browser.get(TABLE)
    assert await world.services.people.staff.remove(petro.id, world.iryna.id)
    await browser.press(page, f"{TABLE}/call", expect=403, call=f"told {VACANT.id}")
    assert not await world.services.notices.calls.of_notice(1)


async def test_a_head_may_see_none_of_it(world: World, enter: Enter) -> None:
    await sent(world)
    browser = await enter(world.mykola)
    for path in (TABLE, f"{TABLE}/1/remind", f"{TABLE}/of/{VACANT.id}", f"{TABLE}/all"):
        await browser.get(path, expect=403)
    await browser.post(f"{TABLE}/call", {"call": f"told {VACANT.id}"}, expect=403)


async def prove(browser: Browser, world: World, path: str, who: Person | None = None) -> None:
    """Iryna, or whoever it is, says in the chat that it is her."""
    await browser.post(path, expect=403)
    await world.settle()
    await world.tap(who or world.iryna, SayItIsMe)


async def test_excel_is_a_file_in_a_browser_and_a_message_in_telegram(world: World, enter: Enter) -> None:
    one, two = await sent(world, form="Сіл: число"), await sent(world, days=14)
    browser = await enter(world.iryna)
    await prove(browser, world, f"{TABLE}/excel")
    page = await browser.post(f"{TABLE}/excel")
    assert page.response.headers["Content-Disposition"].startswith("attachment")
    headings, first, second = rows_of(page.response.content)[:3]
    assert [re.sub(r"\s", " ", str(each)) for each in headings[4:]] == [
        f"№ {one}, до 30 листопада 2026 року",
        f"№ {two}, до 7 грудня 2026 року",
    ]
    assert (first[1], second[1]) == ("Андрушівська", "Бердичівська")
    assert second[4:6] == ["? не знають", "? не знають"]
    assert "data exported" in [each["action"] for each in await world.database.fetch("SELECT action FROM audit")]
    await world.database.execute("UPDATE page_sessions SET door = :door", door=Door.APP.value)
    page = await browser.post(f"{TABLE}/excel")
    assert "Файл надіслано вам у чат" in page.text
    assert world.iryna.last.data["document"]["file_name"] == "доручення.xlsx"


async def test_the_cells_say_what_the_board_says(world: World) -> None:
    """Every state in which an obligation can be, by the words of each."""
    services, heads = world.services.notices, [Post(f"h02{number:03}", Title.HEAD) for number in (1, 3, 5, 7, 9, 11)]
    for form, ack in (("", True), ("Сіл: число", True), ("Сіл: число", False)):
        number = await sent(world, form=form, to=heads)
        first = number * 10_000
        if not ack:
            await world.database.execute("UPDATE notices SET wants_ack = 0 WHERE id = :id", id=number)
        await services.calls.record(first + 1, CallOutcome.TOLD, 1, "І")
        await services.calls.record(first + 2, CallOutcome.ACKNOWLEDGED, 1, "І")
        await world.database.execute(
            "UPDATE obligations SET replied_at = :at WHERE number = :number",
            at=int(world.clock().timestamp() * 1000),
            number=first + 3,
        )
        await world.database.execute("UPDATE obligations SET declined = 'ні' WHERE number = :id", id=first + 4)
        await services.obligations.decide(first + 4, Question.RELEASE, 1, agreed=True)
        await world.database.execute("UPDATE obligations SET due_on = '2026-12-30' WHERE number = :id", id=first + 5)
    seen = set()
    for _ in range(2):
        table = await services.notice_table.of()
        assert len(table.notices) == 3
        for notice in table.notices:
            by_number = {each.number: each for row in table.rows for each in row.cells if each}
            for obligation in await services.read.of_notice(notice.id):
                stage = ObligationStage.of(obligation, world.clock())
                assert by_number[obligation.number].stage is stage, (obligation.number, stage)
                seen.add(stage)
        world.clock.move(timedelta(days=20))
    assert seen == set(ObligationStage) - {ObligationStage.ENDED}
