"""Times that staff write, and the days of a series, also over a change of the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from services.mailings.schedule import occurrences, parse_time
from services.times import later
from storage.mailings.mailings import Repeat

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=KYIV)


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
    ],
)
def test_a_written_time_is_understood(text: str, expected: str) -> None:
    found = parse_time(text, NOW)
    assert found
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    "text",
    ["", "завтра", "25:00", "12:60", "31.02 10:00", "22.11.2026 10:00", "24.11.2028 10:00", "24.13 10:00", "1000"],
)
def test_what_is_no_time_to_come_is_none(text: str) -> None:
    assert parse_time(text, NOW) is None


def test_an_hour_that_does_not_exist_becomes_the_one_after_it() -> None:
    found = parse_time("28.03.2027 03:30", NOW)
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
