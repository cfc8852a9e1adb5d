"""Nothing final by accident: a tap that destroys, reaches many or cannot be taken back asks in numbers first, or waits.

Every tap of the staff is known here: as one that shows, asks, or changes what another press changes back, or as one
that declares how it is kept from happening by accident (`channels.taps.Care`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest

from channels.taps import Care, Tap
from handlers.answers.taps import SendAnswer, SendAnswerToAll, ShowCluster
from handlers.cases.taps import AskIfHeld, ForwardAs, HeldVisit, LinkCase, LinkWith
from handlers.certification import taps as of_certification
from handlers.chat.routes import OnTap, Table
from handlers.chat.taps import TakeTable
from handlers.events.taps import ApproveEvent, AskIfEventHeld, AskToSkip, CancelSession, HoldEvent
from handlers.mailings.taps import ApproveBroadcast, AskToTurn, Pay, ShowPrice, Turn
from handlers.notices import taps as of_notices
from handlers.people import taps as people
from handlers.people.taps import DropReady, Forget, ListReady, ReleaseReply, UseReady
from handlers.rating.taps import OpenWindow, PublishLeague, TellAgain
from services.certification import MEMBERS
from services.events import EventKind
from services.people import Post, Role, Title
from simulator.parameters import Upload
from simulator.people import Message, Person
from tests.jobs import run_job
from tests.stories.answers.test_questions import POOL
from tests.stories.cases.test_cases import in_staff_chat, take, tell
from tests.stories.cases.test_linked_cases import two_linked
from tests.stories.cases.test_replies import reply
from tests.stories.certification.test_certificates import ARCHIVE, HEADINGS, table
from tests.stories.certification.test_doubled_bodies import LIBRARY, SAME, body
from tests.stories.events.common import events_desk
from tests.stories.mailings.test_broadcasts import carry, subscribe, write
from tests.stories.mailings.test_recall import sent
from tests.stories.notices import test_notices as notices
from tests.stories.people.test_posts import ADMIN, desk, invite, join
from tests.stories.people.test_privacy import tables
from tests.stories.rating.test_leagues import excel, import_quarter, open_window, quarter_rows, screen, send_table
from tests.stories.world import World, button_of

PLAIN = {
    # They show something, or ask for words.
    "askremove", "askrevoke", "askend", "askundo", "askvisited", "audit", "auditexcel",
    "auditfind", "author", "bc", "bcagain", "bcask", "bcbuttons", "bccalendar", "bcchart", "bccorrect", "bcdraft",
    "bcemergency", "bcexcel", "bcnew", "bcnotices", "bcplaces", "bcprice", "bctime", "bcwhen", "bcwhom", "bodies",
    "bodyposter", "broadcasts", "caseend", "casehistory", "caselink", "casenote", "caseraion", "casesexcel",
    "casewriteall", "closequestion", "cluster", "clusterdraft", "clusterreply", "desk", "deskgroup", "forward", "gaps",
    "askheadsfile",
    "inviteheads", "invites", "invitetable", "league", "leaguecorrect", "leaguedraw", "leagueexcel", "leaguequarter",
    "leagues", "leaguetable", "leagueversions", "lessons", "lettervisit", "letterword", "newleague", "objection",
    "objectionno", "objections", "objectionyes", "opencases", "place", "post", "postraion", "postraions", "posts",
    "posttype", "poster", "posterbodies", "posterof", "posters", "postertheme", "ready", "readyall", "readyaskdrop",
    "replykeep", "statistics", "team", "unanswered", "unansweredbystaff", "visits", "workcase", "addbody", "addresses",
    "workquestion", "bans", "ban", "caseclose", "byphone",
    # Of a draft: nobody has read it.
    "bcactive", "bcat", "bcnotice", "bcraion", "bcrepeat", "bcto", "bctry", "leagueown", "leaguepost",
    # Another press changes it back.
    "casehromada", "caseplace", "caseundolink", "caseunlink", "invitepost", "inviterole",
    "letgo", "questionfree", "replynote", "replystop", "takecase", "takelinked", "takequestion", "unban",
    # A wording of one question; it comes again with the next one who asks so.
    "lesson", "lessonback",
    # Of events: they show, ask, or change what nobody has read yet.
    "agenda", "eventabout", "eventanyone", "eventaskheld", "eventaskskip", "eventbring", "eventcancel", "eventexcel",
    "eventfile", "eventfiles", "eventform", "eventguests", "eventheads", "eventhromadas", "eventkinds", "eventload",
    "eventlook", "eventmove", "eventnew", "eventpicture", "eventplaces", "eventposter", "eventposts", "eventrepeat",
    "eventreport", "events", "eventscreen", "eventseries", "eventsessions", "eventstop", "eventtitle", "eventuntil",
    "eventinvited", "eventleaveout", "eventnobody", "eventwhen", "eventwhere", "eventwhom", "staffevent",
    # Another press changes it back.
    "eventclose", "eventguest", "eventreopen",
    # Of certification: they show, ask, or change a draft.
    "bodydouble", "bodydoubles", "doubles", "driveanyone", "drivechart", "drivecouncils", "drivecourse", "drivedays",
    "driveexcel", "drivelasts", "drivemembers", "drivepage", "drives", "drivestart", "driveuntil", "drivewrite",
    "newdrive",
    # Of notices: the same.
    "addressee", "addressees", "askagain", "asknew", "behind", "behinds", "board", "boardexcel", "call", "calls",
    "changenotice", "copynotice", "correctnotice", "deadline", "deadlines", "movelist", "movenotice", "movewhen",
    "movewhom", "newnotice", "notice", "noticedraft", "noticedrafts", "noticedue", "noticefile", "noticeform",
    "noticehromadas", "noticeletter", "noticelook", "noticeposts", "noticeread", "notices", "noticetext",
    "noticeurgent", "replies", "repliesexcel", "replyfiles", "setload", "settlements", "stopnotice",
    "template", "templates", "useform", "wantack", "withdrawwhy",
    # Another press changes it back, or says another thing.
    "agreed", "called", "callnow", "reviewnotice", "uncall",
}  # fmt: skip
"""Prefixes of taps that are not final. A new tap of the staff must be decided on: this, or a `Care`."""
Way = Callable[[World], Awaitable[tuple[Person, Message]]]
WORDS = (
    "h02001",
    "h02001-head",
    "b1",
    "vacant",
    "operator",
    "accepted",
    "train",
    "rail",
    "ask",
    "head",
    "body",
    "a",
    "on",
)


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


def of_staff(world: World) -> list[OnTap]:
    [table] = world.application.handlers[0]
    assert isinstance(table, Table)
    taps = [each for each in table.handlers if isinstance(each, OnTap)]
    return [each for each in taps if each.right is not None]


async def test_every_tap_of_the_staff_is_plain_or_says_how_it_is_kept_from_accidents(world: World) -> None:
    known = of_staff(world)
    assert {each.tap.prefix for each in known if each.tap.care is None} == PLAIN
    final = {each.tap for each in known if each.tap.care}
    assert {tap for tap in final if tap.care is Care.ASKED} | {TakeTable, Forget} == set(ASKED)
    assert {tap for tap in final if tap.care is Care.HELD} == set(HELD)


# The ways to what asks


async def _revoking(world: World) -> tuple[Person, Message]:
    await invite(world)
    await world.tap(world.iryna, people.AskToRevoke)
    return world.iryna, world.iryna.last


async def _inviting_anew(world: World) -> tuple[Person, Message]:
    await invite(world)
    place = ("Посади", "Знайти громаду", "Бердичівський", "Андрушівська", "Голова", "Запросити на посаду")
    return world.iryna, await desk(world, *place)


async def _inviting_heads(world: World) -> tuple[Person, Message]:
    await invite(world)
    await desk(world, "Посади")
    await world.tap(world.iryna, people.InviteAllHeads)
    await world.tap(world.iryna, people.AskForNewHeadInvites)
    return world.iryna, world.iryna.last


async def _ending(world: World) -> tuple[Person, Message]:
    await join(world, world.mykola, await invite(world))
    await desk(world, "Посади", "Знайти громаду", "Бердичівський", "Андрушівська", "Голова")
    await world.tap(world.iryna, people.AskToEnd)
    return world.iryna, world.iryna.last


async def _removing(world: World) -> tuple[Person, Message]:
    for person in (world.olena, world.mykola):
        made = await world.services.people.invites.into_role(Role.OPERATOR, ADMIN)
        await world.services.people.invites.take(made.token, person.id, "Хтось")
    await desk(world, "Працівники")
    await world.tap(world.iryna, people.AskToRemove)
    return world.iryna, world.iryna.last


async def _undoing(world: World) -> tuple[Person, Message]:
    await join(world, world.mykola, await invite(world))
    await world.tap(world.iryna, people.AskToUndo, message=world.in_staff_chat()[-1])
    return world.iryna, world.in_staff_chat()[-1]


async def _releasing(world: World) -> tuple[Person, Message]:
    first, _ = await two_linked(world)
    return world.iryna, await reply(world, first, "Телефонуємо.")


async def _dropping(world: World) -> tuple[Person, Message]:
    await _ready(world)
    await world.tap(world.iryna, people.ManageReady, message=world.in_staff_chat()[-1])
    await world.tap(world.iryna, people.AskToDrop, message=world.in_staff_chat()[-1])
    return world.iryna, world.in_staff_chat()[-1]


async def _ready(world: World) -> Message:
    """A ready answer, offered for Olena's question."""
    question = await _asked(world)
    await world.services.people.ready_answers.keep("травень", "У травні.", ADMIN)
    await world.tap(world.iryna, ListReady, message=question)
    return world.in_staff_chat()[-1]


