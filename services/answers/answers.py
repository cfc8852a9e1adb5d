"""A question in a person's own words, and what the bot finds for it, in the chat and on the pages for everybody."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from content.answers import Answer
from content.library import Library
from content.words.vocabulary import Topic
from services.answers.editions import Edition
from services.answers.search import Decision, Finding, may_point_back
from services.answers.unwritten import Unwritten
from services.operation import DatabaseAway
from services.text import mask
from storage.answers import QuestionStore, RatingStore

REVISION = re.compile("[0-9a-f]{8}")
REMEMBERED = timedelta(minutes=15)
"""So long a short message may point back to what was asked before."""
MONTH = timedelta(days=30)
KEPT_LENGTH = 1000
"""Characters of a question that are kept: enough to learn from, no diary."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot found: the answers best first, one of them certain when `decision` is ANSWER."""

    question_id: int
    decision: Decision
    answers: tuple[Answer, ...]
    topic: Topic | None
    """Small talk, or a matter the bot does not cover and can name."""
    also: tuple[Answer, ...]
    """What else is asked in the same text."""
    part: str
    """The part of a longer text that the best answer is for; empty: the whole."""
    together: bool
    """Whether the text was read together with what was asked before it."""
    version: int
    """Of what the staff changed: every process with the same files and this version decides the same."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How an answer does."""

    given: int
    """In the last thirty days, to a question."""
    helpful: int
    """Of those who said so of the words as they are now."""
    not_helpful: int

    @property
    def share(self) -> float | None:
        """Of those whom it helped; None where nobody said so."""
        voices = self.helpful + self.not_helpful
        return self.helpful / voices if voices else None


@dataclass(frozen=True, slots=True)
class Answers:
    """Finds answers, keeps what was asked and whether it helped."""

    _edition: Callable[[], Edition]
    _questions: QuestionStore
    _ratings: RatingStore
    _unwritten: Unwritten
    _clock: Callable[[], datetime]

    def get(self, answer_id: str) -> Answer | None:
        """The answer, or None where an old button or link names one that is gone."""
        return self._edition().library.answers.get(answer_id)

    async def ask(self, person_id: int, message_id: int, text: str, *, anew: bool = False) -> Reply:
        """What is found for `text`; the question is kept with its numbers masked, once per message. `anew`: the
        person has changed the message.

        While the database is away its number is 0, and it waits in memory.
        """
        edition = self._edition()
        before, read = await self._before(person_id, message_id) if may_point_back(text) else ("", "")
        finding, library = edition.search.find(text, before, read), edition.library
        best = finding.hits[0] if finding.hits else None
        record = partial(
            self._questions.record,
            person_id=person_id,
            chat_message_id=message_id,
            asked_at=self._clock(),
            text=mask(text)[:KEPT_LENGTH],
            decision=finding.decision,
            answer_id=best.id if best else None,
            score=best.score if best else None,
            topic=finding.topic,
            anew=anew,
        )
        try:
            question_id = await record()
        except DatabaseAway:
            question_id = 0
            self._unwritten.keep(person_id, record)
        return _reply(library, finding, question_id)

    def find(self, text: str) -> Reply:
        """The same for somebody of whom nothing is known, as on a page: nothing is kept."""
        edition = self._edition()
        return _reply(edition.library, edition.search.find(text), 0)

    async def leave(self, text: str) -> None:
        """Keeps what somebody, of whom nothing is known, did not find: her words with their numbers masked, so that the
        staff see what is missed. Raises DatabaseAway."""
        finding, now = self._edition().search.find(text), self._clock()
        best = finding.hits[0] if finding.hits else None
        await self._questions.leave(
            asked_at=now,
            text=mask(text)[:KEPT_LENGTH],
            decision=finding.decision,
            answer_id=best.id if best else None,
            score=best.score if best else None,
            topic=finding.topic,
            refused_at=now if finding.decision is Decision.SUGGEST else None,
            not_helpful_at=now if finding.decision is Decision.ANSWER else None,
        )

    async def _before(self, person_id: int, message_id: int) -> tuple[str, str]:
        """What the person asked just before, and the id of the answer that she read then; mostly nothing."""
        last = None
        with suppress(DatabaseAway):
            last = await self._questions.last(person_id, self._clock() - REMEMBERED, but=message_id)
        if last is None:
            return "", ""
        read = last.chosen_id or (last.answer_id if last.decision == Decision.ANSWER else None)
        return last.text, read or ""

    async def choose(self, question_id: int, person_id: int, answer_id: str) -> Answer | None:
        """Keeps that the person took this one of the suggestions; None where the answer is gone."""
        answer = self.get(answer_id)
        if answer:
            with suppress(DatabaseAway):
                await self._questions.choose(question_id, person_id, answer_id)
        return answer

    async def refuse(self, question_id: int, person_id: int) -> None:
        """Keeps that none of the suggestions was meant."""
        with suppress(DatabaseAway):
            await self._questions.refuse(question_id, person_id, self._clock())

    async def rate(self, person_id: int, answer_id: str, revision: str, *, helpful: bool, question_id: int = 0) -> None:
        """Keeps one opinion per person and revision; a later one replaces it. What does not exist is not rated.

        `question_id` is what the answer was found for, 0 where it was opened without asking.
        """
        if self.get(answer_id) and REVISION.fullmatch(revision):
            await self._ratings.rate(person_id, answer_id, revision, helpful=helpful, at=self._clock())
            if not helpful:
                await self._questions.did_not_help(question_id, person_id, self._clock())

    async def rate_unknown(self, answer_id: str, revision: str, *, helpful: bool) -> bool:
        """Keeps the opinion of somebody of whom nothing is known; False where the answer has changed since she read it.

        Each is an opinion of its own, under a number that is nobody's.
        """
        answer = self.get(answer_id)
        if answer is None or answer.revision != revision:
            return False
        nobody = -1 - secrets.randbelow(1 << 62)
        await self._ratings.rate(nobody, answer_id, revision, helpful=helpful, at=self._clock())
        return True

    def is_late(self, answer: Answer) -> bool:
        """Whether the answer should have been reviewed by now."""
        return answer.review_by < self._clock().date()

    async def figures(self) -> dict[str, Figures]:
        """How each answer does, by its id."""
        given = await self._questions.given(self._clock() - MONTH)
        rated = await self._ratings.of_each()
        return {
            id: Figures(given.get(id, 0), *rated.get((id, answer.revision), (0, 0)))
            for id, answer in self._edition().library.answers.items()
        }

    def look_up(self, text: str, most: int) -> list[Answer]:
        """Up to `most` answers to share, best first; without words the top of the menu. Keeps nothing."""
        edition = self._edition()
        library = edition.library
        named = [answer for answer in library.answers.values() if answer.title == text.strip()]
        found = [library.answers[hit.id] for hit in edition.search.find(text).hits]
        top = [] if text.strip() else list(library.answers.values())
        return list(dict.fromkeys([*named, *found, *top]))[:most]


def _reply(library: Library, finding: Finding, question_id: int) -> Reply:
    answers = tuple(library.answers[hit.id] for hit in finding.hits)
    topic = library.vocabulary.topics[finding.topic] if finding.topic else None
    also = tuple(library.answers[hit.id] for hit in finding.also)
    return Reply(question_id, finding.decision, answers, topic, also, finding.part, finding.together, library.version)
