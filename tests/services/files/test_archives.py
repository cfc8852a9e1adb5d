"""ZIP archives as coordinators send them, and as nobody should."""

from __future__ import annotations

import asyncio
import io
import zipfile
import zlib
from collections.abc import Callable

import docx
import pytest
import xlsxwriter

from services.files.archives import (
    MOST_EACH,
    MOST_ENTRIES,
    ArchiveFault,
    BadArchive,
    LeftOut,
    Unpacked,
    is_archive,
    unpack,
)
from tests.memory import grows_little
from tests.zips import overlapping, packed, patched, with_raw_name
from tests.zips import unpacked as unpacked_files

PDF = b"%PDF-1.7 a certificate"


async def taken(file: bytes, most: int = 10, most_bytes: int = 1 << 20) -> Unpacked:
    return await unpack(file, most=most, most_bytes=most_bytes)


async def fault(file: bytes) -> ArchiveFault:
    with pytest.raises(BadArchive) as caught:
        await taken(file)
    return caught.value.fault


async def test_the_files_come_in_order_and_named_with_their_folders() -> None:
    unpacked = await taken(packed(("громада/б.pdf", PDF), ("громада/", b""), ("а.jpg", b"\xff\xd8")))
    assert unpacked == Unpacked((("громада/б.pdf", PDF), ("а.jpg", b"\xff\xd8")), ())


async def test_files_of_one_name_in_many_folders_are_told_apart() -> None:
    folders = [f"відділ {number}" for number in range(5)]
    unpacked = await taken(packed(*((f"{folder}\\cert.pdf", PDF) for folder in folders), ("зламаний/cert.pdf", b"")))
    assert [name for name, _ in unpacked.files] == [f"{folder}/cert.pdf" for folder in folders]
    assert unpacked.left_out == (("зламаний/cert.pdf", LeftOut.EMPTY),)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("../../etc/cron.d/a.pdf", "etc/cron.d/a.pdf"),
        ("/etc/a.pdf", "etc/a.pdf"),
        ("//etc/a.pdf", "etc/a.pdf"),
        ("C:\\Windows\\a.pdf", "Windows/a.pdf"),
        ("..\\..\\a.pdf", "a.pdf"),
        ("folder\\..\\a.pdf", "folder/a.pdf"),
        ("\\\\server\\share\\a.pdf", "server/share/a.pdf"),
        ("./a.pdf", "a.pdf"),
        ("a\u202e.pdf", "a.pdf"),
    ],
)
async def test_no_name_leads_anywhere(path: str, shown: str) -> None:
    assert await taken(packed((path, PDF))) == Unpacked(((shown, PDF),), ())


@pytest.mark.parametrize("path", ["..", "a/..", "\\", "/"])
async def test_a_name_that_is_none_is_no_file(path: str) -> None:
    assert await taken(packed((path, PDF))) == Unpacked((), ())


async def test_what_is_left_out_is_said() -> None:
    nested = packed(("in.pdf", PDF))
    unpacked = await taken(
        packed(
            ("__MACOSX/._a.pdf", b"x"),
            (".DS_Store", b"x"),
            ("old.zip", nested),
            ("disguised.pdf", nested),
            ("old.rar", b"Rar!"),
            ("list.xlsx", nested),
            ("none.pdf", b""),
            ("a.pdf", PDF),
        )
    )
    assert unpacked.files == (("list.xlsx", nested), ("a.pdf", PDF))
    assert unpacked.left_out == (
        ("__MACOSX/._a.pdf", LeftOut.HIDDEN),
        (".DS_Store", LeftOut.HIDDEN),
        ("old.zip", LeftOut.ARCHIVE),
        ("disguised.pdf", LeftOut.ARCHIVE),
        ("old.rar", LeftOut.ARCHIVE),
        ("none.pdf", LeftOut.EMPTY),
    )


async def test_no_more_than_asked_for() -> None:
    files = [(f"{number}.pdf", bytes([number]) * 400) for number in range(5)]
    few = await taken(packed(*files), most=3)
    assert [name for name, _ in few.files] == ["0.pdf", "1.pdf", "2.pdf"]
    assert few.left_out == (("3.pdf", LeftOut.TOO_MANY), ("4.pdf", LeftOut.TOO_MANY))
    small = await taken(packed(*files), most_bytes=1000)
    assert [name for name, _ in small.files] == ["0.pdf", "1.pdf"]
    assert small.left_out[0] == ("2.pdf", LeftOut.TOO_BIG)


async def test_an_encrypted_file_is_named() -> None:
    assert await taken(patched(packed(("a.pdf", PDF)), flags=1)) == Unpacked((), (("a.pdf", LeftOut.ENCRYPTED),))


async def test_a_claim_of_two_gigabytes_is_refused_unread() -> None:
    liar = patched(packed(("a.pdf", PDF)), size=2 << 30)
    assert await taken(liar, most_bytes=8 << 30) == Unpacked((), (("a.pdf", LeftOut.TOO_BIG),))


async def test_a_claim_of_less_than_there_is_gives_no_byte_more() -> None:
    liar = patched(packed(("a.pdf", bytes(50 << 20))), size=1000)
    assert await taken(liar) == Unpacked((), (("a.pdf", LeftOut.UNREADABLE),))


