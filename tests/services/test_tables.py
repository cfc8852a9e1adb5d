"""Tables of real offices: each is read right, or asked about; none is wrong in silence."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.library import Library
from services.certification import BATCH, MEMBERS
from services.certification.batch_table import BatchTable
from services.certification.members_table import MembersTable
from services.certification.naming import Names
from services.content import Content
from services.files.tables import Sheet
from services.mailings import AUDIENCE
from services.mailings.audience_table import AudienceTable
from services.notices import SETTLEMENTS
from services.notices.settlements import Settlements
from services.notices.settlements_table import SettlementsTable
from services.people import INVITES
from services.people.hromadas import Hromadas
from services.people.invite_tables import InvitesTable
from services.rating import RATING
from services.rating.ministry_table import check
from services.tables import DryRun, OpenTable, TableKind, Tables
from services.tables.words import looked_through
from services.text import name_key, words_key
from storage.certification import Member
from tests.services.tables_corpus import ASKED, CORPUS, Made
from tests.sheets import WRITERS, Page, excel

TODAY = date(2026, 11, 23)
KINDS: dict[str, TableKind] = {each.name: each for each in (MEMBERS, BATCH, SETTLEMENTS, RATING, AUDIENCE, INVITES)}


@pytest.fixture(scope="module")
def tables(content: Content) -> Tables:
    return Tables(content, None, lambda: None)  # type: ignore[arg-type,return-value]


@pytest.fixture(scope="module")
def hromadas(library: Library) -> Hromadas:
    return Hromadas(library.vocabulary)


def joined(*cells: object) -> str:
    return " | ".join("" if cell is None else str(cell) for cell in cells).replace("|  |", "| |")


def kept(table: OpenTable, library: Library, hromadas: Hromadas) -> Sequence[str] | None:
    """Each row as it is kept; ASKED where a column or a row is asked about."""
    if not (table.is_sure and table.is_complete):
        return ASKED
    match table.kind.name:
        case "members":
            members = MembersTable({}, hromadas.find, library.tables.councils).read(table)
            if members.mistakes or not members.entries:
                return ASKED
            places = [
                members.new_bodies[int(each.place[1:])] if each.place.startswith("+") else each.place
                for each in members.entries
            ]
            return [
                joined(each.name, place, each.unit, each.state)
                for each, place in zip(members.entries, places, strict=True)
            ]
        case "batch":
            nobody: Names[Member] = Names([])
            found = BatchTable(library.texts, library.courses).read(table, nobody, frozenset(), TODAY)
            if found.mistakes or not found.submissions:
                return ASKED
            return [joined(each.name, each.code, each.issued_on, each.score) for _, each in found.submissions]
        case "settlements":
            read = SettlementsTable(hromadas.find, lambda text: Settlements.name(NAMER, text)).read(table)
            if read.mistakes or not read.settlements:
                return ASKED
            return [f"{each.place} | {each.name}" for each in read.settlements]
        case "audience":
            meant = AudienceTable(hromadas.find).read(table)
            if meant.mistakes or not meant.hromadas:
                return ASKED
            return [*meant.raions, *(each.slug for each in meant.hromadas if each.raion not in meant.raions)]
        case "invites":
            wanted = InvitesTable({}, hromadas.find, library.tables.councils).read(table)
            if wanted.mistakes or not wanted.asked:
                return ASKED
            names = {f"+{number}": name for number, name in enumerate(wanted.new_bodies)}
            return [
                joined(names.get(each.post.place, each.post.place), each.post.title, each.email, each.phone)
                for each in wanted.asked
            ]
    checked = check(table, hromadas.find)
    if not checked.is_takeable:
        return ASKED
    return [f"{each.slug} {each.staff} {each.low} {each.middle} {each.high}" for each in checked.counts]


async def test_a_sample_beside_the_data_is_not_read_until_somebody_says_so(tables: Tables) -> None:
    sample = Page([("ПІБ", "Установа"), ("Іваненко Іван Іванович", "Школа")], name="Зразок заповнення")
    people = Page([("ПІБ", "Установа"), PEOPLE[0][:2]], name="Люди")
    table = await tables.open(MEMBERS, excel(sample, people))
    assert [each.is_read for each in table.layouts] == [False, True]
    assert [line.text("person") for line in table.lines()[0]] == [PEOPLE[0][0]]
    turned = await tables.open(MEMBERS, excel(people, sample))
    assert turned.shape != table.shape, "what is remembered of one must not leave out the data of the other"
    alone = await tables.open(MEMBERS, excel(sample))
    assert len(alone.lines()[0]) == 1


@pytest.mark.parametrize("kind", [MEMBERS, SETTLEMENTS, INVITES], ids=lambda kind: kind.name)
async def test_a_hromada_that_is_only_alike_is_said(
    tables: Tables, library: Library, hromadas: Hromadas, kind: TableKind
) -> None:
    """Also once, however many rows say so."""
    rest = {
        "members": ("ПІБ", PEOPLE[0][0]),
        "settlements": ("Населений пункт", "Бігунь"),
        "invites": ("Посада", "голова"),
    }
    heading, value = rest[kind.name]
    first = "Громада" if kind is SETTLEMENTS else "Установа"
    text = "Малінська" if kind is SETTLEMENTS else "Малинівська сільська рада"
    table = await tables.open(kind, excel(Page([(first, heading), (text, value), (text, value)])))
    readers: dict[str, Callable[[OpenTable], DryRun]] = {
        "members": MembersTable({}, hromadas.find, library.tables.councils).read,
        "settlements": SettlementsTable(hromadas.find, str).read,
        "invites": InvitesTable({}, hromadas.find, library.tables.councils).read,
    }
    read = readers[kind.name](table)
    assert read.read_as == [(2, text, "Малинська")]
    assert f"{text} → Малинська (2)" in looked_through(library.texts, table, read)


async def test_a_village_that_the_codifier_does_not_have_there_is_said(
    tables: Tables, library: Library, hromadas: Hromadas
) -> None:
    rows = [("Громада", "Населений пункт"), ("Малинська", "Норинськ"), ("Овруцька", "с. Норинськ")]
    table = await tables.open(SETTLEMENTS, excel(Page(rows)))
    read = SettlementsTable(hromadas.find, lambda text: Settlements.name(NAMER, text)).read(table)
    read.compare([])
    assert read.is_takeable
    assert "Норинськ (2)." in looked_through(library.texts, table, read)


async def test_notes_that_are_not_read_are_named(tables: Tables) -> None:
    """What stands there may say that somebody left."""
    table = await tables.open(MEMBERS, excel(Page([("ПІБ", "Установа", "Примітка"), (*PEOPLE[0][:2], "звільнена")])))
    assert table.is_sure
    assert table.unread == ["C «Примітка»"]


class _Namer:
    _content = Content()


NAMER: Settlements = _Namer()  # type: ignore[assignment]


def test_the_corpus_is_large_enough() -> None:
    assert len({made.kind + made.name for made in CORPUS}) == len(CORPUS) >= 120
    assert sum(len(made.ways) for made in CORPUS) >= 400


@pytest.mark.parametrize("made", CORPUS, ids=[f"{made.kind}: {made.name}" for made in CORPUS])
async def test_a_table_is_read_right_or_asked_about(
    tables: Tables, library: Library, hromadas: Hromadas, made: Made
) -> None:
    for way in made.ways:
        found = kept(await tables.open(KINDS[made.kind], WRITERS[way](made.page)), library, hromadas)
        assert (list(found) if found else found) == (list(made.expected) if made.expected else ASKED), way


# Whatever the order of the columns, the keyboard, the sheets and what stands above

LOOK_ALIKE = str.maketrans("АВСЕНІКМОРТХУасеіорху", "ABCEHIKMOPTXYaceiopxy")
PEOPLE = [
    ("Гнатюк Марія Іванівна", "Центральна бібліотека", "Абонемент", "працює"),
    ("Савчук Петро Олегович", "Ліцей № 1", "", "не бере участі"),
    ("Охрімчук Софія Петрівна", "Овруцька міська рада", "Відділ освіти", ""),
    ("В’юн Тарас Хомич", "Центральна бібліотека", "Абонемент", "бере участь"),
]
KEPT = {
    (name_key(name), words_key(body) if "рада" not in body else "h06017", words_key(unit), state)
    for (name, body, unit, _), state in zip(PEOPLE, ("active", "exempt", "", "active"), strict=True)
}
HEADINGS = ("ПІБ", "Установа", "Підрозділ", "Стан")
UNREAD = ("№ з/п", "Посада", "Телефон", "Дата народження")
SYNONYMS = {
    "ПІБ": ("ПІБ", "П.І.Б.", "Прізвище, ім’я, по батькові", "ПІБ працівника"),
    "Установа": ("Установа", "Назва установи", "Місце роботи"),
    "Підрозділ": ("Підрозділ", "Відділ", "Структурний підрозділ"),
    "Стан": ("Стан", "Статус", "Бере участь"),
}
ENDS = ("Всього: 4", "Разом", "Директор Савчук П. О.", "Виконавець: Коваль О. П.")
TITLES = ("Список працівників", "Додаток 1", "ЗАТВЕРДЖЕНО", "станом на 01.11.2026", "Громада")


@st.composite
def sheets(draw: st.DrawFn) -> list[Sheet]:
    """The same people in any order, on one sheet or two, under any titles, typed on any keyboard."""

    def typed(text: str) -> str:
        swapped = draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text)))
        text = "".join(sign.translate(LOOK_ALIKE) if swap else sign for sign, swap in zip(text, swapped, strict=True))
        return draw(
            st.sampled_from([text, text.replace("’", "'"), unicodedata.normalize("NFD", text), f" {text}\u00ad"])
        )

    order = draw(st.permutations([*HEADINGS, *draw(st.sets(st.sampled_from(UNREAD)))]))
    ways = {heading: draw(st.sampled_from(ways)) for heading, ways in SYNONYMS.items()}
    people = draw(st.permutations(PEOPLE))
    cut = draw(st.integers(0, len(people) - 1))
    found: list[Sheet] = []
    for part in filter(None, (people[:cut], people[cut:])):
        rows: list[tuple[object, ...]] = [(title,) for title in draw(st.lists(st.sampled_from(TITLES), max_size=3))]
        headings = tuple(typed(ways.get(heading, heading)) for heading in order)
        rows.append(headings)
        if draw(st.booleans()):
            rows.append(tuple(range(1, len(order) + 1)))
        for number, person in enumerate(part, start=1):
            cells = dict(zip(HEADINGS, map(typed, person), strict=True))
            rows.append(tuple(cells.get(heading, number) or None for heading in order))
            if draw(st.integers(0, 5)) == 0:
                rows.append(headings)
        if draw(st.booleans()):
            rows.append((draw(st.sampled_from(ENDS)),))
        found.append(Sheet(f"Аркуш{len(found)}", [row + (None,) * (len(order) - len(row)) for row in rows]))
    return found


@settings(max_examples=150)
@given(sheets=sheets())
def test_the_same_people_come_out_or_a_question(
    tables: Tables, library: Library, hromadas: Hromadas, sheets: list[Sheet]
) -> None:
    table = tables._guess(MEMBERS, sheets)
    members = MembersTable({}, hromadas.find, library.tables.councils).read(table)
    if not (table.is_sure and table.is_complete) or members.mistakes:
        return
    assert {
        (
            each.name_key,
            words_key(members.new_bodies[int(each.place[1:])]) if each.place.startswith("+") else each.place,
            words_key(each.unit),
            each.state or "",
        )
        for each in members.entries
    } == KEPT


def test_most_of_them_need_no_question(tables: Tables, library: Library) -> None:
    """So that the test above does not pass by asking always."""
    rows = [("Список",), HEADINGS, *PEOPLE]
    table = tables._guess(MEMBERS, [Sheet("", [tuple(row) + (None,) * (4 - len(row)) for row in rows])])
    assert table.is_sure
    assert table.is_complete


async def test_twenty_five_thousand_people_of_eight_thousand_bodies(
    tables: Tables, library: Library, hromadas: Hromadas
) -> None:
    rows = [
        ("ПІБ", "Установа"),
        *((f"Гнатюк Марія {letters(number)}івна", f"Школа {number % 8000}") for number in range(25_000)),
    ]
    table = await tables.open(MEMBERS, excel(Page(rows)))
    began = time.process_time()
    members = MembersTable({}, hromadas.find, library.tables.councils).read(table)
    assert (len(members.entries), len(members.new_bodies)) == (25_000, 8000)
    assert time.process_time() - began < 15


def letters(number: int) -> str:
    """A word for a number."""
    return "".join("абвгдежзик"[int(figure)] for figure in str(number)).capitalize()
