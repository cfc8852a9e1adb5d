"""Lists as coordinators send them, and as nobody should."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from services.files.bounded import MEMORY
from services.files.tables import MOST_BYTES, MOST_COLUMNS, MOST_UNPACKED, BadTable, TableFileFault, read_sheets
from tests.memory import grows_little
from tests.sheets import TEXTS, WRITERS, Page, excel, libre_office, plain_excel
from tests.zips import changed, overlapping, packed, patched, unpacked

DATA = Path(__file__).parents[2] / "data" / "tables"
MERGED = [(0, 0, 0, 1), (2, 1, 3, 1)]
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
ODT = b"application/vnd.oasis.opendocument.text"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def book(*rows: tuple[object, ...], **options: object) -> bytes:
    """An Excel file with these rows on its first sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd.mm.yyyy", **options}) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        hidden = made.add_worksheet("Інший")
        hidden.write(0, 0, "не звідси")
        hidden.hide()
    return file.getvalue()


ROWS = (("ПІБ", "Бал", "Дата"), ("Іваненко Оксана", 78, date(2026, 10, 1)))


async def read(file: bytes, most: int = 100) -> list[tuple[object, ...]]:
    """The rows of the first sheet."""
    return list((await read_sheets(file, most=most))[0].rows)


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


def moved(*moves: tuple[str, str]) -> Callable[[bytes], bytes]:
    """A workbook with parts under other names, which all that refer to them know."""

    def move(file: bytes) -> bytes:
        parts = unpacked(file)
        for old, new in moves:
            parts = {name.replace(old, new): part.replace(old.encode(), new.encode()) for name, part in parts.items()}
        return packed(*parts.items())

    return move


def replaced(part: str, old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def replace(xml: bytes) -> bytes:
        assert re.search(old, xml)
        return re.sub(old, new, xml)

    return lambda file: changed(file, {part: replace})


def strict(file: bytes) -> bytes:
    """As «Strict Open XML» has it."""
    spaces = {b"schemas.openxmlformats.org/spreadsheetml/2006/main": b"purl.oclc.org/ooxml/spreadsheetml/main"}
    return packed(
        *(
            (
                name,
                re.sub(
                    rb"http://(schemas[^\"]*/main)", lambda found: b"http://" + spaces.get(found[1], found[1]), part
                ),
            )
            for name, part in unpacked(file).items()
        )
    )


@pytest.mark.parametrize(
    "dialect",
    [
        strict,
        replaced("xl/styles.xml", rb"<fill>.*?</fill>", b"<fill/>"),
        moved(("styles.xml", "looks.xml")),
        moved(("xl/workbook.xml", "xl/book1.xml"), ("_rels/workbook.xml.rels", "_rels/book1.xml.rels")),
        moved(("sharedStrings.xml", "SharedStrings.xml")),
        replaced(SHEET, rb' r="[A-Z]*[0-9]+"', b""),
        replaced(SHEET, rb"<(/?)(?=[a-z])", rb"<\1x:"),
        lambda file: packed(*((name.replace("/", "\\"), part) for name, part in unpacked(file).items())),
    ],
    ids=["strict", "no-fill", "styles", "workbook", "capitals", "no-references", "prefixes", "backslashes"],
)
async def test_every_dialect_of_excel_is_read_days_as_days(dialect: Callable[[bytes], bytes]) -> None:
    file = dialect(book(*ROWS))
    if dialect is not strict:
        assert file != book(*ROWS)
    if b"<x:" in unpacked(file).get(SHEET, b""):
        file = changed(file, {SHEET: lambda xml: xml.replace(b"xmlns=", b"xmlns:x=")})
    assert await read(file) == list(ROWS)


async def test_errors_of_formulas_are_seen_and_not_empty() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["ПІБ", "Бал"])
        sheet.write_formula(1, 0, "=NA()", None, "#N/A")
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
        sheet.write(2, 0, "Іван")
    assert await read(file.getvalue()) == [("ПІБ", "Бал"), ("#N/A", None), ("Іван", "#DIV/0!")]


