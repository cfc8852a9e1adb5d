"""Whom to complain to, by the kind of place (`content/uk/complaints.yaml`): the body, its regulator, the oblast."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.mistakes import BrokenContent, Mistake, load_yaml


@dataclass(frozen=True, slots=True)
class Complaint:
    """One body to which a person may complain."""

    name: str
    to: str
    """The first line of an appeal to it."""
    why: str
    """Why it is the right one."""
    contact: str = ""
    """How to reach it, or where its address is found. That of the oblast is a setting."""


@dataclass(frozen=True, slots=True)
class Complaints:
    oblast: Complaint
    """Passes an appeal on to whom it concerns."""
    places: Mapping[str, tuple[Complaint, ...]]
    """By the kind of place: whom to ask first, and whom then."""

    def at(self, place: str) -> tuple[Complaint, ...]:
        """All for that kind of place, in the order in which they are tried."""
        return (*self.places.get(place, self.places["other"]), self.oblast)


def load_complaints(path: Path, places: Collection[str]) -> Complaints:
    """Raises BrokenContent: unreadable, or a kind of place missing or unknown."""
    complaints = load_yaml(path, _complaints, "check-wrong-complaints")
    wrong = set(places) ^ complaints.places.keys()
    if wrong:
        raise BrokenContent([Mistake(path, 1, "check-wrong-complaints", {"text": each}) for each in sorted(wrong)])
    return complaints


def _complaints(data: dict[str, Any]) -> Complaints:
    places = {place: tuple(Complaint(**each) for each in bodies) for place, bodies in data["places"].items()}
    return Complaints(Complaint(**data["oblast"]), places)
