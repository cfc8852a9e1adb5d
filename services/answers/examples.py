"""Golden questions: the examples of an answer are promises that the search finds it."""

from __future__ import annotations

from collections.abc import Iterator

from content.answers import Answer
from content.library import Library
from content.mistakes import Mistake
from services.search import Search

FEWEST = 5
"""An answer with fewer examples is found by luck only."""


def check_golden(library: Library, search: Search) -> Iterator[Mistake]:
    """Each example question that no longer finds its answer first, with what took its place."""
    for answer in library.answers.values():
        if len(answer.questions) < FEWEST:
            yield Mistake(answer.path, 1, "check-few-golden", {"least": FEWEST})
        for question in answer.questions:
            finding = search.find(question)
            found = finding.hits[0].id if finding.hits else finding.topic or "-"
            if found != answer.id:
                values = {"question": question, "found": found}
                yield Mistake(answer.path, _line(answer, question), "check-not-golden", values)


def _line(answer: Answer, question: str) -> int:
    lines = answer.path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if question in line), 1)
