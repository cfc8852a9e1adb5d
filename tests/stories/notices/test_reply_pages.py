"""The page of a mail: files, what is kept in part, what surprises, and what somebody makes up."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from playwright.async_api import Browser, expect

from channels.email import EmailChannel
from services.files.excel import make_excel
from services.files.uploads import LARGEST, clean
from services.notices import SETTLEMENTS
from services.people import Staff
from tests.excel import rows_of
from tests.jobs import run_job
from tests.mail import Mailbox
from tests.processes import served
from tests.stories.browsers import NEEDS_CHROMIUM, browser
from tests.stories.notices.test_mails import PUBLIC, box, client, ledger, link, send
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.test_one_way_out import fails
from tests.stories.world import World
from web.notices.by_mail import MOST_BYTES, pages

__all__ = ["box", "browser", "client"]

PDF = ("Рішення № 5.pdf", b"%PDF-1.7 \xd1", "application/pdf")
FORM = "Сіл: число 0-300\nЯкі: перелік\nРішення: файл"


@pytest.fixture
async def world(stopped_world: World, box: Mailbox) -> AsyncIterator[World]:
    channel = EmailChannel(box.url, "Відділ <bot@example.org>")
    async with stopped_world.running(admin_ids=[ADMIN], email=channel, public_url=PUBLIC):
        yield stopped_world


async def answers(world: World) -> dict[str, str]:
    [obligation, _other] = await world.services.notices.read.of_notice(1)
    return dict(await world.services.notices.replies.answers(obligation))


async def load(world: World) -> None:
    rows = [("Андрушівська", "Гальчин", ""), ("Андрушівська", "Яроповичі", "оптика, ПП «Мережа»")]
    table = await world.services.tables.open(SETTLEMENTS, make_excel(["Громада", "Назва", "Провайдер"], rows))
    assert await world.services.notices.settlements.take(table, ADMIN) == 2


async def test_a_file_goes_into_the_staff_chat_and_is_the_answer(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    await send(world, form=FORM)
    given = {"what": "reply", "f0": "5", "f1": "Гальчин"}
    page = await client.post(link(box), data=given)
    assert page.status_code == 422
    assert "Заповніть це поле" in page.text, "a file that is asked for is missed"
    page = await client.post(link(box), data=given, files={"f2": PDF})
    assert "Відповідь записано" in page.text
    told = world.in_staff_chat()[-1]
    assert "доручення № 1, голова Андрушівської громади, поле «Рішення»" in told.data["caption"].replace("\xa0", " ")
    assert world.telegram.file(told.data["document"]["file_id"]).content == PDF[1]
    await desk(world, "Доручення", "№ 1", "Файли з відповідей")
    assert world.iryna.last.data["caption"] == "Андрушівська: Рішення"
    assert world.telegram.file(world.iryna.last.data["document"]["file_id"]).content == PDF[1]


@pytest.mark.parametrize("what", ["documents", "everything", "away"])
async def test_a_file_that_the_staff_chat_does_not_take_is_kept_and_comes_later(
    world: World, box: Mailbox, client: httpx.AsyncClient, what: str
) -> None:
    await send(world, form=FORM)
    before = len(world.in_staff_chat())
    match what:
        case "documents":
            world.iryna.restrict_bot(world.staff_chat, "can_send_documents")
        case "everything":
            world.iryna.restrict_bot(world.staff_chat)
        case "away":
            world.iryna.kick_bot(world.staff_chat)
    await world.settle()
    page = await client.post(link(box), data={"what": "reply", "f0": "5", "f1": "Гальчин"}, files={"f2": PDF})
    assert (page.status_code, "Відповідь записано" in page.text) == (200, True)
    for _minute in range(3):
        await run_job("send_to_staff", world.services)
    words = [each.text for each in world.in_staff_chat()[before:]]
    assert [("голова Андрушівської" in each, "надсилати файли" in each) for each in words] == [(True, True)] * (
        what == "documents"
    ), "the words come where they can, once"
    await desk(world, "Доручення", "№ 1", "Файли з відповідей")
    assert world.telegram.file(world.iryna.last.data["document"]["file_id"]).content == PDF[1], (
        "it can be had meanwhile"
    )
    world.iryna.promote_bot(world.staff_chat)
    await world.settle()
    [came] = [each for each in world.in_staff_chat() if "document" in each.data]
    assert "голова Андрушівської громади, поле «Рішення»" in came.data["caption"]
    assert world.telegram.file(came.data["document"]["file_id"]).content == PDF[1]
    await desk(world, "Доручення", "№ 1", "Файли з відповідей")
    assert world.iryna.last.data["document"]["file_id"] == came.data["document"]["file_id"]
    [row] = await world.database.fetch("SELECT content FROM staff_files")
    assert row["content"] == "", "the bytes go once Telegram has them"


async def test_a_page_that_fails_says_so_in_words(
    world: World, box: Mailbox, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await send(world, form=FORM)
    monkeypatch.setattr(Staff, "give", fails)
    page = await client.post(link(box), data={"what": "reply", "f0": "5", "f1": "Гальчин"}, files={"f2": PDF})
    assert page.status_code == 500
    assert "Зараз сторінка не працює" in page.text
    broken = await client.post(link(box), content=b"x", headers={"Content-Type": "multipart/form-data; boundary=a"})
    assert (broken.status_code, "Зараз сторінка не працює" in broken.text) == (400, True)


@pytest.mark.parametrize(
    "file",
    [
        ("virus.exe", b"MZ"),
        ("рішення.pdf", b"MZ\x90"),
        ("рішення.pdf.exe", b"%PDF-"),
        ("рішення", b"%PDF-"),
        ("великий.pdf", b"%PDF-" + bytes(LARGEST)),
    ],
    ids=["exe", "disguised", "two-endings", "no-ending", "large"],
)
async def test_what_is_no_document_or_too_large_is_refused(
    world: World, box: Mailbox, client: httpx.AsyncClient, file: tuple[str, bytes]
) -> None:
    await send(world, form=FORM)
    before = len(world.in_staff_chat())
    page = await client.post(link(box), data={"what": "reply", "f0": "5", "f1": "Гальчин"}, files={"f2": file})
    assert page.status_code == 422
    assert "Приймаємо PDF" in page.text
    assert len(world.in_staff_chat()) == before
    assert await answers(world) == {"0": "5", "1": "Гальчин"}, "the rest is kept"
    assert (await ledger(world))["replied_at"] is None


async def test_a_request_without_end_is_not_read(world: World, box: Mailbox, client: httpx.AsyncClient) -> None:
    await send(world, form=FORM)
    huge = await client.post(link(box), content=b"x", headers={"Content-Length": str(MOST_BYTES + 1)})
    assert huge.status_code == 413

    async def chunks() -> AsyncIterator[bytes]:
        raise AssertionError("it is not read")
        yield b""

    assert (await client.post(link(box), content=chunks())).status_code == 413


async def test_without_a_staff_chat_a_file_is_not_taken_and_the_page_says_so(
    stopped_world: World, box: Mailbox
) -> None:
    world, channel = stopped_world, EmailChannel(box.url, "bot@example.org")
    async with world.running(admin_ids=[ADMIN], with_staff=False, email=channel, public_url=PUBLIC):
        await send(world, form=FORM)
        transport = httpx.ASGITransport(pages(world.services))
        async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as client:
            given = {"what": "reply", "f0": "5", "f1": "Гальчин"}
            page = await client.post(link(box), data=given, files={"f2": PDF})
    assert page.status_code == 422
    assert "надішліть файл відділу поштою" in page.text
    assert await answers(world) == {"0": "5", "1": "Гальчин"}


def test_a_name_has_no_folders_and_no_signs() -> None:
    assert clean('../..\\C:\\<b>"x".pdf') == "bx.pdf"
    assert len(clean("а" * 300 + ".pdf")) == 80


async def test_settlements_are_boxes_and_what_surprises_is_asked_back(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    await load(world)
    await send(world, form="Сіл: число 0-300\nЯкі: перелік")
    page = await client.get(link(box))
    assert page.text.count('type="checkbox"') == 2
    given = {"what": "reply", "f0": "2", "f1": ["яроповичі", "с. Галчин"]}
    page = await client.post(link(box), data=given)
    assert page.status_code == 422
    assert "Можливо, ви мали на увазі «Гальчин»?" in page.text
    assert "Яроповичі: за даними відділу – оптика" in page.text
    assert "checked> Яроповичі" in page.text
    assert (await ledger(world))["replied_at"] is None
    assert "Відповідь записано" in (await client.post(link(box), data={**given, "sure": "1"})).text
    excel = await world.services.notices.reply_results.as_excel(1, ADMIN)
    assert excel
    [row] = [row for row in rows_of(excel) if row[1] == "Андрушівська"]
    assert row[4:6] == [2, "Яроповичі, Галчин"]


async def test_a_day_that_does_not_exist_is_refused_and_breaks_no_table(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    await send(world, form="Коли: дата")
    for made_up in ("2026-99-99", "2026-02-31", "٢٠٢٦-١٢-٠٥", "20261205", "2026-W01-1"):
        page = await client.post(link(box), data={"what": "reply", "f0": made_up})
        assert page.status_code == 422, made_up
    assert "Відповідь записано" in (await client.post(link(box), data={"what": "reply", "f0": "2026-12-05"})).text
    assert await world.services.notices.reply_results.as_excel(1, ADMIN)


async def test_a_number_that_jumped_is_asked_about_and_the_last_reply_is_filled_in(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    form = "Сіл: число 0-300\nКоли: дата"
    await send(world, form=form)
    await client.post(link(box), data={"what": "reply", "f0": "100", "f1": "2026-11-05"})
    await send(world, form=form)
    page = await client.get(link(box))
    assert 'value="100"' in page.text
    assert 'value="2026-11-05"' in page.text
    assert "підставили вашу минулу відповідь" in page.text
    page = await client.post(link(box), data={"what": "reply", "f0": "10", "f1": "2026-11-05"})
    assert "Сіл: було 100, стало 10" in page.text
    page = await client.post(link(box), data={"what": "reply", "f0": "10", "f1": "2026-11-05", "sure": "1"})
    assert "Відповідь записано" in page.text


@pytest.mark.parametrize("given", [{}, {"what": "x", "f0": "5"}, {"what": "reply"}])
async def test_an_empty_post_takes_nothing_away(
    world: World, box: Mailbox, client: httpx.AsyncClient, given: dict[str, str]
) -> None:
    await send(world, form=FORM)
    await client.post(link(box), data={"what": "reply", "f0": "5", "f1": "", "f9": "x"})
    await client.post(link(box), data=given)
    assert (await answers(world))["0"] == "5"


async def test_a_link_is_for_one_due_only(world: World, box: Mailbox, client: httpx.AsyncClient) -> None:
    await world.services.notices.mails.keep_addresses("Бердичівська: rada@berd.gov.ua", ADMIN)
    await send(world, form="Сіл: число 0-300")
    await send(world, form="Сіл: число 0-300")
    paths = {(mail["To"], mail["Subject"][:13]): link(box, number) for number, mail in enumerate(box.mails)}
    assert len(set(paths.values())) == 4
    await client.post(paths["rada@andr.gov.ua", "Доручення № 2"], data={"what": "reply", "f0": "5", "due": "10001"})
    rows = await world.database.fetch("SELECT number FROM obligations WHERE replied_at IS NOT NULL")
    assert [row["number"] for row in rows] == [20001], "of the other notice and the other post nothing changed"


@NEEDS_CHROMIUM
async def test_words_of_a_script_do_not_run_and_a_file_is_chosen_on_a_phone(
    world: World, box: Mailbox, browser: Browser
) -> None:
    await load(world)
    await send(world, form="<img src=x onerror=alert(1)>: текст\nЯкі: перелік\nРішення: файл")
    async with served(pages(world.services)) as url:
        context = await browser.new_context(viewport={"width": 360, "height": 740})
        page = await context.new_page()
        page.on("dialog", lambda dialog: pytest.fail("a script ran"))
        await page.goto(url + link(box))
        words = page.get_by_label("<img src=x onerror=alert(1)>")
        await words.fill('"></textarea><script>alert(1)</script>')
        await page.get_by_role("checkbox", name="Яроповичі").check()
        await page.get_by_label("Рішення").set_input_files({"name": "р.pdf", "mimeType": "x", "buffer": PDF[1]})
        await page.get_by_role("button", name="Надіслати відповідь").click()
        await expect(page.get_by_role("alert")).to_contain_text("Ще не надіслано")
        await expect(page.get_by_text("Яроповичі: за даними відділу")).to_be_visible()
        await expect(words).to_have_value('"></textarea><script>alert(1)</script>')
        await expect(page.get_by_text("Файл уже прийнято")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
        await page.get_by_role("checkbox", name="Так, усе правильно").check()
        await page.get_by_role("button", name="Надіслати відповідь").click()
        await expect(page.get_by_role("status")).to_have_text("Відповідь записано. Дякуємо.")
        await context.close()


async def test_numbers_on_the_page_are_typed_as_people_type_them(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    form = "# Кошти\nДовжина: число км\n? За паспортом\nВитрачено: гроші\nДе: село"
    await send(world, form=form)
    given = {"what": "reply", "f0": "1,234", "f1": "1,2 млн", "f2": "с. гальчин"}
    page = await client.post(link(box), data=given)
    assert page.status_code == 422
    assert "ви мали на увазі 1,234 км чи 1 234 км?" in page.text.replace("\xa0", " ")
    assert "<h3>Кошти</h3>" in page.text
    assert "За паспортом" in page.text
    assert "Відповідь записано" in (await client.post(link(box), data={**given, "f0": "1 234"})).text
    assert await answers(world) == {"0": "1234", "1": "1200000", "2": "Гальчин"}
    await send(world, form=form)
    page = await client.get(link(box))
    assert 'value="1 200 000"' in page.text.replace("\xa0", " ")


async def test_what_the_page_shows_it_takes_back(world: World, box: Mailbox, client: httpx.AsyncClient) -> None:
    await send(world, form="Довжина: число км\nСіл: число")
    await client.post(link(box), data={"what": "reply", "f0": "1,2340 км", "f1": "багато"})
    page = await client.get(link(box))
    assert 'value="1,234"' in page.text, "it could be read in two ways"
    assert "Відповідь записано" in (await client.post(link(box), data={"what": "reply", "f0": "1,234", "f1": "5"})).text
    assert await answers(world) == {"0": "1.234", "1": "5"}


async def test_a_table_is_filled_in_row_by_row_and_gets_more_rows(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    await load(world)
    await send(world, form="Провайдери: таблиця пункт (село), назва, від коли (дата)")
    page = await client.get(link(box))
    assert page.text.count("<legend>3</legend>") == 1
    row = {"f0r0c0": "гальчин", "f0r0c1": "<b>Мережа</b>", "f0r0c2": "2026-11-05"}
    page = await client.post(link(box), data={"what": "more", **row})
    assert 'name="f0r3c0"' in page.text
    assert "&lt;b&gt;Мережа" in page.text
    wrong = {"f0r1c0": "Яроповичі", "f0r1c1": "Оптик", "f0r1c2": "колись"}
    page = await client.post(link(box), data={"what": "reply", **row, **wrong})
    assert "Рядок 2, «від коли»: не зрозуміли" in page.text
    assert 'value="колись"' in page.text, "what was typed is still there"
    given = {"what": "reply", **row, **wrong, "f0r1c2": "2026-11-06", "sure": "1"}
    assert "Відповідь записано" in (await client.post(link(box), data=given)).text
    assert (await answers(world))["0"].count("Гальчин") == 1


async def test_a_table_without_rows_is_said_so(world: World, box: Mailbox, client: httpx.AsyncClient) -> None:
    await send(world, form="Провайдери: таблиця пункт (село), назва")
    empty = {"what": "reply", "f0r0c0": "", "f0r0c1": ""}
    assert (await client.post(link(box), data=empty)).status_code == 422
    assert "Відповідь записано" in (await client.post(link(box), data={**empty, "f0none": "1"})).text