async def test_whatever_is_merged_stands_in_each_of_its_cells() -> None:
    page = Page([("Список", None), ("ПІБ", "Установа"), ("Іван", "Ліцей"), ("Марія", None)], merged=MERGED)
    for file in (excel(page), plain_excel(page), libre_office(page)):
        [sheet] = await read_sheets(file, most=9)
        assert sheet.rows == [("Список", "Список"), ("ПІБ", "Установа"), ("Іван", "Ліцей"), ("Марія", "Ліцей")]
        assert sheet.wide == ((1, 0, 1),)


async def test_hidden_rows_and_columns_are_named() -> None:
    page = Page([("ПІБ", "Установа"), ("Іван", "Ліцей"), ("Марія", "Ліцей")], hidden_rows=[1], hidden_columns=[1])
    for file in (excel(page), plain_excel(page), libre_office(page)):
        [sheet] = await read_sheets(file, most=9)
        assert (sheet.hidden_rows, sheet.hidden_columns) == ((2,), (1,))


async def test_all_sheets_that_are_seen_are_read() -> None:
    pages = (
        Page([("ПІБ",), ("Іван",)], "Абонемент"),
        Page([("ні",)], "Чернетка", is_hidden=True),
        Page([("ПІБ",)], "Каса"),
    )
    for file in (excel(*pages), plain_excel(*pages), libre_office(*pages)):
        assert [(each.name, len(each.rows)) for each in await read_sheets(file, most=9)] == [
            ("Абонемент", 2),
            ("Каса", 1),
        ]


@pytest.mark.parametrize("ending", ["ods", "xls"])
async def test_what_libre_office_saved_is_read(ending: str) -> None:
    """A title and a body merged over two people, a hidden row, column and sheet: saved by LibreOffice 7.4."""
    [sheet] = await read_sheets((DATA / f"members.{ending}").read_bytes(), most=9)
    assert sheet.rows[1:4] == [
        ("ПІБ", "Установа", "Підрозділ", "Стан"),
        ("Гнатюк Марія Іванівна", "Центральна бібліотека", "Абонемент", "працює"),
        ("Савчук Петро Олегович", "Центральна бібліотека", "Каса", "не бере участі"),
    ]
    if ending == "ods":
        assert (sheet.hidden_rows, sheet.hidden_columns) == ((4,), (2,))
    else:
        assert sheet.is_old, "nobody tells what is hidden there"


@pytest.mark.parametrize("way", TEXTS)
async def test_text_of_every_separator_and_code_page(way: str) -> None:
    rows = [("ПІБ", "Установа"), ("Їжак Ґалина Єгорівна", "Ліцей № 1"), ("Шевчук Юрій", "Мрія, садок")]
    found = await read(WRITERS[way](Page(rows)))
    assert found == rows


async def test_the_old_mac_and_unix_and_a_line_that_names_the_separator() -> None:
    text = "sep=|\r\nПІБ|Установа\r\nЇжак Галина|Ліцей\r\n"
    for page in ("koi8_u", "mac_cyrillic", "cp1251"):
        assert await read(text.encode(page)) == [(None, None), ("ПІБ", "Установа"), ("Їжак Галина", "Ліцей")]


