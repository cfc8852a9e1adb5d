"""Days for a person's own calendar, as an .ics file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Day:
    """Something that falls on a whole day; `uid` stays the same when it is sent again, `at` is when it was made."""

    uid: str
    on: date
    title: str
    at: datetime


def make_ics(days: Iterable[Day]) -> bytes:
    """The calendar file."""
    from icalendar import Calendar, Event  # when somebody takes a calendar along

    calendar = Calendar()
    calendar.add("prodid", "-//zhytomyr-digital-bot//uk")
    calendar.add("version", "2.0")
    for day in days:
        event = Event()
        event.add("uid", day.uid)
        event.add("dtstamp", day.at)
        event.add("dtstart", day.on)
        event.add("summary", day.title)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
