"""How people's names are written (`content/uk/names.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntFlag, StrEnum
from pathlib import Path
from typing import Any

from content import FOLDER
from content.mistakes import load_yaml


class Gender(StrEnum):
    """A name is declined by it."""

    MASCULINE = "masculine"
    FEMININE = "feminine"


class Case(IntFlag):
    """The cases in which a certificate may name a person."""

    NOMINATIVE = 1
    GENITIVE = 2
    DATIVE = 4
    ACCUSATIVE = 8
    INSTRUMENTAL = 16
    ANY = 31


OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL)


@dataclass(frozen=True, slots=True)
class NameRules:
    """Letters, other languages' names, and declension."""

    fold: Mapping[int, str]
    e_after_vowel: re.Pattern[str]
    """Where this letter of the Ukrainian alphabet is heard as two."""
    latin: Mapping[str, str]
    a_latin: re.Pattern[str]
    look_alike: Mapping[int, str]
    same: Mapping[str, str]
    """Another language's name → the Ukrainian one."""
    russian_endings: Mapping[str, str]
    """The longest first."""
    patronymic: Mapping[Gender, tuple[str, ...]]
    exceptions: Mapping[str, Gender]
    """Given names whose ending says the wrong thing of the gender."""
    declension: Mapping[Gender, Mapping[str, tuple[tuple[str, ...], ...]]]
    """Ending → what it becomes in each case of OBLIQUE; the longest first."""


def load_name_rules(path: Path = FOLDER / "names.yaml") -> NameRules:
    """Raises BrokenContent."""
    return load_yaml(path, _rules, "check-wrong-card")


def _rules(data: dict[str, Any]) -> NameRules:
    return NameRules(
        fold=str.maketrans(data["fold"]),
        e_after_vowel=re.compile(f"(?<=[{data['vowels']}])\u0454"),
        latin=data["latin"],
        a_latin=re.compile("|".join(sorted(data["latin"], key=len, reverse=True))),
        look_alike=str.maketrans(data["look_alike"]),
        same={other: name for name, others in data["same"].items() for other in others},
        russian_endings=_longest_first(data["russian_endings"]),
        patronymic={gender: tuple(data["patronymic"][gender]) for gender in Gender},
        exceptions={name: gender for gender in Gender for name in data[gender]},
        declension={
            gender: {
                ending: tuple(tuple(case.split("|")) for _, case in zip(OBLIQUE, cases, strict=True))
                for ending, cases in _longest_first(data["declension"][gender]).items()
            }
            for gender in Gender
        },
    )


def _longest_first(table: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(table.items(), key=lambda item: -len(item[0])))
