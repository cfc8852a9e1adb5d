"""Letters as Word files, in which whoever signs may still change a word."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter by its parts, each in lines. A citizen's own has neither letterhead nor signature."""

    letterhead: tuple[str, ...] = ()
    number: str = ""
    """The line for the day and the outgoing number."""
    to: tuple[str, ...]
    title: str
    body: tuple[str, ...]
    position: str = ""
    """Who signs, and below that her name."""
    signer: str = ""


def make_docx(letter: Letter, at: datetime) -> bytes:
    """An A4 page as offices in Ukraine lay out letters; made at that time."""
    from docx import Document  # when a letter is made
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Mm, Pt

    document: Any = Document()
    page, font = document.sections[0], document.styles["Normal"].font
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(15), Mm(20), Mm(20)
    font.name, font.size = "Times New Roman", Pt(14)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    told = document.core_properties
    told.title, told.author, told.language = letter.title, ", ".join(letter.letterhead[:2]), "uk-UA"
    told.created = told.modified = at.replace(tzinfo=None)

    def add(text: str, align: Any = ALIGN.LEFT, *, bold: bool = False, size: int = 14) -> Any:
        paragraph = document.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(size)
        return paragraph.paragraph_format

    for place, line in enumerate(letter.letterhead):
        add(line, ALIGN.CENTER, bold=place < 2, size=14 if place < 2 else 11)
    if letter.number:
        add(letter.number).space_before = Pt(12)
    for place, line in enumerate(letter.to):
        shape = add(line)
        shape.left_indent, shape.space_before = Mm(85), Pt(12 if place == 0 else 0)
    shape = add(letter.title, ALIGN.CENTER, bold=True)
    shape.space_before = shape.space_after = Pt(12)
    for line in letter.body:
        shape = add(line)
        shape.first_line_indent, shape.space_after = Mm(10), Pt(4)
    if letter.position:
        shape = add(f"{letter.position}\t{letter.signer}")
        shape.space_before = Pt(30)
        shape.tab_stops.add_tab_stop(Mm(115))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
