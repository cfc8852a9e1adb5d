"""Certificates as people send them, and files as nobody should."""

from __future__ import annotations

import asyncio
import io
import random
import struct
import zlib
from collections.abc import Callable
from datetime import date

import pytest
import segno
from PIL import Image

from content.words.certificates import load_patterns
from services.files import reading
from services.files.reading import (
    Reading,
    ReadingFault,
    Unreadable,
    first_page,
    read_certificate,
    read_link,
)
from services.files.reading.addresses import allowed
from services.files.reading.text import TextReading, clean, read_text
from tests.certificates import (
    HOST,
    LAYOUTS,
    LEVELS,
    WAYS,
    Sample,
    Truth,
    jpeg,
    make_truth,
    on_a_table,
    pdf,
    photo,
    picture,
    samples,
)
from tests.memory import grows_little

PATTERNS = load_patterns()
TRUTH = Truth(
    person="Іваненко Оксана Петрівна",
    course="Основи кібергігієни",
    number="DIIA-2026-000123",
    address=f"{HOST}/certificate/DIIA-2026-000123",
    issued_on=date(2026, 3, 12),
)


async def fault(file: bytes) -> ReadingFault:
    with pytest.raises(Unreadable) as caught:
        await read_certificate(file)
    return caught.value.fault


def says(text: str) -> TextReading:
    return read_text(PATTERNS, clean(text))


def png(made: Image.Image) -> bytes:
    file = io.BytesIO()
    made.save(file, "PNG")
    return file.getvalue()


def with_codes(*contents: str) -> bytes:
    """A white picture with these QR codes side by side."""
    sheet = Image.new("RGB", (400 * len(contents), 400), "white")
    for place, content in enumerate(contents):
        code = io.BytesIO()
        segno.make(content, micro=False).save(code, kind="png", scale=6)
        with Image.open(code) as opened:
            sheet.paste(opened.convert("RGB"), (400 * place + 20, 20))
    return png(sheet)


# --- what is read


def is_right(sample: Sample, read: Reading) -> bool:
    """Whether nothing needs a correction: of a photo its number, for nothing else can be read of it."""
    truth = sample.truth
    if not sample.has_text:
        return read.number == truth.number
    return (read.number, read.course, read.person, read.issued_on) == (
        *(truth.number, truth.course, truth.person, truth.issued_on),
    )


async def test_nearly_all_are_read_without_a_correction_and_no_sure_number_is_wrong() -> None:
    many = list(samples(240))
    readings = await asyncio.gather(*(read_certificate(sample.file) for sample in many))
    pairs = [*zip(many, readings, strict=True)]
    wrong = [sample.kind for sample, read in pairs if "number" in read.sure and read.number != sample.truth.number]
    assert wrong == []
    for kind in ("pdf", "scan", "photo"):  # each by itself: many easy PDFs do not make up for photos
        of_kind = [(sample, read) for sample, read in pairs if sample.kind.startswith(kind)]
        missed = [sample.kind for sample, read in of_kind if not is_right(sample, read)]
        assert len(missed) <= 0.05 * len(of_kind), missed
        silently = [read for _, read in of_kind if "number" in read.sure]
        assert len(silently) >= 0.95 * len(of_kind), "and seldom must a person be asked for it"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("width", [0, 15, 40])
async def test_every_field_of_every_layout(layout: Callable[[Truth], list[tuple[str, int]]], width: int) -> None:
    truth = next(truth for seed in range(20) if (truth := make_truth(random.Random(seed))).level)
    read = await read_certificate(pdf(truth, layout, width))
    assert read == Reading(
        address=truth.address if width else None,
        number=truth.number,
        course=truth.course,
        person=truth.person,
        issued_on=truth.issued_on,
        level=truth.level,
        score=truth.score,
        sure=frozenset({"number", "course", "person", "issued_on", "level", "score"}),
    )
    assert LEVELS[read.level or ""]


async def test_a_photo_without_a_code_is_but_a_picture() -> None:
    assert await read_certificate(jpeg(picture(TRUTH, width=0))) == Reading()


