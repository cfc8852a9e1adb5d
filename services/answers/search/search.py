"""The finding itself: what to do with a question, by the probability that an answer answers it.

Two scores are taken of a text (`classifier.py`: its letters, `likeness.py`: its words) and made into one probability
(`gate.py`). A text of two questions is also read in parts, a short one also together with what was asked before it. What
was written after the model was learnt is found by its words at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from content.library import Library
from content.words.vocabulary import Kind
from services.answers.search.classifier import Classifier
from services.answers.search.gate import SHORT, Reading, Scores, probability, signs
from services.answers.search.likeness import Likeness, cosine
from services.answers.search.model import Model, lines_of, mark
from services.answers.search.spelling import Spelling
from services.answers.search.words import Words

SUGGESTIONS = 3
SURE = 0.75
"""From this probability on the best answer is given without asking back."""
WORTH_A_TRY = 0.04
"""Below it nothing is suggested."""

SURELY_NOT_OURS = 0.5
"""From it on a topic is said; below it answers are suggested."""

Lesson = tuple[str, str]
"""The id of an answer, and a phrasing that was learnt for it."""


class Decision(StrEnum):
    """What to do with a question."""

    ANSWER = "answer"
    SUGGEST = "suggest"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer that may fit, with the probability that it does."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, best first; nothing where nothing is worth a try."""

    decision: Decision
    hits: tuple[Hit, ...]
    topic: str | None = None
    """Small talk or a matter that is not ours, where the text is that."""
    also: tuple[Hit, ...] = ()
    """What else is asked in the same text."""
    part: str = ""
    """The part of a longer text that the best answer is for, as it was written; empty: the whole."""
    together: bool = False
    """Whether the text was read together with what came before it."""


class Search:
    """Finds answers; making it takes a tenth of a second, a question about a millisecond."""

    def __init__(self, library: Library, lessons: Iterable[Lesson] = ()) -> None:
        """`lessons` are phrasings that stand in no file yet."""
        model = Model.read(library.model)
        self._names = model.names
        answers = library.answers
        self._answers = library.answers.keys()
        self._themes = [answers[name].theme if name in answers else "" for name in model.names]
        self._ours = [name in library.answers for name in model.names]
        self._words = Words(library.vocabulary)
        spelling = Spelling({*model.targets, *self._words.synonyms, *self._words.filler})
        self._words.learn(model.targets, spelling.is_misspelling)
        self._classifier = Classifier(model)
        self._likeness = Likeness(self._words, spelling, model)
        self._gate, self._following = model.gate, model.following
        talk = [topic for topic in library.vocabulary.topics.values() if topic.kind is Kind.SMALL_TALK]
        self._talk = {self._raw(self._words.pieces(words)): topic.id for topic in talk for words in topic.examples}
        self._fresh = [
            (name, vector)
            for name, text in [*lines_of(library), *sorted(lessons)]
            if mark(name, text) not in model.lines and (vector := self.vector(text))
        ]

    def find(self, text: str, before: str = "") -> Finding:
        """Never fails, whatever the text; of more than 4,096 characters the first count.

        `before` is what the person asked or read just before; empty: nothing.
        """
        pieces = self._words.pieces(text)
        if talk := self._talk.get(self._raw(pieces)):
            return Finding(Decision.UNKNOWN, (), talk)
        ranked = self._rank(pieces)
        earlier = self._words.pieces(before)
        if earlier and ranked and sum(map(self._words.count, pieces)) <= SHORT:
            together = self._rank_together(pieces, earlier)
            return replace(self._decide(together), together=together[0].id != ranked[0].id)
        return self._decide(ranked)

    def _rank(self, pieces: Sequence[str]) -> list[Hit]:
        """The likeliest answers and topics, the best first."""
        scores = self.scores(pieces)
        if not scores.length:
            return []
        best = scores.best()
        hits = {
            self._names[number]: probability(self._gate, signs(scores, number, best[0], outside=not self._ours[number]))
            for number in best
        }
        return sorted((Hit(name, score) for name, score in hits.items()), key=lambda hit: -hit.score)

    def _rank_together(self, pieces: Sequence[str], earlier: Sequence[str]) -> list[Hit]:
        reading = Reading(self.scores(pieces), self.scores(earlier), self.scores([*earlier, *pieces]))
        before = reading.before.best(1)[0]
        hits = {
            self._names[number]: probability(
                self._following,
                reading.signs(
                    number,
                    before,
                    outside=not self._ours[number],
                    akin=self._themes[number] == self._themes[before] != "",
                ),
            )
            for number in reading.best()
        }
        return sorted((Hit(name, score) for name, score in hits.items()), key=lambda hit: -hit.score)

    def _decide(self, ranked: Sequence[Hit]) -> Finding:
        ours = tuple(hit for hit in ranked if hit.id in self._answers and hit.score >= WORTH_A_TRY)[:SUGGESTIONS]
        if ranked and ranked[0].id not in self._answers and (ranked[0].score >= SURELY_NOT_OURS or not ours):
            return Finding(Decision.UNKNOWN, (), ranked[0].id)
        if not ours:
            return Finding(Decision.UNKNOWN, ())
        sure = ours[0] == ranked[0] and ours[0].score >= SURE
        return Finding(Decision.ANSWER if sure else Decision.SUGGEST, ours)

    def vector(self, text: str) -> dict[str, float]:
        return self._likeness.vector(self._likeness.terms(self._words.pieces(text)))

    def scores(self, pieces: Sequence[str]) -> Scores:
        terms = self._likeness.terms(pieces)
        cover, central, sure = self._likeness.shares(terms)
        letters = self._classifier.probabilities(word for piece in pieces for word in self._words.folded(piece))
        return Scores(letters, cover, central, sure, len(terms))

    def _raw(self, pieces: Sequence[str]) -> str:
        return " ".join(word for piece in pieces for word in self._words.folded(piece))
