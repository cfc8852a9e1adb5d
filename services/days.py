"""Reads a day as people call it: «позавчора», «минулої п’ятниці», «15.11», «15-го листопада», «три дні тому».

Its words stand in `content/uk/days.yaml`. No library reads them (docs/decisions/0027-days.md).
"""

from __future__ import annotations

import calendar
import re
from datetime import date, time, timedelta

from content.library import Library
from content.words.days import Part
from services.letters import fold, readings

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_FULL = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_HOUR = r"\b(?P<hour>\d{1,2})(?:(?P<sign>[.:])(?P<minute>\d{2}))?(?!\d)"
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NO_DAY = re.compile(r"[^\W\d_]\d|(?![0-9])\d")
"""A letter before a digit, as in the number of a week or a train; digits of another script."""
_APOSTROPHE = re.compile("['’`ʼ\"]")
_LONGEST = 100
_TENS = {20, 30}
_AS_IT_IS = 0, 0, 0


def parse_day(text: str) -> date | None:
    """«24.11.2026» as a date, as tables have it; None where it is none."""
    match = _FULL.fullmatch(text.strip())
    return _date(int(match[3]), int(match[2]), int(match[1])) if match else None


class Days:
    """The reader of one edition of the content."""

    def __init__(self, library: Library) -> None:
        self._letters, words = library.vocabulary.letters, library.days
        self._parts = {fold(self._letters, word): said for word, said in words.parts.items()}
        self._parts_of_day = words.parts_of_day
        before, after, of_day = "|".join(words.at), "|".join(words.hours), "|".join(words.parts_of_day)
        self._hour = re.compile(
            rf"(?P<at>\b(?:{before})\s+)?{_HOUR}(?P<unit>\s+(?:{after})\b)?(?:\s+(?P<part>{of_day})\b)?"
        )
        self._before_hour = re.compile(rf"\b(?:{before})$")

    def read(self, text: str, today: date, *, ahead: bool | None) -> date | None:
        """The day that is meant; None where it is none, or nobody can tell which.

        What names no year, month or week («15.11», «15 числа», «у п’ятницю») is the next one from today on where it is
        to come (`ahead`), the last one where it has been; None: the one of this year, this month, this week. An hour
        beside it is passed over.
        """
        if _NO_DAY.search(text):
            return None
        for each in readings(self._letters, _APOSTROPHE.sub("", text[:_LONGEST].lower())):
            parts = self._said(self._hour.sub(lambda found: " " if self._is_hour(found) else found[0], each))
            if parts and (day := _meant(parts, today, ahead)):
                return day
        return None

    def hour(self, text: str) -> time | None:
        """The hour that stands beside a day, as in «учора о 7 вечора»; None where there is none, or more than one."""
        for each in readings(self._letters, _APOSTROPHE.sub("", text[:_LONGEST].lower())):
            found = [match for match in self._hour.finditer(each) if self._is_hour(match)]
            if len(found) == 1:
                hour, minute = int(found[0]["hour"]), int(found[0]["minute"] or 0)
                beside = (found[0]["part"], *(word for word in _TOKEN.findall(each) if self._is_filler(word)))
                first, last, add = next(
                    (self._parts_of_day[word] for word in beside if word in self._parts_of_day), _AS_IT_IS
                )
                hour += add if first <= hour <= last else 0
                return time(hour, minute) if hour < 24 and minute < 60 else None
        return None

    def _is_hour(self, found: re.Match[str]) -> bool:
        """«16:20», «о 16», «16 годині», «7 вечора»; no «15.11», and no «3 дня тому»."""
        part = found["part"] if found["sign"] is None and self._is_filler(found["part"] or "") else None
        return bool(found["at"] or found["unit"] or part or found["sign"] == ":")

    def _is_filler(self, word: str) -> bool:
        return self._part(word)[0] is Part.FILLER

    def before_hour(self, text: str) -> bool:
        """Whether the text ends with a word after which an hour stands, as in «завтра о»."""
        return bool(self._before_hour.search(text.lower()))

    def _said(self, text: str) -> list[tuple[Part, int]] | None:
        """What each word says of the day; None where one of them is something else."""
        said: list[tuple[Part, int]] = []
        for token in _TOKEN.findall(text):
            part, value = (Part.NUMBER, int(token)) if token.isdecimal() else self._part(token)
            if part is None:
                return None
            if part is Part.NUMBER and not token.isdecimal() and value < 10 and said and said[-1][1] in _TENS:
                said[-1] = Part.NUMBER, said[-1][1] + value
            elif part is not Part.FILLER:
                said.append((part, value))
        return said

    def _part(self, word: str) -> tuple[Part | None, int]:
        return self._parts.get(fold(self._letters, word), (None, 0))