@pytest.mark.parametrize("orientation", range(1, 9))
async def test_whichever_way_the_camera_was_held(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    read = await read_certificate(jpeg(on_a_table(picture(TRUTH), random.Random(1)), exif=exif))
    assert (read.number, read.sure) == (TRUTH.number, frozenset({"number"}))


@pytest.mark.parametrize("degrees", [-90, -7, -2, 2, 7, 45, 90, 135, 180])
async def test_whichever_way_the_paper_lay(degrees: int) -> None:
    lying = on_a_table(picture(TRUTH), random.Random(1)).rotate(degrees, expand=True, fillcolor="#222222")
    read = await read_certificate(jpeg(lying, quality=50))
    assert (read.number, read.sure) == (TRUTH.number, frozenset({"number"}))


async def test_all_at_once_may_be_too_much_but_gives_no_wrong_number() -> None:
    for seed in range(12):
        rng = random.Random(seed)
        truth = make_truth(rng)
        read = await read_certificate(photo(truth, WAYS, rng))
        assert read.number in (truth.number, None)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
async def test_pictures_of_all_modes(mode: str) -> None:
    with Image.open(io.BytesIO(with_codes(TRUTH.address))) as opened:
        if mode == "RGBA":  # black on nothing, as drawing programs save it
            made = Image.new("RGBA", opened.size)
            made.putalpha(opened.convert("L").point(lambda shade: 255 - shade))
        else:
            made = opened.convert("L").convert(mode)
    file = jpeg(made) if mode == "CMYK" else png(made)
    assert (await read_certificate(file)).number == TRUTH.number


async def test_webp() -> None:
    file = io.BytesIO()
    picture(TRUTH).save(file, "WEBP")
    assert (await read_certificate(file.getvalue())).number == TRUTH.number


# --- doubts


async def test_code_and_text_that_disagree_are_both_shown() -> None:
    two = Truth(TRUTH.person, TRUTH.course, "DIIA-2026-777777", TRUTH.address, TRUTH.issued_on)
    read = await read_certificate(pdf(two))
    assert (read.number, read.other_numbers) == (TRUTH.number, (two.number,))
    assert "number" not in read.sure
    assert "course" in read.sure


async def test_two_certificates_on_one_picture_are_no_certainty() -> None:
    read = await read_certificate(with_codes(TRUTH.address, TRUTH.address.replace("123", "124")))
    assert {read.number, *read.other_numbers} == {"DIIA-2026-000123", "DIIA-2026-000124"}
    assert read.sure == frozenset()


async def test_codes_that_lead_elsewhere_are_passed_over() -> None:
    elsewhere = "https://osvita.diia.gov.ua.example.com/certificate/DIIA-2026-999999"
    read = await read_certificate(with_codes(elsewhere, "WIFI:S:12345678;;", TRUTH.address))
    assert (read.address, read.number, read.other_numbers) == (TRUTH.address, TRUTH.number, ())
    assert await read_certificate(with_codes(elsewhere)) == Reading()


async def test_an_address_that_may_hold_no_number_gives_no_certainty() -> None:
    for path, number in (("", None), ("/courses/e-democracy", None), ("/courses/cyber-2026-101", "cyber-2026-101")):
        read = await read_certificate(with_codes(HOST + path))
        assert (read.address, read.number, read.sure) == (HOST + path, number, frozenset())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("СЕРТИФІКАТ\n№ 1234567", "1234567"),
        ("Сертифікат № 1234567 від 12.03.2024", "1234567"),
        ("Реєстраційний номер: ЖТ-2024/000123", "ЖТ-2024/000123"),
        ("Код перевірки A7k2M9x1", "A7k2M9x1"),
        ("Сертифікат\n9fb26648-adf7-42dd-\n9f67-7e0d4850f643", "9fb26648-adf7-42dd-9f67-7e0d4850f643"),
        ("Сертифікат № DIIA-2024-\n000123", "DIIA-2024-000123"),
        ("Сертифікат № DIIA-2024\ufffe000123", "DIIA-2024-000123"),
        ("Постанова КМУ № 1841 від 10.03.2021. Сертифікат № 7654321", "7654321"),
    ],
)
def test_a_number_that_the_text_names(text: str, number: str) -> None:
    assert [(found.value, found.is_certain) for found in says(text).numbers] == [(number, True)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("№ 1234567", ["1234567"]),  # of what?
        ("Сертифікат № 1234 5678 9012", ["1234"]),  # it goes on
        ("Сертифікат № 1111111\nСертифікат № 2222222", ["1111111", "2222222"]),
        ("Сертифікат № 1111111\nНомер 2222222", ["1111111", "2222222"]),
        ("Сертифікат\nЛіцензія № 1234567\nкод ЄДРПОУ 43220851, наказ № 117-2025", []),
        ("Сертифікат Цифрограм 2.0\nза 2024 рік", []),
        ("Положення, затверджене № 1281 від 01.10.2025, сертифікат", []),
    ],
)
def test_a_number_that_leaves_a_doubt(text: str, numbers: list[str]) -> None:
    found = says(text).numbers
    assert [one.value for one in found] == numbers
    assert not any(one.is_certain for one in found)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Сертифікат засвідчує, що\nІваненко Оксана", ("Іваненко Оксана", True)),
        ("СЕРТИФІКАТ\nІВАНЕНКО\nОКСАНА ПЕТРІВНА\nуспішно пройшла", ("ІВАНЕНКО ОКСАНА ПЕТРІВНА", True)),
        ("видано Іваненко Оксані Петрівні про те, що", ("Іваненко Оксані Петрівні", True)),
        ("This is to certify that\nOksana Ivanenko\nhas completed", ("Oksana Ivanenko", True)),
        ("СЕРТИФІКАТ\nІваненко Оксана Петрівна\n12.03.2024", ("Іваненко Оксана Петрівна", False)),
        ("СЕРТИФІКАТ\nІваненко Оксана\nЦифрова Грамотність", None),
        ("Міністерство Цифрової Трансформації України", None),
        ("Іваненко Оксана Петрівна\nПетренко Іван Іванович", None),
    ],
)
def test_a_person(text: str, person: tuple[str, bool] | None) -> None:
    found = says(text).person
    assert (found and (found.value, found.is_certain)) == person