@pytest.mark.parametrize("page", ["cp1251", "cp1125", "koi8_u", "mac_cyrillic", "utf-8"])
@pytest.mark.parametrize("case", [str, str.upper, str.lower, str.title])
async def test_the_code_page_is_told_whichever_the_case(page: str, case: Callable[[str], str]) -> None:
    for name in ("Гнатюк Марія Іванівна", "Їжак Галина Єгорівна", "Цимбал Юлія Юхимівна", "Щур Єва", "Жук Яна"):
        rows = [("ПІБ", "УСТАНОВА"), (case(name), case("ЦНАП"))]
        assert await read("\n".join(map(";".join, rows)).encode(page)) == rows


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1" t="inlineStr"><is><t>ПІБ</t></is></c>'
        '<c r="B1" t="inlineStr"><is><r><t>Уста</t></r><r><t>нова</t></r></is></c>',
        '<c t="inlineStr"><is><t>ПІБ</t></is></c><c t="str"><f>A9</f><v>Установа</v></c>',
        '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>',
    ],
    ids=["in-place", "formula", "rich-text"],
)
async def test_texts_lie_wherever_a_program_puts_them(cells: str) -> None:
    rich = "<si><r><t>П</t></r><r><rPr><b/></rPr><t>ІБ</t></r></si>"
    shared = f"{rich}<si><t>Установа</t><rPh sb='0' eb='1'><t>х</t></rPh></si>"
    row = f'<sheetData><row r="1">{cells}</row></sheetData>'.encode()
    file = changed(
        book(*ROWS),
        {
            SHEET: lambda xml: re.sub(rb"<sheetData>.*</sheetData>", lambda _: row, xml, flags=re.DOTALL),
            STRINGS: lambda xml: re.sub(rb"(<sst[^>]*>).*(</sst>)", lambda f: f[1] + shared.encode() + f[2], xml),
        },
    )
    assert await read(file) == [("ПІБ", "Установа")]


SPREADSHEET = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table/></Worksheet></Workbook>'
)


@pytest.mark.parametrize(
    "file",
    [
        "<html><body><table><tr><td>ПІБ</td></tr></table></body></html>".encode("cp1251"),
        "<!-- звіт -->\n<TABLE><tr><td>ПІБ</td></tr></TABLE>".encode(),
        "<tr><td>ПІБ</td></tr>".encode(),
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>",
        SPREADSHEET.encode(),
        SPREADSHEET.encode("utf-8-sig"),
        SPREADSHEET.encode("utf-16"),
    ],
    ids=["cp1251", "comment", "rows", "mhtml", "xml-2003", "xml-2003-mark", "xml-2003-wide"],
)
async def test_a_page_that_is_called_xls_is_named_for_what_it_is(file: bytes) -> None:
    assert await fault(file) is TableFileFault.PAGE


