"""Everything in `content/uk`, loaded and cross-checked as one whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from content import FOLDER
from content.answers import Answer, load_answer
from content.calendar import Calendar, load_calendar
from content.cards import Cards, load_cards
from content.courses import Course, load_courses
from content.guides import Guide, load_guides
from content.messages import Texts, load_texts
from content.mistakes import BrokenContent, Mistake
from content.names import load_name_rules
from content.reading import load_patterns
from content.themes import Theme, load_themes
from content.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True, slots=True)
class Library:
    """One consistent state of the content; a reload makes another, it never changes this one."""

    answers: Mapping[str, Answer]
    """By id, in the order of the menu."""
    themes: tuple[Theme, ...]
    guides: tuple[Guide, ...]
    texts: Texts
    vocabulary: Vocabulary
    cards: Cards
    calendar: Calendar
    courses: Mapping[str, Course]
    """By id, in the order in which they are offered."""


def load(folder: Path = FOLDER) -> Library:
    """The content of `folder`. Raises BrokenContent with every mistake found in all files."""
    mistakes: list[Mistake] = []
    texts, broken = load_texts(folder / "messages")
    mistakes += broken
    answers: dict[str, Answer] = {}
    for path in sorted((folder / "answers").glob("*.md")):
        try:
            answers[path.stem] = load_answer(path)
        except BrokenContent as error:
            mistakes += error.mistakes
    themes: tuple[Theme, ...] = ()
    try:
        themes = load_themes(folder / "themes.yaml")
        guides = load_guides(folder / "guides.yaml")
        vocabulary = load_vocabulary(folder / "search.yaml")
        calendar = load_calendar(folder / "calendar.yaml")
        courses = load_courses(folder / "courses.yaml")
        cards = load_cards(folder / "laws.yaml", folder / "cards.yaml")
        # For their mistakes only: certificates are read by another process, and names by whoever looks for them.
        load_patterns(folder / "reading.yaml")
        load_name_rules(folder / "names.yaml")
    except BrokenContent as error:
        mistakes += error.mistakes
    if not mistakes:
        # Only whole files are compared with each other: a broken one would make every link to it look dead.
        mistakes += _cross_check(folder / "themes.yaml", themes, answers)
        mistakes += _check_guides(folder / "guides.yaml", guides, themes, answers)
        mistakes += _check_courses(folder / "courses.yaml", courses, answers)
    if mistakes:
        raise BrokenContent(mistakes)
    in_order = {id: answers[id] for theme in themes for id in theme.answers}
    return Library(in_order, themes, guides, texts, vocabulary, cards, calendar, courses)


def _cross_check(menu: Path, themes: Iterable[Theme], answers: Mapping[str, Answer]) -> Iterable[Mistake]:
    listed: set[str] = set()
    for theme in themes:
        for id in theme.answers:
            if id not in answers:
                yield Mistake(menu, _line(menu, id), "check-no-such-answer", {"id": id})
            elif answers[id].theme != theme.id:
                yield Mistake(
                    answers[id].path,
                    _line(answers[id].path, "theme:"),
                    "check-other-theme",
                    {"theme": theme.id},
                )
            if id in listed:
                yield Mistake(menu, _line(menu, id), "check-listed-twice", {"id": id})
            listed.add(id)
    for answer in answers.values():
        if answer.id not in listed:
            yield Mistake(answer.path, 1, "check-not-in-menu", {"id": answer.id})
        for id in answer.related:
            if id not in answers or id == answer.id:
                yield Mistake(answer.path, _line(answer.path, f"- {id}"), "check-no-such-answer", {"id": id})


def _check_guides(
    path: Path, guides: Iterable[Guide], themes: Iterable[Theme], answers: Mapping[str, Answer]
) -> Iterable[Mistake]:
    known = {theme.id for theme in themes}
    for guide in guides:
        if guide.theme not in known:
            yield Mistake(path, _line(path, f"theme: {guide.theme}"), "check-wrong-theme", {"text": guide.theme})
        for ending in guide.endings.values():
            for id in ending.answers:
                if id not in answers:
                    yield Mistake(path, _line(path, id), "check-no-such-answer", {"id": id})


def _check_courses(path: Path, courses: Mapping[str, Course], answers: Mapping[str, Answer]) -> Iterable[Mistake]:
    for course in courses.values():
        if course.answer not in answers:
            yield Mistake(path, _line(path, course.answer), "check-no-such-answer", {"id": course.answer})


def _line(path: Path, text: str) -> int:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if text in line:
            return number
    return 1
