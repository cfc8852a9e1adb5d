"""The finding itself: how near a question is to each answer, and whether that is near enough.

An answer is as near as four things say together, all over TF-IDF weights: how much of the question the answer's words
cover, the answer's examples taken as one (their centroid), the likest three of them, and the likest. Matters that are
not ours stand in the same index, so that they win where they fit better. A story is taken as a whole: what it tells
besides its question scatters over all answers. Shares and thresholds come from `python -m benchmarks.search`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nlargest
from itertools import islice
from operator import itemgetter

from content.answers import Answer
from content.words.vocabulary import Kind, Vocabulary
from services.answers.search.spelling import Spelling
from services.answers.search.words import Term, Words

SUGGESTIONS = 3
SURE, MARGIN = 0.45, 0.08
"""From this score on, and this far before the next answer, the best answer is given without asking back."""
WORTH_A_TRY, WORTH_A_TRY_IN_A_STORY = 0.26, 0.16
"""Below this score nothing is suggested; what a story tells besides its question lowers all scores."""

COVER, CENTROID, LIKEST_THREE, LIKEST = 0.4, 0.3, 0.2, 0.1
"""Shares of the score."""
TITLE_WORD, KEYWORD, QUESTION_WORD, BODY_WORD = 1.0, 1.0, 0.8, 0.35
"""How well a term is covered by where it stands in an answer."""
CANDIDATES = 8
"""So many answers, the best by cover and centroid, are compared example by example."""
LONG = 12
"""Of a longer text no more than about so many terms need to be covered: the rest is the story around the question."""

ENDING, ENDING_SHARE = 4, 0.5
"""The last clauses of a story, where the question mostly stands, count half again."""


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
            topic.id: frozenset(self._raw(self._words.pieces(example)) for example in topic.examples)
            for topic in self._small_talk
        }
        self._longest_talk = max(
            (len(words.split()) for each in self._small_words.values() for words in each), default=0
        )
        self._names: list[str] = []
        self._topics: frozenset[str] = frozenset(topic.id for topic in outside)
        cover: dict[str, dict[int, float]] = defaultdict(dict)
        examples: list[tuple[int, list[Term]]] = []
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
        pieces = self._words.pieces(text)
        talk = self._small_talk_in(pieces)
        if talk:
            return Finding(Decision.UNKNOWN, (), talk)
        clauses = [self._words.terms(piece) for piece in pieces]
        terms = [term for clause in clauses for term in clause]
        scores, worth = self._score(terms), WORTH_A_TRY
        if len(terms) > LONG:
            worth = WORTH_A_TRY_IN_A_STORY
            ending = self._score([term for clause in clauses[-ENDING:] for term in clause])
            scores = {
                number: (score + ENDING_SHARE * ending.get(number, 0.0)) / (1 + ENDING_SHARE)
                for number, score in scores.items()
            }
        return self._decide(sorted(scores.items(), key=itemgetter(1), reverse=True), worth)

    def vector(self, text: str) -> dict[str, float]:
        """What the text is about: stems with weights whose squares add up to 1; empty where it says nothing.

        Unlike in `find`, words that no answer has count too: they are what people miss.
        """
        meant: dict[str, float] = defaultdict(float)
        for term, weight in self._weigh(self._terms(text)).items():
            for stem, share in self._meant(term) or ((term.stem, 1.0),):
                meant[stem] += share * weight
        norm = math.sqrt(sum(weight * weight for weight in meant.values()))
        return {stem: weight / norm for stem, weight in meant.items()}

    def _decide(self, best: Sequence[tuple[int, float]], worth: float) -> Finding:
        """`best`: the numbers of answers and topics with their scores, best first."""
        if not best or best[0][1] < worth:
            return Finding(Decision.UNKNOWN, ())
        first = self._names[best[0][0]]
        if first in self._topics:
            return Finding(Decision.UNKNOWN, (), first)
        named = (Hit(self._names[number], score) for number, score in best)
        ours = list(islice((hit for hit in named if hit.id not in self._topics), SUGGESTIONS + 1))
        second = ours[1].score if len(ours) > 1 else 0.0
        if ours[0].score >= SURE and ours[0].score - second >= MARGIN:
            return Finding(Decision.ANSWER, tuple(ours[:SUGGESTIONS]))
        return Finding(Decision.SUGGEST, tuple(hit for hit in ours[:SUGGESTIONS] if hit.score >= worth))

    # Scores

    def _score(self, terms: Sequence[Term]) -> dict[int, float]:
        """The scores of the answers that share most with the terms."""
        weights = self._weigh(terms)
        if not weights:
            return {}
        heaviest = sorted(weights.values(), reverse=True)[:LONG]
        needed, norm = sum(heaviest), math.sqrt(sum(weight * weight for weight in heaviest))
        meant: dict[str, float] = defaultdict(float)
        for term, weight in weights.items():
            for stem, share in self._meant(term):
                meant[stem] += share * weight
        cover = [0.0] * len(self._names)
        centroid = [0.0] * len(self._names)
        for stem, weight in meant.items():
            for number, covered, central in self._shares_of.get(stem, ()):
                cover[number] += weight * covered
                centroid[number] += weight * central
        scores = {
            number: COVER * min(1.0, covered / needed) + CENTROID * min(1.0, centroid[number] / norm)
            for number, covered in enumerate(cover)
            if covered
        }
        for number in nlargest(CANDIDATES, scores, key=scores.__getitem__):
            likeness: dict[int, float] = defaultdict(float)
            examples_of = self._examples_of[number]
            for stem, weight in meant.items():
                for example, part in examples_of.get(stem, ()):
                    likeness[example] += weight * part
            three = sorted(likeness.values(), reverse=True)[:3] or [0.0]
            scores[number] += LIKEST_THREE * min(1.0, sum(three) / 3 / norm) + LIKEST * min(1.0, three[0] / norm)
        return scores

    def _weigh(self, terms: Sequence[Term]) -> dict[Term, float]:
        return {
            term: self._rarity.get(term.stem, self._rarest) * (1 + math.log(count))
            for term, count in Counter(terms).items()
        }

    def _meant(self, term: Term) -> Sequence[tuple[str, float]]:
        """The known terms a term stands for: itself, or what it may be misspelt from."""
        if term.stem in self._shares_of:
            return ((term.stem, 1.0),)
        if term.known:
            return ()
        return [(meant, share) for near, share in self._spelling.near(term.stem) for meant in self._words.meaning(near)]

    # Small talk

    def _small_talk_in(self, pieces: Sequence[str]) -> str | None:
        """The kind of small talk that the text is, if it is nothing else."""
        if sum(map(self._words.count, pieces)) > self._longest_talk:
            return None
        words = self._raw(pieces)
        for topic, known in self._small_words.items():
            if words in known:
                return topic
        return None

    def _raw(self, pieces: Sequence[str]) -> str:
        return " ".join(word for piece in pieces for word in self._words.folded(piece))

    # Making the index

    def _terms(self, text: str) -> list[Term]:
        return [term for piece in self._words.pieces(text) for term in self._words.terms(piece)]

    def _cover(self, cover: dict[str, dict[int, float]], number: int, texts: Iterable[str], weight: float) -> None:
        for text in texts:
            for term in self._terms(text):
                cover[term.stem][number] = max(weight, cover[term.stem].get(number, 0.0))

    def _index(self, cover: dict[str, dict[int, float]], examples: list[tuple[int, list[Term]]]) -> None:
        in_examples: dict[str, set[int]] = defaultdict(set)
        for number, terms in examples:
            for term in terms:
                in_examples[term.stem].add(number)
        count = len(self._names)
        self._rarity = {term: math.log(1 + count / (1 + len(in_examples.get(term, ())))) for term in cover}
        self._rarest = math.log(1 + count)
        self._examples_of: list[dict[str, list[tuple[int, float]]]] = [defaultdict(list) for _ in self._names]
        sums: list[dict[str, float]] = [defaultdict(float) for _ in self._names]
        for example, (number, terms) in enumerate(examples):
            weights = self._weigh(terms)
            norm = math.sqrt(sum(weight * weight for weight in weights.values()))
            for term, weight in weights.items():
                self._examples_of[number][term.stem].append((example, weight / norm))
                sums[number][term.stem] += weight / norm
        central: dict[tuple[str, int], float] = {}
        for number, parts in enumerate(sums):
            # Damped by the root: a word in ten examples is not ten times as telling as in one.
            norm = math.sqrt(sum(parts.values()))
            for stem, part in parts.items():
                central[stem, number] = math.sqrt(part) / norm
        self._shares_of = {
            stem: tuple((number, weight, central.get((stem, number), 0.0)) for number, weight in numbers.items())
            for stem, numbers in cover.items()
        }
        self._spelling = Spelling({*self._shares_of, *self._words.synonyms, *self._words.filler})
        self._words.learn(self._shares_of, self._spelling.is_misspelling)