async def test_a_few_rows_of_many_columns_are_read() -> None:
    assert len((await read(book(tuple(f"с{number}" for number in range(300)), tuple(range(300)))))[0]) == 300


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
        (b"%PDF-1.7\n1 0 obj", TableFileFault.PDF),
        (b"\x89PNG\r\n\x1a\n\x00\x00", TableFileFault.PICTURE),
        (b"<html><table><tr><td>1</td></tr></table>", TableFileFault.PAGE),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', TableFileFault.PAGE),
        (b"\x98\x98", TableFileFault.NOT_A_TABLE),
        (packed(("[Content_Types].xml", b"<t/>"), ("word/document.xml", b"<w/>")), TableFileFault.WORD),
        (packed(("mimetype", ODT), ("content.xml", b"<x/>")), TableFileFault.WORD),
        (packed(("a.pdf", b"%PDF")), TableFileFault.ARCHIVE),
        (b"Rar!\x1a\x07\x01\x00", TableFileFault.ARCHIVE),
        (book(*ROWS)[:2000], TableFileFault.BROKEN),
        (OLE, TableFileFault.NOT_A_TABLE),
        (OLE + "WordDocument".encode("utf-16-le"), TableFileFault.WORD),
        (OLE + "Workbook".encode("utf-16-le"), TableFileFault.BROKEN),
        (OLE + "EncryptedPackage".encode("utf-16-le"), TableFileFault.ENCRYPTED),
        (patched(book(*ROWS), flags=1), TableFileFault.ENCRYPTED),
        (patched(book(*ROWS), method=14), TableFileFault.BROKEN),
        (bytes(MOST_BYTES + 1), TableFileFault.TOO_BIG),
        (book((None,) * MOST_COLUMNS + (1,)), TableFileFault.TOO_WIDE),
        (b'"' + b"x" * 200_000, TableFileFault.NOT_A_TABLE),
        ('ПІБ;Установа\n"Коваль Олена;Архів\nБондар Петро;Архів\n'.encode(), TableFileFault.QUOTES),
        ('ПІБ;Установа\n"Коваль Олена;Архів\nБондар "Петро;Архів\n'.encode(), TableFileFault.QUOTES),
    ],
    ids=[
        *("nothing", "blank", "empty", "pdf", "png", "html", "xml", "not-text", "docx", "odt", "zip", "rar", "cut-off"),
        *("ole", "doc", "cut-off-xls", "password", "encrypted-parts", "lzma", "big", "wide", "long-cell"),
        *("open-quote", "quote-closed-late"),
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
    assert outcome in (TableFileFault.BROKEN, TableFileFault.ARCHIVE, TableFileFault.EMPTY) or len(outcome) == len(
        ROWS
    ), "parts that nobody needs"


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
    assert await fault(changed(book(*ROWS), {part: laughing})) is TableFileFault.BROKEN


@pytest.mark.parametrize("entity", [b'"harmless"', b'SYSTEM "file:///etc/hostname"'])
async def test_even_one_entity_is_refused(entity: bytes) -> None:
    names = b"<!DOCTYPE x [<!ENTITY j %s>]>" % entity
    file = changed(book(*ROWS), {STRINGS: lambda xml: names + xml.split(b"?>", 1)[1].replace("ПІБ".encode(), b"&j;")})
    assert await fault(file) is TableFileFault.BROKEN


async def test_a_link_to_another_workbook_is_not_even_looked_at() -> None:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"
    link = b'<Relationship Id="rId99" Type="%s" Target="externalLinks/externalLink1.xml"/>' % kind
    reference = b'</sheets><externalReferences><externalReference r:id="rId99"/></externalReferences>'
    file = changed(
        book(*ROWS),
        {
            "xl/workbook.xml": lambda xml: xml.replace(b"</sheets>", reference),
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(b"</Relationships>", link + b"</Relationships>"),
            "xl/externalLinks/externalLink1.xml": lambda _: b"<externalLink><",
        },
    )
    assert await read(file) == list(ROWS)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (b"A1:XFD1048576", list(ROWS)),
        (b"A1", list(ROWS)),
        (b"B2:A1", list(ROWS)),
        (b"nonsense", TableFileFault.BROKEN),
    ],
)
async def test_what_a_sheet_says_of_its_size_is_not_believed(claim: bytes, expected: object) -> None:
    file = changed(book(*ROWS), {SHEET: lambda xml: xml.replace(b'ref="A1:C2"', b'ref="%s"' % claim)})
    assert claim in unpacked(file)[SHEET]
    assert await rows_or_fault(file) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (b"1048576", TableFileFault.TOO_MANY_ROWS),
        (b"999999999999999", TableFileFault.TOO_BIG),
        (b"-5", TableFileFault.BROKEN),
    ],
)
async def test_a_row_far_down_is_no_reason_to_hang(row: bytes, expected: TableFileFault) -> None:
    def far_down(xml: bytes) -> bytes:
        return re.sub(rb'r="([A-C]?)2"', rb'r="\g<1>%s"' % row, xml)

    assert await fault(changed(book(*ROWS), {SHEET: far_down})) is expected


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
    assert await fault(patched(changed(book(*ROWS), {SHEET: blown_up}), size=1000)) is TableFileFault.BROKEN


async def test_a_table_that_is_all_cells_runs_into_the_limits_of_the_child() -> None:
    """Honestly packed, and yet more than memory: each short row names one of the last columns."""
    row = b'<row><c r="ALL%d"><v>%d</v></c></row>'
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
