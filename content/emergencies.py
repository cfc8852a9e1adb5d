"""Signs that somebody is in danger now, and what the bot says to them at once (`content/uk/emergency.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from content.markup import telegram_html
from content.mistakes import load_yaml

Sign = tuple[str, ...]
"""Names of groups of words that stand near each other, in any order."""


@dataclass(frozen=True, slots=True)
class Emergency:
    """One kind of danger."""

    id: str
    title: str
    """A word or two for the staff: all that they are told, and only if the person wants it."""
    html: Markup
    answers: tuple[str, ...]
    """Ids of answers that tell more."""
    always: tuple[Sign, ...]
    signs: tuple[Sign, ...]
    """They count unless a word of `unless` stands near them."""
    short: tuple[Sign, ...]
    """As `signs`, but only where the whole text is a few words."""
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Emergencies:
    """All kinds, the gravest first, and the words of their signs."""

    kinds: Mapping[str, Emergency]
    words: Mapping[str, tuple[str, ...]]
    """Groups of forms that mean the same in a sign. `смі*` is any word that begins so."""


def load_emergencies(path: Path) -> Emergencies:
    """Raises BrokenContent."""
    return load_yaml(path, _emergencies, "check-wrong-emergency")


def _emergencies(data: dict[str, Any]) -> Emergencies:
    words = {name: tuple(forms.split()) for name, forms in data["words"].items()}
    kinds = {each["id"]: _emergency(each) for each in data["kinds"]}
    signs = [sign for kind in kinds.values() for sign in (*kind.always, *kind.signs, *kind.short)]
    if unknown := {name for sign in signs for name in sign} - words.keys():
        raise ValueError(*sorted(unknown))
    return Emergencies(kinds, words)


def _emergency(data: dict[str, Any]) -> Emergency:
    return Emergency(
        id=data["id"],
        title=data["title"],
        html=telegram_html(data["text"]),
        answers=tuple(data.get("answers", ())),
        always=_signs(data.get("always", ())),
        signs=_signs(data["signs"]),
        short=_signs(data.get("short", ())),
        unless=tuple(data.get("unless", "").split()),
    )


def _signs(lines: Iterable[str]) -> tuple[Sign, ...]:
    return tuple(tuple(line.split()) for line in lines)