async def _asked(world: World) -> Message:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    return world.in_staff_chat()[-1]


async def _linking(world: World) -> tuple[Person, Message]:
    await tell(world, world.olena)
    case = await take(world)
    await tell(world, world.mykola, where="каса в Овручі")
    await world.tap(world.iryna, LinkCase, message=case)
    return world.iryna, await in_staff_chat(world, "2", world.in_staff_chat()[-1].id)


async def _forwarding(world: World) -> tuple[Person, Message]:
    await tell(world, world.olena)
    await world.tap(world.iryna, "Передати", message=await take(world))
    await world.tap(world.iryna, "Установі: лист", message=world.in_staff_chat()[-1])
    return world.iryna, world.in_staff_chat()[-1]


async def _visiting(world: World) -> tuple[Person, Message]:
    await world.services.cases.statistics.proposed.propose("rail", "Вокзал", "t", world.clock())
    await run_job("notice_repeats", world.services)
    await world.tell_news()
    await world.tap(world.iryna, AskIfHeld, message=world.in_staff_chat()[-1])
    return world.iryna, world.in_staff_chat()[-1]


async def _recalling(world: World) -> tuple[Person, Message]:
    await subscribe(world, 2)
    message = await sent(world)
    await world.tap(world.iryna, AskToTurn, message=message)
    return world.iryna, world.iryna.chat.message(message.id)


