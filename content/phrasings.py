"""How people ask for each answer, and for each matter that is not ours: `content/uk/phrasings/<id>.txt`.

A line is a phrasing. A heading `# w1 spoken` says who wrote the lines below it and in which style; what stands above
the first heading an editor has added. A line of the style `followup` is asked after another answer:
`diia-start > а дитині?`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from content.mistakes import BrokenContent, Mistake

EDITOR, PLAIN, FOLLOW_UP = "editor", "plain", "followup"
LONGEST = 700
"""Characters of a phrasing."""


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
