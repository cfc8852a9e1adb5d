"""Telegram is lost: what the department needs to go on by e-mail, as files."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from datetime import date

import pytest

from services.certification import MEMBERS, Submission
from services.notices import Via
from services.people import Post, Title
from tests.excel import rows_of, sheet_of
from tests.stories.cases.test_cases import tell
from tests.stories.certification.test_certificates import STAFF
from tests.stories.people.test_posts import ADMIN
from tests.stories.world import World

HEAD, DEPUTY = Post("h02001", Title.HEAD), Post("h02001", Title.CDTO)
LISTS = {
    "posts": "Посади",
    "notices": "Доручення",
    "cases": "Випадки",
    "drives": "Сертифікація",
    "lacking": "Ще не здали",
}
FORMULA = '=HYPERLINK("https://evil.example","Іван")'


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def hold(world: World, post: Post, person_id: int, name: str) -> None:
    await world.services.people.posts.ensure(post)
    made = await world.services.people.invites.into_post(post, ADMIN)
    await world.services.people.invites.take(made.token, person_id, name)


async def export(world: World) -> dict[str, list[dict[str, object]]]:
    """The lists as Excel has them, a row by its headings."""
    files = await world.services.contacts.files()
    assert sorted(files) == sorted(f"{name}.{kind}" for name in LISTS.values() for kind in ("xlsx", "csv"))
    found = {}
    for name, file in LISTS.items():
        headings, *rows = rows_of(files[f"{file}.xlsx"])
        found[name] = [dict(zip(map(str, headings), row, strict=True)) for row in rows]
        plain = list(csv.reader(io.StringIO(files[f"{file}.csv"].decode("utf-8-sig")), delimiter=";"))
        assert plain[0] == headings
        assert len(plain) == len(rows) + 1
    return found


async def test_posts_with_their_holders_and_addresses(world: World) -> None:
    await world.start(world.mykola)
    await hold(world, HEAD, world.mykola.id, "Микола")
    await world.services.notices.mails.keep_addresses("Андрушівська: rada@andr.gov.ua\nКоростенська: k@k.ua", ADMIN)
    posts = (await export(world))["posts"]
    assert len(posts) == 66
    [held] = [row for row in posts if row["Хто обіймає"]]
    assert held == {
        "Громада чи установа": "Андрушівська громада",
        "Посада": "голова Андрушівської громади",
        "Хто обіймає": "Микола",
        "Як діє": "обіймає",
        "Відколи": held["Відколи"],
        "Бот міг написати": "так",
        "Пошта": "rada@andr.gov.ua",
    }
    [vacant] = [row for row in posts if row["Пошта"] == "k@k.ua"]
    assert (vacant["Хто обіймає"], vacant["Як діє"]) == (None, "вакантна")


async def test_what_is_owed_and_nothing_that_is_done(world: World) -> None:
    await hold(world, HEAD, world.mykola.id, "Микола")
    await world.services.notices.mails.keep_addresses("Андрушівська: rada@andr.gov.ua", ADMIN)
    for text, done in (("Подайте звіт", False), ("Уже виконане", True)):
        notice = await world.services.notices.notices.write(text, ADMIN)
        await world.services.notices.notices.set_deadline(notice, 7)
        await world.services.notices.notices.set_letter(notice, "12/345")
        await world.services.notices.notices.address(notice, [HEAD])
        await world.services.notices.notices.send(notice, ADMIN)
        if done:
            obligation = next(each for each in await world.services.notices.read.open() if each.notice.id == notice)
            await world.services.notices.obligations.acknowledge_by(obligation.number, Via.PHONE, ADMIN)
    [owed] = (await export(world))["notices"]
    assert owed == {
        "Доручення №": 1,
        "Лист": "12/345",
        "Посада": "голова Андрушівської громади",
        "Хто обіймає": "Микола",
        "Пошта": "rada@andr.gov.ua",
        "Строк": owed["Строк"],
        "Чого чекаємо": "ознайомлення",
        "Що пишуть (ще не вирішено)": None,
        "Текст": "Подайте звіт",
    }
    assert getattr(owed["Строк"], "date", lambda: None)() == date(2026, 11, 30)


async def test_open_cases_with_whom_they_were_passed_to_and_masked_words(world: World) -> None:
    await world.services.notices.mails.keep_addresses("Коростенська: k@k.ua", ADMIN)
    await tell(world, world.olena)
    [case] = await world.services.cases.read.on_desk()
    await world.services.cases.desk.take(case.id, world.iryna.id, "Ірина")
    await world.services.cases.desk.forwarded(case.id, "голова Коростенської громади", world.iryna.id)
    await tell(world, world.mykola, where="поїзд 7, станція Овруч")
    closed = next(each for each in await world.services.cases.read.on_desk() if each.id != case.id)
    await world.services.cases.own.withdraw(closed.id, world.mykola.id)
    [row] = (await export(world))["cases"]
    assert row["Номер"] == case.number
    assert row["Хто опрацьовує"] == "Ірина"
    assert row["Кому передано"] == "голова Коростенської громади"
    assert row["Пошта голови громади"] == "k@k.ua"
    assert "папірця" in str(row["Що сказали людині"])
    assert "0671234567" not in str(row)


async def test_drives_body_by_body_with_those_who_lack_something(world: World) -> None:
    services = world.services
    taken = await services.certification.members.take(await services.tables.open(MEMBERS, STAFF), ADMIN)
    assert taken
    number = await services.certification.drives.write("Кібергігієна", ADMIN)
    for course in ("digigram", "servants"):
        await services.certification.drives.turn_course(number, course)
    await services.certification.drives.set_start(number, date(2026, 11, 24))
    await services.certification.drives.set_deadline(number, date(2026, 12, 31), ADMIN)
    await services.certification.drives.invite(number, taken[1])
    await services.certification.drives.open(number, ADMIN)
    coordinator = Post("b1", Title.COORDINATOR)
    await hold(world, coordinator, world.mykola.id, "Микола")
    await services.people.posts.set_email(coordinator, "archive@zt.gov.ua", ADMIN)
    await services.certification.members.join("b1", "Коваль Олена Іванівна", world.olena.id)
    before = await export(world)
    [body] = [row for row in before["drives"] if row["Пошта"]]
    assert body["Координатор чи координаторка"] == "Микола"
    assert body["Ще не здали"] == body["Працівників"]
    given = Submission(course="cyber", code="N1", kind="document", file_id="f")
    await services.certification.certificates.hand_in(world.olena.id, "message 1", given)
    after = await export(world)
    names = {row["ПІБ"] for row in before["lacking"]} - {row["ПІБ"] for row in after["lacking"]}
    assert names == {"Коваль Олена Іванівна"}
    [then] = [row for row in after["drives"] if row["Пошта"]]
    assert int(str(then["Ще не здали"])) == int(str(body["Ще не здали"])) - 1


async def test_names_are_no_formulas(world: World) -> None:
    await hold(world, DEPUTY, world.mykola.id, FORMULA)
    files = await world.services.contacts.files()
    cells = [cell for row in sheet_of(files["Посади.xlsx"]).iter_rows() for cell in row if cell.value == FORMULA]
    assert [cell.data_type for cell in cells] == ["s"]
    plain = csv.reader(io.StringIO(files["Посади.csv"].decode("utf-8-sig")), delimiter=";")
    assert [cell for row in plain for cell in row if "HYPERLINK" in cell] == [f"'{FORMULA}"]


async def test_the_export_stands_in_the_journal(world: World) -> None:
    await world.services.contacts.files()
    [line] = [each for each in await world.services.people.audit.page() if each.object == "contacts"]
    [words] = await world.services.people.audit.told([line])
    assert (words.actor, words.object) == ("бот", "контакти")
    assert words.deed == "вивантажено дані: з командного рядка"
