"""What the bot could not answer: gathered by likeness for the staff, and told to those who wait for an answer."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import yaml

from channels import Delivered, Refused
from content.answers import Answer
from services.answers.answers import Answers
from services.answers.editions import Edition
from services.answers.questions import LIKELY
from services.answers.search import Alike, Decision
from services.messages import Message
from services.operation.failures import Failures
from services.people import People, Staff
from services.times import later
from storage.answers import Question, QuestionStore

LOOKED_AT = timedelta(days=60)
"""How far back questions are gathered: what nobody asked since is not what people miss."""
LEFT = timedelta(minutes=10)
"""Who has opened none of the suggestions for so long will not."""
ALIKE = 0.42
"""Likeness from which two questions are about the same: of such pairs six in seven are (`docs/search.md`)."""
READ = 10
"""Wordings of a cluster that are read to find what may answer it."""
REVIEW = timedelta(days=90)
"""When a drafted answer is to be reviewed."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions about the same, the newest first."""

    questions: tuple[Question, ...]

    @property
    def id(self) -> int:
        """The number of its oldest question: it stays while others join."""
        return self.questions[-1].id

    @property
    def askers(self) -> list[Question]:
        """The newest question of each person who asked and can be told."""
        newest = {question.person_id: question for question in reversed(self.questions)}
        return [question for person, question in newest.items() if person is not None][::-1]

    @property
    def wordings(self) -> list[str]:
        """Its different texts, the newest first."""
        return list(dict.fromkeys(question.text for question in self.questions))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerThere(Message):
    """To who asked to be told: there is an answer now."""

    answer: Answer
    late: bool
    """Whether its review is late."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Finds what people miss, drafts answers to it, and tells those who agreed to be told."""

    _edition: Callable[[], Edition]
    _questions: QuestionStore
    _answers: Answers
    _people: People
    _staff: Staff
    _failures: Failures
    _clock: Callable[[], datetime]

    async def clusters(self) -> list[Cluster]:
        """What people miss, most frequent first. What is answered by now does not belong to it."""
        now, admins = self._clock(), set(await self._staff.admins())
        missed = await self._questions.missed(now - LOOKED_AT, later(now, -LEFT), now)
        # Each is searched for: hundreds take a second, in which everybody else would wait.
        return await asyncio.to_thread(self._gathered, [each for each in missed if each.person_id not in admins])

    def _gathered(self, missed: Sequence[Question]) -> list[Cluster]:
        search = self._edition().search
        groups: list[tuple[Alike, list[Question]]] = []
        for question in missed:
            if question.not_helpful_at is None and search.find(question.text).decision is Decision.ANSWER:
                continue
            like = search.likeness(question.text)
            for leader, members in groups:
                if like == leader or like.to(leader) >= ALIKE:
                    members.append(question)
                    break
            else:
                groups.append((like, [question]))
        clusters = [Cluster(tuple(members)) for _, members in groups]
        return sorted(clusters, key=lambda cluster: -len(cluster.questions))

    async def find(self, cluster_id: int) -> Cluster | None:
        """The cluster in which that question is now; None where it is answered by now."""
        clusters = await self.clusters()
        return next((each for each in clusters if cluster_id in {question.id for question in each.questions}), None)

    def likely(self, cluster: Cluster) -> list[str]:
        """Ids of the answers that fit best to what was asked in all these words, the likeliest first."""
        search, votes = self._edition().search, Counter[str]()
        for text in cluster.wordings[:READ]:
            for place, name in enumerate(search.likeliest(text, LIKELY)):
                votes[name] += LIKELY - place
        return [name for name, _ in votes.most_common(LIKELY)]

    def draft(self, cluster: Cluster) -> str:
        """A file for the editor: the questions as they were asked, the rest to be filled in."""
        edition = self._edition()
        texts = edition.library.texts
        hits = edition.search.find(cluster.questions[0].text).hits
        today = self._clock().date()
        meta = {
            "id": f"new-{cluster.id}",
            "title": texts.plain("unanswered-draft-title"),
            "theme": edition.library.answers[hits[0].id].theme if hits else edition.library.themes[0].id,
            "questions": cluster.wordings,
            "keywords": [],
            "sources": [{"title": texts.plain("unanswered-draft-source"), "url": "https://"}],
            "checked_on": today,
            "checked_by": None,
            "review_by": today + REVIEW,
            "related": [hit.id for hit in hits],
        }
        head = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=1000)
        return f"---\n{head}---\n\n{texts.plain('unanswered-draft-body')}\n"

    async def want(self, question_id: int, person_id: int) -> bool:
        """Whether the person will be told when there is an answer; False where it is not her question."""
        return await self._questions.want_answer(question_id, person_id, self._clock())

    async def tell(self) -> None:
        """Tells those who wait what the bot can answer by now. What cannot be sent now waits."""
        await self._failures.each_on_its_own("wanted_answers", await self._questions.wanting(), self._tell)

    async def _tell(self, question: Question) -> None:
        edition = self._edition()
        finding = edition.search.find(question.text)
        if finding.decision is not Decision.ANSWER or question.person_id is None:
            return
        if await self._people.is_quiet(question.person_id):
            return
        answer = edition.library.answers[finding.hits[0].id]
        message = AnswerThere(answer=answer, late=self._answers.is_late(answer))
        outcome = await self._people.send(question.person_id, message, reply_to=question.chat_message_id)
        if isinstance(outcome, Delivered | Refused):  # who cannot be reached any more waits no more either
            await self._questions.told(question.id, self._clock())
