"""A citizen asks what the bot keeps of her, takes it along, and has it deleted."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from services.cases import CaseDetails, CaseFile
from services.certification import JoinOutcome, Submission
from services.events import EventKind, Part, asked
from services.files.excel import make_excel
from services.mailings.broadcasts import Approval
from services.notices import CallOutcome, Form
from services.people import Post, Role, Title
from services.rating import RATING
from simulator.parameters import Upload
from simulator.people import Person
from storage.answers import propose
from storage.certification import MemberEntry, Members
from storage.mailings.mailings import Audience
from storage.mailings.outbox import Outbox
from storage.people.privacy import STAYING, TABLES
from tests.stories.world import World


async def live(world: World, person: Person) -> None:
    """Leaves something in every table that knows a person."""
    await world.say(person, "чи працює дія без інтернету 0671234567")
    await world.tap(person, "Допомогло")
    await world.say(person, "/settings")
    await world.tap(person, "Написати громаду")
    await world.say(person, "Овруч", reply_to=person.last.id)
    await world.tap(person, "Новини за темами")
    await world.tap(person, "Погоджуюся")
    await world.tap(person, "єМалятко")
    post = await world.services.people.invites.into_post(
        Post("h02001" if person is world.olena else "h02003", Title.CDTO), 0
    )
    await world.services.people.invites.take(post.token, person.id, person.data["first_name"])
    mailing = await world.services.mailings.broadcasts.write(f"Новина для {person.id}", 0)
    await world.services.mailings.broadcasts.address(mailing, Audience(theme="emalyatko"))
    draft = await world.services.mailings.broadcasts.draft(mailing)
    assert draft
    assert (
        await world.services.mailings.broadcasts.approve(mailing, world.services.mailings.broadcasts.seal(draft), 0)
        == Approval.HELD
    )
    await Outbox(world.database).freeze(draft, world.clock())
    begun = await world.services.cases.own.begin(person.id, "passport", "rail")
    details = CaseDetails(document="passport", place="rail", place_name="поїзд", said="слова", result="refused")
    files = [CaseFile("photo", "f", f"u{person.id}")]
    assert await world.services.cases.own.submit(begun, person.id, details, files)
    case = await world.services.cases.read.find(begun)
    assert case
    await world.services.cases.desk.shows(case, person.id, 1)
    await world.services.people.prompts.ask(person.id, person.id, "cases-add-prompt", begun)
    await world.services.people.people.begins_album(person.id, "album", 1)
    people, name = world.services.people, person.data["first_name"]
    assert await people.doors.enter_in_demo(person.id, name)
    await people.doors.link(person.id, name)
    await people.pages.keep(person.id, "/desk/cases/1", {"reply": "слова"})
    await people.pages.look(person.id, "/desk/cases/1")
    await world.services.people.drafts.keep(person.id, "case", "place-name", {"case": "99"}, 1)
    table = await world.services.tables.open(RATING, make_excel(["Громада", "Людей"], [["Овруцька", 5]]))
    await world.services.tables.remember(person.id, table)
    await world.database.execute(
        """
        INSERT INTO reminders (kind, about, person_id, stage, mailing)
        VALUES ('case', :about, :person_id, 'new', :mailing)
        """,
        about=begun,
        person_id=person.id,
        mailing=mailing,
    )
    await world.services.cases.cards.keep_view(person.id, "passport", "rail", 1)
    notice = await world.services.notices.notices.write("Надайте перелік", 0)
    await world.services.notices.notices.set_deadline(notice, 7)
    head = await world.services.people.invites.into_post(
        Post("h02001" if person is world.olena else "h02003", Title.HEAD), 0
    )
    await world.services.people.invites.take(head.token, person.id, person.data["first_name"])
    await world.services.notices.replies.ask(notice, "Сіл: число")
    await world.services.notices.notices.address(notice, world.services.notices.notices.heads(0))
    await world.services.notices.notices.send(notice, 0)
    for obligation in await world.services.notices.obligations.owed_by(person.id):
        await world.services.notices.obligations.acknowledge(obligation.number, person.id)
        name = person.data["first_name"]
        call = await world.services.notices.calls.record(obligation.number, CallOutcome.PROMISED, person.id, name)
        await world.services.notices.calls.agree(call or 0, "до п’ятниці")
        await world.services.notices.replies.put(obligation, Form.of(obligation.notice).fields[0], "1", person.id)
    drive = await world.services.certification.drives.write("Кібергігієна", 0)
    await world.services.certification.drives.turn_anyone(drive)
    await world.services.certification.drives.open(drive, 0)
    await world.services.certification.members.join_alone(f"d{drive}", person.id)
    listed = MemberEntry(place="b1", unit=f"{person.id}", name="Коваль Ольга", name_key="коваль ольга")
    await Members(world.database).add([listed], world.clock(), 0)
    outcome = await world.services.certification.members.join("b1", "Коваль О.", person.id)
    assert outcome is JoinOutcome.UNSURE
    await world.services.mailings.reminders.plan("drive stage")
    given = Submission(
        course="cyber", code=f"N{person.id}", name=person.data["first_name"], kind="document", file_id="f"
    )
    await world.services.certification.certificates.hand_in(person.id, f"message {person.id}", given)
    await world.services.certification.learning.set_pace(person.id, weekday=1, hour=8)
    await world.services.certification.batches.take(person.id, "b1", "f", person.id)
    await world.services.late_replies.keep(
        update_id=person.id, ordinal=1, person_id=person.id, method="m", parameters={"chat_id": person.id}, seconds=60
    )
    await object_to_figures(world, person)
    await come_to_event(world, person)
    await teach_with(world, person)
    role = await world.services.people.invites.into_role(Role.OPERATOR, 0)
    await world.services.people.invites.take(role.token, person.id, person.data["first_name"])


async def come_to_event(world: World, person: Person, words: str = "Корисно") -> None:
    """She registers for a webinar, is noted, and says how it was."""
    events, now = world.services.events, world.clock()
    number = await events.events.write(EventKind.WEBINAR, "Кібергігієна", 0)
    await events.events.set_sessions(number, f"{now + timedelta(days=1):%d.%m} 10:00–12:00")
    await events.events.let_anyone(number, wanted=True)
    assert await events.questions.ask(number, "Чого чекаєте: текст")
    await events.events.open_now(number, 0)
    await events.registrations.join(number, person.id, person.data["first_name"])
    mine = await events.registrations.find(number, person.id)
    answer = events.questions.read(asked(event)[0], words) if (event := await events.events.find(number)) else None
    assert answer
    assert await events.questions.answer(number, person.id, {"0": answer})
    assert mine
    assert await events.attendance.correct(number, 1, mine.id, Part.WHOLE, 0)
    assert await events.afterwards.say(number, person.id, words)


async def teach_with(world: World, person: Person) -> None:
    """The staff have sent an answer to her first question by a tap; to each person another, for equal ones are one."""
    asked = await world.database.fetch_number("SELECT MIN(id) FROM questions WHERE person_id = :id", id=person.id)
    async with world.database.transaction() as statements:
        await propose(
            statements, asked, "diia-offline" if person is world.olena else "diia-start", "Ірина", world.clock()
        )


async def object_to_figures(world: World, person: Person, words: str = "У нас працює 30 людей") -> None:
    """As head, in the rating of a quarter; each person in another."""
    rating, name = world.services.rating, "Андрушівська" if person is world.olena else "Бердичівська"
    quarter = rating.intake.quarters()[0 if person is world.olena else 1]
    file = make_excel(["Громада", "Працівників", "Низький", "Середній", "Високий"], [[name, 20, 5, 5, 5]])
    table = await world.services.tables.open(RATING, file)
    league = await rating.read.league(await rating.intake.take_over(table, quarter, 0) or 0)
    assert league
    assert await rating.window.open(league, 0)
    [row] = await rating.read.counts(league.id)
    assert await rating.window.object_to(row, words, person.id)


async def tables(world: World) -> list[str]:
    """All tables of the database, once what came is marked as handled and kept no longer."""
    await world.services.inbox.marked()
    if world.database.dialect == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    else:
        query = "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    return [row["name"] for row in await world.database.fetch(query)]


async def tables_with_people(world: World) -> set[str]:
    """The tables of the database that have a column for a person."""
    if world.database.dialect == "sqlite":
        query = """
            SELECT m.name AS name FROM sqlite_master AS m, pragma_table_info(m.name) AS c
            WHERE m.type = 'table' AND c.name = 'person_id'
        """
    else:
        query = """
            SELECT table_name AS name FROM information_schema.columns
            WHERE table_schema = current_schema() AND column_name = 'person_id'
        """
    return {row["name"] for row in await world.database.fetch(query)}


async def test_she_reads_and_takes_along_what_is_kept(world: World) -> None:
    await live(world, world.olena)
    await world.say(world.mykola, "хто бачить мої дані")
    words = await world.say(world.olena, "/privacy")
    assert "Хто їх має: Житомирська ОВА" in words.text
    assert "Зберігаємо: 365 днів" in words.text.replace("\xa0", " ")
    for kept in world.content.library.personal_data:
        assert kept.what in words.text
        assert kept.seen_by in words.text
    await world.tap(world.olena, "Мої дані")
    text, table = (
        world.telegram.file(message.data["document"]["file_id"]).content.decode()
        for message in world.olena.replies[-3:-1]
    )
    assert "Громада: Овруцька" in text
    assert "Коли: 23.11.2026 12:00; Запитання: чи працює дія без інтернету" in text
    assert "Оцінка: допомогло" in text
    assert "Тема: 👶 єМалятко" in text
    assert "Курс: Основи кібергігієни; Номер: N1001" in text
    assert "Назва і місце: поїзд; " in text
    assert "Що сказали: слова" in text
    kept = json.loads(table)
    assert set(kept) == {*TABLES, *STAYING}
    assert kept["questions"][0]["asked_at"] == "2026-11-23T12:00:00+02:00"
    assert "0671234567" not in text + table
    assert "хто бачить" not in text + table


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("Випадки", ("голові громади", "установі", "Мінцифри", "лише якщо сам так вирішить")),
        ("Навчання", ("координатор чи координаторка вашої установи", "працівники відділу", "бот відкриває на порталі")),
        ("Листування", ("незавершене звернення – добу", "тиждень")),
        ("Обмеження доступу", ("після видалення",)),
    ],
)
async def test_whoever_else_reads_or_keeps_it_is_named(world: World, kind: str, said: tuple[str, ...]) -> None:
    text = (await world.say(world.olena, "/privacy")).text
    [about] = [part for part in text.replace("\xa0", " ").split("\n\n") if part.startswith(f"{kind}:")]
    for words in said:
        assert words in about


async def test_she_has_all_of_it_deleted_in_every_table_at_once(world: World) -> None:
    with_person = await tables_with_people(world)
    assert with_person <= set(TABLES)
    await live(world, world.olena)
    await live(world, world.mykola)
    kept = await world.services.people.privacy._privacy.kept(world.olena.id)
    assert all(kept[table] for table in TABLES), kept
    await world.say(world.olena, "/privacy")
    await world.tap(world.olena, "Видалити мої дані")
    assert "Повернути їх не можна" in world.olena.last.text
    await world.tap(world.olena, "Так, видалити")
    assert "Видалили все, крім названого вище." in world.olena.last.text
    for table in TABLES:
        if table not in with_person:
            continue
        left = await world.database.fetch(f"SELECT person_id FROM {table}")
        assert {row["person_id"] for row in left} - {None} == {world.mykola.id}, table
    assert "Олена" not in str([await world.database.fetch(f"SELECT * FROM {table}") for table in await tables(world)])


async def test_she_may_think_better_of_it(world: World) -> None:
    await live(world, world.olena)
    await world.say(world.olena, "/privacy")
    await world.tap(world.olena, "Видалити мої дані")
    await world.tap(world.olena, "Скасувати")
    assert "Ваші дані" in world.olena.last.text
    assert await world.services.people.people.hromada(world.olena.id)


async def test_my_data_of_somebody_unknown_is_an_empty_file(world: World) -> None:
    await world.say(world.mykola, "/my")
    await world.tap(world.mykola, "Мої дані")
    text = world.telegram.file(world.mykola.replies[-2].data["document"]["file_id"]).content.decode()
    assert "Запитання: 0" in text


async def columns_of(world: World, table: str) -> set[str]:
    if world.database.dialect == "sqlite":
        query = "SELECT name FROM pragma_table_info(:table)"
    else:
        query = """
            SELECT column_name AS name FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = :table
        """
    return {row["name"] for row in await world.database.fetch(query, table=table)}


async def test_the_list_of_what_is_kept_names_every_table_and_column(world: World) -> None:
    """Who adds a table or a column with a person names it in `content/uk/personal_data.yaml`."""
    named = {name: table for each in world.content.library.personal_data for name, table in each.tables.items()}
    assert set(named) == {*TABLES, *STAYING}
    assert sum(len(each.tables) for each in world.content.library.personal_data) == len(named)
    for name, table in named.items():
        listed = [*table.columns, *table.hidden]
        assert sorted(listed) == sorted(await columns_of(world, name)), name


async def test_her_file_in_words_holds_every_shown_value(world: World) -> None:
    await live(world, world.olena)
    await live(world, world.mykola)
    kept = await world.services.people.privacy._privacy.kept(world.olena.id)
    text = (await world.services.people.privacy.as_text(world.olena.id)).decode()
    for each in world.content.library.personal_data:
        for name, table in each.tables.items():
            assert kept[name] or name in STAYING, name
            for row in kept[name]:
                for column, shown in table.columns.items():
                    if row[column] not in {None, ""} and column != "answers":
                        assert f"{shown.title}: " in text, (name, column)


async def test_her_files_come_back_as_she_sent_them(world: World) -> None:
    await world.start(world.olena)
    sent = world.olena.send_file("photo", Upload("a.jpg", b"abc"))
    await world.settle()
    begun = await world.services.cases.own.begin(world.olena.id, "passport", "rail")
    details = CaseDetails(document="passport", place="rail", place_name="поїзд", result="refused")
    file = CaseFile("photo", sent.data["photo"][-1]["file_id"], "u")
    assert await world.services.cases.own.submit(begun, world.olena.id, details, [file])
    await world.say(world.olena, "/privacy")
    await world.tap(world.olena, "Мої дані")
    await world.tap(world.olena, "Мої файли")
    assert world.telegram.file(world.olena.last.data["photo"][-1]["file_id"]).content == b"abc"


async def test_the_answer_about_privacy_says_what_the_list_says(world: World) -> None:
    await world.start(world.olena, "a_bot-privacy")
    for kept in world.content.library.personal_data:
        assert kept.what in world.olena.last.text


async def test_what_is_past_its_time_goes_by_itself_and_the_rest_stays(world: World) -> None:
    await live(world, world.olena)
    world.clock.move(timedelta(days=300))
    await live(world, world.mykola)
    world.clock.move(timedelta(days=66))
    await world.forget_old()
    kept = await world.services.people.privacy._privacy.kept(world.olena.id)
    assert (kept["questions"], kept["lessons"], kept["ratings"]) == ([], [], [])
    assert await world.services.people.people.hromada(world.olena.id), "what she named stays until she takes it back"
    kept = await world.services.people.privacy._privacy.kept(world.mykola.id)
    assert len(kept["questions"]) == len(kept["ratings"]) == 1


async def test_ptb_remembers_nobody_by_number(world: World) -> None:
    await world.start(world.olena)
    world.olena.send("Що таке Дія.Підпис?")
    await world.settle()
    application = world.application
    assert application._chat_ids_to_be_updated_in_persistence == set()
    assert application._user_ids_to_be_updated_in_persistence == set()
    assert dict(application.chat_data) == dict(application.user_data) == {}
