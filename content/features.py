"""What the bot does (`content/uk/features.yaml`): no answer may deny it, and some have to tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from content.mistakes import load_yaml

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that the bot does."""

    id: str
    about: re.Pattern[str]
    denial: re.Pattern[str]
    told_in: Mapping[str, str]
    """Ids of answers, each with words that must stand in it."""

    def denied_in(self, text: str) -> str | None:
        """The sentence of a text that says the bot does not do it; None where none does."""
        return next((each for each in _SENTENCE.split(text) if self._is_denied(each)), None)

    def _is_denied(self, sentence: str) -> bool:
        return bool(self.about.search(sentence) and self.denial.search(sentence))


def load_features(path: Path) -> tuple[Feature, ...]:
    """Raises BrokenContent."""
    return load_yaml(
        path,
        lambda data: tuple(
            Feature(
                each["id"],
                re.compile(rf"\b(?:{_any_of(each['about'])})", re.IGNORECASE),
                # «не читається» is said of a file, not of the bot
                re.compile(rf"\b(?:не|ні)\s+(?:\w+\s+)?(?:{_any_of(each['does'])})(?!\w*ться)", re.IGNORECASE),
                dict(each["told_in"]),
            )
            for each in data
        ),
        "check-wrong-feature",
    )


def _any_of(beginnings: Iterable[str]) -> str:
    return "|".join(re.escape(each) for each in beginnings)
