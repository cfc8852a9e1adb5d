"""What the table of rights forbids is refused on every way in, and what it allows is not."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.taps import Tap
from handlers.chat.prompts import REPLIES, OnReply
from handlers.chat.rights import RIGHTS, Right
from handlers.chat.routes import AnyHandler, OnCommand, OnTap, Table
from services.content import Content
from services.people import Post, Role, Title
from simulator.people import Person
from storage.engine.database import open_database
from storage.engine.migrations import migrate
from tests.stories.people.test_privacy import tables
from tests.stories.world import World

OPEN = {
    "accept", "accepted", "ack", "agreenews", "answer", "appeal", "appealics", "appealmake", "appealsent",
    "askforget", "askleave", "askmore", "batch", "bcoff", "body", "bodyexcel", "bycode", "card",
    "carddoc", "cards", "cardtext", "case", "caseadd", "caselater", "casenew", "casenow", "casesend", "cert",
    "casecode", "caselike", "newcode", "withdrawsurely",
    "certaccept", "certundo", "certis", "certownwhy", "certrefuse", "certsend", "certsettle", "certwhy",
    "certwithdraw", "check",
    "checkfile", "cardhere", "choose", "courses", "decline", "delegate", "delegation", "details", "drive", "drop",
    "droprow", "nophone", "number", "phone", "same",
    "myevents", "event", "eventopen", "eventgo", "eventno", "eventtake", "deputy", "deputypost", "deputyname",
    "eventics", "eventticket", "eventhere", "eventrate", "eventsay", "eventmaterials",
    "eventdocs", "eventanswer", "eventasked", "eventcertificate", "eventcertify", "eventname",
    "enddelegate", "evidence", "evidenceto", "field", "fieldempty", "forget", "form", "formback",
    "learnat", "learnday", "learnpause",
    "formcancel", "formchange", "formempty", "formquestion", "formreview", "formskip", "forwarded",
    "forwardedanswer", "goon", "guide", "handin",
    "handover", "hromada", "joinalone", "joinas", "joinbody", "joining", "joinno", "joinsend",
    "learn", "leave", "leavedrive", "member",
    "memberlist", "memberset", "menu", "metoo", "mistaken", "moredays", "moretime",
    "my", "mydata", "myfiles",
    "myposts", "news", "newsof", "nohromada", "none", "notme", "notsolved", "object", "obligation", "obligationask",
    "obligationfiles", "obligationics", "obligationpdf", "obligationsdone", "open", "option", "pace", "paceday",
    "pacehour", "pages", "pagesclose", "pagesprove", "pass", "placeadd", "placenone", "places", "placeswap",
    "placeturn",
    "privacy", "promptend", "quiet",
    "quiethours", "raion", "raions", "rate", "refused", "reply", "report", "saycards", "sayclock", "sendreply",
    "settings",
    "silent", "solved", "sos", "sostell", "staff", "standing", "still", "stopall", "table", "tablecolumn",
    "tablecolumns", "tablefirst", "tableset", "tablesheet", "tabletake", "takepart",
    "tenure", "theme", "themes",
    "typehromada",
    "unack", "unchanged", "waiting", "want", "wasquestion", "why", "withdraw",
}  # fmt: skip
"""Taps open to everybody, each of which looks only at what is the person's own. A new tap must be decided on."""

_MINUTE = timedelta(minutes=1)
"""Between two tries: nobody is taken for a flood."""
REFUSED = "Це можуть лише працівники відділу."
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
async def world(content: Content, tmp_path: Any) -> AsyncIterator[World]:
    """Olena is a citizen, Mykola a head, Petro an operator, Iryna an administrator; nobody is in the staff chat."""
    async with open_database(f"sqlite:///{tmp_path}/rights.db") as database:
        await migrate(database)
        world = World(database, content)
        async with world.running(admin_ids=[world.iryna.id]):
            petro = world.telegram.add_person(1004, "Петро")
            for person in (world.olena, world.mykola, world.iryna, petro):
                await world.start(person)
            head = await world.services.people.invites.into_post(Post("h02001", Title.HEAD), world.iryna.id)
            await world.services.people.invites.take(head.token, world.mykola.id, "Микола")
            operator = await world.services.people.invites.into_role(Role.OPERATOR, world.iryna.id)
            await world.services.people.invites.take(operator.token, petro.id, "Петро")
            await world.settle()
            yield world


def every_handler(world: World) -> Sequence[AnyHandler]:
    [table] = world.application.handlers[0]
    assert isinstance(table, Table)
    return table.handlers


def guarded(world: World) -> list[OnTap | OnCommand | OnReply]:
    """Everything that names a right, and is therefore for staff."""
    known = [each for each in every_handler(world) if isinstance(each, OnTap | OnCommand)]
    ways = [each for each in (*known, *REPLIES.values()) if each.right is not None]
    assert {type(each) for each in ways} == {OnTap, OnCommand, OnReply}
    return ways


