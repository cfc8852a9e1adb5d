"""Days for a person's own calendar, as an .ics file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Day:
    """Something that falls on a whole day: a calendar that has it already moves it there."""

    name: str
    """What it is among all that this bot plans; it stays when the day changes."""
    on: date
    title: str
    revision: int
    """Grows whenever the day changes."""
    is_over: bool = False
    """A calendar that has it already strikes it out."""


def make_ics(days: Iterable[Day], bot: str, at: datetime) -> bytes:
    """The calendar file, made at that time; `bot` is the bot's username, which makes the names unique in the world."""
    from icalendar import Calendar, Event  # when somebody takes a calendar along

    calendar = Calendar()
    calendar.add("prodid", "-//zhytomyr-digital-bot//uk")
    calendar.add("version", "2.0")
    for day in days:
        event = Event()
        event.add("uid", f"{day.name}@{bot}.t.me")
        event.add("dtstamp", at)
        event.add("sequence", day.revision)
        event.add("dtstart", day.on)
        event.add("summary", day.title)
        if day.is_over:
            event.add("status", "CANCELLED")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
