"""Letters as A4 PDFs: to a body that refuses, to a company, to the Ministry; ready to be signed and sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from content import FOLDER
from content.cards import Norm
from services.cases import words
from services.content import Content
from services.files.typesetting import as_pdf
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

    def about_cases(self, addressee: Addressee, cases: Sequence[Case], name: str) -> str:
        """A letter about one case or several at the same place. No word of a person stands in it but `name`, what the
        place is called; where it is empty, the staff write it."""
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
        lines += [texts.plain(ask), "", texts.plain("letters-end", on=today)]
        return "\n".join(lines)

    async def make_pdf(self, text: str) -> bytes:
        """An A4 PDF, made in a thread; the lines that stand first, up to an empty one, are the head of the letter."""
        head, _, body = text.partition("\n\n")
        return await asyncio.to_thread(as_pdf, TEMPLATE, {"head": head.split("\n"), "body": body.split("\n")})


def norms_for(content: Content, case: Case, today: date) -> list[Norm]:
    """The norms in force on the card of the case; none where there is no such card."""
    cell = content.library.cards.cells.get((case.details.document, case.details.place))
    return [norm for norm in (cell.norms if cell else ()) if norm.holds(today)]
