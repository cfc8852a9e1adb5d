"""Forms of replies: the fields that staff ask for, in a line each, and what must hold between them.

Staff define a form in words (`Form.parse`), for example «Villages without fibre: number 0-300».
An answer is kept as a string: a number with a point, a day as ISO has it, a table as JSON.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import count
from typing import Any

from content.messages import Texts
from services.figures import show_number
from storage.notices import Answers, Notice

MOST_FIELDS = 20
LONGEST_LABEL = 60
LONGEST_HELP = 200
MOST_COLUMNS = 6
NONE = "-"
"""The answer that there are no such settlements, or no rows."""
MOST = Decimal(10**12)
"""What a number is at most where nothing else is said."""
DECIMALS = 3
"""Digits behind the comma; of money two."""
SECTION, HELP = "#", "?"
"""How lines begin that name what follows, and that explain the field above."""
_NUMBER = r"[-−]?\d(?:[\d\s]*\d)?(?:[.,]\d+)?"
_BOUNDS = re.compile(rf"(?P<low>{_NUMBER})\s*(?:-|–|\.\.)\s*(?P<high>{_NUMBER})\s*(?P<unit>\D.*)?")
_COLUMN = re.compile(r"(?P<label>[^()]+?)\s*(?:\((?P<what>[^()]+)\))?")
_APART = re.compile(r"[,;](?![^(]*\))")
_MEASURED = re.compile(r"(?:,|\()\s*(?P<unit>[^,()]+?)\)?$")
"""The unit at the end of a label, behind a comma or in brackets."""
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
    PLACE = "place"
    """One settlement."""
    TABLE = "table"
    """Rows that the head adds, of one cell for each column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    label: str
    kind: FieldKind
    id: int = 0
    """By which answers name it: it stays the same in every version of a notice."""
    low: Decimal = Decimal(0)
    high: Decimal = MOST
    unit: str = ""
    is_whole: bool = True
    """Whether a number has no part behind the comma."""
    options: tuple[str, ...] = ()
    optional: bool = False
    section: str = ""
    """The heading above it; empty where it has none of its own."""
    help: str = ""
    columns: tuple[Field, ...] = ()
    """Of a table."""

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Field:
        """As it was kept."""
        return cls(
            **{
                **stored,
                "kind": FieldKind(stored["kind"]),
                "low": Decimal(stored["low"]),
                "high": Decimal(stored["high"]),
                "options": tuple(stored["options"]),
                "columns": tuple(cls.read(each) for each in stored["columns"]),
            }
        )

    def stored(self) -> dict[str, Any]:
        """As it is kept."""
        columns = [each.stored() for each in self.columns]
        return {**asdict(self), "low": str(self.low), "high": str(self.high), "columns": columns}

    @property
    def key(self) -> str:
        """Under which answers keep what was said to it."""
        return str(self.id)

    @property
    def meaning(self) -> tuple[object, ...]:
        """Two fields of the same meaning have answers to the same question."""
        return (self.label.casefold(), self.kind, self.unit, tuple(each.meaning for each in self.columns))

    def takes(self, value: str) -> bool:
        """Whether an answer to a field of the same label and kind is one to this field."""
        match self.kind:
            case FieldKind.NUMBER:
                return self.allows(Decimal(value))
            case FieldKind.CHOICE:
                return value in self.options
            case FieldKind.TABLE:
                return all(len(row) == len(self.columns) for row in rows_of(value))
            case _:
                return True

    def allows(self, number: Decimal) -> bool:
        """Whether the number is within the bounds, and not finer than is asked."""
        digits = 0 if self.is_whole else DECIMALS
        return self.low <= number <= self.high and number == round(number, digits)


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
        """A line for each field, «label: kind …», and «1 >= 2 + 3» for a check. Raises WrongForm.

        «# heading» begins a section, «? words» explain the field above.
        """
        fields: list[Field] = []
        checks: list[tuple[int, str, Check]] = []
        section = ""
        for number, line in enumerate(filter(None, (each.strip() for each in text.splitlines())), start=1):
            words = " ".join(line[1:].split())
            if line.startswith(SECTION) and 0 < len(words) <= LONGEST_LABEL and not section:
                section = words
                continue
            if line.startswith(HELP) and 0 < len(words) <= LONGEST_HELP and fields and not section:
                fields[-1] = replace(fields[-1], help=words)
                continue
            if match := _CHECK.fullmatch(line):
                parts = tuple(int(each) - 1 for each in match["parts"].split("+"))
                checks.append((number, line, Check(int(match["whole"]) - 1, parts)))
                continue
            label, _, what = line.rpartition(":")
            field = _field(" ".join(label.split()), what.strip(), texts)
            if field is None or len(fields) == MOST_FIELDS:
                raise WrongForm(number, line)
            fields.append(replace(field, id=len(fields), section=section))
            section = ""
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
        fields = [Field.read(each) for each in stored if "kind" in each]
        checks = [Check(each["whole"], tuple(each["parts"])) for each in stored if "whole" in each]
        return cls(tuple(fields), tuple(checks))

    def stored(self) -> list[dict[str, object]]:
        """As it is kept."""
        return [*(each.stored() for each in self.fields), *(asdict(each) for each in self.checks)]

    def written(self, texts: Texts) -> str:
        """The words that define it: `parse` reads them as the same form."""
        lines: list[str] = []
        for field in self.fields:
            lines += [f"{SECTION} {field.section}"] if field.section else []
            lines.append(f"{field.label}: {_definition(field, texts)}")
            lines += [f"{HELP} {field.help}"] if field.help else []
        for check in self.checks:
            lines.append(f"{check.whole + 1} >= {' + '.join(str(each + 1) for each in check.parts)}")
        return "\n".join(lines)

    def missing(self, answers: Answers) -> list[Field]:
        """What has no answer yet and needs one."""
        return [field for field in self.fields if not field.optional and not answers.get(field.key)]

    def next(self, answers: Answers) -> Field | None:
        """The field to be asked now: the first one that nobody answered and nobody passed over."""
        for field in self.fields:
            value = answers.get(field.key)
            if value is None or not (value or field.optional):
                return field
        return None

    def with_field(self, field: Field, instead: int | None = None) -> Form:
        """With one more at the end, under an id of its own, or with it in the place of the field of that id."""
        if instead is None:
            new = 1 + max((each.id for each in self.fields), default=-1)
            return self._of([*self.fields, replace(field, id=new)])
        return self._of([replace(field, id=each.id) if each.id == instead else each for each in self.fields])

    def without(self, field_id: int) -> Form:
        """Without that field. The heading above it stands above the next one then."""
        fields = list(self.fields)
        for place, each in enumerate(self.fields):
            if each.id == field_id:
                del fields[place]
                if each.section and place < len(fields) and not fields[place].section:
                    fields[place] = replace(fields[place], section=each.section)
        return self._of(fields)

    def moved(self, field_id: int, *, up: bool) -> Form:
        """That field a step higher or lower: beyond the next heading, where a field is left below it, or field."""
        fields = list(self.fields)
        place = next((number for number, each in enumerate(fields) if each.id == field_id), None)
        if place is None or not 0 <= (other := place - 1 if up else place + 1) < len(fields):
            return self
        if up and fields[place].section and place + 1 < len(fields) and not fields[place + 1].section:
            fields[place + 1] = replace(fields[place + 1], section=fields[place].section)
            fields[place] = replace(fields[place], section="")
        elif not up and fields[other].section and not fields[place].section:
            fields[place] = replace(fields[place], section=fields[other].section)
            fields[other] = replace(fields[other], section="")
        else:
            here, there = fields[place], fields[other]
            fields[place] = replace(there, section=here.section)
            fields[other] = replace(here, section=there.section)
        return self._of(fields)

    def _of(self, fields: Sequence[Field]) -> Form:
        """These fields, with the checks of this form that still say something: they name fields by their place."""
        places = {each.id: place for place, each in enumerate(fields) if each.kind is FieldKind.NUMBER}
        checks = []
        for check in self.checks:
            whole = places.get(self.fields[check.whole].id)
            parts = [places[each] for part in check.parts if (each := self.fields[part].id) in places]
            if whole is not None and parts:
                checks.append(Check(whole, tuple(parts)))
        return Form(tuple(fields), tuple(checks))

    def field(self, field_id: int) -> Field | None:
        """The field of that id; None where a correction took it out, or there never was one."""
        return next((each for each in self.fields if each.id == field_id), None)

    def following(self, versions: Sequence[Form]) -> Form:
        """This form as the next version: what means the same as in the last one has its id, and so its answers."""
        known: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for field in versions[-1].fields:
            known[field.meaning].append(field.id)
        new = count(1 + max(field.id for form in versions for field in form.fields))
        fields = [
            replace(each, id=of_same.pop(0) if (of_same := known[each.meaning]) else next(new)) for each in self.fields
        ]
        return Form(tuple(fields), self.checks)

    def fitting(self, answers: Answers) -> dict[str, str]:
        """What of the answers to an older version is an answer to this one."""
        return {
            field.key: value
            for field in self.fields
            if (value := answers.get(field.key)) is not None and (not value or field.takes(value))
        }

    def broken(self, answers: Answers) -> list[Check]:
        """The checks that do not hold. One whose whole nobody has told yet says nothing."""

        def number(place: int) -> Decimal:
            return Decimal(answers.get(self.fields[place].key) or 0)

        return [
            check
            for check in self.checks
            if answers.get(self.fields[check.whole].key) and sum(map(number, check.parts)) > number(check.whole)
        ]


