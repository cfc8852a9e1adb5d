"""Makes the model of the search from the phrasings; scikit-learn does it, so this runs where developers work.

The gate learns from questions whose writers the scores had not seen: for each group of writers both scores are made
without them. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import chain
from typing import Any
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from content.library import Library
from content.phrasings import EDITOR, Phrasing
from services.answers.search.classifier import UNSIGNED, features_of
from services.answers.search.likeness import Likeness
from services.answers.search.model import CALIBRE, FEATURES, FINE, Model, fingerprint, lines_of, mark
from services.answers.search.search import SHORT, Search, Signs
from services.answers.search.spelling import Spelling
from services.answers.search.words import Term, Words

FOLDS = 5
"""Groups of writers of which each is left out once."""
SMOOTHNESS, STEPS = 20.0, 40
"""The inverse of the classifier's regularisation, and how often it is improved."""
PROMISED = 8.0
"""The examples of an answer are a promise: each counts as several phrasings."""
TITLE_WORD, KEYWORD, QUESTION_WORD, BODY_WORD = 1.0, 1.0, 0.8, 0.35
"""How well a term is covered by where it stands."""

PAIRED = 4
"""Of so many questions one makes a text of two questions, with another of the same writer."""
TURNS = 2
"""So many earlier questions are tried with a text that points back."""
HARDLY_LIKELY = 0.08
"""How likely an answer to the first of two questions is at least, where it is learnt what two are."""
UNMARKED = " "
"""Between two questions without any marks."""
JOINTS = (
    *(" і ", "? І ще: ", "? ", ". А ", " та ", ", і ще ", ", а також ", ", ", "\n", "\n2) ", "? і ", ". І друге: "),
    UNMARKED,
)
BREAKS = ("? ", ". ", ", ", UNMARKED)
NO_GATES = {"gate": [0.0] * 15, "following": [0.0] * 26, "parting": [0.0] * 65}

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


def learn(library: Library, tell: Tell = lambda share: None) -> bytes:
    """The model as a file. Takes two minutes."""
    with threadpool_limits(1):
        return _Learning(library, tell).run()


def learn_with_the_same_gates(library: Library) -> bytes:
    """The model of other phrasings, in a quarter of the time: the gates stay those of the library's model."""
    head = json.loads(library.model.partition(b"\n")[0])
    with threadpool_limits(1):
        return _Learning(library, lambda share: None).make({name: head[name] for name in NO_GATES})


