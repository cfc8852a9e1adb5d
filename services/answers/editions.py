"""The library together with the search over it: whoever finds something looks it up in the same edition."""

from __future__ import annotations

from collections.abc import Iterator
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
    return Edition(library, Search(library))


class Editions:
    """The way to the edition in use, which is replaced when the files change, and when the staff change something."""

    def __init__(self, content: Content) -> None:
        # By a function, not a method: all who share the content share one search.
        self._edition = content.with_each_edition(make_edition, of_desk=True)

    def __call__(self) -> Edition:
        return self._edition()


@dataclass(frozen=True, slots=True)
class NotFound:
    """An example of an answer for which the search finds something else first."""

    answer: Answer
    question: str
    found: str
    """The id of an answer or topic; «-»: nothing."""


def not_found(library: Library, search: Search) -> Iterator[NotFound]:
    """The examples in an answer are test questions: those that do not find it."""
    for answer in library.answers.values():
        for question in answer.questions:
            finding = search.find(question)
            found = finding.hits[0].id if finding.hits else finding.topic or "-"
            if found != answer.id:
                yield NotFound(answer, question, found)


def check_search(library: Library, search: Search) -> Iterator[Mistake]:
    """The same as mistakes."""
    for each in not_found(library, search):
        values = {"question": each.question, "found": each.found}
        yield Mistake(each.answer.path, _line(each.answer, each.question), "check-not-found", values)


def _line(answer: Answer, question: str) -> int:
    lines = answer.written.splitlines()
    return next((number for number, line in enumerate(lines, start=1) if question in line), 1)