class WrongPart(StrEnum):
    """What of a field, as it was typed part by part, says nothing."""

    LABEL = "label"
    HELP = "help"
    SECTION = "section"
    BOUNDS = "bounds"
    OPTIONS = "options"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWords:
    """A field as staff type it, part by part; it is read as in a line of a definition."""

    kind: str
    """One of the words for kinds."""
    label: str = ""
    section: str = ""
    help: str = ""
    optional: bool = False
    low: str = ""
    high: str = ""
    unit: str = ""
    options: str = ""
    """Of a choice, one a line."""
    columns: str = ""
    """Of a table, one a line: «label (kind)»."""

    @classmethod
    def kinds(cls, texts: Texts) -> list[str]:
        """All words for kinds."""
        return [word for kind in FieldKind for word in texts.plain("replies-word", kind=kind).split("|")]

    @classmethod
    def of(cls, field: Field, texts: Texts) -> FieldWords:
        words = texts.plain("replies-word", kind=field.kind).split("|")
        named = _named_units(texts) if field.kind is FieldKind.NUMBER else {}
        word = next((each for each, unit in named.items() if unit and unit == field.unit), words[0])
        return cls(
            kind=word,
            label=field.label,
            section=field.section,
            help=field.help,
            optional=field.optional,
            low=show_number(field.low) if field.low else "",
            high=show_number(field.high) if named and field.high != _most(field.unit, texts) else "",
            unit="" if named.get(word) else field.unit,
            options="\n".join(field.options),
            columns="\n".join(f"{each.label} ({_definition(each, texts)})" for each in field.columns),
        )

    def field(self, texts: Texts) -> Field | WrongPart:
        """What is meant, or the first part that says nothing."""
        label, section, explained = (" ".join(each.split()) for each in (self.label, self.section, self.help))
        if not label or len(label) > LONGEST_LABEL or label.startswith((SECTION, HELP)):
            return WrongPart.LABEL
        if len(section) > LONGEST_LABEL:
            return WrongPart.SECTION
        if len(explained) > LONGEST_HELP:
            return WrongPart.HELP
        word = self.kind if self.kind in self.kinds(texts) else texts.plain("replies-word", kind=FieldKind.TEXT)
        rest, wrong = "", WrongPart.LABEL
        if word in _named_units(texts):
            if any(each.strip() and not re.fullmatch(_NUMBER, each.strip()) for each in (self.low, self.high)):
                return WrongPart.BOUNDS
            rest, wrong = self._measured(word, texts), WrongPart.BOUNDS
        elif word == texts.plain("replies-word", kind=FieldKind.CHOICE):
            rest, wrong = _in_one_line(self.options), WrongPart.OPTIONS
        elif word == texts.plain("replies-word", kind=FieldKind.TABLE):
            rest, wrong = _in_one_line(self.columns), WrongPart.COLUMNS
        field = _field(label, f"{word} {rest}".strip(), texts)
        return replace(field, section=section, help=explained, optional=self.optional) if field else wrong

    def _measured(self, word: str, texts: Texts) -> str:
        """Bounds and unit, as they stand in a line."""
        unit = "" if _named_units(texts)[word] else " ".join(self.unit.split())
        low, high, most = self.low.strip(), self.high.strip(), _most(_named_units(texts)[word], texts)
        bounds = f"{low or 0}-{high or show_number(most)}" if low or high else ""
        return f"{bounds} {unit}".strip()


