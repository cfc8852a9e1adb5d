"""The finding itself: what to do with a question, by the probability that an answer answers it.

Two scores are taken of a text (`classifier.py`: its letters, `likeness.py`: its words) and made into one probability
(`gate.py`). A text of two questions is also read in parts, a short one also together with what was asked before it. What
was written after the model was learnt is found by its words at once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from content.library import Library
from content.words.vocabulary import Kind
from services.answers.search.classifier import Classifier
from services.answers.search.gate import FAINT, Scores, probability
from services.answers.search.likeness import Likeness, cosine
from services.answers.search.model import Gate, Model, lines_of, mark
from services.answers.search.spelling import Spelling
from services.answers.search.words import LONGEST_TEXT, Words

SUGGESTIONS = 3
SURE = 0.75
"""From this probability on the best answer is given without asking back."""
WORTH_A_TRY = 0.04
"""Below it nothing is suggested."""

SURELY_NOT_OURS = 0.5
"""From it on a topic is said; below it answers are suggested."""

Lesson = tuple[str, str]
"""The id of an answer, and a phrasing that was learnt for it."""


SHORT = 14
"""Words up to which a text may point back to what came before it."""
ALSO = 0.5
"""From it on a part of a text is a question of its own."""
PART = 3
"""Words that a question within a text has at least."""
PARTS = 6
"""Into so many parts a text is taken apart."""
_SEGMENT = re.compile(
    r"(?<=[.!?…;,\n])\s+|\s+(?=(?:і|й|та|а|и|да|ще|еще|также|також|плюс|i|y|ta|a)\s)", re.IGNORECASE
)


def _segments(text: str) -> list[str]:
    """The text in parts at the ends of sentences, at commas and before «and», the shortest joined to their neighbours."""
    segments = [part for part in _SEGMENT.split(text[:LONGEST_TEXT]) if part]
    while len(segments) > 1 and (len(segments) > PARTS or min(len(each.split()) for each in segments) < PART):
        place = min(range(len(segments)), key=lambda place: len(segments[place].split()))
        start = place - 1 if place else 0
        segments[start : start + 2] = [" ".join(segments[start : start + 2])]
    return segments


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


Signs = dict[str, list[float]]
"""What speaks for each candidate, by its id."""


@dataclass(frozen=True, slots=True)
class Two:
    """Two questions that one text may be, and what speaks for it."""

    first: str
    other: str
    signs: list[float]


class Search:
    """Finds answers; making it takes a tenth of a second, a question about a millisecond."""

    def __init__(self, library: Library, lessons: Iterable[Lesson] = ()) -> None:
        """`lessons` are phrasings that stand in no file yet."""
        model = Model.read(library.model)
        self._model = model
        self._names = model.names
        self._answers = library.answers
        self._words = Words(library.vocabulary)
        spelling = Spelling({*model.targets, *self._words.synonyms, *self._words.filler})
        self._words.learn(model.targets, spelling.is_misspelling)
        self._classifier = Classifier(model)
        self._likeness = Likeness(self._words, spelling, model)
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
        scores = self.scores(pieces)
        ranked = self._rank(self._model.gate, self.signs(scores))
        earlier = self._words.pieces(before)
        if earlier and ranked and sum(map(self._words.count, pieces)) <= SHORT:
            together = self._rank(self._model.following, self.signs_together(scores, pieces, earlier))
            return replace(self._decide(together), together=together[0].id != ranked[0].id)
        two = self.two_questions(text, scores)
        if two and (chance := probability(self._model.parting, two.signs)) >= ALSO:
            finding = self._decide(ranked)
            first = finding.hits[0].id if finding.hits else ""
            other = two.first if first == two.other else two.other
            return replace(finding, also=(Hit(other, chance),))
        return self._decide(ranked)

    def vector(self, text: str) -> dict[str, float]:
        """What the text is about: stems with weights whose squares add up to 1; empty where it says nothing."""
        return self._likeness.vector(self._likeness.terms(self._words.pieces(text)))

    def scores(self, pieces: Sequence[str]) -> Scores:
        """Both scores of a text in pieces."""
        terms = self._likeness.terms(pieces)
        cover, central, sure = self._likeness.shares(terms)
        return Scores(self._classifier.probabilities(self._folded(pieces)), cover, central, sure, len(terms))

    # What the gates are asked; `learning.py` asks the same.

    def signs(self, scores: Scores) -> Signs:
        """What speaks for each candidate."""
        if not scores.length:
            return {}
        best = scores.best()
        return {
            self._names[number]: [
                *scores.evidence(number),
                float(number == best[0]),
                float(self._names[number] not in self._answers),
                math.log1p(scores.length),
                scores.sure,
            ]
            for number in best
        }

    def signs_together(self, alone: Scores, pieces: Sequence[str], earlier: Sequence[str]) -> Signs:
        """The same for a short text and what came before it."""
        before, together = self.scores(earlier), self.scores([*earlier, *pieces])
        first = before.best(1)[0]
        asked = self._answers.get(self._names[first])
        return {
            name: [
                *alone.evidence(number),
                *together.evidence(number),
                math.log(before.letters[number] + FAINT),
                float(number == first),
                float(bool(asked and found and asked.theme == found.theme)),
                float(bool(asked and name in asked.related)),
                float(found is None),
                math.log1p(alone.length),
            ]
            for number in dict.fromkeys([*together.best(), *alone.best()])
            for name in [self._names[number]]
            for found in [self._answers.get(name)]
        }

    def two_questions(self, text: str, whole: Scores) -> Two | None:
        """The likeliest two questions in one text; None where it cannot be two."""
        segments = [self._words.pieces(segment) for segment in _segments(text)]
        folded = [self._folded(segment) for segment in segments]
        splits: list[tuple[float, int]] = []
        for place in range(1, len(segments)):
            halves = [list(chain.from_iterable(half)) for half in (folded[:place], folded[place:])]
            if min(map(len, halves)) >= PART:
                likest = [max(self._classifier.probabilities(half)) for half in halves]
                splits.append((min(likest), place))
        if not splits:
            return None
        place = max(splits)[1]
        halves = [self.scores(list(chain.from_iterable(half))) for half in (segments[:place], segments[place:])]
        one, other = (half.best(1)[0] for half in halves)
        names = self._names[one], self._names[other]
        if one == other or not all(name in self._answers for name in names):
            return None
        themes = [self._answers[name].theme for name in names]
        first = whole.best(1)[0]
        signs = [float(first in (one, other)), float(themes[0] == themes[1]), float("?" in text.rstrip("?!. "))]
        for number, half in zip((one, other), halves, strict=True):
            signs += half.evidence(number)
            signs += [math.log(whole.letters[number] + FAINT), whole.cover[number] + whole.central[number]]
            signs += [math.log1p(half.length)]
        return Two(names[0], names[1], signs)

    def _rank(self, gate: Gate, signs: Signs) -> list[Hit]:
        """The candidates, the best first."""
        hits = [Hit(name, probability(gate, numbers)) for name, numbers in signs.items()]
        return sorted(hits, key=lambda hit: -hit.score)

    def _decide(self, ranked: Sequence[Hit]) -> Finding:
        ours = tuple(hit for hit in ranked if hit.id in self._answers and hit.score >= WORTH_A_TRY)[:SUGGESTIONS]
        if ranked and ranked[0].id not in self._answers and (ranked[0].score >= SURELY_NOT_OURS or not ours):
            return Finding(Decision.UNKNOWN, (), ranked[0].id)
        if not ours:
            return Finding(Decision.UNKNOWN, ())
        sure = ours[0] == ranked[0] and ours[0].score >= SURE
        return Finding(Decision.ANSWER if sure else Decision.SUGGEST, ours)

    def _folded(self, pieces: Iterable[str]) -> list[str]:
        return [word for piece in pieces for word in self._words.folded(piece)]

    def _raw(self, pieces: Iterable[str]) -> str:
        return " ".join(self._folded(pieces))
