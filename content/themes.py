"""The menu: themes in their order, and the order of the answers within each (`content/uk/themes.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from content.mistakes import BrokenContent, Mistake, load_yaml

TITLE_LENGTH = 30
"""A theme is one button of the menu with an emoji before its words."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One button of the menu and the answers behind it."""

    id: str
    title: str
    answers: tuple[str, ...]
    """Ids, in the order of the menu."""


def load_themes(path: Path) -> tuple[Theme, ...]:
    """The themes in the order of the menu. Raises BrokenContent."""
    data = load_yaml(path, lambda data: data if isinstance(data, list) else [data], "check-wrong-theme")
    themes: list[Theme] = []
    mistakes: list[Mistake] = []
    for item in data:
        match item:
            case {"id": str(id), "title": str(title), "answers": [*answers]} if all(
                isinstance(answer, str) for answer in answers
            ):
                themes.append(Theme(id, title, tuple(answers)))
                if len(title) > TITLE_LENGTH:
                    mistakes.append(Mistake(path, 0, "check-long-title", {"most": TITLE_LENGTH}))
            case _:
                mistakes.append(Mistake(path, 0, "check-wrong-theme", {"text": str(item)[:80]}))
    if mistakes:
        raise BrokenContent(mistakes)
    return tuple(themes)