@pytest.mark.parametrize(
    ("text", "course"),
    [
        ("освітній серіал «Кібергігієна: «просто» про складне»", ("Кібергігієна: «просто» про складне", True)),
        ("курс\n«Дуже довга назва\nна два рядки»\nна порталі «Дія.Освіта»", ("Дуже довга назва на два рядки", True)),
        ("Тема: Доступність\nДата: 01.02.2024", ("Доступність", True)),
        ('пройшла\n"Доступність"', ("Доступність", False)),
        ("склала Цифрограм для державних службовців\n78 балів", ("Цифрограм для державних службовців", False)),
        ("курс «Перший» та курс «Другий»", ("Перший", False)),
        ("на порталі «Дія.Освіта»", None),
    ],
)
def test_a_course(text: str, course: tuple[str, bool] | None) -> None:
    found = says(text).course
    assert (found and (found.value, found.is_certain)) == course


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Дата видачі: 01.02.2024", (date(2024, 2, 1), True)),
        ("«1» лютого 2024 р.", (date(2024, 2, 1), True)),
        ("Виданий 1 лютого 2024 року, дійсний до 01.02.2027", (date(2024, 2, 1), True)),
        ("з 01.01.2024 по 31.01.2024\n02.02.2024", (date(2024, 2, 2), True)),
        ("постанова № 184 від 10.03.2021\n2024-02-01", (date(2024, 2, 1), True)),
        ("01.02.2024\n02.02.2024", (date(2024, 2, 1), False)),
        ("31.02.2024, 1.2.3, 10.10", None),
    ],
)
def test_a_date(text: str, day: tuple[date, bool] | None) -> None:
    found = says(text).issued_on
    assert (found and (found.value, found.is_certain)) == day


@pytest.mark.parametrize(
    ("text", "level", "score"),
    [
        ("Високий рівень\n78/90", "high", 78),
        ("Рівень: середній. Набрано балів: 55", "middle", 55),
        ("Загальний рівень: низький\nБезпека: рівень високий", "low", None),
        ("рівень високий\nрівень низький\n12 балів, 7 балів", None, None),
        ("91 з 90", None, None),
        ("Сума балів: 0 з 90", None, 0),
    ],
)
def test_level_and_score(text: str, level: str | None, score: int | None) -> None:
    found = says(text)
    assert (found.level and found.level.value, found.score and found.score.value) == (level, score)


# --- addresses


