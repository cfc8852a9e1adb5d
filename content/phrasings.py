"""How people ask for each answer, and for each matter that is not ours: `content/uk/phrasings/<id>.txt`.

A line is a phrasing. A heading `# w1 spoken` says who wrote the lines below it and in which style; what stands above
the first heading an editor has added. A line of the style `followup` is asked after another answer:
`diia-start > а дитині?`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.mistakes import BrokenContent, Mistake

EDITOR, PLAIN, FOLLOW_UP = "editor", "plain", "followup"
STYLES = ("plain", "spoken", "keyword", "surzhyk", "russian", "typo", "voice", "translit", "long", "fragment")
ENOUGH, LEAST_OF_STYLE = 100, 3
"""Phrasings that an answer should have, and of each style."""
LONGEST = 700
"""Characters of a phrasing."""

ALIKE = 0.9
"""The share of common words from which two phrasings are the same."""
LEAST_WORDS = 3
"""Shorter texts may well be written twice."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask."""

    text: str
    style: str = PLAIN
    writer: str = EDITOR
    before: str = ""
    """The id of the answer after which it is asked; only of the style `followup`."""


def load_phrasings(folder: Path, ids: Collection[str]) -> dict[str, tuple[Phrasing, ...]]:
    """The phrasings by id. Raises BrokenContent; `ids` are those of answers and topics."""
    mistakes: list[Mistake] = []
    found: dict[str, tuple[Phrasing, ...]] = {}
    for path in sorted(folder.glob("*.txt")):
        if path.stem not in ids:
            mistakes.append(Mistake(path, 1, "check-no-such-answer", {"id": path.stem}))
        found[path.stem] = tuple(_read(path, ids, mistakes))
    if mistakes:
        raise BrokenContent(mistakes)
    return found


def _read(path: Path, ids: Collection[str], mistakes: list[Mistake]) -> Iterator[Phrasing]:
    writer, style = EDITOR, PLAIN
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        before, text = "", line.strip()
        if not text:
            continue
        if text.startswith("#"):
            if len(words := text[1:].split()) == 2:
                writer, style = words
            else:
                mistakes.append(Mistake(path, number, "check-wrong-heading", {"text": text}))
            continue
        if style == FOLLOW_UP:
            before, _, text = (part.strip() for part in text.partition(">"))
            if before not in ids:
                mistakes.append(Mistake(path, number, "check-no-such-answer", {"id": before}))
        if len(text) > LONGEST:
            mistakes.append(Mistake(path, number, "check-long-phrasing", {"length": len(text), "most": LONGEST}))
        yield Phrasing(text, style, writer, before)


def check_phrasings(
    phrasings: Mapping[str, Sequence[Phrasing]], tests: Iterable[str]
) -> Iterator[tuple[str, str, str]]:
    """Phrasings that stand, nearly the same, at another id, or among the questions by which the search is measured:
    the id, the text, and the other id; that is empty for a question of a test."""
    lines = [(name, one.text, _bag(one.text)) for name, each in phrasings.items() for one in each if not one.before]
    tested = [("", text, _bag(text)) for text in tests]
    common = Counter(word for _, _, words in (*lines, *tested) for word in words)
    by_rarest: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for name, text, words in (*tested, *lines):
        if len(words) < LEAST_WORDS:
            continue
        rarest = sorted(words, key=lambda word: (common[word], word))[:2]
        for other, known in {twin for word in rarest for twin in by_rarest[word]}:
            if name != other and len(words & known) >= ALIKE * len(words | known):
                yield name, text, other
        for word in rarest:
            by_rarest[word].append((name, words))


def thin(phrasings: Mapping[str, Sequence[Phrasing]], ids: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """Answers with few phrasings or hardly any of a style: the id, how many there are, and the style, if it is that."""
    for name in ids:
        each = phrasings.get(name, ())
        if len(each) < ENOUGH:
            yield name, len(each), ""
        count = Counter(one.style for one in each)
        for style in STYLES:
            if each and count[style] < LEAST_OF_STYLE:
                yield name, count[style], style


def _bag(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
