"""Mistakes that an editor can mend, and the reading of the YAML in which they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml

from content.markup import NotShowable

T = TypeVar("T")

# The one written in C reads the same files ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in the content.

    `key` names the sentence in `messages/check.ftl`; `values` fill it. `line` is 1-based; 0 means the whole file.
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


def load_yaml(path: Path, make: Callable[[Any], T], wrong: str) -> T:
    """What `make` makes of the data in a file. Raises BrokenContent, with the sentence `wrong` where `make` fails."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise broken_yaml(path, error) from error
    try:
        return make(data)
    except NotShowable as error:
        raise BrokenContent([Mistake(path, 1, "check-not-showable", {"what": error.what})]) from error
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise BrokenContent([Mistake(path, 1, wrong, {"text": repr(error)})]) from error


def broken_yaml(path: Path, error: yaml.YAMLError, lines_before: int = 0) -> BrokenContent:
    """What PyYAML found, at its line; the reader counts from 0 and does not know of `lines_before` it."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 + lines_before if mark else 1
    return BrokenContent([Mistake(path, line, "check-broken-yaml", {"text": str(error)})])
