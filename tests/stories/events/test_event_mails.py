"""Posts that nobody acts for in Telegram: invited by mail, and they answer on the same page as notices."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from channels.email import EmailChannel
from services.events import EventKind, Part
from services.people import Post, Title
from tests.jobs import run_job
from tests.mail import Mailbox
from tests.stories.events.common import ADDRESS, WHEN
from tests.stories.notices.test_mails import PUBLIC, box, client
from tests.stories.people.test_posts import ADMIN
from tests.stories.world import World

__all__ = ["box", "client"]

HEAD = Post("h02001", Title.HEAD)
POSTS = (HEAD, Post("h02003", Title.HEAD))


@pytest.fixture
async def world(stopped_world: World, box: Mailbox) -> AsyncIterator[World]:
    channel = EmailChannel(box.url_with_password, "Відділ <bot@example.org>")
    async with stopped_world.running(admin_ids=[ADMIN], email=channel, public_url=PUBLIC):
        yield stopped_world


def link(box: Mailbox) -> str:
    found = re.search(r"https://bot\.example(/n/\S+)", box.text(-1))
    assert found
    return found[1]


def subjects(box: Mailbox) -> list[str]:
    return [str(each["Subject"]) for each in box.mails]


async def opened(world: World, places: str = "1") -> int:
    """Two heads have a mail and no Telegram; one place for both."""
    await world.services.notices.mails.keep_addresses("Андрушівська: a@andr.gov.ua\nБердичівська: b@berd.gov.ua", ADMIN)
    events = world.services.events.events
    number = await events.write(EventKind.TRAINING, "Дія <для> громад", ADMIN)
    await events.set_sessions(number, WHEN)
    await events.set_where(number, ADDRESS, ADMIN)
    await events.set_places(number, places)
    assert await world.services.events.questions.ask(number, "Обід: так/ні")
    await events.address(number, POSTS)
    assert await events.open_now(number, ADMIN)
    for _twice in range(2):
        await run_job("send_mails", world.services)
    return number


async def test_a_post_by_mail_comes_waits_moves_up_is_reminded_and_gets_its_certificate(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    number = await opened(world)
    assert subjects(box) == ["Запрошення: Дія <для> громад"] * 2
    pages = {}
    for place, mail in enumerate(box.mails):
        found = re.search(r"https://bot\.example(/n/\S+)", box.text(place))
        assert found
        pages[str(mail["To"])] = found[1]
    mine, other = pages["a@andr.gov.ua"], pages["b@berd.gov.ua"]
    for _scanner in range(2):
        page = await client.get(mine)
    assert "Дія &lt;для&gt; громад" in page.text
    assert "Прикладна" not in page.text, "where it is, is told to those who come"
    assert await world.services.events.registrations.of_event(number) == [], "to open it changes nothing"

    page = await client.post(mine, data={"what": "go", "name": "", "f0": ""})
    assert page.status_code == 422
    for _twice in range(2):
        page = await client.post(mine, data={"what": "go", "name": "Марія Савчук", "f0": "yes"})
        assert "Записано: Марія Савчук" in page.text
    assert "Прикладна" in page.text
    assert (await client.get(f"{mine}?get=code")).headers["Content-Type"] == "image/svg+xml"
    page = await client.post(other, data={"what": "go", "name": "Іван Коваль", "f0": "no"})
    assert "Ви в черзі" in page.text

    # Her place goes to the next, by mail; and what moves is told, once.
    await client.post(mine, data={"what": "no"})
    await run_job("send_mails", world.services)
    assert subjects(box)[2:] == ["Звільнилося місце: Дія <для> громад"]
    page = await client.post(other, data={"what": "accept"})
    assert "Іван Коваль" in page.text
    assert await world.services.events.events.move(number, 1, "17 грудня 14:00–16:00", ADMIN)
    for _twice in range(2):
        await run_job("send_mails", world.services)
    assert subjects(box)[3:] == ["Зміни: Дія <для> громад"]
    assert "14:00–16:00" in box.text(-1)
    assert "10:00" not in box.text(-1)
    assert box.mails[-1]["To"] == "b@berd.gov.ua", "nothing after one said no"
    world.clock.strike("2026-12-16 15:00")
    for _twice in range(2):
        await run_job("send_mails", world.services)
    assert subjects(box)[4:] == ["Нагадуємо: Дія <для> громад"]

    # At the door without a phone, and afterwards.
    world.clock.strike("2026-12-17 14:01")
    [going] = await world.services.events.registrations.going(number)
    assert (await world.services.events.attendance.scan(going.ticket, ADMIN)).result == "noted"
    world.clock.strike("2026-12-17 16:30")
    for _twice in range(2):
        await run_job("send_mails", world.services)
    assert subjects(box)[5:] == ["Чи було корисно: Дія <для> громад"]
    assert "Дякуємо" in (await client.post(link(box), data={"what": "rate", "rating": "2", "word": "Добре"})).text
    pdf = await client.post(link(box), data={"what": "certificate", "certified": "Іван Коваль"})
    assert pdf.content.startswith(b"%PDF")
    row = await world.database.fetch_one(
        "SELECT certificate, satisfaction, feedback FROM registrations WHERE state = 'going'"
    )
    assert row
    assert (row["satisfaction"], row["feedback"]) == (2, "Добре")
    verified = await world.services.events.afterwards.verify([row["certificate"]])
    assert verified
    assert verified.name == "Іван Коваль"
    assert {each.part for each in (await world.services.events.attendance.of_event(number)).values()} == {Part.WHOLE}
    assert await world.database.fetch("SELECT id FROM news WHERE person_id < 0") == []
    assert await world.database.fetch("SELECT id FROM outbox WHERE person_id < 0") == []


async def test_a_link_ends_with_the_address_and_a_cancelled_event_is_told(
    world: World, box: Mailbox, client: httpx.AsyncClient
) -> None:
    number = await opened(world, "без обмежень")
    page = link(box)
    assert "Записано" in (await client.post(page, data={"what": "go", "name": "Хтось Там", "f0": "yes"})).text
    assert (await client.get(page[:-3] + "abc")).status_code == 404
    assert await world.services.events.events.cancel(number, "немає світла", ADMIN)
    for _twice in range(2):
        await run_job("send_mails", world.services)
    assert subjects(box)[2:] == ["Подію скасовано: Дія <для> громад"]
    assert "немає світла" in box.text(-1)
    assert "Прибрати з календаря" in (await client.get(page)).text
    await world.services.notices.mails.keep_addresses(
        "Андрушівська: інша@пошта\nБердичівська: c@berd.gov.ua\nАндрушівська: c@andr.gov.ua", ADMIN
    )
    assert (await client.get(page)).status_code == 404
    for file in ("?get=code", "?get=calendar", "?get=file&number=0"):
        assert (await client.get(f"{page}{file}")).status_code == 404


async def test_a_refused_mail_is_told_and_a_post_with_somebody_in_telegram_gets_none(
    world: World, box: Mailbox
) -> None:
    made = await world.services.people.invites.into_post(HEAD, ADMIN)
    await world.services.people.invites.take(made.token, world.mykola.id, "Микола")
    box.says["RCPT"] = "550 no such user"
    await opened(world)
    await world.tell_news()
    assert box.mails == []
    told = [each.text.replace("\xa0", " ") for each in world.in_staff_chat()]
    assert sum("Пошта не дійшла" in each and "Дія <для> громад" in each for each in told) == 1
    assert [row["post"] for row in await world.database.fetch("SELECT post FROM event_mails")] == ["h02003-head"]
