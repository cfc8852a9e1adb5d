"""Administrators read who did what, in chat and as Excel; nobody rewrites it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from handlers.answers.taps import LetQuestionGo
from services.people import Action, AuditFilter
from tests.excel import rows_of
from tests.processes import ROOT
from tests.stories.cases.test_cases import close, in_staff_chat, take, tell
from tests.stories.people.test_posts import ADMIN, desk, invite, join
from tests.stories.world import World


@pytest.fixture
async def world(stopped_world: World) -> object:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def test_changes_stand_in_the_journal_newest_first(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    shown = await desk(world, "Журнал")
    lines = shown.text.replace("\xa0", " ").splitlines()[2:]
    assert lines == [
        "23.11.2026 12:00 – Микола Бондар – голова Андрушівської громади: обійнято посаду: Микола Бондар",
        "23.11.2026 12:00 – людина № 1003 – голова Андрушівської громади: створено запрошення: на посаду",
    ]


def test_whatever_a_line_is_about_has_a_name() -> None:
    texts = (ROOT / "content/uk/messages/audit.ftl").read_text(encoding="utf-8")
    named = set(re.findall(r"^ +\[([a-z]+)\]", texts.partition("\naudit-object =")[2].partition("\naudit-")[0], re.M))
    written = set[str]()
    for folder in ("handlers", "services", "storage", "web"):
        for path in (ROOT / folder).rglob("*.py"):
            written |= set(re.findall(r'Action\.[A-Z_]+,\s*f?"([a-z]+)[ "]', path.read_text(encoding="utf-8")))
    assert {"case", "notices", "obligation"} <= written
    assert written - {"certificates"} <= named, "the certificates of a place have its name"


async def test_a_long_journal_is_read_page_by_page_and_taken_along(world: World) -> None:
    for number in range(25):
        await world.services.people.audit.note(ADMIN, Action.DATA_READ, f"question {number}")
    assert "запитання № 24" in (await desk(world, "Журнал")).text.replace("\xa0", " ")
    await world.tap(world.iryna, "Давніші")
    assert "запитання № 14" in world.iryna.last.text.replace("\xa0", " ")
    await world.tap(world.iryna, "Давніші")
    assert "запитання № 0" in world.iryna.last.text.replace("\xa0", " ")
    assert not any("Давніші" in row[0] for row in world.iryna.last.buttons)
    await world.tap(world.iryna, "Excel")
    file = world.telegram.file(world.iryna.last.data["document"]["file_id"])
    rows = rows_of(file.content)
    assert rows[0] == ["Коли", "Хто", "Номер у Telegram", "З чим", "Що зроблено"]
    assert rows[1][1:] == ["людина № 1003", "1003", "журнал", "вивантажено дані"]
    assert rows[2][1:] == ["людина № 1003", "1003", "запитання № 24", "переглянуто дані"]
    assert rows[1][0] == datetime(2026, 11, 23, 12, 0)  # noqa: DTZ001 - Excel knows no zones
    assert len(rows) == 27


async def test_the_database_refuses_to_change_or_delete_a_line(world: World) -> None:
    await world.services.people.audit.note(ADMIN, Action.DATA_READ, "question 1")
    for sql in ("UPDATE audit SET actor_id = 5", "DELETE FROM audit"):
        with pytest.raises(Exception, match="append-only"):
            await world.database.execute(sql)


async def test_lines_past_their_time_go_by_themselves(world: World) -> None:
    await world.services.people.audit.note(ADMIN, Action.DATA_READ, "question 1")
    world.clock.move(timedelta(days=3 * 365 - 1))
    await world.services.people.audit.note(ADMIN, Action.DATA_READ, "question 2")
    await world.forget_old()
    assert len(await world.services.people.audit.page()) == 2
    world.clock.move(timedelta(days=2))
    await world.forget_old()
    assert [line.object for line in await world.services.people.audit.page()] == ["question 2"]


DEEDS = [
    (Action.CASE_CHANGED, "case 1", "closed"),
    (Action.CASE_CHANGED, "case 1", "bank UA18040030000099881"),
    (Action.CASE_CHANGED, "case 1", "forwarded"),
    (Action.QUESTION_CHANGED, "question 1", "let go"),
    (Action.EVENT_CHANGED, "event 3", "held"),
    (Action.MAILING_CHANGED, "mailing 10", "finished"),
    (Action.MAILING_CHANGED, "mailing 10", "again failed"),
    (Action.MAILING_CHANGED, "mailing 10", "paid 1"),
    (Action.MAILING_APPROVED, "mailing 10", "emergency"),
    (Action.DRIVE_CHANGED, "drive 2", "until 2026-12-01"),
    (Action.CERTIFICATE_DECIDED, "certificate 5", "refused"),
    (Action.NOTICE_SENT, "notice 4", "66"),
    (Action.NOTICE_ACKNOWLEDGED, "notice 4", "h02001-head phone"),
    (Action.NOTICE_DECIDED, "notice 4", "h02001-head not extended"),
    (Action.NOTICE_EXTENSION, "notice 4", "h02001-head 2026-12-01"),
    (Action.LEAGUE_IMPORTED, "league 1", "own 66"),
    (Action.LEAGUE_CORRECTED, "league 1", "h02001 version 2"),
    (Action.LEAGUE_DECIDED, "league 1", "h02001 accepted"),
    (Action.INVITE_MADE, "operator", "role"),
    (Action.ROLE_TAKEN, "1003", "admin"),
    (Action.DATA_EXPORTED, "certificates of h02001", ""),
    (Action.DATA_EXPORTED, "contacts", "command line"),
    (Action.DATA_DELETED, "person", ""),
]


async def test_no_line_speaks_english_or_in_numbers_of_the_database(world: World) -> None:
    for deed in DEEDS:
        await world.services.people.audit.note(ADMIN, *deed)
    audit = world.services.people.audit
    lines = await audit.page()
    while older := await audit.page(lines[-1].id):
        lines += older
    assert len(lines) == len(DEEDS)
    for line in await audit.told(lines):
        said = f"{line.object} {line.deed}".replace("Telegram", "")
        assert not any(sign.isascii() and sign.isalpha() for sign in said), said


async def test_a_case_is_named_by_its_number_and_what_happened_to_it(world: World) -> None:
    """«ЖТ-2026-000002: об’єднано з ЖТ-2026-000001», found again by its number."""
    numbers = await two_cases(world)
    cases = [await world.services.cases.read.find_by_number(number) for number in numbers]
    assert cases[0]
    assert cases[1]
    await world.services.cases.desk.link(cases[1].id, cases[0].id, ADMIN)
    linked = f"{numbers[1]}: об’єднано з {numbers[0]}"
    assert linked in (await desk(world, "Журнал")).text.replace("\xa0", " ")
    await world.services.people.audit.note(ADMIN, Action.DATA_READ, "question 7")
    await desk(world, "Журнал", "Знайти")
    await world.say(world.iryna, numbers[1])
    assert linked in world.iryna.last.text.replace("\xa0", " ")
    assert "запитання" not in world.iryna.last.text


async def test_everything_that_is_done_with_a_question_stands_in_the_journal(world: World) -> None:
    await world.say(world.olena, "коли відкриють басейн на вулиці Київській")
    await world.tap(world.olena, "Передати відділу")
    await world.say(world.mykola, "чи роблять у вас татуювання драконів")
    await world.tap(world.mykola, "Передати відділу")
    first, second = world.in_staff_chat()
    await world.tap(world.iryna, "Беру", message=first)
    await world.tap(world.iryna, "Відпустити", message=world.staff_chat.message(first.id))
    await world.forge(world.iryna, LetQuestionGo(1), message=first)
    await in_staff_chat(world, "У травні.", first.id)
    await world.tap(world.iryna, "Закрити без відповіді", message=second)
    await in_staff_chat(world, "Не наше.", world.in_staff_chat()[-1].id)
    assert await deeds(world) == [
        "запитання № 1: взято в роботу",
        "запитання № 1: відпущено",
        "запитання № 1: надіслано відповідь",
        "запитання № 2: закрито",
    ], "nothing that changed nothing"


async def test_everything_that_is_done_with_a_case_stands_in_the_journal(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    await world.tap(world.iryna, "Відпустити", message=case)
    await world.tap(world.iryna, "Беру", message=world.staff_chat.message(case.id))
    await in_staff_chat(world, "Пишемо.", case.id)
    await world.services.cases.desk.correct(1, ADMIN, place="bank", hromada="h02001")
    await world.services.cases.desk.forwarded(1, "Укрзалізниця", ADMIN)
    await close(world, case, "установі пояснили", "Пояснили.")
    assert await deeds(world) == [
        "ЖТ-2026-000001: переглянуто дані: взято в роботу",
        "ЖТ-2026-000001: відпущено",
        "ЖТ-2026-000001: переглянуто дані: взято в роботу",
        "ЖТ-2026-000001: надіслано відповідь",
        "ЖТ-2026-000001: виправлено місце: у банку, Андрушівська",
        "ЖТ-2026-000001: передано",
        "ЖТ-2026-000001: закрито",
    ]


async def deeds(world: World) -> list[str]:
    """What Iryna did, the oldest first."""
    audit = world.services.people.audit
    told = await audit.told((await audit.page(None, AuditFilter(actor=ADMIN)))[::-1])
    return [f"{each.object}: {each.deed}".replace("\xa0", " ") for each in told]


async def two_cases(world: World) -> list[str]:
    """Two people were refused; the numbers of their cases."""
    await tell(world, world.olena)
    await tell(world, world.mykola, where="поїзд 45, станція Звягель")
    rows = await world.database.fetch("SELECT number FROM cases ORDER BY id")
    return [str(row["number"]) for row in rows]


async def test_the_bots_own_deeds_stand_apart(world: World) -> None:
    await world.services.people.audit.note(0, Action.MAILING_CHANGED, "mailing 10", "finished")
    await world.services.people.audit.note(ADMIN, Action.DATA_READ, "question 7")
    page = await desk(world, "Журнал")
    assert "запитання № 7" in page.text.replace("\xa0", " ")
    assert "завершено" not in page.text
    await world.tap(world.iryna, "Що зробив сам бот")
    assert "бот – повідомлення від бота № 10: завершено" in world.iryna.last.text.replace("\xa0", " ")
    assert "запитання" not in world.iryna.last.text
    await world.tap(world.iryna, "Excel")
    rows = rows_of(world.telegram.file(world.iryna.last.data["document"]["file_id"]).content)
    assert [row[4] for row in rows[1:]] == ["завершено"]


async def test_lines_are_found_by_a_day_and_by_a_name(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    world.clock.move(timedelta(days=2))
    await world.services.people.audit.note(ADMIN, Action.DATA_READ, "question 7")
    for words, there, not_there in (
        ("23.11", "обійнято посаду", "запитання"),
        ("вчора", "порожній", "запитання"),
        ("микола", "обійнято посаду", "створено запрошення"),
        ("Андрушівської", "створено запрошення", "запитання"),
    ):
        await desk(world, "Журнал", "Знайти")
        await world.say(world.iryna, words)
        assert there in world.iryna.last.text
        assert not_there not in world.iryna.last.text
    await desk(world, "Журнал", "Знайти")
    await world.say(world.iryna, "щось інше")
    assert "Такого в журналі немає" in world.iryna.last.text
