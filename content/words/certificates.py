"""The words by which certificates are read (`content/uk/reading.yaml`), made into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content import FOLDER
from content.mistakes import load_yaml

_CODE = r"[^\W_]+(?:[-/](?: ?\n)?[^\W_]+)*"
_UUID = r"[0-9a-f]{8}(?:-\s?[0-9a-f]{4}){3}-\s?[0-9a-f]{12}"


@dataclass(frozen=True, slots=True)
class Patterns:
    """For what a certificate says. All ignore case, and a space in them stands for any white space."""

    certificate: re.Pattern[str]
    number: re.Pattern[str]
    """Groups: the words before (`label`), the number (`code`)."""
    is_number: re.Pattern[str]
    is_distinct: re.Pattern[str]
    uuid: re.Pattern[str]
    other_numbers: re.Pattern[str]
    of_an_act: re.Pattern[str]
    person_label: re.Pattern[str]
    person_before: re.Pattern[str]
    """The same where a text ends with it."""
    person_after: re.Pattern[str]
    person_never: re.Pattern[str]
    course_before: re.Pattern[str]
    course_never: re.Pattern[str]
    course_known: re.Pattern[str]
    course_ends: re.Pattern[str]
    date: re.Pattern[str]
    """Groups: `day`, `month` or `word`, `year`, the same from the year down: `y`, `m`, `d`."""
    months: Mapping[str, int]
    date_before: re.Pattern[str]
    date_never: re.Pattern[str]
    levels: Mapping[str, re.Pattern[str]]
    level_near: re.Pattern[str]
    level_whole: re.Pattern[str]
    most_points: int
    scores: tuple[re.Pattern[str], ...]
    """From the one that leaves least doubt on; each with one group, the points."""


def load_patterns(path: Path = FOLDER / "reading.yaml") -> Patterns:
    """Raises BrokenContent."""
    return load_yaml(path, _patterns, "check-wrong-card")


def _patterns(data: dict[str, Any]) -> Patterns:
    number, person, course, date = data["number"], data["person"], data["course"], data["date"]
    level, score = data["level"], data["score"]
    words = _any([*number["number"], *number["distinct"]])
    months = {month: place for place, month in enumerate(date["months"], 1)}
    points = r"(?<![\d.,/])(\d{1,3})"
    return Patterns(
        certificate=_pattern(_any(data["certificate"])),
        number=_pattern(rf"(?<!\w)(?P<label>(?:(?>{words})[\s:.,#]*)+)(?P<code>{_UUID}|{_CODE})"),
        is_number=_pattern(_any(number["number"])),
        is_distinct=_pattern(_any(number["distinct"])),
        uuid=_pattern(rf"(?<!\w){_UUID}(?!\w)"),
        other_numbers=_pattern(rf"{_any(number['others'])}[^\n]{{0,40}}$"),
        of_an_act=_pattern(rf"\s+{number['of']}\s+\d"),
        person_label=_pattern(label := rf"(?<!\w){_any(person['before'])}[\s:,–—-]*"),
        person_before=_pattern(f"{label}$"),
        person_after=_pattern(_any(person["after"])),
        person_never=_pattern(rf"(?<!\w){_any(person['never'])}"),
        course_before=_pattern(rf"(?<!\w){_any(course['before'])}[\s:–—-]*$"),
        course_never=_pattern(_any(course["never"])),
        course_known=_pattern(rf"(?<!\w){course['known']}"),
        course_ends=_pattern(rf"(?<!\w){_any(course['ends'])}"),
        date=_pattern(
            rf"(?<![\w.])(?:(?P<day>\d{{1,2}})(?:[./-](?P<month>\d{{1,2}})[./-]|\W{{1,3}}(?P<word>{_any(months)})\W{{1,2}})"
            r"(?P<year>\d{4})|(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d))(?!\d)"
        ),
        months=months,
        date_before=_pattern(rf"(?<!\w){_any(date['before'])}[\s:–—-]*$"),
        date_never=_pattern(rf"(?<!\w){_any(date['never'])}[\s:.]*$"),
        levels={name: _pattern(rf"(?<!\w){word}") for name, word in level["words"].items()},
        level_near=_pattern(rf"(?<!\w){level['near']}"),
        level_whole=_pattern(rf"(?<!\w){level['whole']}"),
        scores=(
            _pattern(rf"{points}\s*{_any(score['of'])}\s*{score['most']}(?!\d)"),
            _pattern(rf"(?<!\w){_any(score['whole'])}[\s:–—-]*{points}(?![\d.,/])"),
            _pattern(rf"{points}\s+{score['unit']}"),
        ),
        most_points=score["most"],
    )


def _any(patterns: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(patterns, key=len, reverse=True)) + ")"


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ?", r"\s?").replace(" ", r"\s+"), re.IGNORECASE)
