"""Days and hours for a person's own calendar, as an .ics file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Something that takes some hours: a calendar that has it already moves it there."""

    name: str
    """As that of a day."""
    starts_at: datetime
    ends_at: datetime
    title: str
    where: str
    link: str
    revision: int
    is_over: bool = False


def make_ics(days: Iterable[Day | Meeting], bot: str, at: datetime) -> bytes:
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
        if isinstance(day, Meeting):
            event.add("dtstart", day.starts_at.astimezone(UTC))
            event.add("dtend", day.ends_at.astimezone(UTC))
            for name, words in (("location", day.where), ("url", day.link)):
                if words:
                    event.add(name, words)
        else:
            event.add("dtstart", day.on)
        event.add("summary", day.title)
        if day.is_over:
            event.add("status", "CANCELLED")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
