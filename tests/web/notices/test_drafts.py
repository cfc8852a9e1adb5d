"""A notice is written on the desk: the draft is the chat's, fields come one by one, and numbers stand before «send»."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from handlers.notices.taps import ShowNoticeDraft, ShowNoticeDrafts
from services.notices import Form, Notice
from simulator.people import Person
from tests.jobs import run_job
from tests.stories.people.test_posts import desk
from tests.stories.world import World
from tests.web.browser import OURS, URL, Browser, Page
from tests.web.conftest import Enter, prepare
from tests.web.notices.sending import HEADS, TEXT, carried, only_sqlite, sent
from tests.web.notices.test_table import TABLE, prove

NEW = f"{TABLE}/new"
EVIL = "</textarea><script>alert(1)</script>"


async def draft(world: World, number: int = 1) -> Notice:
    found = await world.services.notices.read.written(number)
    assert found
    return found


def labels(notice: Notice) -> list[str]:
    return [f"{each.section}/{each.label}" if each.section else each.label for each in Form.of(notice).fields]


async def asked(browser: Browser, page: Page, path: str, **typed: Any) -> str:
    """What the script gets for what is typed into the page."""
    form = page.form(path.rpartition("/")[0])
    fields = {each["name"]: each["value"] for each in form.find("input") if each["type"] == "hidden"}
    response = await browser.client.post(path, data={**fields, **typed}, headers=OURS["same-origin"])
    assert response.status_code == 200, response.text
    return response.text.replace("\xa0", " ")


@pytest.fixture
async def browser(world: World, enter: Enter) -> Browser:
    return await enter(world.iryna)


async def begun(browser: Browser, text: str = TEXT) -> tuple[Page, str]:
    page = await browser.press(await browser.get(NEW), NEW, text=text, expect=200)
    return page, f"{TABLE}/1/draft"


async def test_a_draft_of_the_chat_is_finished_on_the_page_and_the_other_way_round(
    world: World, browser: Browser
) -> None:
    await desk(world, "Доручення", "Нове доручення")
    await world.say(world.iryna, f"{TEXT}\nЛист: 12/345", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "7 днів")
    page = await browser.get(NEW)
    path = page.link(TEXT[:20])
    page = await browser.get(path)
    page = await browser.press(page, path, what="known-nothing", text=f"{TEXT} Усіх.", day="2026-12-05", hour="14:00")
    assert page.find("input", id="day")[0]["value"] == "2026-12-07", "the fifth is a Saturday"
    page = await browser.press(page, path, what="field", label="Сіл", kind="число", high="300", section="Мережа")
    page = await browser.press(page, path, what="to")
    page = await browser.press(page, f"{TABLE}/1/to", what="raion 1")
    assert "10 посад: Бердичівський район – 10" in page.text
    await desk(world, "Доручення")
    await world.tap(world.iryna, ShowNoticeDrafts)
    await world.tap(world.iryna, ShowNoticeDraft)
    shown = world.iryna.last.text.replace("\xa0", " ")
    assert f"{TEXT} Усіх." in shown
    assert "до 7 грудня 2026 року, 14:00" in shown
    assert "Посад: 10" in shown
    assert "Сіл. Ціле число від 0 до 300" in shown
    await world.tap(world.iryna, "№ листа")
    await world.say(world.iryna, "99/1", reply_to=world.iryna.last.id)
    page = await browser.get(path)
    assert page.find("input", id="letter")[0]["value"] == "99/1"
    check = f"{TABLE}/1/check"
    page = await browser.press(page, path, what="check")
    assert "10 посад, з них: прочитають у боті1 лише поштою0 поки ніхто не прочитає▲ 9" in page.text
    await prove(browser, world, check)
    page = await browser.press(await browser.get(check), check)
    assert "Піде о " in page.text
    await browser.get(path)
    page = await browser.press(page, f"{TABLE}/1/stop")
    assert "Зупинили" in page.text
    page = await browser.press(await browser.get(check), check)
    world.clock.move(timedelta(seconds=61))
    await run_job("send_notices", world.services)
    await carried(world)
    assert "Усіх." in world.mykola.last.text
    assert "Хто де" in (await browser.get(path)).text, "what left is a notice"


@only_sqlite
async def test_a_notice_from_a_template_is_four_presses(world: World, browser: Browser) -> None:
    number = await sent(world, form="Сіл: число")
    page = await browser.press(await browser.get(f"{TABLE}/{number}"), f"{TABLE}/{number}/template")
    assert "Збережено шаблон" in page.text
    await prove(browser, world, f"{TABLE}/{number}/check")
    page = await browser.get((await browser.get(TABLE)).link("Нове доручення"))  # one
    assert "2 посади, 7 днів, форма на 1 поле" in page.text
    page = await browser.press(page, f"{NEW}/from", template="1")  # two
    path = f"{TABLE}/{number + 1}/draft"
    page = await browser.press(page, path, what="check")  # three
    page = await browser.press(page, f"{TABLE}/{number + 1}/check")  # four
    assert (await draft(world, number + 1)).leaves_at
    page = await browser.press(await browser.get(NEW), f"{NEW}/forget", template="1")
    assert "Шаблонів ще немає" in page.text


async def test_a_form_is_put_together_field_by_field(world: World, browser: Browser) -> None:
    page, path = await begun(browser)
    wrong = await browser.press(page, path, what="field", label="", kind="число", expect=422)
    assert wrong.find("div", class_="errors")[0].find("a")[0]["href"] == "#label"
    for kind, typed, at in (
        ("вибір", {"options": "оптика"}, "options"),
        ("таблиця", {"columns": "назва (вид)"}, "columns"),
        ("число", {"low": "9", "high": "3"}, "low"),
    ):
        wrong = await browser.press(page, path, what="field", label="Поле", kind=kind, **typed, expect=422)
        assert wrong.find("div", class_="errors")[0].find("a")[0]["href"] == f"#{at}", kind
    for typed in (
        {"label": "Сіл", "kind": "число", "high": "300", "section": "Мережа"},
        {"label": "Без оптики", "kind": "число", "unit": "сіл", "help": "На 1 січня"},
        {"label": "Технологія", "kind": "вибір", "options": "оптика\nрадіо", "section": "Хто"},
        {"label": "Провайдери", "kind": "таблиця", "columns": "назва\nвід коли (дата)"},
        {"label": "Рішення", "kind": "файл"},
    ):
        page = await browser.press(page, path, expect=0, what="field", **typed)
    assert labels(await draft(world)) == ["Мережа/Сіл", "Без оптики", "Хто/Технологія", "Провайдери", "Рішення"]
    lines = Form.of(await draft(world)).written(world.services.content.library.texts)
    page = await browser.press(page, path, what="words", words=f"{lines}\n1 >= 2")
    assert "Перевірка: «Без оптики» не більше, ніж «Сіл»." in page.text
    for press, expected in (
        ("down 1", ["Мережа/Сіл", "Хто/Без оптики", "Технологія", "Провайдери", "Рішення"]),
        ("up 1", ["Мережа/Сіл", "Без оптики", "Хто/Технологія", "Провайдери", "Рішення"]),
        ("up 1", ["Мережа/Без оптики", "Сіл", "Хто/Технологія", "Провайдери", "Рішення"]),
        ("drop 2", ["Мережа/Без оптики", "Сіл", "Хто/Провайдери", "Рішення"]),
        ("up 0", ["Мережа/Сіл", "Без оптики", "Хто/Провайдери", "Рішення"]),
    ):
        page = await browser.press(page, path, what=press)
        assert labels(await draft(world)) == expected, press
    [check] = Form.of(await draft(world)).checks
    assert (check.whole, check.parts) == (0, (1,)), "it names the same fields"
    page = await browser.press(page, path, what="edit 1")
    assert page.find("input", id="unit")[0]["value"] == "сіл"
    page = await browser.press(page, path, what="field", label="З них без оптики", needed=[])
    [field] = [each for each in Form.of(await draft(world)).fields if each.id == 1]
    assert (field.label, field.unit, field.help, field.optional) == ("З них без оптики", "сіл", "На 1 січня", True)
    stale = page
    page = await browser.press(page, path, what="drop 4")
    block = await browser.fragment(path, "fields")
    assert "Рішення" not in block.text, "an open page shows what others made of the form"
    assert 'name="form"' in block.text, "and what is pressed then is pressed on that"
    page = await browser.press(stale, path, what="drop 3", expect=409)
    assert "Форму змінив ще хтось" in page.text
    assert labels(await draft(world)) == ["Мережа/Сіл", "З них без оптики", "Хто/Провайдери"]


async def test_it_is_shown_while_one_types_and_keeps_itself(world: World, browser: Browser) -> None:
    page, path = await begun(browser)
    look = await asked(
        browser, page, f"{path}/look", text=EVIL, day="2026-12-05", hour="", label="Скільки сіл", kind="число"
    )
    assert "субота) – вихідний" in look
    assert "10 робочих днів" in look
    assert "<script>" not in look
    assert look.count("alert(1)") == 4, "in the chat, in the mail and its subject, and on the page"
    assert "Скільки сіл" in look, "the field that is being typed, too"
    assert (await draft(world)).text == TEXT, "to look keeps nothing"
    kept = await asked(browser, page, f"{path}/keep", text="Нове", day="2026-12-04", hour="")
    assert kept.startswith("Збережено ")
    kept = await asked(browser, page, f"{path}/keep", text="Ще новіше", day="2026-12-04", hour="")
    assert kept.startswith("Збережено "), "what she has kept herself is nobody else's"
    assert "Очікуємо день" in await asked(browser, page, f"{path}/keep", text="Ще новіше", day="2025-01-01", hour="")
    now = await draft(world)
    assert (now.text, str(now.due_on)) == ("Ще новіше", "2026-12-04")


async def test_two_at_one_draft_write_over_nothing_unseen(
    world: World, enter: Enter, petro: Person, browser: Browser
) -> None:
    page, path = await begun(browser)
    other = await enter(petro)
    his = await other.get(path)
    assert "Ірина" in his.text, "she has it open"
    await asked(other, his, f"{path}/keep", text="Петрове", letter="7/7", day="", hour="")
    kept = await asked(browser, page, f"{path}/keep", text="Іринине", letter="", day="2026-12-04", hour="")
    assert "ще хтось" in kept
    now = await draft(world)
    assert (now.text, now.letter, str(now.due_on)) == ("Петрове", "7/7", "2026-12-04"), "what only one touched is hers"
    page = await browser.press(page, path, what="save", text="Іринине", expect=409)
    assert "ТекстПетрове" in page.text
    assert "Іринине" in page.response.text
    page = await browser.press(page, path, what="save")
    assert (await draft(world)).text == "Іринине"


@only_sqlite
async def test_many_posts_want_a_second_pair_of_eyes(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(admin_ids=[world.iryna.id], public_url=URL, notice_second_from=20):
        await prepare(world)
        hers = await Browser(world).enter(world.iryna)
        page, path = await begun(hers)
        page = await hers.press(page, path, what="all", day="2026-12-04")
        check = f"{TABLE}/1/check"
        page = await hers.press(page, path, what="check")
        assert "66 посад, з них" in page.text
        assert "надсилає друга людина" in page.text
        await prove(hers, world, check)
        page = await hers.press(await hers.get(check), check)
        assert "Потрібна друга людина" in page.text
        await world.settle()
        assert "чекає на другу людину" in str([each.text for each in world.in_staff_chat()])
        page = await hers.press(page, f"{TABLE}/1/urgent", expect=422)
        assert "Напишіть причину" in page.text
        his = await Browser(world).enter(world.telegram.people[1004])
        page = await his.get(check)
        assert "ви – друга пара очей" in page.text
        await prove(his, world, check, who=world.telegram.people[1004])
        page = await his.press(await his.get(check), check)
        assert (await draft(world)).leaves_at
        for each in (hers, his):
            await each.client.aclose()


@only_sqlite
async def test_to_whom_is_chosen_by_name_by_title_and_by_what_is_owed(world: World, browser: Browser) -> None:
    behind = await sent(world, to=HEADS)
    page = await browser.press(await browser.get(NEW), NEW, text="Інше")
    path, to = f"{TABLE}/{behind + 1}/draft", f"{TABLE}/{behind + 1}/to"
    wrong = await browser.press(await browser.get(path), path, what="check", day="2026-12-04", expect=422)
    assert "Оберіть хоча б одну посаду" in wrong.text
    page = await browser.press(await browser.get(to), to, what="done", expect=422)
    page = await browser.press(page, to, what="names", names="Коростенська, Невідома", expect=422)
    assert "Не знаємо таких громад: Невідома" in page.text
    page = await browser.press(page, to, what="names", names="Коростенська")
    page = await browser.press(page, to, what="behind", other=str(behind))
    assert "3 посади: Бердичівський район – 2, Коростенський район – 1" in page.text
    count = await browser.client.post(f"{to}/look", data={"to": ["h02001-head"]}, headers=OURS["same-origin"])
    assert "1 посада" in count.text
    page = await browser.post(to, {"what": "done", "to": ["h02001-head", "nobody-head", "h99999-head"]})
    assert [each.id for each in (await draft(world, behind + 1)).addressed] == ["h02001-head"]


@only_sqlite
async def test_a_file_of_the_page_reaches_the_head_and_a_draft_is_dropped_after_a_question(
    world: World, browser: Browser
) -> None:
    page, path = await begun(browser)
    typed = {"what": "file", "text": TEXT}
    wrong = await browser.post(path, typed, files={"file": ("р.exe", b"MZ", "x/x")}, expect=422)
    assert "#file" in str([each["href"] for each in wrong.find("a")])
    page = await browser.post(
        path, {"what": "file", "text": TEXT}, files={"file": ("лист.pdf", b"%PDF-1.7", "application/pdf")}
    )
    assert "1 файл" in page.text
    await browser.press(page, path, what="all", day="2026-12-04")
    assert await world.services.notices.notices.send(1, world.iryna.id)
    await carried(world)
    await world.tap(world.mykola, "Файли: 1")
    assert world.mykola.last.data["document"]
    page = await browser.press(await browser.get(NEW), NEW, text="Зайве")
    page = await browser.press(await browser.get(f"{TABLE}/2/drop"), f"{TABLE}/2/drop")
    assert "Чернетку № 2 видалено" in page.text
    await browser.get(f"{TABLE}/2/draft", expect=404)
    await browser.post(f"{TABLE}/2/draft", {"what": "save", "text": "х"}, expect=404)


@only_sqlite
async def test_the_largest_draft_is_one_light_page(world: World, browser: Browser) -> None:
    """Twenty fields, the longest text, all heads: `look_over` knows how much a page may weigh."""
    await sent(world, form="Поле 1: число")
    lines = [f"Поле {each}: таблиця село (село), назва, від коли (дата), скільки (число)" for each in range(1, 21)]
    services = world.services.notices
    draft_id = await services.notices.write("Слово " * 500, world.iryna.id)
    await services.replies.ask(draft_id, "\n".join(lines))
    await services.notices.set_deadline(draft_id, 7)
    await services.notices.address(draft_id, services.notices.heads(0))
    page = await browser.get(f"{TABLE}/{draft_id}/draft")
    assert "Форма відповіді: 20 полів" in page.text
    assert "Нове поле" not in page.text, "there is no room for another"
    await browser.get(f"{TABLE}/{draft_id}/to")
    await browser.get(f"{TABLE}/{draft_id}/check")