async def _paying(world: World) -> tuple[Person, Message]:
    await subscribe(world, 2)
    await write(world)
    await world.tap(world.iryna, ShowPrice)
    return world.iryna, world.iryna.last


async def _opening(world: World) -> tuple[Person, Message]:
    await import_quarter(world)
    await world.tap(world.iryna, OpenWindow)
    return world.iryna, world.iryna.last


async def _telling_again(world: World) -> tuple[Person, Message]:
    await import_quarter(world)
    await open_window(world)
    made = await world.services.people.invites.into_post(Post("h02001", Title.HEAD), ADMIN)
    await world.start(world.mykola)
    await world.services.people.invites.take(made.token, world.mykola.id, "Микола")
    await screen(world)
    await world.tap(world.iryna, TellAgain)
    return world.iryna, world.iryna.last


async def _publishing(world: World) -> tuple[Person, Message]:
    await import_quarter(world)
    await open_window(world)
    world.clock.move(timedelta(days=8))
    await screen(world)
    await world.tap(world.iryna, PublishLeague)
    return world.iryna, world.iryna.last


async def _taking_a_table(world: World) -> tuple[Person, Message]:
    return world.iryna, await send_table(world, excel(quarter_rows()))


async def _forgetting(world: World) -> tuple[Person, Message]:
    await _asked(world)
    await world.say(world.olena, "/privacy")
    await world.tap(world.olena, people.AskToForget)
    return world.olena, world.olena.last


