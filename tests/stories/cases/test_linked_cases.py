"""Linked cases: each person has her own, reads nothing of another, and the staff see them together."""

from __future__ import annotations

import pytest

from handlers.cases.taps import LinkWith, ReplaceCode, ShowCase, WriteToAll
from services.cases import CaseDetails, CaseStatus
from services.cases.words import is_same_body
from services.people import Post, Title
from simulator.parameters import Upload
from simulator.people import Message, Person
from tests.stories.cases.test_cases import close, fill_in, in_staff_chat, receipt_of, skip_to_evidence, take, tell
from tests.stories.world import World


async def send(world: World, person: Person, where: str) -> Message:
    """Tells the least that must be told, and presses «send»; what she reads then."""
    await world.start(person, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
        await world.tap(person, button)
    await world.say(person, where)
    await world.tap(person, "Сьогодні")
    await world.tap(person, "Досить, перевірити")
    await world.tap(person, "📨 Надіслати")
    return person.last


async def two_linked(world: World) -> tuple[Message, Message]:
    """The cases of Olena and Mykola, linked and taken, as the staff see them."""
    await tell(world, world.olena)
    first = await take(world)
    await fill_in(world, world.mykola, where="Поїзд 92 Коростень станція")
    await world.tap(world.mykola, "📨 Надіслати")
    await world.tap(world.mykola, "Це він")
    return first, await take(world)


async def work_on(world: World, case: Message) -> Message:
    """The case with all that can be done, as it is now."""
    if "Дії" in str(world.staff_chat.message(case.id).buttons):
        await world.tap(world.iryna, "Дії", message=case)
        return world.in_staff_chat()[-1]
    [row] = await world.database.fetch("SELECT case_id FROM case_messages WHERE message_id = :id", id=case.id)
    world.iryna.press(case, data=f"workcase:{row['case_id']}")
    await world.settle()
    return world.in_staff_chat()[-1]


# What one reads of another


async def test_a_part_of_the_words_is_no_likeness(world: World) -> None:
    await send(world, world.olena, "поїзд 10, місце Гнатюк Марії, тел. 0670000000")
    for where in ("поїзд", "поїзд 10", "місце", "поїзд 11, місце Гнатюк Марії, тел. 0670000000"):
        read = await send(world, world.mykola, where)
        assert "Схоже" not in read.text
        assert "Це він" not in str(read.buttons)
        await world.say(world.mykola, "/my")


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("поїзд 92, станція Коростень", "Поїзд 92 Коростень станція", True),
        ("Вокзал Коростень", "вокзал, м. Коростень", True),
        ("відділення банку на Київській", "Відділення банку на київскій", True),
        ("поїзд 92, станція Коростень", "поїзд", False),
        ("поїзд 92, станція Коростень", "поїзд 93, станція Коростень", False),
        ("поїзд 92, станція Коростень", "поїзд 92, станція Овруч", False),
        ("банк на Київській, пані Гнатюк, біля другої каси", "банк на Київській", False),
    ],
)
def test_names_of_one_body(one: str, other: str, is_same: bool) -> None:
    assert is_same_body(one, other) is is_same


async def test_the_suggestion_names_number_kind_of_place_day_and_how_many(world: World) -> None:
    await two_linked(world)
    petro = world.telegram.add_person(1005, "Петро")
    read = await send(world, petro, "станція Коростень, поїзд 92")
    line = read.text.replace("\xa0", " ").splitlines()[2]
    assert line == "ЖТ-2026-000001: у поїзді, 23 листопада 2026 року, 2 людини"
    assert "92" not in read.text


async def test_who_says_it_is_the_same_has_a_case_of_her_own(world: World) -> None:
    await tell(world, world.olena)
    await fill_in(world, world.mykola, where="Поїзд 92 Коростень станція")
    await world.tap(world.mykola, "📨 Надіслати")
    await world.tap(world.mykola, "Це він: ЖТ-2026-000001")
    assert "Записали: ЖТ-2026-000002" in receipt_of(world.mykola).text
    told = [each.text for each in world.in_staff_chat()]
    assert any("про те саме повідомила ще одна людина: ЖТ-2026-000002" in each for each in told)
    assert any("Про те саме: ЖТ-2026-000001. Разом 2 випадки" in each.replace("\xa0", " ") for each in told)
    await world.say(world.mykola, "/my")
    await world.tap(world.mykola, "ЖТ-2026-000002")
    assert "ЖТ-2026-000001" not in str(world.mykola.last.buttons)
    await world.forge(world.mykola, ShowCase(1))
    assert "станція" not in world.mykola.last.text