def _in_one_line(lines: str) -> str:
    return ", ".join(filter(None, (each.strip(" ,;") for each in lines.splitlines())))


def lacks(asked: Sequence[Mapping[str, Any]], answers: Answers) -> bool:
    """Whether a form, as it is kept, needs more than was answered to an older version of it."""
    form = Form.read(asked)
    return bool(form.missing(form.fitting(answers)))


def _field(label: str, what: str, texts: Texts) -> Field | None:
    """None where the line defines no field."""
    optional = texts.plain("replies-word-optional")
    is_optional = what.endswith(optional)
    what = what.removesuffix(optional).rstrip(" ,")
    if not label or len(label) > LONGEST_LABEL:
        return None
    for kind in FieldKind:
        for word in texts.plain("replies-word", kind=kind).split("|"):
            if what == word or what.startswith(f"{word} "):
                field = Field(label=label, kind=kind, optional=is_optional)
                return _defined(field, what.removeprefix(word).strip(), word, texts)
    return None


def _defined(field: Field, rest: str, word: str, texts: Texts) -> Field | None:
    """What stands behind the word for the kind."""
    match field.kind:
        case FieldKind.NUMBER:
            return _number(field, rest, word, texts)
        case FieldKind.CHOICE:
            options = tuple(filter(None, (each.strip() for each in rest.split(","))))
            return replace(field, options=options) if len(options) > 1 else None
        case FieldKind.TABLE:
            columns = [_column(each.strip(), texts) for each in _APART.split(rest)]
            found = tuple(each for each in columns if each)
            return replace(field, columns=found) if len(found) == len(columns) <= MOST_COLUMNS else None
        case _:
            return field if not rest else None


