"""The examples in the front matter of an answer are test questions: for each the search must find this answer first."""

from __future__ import annotations

from collections.abc import Iterator

from content.answers import Answer
from content.library import Library
from content.mistakes import Mistake
from services.answers.search import Search


def check_search(library: Library, search: Search) -> Iterator[Mistake]:
    """Every example for which the search finds something else first, with what it finds."""
    for answer in library.answers.values():
        for question in answer.questions:
            finding = search.find(question)
            found = finding.hits[0].id if finding.hits else finding.topic or "-"
            if found != answer.id:
                values = {"question": question, "found": found}
                yield Mistake(answer.path, _line(answer, question), "check-not-found", values)


def _line(answer: Answer, question: str) -> int:
    lines = answer.path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if question in line), 1)
