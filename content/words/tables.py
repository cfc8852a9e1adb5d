"""How tables are read that people send (`content/uk/tables.yaml`): headings, rows that are no data, words in cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.mistakes import load_yaml


@dataclass(frozen=True, slots=True)
class Headings:
    """What stands above a column of one meaning."""

    whole: tuple[str, ...]
    like: tuple[str, ...]
    """Beginnings of words: perhaps it is such a column."""


@dataclass(frozen=True, slots=True)
class TableWords:
    """Everything as editors write it."""

    columns: Mapping[str, Headings]
    others: Headings
    """Of columns that nobody reads."""
    shares: tuple[str, ...]
    """Beginnings of words in the heading of a column that has shares and no counts."""
    examples: tuple[str, ...]
    """How sheets are called that stand beside the data: samples, legends."""
    totals: tuple[str, ...]
    vacant: tuple[str, ...]
    posts: tuple[str, ...]
    """No name has one in it, and no name of a body begins with one."""
    never_names: tuple[str, ...]
    last_names: tuple[str, ...]
    patronymics: tuple[str, ...]
    """How they end."""
    declined: tuple[str, ...]
    """How patronymics end that are not in the nominative."""
    states: Mapping[str, tuple[str, ...]]
    points: tuple[str, ...]
    of_points: tuple[str, ...]
    """Between the points that were got and the most that there are."""
    titles: Mapping[str, tuple[str, ...]]
    """Of the bot's posts; the first word of each is the one that is shown."""
    councils: tuple[str, ...]
    """How the words begin that say of a body that it is a council."""
    places: tuple[str, ...]
    """With which the names of oblasts and raions end."""
    nothing: tuple[str, ...]


def load_table_words(path: Path) -> TableWords:
    """Raises BrokenContent."""
    return load_yaml(path, _words, "check-wrong-tables")


def _words(data: dict[str, Any]) -> TableWords:
    people = data["people"]
    return TableWords(
        columns={meaning: _headings(each) for meaning, each in data["columns"].items()},
        others=_headings(data["others"]),
        shares=_strings(data["shares"]),
        examples=_strings(data["examples"]),
        totals=_strings(data["rows"]["total"]),
        vacant=_strings(data["rows"]["vacant"]),
        posts=_strings(people["posts"]),
        never_names=_strings(people["never"]),
        last_names=_strings(people["last"]),
        patronymics=_strings(people["patronymic"]),
        declined=_strings(people["declined"]),
        states={state: _strings(words) for state, words in data["states"].items()},
        points=_strings(data["points"]["words"]),
        of_points=_strings(data["points"]["of"]),
        titles={title: _strings(words) for title, words in data["titles"].items()},
        councils=_strings(data["councils"]),
        places=_strings(data["places"]),
        nothing=_strings(data["nothing"]),
    )


def _headings(data: Mapping[str, Any]) -> Headings:
    return Headings(_strings(data["is"]), _strings(data.get("like", ())))


def _strings(words: Any) -> tuple[str, ...]:
    """Raises ValueError where a word is none: YAML reads some words as yes or no."""
    if not all(isinstance(word, str) and word for word in words):
        raise ValueError(words)
    return tuple(words)
