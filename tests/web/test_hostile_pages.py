"""Words made to harm, in every field that people can fill: on every page of the desk they stay words.

The pages are found by their links, from the first one on, so that those of all areas are looked over.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from services.cases import CaseDetails
from services.certification import MEMBERS, Doubt, HromadaCount, Submission
from services.content import Content
from services.files.excel import make_excel
from services.mailings import Audience
from services.notices import SETTLEMENTS, FieldKind, Form, UploadResult
from services.people import Post, Role, Title
from storage.engine.database import open_database
from storage.engine.migrations import migrate
from tests.stories.world import World
from tests.web.browser import URL, Browser, Page
from tests.web.conftest import HEAD, Enter, prepare
from tests.web.notices.sending import sent
from web.routes import WAYS, Who

HARM = "\"><script>alert(1)</script><img src=x onerror=alert(1)><a href='https://evil.example'>{{ 7919*7 }}</td></svg>"
NAME = "\"><script>a(1)</script>'{{7919*7}}\u202e</td>"
"""What a name of Telegram takes: 64 signs."""
MOST_PAGES = 400


@pytest.fixture
async def world(content: Content, tmp_path: Path) -> AsyncIterator[World]:
    async with open_database(f"sqlite:///{tmp_path}/hostile.db") as database:
        await migrate(database)
        world = World(database, content)
        async with world.running(admin_ids=[world.iryna.id], public_url=URL):
            await prepare(world)
            await fill(world)
            yield world


async def fill(world: World) -> None:
    """Each field of people and staff, with what would run if it were not words."""
    people, cases, notices = world.services.people, world.services.cases, world.services.notices
    certification, admin = world.services.certification, world.iryna.id
    harmful = world.telegram.add_person(1010, NAME, last_name=NAME)
    await world.start(harmful)
    for post in (Post("h02003", Title.HEAD), Post("h02003", Title.CDTO)):
        await people.invites.take((await people.invites.into_post(post, admin)).token, harmful.id, NAME)
    await people.invites.take((await people.invites.into_role(Role.OPERATOR, admin)).token, 1011, NAME)
    await people.invites.into_post(Post("h02005", Title.HEAD), admin)
    await people.bans.ban(1012, HARM, admin)
    await people.ready_answers.keep("шкода", HARM, admin)
    body = await people.posts.add_body(f"Установа {HARM}"[:120], admin)

    for number in range(2):
        begun = await cases.own.begin(harmful.id, "passport", "rail")
        told = CaseDetails(
            document="passport", place="rail", place_name=HARM, happened_on=world.clock().date(), result="refused",
            said=HARM, ground=HARM,
        )  # fmt: skip
        case = await cases.own.submit(begun, harmful.id, told, [])
        assert case
        world.clock.move(timedelta(days=2))
        if number:
            found = await cases.desk.find_by_number("1")
            assert found
            await cases.desk.take(found.id, admin, NAME)
    await world.say(harmful, f"пояснення {HARM}")
    await world.services.answers.answers.ask(harmful.id, 77, f"скільки коштує {HARM}")
    [question, *_] = await world.database.fetch_column("SELECT id FROM questions ORDER BY id DESC")
    await world.services.answers.questions.pass_on(question, harmful.id)

    rows = [["Андрушівська", HARM, HARM]]
    table = await world.services.tables.open(SETTLEMENTS, make_excel(["Громада", "Назва", "Провайдер"], rows))
    await notices.settlements.take(table, admin)
    form = "Села: перелік\nЧому: текст\nТаблиця: таблиця назва, скільки (число)\nФайл: файл"
    notice = await sent(world, form=form, to=(HEAD, Post("h02003", Title.HEAD)), text=HARM)
    await notices.notices.set_letter(notice, HARM)
    for owed in await notices.read.of_notice(notice):
        answers = {}
        for field in Form.of(owed.notice).fields:
            if field.kind is FieldKind.FILE:
                name = f"{HARM[:60]}.pdf".replace("/", "")
                assert await notices.replies.upload(owed, field, name, b"%PDF-1.4 x", harmful.id) is UploadResult.KEPT
                continue
            is_table = field.kind is FieldKind.TABLE
            read = notices.replies.read_rows(field, [[HARM, "5"]]) if is_table else notices.replies.read(field, HARM)
            answers[field.key] = read.values[0] if read.values else HARM  # a settlement that no list knows
            assert read.values or field.kind is FieldKind.PLACES, field
        await notices.replies.put_all(owed, answers, harmful.id)
        assert await notices.replies.send(owed, harmful.id)

    members = [[NAME, body.name, HARM[:60]]]
    taken = await certification.members.take(
        await world.services.tables.open(MEMBERS, make_excel(["ПІБ", "Установа", "Підрозділ"], members)), admin
    )
    drive = await certification.drives.write(HARM, admin)
    await certification.drives.invite(drive, [body.place, "h02001", *(taken[1] if taken else [])])
    await certification.drives.open(drive, admin)
    given = Submission(course="", code=HARM[:60], name=HARM, address="javascript:alert(1)", doubts=(Doubt.COURSE,))
    await certification.certificates.hand_in_for(body.place, None, "hostile", given)
    await certification.batches.take(harmful.id, body.place, "x", 9_999_999)

    league = await world.services.rating.intake.begin_sample(20263, [HromadaCount("h02001", 40, 9, 9, 9)], admin)
    found_league = await world.services.rating.read.league(league or 0)
    assert found_league
    await world.services.rating.window.open(found_league, admin)
    [row] = await world.services.rating.read.counts(found_league.id)
    assert await world.services.rating.window.object_to(row, HARM, world.mykola.id)

    broadcasts = world.services.mailings.broadcasts
    for number in range(2):
        mailing = await broadcasts.write(f"&lt;script&gt; {NAME.replace('<', '&lt;')} {number}", admin)
        await broadcasts.address(mailing, Audience(title="head"))
    draft = await broadcasts.draft(mailing)
    assert draft
    await broadcasts.approve(mailing, broadcasts.seal(draft), admin)
    world.clock.move(timedelta(minutes=2))
    await world.services.mailings.dispatcher.carry_all()
    await world.settle()


async def crawl(browser: Browser) -> dict[str, Page]:
    """All pages that links lead to, each looked over; the address of each without what stands behind `?` comes once
    for each set of names there."""
    found: dict[str, Page] = {}
    waiting, seen = ["/desk/"], set[str]()
    while waiting and len(found) < MOST_PAGES:
        path = waiting.pop(0)
        response = await browser.client.get(path, follow_redirects=True)
        assert response.status_code == 200, (path, response.status_code)
        page = browser._seen(response, 200)
        if not page.is_html:
            continue
        found[path] = page
        for each in page.find("a"):
            address = urlsplit(each["href"])
            assert "evil" not in each["href"] or address.path.startswith("/desk/"), (path, each["href"])
            kind = re.sub(r"(?<=/)(h\d+|\d+)(?=[/-]|$)", "#", address.path)
            mark = f"{kind}?{sorted(part.partition('=')[0] for part in address.query.split('&'))}"
            if address.scheme or address.netloc or not address.path.startswith("/desk/") or kind.startswith("/desk/s/"):
                continue
            some = sum(one.startswith(f"{mark} ") for one in seen)
            key = f"{mark} {each['href']}"
            if key not in seen and some < 4:
                seen.add(key)
                waiting.append(each["href"])
    return found


async def test_nothing_that_people_wrote_runs_on_any_page(world: World, enter: Enter) -> None:
    staff = await crawl(await enter(world.iryna))
    heads = await crawl(await enter(world.mykola))
    pages = {**staff, **{f"head {path}": page for path, page in heads.items()}}
    shown = [path for path, page in pages.items() if "<script>a" in page.text]
    assert len(shown) > 15, "the words stand there, as words"
    for path, page in pages.items():
        assert "55433" not in page.text, path
        for image in page.find("img"):
            assert image["src"].startswith("/desk/"), path
    visited = {way.path for way in WAYS if way.method == "GET" and any(_is_of(way.path, path) for path in staff)}
    missed = {way.path for way in WAYS if way.method == "GET" and way.needs not in {Who.ALL, Who.HEADS}} - visited
    assert len(missed) < len(visited) / 2, sorted(missed)


def _is_of(way: str, path: str) -> bool:
    return bool(re.fullmatch(re.sub(r"{\w+(:int)?}", "[^/]+", way), urlsplit(path).path))