async def test_who_says_it_is_another_is_not_linked(world: World) -> None:
    await tell(world, world.olena)
    await fill_in(world, world.mykola, where="Поїзд 92 Коростень станція")
    await world.tap(world.mykola, "📨 Надіслати")
    await world.tap(world.mykola, "Ні, це інша подія")
    assert "Записали: ЖТ-2026-000002" in receipt_of(world.mykola).text
    assert await world.database.fetch("SELECT id FROM cases WHERE group_token IS NOT NULL") == []


async def test_by_the_link_a_fellow_traveller_tells_her_own_case(world: World) -> None:
    link = (await tell(world, world.olena)).text.split("?start=")[1].split()[0]
    offered = await world.start(world.mykola, link)
    assert "у поїзді" in offered.text
    assert "92" not in offered.text
    assert "Паспорт" not in offered.text
    await world.tap(world.mykola, "Так, я теж")
    await world.tap(world.mykola, "Закордонний паспорт")
    assert "Напишіть назву і місце" in world.mykola.last.text, "kind of place and day are known"
    await world.say(world.mykola, "третій вагон")
    await world.tap(world.mykola, "Досить, перевірити")
    await world.tap(world.mykola, "📨 Надіслати")
    assert "Записали: ЖТ-2026-000002" in receipt_of(world.mykola).text
    first, second = sorted(await world.services.cases.read.on_desk(), key=lambda each: each.id)
    assert first.group_token == second.group_token != None  # noqa: E711 - linked, and not both alone
    assert second.details.happened_on == first.details.happened_on
    again = await world.start(world.mykola, link)
    assert "ЖТ-2026-000002: чекає" in again.text, "she has told it"
    assert "ЖТ-2026-000001: чекає" in (await world.start(world.olena, link)).text, "it is her own link"
    case = await take(world)
    await close(world, case, "установі пояснили", "Пояснили.")
    assert "Пояснили." in world.mykola.last.text
    assert not any("Пояснили." in each.text for each in world.olena.replies)


async def test_the_link_of_a_closed_case_links_nothing(world: World) -> None:
    link = (await tell(world, world.olena)).text.split("?start=")[1].split()[0]
    await world.start(world.mykola, link)
    offered = world.mykola.last
    await close(world, await take(world), "установі пояснили", "Пояснили.")
    assert "уже закрито" in (await world.start(world.iryna, link)).text
    await world.tap(world.mykola, "Так, я теж", message=offered)
    assert "уже закрито" in world.mykola.last.text


# The staff


async def test_a_reply_is_for_one_and_by_choice_for_all(world: World) -> None:
    first, second = await two_linked(world)
    assert "прочитає лише людина цього випадку" in second.text
    asked = await in_staff_chat(world, "Пані Олено, телефонуємо.", first.id)
    assert "Про те саме повідомили 2 людини. Кому ваше повідомлення?" in asked.text.replace("\xa0", " ")
    await world.tap(world.iryna, "Надіслати людині", message=asked)
    assert "Пані Олено" in world.olena.last.text
    assert not any("Пані Олено" in each.text for each in world.mykola.replies)
    work = await work_on(world, second)
    await world.tap(world.iryna, "Написати 2 людям", message=work)
    prompt = world.in_staff_chat()[-1]
    assert "Прочитають 2 людини" in prompt.text.replace("\xa0", " ")
    said = await in_staff_chat(world, "Розмовляли з вокзалом.", prompt.id)
    assert "Надіслано 2 людям" in said.text.replace("\xa0", " ")
    assert "про випадок ЖТ-2026-000001\n\nРозмовляли" in world.olena.last.text
    assert "про випадок ЖТ-2026-000002\n\nРозмовляли" in world.mykola.last.text
    world.iryna.send_file("document", Upload("лист.pdf", b"pdf"), chat=world.staff_chat, reply_to=prompt.id)
    await world.settle()
    for person in (world.olena, world.mykola):
        assert person.last.data["document"]["file_name"] == "лист.pdf"
    events = await world.database.fetch("SELECT case_id FROM case_events WHERE kind = 'answered' ORDER BY case_id")
    assert [each["case_id"] for each in events] == [1, 1, 1, 2, 2]


async def test_who_has_two_cases_of_a_group_reads_a_word_to_all_once(world: World) -> None:
    await two_linked(world)
    await tell(world, world.olena, where="інший вагон, кінець потяга")
    third = await take(world)
    assert await world.services.cases.desk.link(3, 1, world.iryna.id)
    await world.tap(world.iryna, "Написати 2 людям", message=await work_on(world, third))
    await in_staff_chat(world, "Розмовляли з вокзалом.", world.in_staff_chat()[-1].id)
    for person in (world.olena, world.mykola):
        assert sum("Розмовляли" in each.text for each in person.replies) == 1


