"""Letters to a body that refuses, to a company, to the Ministry: as PDF and as a Word file, ready to be signed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from content import FOLDER
from content.cards import Norm
from services.cases import words
from services.content import Content
from services.files.typesetting import as_pdf
from services.files.word import Letter, make_docx
from storage.cases import Case

TEMPLATE = FOLDER / "templates" / "letter.typ"
NO_NAME = "____________"


class Addressee(StrEnum):
    """To whom a case is forwarded by letter."""

    BODY = "body"
    MINISTRY = "ministry"


@dataclass(frozen=True, slots=True)
class Letters:
    """Words and files of the department's letters."""

    _content: Content
    _clock: Callable[[], datetime]
    _contacts: str
    """Where the department is reached; empty where nobody has set it."""
    _signer: str
    """Position and name, with a semicolon between them; empty where nobody has set it."""

    def about_cases(self, addressee: Addressee, cases: Sequence[Case], name: str) -> str:
        """What a letter says of one case or several at the same place. No word of a person stands in it but `name`,
        what the place is called; where it is empty, the staff write it."""
        texts, first = self._content.library.texts, cases[0]
        key = "letters-to-ministry" if addressee is Addressee.MINISTRY else "letters-to-body"
        lines = [
            texts.plain(key, place=name or NO_NAME),
            "",
            texts.plain("letters-title"),
            "",
            texts.plain("letters-what", count=len(cases)),
        ]
        for case in cases:
            when = words.when(self._content, case.details, case.started_at.date())
            told = {"place": words.named_place(self._content, case, name), "what": words.what(self._content, case)}
            lines.append(texts.plain("letters-case", number=case.number or "", when=when, **told))
        today = self._clock().date()
        norms = norms_for(self._content, first, today)
        lines += [texts.plain("letters-norm", title=norm.title, says=norm.says) for norm in norms]
        ask = "letters-ask-ministry" if addressee is Addressee.MINISTRY else "letters-ask-body"
        lines.append(texts.plain(ask))
        return "\n".join(lines)

    async def make_pdf_of(self, addressee: Addressee, cases: Sequence[Case], name: str) -> bytes:
        """The department's letter about them, to be printed and signed."""
        return await asyncio.to_thread(as_pdf, TEMPLATE, asdict(self._letter(addressee, cases, name)))

    async def make_docx_of(self, addressee: Addressee, cases: Sequence[Case], name: str) -> bytes:
        """The same for Word."""
        return await asyncio.to_thread(make_docx, self._letter(addressee, cases, name), self._clock())

    def _letter(self, addressee: Addressee, cases: Sequence[Case], name: str) -> Letter:
        """The outgoing number is given where letters are registered: there is a line for it."""
        texts, (position, _, signer) = self._content.library.texts, self._signer.partition(";")
        return replace(
            letter_of(self.about_cases(addressee, cases, name)),
            letterhead=(*texts.plain("letters-letterhead").splitlines(), *filter(None, [self._contacts])),
            number=texts.plain("letters-number", year=str(self._clock().year)),
            position=position.strip() or texts.plain("letters-position"),
            signer=signer.strip() or texts.plain("letters-signer"),
        )

    async def make_pdf(self, text: str) -> bytes:
        """What a person writes in her own name, as an A4 PDF."""
        return await asyncio.to_thread(as_pdf, TEMPLATE, asdict(letter_of(text)))


def letter_of(text: str) -> Letter:
    """The lines up to an empty one say to whom it goes, the next one is the title, the rest is the body."""
    to, _, body = text.partition("\n\n")
    title, *lines = body.split("\n")
    while lines and not lines[0]:
        del lines[0]
    return Letter(to=tuple(to.split("\n")), title=title, body=tuple(lines))


def norms_for(content: Content, case: Case, today: date) -> list[Norm]:
    """The norms in force on the card of the case; none where there is no such card."""
    cell = content.library.cards.cells.get((case.details.document, case.details.place))
    return [norm for norm in (cell.norms if cell else ()) if norm.holds(today)]
