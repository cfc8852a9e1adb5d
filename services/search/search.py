"""The finding itself: how near a question is to each answer, and whether that is near enough.

An answer is as near as two things say together: its likest example question (cosine of TF-IDF), and how much of what
the question is about the answer's words cover. Matters that are not ours stand in the same index, so that they win
where they fit better. The thresholds come from `python -m benchmarks.search`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from content.answers import Answer
from content.vocabulary import Kind, Vocabulary
from services.search.spelling import Spelling
from services.search.words import Words

SUGGESTIONS = 3
SURE, MARGIN = 0.50, 0.06
"""From this score on, and this far before the next answer, the best answer is given without asking back."""
WORTH_A_TRY = 0.30
"""Below this score nothing is suggested."""

EXAMPLE, COVER = 0.5, 0.5
"""Shares of the likest example and of the cover in the score."""
TITLE_WORD, KEYWORD, QUESTION_WORD, BODY_WORD = 1.0, 1.0, 0.8, 0.35
"""How well a term is covered by where it stands in an answer."""
WINDOW = 14
"""Terms of one window: a question hidden in a story is about as long."""


class Decision(StrEnum):
    """What to do with a question."""

    ANSWER = "answer"
    SUGGEST = "suggest"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer that may fit, with its score from 0 to 1."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, best first; nothing where nothing is worth a try."""

    decision: Decision
    hits: tuple[Hit, ...]
    topic: str | None = None
    """Small talk or a matter that is not ours, where the text is that."""


