"""Certificates as they may look, and what happens to them on their way: all of it by a seed, so always the same.

What the real ones look like is not known beyond a few words, so there are many layouts, with the labels on either side,
above, or not there at all. Whoever gets hold of real ones adds theirs here.
"""

from __future__ import annotations

import io
import json
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

import segno
import typst
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

HOST = "https://osvita.diia.gov.ua"
MONTHS = (
    *("січня", "лютого", "березня", "квітня", "травня", "червня"),
    *("липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
)
PEOPLE = (
    "Іваненко Оксана Петрівна",
    "Петренко Олександр Вікторович",
    "Ґалаґан Єва-Марія Юріївна",
    "Нечуй-Левицький Іван Семенович",
    "Дем’янчук Лук’ян Григорович",
    "Мар'яна Стельмах",
    "ШЕВЧУК Наталія Ігорівна",
    "КОВАЛЬ ЮЛІЯ АНДРІЇВНА",
    "Їжакевич Яків Ілліч",
)
COURSES = (
    "Основи кібергігієни",
    "Цифрова грамотність державних службовців 1.0. на базі інструментів Google",
    "Персональні дані",
    "Доступ до публічної інформації",
    "Як не стати жертвою “торгівлі людьми” в інтернеті",
    "Штучний інтелект: як працює і чим корисний",
    "Е-урядування та електронна демократія",
)
PPI = 120
LEVELS = {"low": "низький", "middle": "середній", "high": "високий"}


@dataclass(frozen=True, slots=True)
class Truth:
    """What a certificate says."""

    person: str
    course: str
    number: str
    address: str
    issued_on: date
    level: str | None = None
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A file as it arrives, and what it says; whether a code and a text of its own can be read in it."""

    kind: str
    file: bytes
    truth: Truth
    has_code: bool
    has_text: bool


def make_truth(rng: random.Random) -> Truth:
    """One certificate; a third of them are of the test, with points and a level."""
    number = rng.choice(
        [
            f"{rng.randrange(10**6, 10**9)}",
            f"DIIA-{rng.randrange(2021, 2027)}-{rng.randrange(10**6):06}",
            str(uuid.UUID(int=rng.getrandbits(128), version=4)),
            f"{rng.randrange(16**12):012X}7A3",
            f"ДО{rng.randrange(10**7):07}",
        ]
    )
    path = rng.choice(["/certificate/{}", "/certificates/{}/verify", "/verify?id={}", "/c/{}", "/#/certificate/{}"])
    is_test = rng.random() < 1 / 3
    return Truth(
        person=rng.choice(PEOPLE),
        course=rng.choice(["Цифрограм", "Цифрограм 2.0", "Цифрограм для вчителів"]) if is_test else rng.choice(COURSES),
        number=number,
        address=HOST + path.format(quote(number)),
        issued_on=date(2021, 6, 1) + timedelta(days=rng.randrange(1900)),
        level=rng.choice(list(LEVELS)) if is_test else None,
        score=rng.randrange(91) if is_test else None,
    )


def _dotted(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def _in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} року"


def _points(truth: Truth) -> list[str]:
    if truth.level is None:
        return []
    return [
        f"Загальний рівень: {LEVELS[truth.level]}",
        f"Сума балів: {truth.score} з 90",
        "Основи цифрової грамотності: 12 з 15 балів, рівень високий",
        "Безпека: 7 з 15 балів, рівень низький",
    ]


Line = tuple[str, int]
"""A paragraph and its size in points."""


def _classic(t: Truth) -> list[Line]:
    return [
        *(("СЕРТИФІКАТ", 40), (f"№ {t.number}", 14), ("Цим засвідчується, що", 14), (t.person, 30)),
        *(("успішно завершив(-ла) освітній серіал", 14), (f"«{t.course}»", 22)),
        *((line, 11) for line in _points(t)),
        *(("Обсяг: 3 години (0,1 кредиту ЄКТС)", 11), (f"Дата видачі: {_dotted(t.issued_on)}", 12)),
    ]


def _form(t: Truth) -> list[Line]:
    return [
        *(("Дія.Освіта", 16), ("Сертифікат про проходження навчання", 26)),
        *((f"Номер сертифіката: {t.number}", 12), (f"ПІБ: {t.person}", 12), (f"Курс: {t.course}", 12)),
        *((f"Дата: {_in_words(t.issued_on)}", 12), *((line, 12) for line in _points(t))),
        ("Положення про портал: постанова КМУ № 184 від 10.03.2021", 8),
    ]


def _sentence(t: Truth) -> list[Line]:
    course = f"національний тест на цифрову грамотність «{t.course}»" if t.level else f"онлайн-курс «{t.course}»"
    return [
        *(("Сертифікат", 36), (f"Виданий {t.person} за успішне проходження навчання на порталі «Дія.Освіта»:", 14)),
        *((course, 16), *((line, 11) for line in _points(t))),
        (f"{_in_words(t.issued_on)}. Унікальний код сертифіката: {t.number}", 11),
        ("Міністерство цифрової трансформації України. Керівник проєкту Іванна Коваленко", 9),
    ]


def _below(t: Truth) -> list[Line]:
    surname, _, rest = t.person.partition(" ")
    return [
        *(("ДІЯ.ОСВІТА", 12), ("СЕРТИФІКАТ", 44), ("Підтверджує, що", 13), (surname, 30), (rest, 22)),
        *(("пройшов / пройшла освітній серіал", 13), (f"„{t.course}“", 20), *((line, 11) for line in _points(t))),
        *((f"Виданий {_dotted(t.issued_on)}", 12), (f"Сертифікат № {t.number}", 12)),
    ]


def _mixed(t: Truth) -> list[Line]:
    return [
        *(("Certificate of completion / Сертифікат", 24), (f"Certificate ID: {t.number}", 10)),
        *(("This certifies that", 12), (t.person, 26), ("has successfully completed the course", 12)),
        *((f"«{t.course}»", 18), *((line, 11) for line in _points(t))),
        (f"Issued on {t.issued_on.isoformat()}", 10),
    ]


LAYOUTS = (_classic, _form, _sentence, _below, _mixed)

_TEMPLATE = b"""
#let data = json(bytes(sys.inputs.data))
#set page(width: 297mm, height: 210mm, margin: 18mm)
#set text(font: "Libertinus Serif", lang: "uk")
#set align(if data.centred { center } else { left })
#for (words, size) in data.lines [ #par(text(size: size * 1pt, words)) ]
#if data.qr != none { place(bottom + right, image(bytes(data.qr), width: data.width * 1mm)) }
"""


def _code(address: str) -> str:
    svg = io.BytesIO()
    segno.make(address, error="m", micro=False).save(svg, kind="svg", border=4, xmldecl=False, light="white")
    return svg.getvalue().decode()


def _typeset(truth: Truth, layout: Callable[[Truth], list[Line]], kind: Literal["pdf", "png"], width: int) -> bytes:
    data = {
        "lines": layout(truth),
        "qr": _code(truth.address) if width else None,
        "width": width,
        "centred": layout is not _form,
    }
    made = typst.compile(
        _TEMPLATE, format=kind, ppi=PPI, sys_inputs={"data": json.dumps(data)}, ignore_system_fonts=True
    )
    assert isinstance(made, bytes)
    return made


def pdf(truth: Truth, layout: Callable[[Truth], list[Line]] = _classic, width: int = 40) -> bytes:
    """A PDF with text, and a QR code `width` millimetres wide where that is not 0."""
    return _typeset(truth, layout, "pdf", width)


@lru_cache(maxsize=40)
def picture(truth: Truth, layout: Callable[[Truth], list[Line]] = _classic, width: int = 40) -> Image.Image:
    """The same as an honest picture, 1,404 x 993 pixels."""
    png = _typeset(truth, layout, "png", width)
    with Image.open(io.BytesIO(png)) as opened:
        return opened.convert("RGB")


def scan(truth: Truth, rng: random.Random, width: int = 40) -> bytes:
    """A PDF that is but a picture."""
    paper = picture(truth, rng.choice(LAYOUTS), width).rotate(rng.uniform(-3, 3), fillcolor="white", expand=True)
    file = io.BytesIO()
    noisy(paper, rng).save(file, "PDF", quality=60)
    return file.getvalue()


def jpeg(photo: Image.Image, quality: int = 75, exif: Image.Exif | None = None) -> bytes:
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=quality, **({"exif": exif} if exif else {}))
    return file.getvalue()


def on_a_table(paper: Image.Image, rng: random.Random) -> Image.Image:
    """Lying on something dark, with some of it around."""
    around = rng.randrange(20, 160)
    return ImageOps.expand(paper, around, rng.choice(["#4a3b2a", "#222222", "#7a7f86"]))


def turned(paper: Image.Image, rng: random.Random) -> Image.Image:
    return paper.rotate(rng.uniform(0, 360), Image.Resampling.BICUBIC, expand=True, fillcolor="#3a3a3a")


def dark(paper: Image.Image, rng: random.Random) -> Image.Image:
    """A lamp on one side, shadow on the other."""
    dim = ImageEnhance.Brightness(ImageEnhance.Contrast(paper).enhance(rng.uniform(0.3, 0.6)))
    lit, shaded = dim.enhance(rng.uniform(0.6, 0.9)), dim.enhance(rng.uniform(0.15, 0.35))
    gradient = Image.linear_gradient("L").rotate(rng.choice([0, 90, 180, 270])).resize(paper.size)
    return Image.composite(lit, shaded, gradient)


def cropped(paper: Image.Image, rng: random.Random) -> Image.Image:
    """Cut up to the code's own white margin."""
    width, height = paper.size
    right, bottom = rng.randrange(80, 92), rng.randrange(80, 92)
    return paper.crop((rng.randrange(width // 2), rng.randrange(height // 3), width - right, height - bottom))


def noisy(paper: Image.Image, rng: random.Random) -> Image.Image:
    grain = Image.frombytes("L", (512, 512), rng.randbytes(512 * 512)).resize(paper.size, Image.Resampling.BILINEAR)
    return Image.blend(paper, grain.convert("RGB"), rng.uniform(0.1, 0.25))


def small(paper: Image.Image, rng: random.Random) -> Image.Image:
    """As messengers make them: a module of the code is left with two pixels and a half."""
    scale = rng.uniform(0.55, 0.75)
    return paper.resize((int(paper.width * scale), int(paper.height * scale)), Image.Resampling.BILINEAR)


def blurred(paper: Image.Image, rng: random.Random) -> Image.Image:
    return paper.filter(ImageFilter.GaussianBlur(rng.uniform(0.8, 1.6)))


def slanted(paper: Image.Image, rng: random.Random) -> Image.Image:
    """Taken from one side."""
    width, height = paper.size

    def off(most: float) -> float:
        return rng.uniform(0, most)

    corners = (
        *(-off(0.12) * width, -off(0.12) * height, -off(0.05) * width, height + off(0.12) * height),
        *(width + off(0.12) * width, height + off(0.05) * height, width + off(0.05) * width, -off(0.12) * height),
    )
    return paper.transform(paper.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor="#3a3a3a")


WAYS = (turned, dark, cropped, noisy, small, blurred, slanted)


def photo(truth: Truth, ways: tuple[Callable[..., Image.Image], ...], rng: random.Random, width: int = 40) -> bytes:
    """A photo to which these things happened, compressed as by a messenger."""
    paper = picture(truth, rng.choice(LAYOUTS), width)
    if cropped not in ways:
        paper = on_a_table(paper, rng)
    for way in ways:
        paper = way(paper, rng)
    return jpeg(paper, rng.randrange(35, 85))


def samples(count: int, seed: int = 1) -> Iterator[Sample]:
    """`count` certificates of all kinds as they arrive: a third PDFs, most of the rest photos."""
    for place in range(count):
        rng = random.Random(f"{seed} {place}")
        truth = make_truth(rng)
        match place % 6:
            case 0 | 1:
                width = rng.choice([0, 20, 40])
                layout = LAYOUTS[place // 6 % len(LAYOUTS)]
                yield Sample(f"pdf {layout.__name__}", pdf(truth, layout, width), truth, bool(width), True)
            case 2:
                yield Sample("scan", scan(truth, rng), truth, True, False)
            case _:
                # Cut first: what is cut once the paper lies askew, is cut through the code.
                ways = tuple(sorted(rng.sample(WAYS, rng.choice([1, 1, 2])), key=lambda way: way is not cropped))
                name = " ".join(way.__name__ for way in ways)
                yield Sample(f"photo {name}", photo(truth, ways, rng), truth, True, False)
