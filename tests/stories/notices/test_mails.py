"""Notices by mail: sent by a real SMTP server, opened on a real page, acknowledged and replied without Telegram."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from playwright.async_api import Browser, expect

from channels.email import EmailChannel
from services.notices import Obligation, Via
from services.notices.mails import Mails
from services.operation.failures import TRIES
from services.people import Post, Title
from tests.jobs import run_job
from tests.mail import SILENCE, Mailbox, mail_server
from tests.processes import served
from tests.stories.browsers import NEEDS_CHROMIUM, browser
from tests.stories.notices.test_replies import totals
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World
from web.notices.by_mail import pages

__all__ = ["browser"]

PUBLIC = "https://bot.example"
FORM = "Сіл: число 0-300\nЄ оптика: так/ні\nТехнологія: вибір оптика, радіо\nКоли: дата, необов’язково\nЯкі: перелік\n"
FORM += "Без оптики: число 0-300\nРішення: файл, необов’язково\nПримітка: текст, необов’язково\n1 >= 6"


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    async with mail_server() as box:
        yield box


@pytest.fixture
async def world(stopped_world: World, box: Mailbox) -> AsyncIterator[World]:
    """The head of Andrushivka reads mail only."""
    channel = EmailChannel(box.url_with_password, "Відділ <bot@example.org>")
    async with stopped_world.running(admin_ids=[ADMIN], email=channel, public_url=PUBLIC):
        yield stopped_world


async def send(world: World, *, form: str = "") -> int:
    notices = world.services.notices.notices
    await world.services.notices.mails.keep_addresses("Андрушівська: rada@andr.gov.ua", ADMIN)
    notice = await notices.write("Де <немає> оптики?", ADMIN)
    await notices.set_deadline(notice, 7)
    await notices.set_letter(notice, "12/345")
    if form:
        await world.services.notices.replies.ask(notice, form)
    await notices.address(notice, [Post("h02001", Title.HEAD), Post("h02003", Title.HEAD)])
    await notices.send(notice, ADMIN)
    await run_job("send_mails", world.services)
    return notice


def link(box: Mailbox, number: int = -1) -> str:
    """The path of the page."""
    found = re.search(r"https://bot\.example(/n/\S+)", box.text(number))
    assert found
    return found[1]


@pytest.fixture
async def client(world: World) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(pages(world.services))
    async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as client:
        yield client


async def ledger(world: World) -> dict[str, object]:
    [row] = await world.database.fetch("SELECT * FROM obligations WHERE post = 'h02001-head'")
    return dict(row)


async def test_staff_keep_addresses(world: World) -> None:
    await desk(world, "Посади", "Пошта й телефони")
    said = await world.say(
        world.iryna,
        "Андрушівська: rada@andr.gov.ua\nНарнія: a@b.ua\nБердичівська: не пошта",
        reply_to=world.iryna.last.id,
    )
    assert "Записали рядків: 1" in said.text
    assert "Нарнія: a@b.ua; Бердичівська: не пошта" in said.text


async def test_a_notice_arrives_and_opening_it_acknowledges_nothing(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    await send(world)
    [mail] = box.mails
    assert mail["To"] == "rada@andr.gov.ua"
    assert "Доручення № 1" in mail["Subject"]
    assert "Де <немає> оптики?" in box.text()
    html = mail.get_body(("html",))
    assert html
    assert "Де &lt;немає&gt; оптики?" in html.get_content()
    for _scanner in range(3):
        page = await client.get(link(box))
        assert page.status_code == 200
        assert (await client.head(link(box))).status_code == 200
    assert "Де &lt;немає&gt; оптики?" in page.text
    assert [each for each in re.findall(r"<script[^>]*>", page.text) if 'src="/desk/s/' not in each] == []
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    row = await ledger(world)
    assert row["acknowledged_at"] is None
    assert row["told_at"] is not None
    page = await client.post(link(box), data={"what": "acknowledge"})
    assert "Ознайомлення записано" in page.text
    row = await ledger(world)
    assert (row["via"], row["acknowledged_at"] is not None) == ("email", True)
    await run_job("send_mails", world.services)
    assert len(box.mails) == 1


async def test_a_link_that_is_forged_old_spent_or_of_another_address_gets_nowhere(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    await send(world)
    path = link(box)
    for forged in (path[:-1], path + "A", "/n/x", f"/n/{path.removeprefix('/n/')[::-1]}", "/n/" + "ї" * 50):
        assert (await client.get(forged)).status_code == 404
        assert (await client.post(forged, data={"what": "acknowledge"})).status_code == 404
    assert (await client.put(path)).status_code == 405
    await world.services.notices.mails.keep_addresses("Андрушівська: nova@andr.gov.ua", ADMIN)
    assert (await client.get(path)).status_code == 404, "whoever reads the old address no longer counts"
    await world.services.notices.mails.keep_addresses("Андрушівська: rada@andr.gov.ua", ADMIN)
    assert (await client.post(path, data={"what": "acknowledge"})).status_code == 200
    spent = await client.post(path, data={"what": "acknowledge"})
    assert spent.status_code == 404
    assert "вже не діє" in spent.text
    assert "оптики" not in spent.text


async def test_an_old_link(
    world: World, box: Mailbox, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await send(world)
    assert (await client.get(link(box))).status_code == 200
    monkeypatch.setattr("services.notices.mails.LASTS", timedelta(seconds=-1))
    assert (await client.get(link(box))).status_code == 404


async def test_a_server_that_is_away_and_an_address_that_is_wrong(world: World, box: Mailbox) -> None:
    box.refusals = ["450 later"]
    await send(world)
    assert box.mails == []
    await run_job("send_mails", world.services)
    assert box.mails == [], "not before its time"
    world.clock.move(timedelta(minutes=6))
    await run_job("send_mails", world.services)
    assert len(box.mails) == 1
    await world.services.notices.notices.write("Ще одне", ADMIN)
    await world.services.notices.notices.set_deadline(2, 7)
    await world.services.notices.notices.address(2, [Post("h02001", Title.HEAD)])
    await world.services.notices.notices.send(2, ADMIN)
    box.refusals = ["550 no such user"]
    await run_job("send_mails", world.services)
    assert "Пошта не дійшла: голова Андрушівської громади" in world.in_staff_chat()[-1].text
    world.clock.move(timedelta(days=1))
    await run_job("send_mails", world.services)
    assert len(box.mails) == 1


THREE = ("h02001", "h02003", "h02005")
OURS = {"AUTH": "535 expired", "MAIL": "550 quota of the day", "greeting": "554 no service"}


async def send_three(world: World, box: Mailbox, **says: str) -> None:
    """A notice to three heads, while the server says that."""
    posts = [Post(slug, Title.HEAD) for slug in THREE]
    await world.services.people.posts.standings()
    for number, post in enumerate(posts):
        await world.services.people.posts.set_email(post, f"rada{number}@example.org", ADMIN)
    box.says = says
    notices = world.services.notices.notices
    notice = await notices.write("Де немає оптики?", ADMIN)
    await notices.set_deadline(notice, 7)
    await notices.address(notice, posts)
    await notices.send(notice, ADMIN)
    await run_job("send_mails", world.services)


def told(world: World, words: str) -> int:
    return sum(words in each.text for each in world.in_staff_chat())


async def minutes(world: World, count: int) -> None:
    for _ in range(count):
        world.clock.move(timedelta(minutes=1))
        await run_job("send_mails", world.services)


@pytest.mark.parametrize("step", OURS)
async def test_what_is_wrong_with_our_own_mail_keeps_the_mails_and_is_told_once(
    world: World, box: Mailbox, step: str
) -> None:
    await send_three(world, box, **{step: OURS[step]})
    await minutes(world, 60)
    assert box.mails == []
    assert box.connections < 12, "with growing pauses, and not once for each mail"
    assert told(world, "Пошта відділу не приймає листів") == 1
    assert (
        told(world, {"AUTH": "SMTP_URL: можливо, пароль", "MAIL": "MAIL_FROM", "greeting": "SMTP_URL та сам"}[step])
        == 1
    )
    assert told(world, "Чекають 3 листи") == 1
    assert told(world, "Перевірте адресу або подзвоніть") == 0
    assert "mail_server" in (await world.services.health.report()).failing
    box.says = {}
    await minutes(world, 60)
    assert sorted(mail["To"] for mail in box.mails) == [f"rada{number}@example.org" for number in range(3)]
    assert told(world, "знову приймає листи") == 1
    assert (await world.services.health.report()).failing == {}
    await minutes(world, 60)
    assert told(world, "знову приймає листи") == 1


async def test_a_mail_of_our_own_that_is_away_is_told_anew_when_it_goes_away_again(world: World, box: Mailbox) -> None:
    await send_three(world, box, AUTH="535 expired")
    box.says = {}
    await minutes(world, 5)
    await world.services.notices.notices.write("Ще одне", ADMIN)
    await world.services.notices.notices.set_deadline(2, 7)
    await world.services.notices.notices.address(2, [Post("h02001", Title.HEAD)])
    await world.services.notices.notices.send(2, ADMIN)
    box.says = {"AUTH": "535 expired"}
    await minutes(world, 5)
    assert told(world, "Пошта відділу не приймає листів") == 2


async def test_one_wrong_address_holds_up_nobody(world: World, box: Mailbox) -> None:
    box.refusals = ["550 no such user"]
    await send_three(world, box)
    assert len(box.mails) == 2
    assert told(world, "Перевірте адресу або подзвоніть") == 1


async def test_a_wrong_address_while_the_group_refuses_words_keeps_the_others_going(world: World, box: Mailbox) -> None:
    world.iryna.restrict_bot(world.staff_chat)
    box.refusals = ["550 no such user"]
    await send_three(world, box)
    assert len(box.mails) == 2
    world.iryna.demote_bot(world.staff_chat)
    box.refusals = ["550 no such user"]
    await minutes(world, 10)
    assert told(world, "Перевірте адресу або подзвоніть") == 1, "what could not be told is told later"


async def test_a_mail_with_which_the_bot_fails_ends_with_a_report(
    world: World, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = Mails.link

    async def fail(self: Mails, obligation: Obligation) -> str:
        if obligation.post.place == "h02003":
            raise LookupError
        return await link(self, obligation)

    monkeypatch.setattr(Mails, "link", fail)
    await send_three(world, box)
    assert len(box.mails) == 2
    for _hour in range(3):
        await minutes(world, 60)
    assert told(world, "Це помилка бота") == 1
    assert world.services.failures.rows == {"mails": TRIES}


async def test_what_could_not_leave_until_the_deadline_ends_with_one_report(world: World, box: Mailbox) -> None:
    await send_three(world, box, RCPT="450 later")
    world.clock.strike("2026-11-30 23:00")
    await run_job("send_mails", world.services)
    assert told(world, "До строку надіслати не вдалося") == 0
    world.clock.strike("2026-12-01 09:30")
    await minutes(world, 3)
    assert told(world, "До строку надіслати не вдалося") == 1
    [report] = [each.text for each in world.in_staff_chat() if "До строку" in each.text]
    assert report.count("голова") == 3
    box.says = {}
    await minutes(world, 3)
    assert len(box.mails) == 3, "the reminder of the day, and no mail that is over"
    assert all("Нагадуємо" in mail["Subject"] for mail in box.mails)


async def test_a_mail_without_an_answer_comes_again_with_the_same_id_and_then_somebody_calls(
    world: World, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.email.TIMEOUT", 0.2)
    box.says = {"content": SILENCE}
    await send(world)
    for _hour in range(12):
        await minutes(world, 60)
    assert len({mail["Message-ID"] for mail in box.mails}) == 1
    assert len(box.mails) == 3
    assert told(world, "Сервер не каже, чи прийняв лист") == 1


async def test_who_is_in_no_chat_is_reminded_by_mail_until_it_is_done(world: World, box: Mailbox) -> None:
    await send(world)
    counts = []
    for day in ("25", "27", "28", "30"):
        world.clock.strike(f"2026-11-{day} 09:30")
        for _tick in range(2):
            await run_job("send_mails", world.services)
        counts.append(len(box.mails))
    assert counts == [1, 2, 2, 3]
    assert "Нагадуємо" in box.mails[-1]["Subject"]
    await world.services.notices.obligations.acknowledge_by(10001, Via.PHONE, ADMIN)
    world.clock.strike("2026-12-01 09:30")
    await run_job("send_mails", world.services)
    assert len(box.mails) == 3


async def test_who_reads_mail_only_is_urged_by_mail_once_an_hour(world: World, box: Mailbox) -> None:
    await send(world)
    world.clock.move(timedelta(hours=3))
    for _ in range(2):
        await desk(world, "Доручення", "№ 1", "Нагадати решті", "Так, нагадати")
        assert "поштою: 1. Посад без людини в боті й без пошти: 1" in world.iryna.last.text
        await run_job("send_mails", world.services)
    assert len(box.mails) == 2
    assert "Чекаємо: ознайомлення." in box.text()
    await world.services.notices.obligations.acknowledge_by(10001, Via.EMAIL, 0)
    await desk(world, "Доручення", "№ 1", "Дошка")
    assert "Чим повідомлено: пошта 1." in world.iryna.last.data["caption"]
    assert "Чим ознайомлено: пошта 1." in world.iryna.last.data["caption"]


async def test_a_reply_with_mistakes_keeps_what_was_typed(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    await send(world, form=FORM)
    given = {"what": "reply", "f0": "5", "f1": "maybe", "f2": "оптика", "f4": "Гальчин", "f5": "багато"}
    page = await client.post(link(box), data={**given, "f7": "<script>alert(1)</script>"})
    assert page.status_code == 422
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text
    assert 'value="5"' in page.text
    assert page.text.count('aria-invalid="true"') == 2
    assert all(f'<a href="#f{place}">' in page.text for place in (1, 5)), "the summary leads to what is wrong"
    page = await client.post(link(box), data={**given, "f1": "yes", "f5": "6"})
    assert "не може бути більше" in page.text
    page = await client.post(link(box), data={**given, "f1": "yes", "f5": "4", "f3": "2026-12-05"})
    assert "Відповідь записано" in page.text
    assert (await ledger(world))["replied_at"] is not None
    assert "Сіл: 5" in await totals(world, 1)
    assert (await client.get(link(box))).status_code == 404, "whoever replied has read it: the link is spent"


@NEEDS_CHROMIUM
async def test_the_page_on_a_phone_with_a_keyboard_only(world: World, box: Mailbox, browser: Browser) -> None:
    await send(world, form=FORM)
    async with served(pages(world.services)) as url:
        context = await browser.new_context(viewport={"width": 360, "height": 740})
        page = await context.new_page()
        await page.goto(url + link(box))
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
        assert await page.get_attribute("html", "lang") == "uk"
        await page.get_by_role("button", name="Ознайомлений / Ознайомлена").click()
        await expect(page.get_by_role("status")).to_have_text("Ознайомлення записано. Дякуємо.")
        await page.get_by_label("Сіл").fill("5")
        await page.get_by_label("Є оптика").select_option("Так")
        await page.get_by_label("Технологія").select_option("радіо")
        await page.get_by_label("Які").fill("Гальчин")
        await page.get_by_role("button", name="Надіслати відповідь").press("Enter")
        wrong = page.get_by_label("Без оптики")
        assert await wrong.get_attribute("aria-invalid") == "true"
        await expect(page.get_by_label("Сіл")).to_have_value("5")
        await wrong.fill("1")
        await page.get_by_role("button", name="Надіслати відповідь").press("Enter")
        await expect(page.get_by_role("status")).to_have_text("Відповідь записано. Дякуємо.")
        await context.close()
    assert (await ledger(world))["replied_at"] is not None
