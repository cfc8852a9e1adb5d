"""Deadlines of notices: read as people write them, never on a day off unsaid, and the days that a text names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.content import Content
from services.days import Days
from services.notices.messages import Extension

LONGEST_DEADLINE = 366
_DAY = timedelta(days=1)
_WORDS_OF_A_DAY = 5
_ENDS = ".,;:!?)»"
_DATE = re.compile(r"(?<![\d./])\d{1,2}(?:\.\d{1,2}(?:\.\d{4})?(?![.\d]*\d)|\s+[^\W\d_]+(?:\s+\d{4})?)")
"""What may be a date; «5 villages» is read as none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A working day, and the hour where one is wanted."""

    on: date
    time: time | None
    asked: date
    """The day that was asked for; where it is a day off, the deadline is the first working day after it."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    _content: Content
    _clock: Callable[[], datetime]

    def on(self, asked: date, hour: time | None = None) -> Deadline | None:
        """None where it is over by now, or further away than LONGEST_DEADLINE; today only by an hour to come."""
        now = self._clock()
        is_ahead = (asked, hour or time.min) > (now.date(), now.time())
        if not is_ahead or (asked - now.date()).days > LONGEST_DEADLINE:
            return None
        return Deadline(on=self._content.library.calendar.working(asked), time=hour, asked=asked)

    def in_days(self, count: int) -> Deadline | None:
        """So many days from today; None where that makes no sense."""
        return self.on(self._clock().date() + count * _DAY) if 1 <= count <= LONGEST_DEADLINE else None

    def read(self, text: str) -> Deadline | None:
        """«5 грудня», «до п’ятниці», «15.12 о 14:00»; None where it is no day to come."""
        days = Days(self._content.library)
        day = days.read(text, self._clock().date(), ahead=True)
        return self.on(day, days.hour(text)) if day else None

    def working(self, end: date) -> Extension:
        """How many working days there are from today until that one."""
        today, calendar = self._clock().date(), self._content.library.calendar
        days = (today + _DAY * number for number in range(1, (end - today).days + 1))
        return Extension(start=today, days=sum(not calendar.day_off(day) for day in days), end=end)

    def named(self, text: str) -> list[date]:
        """The days to come until which the text asks for something, as in «до 5 грудня», each once."""
        until = "|".join(re.escape(each) for each in self._content.texts.plain("notices-until").split(" | "))
        days, today, found = Days(self._content.library), self._clock().date(), list[date]()
        for match in re.finditer(rf"\b(?:{until})\s+", text, re.IGNORECASE):
            words = text[match.end() :].split(maxsplit=_WORDS_OF_A_DAY)[:_WORDS_OF_A_DAY]
            for count in range(len(words), 0, -1):
                phrase = " ".join(words[:count]).rstrip(_ENDS)
                day = None if phrase.isdecimal() else days.read(phrase, today, ahead=True)
                if day and day >= today:
                    found.append(day)
                    break
        return list(dict.fromkeys(found))

    def mentioned(self, text: str) -> list[date]:
        """Those, and all other days to come that the text writes in full or as «05.12»."""
        days, today, found = Days(self._content.library), self._clock().date(), self.named(text)
        for match in _DATE.finditer(text):
            day = days.read(match[0], today, ahead=None)
            if day and day >= today:
                found.append(day)
        return list(dict.fromkeys(found))
