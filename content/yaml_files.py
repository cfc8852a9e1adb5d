"""Reading the YAML that editors write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from content.mistakes import BrokenContent, Mistake

# The one written in C reads the same files ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """What is written in the file at `path`. Raises BrokenContent where it is no YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise broken_yaml(path, error) from error


def broken_yaml(path: Path, error: yaml.YAMLError, lines_before: int = 0) -> BrokenContent:
    """What PyYAML found, at its line; the reader counts from 0 and does not know of `lines_before` it."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 + lines_before if mark else 1
    return BrokenContent([Mistake(path, line, "check-broken-yaml", {"text": str(error)})])
