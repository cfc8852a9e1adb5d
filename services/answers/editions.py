"""The library together with the search over it: whoever finds something looks it up in the same edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from content.answers import Answer
from content.library import Library
from content.mistakes import Mistake
from services.answers.search import Lesson, Search
from services.content import Content


@dataclass(frozen=True, slots=True)
class Edition:
    """A library and the search over its answers."""

    library: Library
    search: Search


def make_edition(library: Library) -> Edition:
    return Edition(library, Search(library))


class Editions:
    """The way to the edition in use, which is replaced when the files change, and when something was learnt."""

    def __init__(self, content: Content) -> None:
        # By a function, not a method: all who share the content share one search, until they learn something.
        self._plain = content.with_each_edition(make_edition)
        self._taught: Edition | None = None
        self._lessons: frozenset[Lesson] = frozenset()

    def __call__(self) -> Edition:
        plain, taught = self._plain(), self._taught
        return taught if taught and taught.library is plain.library else plain

    @property
    def lessons(self) -> frozenset[Lesson]:
        """Those in use; none after the files changed, until they are taught anew."""
        return self._lessons if self._taught and self._taught is self() else frozenset()

    def teach(self, lessons: Iterable[Lesson]) -> None:
        """Takes these lessons into use instead of those before. Takes a tenth of a second: call it in a thread."""
        self._lessons, plain = frozenset(lessons), self._plain()
        known = [lesson for lesson in self._lessons if lesson[0] in plain.library.answers]  # one may be gone by now
        self._taught = Edition(plain.library, Search(plain.library, known)) if known else plain


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
