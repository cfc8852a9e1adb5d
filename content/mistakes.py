"""A mistake an editor can mend: where it stands and what is wrong, in words kept in `messages/check.ftl`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in the content.

    `key` names the sentence in `check.ftl`; `values` fill it. `line` is 1-based; 0 means the whole file.
    """

    path: Path
    line: int
    key: str
    values: Mapping[str, object] = field(default_factory=dict)


class BrokenContent(Exception):
    """The content cannot be used; `mistakes` lists every one of them, not just the first."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("; ".join(f"{m.path.name}:{m.line} {m.key} {m.values}" for m in mistakes))
        self.mistakes = mistakes
