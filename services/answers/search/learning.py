"""Makes the model of the search from the phrasings; scikit-learn does it, so this runs where developers work.

The gate learns from questions whose writers the scores had not seen: for each group of writers both scores are made
without them. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from content.library import Library
from content.phrasings import EDITOR
from services.answers.search.classifier import UNSIGNED, count_features
from services.answers.search.gate import SHORT, Reading, Scores, signs
from services.answers.search.likeness import Likeness
from services.answers.search.model import CALIBRE, FEATURES, FINE, Gate, Model, lines_of, mark
from services.answers.search.spelling import Spelling
from services.answers.search.words import Term, Words

FOLDS = 5
"""Groups of writers of which each is left out once."""
SMOOTHNESS, STEPS = 20.0, 40
"""The inverse of the classifier's regularisation, and how often it is improved."""
TITLE_WORD, KEYWORD, QUESTION_WORD, BODY_WORD = 1.0, 1.0, 0.8, 0.35
"""How well a term is covered by where it stands."""

Tell = Callable[[float], None]
"""Is told which share of the work is done."""


@dataclass(frozen=True, slots=True)
class Line:
    """A phrasing as the search reads it."""

    name: str
    text: str
    writer: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]


def fingerprint(library: Library) -> str:
    """Changes with whatever a model is learnt from."""
    answers = [
        (each.id, each.title, each.questions, each.keywords, each.body) for each in library.answers.values()
    ]
    vocabulary = library.vocabulary
    reading = (vocabulary.filler, sorted(vocabulary.synonyms.items()), sorted(vocabulary.latin.items()))
    return sha256(repr((answers, sorted(library.phrasings.items()), reading, vocabulary.letters)).encode()).hexdigest()


def learn(library: Library, tell: Tell = lambda share: None) -> bytes:
    """The model as a file. Takes two minutes."""
    with threadpool_limits(1):
        return _Learning(library, tell).run()


