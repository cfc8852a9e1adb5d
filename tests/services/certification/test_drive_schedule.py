"""The days on which a drive is recalled."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from content.calendar import Calendar
from services.certification.drive_schedule import DAY, Rung, rung_of, rungs
from services.certification.drives import Drive

DAYS = Calendar(holidays_are_working=False, every_year={"12-25": "Різдво"}, once={})


def drive(starts_on: date, due_on: date) -> Drive:
    return Drive(1, "T", "T", starts_on, due_on, 1, None, None, ("cyber",), ("b1",))


def test_a_month_has_all_rungs() -> None:
    found = rungs(date(2026, 12, 1), date(2026, 12, 31), DAYS)
    assert found == {
        Rung.START: date(2026, 12, 1),
        Rung.HALF: date(2026, 12, 16),
        Rung.WEEK: date(2026, 12, 24),
        Rung.SOON: date(2026, 12, 28),
        Rung.EVE: date(2026, 12, 30),
        Rung.TODAY: date(2026, 12, 31),
        Rung.LATE: date(2027, 1, 1),
        Rung.LAST: date(2027, 1, 7),
    }


def test_days_off_move_a_rung_and_a_holiday_counts() -> None:
    found = rungs(date(2026, 11, 28), date(2026, 12, 26), DAYS)  # both a Saturday; Friday the 25th is Christmas
    assert found[Rung.START] == date(2026, 11, 30)
    assert found[Rung.EVE] == date(2026, 12, 24)
    assert found[Rung.TODAY] == date(2026, 12, 28)
    assert found[Rung.LATE] == date(2026, 12, 29)


def test_in_a_short_drive_the_later_rungs_stay() -> None:
    found = rungs(date(2026, 12, 1), date(2026, 12, 3), DAYS)
    assert list(found) == [Rung.START, Rung.EVE, Rung.TODAY, Rung.LATE, Rung.LAST]


@given(st.dates(date(2026, 1, 1), date(2027, 12, 1)), st.integers(1, 400))
def test_rungs_come_one_a_day_in_order_on_working_days(starts_on: date, lasts: int) -> None:
    found = rungs(starts_on, starts_on + lasts * DAY, DAYS)
    days = list(found.values())
    assert all(earlier < later for earlier, later in pairwise(days))
    assert not any(DAYS.day_off(day) for day in days)
    assert {Rung.START, Rung.LAST} <= set(found)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 1)), st.integers(1, 100))
def test_looking_every_day_finds_each_rung_on_its_day(starts_on: date, lasts: int) -> None:
    one = drive(starts_on, starts_on + lasts * DAY)
    for rung, day in rungs(one.starts_on, one.due_on, DAYS).items():
        assert rung_of(one, day, DAYS) is rung
    assert rung_of(one, one.due_on + 30 * DAY, DAYS) is None
    assert rung_of(one, one.starts_on - timedelta(days=1), DAYS) is None
