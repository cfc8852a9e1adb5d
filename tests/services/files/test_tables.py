"""Lists as coordinators send them, and as nobody should."""

from __future__ import annotations

import io
import time
from datetime import datetime

import openpyxl
import pytest
import xlsxwriter

from services.files.bounded import MEMORY
from services.files.tables import MOST_BYTES, MOST_COLUMNS, MOST_UNPACKED, BadTable, TableFileFault, read_rows
from tests.memory import grows_little
from tests.zips import changed, overlapping, packed, patched, unpacked

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def book(*rows: tuple[object, ...], **options: object) -> bytes:
    """An Excel file with these rows on its first sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd.mm.yyyy", **options}) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        made.add_worksheet("Інший").write(0, 0, "не звідси")
    return file.getvalue()


ROWS = (("ПІБ", "Бал", "Дата"), ("Іваненко Оксана", 78, datetime(2026, 10, 1)))  # noqa: DTZ001 - as Excel has it


async def read(file: bytes, most: int = 100) -> list[tuple[object, ...]]:
    return await read_rows(file, most=most)


async def rows_or_fault(file: bytes) -> list[tuple[object, ...]] | TableFileFault:
    try:
        return await read(file)
    except BadTable as error:
        return error.fault


async def fault(file: bytes, most: int = 100) -> TableFileFault:
    with pytest.raises(BadTable) as caught:
        await read(file, most)
    return caught.value.fault


async def test_the_first_sheet_with_its_kinds_of_values() -> None:
    assert await read(book(*ROWS)) == list(ROWS)


async def test_empty_ends_are_cut_and_row_numbers_kept() -> None:
    rows = await read(book((), ("ПІБ", None, "Бал", None), (), ("Іван", " ", 5, "  "), (" ",), ()))
    assert rows == [(None,) * 3, ("ПІБ", None, "Бал"), (None,) * 3, ("Іван", None, 5)]


async def test_a_hidden_sheet_is_passed_over() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        made.add_worksheet().hide()
        shown = made.add_worksheet()
        shown.write(0, 0, "видно")
        shown.activate()
        shown.set_first_sheet()
    assert await read(file.getvalue()) == [("видно",)]


async def test_a_formula_is_what_it_last_came_to() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        made.add_worksheet().write_formula(0, 0, "=1+1", None, 2)
    assert await read(file.getvalue()) == [(2,)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
async def test_text_tables_from_all_kinds_of_programs(encoding: str, delimiter: str, end: str) -> None:
    lines = (("ПІБ", "Посада", ""), ('"Їжак, Є. І.; Ґава"', "спеціаліст", ""), ("Іван", "", ""), ("", "", ""))
    text = end.join(delimiter.join(line) for line in lines)
    assert await read(text.encode(encoding)) == [
        ("ПІБ", "Посада"),
        ("Їжак, Є. І.; Ґава", "спеціаліст"),
        ("Іван", None),
    ]


async def test_a_list_of_names_is_a_table_of_one_column() -> None:
    assert await read("Іван\nМарія\n".encode()) == [("Іван",), ("Марія",)]


async def test_as_many_rows_as_asked_for() -> None:
    rows = [(f"Особа {number}", number) for number in range(50)]
    lines = "\n".join(f"{name};{number}" for name, number in rows).encode()
    for file in (book(*rows), lines):
        assert len(await read(file, most=50)) == 50
        assert await fault(file, most=49) is TableFileFault.TOO_MANY_ROWS


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (b"", TableFileFault.EMPTY),
        (b" \n;;\n", TableFileFault.EMPTY),
        (book(), TableFileFault.EMPTY),
        (b"%PDF-1.7\n1 0 obj", TableFileFault.NOT_A_TABLE),
        (b"\x89PNG\r\n\x1a\n\x00\x00", TableFileFault.NOT_A_TABLE),
        (b"<html><table><tr><td>1</td></tr></table>", TableFileFault.NOT_A_TABLE),
        (b"\x98\x98", TableFileFault.NOT_A_TABLE),
        (packed(("word/document.xml", b"<w/>")), TableFileFault.NOT_A_TABLE),
        (book(*ROWS)[:2000], TableFileFault.NOT_A_TABLE),
        (OLE, TableFileFault.NOT_A_TABLE),
        (OLE + "Workbook".encode("utf-16-le"), TableFileFault.OLD_EXCEL),
        (OLE + "EncryptedPackage".encode("utf-16-le"), TableFileFault.ENCRYPTED),
        (patched(book(*ROWS), flags=1), TableFileFault.ENCRYPTED),
        (patched(book(*ROWS), method=14), TableFileFault.NOT_A_TABLE),
        (bytes(MOST_BYTES + 1), TableFileFault.TOO_BIG),
        (book((None,) * MOST_COLUMNS + (1,)), TableFileFault.TOO_BIG),
        (b'"' + b"x" * 200_000, TableFileFault.NOT_A_TABLE),
    ],
    ids=[
        *("nothing", "blank", "empty", "pdf", "png", "html", "not-text", "docx", "cut-off", "ole", "xls", "password"),
        *("encrypted-parts", "lzma", "big", "wide", "long-cell"),
    ],
)
async def test_what_is_no_table_is_told_apart(file: bytes, expected: TableFileFault) -> None:
    assert await fault(file) is expected


@pytest.mark.parametrize("part", sorted(unpacked(book(*ROWS))))
@pytest.mark.parametrize("damage", ["cut", "emptied", "not-xml"])
async def test_a_damaged_part_is_no_crash(part: str, damage: str) -> None:
    def damaged(xml: bytes) -> bytes:
        return {"cut": xml[: len(xml) // 2], "emptied": b"", "not-xml": b"\xff" + xml}[damage]

    outcome = await rows_or_fault(changed(book(*ROWS), {part: damaged}))
    assert outcome in (TableFileFault.NOT_A_TABLE, TableFileFault.EMPTY) or len(outcome) == len(ROWS), (
        "parts that nobody needs"
    )


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(9))
    + b"]>"
)


def laughing(xml: bytes) -> bytes:
    """The part with a text that entities make ten billion letters long."""
    return LAUGHS + xml.split(b"?>", 1)[1].replace("ПІБ".encode(), b"&j;")


@pytest.mark.parametrize("part", [STRINGS, "xl/workbook.xml", "[Content_Types].xml", SHEET])
async def test_entities_are_refused(part: str) -> None:
    assert await fault(changed(book(*ROWS), {part: laughing})) is TableFileFault.NOT_A_TABLE


@pytest.mark.parametrize("entity", [b'"harmless"', b'SYSTEM "file:///etc/hostname"'])
async def test_even_one_entity_is_refused(entity: bytes) -> None:
    """The parser by itself knows the laughs only; that this one is refused shows that defusedxml is at work."""
    names = b"<!DOCTYPE x [<!ENTITY j %s>]>" % entity
    file = changed(book(*ROWS), {STRINGS: lambda xml: names + xml.split(b"?>", 1)[1].replace("ПІБ".encode(), b"&j;")})
    assert await fault(file) is TableFileFault.NOT_A_TABLE


async def test_a_link_to_another_workbook_is_not_even_looked_at() -> None:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"
    link = b'<Relationship Id="rId99" Type="%s" Target="externalLinks/externalLink1.xml"/>' % kind
    reference = b'</sheets><externalReferences><externalReference r:id="rId99"/></externalReferences>'
    file = changed(
        book(*ROWS),
        {
            "xl/workbook.xml": lambda xml: xml.replace(b"</sheets>", reference),
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(b"</Relationships>", link + b"</Relationships>"),
            "xl/externalLinks/externalLink1.xml": lambda _: LAUGHS + b"<externalLink>&j;</externalLink>",
        },
    )
    with pytest.raises(ValueError, match="Unable to read workbook"):
        openpyxl.load_workbook(io.BytesIO(file))
    assert await read(file) == list(ROWS)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (b"A1:XFD1048576", list(ROWS)),
        (b"A1", list(ROWS)),
        (b"B2:A1", list(ROWS)),
        (b"nonsense", TableFileFault.NOT_A_TABLE),
    ],
)
async def test_what_a_sheet_says_of_its_size_is_not_believed(claim: bytes, expected: object) -> None:
    file = changed(book(*ROWS), {SHEET: lambda xml: xml.replace(b'ref="A1:C2"', b'ref="%s"' % claim)})
    assert claim in unpacked(file)[SHEET]
    assert await rows_or_fault(file) == expected


@pytest.mark.parametrize(
    ("row", "expected"), [(b"1048576", TableFileFault.TOO_MANY_ROWS), (b"999999999999999", None), (b"-5", None)]
)
async def test_a_row_far_down_is_no_reason_to_hang(row: bytes, expected: TableFileFault | None) -> None:
    file = changed(book(*ROWS), {SHEET: lambda xml: xml.replace(b'<row r="2"', b'<row r="%s"' % row)})
    if expected:
        assert await fault(file) is expected
    else:
        assert (await read(file))[0] == ROWS[0]


def blown_up(xml: bytes) -> bytes:
    return xml.replace(b"</sheetData>", b" " * (30 << 20) + b"</sheetData>")


@pytest.mark.parametrize(
    "bomb",
    [
        changed(book(*ROWS), {SHEET: blown_up}),
        changed(book(*ROWS), {"xl/media/image1.png": lambda _: bytes(MOST_UNPACKED)}),
        patched(book(*ROWS), size=2 << 30),
        overlapping(bytes(1 << 20), 1000),
    ],
    ids=["sheet", "picture", "claim", "overlapping"],
)
async def test_bombs_are_refused_before_they_are_unpacked(bomb: bytes) -> None:
    assert len(bomb) < 1 << 20
    with grows_little():
        assert await fault(bomb) is TableFileFault.TOO_BIG


async def test_a_claim_of_less_than_there_is_gives_no_byte_more() -> None:
    assert await fault(patched(changed(book(*ROWS), {SHEET: blown_up}), size=1000)) is TableFileFault.NOT_A_TABLE


async def test_a_table_that_is_all_cells_runs_into_the_limits_of_the_child() -> None:
    """Honestly packed, and yet more than memory: each short row names the last column of all."""
    row = b'<row><c r="ZZZ%d"><v>%d</v></c></row>'
    rows = b"".join(row % (number, number * 7919) for number in range(1, 60_000))
    assert len(rows) * 8 < MEMORY
    file = changed(
        book(*ROWS),
        {SHEET: lambda xml: xml.split(b"<sheetData>")[0] + b"<sheetData>" + rows + b"</sheetData></worksheet>"},
    )
    assert await fault(file, most=100_000) is TableFileFault.TOO_BIG


async def test_twenty_thousand_rows() -> None:
    rows = [(number, f"Прізвище Ім'я По батькові {number}", "громада", 5.5, True, None, "") for number in range(20_000)]
    file = book(*rows)
    began = time.process_time()
    assert len(await read(file, most=20_000)) == 20_000
    assert time.process_time() - began < 1, "the bot's own share; the child's is bounded by `SECONDS`"
