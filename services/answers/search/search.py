"""The finding itself: what to do with a question, by the probability that an answer answers it.

Two scores are taken of a text (`classifier.py`: its letters, `likeness.py`: its words) and made into one probability
(`gate.py`). A text of two questions is also read in parts, a short one also together with what was asked before it.
What was written after the model was learnt is found by its words at once.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from heapq import nlargest
from itertools import accumulate, chain
from operator import mul

from content.library import Library
from content.words.vocabulary import Kind
from services.answers.search.classifier import Classifier, together
from services.answers.search.gate import FAINT, Scores, probability
from services.answers.search.likeness import Likeness, cosine
from services.answers.search.model import Gate, Model, lines_of, mark
from services.answers.search.spelling import Spelling
from services.answers.search.words import Words

SUGGESTIONS = 3
SURE = 0.85
"""From this probability on the best answer is given without asking back: a wrong one costs as much as asking back six
times. Of questions whose writers it had not seen less than one in a hundred is answered wrongly then."""
WORTH_A_TRY = 0.02
"""Below it nothing is suggested."""

CLEAR = {Kind.SMALL_TALK: 0.5, Kind.OUTSIDE: 0.85, Kind.REST: 0.98}
"""From these on a topic is named; below, the department may have an answer."""

Lesson = tuple[str, str]
"""The id of an answer, and a phrasing that was learnt for it."""


SHORT = 14
"""Words up to which a text may point back to what came before it."""
ALSO = 0.4
"""From it on a second answer is offered: how likely just these two are asked for. Of single questions two in a hundred
are taken for two then, and whoever asks reads one offer more."""
TWO = 40
"""Words up to which a text may be two questions: a longer one is a story around one."""
PART = 3
"""Words that a question within a text has at least."""
HALF, HALF_TOLD = 2, 4
"""Terms up to which a text that begins with «and» is half of one, and one that only tells something with «too»."""
OPEN, TELLING = 3, 0.08
"""Terms up to which a text says little, and how central they are where one of them says what it is about."""
NAMING = 0.21
"""How central the terms of a text of one or two are where they name a matter, and not only what one asks of any."""
NEAR = 4
"""So many of the answers near to what was read are looked at, too."""
ASKED = 1.0
"""So much clearer, in logits, the two halves need to be where no question ends before the second."""
LIKELY = 0.3
"""How likely an answer to the first half is at least, by its letters alone."""
PARTS = 6
"""Into so many parts a text is taken apart."""
FIRST, LAST = 700, 300
"""Characters of a longer text that are read, from its beginning and from its end: the question stands there."""
_FIRST_OF_JOINTS = r"(?<!\s[іийа])(?<!\s(?:та|да))\s+"
_CUT = (
    r"(?<=[.!?…;,])\s+|\s*\n\s*|\s+(?=\d[).]\s)"
    rf"|{_FIRST_OF_JOINTS}(?=(?:і|й|та|а|и|да|ще|еще|также|також|плюс|i|y|ta|a)\s)"
)
_SEGMENT = re.compile(_CUT, re.IGNORECASE)
_MARK = re.compile(r"[.!?…;,\n]\s*\w")


def said(text: str) -> str:
    """What is read of a text: of a long one what a person says first and last, in whole words. The same everywhere."""
    text = text.strip()
    if len(text) <= FIRST + LAST:
        return text
    return f"{text[:FIRST].rsplit(maxsplit=1)[0]}\n{text[-LAST:].split(maxsplit=1)[-1]}"


def may_point_back(text: str) -> bool:
    """Whether a text is so short that it may only be understood after another."""
    return len(text.split()) <= SHORT


_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
STORY = 25
"""Words from which the part is quoted that was understood."""
ALIKE = 0.99
STRANGE = 0.4
"""The share of strange words from which a text is hardly about any answer."""
LIKEST = 3
SIGNS = (
    *("letters", "letters before next", "cover", "cover before next", "central", "central before next"),
    *("best by both", "not ours", "length", "spelt"),
    *("asks", "asks for ours", "letters before others' matters", "best by each"),
)
"""Names of what the gate is told."""


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


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a candidate is where it is."""

    id: str
    probability: float
    letters: float
    """By the classifier."""
    words: float
    """How much of the question its words cover."""
    parts: Mapping[str, float]
    """What each sign adds, by its name; empty where the model does not know it yet."""
    likest: tuple[str, ...]
    """The phrasings that are likest to the question."""