async def _skipping(world: World) -> tuple[Person, Message]:
    await _open_event(world)
    await events_desk(world, "Подія на двох", "Перенести", AskToSkip)
    return world.iryna, world.iryna.last


async def _holding(world: World) -> tuple[Person, Message]:
    await _open_event(world)
    world.clock.strike("2026-12-17 10:00")
    await events_desk(world, "Подія на двох", AskIfEventHeld)
    return world.iryna, world.iryna.last


async def _open_event(world: World) -> int:
    """Two people come to an event of two sessions."""
    number = await _draft_of_event(world)
    assert await world.services.events.events.open_now(number, ADMIN)
    for person in (world.olena, world.mykola):
        await world.services.events.registrations.join(number, person.id, "Хтось")
    return number


async def _draft_of_event(world: World) -> int:
    events = world.services.events.events
    number = await events.write(EventKind.TRAINING, "Подія на двох", ADMIN)
    await events.set_sessions(number, "15 грудня 10:00–12:00\n16 грудня 10:00–12:00")
    await events.set_where(number, "Житомир", ADMIN)
    await events.let_anyone(number, wanted=True)
    return number


async def _approving_an_event(world: World) -> tuple[Person, Message]:
    number = await _draft_of_event(world)
    await world.services.events.events.address(number, [Post("h02001", Title.HEAD)])
    await join(world, world.mykola, await invite(world))
    return world.iryna, await events_desk(world, "Подія на двох")


async def _notice(world: World) -> None:
    """A notice to a raion left; Mykola acts for one of its posts."""
    await join(world, world.mykola, await invite(world))
    await notices.send(world, to="Бердичівський")
    await notices.press_send(world)


async def _asking(world: World, tap: Tap) -> tuple[Person, Message]:
    """What the tap asks while nobody is sure."""
    await desk(world)
    await world.forge(world.iryna, tap)
    return world.iryna, world.iryna.last


async def _ending_a_notice(world: World) -> tuple[Person, Message]:
    await _notice(world)
    return await _asking(world, of_notices.EndNotice(1, "withdrawn", 0))


async def _moving_a_deadline(world: World) -> tuple[Person, Message]:
    await _notice(world)
    return await _asking(world, of_notices.MoveDeadline(1, date(2026, 12, 8).toordinal(), 1440, 0, 0))


async def _urging(world: World) -> tuple[Person, Message]:
    await _notice(world)
    return await _asking(world, of_notices.Urge(1, 0))


async def _dropping_a_correction(world: World) -> tuple[Person, Message]:
    await _notice(world)
    await desk(world, "Доручення", "№ 1", "Змінити", "Виправити")
    return await _asking(world, of_notices.DropCorrection(1, 0))


async def _taking_files_out(world: World) -> tuple[Person, Message]:
    await notices.send(world)
    await world.tap(world.iryna, "Додати файл")
    world.iryna.send_file("document", Upload("план.docx", b"x", "application/msword"))
    await world.settle()
    return await _asking(world, of_notices.TakeFilesOut(1, 0))


async def _deleting_a_template(world: World) -> tuple[Person, Message]:
    await _notice(world)
    await desk(world, "Доручення", "№ 1", "Як шаблон")
    return await _asking(world, of_notices.DeleteTemplate(1, 0))


async def _replacing_a_template(world: World) -> tuple[Person, Message]:
    await _notice(world)
    await desk(world, "Доручення", "№ 1", "Як шаблон")
    await notices.send(world, to="Коростенський")
    return await _asking(world, of_notices.SaveTemplate(2, 0))


async def _deciding(world: World) -> tuple[Person, Message]:
    await _notice(world)
    await world.tap(world.mykola, "Не до нас")
    await world.say(world.mykola, "Інтернет веде сусідня громада", reply_to=world.mykola.last.id)
    asked = world.in_staff_chat()[-1]
    await world.tap(world.iryna, "Погодитися", message=asked)
    return world.iryna, asked


async def _merging_members(world: World) -> tuple[Person, Message]:
    people = [("Іваненко Марія", ARCHIVE, unit, "") for unit in ("Каса", "Зала")]
    opened = await world.services.tables.open(MEMBERS, table(HEADINGS, *people))
    assert await world.services.certification.members.take(opened, ADMIN)
    return await _asking(world, of_certification.MergeMembers(1, 2, 0))