class _Learning:
    def __init__(self, library: Library, tell: Tell) -> None:
        self._library = library
        self._tell = tell
        words = Words(library.vocabulary)
        own: dict[str, dict[str, float]] = defaultdict(dict)
        for answer in library.answers.values():
            for texts, weight in (
                ((answer.title,), TITLE_WORD),
                (answer.keywords, KEYWORD),
                (answer.questions, QUESTION_WORD),
                ((answer.body,), BODY_WORD),
            ):
                for text in texts:
                    for term in _terms(words, text):
                        covered = own[term.stem]
                        covered[answer.id] = max(weight, covered.get(answer.id, 0.0))
        self._own = own
        self._words = Words(library.vocabulary)
        self._spelling = Spelling({*own, *words.synonyms, *words.filler})
        self._words.learn(own, self._spelling.is_misspelling)
        self._names = tuple(sorted(library.answers.keys() | library.phrasings.keys()))
        self._numbers = {name: number for number, name in enumerate(self._names)}
        writers = {
            (name, each.text): each.writer for name, phrasings in library.phrasings.items() for each in phrasings
        }
        self._lines = [self._read(name, text, writers.get((name, text), EDITOR)) for name, text in lines_of(library)]
        in_lines = Counter(term.stem for line in self._lines for term in set(line.terms) if not term.known)
        self._often = {stem for stem, count in in_lines.items() if count > 1}
        self._reader = Likeness(self._words, self._spelling, _model((), {}, {stem: b"" for stem in own}))

    def run(self) -> bytes:
        writers = sorted({line.writer for line in self._lines} - {EDITOR}, key=lambda writer: (len(writer), writer))
        groups = [set(writers[start::FOLDS]) for start in range(min(FOLDS, len(writers)))]
        rows: list[list[float]] = []
        labels: list[bool] = []
        following: list[list[float]] = []
        follows: list[bool] = []
        for done, group in enumerate(groups):
            seen = [line for line in self._lines if line.writer not in group]
            left = [line for line in self._lines if line.writer in group]
            turns = self._turns(group, left)
            readings = [line for turn in turns for line in (*turn, _joined(*turn))]
            scored = list(self.scores(seen, [*left, *readings]))
            for line, scores in zip(left, scored, strict=False):
                best = scores.best()
                for number in best:
                    outside = self._names[number] not in self._library.answers
                    rows.append(signs(scores, number, best[0], outside=outside))
                    labels.append(self._names[number] == line.name)
            for place, (earlier, line) in enumerate(turns):
                before, alone, together = scored[len(left) + 3 * place : len(left) + 3 * place + 3]
                reading = Reading(alone, before, together)
                for number in reading.best():
                    following.append(self._following_signs(reading, number))
                    follows.append(self._names[number] == line.name)
            self._tell((done + 1) / (FOLDS + 1))
        gate = _fit_gate(rows, labels)
        rarity, weights, bias = self._fit(self._lines)
        stems, shares = self._table(self._lines)
        self._tell(1.0)
        return _file(self._library, self._names, rarity, weights, bias, stems, shares, len(self._own), gate, _fit_gate(following, follows), self._lines)

    def _turns(self, group: set[str], left: Sequence[Line]) -> list[tuple[Line, Line]]:
        """What was asked before, and the short text after it: one that points back, or one that stands by itself."""
        chance = Random(len(left))
        asked = {line.name: line for line in chance.sample(left, len(left)) if line.name in self._library.answers}
        turns = [
            (asked[phrasing.before], self._read(name, phrasing.text, phrasing.writer))
            for name, phrasings in self._library.phrasings.items()
            for phrasing in phrasings
            if phrasing.before in asked and phrasing.writer in group
        ]
        short = [line for line in left if len(line.words) <= SHORT]
        return turns + [(chance.choice(left), line) for line in chance.sample(short, min(len(short), len(turns)))]

    def _following_signs(self, reading: Reading, number: int) -> list[float]:
        earlier = reading.before.best(1)[0]
        name, other = self._names[number], self._names[earlier]
        answers = self._library.answers
        akin = name in answers and other in answers and answers[name].theme == answers[other].theme
        return reading.signs(number, earlier, outside=name not in answers, akin=akin)

    def scores(self, seen: Sequence[Line], left: Sequence[Line]) -> Iterable[Scores]:
        """Both scores of lines, learnt from others."""
        rarity, weights, bias = self._fit(seen)
        logits = _matrix(left, rarity) @ weights.T + bias
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        letters = powers / powers.sum(axis=1, keepdims=True)
        stems, shares = self._table(seen)
        likeness = Likeness(self._words, self._spelling, _model(self._names, stems, shares))
        for line, row in zip(left, letters, strict=True):
            cover, central, sure = likeness.shares(line.terms)
            yield Scores(row.tolist(), cover, central, sure, len(line.terms))

    def _read(self, name: str, text: str, writer: str) -> Line:
        pieces = self._words.pieces(text)
        words = tuple(word for piece in pieces for word in self._words.folded(piece))
        return Line(name, text, writer, words, tuple(_terms(self._words, text)))

    def _fit(self, lines: Sequence[Line]) -> tuple[Any, Any, Any]:
        """The classifier: rarity of features, and a row of weights with a bias for each class."""
        counted = [count_features(line.words) for line in lines]
        in_lines = np.bincount([feature for count in counted for feature in count], minlength=FEATURES)
        rarity = np.clip(np.round((np.log((1 + len(lines)) / (1 + in_lines)) + 1) * CALIBRE), 1, FINE)
        fitted = LogisticRegression(C=SMOOTHNESS, max_iter=STEPS, tol=1e-3)
        fitted.fit(_matrix(lines, rarity), [line.name for line in lines])
        weights, bias = np.zeros((len(self._names), FEATURES)), np.full(len(self._names), -20.0)
        for name, row, value in zip(fitted.classes_, fitted.coef_, fitted.intercept_, strict=True):
            weights[self._numbers[name]], bias[self._numbers[name]] = row, value
        return rarity, weights, bias

    def _table(self, lines: Sequence[Line]) -> tuple[dict[str, float], dict[str, bytes]]:
        """How rare a stem is, and how well each class covers it, those of the answers' own texts first."""
        cover = {stem: {self._numbers[name]: weight for name, weight in own.items()} for stem, own in self._own.items()}
        stems_of = [(self._numbers[line.name], self._stems(line.terms)) for line in lines]
        in_phrasings: dict[str, set[int]] = defaultdict(set)
        for number, stems in stems_of:
            for stem in stems:
                covered = cover.setdefault(stem, {})
                covered[number] = max(QUESTION_WORD, covered.get(number, 0.0))
                in_phrasings[stem].add(number)
        count = len(self._names)
        rarity = {stem: math.log(1 + count / (1 + len(in_phrasings.get(stem, ())))) for stem in cover}
        sums: list[dict[str, float]] = [defaultdict(float) for _ in self._names]
        for number, stems in stems_of:
            weights = {stem: rarity[stem] * (1 + math.log(times)) for stem, times in stems.items()}
            norm = math.sqrt(sum(weight * weight for weight in weights.values()))
            for stem, weight in weights.items():
                sums[number][stem] += weight / norm
        # Damped by the root: a word in ten phrasings is not ten times as telling as in one.
        norms = [math.sqrt(sum(parts.values())) for parts in sums]
        shares = {
            stem: bytes(
                byte
                for number, weight in sorted(covered.items())
                for byte in (
                    number,
                    round(FINE * weight),
                    round(FINE * math.sqrt(sums[number].get(stem, 0.0)) / (norms[number] or 1.0)),
                )
            )
            for stem, covered in cover.items()
        }
        return {stem: round(value * CALIBRE) / CALIBRE for stem, value in rarity.items()}, shares

    def _stems(self, terms: Iterable[Term]) -> Counter[str]:
        """The stems of a phrasing; a misspelt word is taken for what was meant, or left out where it is alone."""
        stems: Counter[str] = Counter()
        for term in terms:
            meant = ((term.stem, 1.0),) if term.known else self._reader.meant(term)
            stems.update(stem for stem, _ in meant if stem in self._own or term.known)
            if not meant and term.stem in self._often:
                stems[term.stem] += 1
        return stems