class Lessons:
    """What a gate learns from."""

    def __init__(self) -> None:
        self._rows: list[list[float]] = []
        self._right: list[bool] = []

    def take(self, signs: list[float], *, right: bool) -> None:
        self._rows.append(signs)
        self._right.append(right)

    def add(self, signs: Signs, name: str) -> None:
        """All candidates, of which `name` is right."""
        for candidate, numbers in signs.items():
            self.take(numbers, right=candidate == name)

    def fit(self) -> list[float]:
        """The bias of the gate, then its weights."""
        if len(set(self._right)) < 2:
            return [0.0] * (1 + len(self._rows[0]) if self._rows else 1)
        numbers = np.array(self._rows)
        mean, spread = numbers.mean(axis=0), np.maximum(numbers.std(axis=0), 1e-9)
        fitted = LogisticRegression(max_iter=1000).fit((numbers - mean) / spread, self._right)
        weights = fitted.coef_[0] / spread
        return [round(float(each), 5) for each in (fitted.intercept_[0] - weights @ mean, *weights)]


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
        self._names = tuple(sorted({*library.answers, *library.phrasings}))
        self._numbers = {name: number for number, name in enumerate(self._names)}
        writers = {
            (name, each.text): each.writer for name, phrasings in library.phrasings.items() for each in phrasings
        }
        self._lines = [self._read(name, text, writers.get((name, text), EDITOR)) for name, text in lines_of(library)]
        self._pointing = [
            self._read(name, each.text, each.writer)
            for name, phrasings in library.phrasings.items()
            for each in phrasings
            if each.before
        ]
        self._all = [*self._lines, *self._pointing]
        in_lines = Counter(term.stem for line in self._lines for term in set(line.terms) if not term.known)
        self._often = {stem for stem, count in in_lines.items() if count > 1}
        self._reader = Likeness(
            self._words, self._spelling, replace(Model.read(b""), stem_shares=dict.fromkeys(own, b""))
        )

    def run(self) -> bytes:
        writers = sorted({line.writer for line in self._all} - {EDITOR}, key=lambda writer: (len(writer), writer))
        groups = [set(writers[start::FOLDS]) for start in range(min(FOLDS, len(writers)))]
        lessons = {name: Lessons() for name in NO_GATES}
        files = []
        for done, group in enumerate(groups):
            seen = [line for line in self._all if line.writer not in group]
            files.append(self._file(seen))
            self._ask(Search(replace(self._library, model=files[-1])), group, lessons)
            self._tell((done + 1) / (FOLDS + 1))
        # Of two questions the other is read as one that follows, so that gate comes first.
        following = {**NO_GATES, "following": lessons["following"].fit()}
        for file, group in zip(files, groups, strict=True):
            self._part(Search(replace(self._library, model=_with(file, following))), group, lessons["parting"])
        model = self.make({name: each.fit() for name, each in lessons.items()})
        self._tell(1.0)
        return model

    def make(self, gates: Mapping[str, list[float]]) -> bytes:
        return self._file(self._all, gates)

    def _ask(self, search: Search, group: set[str], lessons: Mapping[str, Lessons]) -> None:
        """Asks what the group wrote of a search that has not seen it."""
        left = [line for line in self._lines if line.writer in group]
        for line in left:
            pieces = self._words.pieces(line.text)
            scores = search.scores(pieces)
            lessons["gate"].add(search.signs(scores, search.asks(line.text, pieces)), line.name)
        for earlier, read, name, text in self._turns(group, left):
            pieces = self._words.pieces(text)
            signs = search.signs_together(search.scores(pieces), pieces, self._words.pieces(earlier), read)
            lessons["following"].add(signs, name)

    def _part(self, search: Search, group: set[str], parting: Lessons) -> None:
        """Asks the same of it whether a text is two questions."""
        left = [line for line in self._lines if line.writer in group]
        alone = ((set[str](), line.text) for line in left)
        for both, text in chain(alone, self._doubles(search, group, left)):
            if two := search.two_questions(text, search.scores(self._words.pieces(text)), HARDLY_LIKELY):
                parting.take(two.signs, right={two.first, two.other} == both)

    def _turns(self, group: set[str], left: Sequence[Line]) -> Iterable[tuple[str, str, str, str]]:
        """What was asked before, the answer that was read then where it is known, and the id and the text of what was
        asked after it: it points back, or does not."""
        asked = _short(left)
        pointing = self._pointing_of(group)
        for phrasing, name in pointing:
            read = phrasing.before if _draw(phrasing.text) % 2 else ""
            yield from (
                (text, read, name, phrasing.text) for text in _drawn(asked[phrasing.before], phrasing.text, TURNS)
            )
            for text in _drawn(asked[name], phrasing.text, 1):
                yield text, "", name, phrasing.text
        short = [line for line in left if len(line.words) <= SHORT]
        texts = {line.text: line for line in left}
        for text in _drawn([line.text for line in short], "", 2 * len(pointing)):
            line = texts[text]
            earlier = texts[_drawn(list(texts), text, 1)[0]]
            yield earlier.text, earlier.name if _draw(text) % 2 else "", line.name, text

    def _doubles(self, search: Search, group: set[str], left: Sequence[Line]) -> Iterable[tuple[set[str], str]]:
        """Two questions in one text, with what they ask for: of one writer, or one that points back to the other."""
        ours = [line for line in left if line.name in self._library.answers and len(line.words) <= 2 * SHORT]
        ours = [line for line in ours if search.asks(line.text, self._words.pieces(line.text))]
        of_writer: dict[str, dict[str, Line]] = defaultdict(dict)
        for line in ours:
            of_writer[line.writer][line.text] = line
        for line in ours:
            if (number := _draw(line.text)) % PAIRED == 0:
                [text] = _drawn(list(of_writer[line.writer]), line.text, 1)
                other = of_writer[line.writer][text]
                if other.name != line.name:
                    joint = JOINTS[number // PAIRED % len(JOINTS)]
                    yield {line.name, other.name}, _joined(line.text, joint, other.text)
        asked = _short(ours)
        for phrasing, name in self._pointing_of(group):
            if phrasing.before != name and search.asks(phrasing.text, self._words.pieces(phrasing.text)):
                for first in _drawn(asked.get(phrasing.before, []), phrasing.text, 1):
                    joint = BREAKS[_draw(phrasing.text) % len(BREAKS)]
                    yield {phrasing.before, name}, _joined(first, joint, phrasing.text)

    def _pointing_of(self, group: set[str]) -> list[tuple[Phrasing, str]]:
        """What those writers asked after an answer, with the id of what they asked for."""
        return [
            (phrasing, name)
            for name, phrasings in self._library.phrasings.items()
            for phrasing in phrasings
            if phrasing.before and phrasing.writer in group
        ]

    def _read(self, name: str, text: str, writer: str) -> Line:
        pieces = self._words.pieces(text)
        words = tuple(word for piece in pieces for word in self._words.folded(piece))
        return Line(name, text, writer, words, tuple(_terms(self._words, text)))

    def _fit(self, lines: Sequence[Line]) -> tuple[Any, Any, Any]:
        """The classifier: rarity of features, and a row of weights with a bias for each class."""
        counted = [set(features_of(line.words)) for line in lines]
        in_lines = np.bincount([feature for count in counted for feature in count], minlength=FEATURES)
        rarity = np.clip(np.round((np.log((1 + len(lines)) / (1 + in_lines)) + 1) * CALIBRE), 1, FINE)
        fitted = LogisticRegression(C=SMOOTHNESS, max_iter=STEPS, tol=1e-3)
        weight = [PROMISED if line.writer == EDITOR else 1.0 for line in lines]
        fitted.fit(_matrix(lines, rarity), [line.name for line in lines], sample_weight=weight)
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

    def _file(self, lines: Sequence[Line], gates: Mapping[str, list[float]] | None = None) -> bytes:
        rarity, weights, bias = self._fit(lines)
        stems, shares = self._table(lines)
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
            "made_of": fingerprint(self._library),
            "names": self._names,
            "bias": [round(float(each), 4) for each in bias],
            "scale": scale,
            "targets": len(self._own),
            "sizes": [len(section) for section in sections],
            **(gates or NO_GATES),
        }
        marks = sorted({mark(line.name, line.text) for line in self._lines})
        return b"".join([json.dumps(head).encode(), b"\n", *sections, *(each.to_bytes(4, "little") for each in marks)])

    def _stems(self, terms: Iterable[Term]) -> Counter[str]:
        """The stems of a phrasing; a misspelt word is taken for what was meant, or left out where it is alone."""
        stems: Counter[str] = Counter()
        for term in terms:
            meant = ((term.stem, 1.0),) if term.known else self._reader.meant(term)
            stems.update(stem for stem, _ in meant if stem in self._own or term.known)
            if not meant and term.stem in self._often:
                stems[term.stem] += 1
        return stems