async def test_a_bomb_harms_nothing_and_what_stands_beside_it_is_read() -> None:
    bomb = packed(("bomb.pdf", bytes(MOST_EACH)), ("big.pdf", bytes(MOST_EACH + 1)), ("a.pdf", PDF))
    assert len(bomb) < 100_000
    with grows_little():
        unpacked = await taken(bomb, most_bytes=1 << 30)
        assert unpacked == Unpacked((("a.pdf", PDF),), (("bomb.pdf", LeftOut.BOMB), ("big.pdf", LeftOut.TOO_BIG)))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
async def test_packed_in_a_way_that_cannot_be_bounded(method: int) -> None:
    unpacked = await taken(packed(("a.pdf", bytes(500_000)), method=method))
    assert unpacked == Unpacked((), (("a.pdf", LeftOut.METHOD),))


@pytest.mark.parametrize("method", [9, 93, 95, 98])
async def test_deflate64_and_its_kind_are_named_by_how_they_are_packed(method: int) -> None:
    unpacked = await taken(patched(packed(("a.pdf", PDF)), method=method))
    assert unpacked == Unpacked((), (("a.pdf", LeftOut.METHOD),))


def workbook() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        made.add_worksheet().write_row(0, 0, ("ПІБ", "Номер"))
    return file.getvalue()


def named_otherwise() -> bytes:
    """A workbook whose main part is called as some programs do."""
    files = unpacked_files(workbook())
    moved = {name.replace("workbook.xml", "book.xml"): content for name, content in files.items()}
    return packed(*((name, content.replace(b"workbook.xml", b"book.xml")) for name, content in moved.items()))


def opendocument() -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    names = ("content.xml", "styles.xml", "Thumbnails/thumbnail.png", "META-INF/manifest.xml")
    return packed(("mimetype", kind), *((name, b"<x/>") for name in names), method=zipfile.ZIP_STORED)


def letter() -> bytes:
    file = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Сертифікат")
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize("make", [workbook, named_otherwise, opendocument, letter])
def test_a_document_is_no_archive_though_it_is_a_zip(make: Callable[[], bytes]) -> None:
    assert not is_archive(make())


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_is_one_whatever_lies_in_it(method: int) -> None:
    assert is_archive(packed(("список.xlsx", workbook()), ("лист.docx", letter()), ("a.pdf", PDF), method=method))


def test_what_is_no_zip_is_none() -> None:
    for file in (b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c", PDF, b""):
        assert not is_archive(file)


async def test_entries_that_share_their_bytes_are_a_bomb() -> None:
    assert zipfile.ZipFile(io.BytesIO(overlapping(PDF, 3))).namelist() == ["k00000", "k00001", "k00002"]
    assert await fault(overlapping(bytes(1 << 20), 1000)) is ArchiveFault.BOMB


async def test_what_is_no_archive() -> None:
    whole = packed(("a.pdf", PDF))
    assert await fault(b"") is ArchiveFault.NOT_AN_ARCHIVE
    assert await fault(PDF) is ArchiveFault.NOT_AN_ARCHIVE
    assert await fault(whole[: len(whole) // 2]) is ArchiveFault.NOT_AN_ARCHIVE
    assert await fault(packed(*((f"{number}", b"") for number in range(MOST_ENTRIES + 1)))) is ArchiveFault.TOO_MANY


async def test_a_damaged_file_leaves_the_others_readable() -> None:
    archive = packed(("a.pdf", PDF), ("b.pdf", b"whole"), method=zipfile.ZIP_STORED)
    damaged = archive.replace(PDF, PDF.upper())
    assert await taken(damaged) == Unpacked((("b.pdf", b"whole"),), (("a.pdf", LeftOut.UNREADABLE),))


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Сертифікат Іваненко.pdf", "cp1125"),
        ("Сертифiкат Петренко.pdf", "cp866"),  # Windows writes the Latin i where its DOS page lacks the Ukrainian
        ("Сертифікат Ґалаґан Єва.pdf", "cp1251"),
        ("ЦИФРОГРАМ.pdf", "cp866"),
        ("ЦИФРОГРАМ Їжак.pdf", "cp1251"),
        ("Сертифікат Їжакевич.pdf", "utf-8"),
        ("certificate.pdf", "ascii"),
    ],
)
async def test_names_in_old_code_pages(name: str, encoding: str) -> None:
    assert await taken(with_raw_name(name.encode(encoding), PDF)) == Unpacked(((name, PDF),), ())


async def test_the_name_in_utf8_beside_the_old_one_is_believed_while_it_is_about_it() -> None:
    old, name = "Сертифiкат.pdf".encode("cp866"), "Сертифікат.pdf"
    for about, shown in ((old, name), (b"another.pdf", "Сертифiкат.pdf")):
        field = b"\x01" + zlib.crc32(about).to_bytes(4, "little") + name.encode()
        extra = b"\x75\x70" + len(field).to_bytes(2, "little") + field
        assert (await taken(with_raw_name(old, PDF, extra))).files == ((shown, PDF),)


async def test_the_event_loop_goes_on_meanwhile() -> None:
    task = asyncio.create_task(taken(packed(*((f"{number}.pdf", bytes(100_000)) for number in range(10)))))
    ticks = 0
    while not task.done():
        await asyncio.sleep(0)
        ticks += 1
    assert ticks > 10
