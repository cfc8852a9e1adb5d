"""What the bot keeps of a person (`content/uk/personal_data.yaml`), for /privacy, an answer, and her own file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from content.mistakes import load_yaml


class Until(StrEnum):
    """How long something is kept."""

    DAYS = "days"
    """As many days as the department chose."""
    YOURS = "yours"
    """Until the person deletes it."""
    OWN = "own"
    """As `kept` says."""


@dataclass(frozen=True, slots=True)
class Column:
    """How the file in words calls a column, and what its codes mean."""

    title: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    columns: Mapping[str, Column]
    """In the order in which they are shown."""
    hidden: Sequence[str]
    """Numbers and marks that say nothing without the bot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptData:
    """One kind of data about a person."""

    title: str
    what: str
    seen_by: str
    until: Until
    tables: Mapping[str, Table]
    kept: str = ""
    stays: str = ""
    """What is left of it once she had her data deleted; empty: nothing."""


def load_personal_data(path: Path) -> tuple[KeptData, ...]:
    """Raises BrokenContent."""
    return load_yaml(path, lambda data: tuple(_kept(each) for each in data), "check-wrong-personal-data")


def _kept(data: dict[str, Any]) -> KeptData:
    tables = {name: _table(each) for name, each in data["tables"].items()}
    return KeptData(**{**data, "until": Until(data["until"]), "tables": tables})


def _table(data: dict[str, Any]) -> Table:
    return Table({name: _column(each) for name, each in data["columns"].items()}, tuple(data["hidden"]))


def _column(data: str | dict[str, Any]) -> Column:
    if isinstance(data, str):
        return Column(data)
    return Column(data["title"], {str(code): words for code, words in data["values"].items()})
