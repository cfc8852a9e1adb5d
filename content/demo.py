"""The people whom one can play in `bot.py demo` (`content/uk/demo.yaml`). All are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content import FOLDER
from content.mistakes import load_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """One person to play: who she is, and what she might type."""

    id: int
    first_name: str
    last_name: str
    about: str
    examples: Sequence[str]
    is_staff: bool = False
    """The first of the staff writes what the second approves, before the demo begins."""
    post: str = ""
    """The id of the post she holds; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The bot's name, all who talk to it, and what they did before. The fields are named as in the file."""

    title: str
    username: str
    staff_group: str
    desk: str
    """What the door to the pages is called for staff."""
    own: str
    """Likewise for who holds a post."""
    answers: str
    """What the pages for everybody are called."""
    players: Sequence[Player]
    asked: Sequence[str]
    """What others, who cannot be played, have asked before."""
    cases: Sequence[Mapping[str, str]]
    """What others have reported: document, place, place_name, hromada, result, ground, said."""
    notice: str
    """What the department asks of all heads."""
    letter: str
    """The number of the letter that the notice stands beside; `{day}` stands for a day of the last week."""
    settlements: Sequence[tuple[str, str, str]]
    """Hromada, settlement and what the department knows of it: the list from which heads choose."""
    form: str
    """What a reply to the notice consists of, as staff define it."""
    draft: str
    """A notice that is still being written, with what it asks."""
    draft_form: str
    broadcast: str
    """What the department sends to subscribers of `theme`, of whom there are as many as `subscribers` says."""
    theme: str
    subscribers: int
    drive: str
    """The title of a certification drive; `{quarter}` stands for the quarter that runs."""
    council: str
    members: Sequence[tuple[str, str]]
    """Name and unit of those who take part; all work for the council of the hromada `council`."""
    coordinator: int
    """Who coordinates it."""
    staffs: Mapping[str, tuple[int, int]]
    """How many people work for a hromada of each kind, from and to. The figures of the rating are made from that."""
    events: Sequence[Mapping[str, str]]
    """What the department teaches: kind, title, about, bring, where, hours, places, guests (heads or anyone)."""
    objector: str
    """The slug of a hromada whose head objects to its figures."""
    objector_name: str
    objection: str


def load_cast(path: Path = FOLDER / "demo.yaml") -> Cast:
    """The cast of the demo. Raises BrokenContent."""
    return load_yaml(path, _cast, "check-wrong-card")


def _cast(data: dict[str, Any]) -> Cast:
    return Cast(**{**data, "players": [Player(**each) for each in data["players"]]})