def _number(field: Field, rest: str, word: str, texts: Texts) -> Field | None:
    """Bounds and a unit. Money and percent are numbers with a unit of their own; what is measured has decimals."""
    bounds = _BOUNDS.fullmatch(rest)
    if bounds is None and rest[:1].isdecimal():
        return None
    unit = _named_units(texts).get(word) or ((bounds["unit"] or "").strip() if bounds else rest)
    low, high = Decimal(0), _most(unit, texts)
    if bounds:
        low, high = (
            Decimal(re.sub(r"\s", "", bounds[each]).replace(",", ".").replace("−", "-")) for each in ("low", "high")
        )
    of_label = _MEASURED.search(field.label)
    measures = texts.plain("numbers-measures").split(" | ")
    measured = any(each in measures for each in (unit or (of_label["unit"] if of_label else "")).split())
    whole = not measured and low == round(low) and high == round(high)
    return replace(field, low=low, high=high, unit=unit, is_whole=whole) if low <= high else None


def _definition(field: Field, texts: Texts) -> str:
    """What stands behind the label of a field."""
    word, *_others = texts.plain("replies-word", kind=field.kind).split("|")
    rest = ""
    match field.kind:
        case FieldKind.NUMBER:
            named = _named_units(texts)
            word = next((each for each, unit in named.items() if unit == field.unit), word)
            if (field.low, field.high) != (Decimal(0), _most(field.unit, texts)):
                rest = f"{show_number(field.low)}-{show_number(field.high)}"
            rest = f"{rest} {field.unit}" if field.unit != named[word] else rest
        case FieldKind.CHOICE:
            rest = ", ".join(field.options)
        case FieldKind.TABLE:
            rest = ", ".join(f"{each.label} ({_definition(each, texts)})" for each in field.columns)
    words = " ".join(filter(None, (word, rest.strip())))
    return f"{words}, {texts.plain('replies-word-optional')}" if field.optional else words


def _named_units(texts: Texts) -> dict[str, str]:
    """The units of the words for numbers: of a plain one none."""
    units = ("", texts.plain("numbers-money-unit"), texts.plain("numbers-percent-unit"))
    return dict(zip(texts.plain("replies-word", kind=FieldKind.NUMBER).split("|"), units, strict=True))


def _most(unit: str, texts: Texts) -> Decimal:
    return Decimal(100) if unit == texts.plain("numbers-percent-unit") else MOST


def _column(text: str, texts: Texts) -> Field | None:
    """«label (kind)»; without a kind it takes words."""
    found = _COLUMN.fullmatch(text)
    if found is None:
        return None
    field = _field(found["label"], found["what"] or texts.plain("replies-word", kind=FieldKind.TEXT), texts)
    return field if field and field.kind in _IN_COLUMNS else None


_IN_COLUMNS = {FieldKind.NUMBER, FieldKind.YES_NO, FieldKind.DATE, FieldKind.TEXT, FieldKind.PLACE}


def given(value: str) -> list[str]:
    """The settlements of an answer."""
    return [] if value == NONE else value.splitlines()


def rows_of(value: str) -> list[list[str]]:
    """The rows of a table, of a string for each column."""
    return json.loads(value) if value and value != NONE else []


def settlements_in(field: Field, value: str) -> list[str]:
    """All settlements that an answer names."""
    match field.kind:
        case FieldKind.PLACES:
            return given(value)
        case FieldKind.PLACE:
            return [value] if value else []
        case FieldKind.TABLE:
            places = [number for number, each in enumerate(field.columns) if each.kind is FieldKind.PLACE]
            return [row[place] for row in rows_of(value) for place in places if row[place]]
        case _:
            return []
