"""The library together with the search over it: whoever finds something looks it up in the same edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from content.answers import Answer
from content.library import Library
from content.mistakes import Mistake
from services.answers.search import Search
from services.content import Content


@dataclass(frozen=True, slots=True)
class Edition:
    """A library and the search over its answers."""

    library: Library
    search: Search


def make_edition(library: Library) -> Edition:
    """Takes about half a second."""
    return Edition(library, Search(library.answers.values(), library.vocabulary))


def editions(content: Content) -> Callable[[], Edition]:
    """The way to the edition in use, which is replaced when the files change."""
    return content.with_each_edition(make_edition)


def check_search(library: Library, search: Search) -> Iterator[Mistake]:
    """The examples in an answer are test questions: those for which the search finds something else first."""
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
