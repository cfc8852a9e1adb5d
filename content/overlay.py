"""What the staff changed on the desk, laid over the files: texts of answers, checks, phrasings, what was learnt.

The files stay as they are. Of the overlay each piece is taken by itself: what cannot be used is left out, with its
mistakes, and citizens go on reading what stands below it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from content.answers import Answer, parse_answer
from content.cards import Cards, Cell, Norm
from content.library import MARK, Library, inserted
from content.mistakes import BrokenContent, Mistake
from content.phrasings import Phrasing


class CheckedKind(StrEnum):
    """What somebody may have held against its sources."""

    ANSWER = "answer"
    NORM = "norm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Somebody read the sources of an answer, or the act of a norm, and it is as it stands here."""

    kind: CheckedKind
    object: str
    """The id of the answer, or of the norm."""
    revision: str
    """Of the words that were checked: other words were not."""
    checked_on: date
    by_name: str
    review_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """All that is laid over the files; nothing by default."""

    version: int = 0
    """Grows with whatever is changed on the desk: processes with the same files and version decide the same."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Whole files of answers, by id."""
    phrasings: frozenset[tuple[str, str]] = frozenset()
    """The id of an answer, and a way to ask for it."""
    checks: tuple[Check, ...] = ()
    """The newest of each object counts, which comes last."""
    model: bytes = b""
    """What was learnt on the desk."""
    model_over: str = ""
    """The mark of the model of the files at that time: a newer one takes its place."""


def mark_of(data: str | bytes) -> str:
    """Changes with every letter."""
    return hashlib.blake2s(data.encode() if isinstance(data, str) else data, digest_size=8).hexdigest()


def revision_of(norm: Norm) -> str:
    """Changes with what a norm is said to say."""
    return mark_of(f"{norm.title}\n{norm.says}\n{norm.url}")


def overlaid(base: Library, overlay: Overlay, folder: Path) -> Library:
    """The library with the overlay over it. What cannot be used of it is in `refused`, and not in use."""
    answers, refused = dict(base.answers), dict[str, tuple[Mistake, ...]]()
    for id, written in overlay.files.items():
        path = folder / "answers" / f"{id}.md"
        try:
            answer, mistakes = parse_answer(path, written, inserted(base.personal_data, base.complaints))
        except (BrokenContent, ValueError) as error:
            refused[id] = tuple(error.mistakes) if isinstance(error, BrokenContent) else (_unreadable(path, error),)
            continue
        mistakes += _of_whole(base, overlay, answer)
        if mistakes:
            refused[id] = tuple(mistakes)
        else:
            answers[id] = answer
    checks = {(each.kind, each.object): each for each in overlay.checks}
    answers = {id: _checked(answer, checks.get((CheckedKind.ANSWER, id))) for id, answer in answers.items()}
    themes = tuple(
        replace(theme, answers=theme.answers + tuple(id for id in answers if _is_new(base, answers[id], theme.id)))
        for theme in base.themes
    )
    phrasings = {id: list(each) for id, each in base.phrasings.items()}
    for id, text in sorted(overlay.phrasings):
        if id in answers and text not in {each.text for each in phrasings.get(id, ())}:
            phrasings.setdefault(id, []).append(Phrasing(text))
    return replace(
        base,
        answers={id: answers[id] for theme in themes for id in theme.answers},
        themes=themes,
        phrasings={id: tuple(each) for id, each in phrasings.items()},
        model=overlay.model if overlay.model and overlay.model_over == mark_of(base.model) else base.model,
        cards=_checked_cards(base.cards, checks),
        version=overlay.version,
        refused=refused,
    )


def _unreadable(path: Path, error: ValueError) -> Mistake:
    return Mistake(path, 1, "check-broken-yaml", {"text": str(error)})


def _of_whole(base: Library, overlay: Overlay, answer: Answer) -> Iterator[Mistake]:
    """What is wrong with the answer among the others."""
    known = {*base.answers, *overlay.files}
    for mark in MARK.findall(answer.body):
        yield Mistake(answer.path, 1, "check-unknown-mark", {"mark": mark})
    for id in answer.related:
        if id not in known or id == answer.id:
            yield Mistake(answer.path, 1, "check-no-such-answer", {"id": id})
    theme = next((each.id for each in base.themes if answer.id in each.answers), answer.theme)
    if theme != answer.theme or theme not in {each.id for each in base.themes}:
        yield Mistake(answer.path, 1, "check-other-theme", {"theme": theme})


def _is_new(base: Library, answer: Answer, theme: str) -> bool:
    return answer.id not in base.answers and answer.theme == theme


def _checked(answer: Answer, check: Check | None) -> Answer:
    """With that check, if these are the words that were checked, and no newer check stands in the file."""
    if check is None or check.revision != answer.revision or check.checked_on < answer.checked_on:
        return answer
    return replace(answer, checked_on=check.checked_on, checked_by=check.by_name, review_by=check.review_by)


def _checked_cards(cards: Cards, checks: Mapping[tuple[CheckedKind, str], Check]) -> Cards:
    norms = {norm.id: _checked_norm(norm, checks.get((CheckedKind.NORM, norm.id))) for norm in cards.norms}
    if tuple(norms.values()) == cards.norms:
        return cards

    def anew(cell: Cell) -> Cell:
        return replace(cell, norms=tuple(norms[norm.id] for norm in cell.norms))

    return replace(cards, norms=tuple(norms.values()), cells={key: anew(cell) for key, cell in cards.cells.items()})


def _checked_norm(norm: Norm, check: Check | None) -> Norm:
    if check is None or check.revision != revision_of(norm) or check.checked_on < norm.checked_on:
        return norm
    return replace(norm, checked_on=check.checked_on, checked_by=check.by_name, review_by=check.review_by)