async def test_all_of_a_group_are_taken_and_closed_by_choice_and_each_opened_alone(world: World) -> None:
    await tell(world, world.olena)
    first = await take(world)
    await fill_in(world, world.mykola, where="Поїзд 92 Коростень станція")
    await world.tap(world.mykola, "📨 Надіслати")
    await world.tap(world.mykola, "Це він")
    assert (
        "взято 1 випадок"
        in (await world.tap(world.iryna, "Взяти й інші: 1", message=await work_on(world, first)))
        .replace("\xa0", " ")
        .lower()
    )
    assert "взялися за випадок" in world.mykola.last.text
    assert "папірця" in world.in_staff_chat()[-1].text, "what he wrote is shown to whoever took it"
    await world.tap(world.iryna, "Закрити всі: 2", message=await work_on(world, first))
    await world.tap(world.iryna, "установі пояснили", message=world.in_staff_chat()[-1])
    said = await in_staff_chat(world, "Вокзал навчить касирів.", world.in_staff_chat()[-1].id)
    assert "Закрито 2 випадки" in said.text.replace("\xa0", " ")
    for person in (world.olena, world.mykola):
        assert "Вокзал навчить касирів." in person.last.text
    await world.tap(world.mykola, "Ні, досі так")
    states = [each["status"] for each in await world.database.fetch("SELECT status FROM cases ORDER BY id")]
    assert states == [CaseStatus.CLOSED, CaseStatus.TAKEN]


async def test_staff_link_two_cases_after_a_look_at_both_and_take_it_back(world: World) -> None:
    await tell(world, world.olena)
    await tell(world, world.mykola, where="касири вокзалу в Овручі")
    second = await take(world)
    await world.tap(world.iryna, "Пов’язати", message=second)
    prompt = world.in_staff_chat()[-1]
    for number in ("ЖТ-2026-000099", "2", "немає"):
        assert "Не вийшло" in (await in_staff_chat(world, number, prompt.id)).text
    asked = await in_staff_chat(world, "ЖТ-2026-000001", prompt.id)
    assert "Це одна подія?" in asked.text
    assert "у поїзді 92" in asked.text
    assert "касири вокзалу" in asked.text
    assert await world.database.fetch("SELECT id FROM cases WHERE group_token IS NOT NULL") == []
    read = [len(world.olena.replies), len(world.mykola.replies)]
    await world.tap(world.iryna, "Так, пов’язати", message=asked)
    linked = world.staff_chat.message(asked.id)
    assert "ЖТ-2026-000002: у роботі" in linked.text
    assert "Про те саме: ЖТ-2026-000001" in linked.text
    assert "Не вийшло" in (await in_staff_chat(world, "1", prompt.id)).text, "they are linked already"
    await world.tap(world.iryna, "Роз’єднати", message=linked)
    assert "Про те саме" not in world.staff_chat.message(asked.id).text
    assert await world.database.fetch("SELECT id FROM cases WHERE group_token IS NOT NULL") == []
    assert read == [len(world.olena.replies), len(world.mykola.replies)], "each keeps number, state and history"


async def test_two_groups_become_one_and_who_leaves_it_leaves_alone(world: World) -> None:
    for number in range(4):
        await tell(world, world.olena, where=f"каса номер {number}")
    desk, read = world.services.cases.desk, world.services.cases.read

    async def groups() -> list[int]:
        return [each.linked for each in reversed(await read.on_desk())]

    assert await desk.link(1, 2, 0)
    assert await desk.link(3, 4, 0)
    assert await groups() == [1, 1, 1, 1]
    assert await desk.link(2, 3, 0)
    assert await groups() == [3, 3, 3, 3]
    assert not await desk.link(1, 4, 0)
    assert not await desk.link(1, 1, 0)
    assert await desk.unlink(1, 0)
    assert not await desk.unlink(1, 0)
    assert await groups() == [0, 2, 2, 2]


async def test_nobody_but_the_staff_links_or_writes_to_all(world: World) -> None:
    await two_linked(world)
    for tap in (LinkWith(1, 2), WriteToAll(1)):
        assert "лише працівники" in await world.forge(world.mykola, tap)


# What stays of her when she deletes