class Search:
    """An index over the answers; making it takes about half a second, a question less than a millisecond."""

    def __init__(self, answers: Iterable[Answer], vocabulary: Vocabulary) -> None:
        self._words = Words(vocabulary)
        outside = [topic for topic in vocabulary.topics.values() if topic.kind is Kind.OUTSIDE]
        self._small_talk = [topic for topic in vocabulary.topics.values() if topic.kind is Kind.SMALL_TALK]
        self._small_words = {
            topic.id: frozenset(" ".join(self._raw(example)) for example in topic.examples)
            for topic in self._small_talk
        }
        self._names: list[str] = []
        self._topics: frozenset[str] = frozenset(topic.id for topic in outside)
        cover: dict[str, dict[int, float]] = defaultdict(dict)
        examples: list[tuple[int, list[str]]] = []
        for answer in answers:
            number = len(self._names)
            self._names.append(answer.id)
            phrases = [answer.title, *answer.questions, *answer.keywords]
            examples += [(number, self._terms(phrase)) for phrase in phrases]
            self._cover(cover, number, [answer.title], TITLE_WORD)
            self._cover(cover, number, answer.keywords, KEYWORD)
            self._cover(cover, number, answer.questions, QUESTION_WORD)
            self._cover(cover, number, [answer.body], BODY_WORD)
        for topic in outside:
            number = len(self._names)
            self._names.append(topic.id)
            examples += [(number, self._terms(example)) for example in topic.examples]
            self._cover(cover, number, topic.examples, KEYWORD)
        self._index(cover, examples)

    def find(self, text: str) -> Finding:
        """Never fails, whatever the text; of more than 4,096 characters the first count."""
        talk = self._small_talk_in(text)
        if talk:
            return Finding(Decision.UNKNOWN, (), talk)
        scores: dict[int, float] = {}
        for window in self._windows(text):
            for number, score in self._score(window).items():
                if score > scores.get(number, 0.0):
                    scores[number] = score
        best = sorted(scores.items(), key=lambda item: -item[1])
        return self._decide([Hit(self._names[number], score) for number, score in best])

    def _decide(self, hits: Sequence[Hit]) -> Finding:
        ours = [hit for hit in hits if hit.id not in self._topics][: SUGGESTIONS + 1]
        if not hits or hits[0].score < WORTH_A_TRY:
            return Finding(Decision.UNKNOWN, ())
        if hits[0].id in self._topics:
            return Finding(Decision.UNKNOWN, (), hits[0].id)
        second = ours[1].score if len(ours) > 1 else 0.0
        if ours[0].score >= SURE and ours[0].score - second >= MARGIN:
            return Finding(Decision.ANSWER, tuple(ours[:SUGGESTIONS]))
        worth = tuple(hit for hit in ours[:SUGGESTIONS] if hit.score >= WORTH_A_TRY / 2)
        return Finding(Decision.SUGGEST, worth)

    # Scores

    def _score(self, terms: Sequence[str]) -> dict[int, float]:
        """The score of every answer that shares something with the terms."""
        weights = self._weigh(terms)
        norm = math.sqrt(sum(weight * weight for weight in weights.values()))
        total = sum(weights.values())
        if not total:
            return {}
        likeness: dict[int, float] = defaultdict(float)
        cover: dict[int, float] = defaultdict(float)
        for term, weight in weights.items():
            for known, share in self._meant(term):
                for example, part in self._examples_of.get(known, ()):
                    likeness[example] += share * weight * part
                for number, part in self._cover_of.get(known, ()):
                    cover[number] += share * weight * part
        likest: dict[int, float] = defaultdict(float)
        for example, product in likeness.items():
            number = self._owner[example]
            if product > likest[number]:
                likest[number] = product
        return {
            number: EXAMPLE * min(1.0, likest[number] / norm) + COVER * min(1.0, covered / total)
            for number, covered in cover.items()
        }

    def _weigh(self, terms: Sequence[str]) -> dict[str, float]:
        return {
            term: self._rarity.get(term, self._rarest) * (1 + math.log(count)) for term, count in Counter(terms).items()
        }

    def _meant(self, term: str) -> Sequence[tuple[str, float]]:
        return ((term, 1.0),) if term in self._cover_of else self._spelling.near(term)

    def _windows(self, text: str) -> list[list[str]]:
        """The whole, if it is short; of a story its clauses, each with the next."""
        pieces = [terms for piece in self._words.pieces(text) if (terms := self._words.terms(piece))]
        whole = [term for terms in pieces for term in terms]
        if len(whole) <= WINDOW:
            return [whole] if whole else []
        windows = [[*one, *two] for one, two in zip(pieces, [*pieces[1:], []], strict=True)]
        windows += [terms for terms in pieces if len(terms) > 2]
        return [window[start : start + WINDOW] for window in windows for start in range(0, len(window), WINDOW // 2)]

    # Small talk

    def _small_talk_in(self, text: str) -> str | None:
        """The kind of small talk that the text is, if it is nothing else."""
        words = " ".join(self._raw(text))
        for topic, known in self._small_words.items():
            if words in known:
                return topic
        return None

    def _raw(self, text: str) -> list[str]:
        return [word for piece in self._words.pieces(text) for word in self._words.folded(piece)]

    # Making the index

    def _terms(self, text: str) -> list[str]:
        return [term for piece in self._words.pieces(text) for term in self._words.terms(piece)]

    def _cover(self, cover: dict[str, dict[int, float]], number: int, texts: Iterable[str], weight: float) -> None:
        for text in texts:
            for term in self._terms(text):
                cover[term][number] = max(weight, cover[term].get(number, 0.0))

    def _index(self, cover: dict[str, dict[int, float]], examples: list[tuple[int, list[str]]]) -> None:
        in_examples: dict[str, set[int]] = defaultdict(set)
        for number, terms in examples:
            for term in terms:
                in_examples[term].add(number)
        count = len(self._names)
        self._rarity = {term: math.log(1 + count / (1 + len(in_examples.get(term, ())))) for term in cover}
        self._rarest = math.log(1 + count)
        self._cover_of = {term: tuple(numbers.items()) for term, numbers in cover.items()}
        self._owner = [number for number, _ in examples]
        self._examples_of: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for example, (_, terms) in enumerate(examples):
            weights = self._weigh(terms)
            norm = math.sqrt(sum(weight * weight for weight in weights.values()))
            for term, weight in weights.items():
                self._examples_of[term].append((example, weight / norm))
        self._spelling = Spelling(self._cover_of)
