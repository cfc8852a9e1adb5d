"""One answer: a Markdown file with YAML front matter in `content/uk/answers`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim comes from: a page a citizen can open."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot says to one kind of question."""

    id: str
    title: str
    theme: str
    questions: tuple[str, ...]
    """Examples of how people really ask it."""
    keywords: tuple[str, ...]
    sources: tuple[Source, ...]
    checked_on: date
    review_by: date
    related: tuple[str, ...]
    """Ids of answers people want next, the likeliest first."""
    body: str
    """Markdown, as the editor wrote it."""
    html: str
    """The body as Telegram HTML."""
    revision: str
    """Changes when the text a person reads changes; feedback is counted per revision."""
    path: Path