@pytest.mark.parametrize(
    "url",
    [
        "https://osvita.diia.gov.ua",
        "https://osvita.diia.gov.ua/certificate/1",
        "https://www.osvita.diia.gov.ua:443/?id=1#a",
        "HTTPS://OSVITA.DIIA.GOV.UA/C/123",
    ],
)
def test_addresses_that_may_be_asked(url: str) -> None:
    assert allowed(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://osvita.diia.gov.ua/",
        "https://diia.gov.ua/",
        "https://osvita.diia.gov.ua.example.com/",
        "https://example.com/osvita.diia.gov.ua",
        "https://evilosvita.diia.gov.ua/",
        "https://osvita.diia.gov.ua@example.com/",
        "https://user:word@osvita.diia.gov.ua/",
        "https://osvita.diia.gov.ua:8443/",
        "https://osvita.diia.gov.ua:/",
        "https://osvita.diia.gov.ua./",
        "https://osvita.diia.gov.ua\\@example.com/",
        "https://osvita.diia.gov.ua/\\example.com",
        "https://оsvita.diia.gov.ua/",  # a Cyrillic letter
        "https://osvita.diia.gov.ua\u3002example.com/",
        "https://xn--80a.osvita.diia.gov.ua/",
        "https://-.osvita.diia.gov.ua/",
        "https://.osvita.diia.gov.ua/",
        "https://osvita%2ediia.gov.ua/",
        "https://osvita.diia.gov.ua/a b",
        "https://osvita.diia.gov.ua/\n",
        " https://osvita.diia.gov.ua/",
        "https://osvita.diia.gov.ua/" + "a" * 3000,
        "javascript://osvita.diia.gov.ua/",
        "//osvita.diia.gov.ua/",
        "",
    ],
)
def test_addresses_that_may_not(url: str) -> None:
    assert not allowed(url)


@pytest.mark.parametrize(
    ("url", "number"),
    [
        (f"{HOST}/certificate/DIIA-2026-000123", "DIIA-2026-000123"),
        (" osvita.diia.gov.ua/c/1234567\n", "1234567"),
        (f"{HOST}/verify?lang=uk&code=AB12345&utm_id=2024101010", "AB12345"),
        (f"{HOST}/#/certificate/9fb26648-adf7-42dd-9f67-7e0d4850f643?x=1", "9fb26648-adf7-42dd-9f67-7e0d4850f643"),
        (HOST, None),
    ],
)
def test_a_pasted_link_is_read_and_never_sure(url: str, number: str | None) -> None:
    read = read_link(url)
    assert read
    assert (read.number, read.sure) == (number, frozenset())
    assert allowed(read.address or "")


def test_a_link_to_elsewhere_is_none() -> None:
    assert read_link("https://prometheus.org.ua/certificate/123456") is None


# --- files that are no certificates


def raw_pdf(*objects: bytes, pages: bytes = b"3 0 R", count: int = 1) -> bytes:
    """A PDF of these objects, numbered from 3, behind catalogue and page tree."""
    every = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (pages, count),
        *objects,
    ]
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(every, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(every) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(every) + 1, table) + end


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def page(box: bytes = b"0 0 600 400", contents: bytes = b"4 0 R", resources: bytes = b"") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents %s/Resources<<%s>>>>" % (box, contents, resources)