async def test_what_was_written_to_her_goes_with_her(world: World) -> None:
    first, _ = await two_linked(world)
    await in_staff_chat(world, "Пані Олено Коваль, квиток повернуто.", first.id)
    await close(world, first, "установі пояснили", "Пані Олено, пояснили.")
    await world.services.people.privacy.forget(world.olena.id)
    kept = str(
        [
            [dict(row) for row in await world.database.fetch(f"SELECT * FROM {table}")]
            for table in ("cases", "case_events", "case_files")
        ]
    )
    assert "Пані Олено" not in kept
    [row] = await world.database.fetch("SELECT outcome, person_id FROM cases WHERE id = 1")
    assert (row["outcome"], row["person_id"]) == ("explained", None)
    await world.say(world.mykola, "/my")
    await world.tap(world.mykola, ShowCase)
    assert "Пані" not in world.mykola.last.text
    assert not [line for line in world.mykola.last.text.splitlines() if line.endswith((": ", ":"))]


async def test_her_data_hold_what_was_written_to_her_and_no_note_of_the_staff(world: World) -> None:
    first, _ = await two_linked(world)
    asked = await in_staff_chat(world, "Пані Олено, квиток повернуто.", first.id)
    await world.tap(world.iryna, "Надіслати людині", message=asked)
    await world.services.cases.desk.note(1, "Передзвонити у вівторок")
    privacy = world.services.people.privacy
    for file in (await privacy.as_text(world.olena.id), await privacy.as_json(world.olena.id)):
        assert "Пані Олено, квиток повернуто." in file.decode()
        assert "вівторок" not in file.decode()
    assert "квиток повернуто" not in (await privacy.as_json(world.mykola.id)).decode()


