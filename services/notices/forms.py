"""Forms of replies: the fields that staff ask for, in a line each, and what must hold between them.

Staff define a form in words (`Form.parse`), for example «Villages without fibre: number 0-300».
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from content.messages import Texts
from storage.notices import Answers, Notice

MOST_FIELDS = 20
LONGEST_LABEL = 60
NONE = "-"
"""The answer that there are no such settlements."""
_BOUNDS = re.compile(r"(?P<low>\d+)\s*(?:-|–|\.\.)\s*(?P<high>\d+)\s*(?P<unit>.*)")
_CHECK = re.compile(r"(?P<whole>\d{1,2})\s*>=\s*(?P<parts>\d{1,2}(?:\s*\+\s*\d{1,2})*)")


class FieldKind(StrEnum):
    NUMBER = "number"
    YES_NO = "yes-no"
    CHOICE = "choice"
    DATE = "date"
    TEXT = "text"
    FILE = "file"
    PLACES = "places"
    """Settlements, one a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    label: str
    kind: FieldKind
    low: int = 0
    high: int = 1_000_000
    unit: str = ""
    options: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """The parts together are no more than the whole; places of fields, from 0 on."""

    whole: int
    parts: tuple[int, ...]


class WrongForm(ValueError):
    """A line of a definition that says nothing: its number, from 1 on, and the line."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(number, line)
        self.number = number
        self.line = line


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a reply, and what must hold between them."""

    fields: tuple[Field, ...]
    checks: tuple[Check, ...] = ()

    @classmethod
    def parse(cls, text: str, texts: Texts) -> Form:
        """A line for each field, «label: kind …», and «1 >= 2 + 3» for a check. Raises WrongForm."""
        fields: list[Field] = []
        checks: list[tuple[int, str, Check]] = []
        for number, line in enumerate(filter(None, (each.strip() for each in text.splitlines())), start=1):
            if match := _CHECK.fullmatch(line):
                parts = tuple(int(each) - 1 for each in match["parts"].split("+"))
                checks.append((number, line, Check(int(match["whole"]) - 1, parts)))
                continue
            label, _, what = line.rpartition(":")
            field = _field(" ".join(label.split()), what.strip(), texts)
            if field is None or len(fields) == MOST_FIELDS:
                raise WrongForm(number, line)
            fields.append(field)
        for number, line, check in checks:
            named = [check.whole, *check.parts]
            if any(not 0 <= each < len(fields) or fields[each].kind is not FieldKind.NUMBER for each in named):
                raise WrongForm(number, line)
        if not fields:
            raise WrongForm(1, text.strip()[:LONGEST_LABEL])
        return cls(tuple(fields), tuple(check for _number, _line, check in checks))

    @classmethod
    def of(cls, notice: Notice) -> Form:
        """What a notice asks for; no fields where it wants no reply."""
        return cls.read(notice.form)

    @classmethod
    def read(cls, stored: Sequence[Mapping[str, Any]]) -> Form:
        """As `stored` gave it."""
        fields = [
            Field(**{**each, "kind": FieldKind(each["kind"]), "options": tuple(each["options"])})
            for each in stored
            if "kind" in each
        ]
        checks = [Check(each["whole"], tuple(each["parts"])) for each in stored if "whole" in each]
        return cls(tuple(fields), tuple(checks))

    def stored(self) -> list[dict[str, object]]:
        """As it is kept."""
        return [*(asdict(each) for each in self.fields), *(asdict(each) for each in self.checks)]

    def missing(self, answers: Answers) -> list[Field]:
        """What has no answer yet and needs one."""
        return [field for place, field in enumerate(self.fields) if not field.optional and not answers.get(str(place))]

    def broken(self, answers: Answers) -> list[Check]:
        """The checks that do not hold."""

        def number(place: int) -> int:
            return int(answers.get(str(place)) or 0)

        return [check for check in self.checks if sum(map(number, check.parts)) > number(check.whole)]


def _field(label: str, what: str, texts: Texts) -> Field | None:
    """None where the line defines no field."""
    optional = texts.plain("replies-word-optional")
    is_optional = what.endswith(optional)
    what = what.removesuffix(optional).rstrip(" ,")
    if not label or len(label) > LONGEST_LABEL:
        return None
    for kind in FieldKind:
        word = texts.plain("replies-word", kind=kind)
        if what != word and not what.startswith(f"{word} "):
            continue
        field, rest = Field(label=label, kind=kind, optional=is_optional), what.removeprefix(word).strip()
        if kind is FieldKind.NUMBER and rest:
            bounds = _BOUNDS.fullmatch(rest)
            if not bounds:
                return replace(field, unit=rest)
            low, high = int(bounds["low"]), int(bounds["high"])
            return replace(field, low=low, high=high, unit=bounds["unit"].strip()) if low <= high else None
        if kind is FieldKind.CHOICE:
            options = tuple(filter(None, (each.strip() for each in rest.split(","))))
            return replace(field, options=options) if len(options) > 1 else None
        return field if not rest else None
    return None


def given(value: str) -> list[str]:
    """The settlements of an answer."""
    return [] if value == NONE else value.splitlines()
