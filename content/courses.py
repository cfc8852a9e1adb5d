"""The courses and tests whose certificates are taken (`content/uk/courses.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.mistakes import load_yaml

_ID = re.compile("[a-z]{1,12}")
"""Several ids fit into a row of a drive and one into a button."""


@dataclass(frozen=True, slots=True)
class Course:
    """One course or test."""

    id: str
    title: str
    about: str
    """What it is about, in one line."""
    url: str
    names: tuple[str, ...]
    """Parts of its name as certificates have it, in small letters."""
    has_levels: bool
    """Whether a certificate says how well it was passed."""
    answer: str
    """The answer that tells more."""


def load_courses(path: Path) -> Mapping[str, Course]:
    """By id, in the order of the file. Raises BrokenContent."""
    return load_yaml(path, _courses, "check-wrong-course")


def _courses(data: dict[str, Any]) -> Mapping[str, Course]:
    courses = [
        Course(**{**each, "names": tuple(str(name).lower() for name in each["names"])}) for each in data["courses"]
    ]
    found = {each.id: each for each in courses}
    wrong = [each.id for each in courses if not _ID.fullmatch(each.id) or not each.names]
    if wrong or not courses or len(found) < len(courses):
        raise ValueError(*(wrong or found))
    return found


def course_named(courses: Mapping[str, Course], title: str) -> Course | None:
    """The course that a certificate with that title is of; None where none or more than one fits."""
    words = " ".join(title.lower().split())
    fitting = [each for each in courses.values() if any(name in words for name in each.names)]
    return fitting[0] if len(fitting) == 1 else None