def people(world: World) -> dict[Person, Role | None]:
    return {
        world.olena: None,
        world.mykola: None,
        world.telegram.people[1004]: Role.OPERATOR,
        world.iryna: Role.ADMIN,
    }


def made_by_hand(tap: type[Tap], data: st.DataObject) -> str:
    values = []
    for field in fields(tap):
        numbers = st.integers(0, 30).map(str)
        words = st.sampled_from(
            ["h02001", "h02001-head", "b1-maternity", "vacant", "admin", "a", "diia", "diia-refused"]
        )
        values.append(data.draw(numbers if field.type == "int" else words))
    return ":".join([tap.prefix, *values])


async def everything(world: World) -> dict[str, Any]:
    """All that is kept, but for the numbers of the updates that came, and what somebody was asked."""
    kept = set(await tables(world)) - {"updates", "steps", "prompts"}
    return {table: await world.database.fetch(f"SELECT * FROM {table}") for table in kept}


async def go(world: World, way: OnTap | OnCommand | OnReply, person: Person, data: st.DataObject) -> str:
    """The person tries that way; what she is told."""
    if isinstance(way, OnTap):
        press = person.press(person.last, data=made_by_hand(way.tap, data))
        await world.settle()
        return str((await press.answered())["text"])
    if isinstance(way, OnCommand):
        person.send(f"/{way.command}")
    else:
        # As if the prompt had reached her while she still was staff.
        [key] = [key for key, each in REPLIES.items() if each is way]
        prompts, number = world.services.people.prompts, data.draw(st.integers(1, 9))
        asked = await prompts.ask(person.id, person.chat.id, key, number)
        sent = world.telegram.post(person.chat, world.telegram.me, {"text": "Чому?"})
        await prompts.stands_at(asked.id, sent["message_id"])
        person.send("слова у відповідь", reply_to=sent["message_id"])
    await world.settle()
    return person.last.text


async def test_every_tap_names_its_right_or_is_known_to_be_open(world: World) -> None:
    taps = [each for each in every_handler(world) if isinstance(each, OnTap)]
    assert {each.tap.prefix for each in taps if each.right is None} == OPEN


async def test_every_right_belongs_to_somebody_and_administrators_have_all(world: World) -> None:
    assert set(RIGHTS) == set(Right)
    assert all(Role.ADMIN in roles for roles in RIGHTS.values())


@SLOW
@given(data=st.data())
async def test_what_the_table_forbids_is_refused_on_every_way_in(world: World, data: st.DataObject) -> None:
    world.clock.move(_MINUTE)
    way = data.draw(st.sampled_from(guarded(world)), label="way")
    assert way.right is not None
    forbidden = [person for person, role in people(world).items() if role not in RIGHTS[way.right]]
    person = data.draw(st.sampled_from(forbidden), label="person")
    before = await everything(world)
    said = {each.id: len(each.replies) for each in world.telegram.people.values() if each is not person}
    assert (await go(world, way, person, data)).startswith(REFUSED)
    assert await everything(world) == before
    assert {each.id: len(each.replies) for each in world.telegram.people.values() if each is not person} == said


@SLOW
@given(data=st.data())
async def test_what_the_table_allows_is_not_refused(world: World, data: st.DataObject) -> None:
    world.clock.move(_MINUTE)
    way = data.draw(st.sampled_from(guarded(world)), label="way")
    assert way.right is not None
    person = data.draw(
        st.sampled_from([person for person, role in people(world).items() if role in RIGHTS[way.right]]), label="person"
    )
    words = await go(world, way, person, data)
    if not (isinstance(way, OnTap) and way.tap.prefix == "revoke"):  # that one asks further, by what is revoked
        assert not words.startswith(REFUSED)
    assert "сталася помилка" not in person.last.text


@SLOW
@given(payload=st.from_regex(r"\A(inv_)?[a-z0-9_-]{1,40}\Z"), number=st.integers(0, 1))
async def test_deep_links_and_inline_queries_give_nobody_anything_of_the_staff(
    world: World, payload: str, number: int
) -> None:
    world.clock.move(_MINUTE)
    person = (world.olena, world.mykola)[number]
    before = await everything(world)
    await world.start(person, payload)
    assert "/staff" not in person.last.text
    for result in await person.inline(payload):
        assert result["id"] in world.content.library.answers
    after = await everything(world)
    assert {name: rows for name, rows in after.items() if name != "poster_visits"} == {
        name: rows for name, rows in before.items() if name != "poster_visits"
    }


async def test_buttons_of_the_staff_do_nothing_for_others_in_the_staff_chat_of_another_group(world: World) -> None:
    group = world.telegram.add_group(-3003, "Сусіди", [world.olena])
    world.olena.send("/staff@zt_bot", chat=group)
    await world.settle()
    [said] = [data["text"] for data in group.messages.values() if data["from"]["is_bot"]]
    assert said.startswith(REFUSED)
