"""The people whom one can play in `bot.py demo` (`content/uk/demo.yaml`). All are invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content import FOLDER
from content.yaml_files import read_yaml


@dataclass(frozen=True, slots=True)
class Player:
    """One person to play: who she is, and what she might type."""

    id: int
    first_name: str
    last_name: str
    about: str
    examples: tuple[str, ...]
    is_staff: bool
    post: str
    """The id of the post she holds; empty for none."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The bot's name and all who talk to it."""

    title: str
    username: str
    staff_group: str
    players: tuple[Player, ...]
    asked: tuple[str, ...]
    """What others, who cannot be played, have asked before."""
    cases: tuple[Mapping[str, str], ...]
    """What others have reported: document, place, place_name, hromada, result, ground, said."""
    notice: str
    """What the department asks of all heads."""
    letter: str
    """The number of the letter that the notice stands beside."""
    settlements: tuple[tuple[str, str, str], ...]
    """Hromada, settlement and what the department knows of it: the list from which heads choose."""
    form: str
    """What a reply to the notice consists of, as staff define it."""
    broadcast: str
    """What the department sends to subscribers of `theme`, of whom there are as many as `subscribers` says."""
    theme: str
    subscribers: int
    drive: str
    """The title of a certification drive."""
    members: tuple[tuple[str, str], ...]
    """Name and unit of those who take part: the council of the hromada `council`."""
    council: str
    coordinator: int
    """Who coordinates it."""
    staffs: Mapping[str, tuple[int, int]]
    """How many people work for a hromada of each kind, from and to: of that the figures of the rating are invented."""
    objector: str
    """The mark of a hromada whose head objects to its figures."""
    objection: str


def load_cast(path: Path = FOLDER / "demo.yaml") -> Cast:
    """The cast of the demo."""
    data: dict[str, Any] = read_yaml(path)
    players = tuple(
        Player(
            id=person["id"],
            first_name=person["first_name"],
            last_name=person["last_name"],
            about=person["about"],
            examples=tuple(person["examples"]),
            is_staff=person.get("staff", False),
            post=person.get("post", ""),
        )
        for person in data["people"]
    )
    return Cast(
        data["title"],
        data["username"],
        data["staff_group"],
        players,
        tuple(data["asked"]),
        tuple(data["cases"]),
        data["notice"],
        data["letter"],
        tuple((hromada, name, note) for hromada, name, note in data["settlements"]),
        data["form"],
        data["broadcast"]["text"],
        data["broadcast"]["theme"],
        data["broadcast"]["subscribers"],
        data["drive"]["title"],
        tuple((name, unit) for name, unit in data["drive"]["members"]),
        data["drive"]["council"],
        data["drive"]["coordinator"],
        {kind: (least, most) for kind, (least, most) in data["rating"]["staffs"].items()},
        data["rating"]["objector"],
        data["rating"]["objection"],
    )
