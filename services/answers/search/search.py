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
from services.answers.search.gate import Scores, probability, signs
from services.answers.search.likeness import Likeness, cosine
from services.answers.search.model import Model, lines_of, mark
from services.answers.search.spelling import Spelling
from services.answers.search.words import Words

SUGGESTIONS = 3
SURE = 0.75
"""From this probability on the best answer is given without asking back."""
WORTH_A_TRY = 0.04
"""Below it nothing is suggested."""

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
        raise NotImplementedError

    def vector(self, text: str) -> dict[str, float]:
        return self._likeness.vector(self._likeness.terms(self._words.pieces(text)))

    def scores(self, pieces: Sequence[str]) -> Scores:
        terms = self._likeness.terms(pieces)
        cover, central, sure = self._likeness.shares(terms)
        letters = self._classifier.probabilities(word for piece in pieces for word in self._words.folded(piece))
        return Scores(letters, cover, central, sure, len(terms))

    def _raw(self, pieces: Sequence[str]) -> str:
        return " ".join(word for piece in pieces for word in self._words.folded(piece))