def _with(file: bytes, gates: Mapping[str, list[float]]) -> bytes:
    """The same model with these gates."""
    head, _, rest = file.partition(b"\n")
    return json.dumps({**json.loads(head), **gates}).encode() + b"\n" + rest


def _joined(first: str, joint: str, other: str) -> str:
    """Two questions in one text."""
    text = first.rstrip(".?!") + joint + other
    return text if joint != UNMARKED else " ".join(re.sub(r"[^\w\s'’ʼ-]", " ", text).lower().split())


def _draw(text: str) -> int:
    """A number by chance that is the same each time, whatever else is learnt from."""
    return crc32(text.encode("utf-8", "replace"))


def _drawn(texts: Sequence[str], by: str, most: int) -> list[str]:
    """So many of the texts by chance; nearly the same ones where a text comes to them or goes."""
    return nsmallest(most, texts, key=lambda text: _draw(by + "\t" + text))


def _short(lines: Iterable[Line]) -> Mapping[str, list[str]]:
    """The texts of short lines by what they ask for."""
    asked: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        if len(line.words) <= 2 * SHORT:
            asked[line.name].append(line.text)
    return asked


def _terms(words: Words, text: str) -> list[Term]:
    return [term for piece in words.pieces(text) for term in words.terms(piece)]


def _matrix(lines: Sequence[Line], rarity: Any) -> Any:
    counted = [Counter(features_of(line.words)) for line in lines]
    columns = [feature for count in counted for feature in count]
    values = np.array([times for count in counted for times in count.values()], dtype=float) * rarity[columns]
    starts = np.cumsum([0, *map(len, counted)])
    matrix = csr_matrix((values, columns, starts), shape=(len(lines), FEATURES))
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return matrix.multiply(1 / np.maximum(norms, 1e-9)[:, None]).tocsr()