def _joined(earlier: Line, line: Line) -> Line:
    return Line(line.name, "", line.writer, earlier.words + line.words, earlier.terms + line.terms)


def _terms(words: Words, text: str) -> list[Term]:
    return [term for piece in words.pieces(text) for term in words.terms(piece)]


def _matrix(lines: Sequence[Line], rarity: Any) -> Any:
    counted = [count_features(line.words) for line in lines]
    columns = [feature for count in counted for feature in count]
    values = np.array([times for count in counted for times in count.values()], dtype=float) * rarity[columns]
    starts = np.cumsum([0, *map(len, counted)])
    matrix = csr_matrix((values, columns, starts), shape=(len(lines), FEATURES))
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return matrix.multiply(1 / np.maximum(norms, 1e-9)[:, None]).tocsr()


def _fit_gate(rows: Sequence[Sequence[float]], labels: Sequence[bool]) -> Gate:
    numbers = np.array(rows)
    mean, spread = numbers.mean(axis=0), np.maximum(numbers.std(axis=0), 1e-9)
    fitted = LogisticRegression(C=10.0, max_iter=1000).fit((numbers - mean) / spread, labels)
    weights = fitted.coef_[0] / spread
    return Gate(tuple(round(float(each), 5) for each in weights), round(float(fitted.intercept_[0] - weights @ mean), 5))


def _model(names: tuple[str, ...], rarity: dict[str, float], shares: dict[str, bytes]) -> Model:
    return Model(names, (), 0.0, b"", b"", rarity, shares, (), Gate((), 0.0), Gate((), 0.0), frozenset())


def _file(
    library: Library,
    names: tuple[str, ...],
    rarity: Any,
    weights: Any,
    bias: Any,
    stems: dict[str, float],
    shares: dict[str, bytes],
    targets: int,
    gate: Gate,
    following: Gate,
    lines: Sequence[Line],
) -> bytes:
    scale = float(np.quantile(np.abs(weights), 0.9999)) / (UNSIGNED - 1)
    rows = np.clip(np.round(weights.T / scale), 1 - UNSIGNED, UNSIGNED - 1) + UNSIGNED
    sections = [
        rarity.astype(np.uint8).tobytes(),
        rows.astype(np.uint8).tobytes(),
        "\n".join(stems).encode(),
        bytes(round(value * CALIBRE) for value in stems.values()),
        bytes(len(each) // 3 for each in shares.values()),
        b"".join(shares.values()),
    ]
    head = {
        "made_of": fingerprint(library),
        "names": names,
        "bias": [round(float(each), 4) for each in bias],
        "scale": scale,
        "targets": targets,
        "gate": [gate.bias, *gate.weights],
        "following": [following.bias, *following.weights],
        "sizes": [len(section) for section in sections],
    }
    marks = sorted({mark(line.name, line.text) for line in lines})
    return json.dumps(head).encode() + b"\n" + b"".join(sections) + b"".join(each.to_bytes(4, "little") for each in marks)
