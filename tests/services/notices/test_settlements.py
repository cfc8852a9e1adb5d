"""Names of settlements as people type them, and the tables that staff load."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial

import pytest

import storage.notices.settlements
from content.settlements import load_settlements
from services.content import Content
from services.files.excel import make_excel
from services.notices import SETTLEMENTS
from services.notices.settlements import Settlements, key, name_number
from services.people import Localities
from services.people.people import People
from services.tables import OpenTable, Tables
from storage.engine.database import Database
from storage.table_layouts import TableLayouts

Opened = Callable[[bytes], Awaitable[OpenTable]]

ADMIN = 1
CODE, HROMADA_CODE = "UA18060170570049484", "UA18060170000069581"


@pytest.fixture
def settlements(content: Content, database: Database) -> Settlements:
    localities = content.with_each_edition(Localities)
    people = People(content, None, None, None, lambda: datetime(2026, 11, 23, tzinfo=UTC), localities)  # type: ignore[arg-type]
    kept = storage.notices.settlements.SettlementStore(database)
    return Settlements(content, kept, people, lambda: datetime(2026, 11, 23, tzinfo=UTC))


@pytest.fixture
def tables(content: Content, database: Database) -> Tables:
    return Tables(content, TableLayouts(database), lambda: datetime(2026, 11, 23, tzinfo=UTC))


def table(*rows: tuple[object, ...]) -> bytes:
    return make_excel(["Громада", "Населений пункт", "Примітка"], rows)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("с. Гальчин", "Гальчин"),
        ("с.Гальчин", "Гальчин"),
        ("село Гальчин.", "Гальчин"),
        ("смт Червоне", "Червоне"),
        ("с-ще Нова Борова", "Нова Борова"),
        ("М. БЕРДИЧІВ", "Бердичів"),
        ("рудня-базарська", "Рудня-Базарська"),
        ("НОВА БОРОВА", "Нова Борова"),
        ("1. Мар'янівка", "Мар’янівка"),
        ("– Марʼянівка", "Мар’янівка"),
        ("слов'янка", "Слов’янка"),
        ("Мала Деревичка", "Мала Деревичка"),
        ("Степок", "Степок"),
        ("Перше Травня", "Перше Травня"),
        ("с.", ""),
        ("12", ""),
        ("?!", ""),
        ("а" * 61, ""),
    ],
)
def test_a_name_is_written_one_way(settlements: Settlements, typed: str, name: str) -> None:
    assert settlements.name(typed) == name


def test_lines_commas_and_repeats(settlements: Settlements) -> None:
    assert settlements.read("с. Гальчин\nЗарубинці; Мар'янівка, марʼянівка\r\n\n- Гальчин") == (
        ["Гальчин", "Зарубинці", "Мар’янівка"],
        ["Мар’янівка", "Гальчин"],
    )
    assert key("Мар’янівка") == key("МАР'ЯНІВКА")
    assert name_number("Мар’янівка") == name_number("мар'янівка") != name_number("Гальчин")
    assert [settlements.is_none(text) for text in ("немає", "Нема.", "0", "Гальчин")] == [True, True, True, False]


def test_what_a_misspelt_name_may_mean(settlements: Settlements) -> None:
    listed = ["Гальчин", "Зарубинці", "Мар’янівка"]
    assert settlements.like("Галчин", listed) == ["Гальчин"]
    assert settlements.like("Зарубенці", listed) == ["Зарубинці"]
    assert settlements.like("Лондон", listed) == []


@pytest.fixture
def opened(tables: Tables) -> Opened:
    """Opens a table as it is sent."""
    return partial(tables.open, SETTLEMENTS)


async def test_a_table_takes_the_place_of_what_its_hromadas_had(settlements: Settlements, opened: Opened) -> None:
    first = table(
        ("Андрушівська", "с. Гальчин", "оптика, ПП «Мережа»"),
        ("Андрушівська ТГ", "Зарубинці", None),
        ("Андрушівська", "гальчин", None),
        ("Бердичівська", "Бердичів", None),
        (None, None, None),
    )
    found = await settlements.look_through(await opened(first))
    assert (found.rows, len(found.settlements), found.twice, found.mistakes) == (4, 3, ["Гальчин (4)"], [])
    assert await settlements.counts() == {}, "looking through keeps nothing"
    assert await settlements.take(await opened(first), ADMIN) == 3
    assert [(each.name, each.note) for each in await settlements.of("h02001")] == [
        ("Гальчин", "оптика, ПП «Мережа»"),
        ("Зарубинці", ""),
    ]
    assert await settlements.take(await opened(table(("Андрушівська", "Яроповичі", None))), ADMIN) == 1
    assert [each.name for each in await settlements.of("h02001")] == ["Яроповичі"]
    assert sorted((await settlements.counts()).values()) == [1, 1], "the other hromada keeps its list"


async def test_a_table_with_a_mistake_is_not_taken_at_all(settlements: Settlements, opened: Opened) -> None:
    rows = (("Нарнія", "Гальчин", None), ("Андрушівська", "12", None), ("Андрушівська", "Гальчин", None))
    more = (("Андрушівська", "Норинськ, Гладковичі", None), ("Андрушівська", "#N/A", None))
    found = await settlements.look_through(await opened(table(*rows, *more)))
    assert [(each.row, each.meaning, each.fault) for each in found.mistakes] == [
        (2, "hromada", "no-hromada"),
        (3, "settlement", "no-settlement"),
        (5, "settlement", "several"),
        (6, "settlement", "no-settlement"),
    ]
    assert await settlements.take(await opened(table(*rows)), ADMIN) is None
    assert await settlements.take(await opened(table()), ADMIN) is None
    assert await settlements.counts() == {}


async def test_whatever_would_go_is_said_before(settlements: Settlements, opened: Opened) -> None:
    await settlements.take(await opened(table(("Андрушівська", "Гальчин", None), ("Андрушівська", "Мостове", None))), 1)
    found = await settlements.look_through(await opened(table(("Андрушівська", "Мостове", None))))
    [gone] = [each.values["names"] for each in found.lines if each.key == "settlements-gone"]
    assert gone == "Гальчин"


STATES = (
    # As the lists of the state and those of offices are headed, and what must be read of them.
    (("Назва громади", "Категорія", "Назва населеного пункту", "КАТОТТГ"), ("Овруцька", "С", "Норинськ", CODE)),
    (
        ("Область", "Назва району", "Назва територіальної громади", "Назва населеного пункту"),
        ("Житомирська", "Коростенський район", "Овруцька", "Норинськ"),
    ),
    (("Громада", "Категорія населеного пункту", "Назва"), ("Овруцька", "село", "Норинськ")),
    (("Громада", "Код КАТОТТГ населеного пункту", "Назва"), ("Овруцька", CODE, "Норинськ")),
    (("Громада", "Назва"), (HROMADA_CODE, "Норинськ")),
    (("Категорія об’єкта", "Назва об’єкта", "Четвертий рівень"), ("С", "Норинськ", CODE)),
    (("\u0413ром\u0061да", "Н\u0061зв\u0061"), ("Oвруцьк\u0061", "\u0048оринськ")),
)


@pytest.mark.parametrize(("headings", "row"), STATES)
async def test_lists_under_the_headings_of_the_state_are_read(
    settlements: Settlements, opened: Opened, headings: tuple[str, ...], row: tuple[str, ...]
) -> None:
    file = await opened(make_excel(list(headings), [list(row)]))
    assert file.is_sure
    assert await settlements.take(file, ADMIN) == 1
    assert [each.name for each in await settlements.of("h06017")] == ["Норинськ"]


async def test_the_whole_codifier_is_read_each_by_its_own_name(settlements: Settlements, opened: Opened) -> None:
    rows = [[each.hromada.name, each.kind, each.name, each.katottg] for each in load_settlements()]
    file = await opened(make_excel(["Назва громади", "Категорія", "Назва населеного пункту", "КАТОТТГ"], rows))
    assert await settlements.take(file, ADMIN) == len(rows)
    counts = await settlements.counts()
    assert (len(counts), sum(counts.values())) == (66, len(rows)), "two villages of one name in one hromada are two"
    names = {each.name for each in await settlements.of("h06017") if each.name.startswith("Рудня")}
    assert len(names) == 2
    assert all("(" in name for name in names), "they are told apart"


async def test_look_alike_letters_make_no_second_village(settlements: Settlements, opened: Opened) -> None:
    found = await settlements.look_through(
        await opened(
            table(
                ("Овруцька", "Їжаківка Гай", None),
                ("Овруцька", "\u0406\u0308жаківка Гаи\u0306", None),
                ("Овруцька", "Норинськ", None),
                ("Овруцька", "\u0048оринськ", None),
                ("Овруцька", "Гладковичі", None),
                ("Овруцька", "Гладкович\u0069", None),
            )
        )
    )
    assert [each.name for each in found.settlements] == ["Їжаківка Гай", "Норинськ", "Гладковичі"]


async def test_ten_thousand_rows_take_no_longer_than_their_number(settlements: Settlements, opened: Opened) -> None:
    rows = [(each.hromada.name, f"{each.name} {letter}", None) for each in load_settlements() for letter in "абвгде"]
    file = await opened(table(*rows))
    began = time.process_time()
    found = await settlements.look_through(file)
    assert len(found.settlements) > 10_000 - 200
    assert time.process_time() - began < 5