def _meant(said: list[tuple[Part, int]], today: date, ahead: bool | None) -> date | None:
    """The day that the words come to."""
    if (Part.SIDE, -1) in said[:-1]:
        return None  # «на тому тижні» is no week ago
    said = sorted(said, key=lambda each: each[0])  # numbers stay in their order
    shape, values = tuple(part for part, _ in said), [value for _, value in said]
    monday = today - today.weekday() * _DAY
    try:
        match shape:
            case (Part.FROM_TODAY,):
                return today + values[0] * _DAY
            case (Part.WEEKDAY,):
                return _nearest_weekday(values[0], today, ahead)
            case (Part.WEEKDAY, Part.WEEK):
                if values[1] == -1:
                    return _nearest_weekday(values[0], today, ahead=False)
                return monday + values[1] * _WEEK + values[0] * _DAY
            case (Part.WEEKDAY, Part.WEEK, Part.DAYS) if values[2] == _WEEK.days:
                return monday + values[1] * _WEEK + values[0] * _DAY
            case (Part.WEEKDAY, *_):
                day = _meant(said[1:], today, ahead)
                return day if day and day.weekday() == values[0] else None
            case (Part.DAYS, Part.SIDE) | (Part.MONTHS, Part.SIDE):
                return _away(today, shape[0], values[0] * values[1])
            case (Part.NUMBER, Part.DAYS, Part.SIDE) | (Part.NUMBER, Part.MONTHS, Part.SIDE):
                return _away(today, shape[1], values[0] * values[1] * values[2])
            case (Part.NUMBER,):
                return _nearest_number(values[0], today, ahead)
            case (Part.NUMBER, Part.NUMBER) | (Part.NUMBER, Part.MONTH):
                return _nearest_date(values[1], values[0], today, ahead)
            case (Part.NUMBER, Part.NUMBER, Part.NUMBER) if values[0] > 31:
                return _date(values[0], values[1], values[2])
            case (Part.NUMBER, Part.NUMBER, Part.NUMBER):
                return _date(values[2], values[1], values[0])
            case (Part.NUMBER, Part.NUMBER, Part.MONTH):
                return _date(values[1], values[2], values[0])
    except OverflowError:
        return None
    return None


def _date(year: int, month: int, day: int) -> date | None:
    """A year of two digits is one of this century."""
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except (ValueError, OverflowError):
        return None


def _nearest_weekday(weekday: int, today: date, ahead: bool | None) -> date:
    """Never today: that would be called today."""
    if ahead is None:
        return today + (weekday - today.weekday()) * _DAY
    return today + ((weekday - today.weekday() - 1) % 7 + 1) * _DAY if ahead else _before(weekday, today)


def _before(weekday: int, today: date) -> date:
    return today - ((today.weekday() - weekday - 1) % 7 + 1) * _DAY


def _nearest_number(day: int, today: date, ahead: bool | None) -> date | None:
    """That day of this month, or of the nearest one that has it."""
    step = 0 if ahead is None else 1 if ahead else -1
    for number in range(3):  # no two months in a row lack a day that others have
        first = _month(today, step * number)
        found = _date(first.year, first.month, day)
        if found and (found - today).days * step >= 0:
            return found
    return None


def _nearest_date(month: int, day: int, today: date, ahead: bool | None) -> date | None:
    """That day of this year, or of the nearest one that has it."""
    step = 0 if ahead is None else 1 if ahead else -1
    for number in range(9):  # the 29th of February
        found = _date(today.year + step * number, month, day)
        if found and (found - today).days * step >= 0:
            return found
    return None


def _away(today: date, unit: Part, count: int) -> date:
    """So many days or months from today; a month that has no such day has its last one. Raises OverflowError."""
    if unit is Part.DAYS:
        return today + count * _DAY
    first = _month(today, count)
    return first.replace(day=min(today.day, calendar.monthrange(first.year, first.month)[1]))


def _month(day: date, count: int) -> date:
    """The first day of the month that comes so many months after that day's. Raises OverflowError."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month + 1, 1)
