"""The cases as an Excel file: one row, one case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.cases.questions import Shown, questions
from services.cases import Case, words
from services.content import Content
from services.files.excel import make_excel


def cases_as_excel(content: Content, cases: Sequence[Case]) -> bytes:
    """Whoever works with the file relies on the columns and their order: what is new comes at the end."""
    yes = content.library.texts.plain("statistics-yes")
    columns: dict[str, list[object]] = {
        "statistics-column-number": [each.number or "" for each in cases],
        "statistics-column-state": [words.status(content, each) for each in cases],
        "statistics-column-document": [words.document(content, each) for each in cases],
        "statistics-column-place": [words.kind_of_place(content, each) for each in cases],
        "statistics-column-body": [each.details.place_name for each in cases],
        "statistics-column-hromada": [words.hromada(each) for each in cases],
        "statistics-column-happened": [each.details.happened_on for each in cases],
        "statistics-column-submitted": [each.submitted_at for each in cases],
        "statistics-column-hours": [_hours(each) for each in cases],
        "statistics-column-linked": [each.linked for each in cases],
        "statistics-column-outcome": [_outcome(content, each) for each in cases],
        "statistics-column-reason": [each.outcome_reason for each in cases],
        "statistics-column-phone": [yes if each.by_phone else "" for each in cases],
    }
    for question in questions(Shown.EXCEL):
        columns[question.title] = [question.answer(content, each.details) for each in cases]
    headings = [content.library.texts.plain(key) for key in columns]
    name = content.library.texts.plain("statistics-sheet")
    return make_excel(headings, list(zip(*columns.values(), strict=True)), name=name)


def _hours(case: Case) -> float | None:
    """From the sending to the first answer."""
    if case.answered_at is None or case.submitted_at is None:
        return None
    return round((case.answered_at - case.submitted_at) / timedelta(hours=1), 1)


def _outcome(content: Content, case: Case) -> str:
    return words.outcome(content, case.outcome) if case.closed_at and case.outcome else ""
