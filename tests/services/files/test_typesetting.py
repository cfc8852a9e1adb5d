"""What becomes of words on a page."""

from __future__ import annotations

import io
from dataclasses import asdict, replace
from datetime import datetime

import docx
import pypdfium2
import pytest

from services.cases.letters import TEMPLATE, letter_of
from services.files.typesetting import LEFT_OUT, as_pdf
from services.files.word import Letter, make_docx
from tests.stories.world import KYIV

LETTER = Letter(
    letterhead=("Обласна адміністрація", "Відділ", "oda@example.ua"),
    number="«___» № ___",
    to=("Керівникові: банк",),
    title="Про документи",
    body=("Перший абзац.", "Другий абзац 😀.", *(f"Абзац {number}." for number in range(60))),
    position="Начальниця відділу",
    signer="Олена КОВАЛЬ",
)


def read(pdf: bytes) -> tuple[str, dict[str, str]]:
    """All words of it, and what it says of itself."""
    document = pypdfium2.PdfDocument(pdf)
    words = "\n".join(page.get_textpage().get_text_range() for page in document)
    return words.replace("\r\n", "\n"), document.get_metadata_dict()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("дякую 😀", f"дякую {LEFT_OUT}"),
        ("дякую 😀😀👍🏽!", f"дякую {LEFT_OUT}!"),
        ("прапор 🇺🇦 і родина 👨‍👩‍👧.", f"прапор {LEFT_OUT} і родина {LEFT_OUT}."),
        ("галочка ✅, ієрогліф 中", f"галочка {LEFT_OUT}, ієрогліф {LEFT_OUT}"),
        ("увага ⚠️ № 5 → 6 грн (₴), м²", "увага ⚠ № 5 → 6 грн (₴), м²"),
        ("Ґалаґан Її’ – «слова»… ń", "Ґалаґан Її’ – «слова»… ń"),
    ],
)
def test_what_no_font_has_is_seen_to_be_left_out(said: str, shown: str) -> None:
    words, told = read(as_pdf(TEMPLATE, asdict(replace(LETTER, title=said, body=(said,)))))
    assert words.count(shown) == 2
    assert told["Title"] == shown


def test_a_letter_as_pdf_has_all_its_parts_and_a_short_title() -> None:
    words, told = read(as_pdf(TEMPLATE, asdict(LETTER)))
    parts = [*LETTER.letterhead, LETTER.number, *LETTER.to, LETTER.title, "Абзац 59.", "Начальниця відділу"]
    assert [words.index(part) for part in parts] == sorted(words.index(part) for part in parts)
    assert told["Title"] == "Про документи"


def test_a_letter_for_word_has_the_same_and_keeps_what_word_can_show() -> None:
    file = make_docx(LETTER, datetime(2026, 11, 24, 8, 30, tzinfo=KYIV))
    document = docx.Document(io.BytesIO(file))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines == [
        *LETTER.letterhead,
        LETTER.number,
        *LETTER.to,
        LETTER.title,
        *LETTER.body,
        "Начальниця відділу\tОлена КОВАЛЬ",
    ]
    page = document.sections[0]
    assert page.page_width
    assert page.page_height
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert (document.core_properties.title, document.core_properties.language) == ("Про документи", "uk-UA")


def test_a_citizens_own_letter_has_neither_letterhead_nor_signature() -> None:
    letter = letter_of("ОВА\nвід Коваль Олени\n\nЗвернення\n\nМені відмовили.\n\n24.11.2026")
    assert (letter.to, letter.title) == (("ОВА", "від Коваль Олени"), "Звернення")
    words, told = read(as_pdf(TEMPLATE, asdict(letter)))
    assert words.split() == ["ОВА", "від", "Коваль", "Олени", "Звернення", "Мені", "відмовили.", "24.11.2026"]
    assert told["Title"] == "Звернення"
