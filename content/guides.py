"""Guides: at most three questions with buttons, then what exactly to do (`content/uk/guides.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from markupsafe import Markup

from content.markup import telegram_html
from content.mistakes import BrokenContent, Mistake, load_yaml

MOST_QUESTIONS = 3
"""What a nurse can go through with a mother in two minutes."""
_NAME = re.compile("[a-z]{1,9}")
"""Names of steps and endings: a whole way of four fits into a button's callback data."""


@dataclass(frozen=True, slots=True)
class Option:
    """A button and the step or ending it leads to."""

    text: str
    goes: str


@dataclass(frozen=True, slots=True)
class Step:
    """One question."""

    question: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """What to do, and the answers that tell more."""

    html: Markup
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """A way through questions; steps and endings share one set of names."""

    id: str
    title: str
    theme: str
    """The theme in whose list the guide stands first."""
    start: str
    steps: Mapping[str, Step]
    endings: Mapping[str, Ending]

    def at(self, way: Sequence[str]) -> Step | Ending | None:
        """Where the names of `way`, from the start on, lead; None where no buttons lead along it."""
        if list(way[:1]) != [self.start]:
            return None
        for name, following in pairwise(way):
            step = self.steps.get(name)
            if step is None or following not in {option.goes for option in step.options}:
                return None
        return self.steps.get(way[-1]) or self.endings.get(way[-1])

    def longest(self, name: str = "", asked: int = 0) -> int:
        """The most questions on any way; more than MOST_QUESTIONS also where a way leads in a circle."""
        step = self.steps.get(name or self.start)
        if step is None or asked > MOST_QUESTIONS:
            return asked
        return max(self.longest(option.goes, asked + 1) for option in step.options)


def load_guides(path: Path) -> tuple[Guide, ...]:
    """The guides. Raises BrokenContent: unreadable, too long, or with a way that leads nowhere."""
    guides = load_yaml(path, lambda data: tuple(_guide(each) for each in data), "check-wrong-guide")
    mistakes = [mistake for guide in guides for mistake in _mistakes(path, guide)]
    if mistakes:
        raise BrokenContent(mistakes)
    return guides


def _guide(data: dict[str, Any]) -> Guide:
    return Guide(
        id=data["id"],
        title=data["title"],
        theme=data["theme"],
        start=data["start"],
        steps={
            name: Step(step["question"], tuple(Option(str(each["text"]), each["goes"]) for each in step["options"]))
            for name, step in data["steps"].items()
        },
        endings={
            name: Ending(telegram_html(ending["text"]), tuple(ending["answers"]))
            for name, ending in data["endings"].items()
        },
    )


def _mistakes(path: Path, guide: Guide) -> Iterator[Mistake]:
    names = guide.steps.keys() | guide.endings.keys()
    reached = {guide.start} | {option.goes for step in guide.steps.values() for option in step.options}
    for name in sorted(name for name in names if not _NAME.fullmatch(name)):
        yield Mistake(path, 1, "check-guide-name", {"guide": guide.id, "step": name})
    for name in sorted(reached - names):
        yield Mistake(path, 1, "check-guide-leads-nowhere", {"guide": guide.id, "step": name})
    for name in sorted(names - reached):
        yield Mistake(path, 1, "check-guide-unreached", {"guide": guide.id, "step": name})
    if reached <= names and guide.longest() > MOST_QUESTIONS:
        yield Mistake(path, 1, "check-guide-long", {"guide": guide.id, "most": MOST_QUESTIONS})