def truncated(file: bytes) -> bytes:
    return file[: len(file) // 2]


def locked_pdf() -> bytes:
    """A PDF that wants a password: its key fits none."""
    lock = b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O(%s)/U(%s)>>" % (b"o" * 32, b"u" * 32)
    file = raw_pdf(page(), stream(b""), lock)
    return file.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 5 0 R/ID[(1234567890123456)(1234567890123456)]")


def claiming(width: int, height: int) -> bytes:
    """A small JPEG whose header claims this size."""
    file = bytearray(jpeg(Image.new("RGB", (16, 16))))
    start = file.index(b"\xff\xc0")
    struct.pack_into(">HH", file, start + 5, height, width)
    return bytes(file)


def huge_png(side: int) -> bytes:
    """A real one, all white, of a bit for each pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * ((side + 7) // 8)
    content = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", content) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: b"", ReadingFault.EMPTY),
        (lambda: b"PK\x03\x04", ReadingFault.WRONG_KIND),
        (lambda: b"plain words", ReadingFault.WRONG_KIND),
        (lambda: b"\0\0\0\x18ftypheic" + bytes(100), ReadingFault.WRONG_KIND),
        (lambda: b"\0\0\0\x1cftypavif" + bytes(100), ReadingFault.WRONG_KIND),
        (lambda: b"GIF89a" + bytes(100), ReadingFault.WRONG_KIND),
        (lambda: b"%PDF-1.7\n" + bytes(1000), ReadingFault.WRONG_KIND),
        (lambda: truncated(png(picture(TRUTH))), ReadingFault.WRONG_KIND),
        (lambda: bytes(reading.MOST_BYTES + 1), ReadingFault.TOO_BIG),
        (lambda: huge_png(30_000), ReadingFault.TOO_LARGE),
        (lambda: huge_png(9_000), ReadingFault.TOO_LARGE),
        (lambda: claiming(65_000, 65_000), ReadingFault.TOO_LARGE),
        (locked_pdf, ReadingFault.ENCRYPTED),
        (lambda: raw_pdf(pages=b"", count=0), ReadingFault.WRONG_KIND),
        (lambda: raw_pdf(page(), stream(b""), pages=b"3 0 R " * 11, count=11), ReadingFault.MANY_PAGES),
        (lambda: text_pdf(b"An order about furniture"), ReadingFault.NOT_A_CERTIFICATE),
    ],
    ids=[
        *("nothing", "zip", "words", "heic", "avif", "gif", "broken-pdf", "cut-png", "big", "30000x30000", "9000x9000"),
        *("claiming", "locked", "no-page", "many-pages", "an-order"),
    ],
)
async def test_what_is_no_certificate_is_told_apart(make: Callable[[], bytes], expected: ReadingFault) -> None:
    file = make()
    with grows_little():
        assert await fault(file) is expected
        is_shown = await first_page(file) is not None
        assert is_shown is (expected in {ReadingFault.MANY_PAGES, ReadingFault.NOT_A_CERTIFICATE})


def text_pdf(words: bytes, box: bytes = b"0 0 600 400") -> bytes:
    font = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    return raw_pdf(page(box, resources=font), stream(b"BT /F 12 Tf 50 50 Td (%s) Tj ET" % words))


@pytest.mark.parametrize("box", [b"0 0 9000000 9000000", b"0 0 1 900000", b"0 0 0 0", b"5 5 -5 -5", b"0 0 1e30 1e30"])
async def test_a_page_of_any_size_is_looked_at_in_bounds(box: bytes) -> None:
    read = await read_certificate(text_pdf(b"certificate", box))
    assert read.number is None
    shown = await first_page(text_pdf(b"certificate", box))
    assert shown is None or max(Image.open(io.BytesIO(shown)).size) <= 3200


def flate_bomb() -> bytes:
    """Page commands that are four gigabytes of spaces, packed twice."""
    once = repeated(b" " * (1 << 20), 4096)
    return raw_pdf(page(), stream(zlib.compress(once, 9), b"/Filter[/FlateDecode/FlateDecode]"))


def repeated(content: bytes, times: int) -> bytes:
    """`content` packed once, and unpacked `times` times over: blocks that know nothing of each other."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\x9c" + block * times + packer.flush()


def laughing_pdf() -> bytes:
    """A drawing that is ten drawings that are ten drawings …"""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    forms = [
        stream(b"/X Do " * 10, form + b"/Resources<</XObject<</X %d 0 R>>>>" % following) for following in range(6, 16)
    ]
    last = stream(b"0 0 9 9 re f", form)
    return raw_pdf(page(resources=b"/XObject<</X 5 0 R>>"), stream(b"/X Do"), *forms, last)


def picture_bomb() -> bytes:
    """A picture of 60,000 x 60,000 on a page."""
    entries = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceGray"
    return raw_pdf(
        page(resources=b"/XObject<</X 5 0 R>>"),
        stream(b"600 0 0 400 0 0 cm /X Do"),
        stream(repeated(bytes(60_000 * 100), 600), entries + b"/Filter/FlateDecode"),
    )


@pytest.mark.parametrize("make", [flate_bomb, laughing_pdf, picture_bomb])
async def test_a_bomb_in_a_pdf_harms_nobody(make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 1.0)
    bomb = make()
    assert len(bomb) < reading.MOST_BYTES
    with grows_little():
        task = asyncio.create_task(read_certificate(bomb))
        ticks = 0
        while not task.done():
            await asyncio.sleep(0)
            ticks += 1
        try:
            read = await task
        except Unreadable as error:
            outcome: object = error.fault
        else:
            outcome = read.number
        assert outcome in (ReadingFault.TOO_HEAVY, None), "killed, or drawn as nothing by a library that bounds itself"
        assert ticks > 100, "the event loop went on meanwhile"
    assert (await read_certificate(pdf(TRUTH))).number == TRUTH.number


@pytest.mark.parametrize("seed", range(40))
async def test_damage_anywhere_ends_in_words(seed: int) -> None:
    rng = random.Random(seed)
    file = bytearray(rng.choice([pdf(TRUTH), jpeg(picture(TRUTH)), png(picture(TRUTH))]))
    for _ in range(rng.randrange(1, 30)):
        file[rng.randrange(len(file))] = rng.randrange(256)
    try:
        read = await read_certificate(bytes(file))
    except Unreadable:
        return
    assert "number" not in read.sure or read.number == TRUTH.number
