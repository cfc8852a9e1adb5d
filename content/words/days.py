"""How people call a day (`content/uk/days.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, auto
from pathlib import Path
from typing import Any

from content.mistakes import load_yaml


class Part(IntEnum):
    """What a word says of a day."""

    FROM_TODAY = auto()
    """So many days from today."""
    WEEKDAY = auto()
    """0 is Monday."""
    WEEK = auto()
    """Of the last week (-1), this one or the next."""
    NUMBER = auto()
    MONTH = auto()
    DAYS = auto()
    """How many days the unit has."""
    MONTHS = auto()
    """How many months the unit has."""
    SIDE = auto()
    """Ago (-1), or from now on (1)."""
    FILLER = auto()


@dataclass(frozen=True, slots=True)
class DayWords:
    """Words as they are written, without apostrophes."""

    parts: Mapping[str, tuple[Part, int]]
    """What each says, and its value."""
    at: tuple[str, ...]
    """What stands before an hour."""
    hours: tuple[str, ...]
    """What stands after one."""
    parts_of_day: Mapping[str, tuple[int, int, int]]
    """With these words the hours from the first to the second number are so many hours later."""


def load_days(path: Path) -> DayWords:
    """Raises BrokenContent."""
    return load_yaml(path, _words, "check-wrong-days")


def _words(data: dict[str, Any]) -> DayWords:
    parts: dict[str, tuple[Part, int]] = {}

    def add(part: Part, lists: Mapping[int, list[str]]) -> None:
        for value, words in lists.items():
            for word in words:
                if word in parts:
                    raise ValueError(word)
                parts[word] = part, value

    if len(data["weekdays"]) != 7 or len(data["months"]) != 12:
        raise ValueError("weekdays, months")
    add(Part.FROM_TODAY, data["from_today"])
    add(Part.WEEKDAY, dict(enumerate(data["weekdays"])))
    add(Part.WEEK, data["weeks"])
    add(Part.NUMBER, data["numbers"])
    add(Part.MONTH, dict(enumerate(data["months"], 1)))
    add(Part.DAYS, data["days"])
    add(Part.MONTHS, data["months_in"])
    add(Part.SIDE, data["sides"])
    add(Part.FILLER, {0: [*" ".join(data["filler"]).replace(",", " ").split(), *data["at"]]})
    parts_of_day = {
        word: (each["from"], each["to"], each["add"]) for each in data["parts_of_day"] for word in each["words"]
    }
    return DayWords(parts, tuple(data["at"]), tuple(data["hours"]), parts_of_day)