async def _merging_bodies(world: World) -> tuple[Person, Message]:
    await body(world, LIBRARY, ("Іваненко Марія", None))
    await body(world, SAME, ("Петренко Олена", None))
    return await _asking(world, of_certification.LookAtDoubledBody("b1", 2))


async def _opening_a_drive(world: World) -> tuple[Person, Message]:
    drives = world.services.certification.drives
    number = await drives.write("Проба", ADMIN)
    await drives.invite(number, ["h02001"])
    return await _asking(world, of_certification.Turn(number, "open", 0))


ASKED: Mapping[type[Tap], Way] = {
    of_certification.MergeBodies: _merging_bodies,
    of_certification.MergeMembers: _merging_members,
    of_certification.Turn: _opening_a_drive,
    of_notices.Decide: _deciding,
    of_notices.DeleteTemplate: _deleting_a_template,
    of_notices.DropCorrection: _dropping_a_correction,
    of_notices.EndNotice: _ending_a_notice,
    of_notices.MoveDeadline: _moving_a_deadline,
    of_notices.SaveTemplate: _replacing_a_template,
    of_notices.TakeFilesOut: _taking_files_out,
    of_notices.Urge: _urging,
    CancelSession: _skipping,
    HoldEvent: _holding,
    DropReady: _dropping,
    Forget: _forgetting,
    ForwardAs: _forwarding,
    HeldVisit: _visiting,
    LinkWith: _linking,
    OpenWindow: _opening,
    Pay: _paying,
    PublishLeague: _publishing,
    ReleaseReply: _releasing,
    TakeTable: _taking_a_table,
    TellAgain: _telling_again,
    Turn: _recalling,
    people.EndTenure: _ending,
    people.InviteAnew: _inviting_anew,
    people.RenewHeadInvites: _inviting_heads,
    people.RemoveMember: _removing,
    people.RevokeInvite: _revoking,
    people.UndoTaking: _undoing,
}
"""How one comes to the question before that tap."""


BACK = ("Назад", "Ні", "Не надсилати", "Скасувати", "Лишити за ними")


@pytest.mark.parametrize("tap", ASKED)
async def test_what_is_final_asks_in_numbers_and_only_the_answer_acts(world: World, tap: type[Tap]) -> None:
    person, question = await ASKED[tap](world)
    assert re.search(r"\d", f"{question.text} {question.buttons}"), "in numbers"
    assert any(back in str(question.buttons) for back in BACK)
    before = await kept(world)
    await world.tap(person, tap, message=question)
    assert await kept(world) != before, "the answer acts"


# What waits


async def _approving(world: World) -> tuple[Person, Message]:
    await subscribe(world, 2)
    return world.iryna, await write(world)


async def _sending_an_answer_to_all(world: World) -> tuple[Person, Message]:
    for person in (world.olena, world.mykola):
        await world.say(person, POOL)
        await world.tap(person, "Передати відділу")
    await desk(world, "Без відповіді")
    await world.tap(world.iryna, ShowCluster)
    return world.iryna, world.iryna.last


async def _sending_an_answer(world: World) -> tuple[Person, Message]:
    return world.iryna, await _asked(world)


async def _using_a_ready_answer(world: World) -> tuple[Person, Message]:
    return world.iryna, await _ready(world)


async def _sending_a_notice(world: World) -> tuple[Person, Message]:
    await join(world, world.mykola, await invite(world))
    return world.iryna, await notices.send(world, to="Бердичівський")


HELD: Mapping[type[Tap], Way] = {
    of_notices.SendNotice: _sending_a_notice,
    ApproveBroadcast: _approving,
    ApproveEvent: _approving_an_event,
    SendAnswer: _sending_an_answer,
    SendAnswerToAll: _sending_an_answer_to_all,
    UseReady: _using_a_ready_answer,
}
"""How one comes to that tap."""