async def test_an_answer_that_is_a_file_is_no_empty_line(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    world.iryna.send_file("document", Upload("лист.pdf", b"pdf"), chat=world.staff_chat, reply_to=case.id)
    await world.settle()
    await world.say(world.olena, "/my")
    await world.tap(world.olena, ShowCase)
    assert "відповідь відділу: файл" in world.olena.last.text


# Forwarded


async def test_what_was_forwarded_follows_the_post_and_not_its_name(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, other = Post("h02001", Title.HEAD), Post("h02003", Title.HEAD)
    for person, post in ((world.mykola, head), (world.iryna, other)):
        await world.start(person)
        link = await world.services.people.invites.into_post(post, 0)
        await world.services.people.invites.take(link.token, person.id, "Хтось")
    name = await world.services.people.posts.name(head)
    await tell(world, world.olena, where=await world.services.people.posts.name(other))
    case = await world.services.cases.read.find(1)
    assert case
    assert await world.services.cases.desk.forward_to_head(case, head.place, world.iryna.id, named=True)
    # By letter, to a body of that very name.
    await world.services.cases.desk.forwarded(1, case.details.place_name, world.iryna.id)
    read = world.services.cases.read
    assert [each.id for each in await read.forwarded_to(head.id)] == [1], f"whatever «{name}» is called by then"
    assert await read.forwarded_to(other.id) == []
    await world.say(world.iryna, "/notices")
    assert "Випадки у громаді" not in str(world.iryna.last.buttons)


# Figures


async def test_one_event_of_three_people_is_one_refusal_and_three_rows(world: World) -> None:
    for number in range(3):
        begun = await world.services.cases.own.begin(world.olena.id, "passport", "rail")
        details = CaseDetails(document="passport", place="rail", place_name=("вокзал", "каса", "зал")[number])
        assert await world.services.cases.own.submit(begun, world.olena.id, details, [])
    for number in (2, 3):
        assert await world.services.cases.desk.link(number, 1, 0)
    statistics = world.services.cases.statistics
    figures = await statistics.figures()
    assert figures.cases == 3
    assert list(figures.bodies.values()) == [3], "however its people call it"
    await statistics.notice_repeats()
    assert not any("за 90 днів" in each.text for each in world.in_staff_chat())


# The receipt


async def test_a_lost_code_is_replaced_and_the_old_one_dies(world: World) -> None:
    old = code_in(await tell(world, world.olena))
    await world.say(world.olena, "/my")
    await world.tap(world.olena, ShowCase)
    shown = world.olena.last
    assert "ЖТ-2026-000001" in shown.text
    assert "start=too_" in shown.text
    await world.tap(world.olena, "Новий код")
    assert "перестане діяти" in world.olena.last.text
    asked = world.olena.last
    first = world.olena.press(asked, "Так, новий код")
    second = world.olena.press(asked, "Так, новий код")
    await world.settle()
    await first.answered()
    await second.answered()
    told = {code_in(each) for each in world.olena.replies if "новий код" in each.text and "Попередній" in each.text}
    assert len(told) == 1, "a press that comes twice makes one code"
    [new] = told
    assert new != old
    receipt = next(each for each in world.olena.replies if "Попередній" in each.text)
    assert receipt.buttons == []
    await world.tap(world.olena, "Вирішено")
    assert new in next(each for each in world.olena.replies if each.id == receipt.id).text, "nothing takes its place"
    assert "Такого коду ми не надсилали" in (await world.say(world.mykola, old)).text
    assert "ЖТ-2026-000001" in (await world.say(world.mykola, new)).text
    await world.forge(world.olena, ReplaceCode(1, 0))
    assert "ЖТ-2026-000001" in (await world.say(world.mykola, new)).text, "an old button replaces nothing"


async def test_nobody_replaces_the_code_of_another(world: World) -> None:
    code = code_in(await tell(world, world.olena))
    await world.start(world.mykola)
    for data in ("casecode:1", "newcode:1:0"):
        world.mykola.press(world.mykola.last, data=data)
        await world.settle()
        assert "код для ЖТ" not in world.mykola.last.text
    assert "ЖТ-2026-000001" in (await world.say(world.mykola, code)).text


def code_in(message: Message) -> str:
    return next(word for word in message.text.split() if len(word.strip(".:,")) == 9 and word[4] == "-")[:9]


async def test_a_code_is_understood_wherever_and_however_it_is_typed(world: World) -> None:
    code = code_in(await tell(world, world.olena))
    cyrillic = code.translate(str.maketrans("ABCEHKMPTXY", "АВСЕНКМРТХУ"))
    await world.say(world.mykola, "/my")
    await world.tap(world.mykola, "Стежити за кодом")
    prompt = world.mykola.last
    for said in ("не пам’ятаю", "ABCD", "вісім знаків"):
        assert "Не бачимо коду" in (await world.say(world.mykola, said, reply_to=prompt.id)).text
    for said in ("ABCD-EF23", "код KMNP-RSTV", "0000 1111"):
        assert "Такого коду ми не надсилали" in (await world.say(world.mykola, said, reply_to=prompt.id)).text
    for said in (
        code.lower(),
        code.replace("-", " "),
        code.replace("-", " – "),
        cyrillic,
        f"мій код {code.lower()}, ну?",
    ):
        for shown in (
            await world.say(world.mykola, said),
            await world.say(world.mykola, said, reply_to=prompt.id),
            await world.say(world.mykola, f"/verify {said}"),
        ):
            assert "ЖТ-2026-000001: чекає на відділ" in shown.text, said
            assert "Коростень" not in shown.text
            assert "Олена" not in shown.text
    assert code.replace("-", "") not in str(await world.database.fetch("SELECT * FROM cases"))
    assert await world.database.fetch("SELECT id FROM questions") == [], "a code is no question"


async def test_words_that_look_like_a_code_are_a_question(world: World) -> None:
    for said in ("секретар", "what next", "мій паспорт АВ234567 не приймають"):
        assert "Такого коду" not in (await world.say(world.olena, said)).text
    assert "Такого коду ми не надсилали" in (await world.say(world.olena, "прийшло з кодом ab2d ef3g, це ви?")).text


async def test_in_a_group_a_code_tells_nothing_of_a_case(world: World) -> None:
    code = code_in(await tell(world, world.olena))
    said = len(world.in_staff_chat())
    for command in (f"/verify {code}", f"/verify@zt_bot {code}", code):
        world.iryna.send(command, chat=world.staff_chat)
        await world.settle()
    assert "чекає" not in str([each.text for each in world.in_staff_chat()[said:]])


# The list of her own


async def test_what_is_unfinished_is_named_in_my(world: World) -> None:
    await world.start(world.olena, "report")
    await world.tap(world.olena, "Розповісти про випадок")
    assert "Незавершений: 12:00" in (await world.say(world.olena, "/my")).text
    await world.tap(world.olena, "Продовжити")
    await world.tap(world.olena, "Паспорт")
    await world.tap(world.olena, "Банк")
    shown = await world.say(world.olena, "/my")
    assert "Незавершений: 🪪 Паспорт, 🏦 Банк" in shown.text
    assert "Випадків немає" not in shown.text


async def test_evidence_that_is_there_needs_no_skipping(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Банк"):
        await world.tap(world.olena, button)
    await world.say(world.olena, "відділення на Київській")
    await world.tap(world.olena, "Сьогодні")
    await skip_to_evidence(world, world.olena)
    assert "«Пропустити»" in (await world.say(world.olena, "ось")).text
    world.olena.send_file("photo", Upload("a.jpg", b"abc"))
    await world.settle()
    assert "«Готово, перевірити»" in (await world.say(world.olena, "ось")).text
    await world.tap(world.olena, "Готово, перевірити")
    assert "1 файл" in world.olena.last.text.replace("\xa0", " ")