Signs = dict[str, list[float]]
"""What speaks for each candidate, by its id."""


@dataclass(frozen=True, slots=True)
class Two:
    """Two questions that one text may be, and what speaks for it."""

    first: str
    other: str
    signs: list[float]


@dataclass(frozen=True, slots=True)
class Alike:
    """What a text is like: by its words, and by its letters."""

    words: Mapping[str, float]
    letters: Mapping[int, float]

    def to(self, other: Alike) -> float:
        """How alike they are, from 0 to 1: both scores count half."""
        return (cosine(self.words, other.words) + cosine(self.letters, other.letters)) / 2


class Search:
    """Finds answers; making it takes a tenth of a second, a question about a millisecond."""

    def __init__(self, library: Library, lessons: Iterable[Lesson] = ()) -> None:
        """`lessons` are phrasings that stand in no file yet."""
        model = Model.read(library.model)
        self._library = library
        self._gate, self._following, self._parting = model.gate, model.following, model.parting
        self._names = model.names
        self._numbers = {name: number for number, name in enumerate(model.names)}
        self._answers = library.answers
        self._words = Words(library.vocabulary)
        spelling = Spelling({*model.targets, *self._words.synonyms, *self._words.filler})
        self._words.learn(model.targets, spelling.is_misspelling)
        self._classifier = Classifier(model)
        self._likeness = Likeness(self._words, spelling, model)
        talk = [topic for topic in library.vocabulary.topics.values() if topic.kind is Kind.SMALL_TALK]
        self._asking = {place: frozenset(self._folded(words)) for place, words in library.vocabulary.asking.items()}
        self._near = {name: self._near_to(name) for name in self._answers}
        asking = "|".join(sorted({*library.vocabulary.asking["anywhere"], *library.vocabulary.asking["first"]}))
        self._unmarked = re.compile(rf"{_CUT}|{_FIRST_OF_JOINTS}(?=(?:{asking})\s)", re.IGNORECASE)
        self._ours = [number for number, name in enumerate(model.names) if name in self._answers]
        self._others = [number for number, name in enumerate(model.names) if name not in self._answers]
        self._talk = {self._raw(self._pieces(words)): topic.id for topic in talk for words in topic.examples}
        self._fresh = [
            (name, text) for name, text in [*lines_of(library), *sorted(lessons)] if mark(name, text) not in model.lines
        ]
        self._fresh_by_stem: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (_, text) in enumerate(self._fresh):
            for stem, weight in self.vector(text).items():
                self._fresh_by_stem[stem].append((number, weight))

    def find(self, text: str, before: str = "", read: str = "") -> Finding:
        """Never fails, whatever the text; of a long one what is said first and last counts.

        `before` is what the person asked just before, `read` the id of the answer that she read then; empty: nothing.
        """
        pieces = self._pieces(text)
        if talk := self._talk.get(self._raw(pieces)):
            return Finding(Decision.UNKNOWN, (), talk)
        scores = self.scores(pieces)
        taught = self._taught(pieces)
        asks = self.asks(text, pieces)
        ranked = self._rank(self._gate, self.signs(scores, asks), taught)
        alone = ranked[0].id if ranked else ""
        if pieces and (before or read) and may_point_back(text):
            earlier = self._pieces(before)
            if self._raw(earlier) != self._raw(pieces):  # who asks the same again does not ask about it
                ranked = self._rank(self._following, self.signs_together(scores, pieces, earlier, read), taught)
        finding = self._decide(ranked)
        if not finding.hits:
            return finding
        if ranked[0].id != alone:
            return replace(finding, together=True)
        hit = finding.hits[0]
        if finding.decision is Decision.ANSWER and taught.get(hit.id, 0.0) < hit.score:
            is_whole = self._is_whole(pieces, scores, asks, self._is_near(hit, before, read), hit)
            if not is_whole or (scores.sure < 1 and not self._is_sure(pieces, scores, asks, taught, hit)):
                finding = replace(finding, decision=Decision.SUGGEST)
        finding = replace(finding, part=self._part(text, hit.id))
        two = self.two_questions(text, scores)
        if two and (chance := probability(self._parting, two.signs)) >= ALSO:
            other = two.first if hit.id == two.other else two.other
            finding = replace(finding, also=(Hit(other, chance),))
        return finding

    def why(self, text: str) -> list[Reason]:
        """What spoke for each candidate, the best first."""
        pieces = self._pieces(text)
        scores = self.scores(pieces)
        signs = self.signs(scores, self.asks(text, pieces))
        about = self.vector(text)
        reasons = []
        for hit in self._rank(self._gate, signs, self._taught(pieces)):
            numbers = signs.get(hit.id)
            parts = dict(zip(SIGNS, map(mul, numbers, self._gate.weights), strict=True)) if numbers else {}
            asked = [phrasing.text for phrasing in self._library.phrasings.get(hit.id, ()) if not phrasing.before]
            asked += self._library.answers[hit.id].questions if hit.id in self._answers else ()
            likest = nlargest(LIKEST, ((cosine(about, self.vector(each)), each) for each in asked))
            number = self._numbers.get(hit.id)
            letters, words = (scores.letters[number], scores.cover[number]) if number is not None else (0.0, 0.0)
            reasons.append(Reason(hit.id, hit.score, letters, words, parts, tuple(each for _, each in likest)))
        return reasons

    def by_each_score(self, text: str) -> dict[str, list[str]]:
        """The ids of the answers by the words alone, by the classifier alone, and by both; the best first."""
        pieces = self._pieces(text)
        scores = self.scores(pieces)
        words = [cover + central for cover, central in zip(scores.cover, scores.central, strict=True)]
        ways = {"words": words, "classifier": scores.letters}
        in_order = {
            way: sorted(range(len(self._names)), key=values.__getitem__, reverse=True) for way, values in ways.items()
        }
        named = {way: [self._names[number] for number in numbers] for way, numbers in in_order.items()}
        named["both"] = [hit.id for hit in self._rank(self._gate, self.signs(scores, self.asks(text, pieces)))]
        return {way: [name for name in names if name in self._answers] for way, names in named.items()}

    def likeliest(self, text: str, most: int) -> list[str]:
        """The ids of so many answers, the best first, though none of them may be worth a try; of no words none."""
        pieces = self._pieces(text)
        scores = self.scores(pieces)
        signs = self.signs(scores, self.asks(text, pieces))
        ranked = self._rank(self._gate, signs, self._taught(pieces))
        further = scores.best(len(self._names)) if scores.length else []
        names = dict.fromkeys([*(hit.id for hit in ranked), *(self._names[number] for number in further)])
        return [name for name in names if name in self._answers][:most]

    def likeness(self, text: str) -> Alike:
        """What the text is like, by both scores; for `alike`."""
        pieces = self._pieces(text)
        return Alike(self._likeness.vector(self._likeness.terms(pieces)), self._classifier.vector(self._folded(pieces)))

    def vector(self, text: str) -> dict[str, float]:
        """What the text is about: stems with weights whose squares add up to 1; empty where it says nothing."""
        return self._likeness.vector(self._likeness.terms(self._pieces(text)))

    def scores(self, pieces: Sequence[str]) -> Scores:
        """Both scores of a text in pieces."""
        return self._scores(self._classifier.probabilities(self._folded(pieces)), pieces)

    def _scores(self, letters: Sequence[float], pieces: Iterable[str]) -> Scores:
        terms = self._likeness.terms(pieces)
        cover, central, sure = self._likeness.shares(terms)
        return Scores(letters, cover, central, sure, len(terms))

    # What the gates are asked; `learning.py` asks the same.

    def signs(self, scores: Scores, asks: bool) -> Signs:
        """What speaks for each candidate; `asks`: whether the text asks something."""
        if not scores.length or not self._names:
            return {}
        best = scores.best()
        others = sorted(self._others, key=scores.letters.__getitem__, reverse=True)[:2]
        agreed = scores.agreed()
        signs = {}
        for number in best:
            name = self._names[number]
            other = next((scores.letters[each] for each in others if each != number), 0.0)
            signs[name] = [
                *scores.evidence(number),
                float(number == best[0]),
                float(name not in self._answers),
                math.log1p(scores.length),
                scores.sure,
                float(asks),
                float(asks and name in self._answers),
                math.log((scores.letters[number] + FAINT) / (other + FAINT)),
                float(number == agreed),
            ]
        return signs

    def signs_together(
        self,
        alone: Scores,
        pieces: Sequence[str],
        earlier: Sequence[str],
        read: str = "",
        before: Scores | None = None,
    ) -> Signs:
        """The same for a short text and what came before it; `read` is the answer to that, and `before` its scores,
        where they are known."""
        if not self._names:
            return {}
        before = before or self.scores(earlier)
        first = self._numbers.get(read, -1)
        if first < 0:
            first = before.best(1)[0]
        asked = self._answers.get(self._names[first])
        both = self.scores([*earlier, *(self._pieces(asked.title) if asked else ()), *pieces])
        near = self._near[asked.id] if asked else ()
        return {
            name: [
                *alone.evidence(number),
                *both.evidence(number),
                math.log(before.letters[number] + FAINT),
                float(number == first),
                float(bool(asked and found and asked.theme == found.theme)),
                float(bool(asked and name in asked.related)),
                float(bool(asked and found and asked.id in found.related)),
                float(found is None),
                math.log1p(alone.length),
                *alone.evidence_among(near, number),
            ]
            for number in dict.fromkeys([*both.best(), *alone.best(), *alone.best(NEAR, near), *both.best(NEAR, near)])
            for name in [self._names[number]]
            for found in [self._answers.get(name)]
        }

    def _near_to(self, name: str) -> tuple[int, ...]:
        """The classes of the answers of the same theme, and of those that are related."""
        one = self._answers[name]
        return tuple(
            number
            for number, each in enumerate(self._names)
            if (other := self._answers.get(each))
            and (other.theme == one.theme or each in one.related or name in other.related)
        )

    def two_questions(self, text: str, whole: Scores, likely: float = LIKELY) -> Two | None:
        """The likeliest two questions in one text; None where it cannot be two, or no answer to the first is likely."""
        segments = self._segments(text) if self._names and len(text.split()) <= TWO else []
        pieces = [self._pieces(segment) for segment in segments]
        asking = [self.asks(segment, each) for segment, each in zip(segments, pieces, strict=True)]
        folded = [self._folded(each) for each in pieces]
        ends = list(accumulate(map(len, folded)))
        places = {
            place: ASKED * ("?" in segments[place - 1])
            for place, end in enumerate(ends, 1)
            if PART <= end <= ends[-1] - PART and any(asking[place:])
        }
        sums = [self._classifier.add_up(words) for words in folded] if places else []
        place = self._classifier.split(sums, places, self._ours)
        if place is None:
            return None
        parts = slice(place), slice(place, None)
        clauses = [list(chain.from_iterable(pieces[part])) for part in parts]
        halves = [
            self._scores(self._classifier.probabilities_of(together(sums[part])), clause)
            for part, clause in zip(parts, clauses, strict=True)
        ]
        one = halves[0].best(1, self._ours)[0]
        other = self._asked_after(halves, clauses, one) if halves[0].letters[one] >= likely else None
        if other is None:
            return None
        names = self._names[one], self._names[other]
        opening = [self._opens(words) for words in folded]
        signs = [
            float(whole.best(1)[0] in (one, other)),
            float(self._answers[names[0]].theme == self._answers[names[1]].theme),
            float("?" in segments[place - 1]),
            float(opening[place]),
            float(any(opening[:place])),
            float(folded[place][0] in self._asking["joint"]),
            *(float(sum(asking[part])) for part in parts),
        ]
        evidence = [half.evidence(number) for number, half in zip((one, other), halves, strict=True)]
        for number, half, found in zip((one, other), halves, evidence, strict=True):
            signs += [*found, math.log(whole.letters[number] + FAINT), whole.cover[number] + whole.central[number]]
            signs += [math.log1p(half.length)]
        signs += map(min, *evidence)
        return Two(names[0], names[1], [*signs, *(each * each for each in signs)])

    def _asked_after(self, halves: Sequence[Scores], clauses: Sequence[Sequence[str]], one: int) -> int | None:
        """What the other half asks for: it may leave out what the first has named, as what is asked after it does."""
        after = self.signs_together(halves[1], clauses[1], clauses[0], self._names[one], halves[0])
        ours = [hit.id for hit in self._rank(self._following, after) if hit.id in self._answers]
        return next((self._numbers[name] for name in ours if name != self._names[one]), None)

    def _opens(self, words: Iterable[str]) -> bool:
        """Whether it is a word that asks with which these begin."""
        for word in words:
            if word in self._asking["anywhere"] or word in self._asking["first"]:
                return True
            if word not in self._asking["joint"] and word not in self._asking["before"]:
                break
        return False

    def _segments(self, text: str) -> list[str]:
        """The text in parts, at the ends of sentences and lines, commas and before «and», where there are no marks also
        before words that ask; the shortest joined to their neighbours."""
        cut = _SEGMENT if _MARK.search(text) else self._unmarked
        segments = [part for part in cut.split(said(text)) if part]
        while len(segments) > 1 and (len(segments) > PARTS or min(len(each.split()) for each in segments) < PART):
            place = min(range(len(segments)), key=lambda place: len(segments[place].split()))
            start = place - 1 if place else 0
            segments[start : start + 2] = [" ".join(segments[start : start + 2])]
        return segments

    def asks(self, text: str, pieces: Iterable[str]) -> bool:
        """Whether something is asked in a text, as far as the words of its pieces tell."""
        if "?" in text:
            return True
        for piece in pieces:
            begins = True
            for word in self._folded([piece]):
                if word in self._asking["anywhere"] or (begins and word in self._asking["first"]):
                    return True
                begins = word in self._asking["joint"] or (begins and word in self._asking["before"])
        return False

    def _rank(self, gate: Gate, signs: Signs, taught: Mapping[str, float] | None = None) -> list[Hit]:
        """The candidates, the best first, those that are not in the model yet among them."""
        chances = {name: probability(gate, numbers) for name, numbers in signs.items()}
        for name, like in (taught or {}).items():
            chances[name] = max(chances.get(name, 0.0), like)
        return sorted((Hit(name, chance) for name, chance in chances.items()), key=lambda hit: -hit.score)

    def _taught(self, pieces: Sequence[str]) -> Mapping[str, float]:
        """What is not in the model yet is as likely as it is like what the text is about: measured, the one is very
        near the other."""
        if not self._fresh:
            return {}
        likeness: dict[int, float] = defaultdict(float)
        for stem, weight in self._likeness.vector(self._likeness.terms(pieces)).items():
            for number, part in self._fresh_by_stem.get(stem, ()):
                likeness[number] += weight * part
        taught: dict[str, float] = {}
        for number, like in likeness.items():
            name = self._fresh[number][0]
            taught[name] = max(taught.get(name, 0.0), min(ALIKE, like))
        return taught

    def _is_sure(
        self, pieces: Sequence[str], scores: Scores, asks: bool, taught: Mapping[str, float], hit: Hit
    ) -> bool:
        """Whether it is so without guessing what misspelt words may have meant, and though some words are strange."""
        terms = self._likeness.terms(pieces)
        if self._likeness.strange(terms, self._fresh_by_stem) >= STRANGE:
            return False
        cover, central, sure = self._likeness.shares(terms, guess=False)
        spelt = Scores(scores.letters, cover, central, sure, scores.length)
        again = self._rank(self._gate, self.signs(spelt, asks), taught)
        return bool(again) and again[0].id == hit.id and again[0].score >= SURE

    def _is_whole(self, pieces: Sequence[str], scores: Scores, asks: bool, is_near: bool, hit: Hit) -> bool:
        """Whether it is known what the text is about: not where no word of a few tells («мені не повернули»), nor where
        it names no matter or goes on with one («скільки коштує?», «довідку теж не дали») – unless the answer `is_near`
        to what came before."""
        central = scores.central[self._numbers[hit.id]]
        if scores.length <= OPEN and central < TELLING:
            return False
        words = self._folded(pieces)
        joins = scores.length <= HALF and words[0] in self._asking["joint"]
        goes_on = not asks and scores.length <= HALF_TOLD and not self._asking["too"].isdisjoint(words)
        names_none = scores.length <= HALF and central < NAMING
        return is_near or not (joins or goes_on or names_none)

    def _is_near(self, hit: Hit, before: str, read: str) -> bool:
        """Whether an answer is of the matter of what the person asked before, or of what she read then."""
        earlier = self._numbers.get(read, -1)
        if earlier < 0 and before:
            earlier = self.scores(self._pieces(before)).best(1)[0]
        asked = self._answers.get(self._names[earlier]) if earlier >= 0 else None
        return asked is not None and (hit.id == asked.id or self._numbers[hit.id] in self._near[asked.id])

    def _part(self, text: str, name: str) -> str:
        """The sentence of a story that asks for this."""
        sentences = [part for part in _SENTENCE.split(said(text).strip()) if part]
        if len(sentences) < 2 or len(text.split()) < STORY or name not in self._numbers:
            return ""
        number = self._numbers[name]
        return max(sentences, key=lambda each: self._classifier.probabilities(self._folded(self._pieces(each)))[number])

    def _decide(self, ranked: Sequence[Hit]) -> Finding:
        """What to do: a topic is named only where it is clear, for it ends the conversation."""
        if not ranked:
            return Finding(Decision.UNKNOWN, ())
        best = ranked[0]
        topic = self._library.vocabulary.topics.get(best.id)
        if topic and best.score >= CLEAR[topic.kind]:
            return Finding(Decision.UNKNOWN, (), best.id)
        least = max(WORTH_A_TRY, best.score / 2) if topic else WORTH_A_TRY
        ours = [hit for hit in ranked if hit.id in self._answers]
        if not ours or ours[0].score < least:
            return Finding(Decision.UNKNOWN, ())
        sure = ours[0] is best and best.score >= SURE
        offered = tuple(hit for hit in ours[:SUGGESTIONS] if hit.score >= WORTH_A_TRY)
        return Finding(Decision.ANSWER if sure else Decision.SUGGEST, offered)

    def _pieces(self, text: str) -> tuple[str, ...]:
        return self._words.pieces(said(text))

    def _folded(self, pieces: Iterable[str]) -> list[str]:
        return [word for piece in pieces for word in self._words.folded(piece)]

    def _raw(self, pieces: Iterable[str]) -> str:
        return " ".join(self._folded(pieces))
