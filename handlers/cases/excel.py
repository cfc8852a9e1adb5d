"""The cases as an Excel file: one row, one case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta, tzinfo

from handlers.cases.questions import Shown, questions
from services.cases import Case, words
from services.content import Content
from services.files.excel import make_excel


def cases_as_excel(content: Content, cases: Sequence[Case], zone: tzinfo | None) -> bytes:
    """Whoever works with the file relies on the columns and their order: what is new comes at the end."""
    texts = content.library.texts
    headings = [
        texts.plain("statistics-column-number"),
        texts.plain("statistics-column-state"),
        texts.plain("statistics-column-document"),
        texts.plain("statistics-column-place"),
        texts.plain("statistics-column-body"),
        texts.plain("statistics-column-hromada"),
        texts.plain("statistics-column-happened"),
        texts.plain("statistics-column-submitted"),
        texts.plain("statistics-column-hours"),
        texts.plain("statistics-column-joined"),
        texts.plain("statistics-column-outcome"),
        texts.plain("statistics-column-reason"),
        texts.plain("statistics-column-phone"),
        *(texts.plain(each.title) for each in questions(Shown.EXCEL)),
    ]
    return make_excel(headings, [_row(content, case, zone) for case in cases])


def _row(content: Content, case: Case, zone: tzinfo | None) -> list[object]:
    hours = None
    if case.answered_at and case.submitted_at:
        hours = round((case.answered_at - case.submitted_at) / timedelta(hours=1), 1)
    return [
        case.number or "",
        words.status(content, case),
        words.document(content, case),
        words.kind_of_place(content, case),
        case.details.place_name,
        words.hromada(case),
        case.details.happened_on,
        case.submitted_at.astimezone(zone) if case.submitted_at else None,
        hours,
        case.joined,
        words.outcome(content, case.outcome) if case.closed_at and case.outcome else "",
        case.outcome_reason,
        content.library.texts.plain("statistics-yes") if case.by_phone else "",
        *(each.answer(content, case.details) for each in questions(Shown.EXCEL)),
    ]
