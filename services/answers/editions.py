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


class Editions:
    """The way to the edition in use, which is replaced when the files change, and when something was learnt."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._lessons: frozenset[Lesson] = frozenset()
        self._in_use = content.with_each_edition(self._make)

    def __call__(self) -> Edition:
        return self._in_use()

    @property
    def lessons(self) -> frozenset[Lesson]:
        """Those in use."""
        return self._lessons

    def teach(self, lessons: Iterable[Lesson]) -> None:
        """Takes these lessons into use instead of those before. Takes a tenth of a second: call it in a thread."""
        self._lessons = frozenset(lessons)
        self._content.remake(self._make)

    def _make(self, library: Library) -> Edition:
        known = [lesson for lesson in self._lessons if lesson[0] in library.answers]  # an answer may be gone by now
        return Edition(library, Search(library, known))


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
