"""Names of settlements as people type them, and the tables that staff load."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import storage.notices.settlements
from services.content import Content
from services.files.excel import make_excel
from services.notices.settlements import Settlements, key, name_number
from services.people import Localities
from services.people.people import People
from storage.engine.database import Database

ADMIN = 1


@pytest.fixture
def settlements(content: Content, database: Database) -> Settlements:
    localities = content.with_each_edition(Localities)
    people = People(content, None, None, None, lambda: datetime(2026, 11, 23, tzinfo=UTC), localities)  # type: ignore[arg-type]
    kept = storage.notices.settlements.SettlementStore(database)
    return Settlements(content, kept, people, lambda: datetime(2026, 11, 23, tzinfo=UTC))


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


async def test_a_table_takes_the_place_of_what_its_hromadas_had(settlements: Settlements) -> None:
    first = table(
        ("Андрушівська", "с. Гальчин", "оптика, ПП «Мережа»"),
        ("Андрушівська ТГ", "Зарубинці", None),
        ("Андрушівська", "гальчин", None),
        ("Бердичівська", "Бердичів", None),
        (None, None, None),
    )
    found = await settlements.look_through(first)
    assert (found.rows, len(found.settlements), found.twice, found.mistakes) == (4, 3, ["Гальчин (4)"], [])
    assert await settlements.counts() == {}, "looking through keeps nothing"
    assert await settlements.take(first, ADMIN) == 3
    assert [(each.name, each.note) for each in await settlements.of("h02001")] == [
        ("Гальчин", "оптика, ПП «Мережа»"),
        ("Зарубинці", ""),
    ]
    assert await settlements.take(table(("Андрушівська", "Яроповичі", None)), ADMIN) == 1
    assert [each.name for each in await settlements.of("h02001")] == ["Яроповичі"]
    assert sorted((await settlements.counts()).values()) == [1, 1], "the other hromada keeps its list"


@pytest.mark.parametrize(
    ("file", "mistakes"),
    [
        (
            table(("Нарнія", "Гальчин", None), ("Андрушівська", "12", None), ("Андрушівська", "Гальчин", None)),
            ["рядок 2: не знаємо такої громади: Нарнія", "рядок 3: це не схоже на назву: 12"],
        ),
        (table(), ["У таблиці немає жодного рядка під заголовками."]),
        (
            make_excel(["Область", "Число"], [("а", 1)]),
            ["У першому рядку мають бути стовпці «Громада» і «Населений пункт»."],
        ),
    ],
)
async def test_a_table_with_a_mistake_is_not_taken_at_all(
    settlements: Settlements, file: bytes, mistakes: list[str]
) -> None:
    assert (await settlements.look_through(file)).mistakes == mistakes
    assert await settlements.take(file, ADMIN) is None
    assert await settlements.counts() == {}
