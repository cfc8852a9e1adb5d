"""Questions and cases in one list, for the pages: whose they are, and those that hold given words.

What a person told of a case that nobody has taken is not looked through: it is shown to whoever takes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.cases import CASE, Case, CaseReader, CaseStatus, words
from services.content import Content
from services.text import shorten
from storage.answers import Question, QuestionStore

QUESTION = "question"
LOOKED_THROUGH = 2000
"""Of what is over, so many of each kind, the newest."""
SHORT = 160
"""Characters of what is shown in the list."""
_WORD = re.compile(r"[\w-]+")
_ENDING = 2
"""Letters at the end of a long word that may differ: words are inflected."""


class Tab(StrEnum):
    """Which part of the list."""

    MINE = "mine"
    NOBODYS = "nobodys"
    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the list is narrowed to; empty: not."""

    words: str = ""
    theme: str = ""
    """A document, or a theme of questions."""
    place: str = ""
    """A kind of place."""
    hromada: str = ""
    """KATOTTG code."""
    owner: int | None = None
    older_than: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A case or a question, as it stands in the list."""

    kind: str
    id: int
    name: str
    """Its number, as people name it."""
    text: str
    """Its first words, or what it is about and where."""
    theme: str
    place: str
    hromada: str
    """The code; empty where it is not known, as of questions."""
    hromada_name: str
    owner_id: int | None
    owner: str
    since: datetime
    over_at: datetime | None
    """When it was closed or answered; None: it waits."""
    state: str
    """In words."""
    found_in: str
    """All in which words are looked for."""


@dataclass(frozen=True, slots=True)
class Matters:
    _content: Content
    _cases: CaseReader
    _questions: QuestionStore
    _clock: Callable[[], datetime]

    async def matters(self, tab: Tab, person_id: int, wanted: Wanted) -> list[Matter]:
        """What waits, the longest first; what is over, the newest first; all: what waits, and then what is over."""
        found: list[Matter] = []
        if tab is not Tab.CLOSED:
            waiting = [self._case(each) for each in await self._cases.on_desk()]
            waiting += [self._question(each) for each in await self._questions.unreplied()]
            found += sorted(waiting, key=lambda each: each.since)
        if tab in {Tab.CLOSED, Tab.ALL}:
            over = [self._case(each) for each in await self._cases.closed(LOOKED_THROUGH)]
            over += [self._question(each) for each in await self._questions.ended(LOOKED_THROUGH)]
            found += sorted(over, key=lambda each: each.over_at or each.since, reverse=True)
        if tab is Tab.MINE:
            found = [each for each in found if each.owner_id == person_id]
        if tab is Tab.NOBODYS:
            found = [each for each in found if each.owner_id is None]
        return [each for each in found if self._fits(each, wanted)]

    def _fits(self, matter: Matter, wanted: Wanted) -> bool:
        if wanted.older_than and matter.since > self._clock() - wanted.older_than:
            return False
        if wanted.owner is not None and matter.owner_id != wanted.owner:
            return False
        for value, its in (
            (wanted.theme, matter.theme),
            (wanted.place, matter.place),
            (wanted.hromada, matter.hromada),
        ):
            if value and value != its:
                return False
        return all(_begun(word) in matter.found_in for word in _WORD.findall(wanted.words.casefold()))

    def _case(self, case: Case) -> Matter:
        content, details = self._content, case.details
        about = f"{words.document(content, case)}, {words.place(content, case)}"
        found_in = [case.number or "", about, words.hromada(case), case.assignee_name, case.outcome_reason]
        if case.status is not CaseStatus.NEW:
            found_in += [details.said, words.ground(content, case)]
        return Matter(
            kind=CASE,
            id=case.id,
            name=case.number or "",
            text=shorten(about, SHORT),
            theme=details.document,
            place=details.place,
            hromada=details.hromada or "",
            hromada_name=words.hromada(case),
            owner_id=case.assignee_id,
            owner=case.assignee_name,
            since=case.submitted_at or case.started_at,
            over_at=case.closed_at,
            state=words.status(content, case),
            found_in=" ".join(found_in).casefold(),
        )

    def _question(self, question: Question) -> Matter:
        texts, number = self._content.texts, str(question.id)
        over_at = question.replied_at or question.closed_at
        state = "replied" if question.replied_at else "closed" if over_at else "waits"
        name = texts.plain("desk-question", number=number)
        found_in = [name, question.text, question.reply or "", question.assignee_name, question.replied_by]
        assert question.passed_at  # noqa: S101 - only those with the staff
        answer = self._content.library.answers.get(question.answer_id or "")
        return Matter(
            kind=QUESTION,
            id=question.id,
            name=name,
            text=shorten(question.text, SHORT),
            theme=answer.theme if answer else "",
            place="",
            hromada="",
            hromada_name="",
            owner_id=question.assignee_id,
            owner=question.assignee_name,
            since=question.passed_at,
            over_at=over_at,
            state=texts.plain("inbox-question-state", state=state),
            found_in=" ".join(found_in).casefold(),
        )


def _begun(word: str) -> str:
    """The part of a word that its other forms have too."""
    return word[:-_ENDING] if len(word) > 2 * _ENDING + 1 and word.isalpha() else word
