"""What `bot.py learn` makes of the phrasings, in one file: a line of JSON, then numbers of one byte each.

Nothing in it depends on the machine: all that is multiplied and added are whole numbers, so that every worker decides
the same. `content/uk/model/README.md` describes the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from zlib import crc32

from content.library import Library

FEATURES = 8192
"""Numbers into which runs of letters are hashed."""
FINE = 255
"""What stands for 1 in a byte."""
CALIBRE = 20.0
"""A rarity is kept as so many parts of 1."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Turns what speaks for an answer into one probability."""

    weights: tuple[float, ...]
    bias: float


@dataclass(frozen=True, slots=True)
class Model:
    """Everything learnt. Classes are answers and topics, numbered as in `names`."""

    names: tuple[str, ...]
    bias: tuple[float, ...]
    """Of each class, for the classifier."""
    scale: float
    """What 1 in a row of the classifier stands for."""
    feature_rarity: bytes
    rows: bytes
    """A row for each feature, a byte for each class: how much it speaks for it, with 128 added."""
    stem_rarity: Mapping[str, float]
    stem_shares: Mapping[str, bytes]
    """Three bytes for each class that has the stem: its number, how well it covers it, how central it is there."""
    targets: tuple[str, ...]
    """The stems of the answers' own texts, the first of all: misspelt words are taken for these."""
    gate: Gate
    following: Gate
    """The same for a text that is read together with what was asked before it."""
    parting: Gate
    """Whether a text is two questions."""
    lines: frozenset[int]
    """Marks of the lines from which it was learnt."""

    @classmethod
    def read(cls, data: bytes) -> Model:
        """An empty model knows nothing: where it was never learnt."""
        head, _, rest = data.partition(b"\n")
        facts: dict[str, Any] = json.loads(head) if head else {}
        names = tuple(facts.get("names", ()))
        sizes = facts.get("sizes", [0] * 6)
        ends = [sum(sizes[: place + 1]) for place in range(len(sizes))]
        feature_rarity, rows, stems, rarity, counts, shares = (
            rest[end - size : end] for size, end in zip(sizes, ends, strict=True)
        )
        marks = rest[ends[-1] :]
        in_order = stems.decode().split("\n")
        return cls(
            names=names,
            bias=tuple(facts.get("bias", ())),
            scale=facts.get("scale", 0.0),
            feature_rarity=feature_rarity,
            rows=rows,
            stem_rarity={stem: value / CALIBRE for stem, value in zip(in_order, rarity, strict=False)},
            stem_shares=dict(zip(in_order, _cut(shares, counts), strict=False)),
            targets=tuple(in_order[: facts.get("targets", 0)]),
            gate=_gate(facts.get("gate", [0.0])),
            following=_gate(facts.get("following", [0.0])),
            parting=_gate(facts.get("parting", [0.0])),
            lines=frozenset(int.from_bytes(marks[at : at + 4], "little") for at in range(0, len(marks), 4)),
        )


def _cut(shares: bytes, counts: bytes) -> Iterator[bytes]:
    start = 0
    for count in counts:
        yield shares[start : start + 3 * count]
        start += 3 * count


def _gate(numbers: Sequence[float]) -> Gate:
    return Gate(tuple(numbers[1:]), numbers[0])


def fingerprint(library: Library) -> str:
    """Changes with whatever a model is learnt from."""
    answers = [(each.id, each.title, each.questions, each.keywords, each.body) for each in library.answers.values()]
    words, letters = library.vocabulary, library.vocabulary.letters
    pairs = (words.asking, words.synonyms, words.latin, letters.fold)
    reading = [words.filler, *(sorted(each.items()) for each in pairs)]
    learnt = (sorted(answers), sorted(library.phrasings.items()), reading, letters.latin, letters.endings)
    return sha256(repr(learnt).encode()).hexdigest()


def is_current(library: Library) -> bool:
    """Whether the model was learnt from what stands in the library now."""
    head = library.model.partition(b"\n")[0]
    return bool(head) and json.loads(head)["made_of"] == fingerprint(library)


def mark(name: str, text: str) -> int:
    """Stands for a line among those that a model was learnt from."""
    return crc32(f"{name}\t{text}".encode("utf-8", "replace"))


def lines_of(library: Library) -> Iterable[tuple[str, str]]:
    """Titles, examples and phrasings with the id of what they ask for; follow-ups say nothing by themselves."""
    for answer in library.answers.values():
        for text in (answer.title, *answer.questions):
            yield answer.id, text
    for name, phrasings in library.phrasings.items():
        for phrasing in phrasings:
            if not phrasing.before:
                yield name, phrasing.text
