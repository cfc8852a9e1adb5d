"""Excel files that leave the bot: what people wrote stays words."""

from __future__ import annotations

import ast
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from services.files.excel import WIDEST, Percent, make_excel
from tests.excel import sheet_of

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        '=HYPERLINK("https://evil.example","Коваль")',
        "{=SUM(A1:A9)}",
        "+380=1",
        "-1+1|cmd",
        "@SUM(1)",
        "\t=1+1",
        "https://evil.example",
        "mailto:a@b.c",
        "internal:Sheet2!A1",
        "external:c:\\a.xlsx",
    ],
)
def test_no_words_become_a_formula_or_a_link(words: str) -> None:
    sheet = sheet_of(make_excel([words], [[words, 1]]))
    for cell in (sheet["A1"], sheet["A2"]):
        assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)


TEXT = "Пояснення на кілька рядків, " * 20
ROWS = [
    ["Андрушівська", 12, Percent(2 / 3), date(2026, 11, 24), datetime(2026, 11, 24, 8, 30, tzinfo=UTC), TEXT],
    ["Любарська", 1000, Percent(0.125, digits=1), date(2026, 1, 5), None, None],
]
HEADINGS = ["Громада", "Осіб", "Частка сертифікованих", "Строк", "Повідомлено", "Чому"]


def book(**options: object) -> Worksheet:
    return sheet_of(make_excel(HEADINGS, ROWS, **options))  # type: ignore[arg-type]


def test_numbers_days_times_and_shares_are_such_and_shown_as_people_write_them() -> None:
    sheet = book()
    assert [cell.value for cell in sheet[2]][:5] == [
        "Андрушівська",
        12,
        pytest.approx(2 / 3),
        datetime.fromisoformat("2026-11-24"),
        datetime.fromisoformat("2026-11-24 08:30"),
    ]
    assert [cell.number_format for cell in sheet[2]][1:5] == ["General", "0%", "dd.mm.yyyy", "dd.mm.yyyy hh:mm"]
    assert sheet["C3"].number_format == "0.0%"
    assert sheet["E3"].value is None


def test_the_heading_stays_is_filtered_and_stands_on_every_page() -> None:
    sheet = book()
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F3"
    assert sheet.print_title_rows == "$1:$1"
    assert all(cell.font.bold and cell.alignment.wrap_text for cell in sheet[1])


def test_the_page_is_as_wide_as_the_table() -> None:
    sheet = book()
    assert sheet.sheet_properties.pageSetUpPr
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(None, 0), (1, 0)}
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet_of(make_excel(["Громада"], [["Овруцька"]])).page_setup.orientation != "landscape"


def test_columns_are_as_wide_as_what_stands_in_them_and_long_words_are_wrapped() -> None:
    sheet = book()
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEF"]
    assert widths[0] >= len("Андрушівська")
    assert widths[1] < 12
    assert widths[2] >= len("сертифікованих")
    assert widths[4] >= len("24.11.2026 08:30")
    assert WIDEST <= widths[5] <= WIDEST + 1
    assert sheet["F2"].alignment.wrap_text


def test_a_link_is_one_word() -> None:
    url = "https://t.me/a_bot_with_a_long_name?start=inv_" + "x" * 27
    assert sheet_of(make_excel(["Посилання"], [[url]])).column_dimensions["A"].width >= len(url)


def test_totals_and_notes_stand_below_and_outside_of_the_filter() -> None:
    sheet = book(total=["Разом", 1012], notes=["Джерело: портал, " * 9])
    assert [cell.value for cell in sheet[4]][:2] == ["Разом", 1012]
    assert sheet["B4"].font.bold
    assert sheet.auto_filter.ref == "A1:F3"
    assert str(sheet["A6"].value).startswith("Джерело")
    assert not sheet["A6"].alignment.wrap_text, "it goes on beside"
    assert sheet.column_dimensions["A"].width < 20


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Випадки", "Випадки"), ("Ліга: I/II [проєкт]?", "Ліга  I II  проєкт  "), ("Д" * 40, "Д" * 31), (None, "Sheet1")],
)
def test_any_name_is_one_of_a_sheet(name: str | None, shown: str) -> None:
    assert book(name=name).title == shown


def test_a_table_without_rows_is_a_heading() -> None:
    sheet = sheet_of(make_excel(HEADINGS, []))
    assert sheet.auto_filter.ref is None
    assert sheet.max_row == 1


def test_every_export_of_the_bot_names_its_sheet() -> None:
    calls = 0
    for folder in ("services", "handlers", "web", "jobs", "cli", "gateway"):
        for path in (ROOT / folder).rglob("*.py"):
            if path.name == "demo_past.py":
                continue  # it makes tables that people send
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                called = [node.func, *node.args[:1]]
                if any(isinstance(each, ast.Name) and each.id == "make_excel" for each in called):
                    calls += 1
                    assert "name" in {each.arg for each in node.keywords}, f"{path}:{node.lineno}"
    assert calls >= 9


def test_what_leaves_in_the_chat_has_a_ukrainian_name() -> None:
    named = re.compile(r"^\S* = (\S.*\.(?:xlsx|pdf|docx|ics))$", re.MULTILINE)
    names = [
        name
        for path in (ROOT / "content" / "uk" / "messages").glob("*.ftl")
        for name in named.findall(path.read_text("utf-8"))
    ]
    assert len(names) > 10
    assert [name for name in names if not re.match("[\u0430-\u044f\u0454\u0456\u0457]", name)] == []
    in_code = re.compile(r'"[a-z-]+\.(?:xlsx|pdf|docx|ics)"')
    assert [path for path in (ROOT / "handlers").rglob("*.py") if in_code.search(path.read_text("utf-8"))] == []
