"""Everything in `content/uk`, loaded and cross-checked as one whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

from content import FOLDER
from content.answers import Answer, read_answer
from content.calendar import Calendar, load_calendar
from content.cards import Cards, load_cards
from content.complaints import Complaints, load_complaints
from content.courses import Course, load_courses
from content.emergencies import Emergencies, load_emergencies
from content.features import load_features
from content.guides import Guide, load_guides
from content.messages import Texts, load_texts
from content.mistakes import BrokenContent, Mistake
from content.personal_data import KeptData, load_personal_data
from content.phrasings import Phrasing, load_phrasings
from content.themes import Theme, load_themes
from content.words.certificates import load_patterns
from content.words.days import DayWords, load_days
from content.words.names import load_name_rules
from content.words.tables import TableWords, load_table_words
from content.words.vocabulary import Vocabulary, load_vocabulary

P = ParamSpec("P")
T = TypeVar("T")

MARK = re.compile(r"\{\{.*?\}\}")
"""What takes its words from elsewhere (`inserted`)."""
MODEL = Path("model", "search.bin")
"""What the search has learnt, in the folder of the content."""


@dataclass(frozen=True, slots=True)
class Library:
    """One consistent state of the content; a reload makes another, it never changes this one."""

    answers: Mapping[str, Answer]
    """By id, in the order of the menu."""
    themes: tuple[Theme, ...]
    guides: tuple[Guide, ...]
    texts: Texts
    vocabulary: Vocabulary
    phrasings: Mapping[str, tuple[Phrasing, ...]]
    """How people ask, by the id of the answer, or of the topic."""
    model: bytes
    """What `bot.py learn` made of them; empty where it never ran."""
    cards: Cards
    complaints: Complaints
    personal_data: tuple[KeptData, ...]
    """What is kept of a person, kind by kind."""
    calendar: Calendar
    days: DayWords
    tables: TableWords
    courses: Mapping[str, Course]
    """By id, in the order in which they are offered."""
    emergencies: Emergencies
    version: int = 0
    """Of what the staff changed on the desk (`content/overlay.py`)."""
    refused: Mapping[str, tuple[Mistake, ...]] = field(default_factory=dict)
    """What of it cannot be used, by the id of the answer, and why."""


def load(folder: Path = FOLDER) -> Library:
    """The content of `folder`. Raises BrokenContent with every mistake found in all files."""
    texts, mistakes = load_texts(folder / "messages")
    personal_data = _part(mistakes, load_personal_data, folder / "personal_data.yaml")
    cards = _part(mistakes, load_cards, folder / "laws.yaml", folder / "cards.yaml")
    places = [place.id for place in cards.places] if cards else []
    complaints = _part(mistakes, load_complaints, folder / "complaints.yaml", places) if cards else None
    answers, unreadable = _read_answers(folder, mistakes, inserted(personal_data or (), complaints))
    themes = _part(mistakes, load_themes, folder / "themes.yaml")
    guides = _part(mistakes, load_guides, folder / "guides.yaml")
    vocabulary = _part(mistakes, load_vocabulary, folder / "search.yaml")
    # A link to an answer whose file cannot be read is no mistake of its own.
    ids = answers.keys() | unreadable
    known = ids | (vocabulary.topics.keys() if vocabulary else set())
    phrasings = _part(mistakes, load_phrasings, folder / "phrasings", known) if vocabulary else None
    calendar = _part(mistakes, load_calendar, folder / "calendar.yaml")
    days = _part(mistakes, load_days, folder / "days.yaml")
    tables = _part(mistakes, load_table_words, folder / "tables.yaml")
    courses = _part(mistakes, load_courses, folder / "courses.yaml")
    emergencies = _part(mistakes, load_emergencies, folder / "emergency.yaml")
    # For their mistakes only: certificates are read by another process, names by whoever looks for them, and features
    # by `bot.py check`.
    _part(mistakes, load_patterns, folder / "reading.yaml")
    _part(mistakes, load_name_rules, folder / "names.yaml")
    _part(mistakes, load_features, folder / "features.yaml")
    if personal_data and complaints:
        mistakes += _check_marks(answers.values())
    if themes is not None:
        mistakes += _cross_check(folder / "themes.yaml", themes, answers, ids)
        if guides is not None:
            mistakes += _check_guides(folder / "guides.yaml", guides, themes, ids)
    if courses is not None:
        mistakes += _check_courses(folder / "courses.yaml", courses, ids)
    if emergencies is not None:
        mistakes += _check_emergencies(folder / "emergency.yaml", emergencies, ids)
    if mistakes or not (
        themes
        and guides is not None
        and vocabulary
        and phrasings is not None
        and calendar
        and days
        and tables
        and courses is not None
        and cards
        and complaints
        and personal_data
    ):
        raise BrokenContent(mistakes)
    assert emergencies  # noqa: S101 - without it there is a mistake
    in_order = {id: answers[id] for theme in themes for id in theme.answers}
    return Library(
        in_order,
        themes,
        guides,
        texts,
        vocabulary,
        phrasings,
        _model(folder / MODEL),
        cards,
        complaints,
        personal_data,
        calendar,
        days,
        tables,
        courses,
        emergencies,
    )


def _part(mistakes: list[Mistake], load: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """What `load` gives; None where it is broken, whose mistakes then go to the others."""
    try:
        return load(*args, **kwargs)
    except BrokenContent as error:
        mistakes += error.mistakes
        return None


def inserted(personal_data: Iterable[KeptData], complaints: Complaints | None) -> dict[str, str]:
    """Markdown by the mark in whose place it stands in an answer: what is kept of a person, and how bodies are
    reached. So each is written once."""
    bodies = [each for bodies in complaints.places.values() for each in bodies] if complaints else []
    return {
        "{{ personal_data }}": "\n".join(f"- {each.what}" for each in personal_data),
        **{f"{{{{ {body.name} }}}}": body.contact for body in bodies},
    }


def _model(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _read_answers(
    folder: Path, mistakes: list[Mistake], inserted: Mapping[str, str]
) -> tuple[dict[str, Answer], set[str]]:
    """The answers by the names of their files, and the names of the files whose YAML is broken."""
    answers: dict[str, Answer] = {}
    unreadable: set[str] = set()
    for path in sorted((folder / "answers").glob("*.md")):
        try:
            answers[path.stem], found = read_answer(path, inserted)
        except BrokenContent as error:
            unreadable.add(path.stem)
            found = error.mistakes
        mistakes += found
    return answers, unreadable


def _check_marks(answers: Iterable[Answer]) -> Iterable[Mistake]:
    for answer in answers:
        for mark in MARK.findall(answer.body):
            yield Mistake(answer.path, _line_in(answer.written, mark), "check-unknown-mark", {"mark": mark})


def _cross_check(
    menu: Path, themes: Iterable[Theme], answers: Mapping[str, Answer], ids: Collection[str]
) -> Iterable[Mistake]:
    listed: set[str] = set()
    for theme in themes:
        for id in theme.answers:
            if id not in ids:
                yield Mistake(menu, _line(menu, id), "check-no-such-answer", {"id": id})
            elif id in answers and answers[id].theme not in {"", theme.id}:  # an empty one is a mistake already
                yield Mistake(
                    answers[id].path,
                    _line_in(answers[id].written, "theme:"),
                    "check-other-theme",
                    {"theme": theme.id},
                )
            if id in listed:
                yield Mistake(menu, _line(menu, id), "check-listed-twice", {"id": id})
            listed.add(id)
    for name, answer in answers.items():
        if name not in listed:
            yield Mistake(answer.path, 1, "check-not-in-menu", {"id": name})
        for id in answer.related:
            if id not in ids or id == name:
                yield Mistake(answer.path, _line_in(answer.written, f"- {id}"), "check-no-such-answer", {"id": id})


def _check_guides(
    path: Path, guides: Iterable[Guide], themes: Iterable[Theme], ids: Collection[str]
) -> Iterable[Mistake]:
    known = {theme.id for theme in themes}
    for guide in guides:
        if guide.theme not in known:
            yield Mistake(path, _line(path, f"theme: {guide.theme}"), "check-wrong-theme", {"text": guide.theme})
        for ending in guide.endings.values():
            for id in ending.answers:
                if id not in ids:
                    yield Mistake(path, _line(path, id), "check-no-such-answer", {"id": id})


def _check_courses(path: Path, courses: Mapping[str, Course], ids: Collection[str]) -> Iterable[Mistake]:
    for course in courses.values():
        if course.answer not in ids:
            yield Mistake(path, _line(path, course.answer), "check-no-such-answer", {"id": course.answer})


def _check_emergencies(path: Path, emergencies: Emergencies, ids: Collection[str]) -> Iterable[Mistake]:
    for kind in emergencies.kinds.values():
        for id in kind.answers:
            if id not in ids:
                yield Mistake(path, _line(path, id), "check-no-such-answer", {"id": id})


def _line(path: Path, text: str) -> int:
    return _line_in(path.read_text(encoding="utf-8"), text)


def _line_in(written: str, text: str) -> int:
    for number, line in enumerate(written.splitlines(), start=1):
        if text in line:
            return number
    return 1