@pytest.mark.parametrize("tap", HELD)
async def test_what_is_held_can_be_stopped_and_then_reaches_nobody(world: World, tap: type[Tap]) -> None:
    person, message = await HELD[tap](world)
    read = replies(world, person)
    person.press(message, button_of(message, tap)["text"])
    await world.hold()
    assert replies(world, person) == read
    shown = [*(each for each in person.replies), *world.in_staff_chat()]
    stop = next(
        each for each in reversed(shown) if "Не надсилати" in str(each.buttons) or "Зупинити" in str(each.buttons)
    )
    await world.tap(person, "Не надсилати" if "Не надсилати" in str(stop.buttons) else "Зупинити", message=stop)
    for _ in range(2):
        await carry(world)
        for job in ("send_held_replies", "send_notices", "open_events"):
            await run_job(job, world.services)
    assert replies(world, person) == read


def replies(world: World, but: Person) -> int:
    """How many messages of the bot people have, but for that one."""
    return sum(len(each.replies) for each in world.telegram.people.values() if each is not but)


# What is not final is not


async def test_no_plain_tap_destroys_a_row_or_reaches_more_than_one_person(world: World) -> None:
    """Each is pressed, made by hand, with numbers and words of what there is."""
    await _linking(world)
    await _ready(world)
    await import_quarter(world)
    await join(world, world.mykola, await invite(world))
    await _recalling(world)
    await _draft_of_event(world)
    await _open_event(world)
    await notices.send(world, to="Бердичівський")
    await notices.press_send(world)
    await notices.send(world)
    await body(world, LIBRARY, ("Іваненко Марія", None))
    await body(world, SAME, ("Петренко Олена", None))
    await world.services.certification.drives.write("Проба", ADMIN)
    await write(world, text="Друга новина.")
    await world.services.people.bans.ban(world.telegram.people[5001].id, "тест", ADMIN)
    await run_job("tell_staff", world.services)
    await world.say(world.iryna, "/staff")
    message, pressed = world.iryna.last, 0
    before = await rows(world)
    for handler in of_staff(world):
        if handler.tap.care and "sure" not in {each.name for each in fields(handler.tap)}:
            continue
        options = [
            range(1 if each.name == "sure" else 3) if each.type == "int" else WORDS for each in fields(handler.tap)
        ]
        for values in itertools.islice(itertools.product(*options), 40):
            read = {id: len(each.replies) for id, each in world.telegram.people.items()}
            world.clock.move(timedelta(seconds=20))
            await world.forge(world.iryna, handler.tap(*values), message=message)
            await world.services.mailings.dispatcher.carry_all()
            after = await rows(world)
            gone = {table for table, ids in before.items() if ids - after.get(table, set())}
            reached = [
                id for id, each in world.telegram.people.items() if id != ADMIN and len(each.replies) > read.get(id, 0)
            ]
            assert not gone, (handler.tap.prefix, values)
            assert len(reached) <= 1, (handler.tap.prefix, values)
            before, pressed = after, pressed + 1
    assert pressed > 100


PASSING = {"drafts", "failures", "held_reply_recipients", "live_messages", "prompts", "steps", "updates"}
"""Tables of what is on its way."""


async def kept(world: World) -> dict[str, list[Any]]:
    """All that is kept, but for what is on its way."""
    return {
        table: [dict(row) for row in await world.database.fetch(f"SELECT * FROM {table}")]
        for table in sorted(set(await tables(world)) - PASSING)
    }


async def rows(world: World) -> dict[str, set[str]]:
    """The rows of each table by their first column, in one statement: it is asked hundreds of times."""
    if world.database.dialect == "sqlite":
        query = """
            SELECT m.name AS name, c.name AS first FROM sqlite_master AS m, pragma_table_info(m.name) AS c
            WHERE m.type = 'table' AND c.cid = 0 ORDER BY m.name
        """
    else:
        query = """
            SELECT table_name AS name, column_name AS first FROM information_schema.columns
            WHERE table_schema = current_schema() AND ordinal_position = 1
                AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = current_schema())
            ORDER BY table_name
        """
    known = [(row["name"], row["first"]) for row in await world.database.fetch(query) if row["name"] not in PASSING]
    found: dict[str, set[str]] = {name: set() for name, _first in known}
    parts = [f"SELECT '{name}' AS name, CAST({first} AS TEXT) AS id FROM {name}" for name, first in known]
    for row in await world.database.fetch(" UNION ALL ".join(parts)):
        found[row["name"]].add(row["id"])
    return found
