"""Times that staff write, and the days of a series, also over a change of the clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from content.library import Library
from services.days import Days
from services.mailings.schedule import occurrences, offered, parse_time
from services.times import later
from storage.mailings.mailings import Repeat

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=KYIV)


@pytest.fixture
def days(library: Library) -> Days:
    return Days(library)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18:00", "2026-11-23T18:00:00+02:00"),
        ("9.30", "2026-11-24T09:30:00+02:00"),
        ("12:00", "2026-11-24T12:00:00+02:00"),
        ("24.11 10:00", "2026-11-24T10:00:00+02:00"),
        ("1.1, 10:00", "2027-01-01T10:00:00+02:00"),
        ("01.06.2027 8:05", "2027-06-01T08:05:00+03:00"),
        ("28.03.2027 02:59", "2027-03-28T02:59:00+02:00"),
        ("28.03.2027 04:00", "2027-03-28T04:00:00+03:00"),
        ("завтра о 10", "2026-11-24T10:00:00+02:00"),
        ("сьогодні, 18:00", "2026-11-23T18:00:00+02:00"),
        ("у п’ятницю о 9.30", "2026-11-27T09:30:00+02:00"),
        ("15 грудня 18:00", "2026-12-15T18:00:00+02:00"),
    ],
)
def test_a_written_time_is_understood(days: Days, text: str, expected: str) -> None:
    found = parse_time(text, NOW, days)
    assert found
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "завтра", "25:00", "12:60", "31.02 10:00", "22.11.2026 10:00", "24.11.2028 10:00", "24.13 10:00", "1000"),
        *("учора о 10:00", "23.11 10:00", "24.11", "24.11 10", "завтра 10", "колись о 10:00", "10"),
    ],
)
def test_what_is_no_time_to_come_is_none(days: Days, text: str) -> None:
    assert parse_time(text, NOW, days) is None


def test_an_hour_that_does_not_exist_becomes_the_one_after_it(days: Days) -> None:
    found = parse_time("28.03.2027 03:30", NOW, days)
    assert found
    assert found.astimezone(UTC).astimezone(KYIV).isoformat() == "2027-03-28T04:30:00+03:00"


def test_a_week_keeps_its_hour_over_both_changes() -> None:
    first = datetime(2026, 10, 19, 10, 0, tzinfo=KYIV)
    assert [at.isoformat() for at in islice(occurrences(first, Repeat.WEEK), 2)] == [
        "2026-10-19T10:00:00+03:00",
        "2026-10-26T10:00:00+02:00",
    ]


def test_the_last_day_of_a_month_stays_the_last() -> None:
    first = datetime(2027, 1, 31, 10, 0, tzinfo=KYIV)
    days = [at.date().isoformat() for at in islice(occurrences(first, Repeat.MONTH), 4)]
    assert days == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]
    quarters = [at.date().isoformat() for at in islice(occurrences(first, Repeat.QUARTER), 3)]
    assert quarters == ["2027-01-31", "2027-04-30", "2027-07-31"]
    assert list(occurrences(first, Repeat.NEVER)) == [first]


def test_a_minute_is_a_minute_in_the_nights_of_the_changes() -> None:
    autumn = datetime(2026, 10, 25, 3, 59, 30, tzinfo=KYIV)
    assert later(autumn, timedelta(minutes=1)).isoformat() == "2026-10-25T03:00:30+02:00"
    spring = datetime(2027, 3, 28, 2, 59, 30, tzinfo=KYIV)
    assert later(spring, timedelta(minutes=1)).isoformat() == "2027-03-28T04:00:30+03:00"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23 09:00", ["23.11 10:00", "23.11 15:00", "24.11 10:00"]),
        ("2026-11-27 12:00", ["27.11 15:00", "30.11 10:00", "30.11 15:00"]),  # a Friday
        ("2026-11-27 18:00", ["30.11 10:00", "30.11 15:00", "01.12 10:00"]),
        ("2026-11-28 12:00", ["30.11 10:00", "30.11 15:00", "01.12 10:00"]),
    ],
)
def test_heads_are_offered_working_hours(library: Library, now: str, expected: list[str]) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=KYIV)
    assert [f"{each:%d.%m %H:%M}" for each in offered(at, library.calendar, at_work=True)] == expected


def test_a_holiday_that_is_not_worked_is_not_offered(library: Library) -> None:
    at = datetime(2026, 12, 24, 16, tzinfo=KYIV)  # a Thursday
    calendar = replace(library.calendar, holidays_are_working=False)
    times = offered(at, calendar, at_work=True)
    assert [f"{each:%d.%m}" for each in times] == ["28.12", "28.12", "29.12"]


def test_citizens_are_offered_evenings_too(library: Library) -> None:
    at = datetime(2026, 11, 27, 19, tzinfo=KYIV)
    assert [f"{each:%d.%m %H:%M}" for each in offered(at, library.calendar, at_work=False)] == [
        "28.11 10:00",
        "28.11 18:00",
    ]
