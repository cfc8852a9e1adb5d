"""The days on which a drive reminds people."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from content.calendar import Calendar
from services.certification import Drive
from services.certification.drive_schedule import DAY, ReminderStage, stage_days, stage_of

DAYS = Calendar(holidays_are_working=False, every_year={"12-25": "Різдво"}, once={})


def drive(starts_on: date, due_on: date) -> Drive:
    return Drive(
        id=1,
        token="T",
        title="T",
        starts_on=starts_on,
        due_on=due_on,
        made_by=1,
        opened_at=None,
        closed_at=None,
        courses=("cyber",),
        places=("b1",),
    )


def test_a_month_has_all_stages() -> None:
    found = stage_days(date(2026, 12, 1), date(2026, 12, 31), DAYS)
    assert found == {
        ReminderStage.START: date(2026, 12, 1),
        ReminderStage.HALF: date(2026, 12, 16),
        ReminderStage.WEEK: date(2026, 12, 24),
        ReminderStage.SOON: date(2026, 12, 28),
        ReminderStage.EVE: date(2026, 12, 30),
        ReminderStage.TODAY: date(2026, 12, 31),
        ReminderStage.LATE: date(2027, 1, 1),
        ReminderStage.LAST: date(2027, 1, 7),
    }


def test_days_off_move_a_stage_and_a_holiday_counts() -> None:
    found = stage_days(date(2026, 11, 28), date(2026, 12, 26), DAYS)  # both a Saturday; Friday the 25th is Christmas
    assert found[ReminderStage.START] == date(2026, 11, 30)
    assert found[ReminderStage.EVE] == date(2026, 12, 24)
    assert found[ReminderStage.TODAY] == date(2026, 12, 28)
    assert found[ReminderStage.LATE] == date(2026, 12, 29)


def test_in_a_short_drive_the_later_stages_stay() -> None:
    found = stage_days(date(2026, 12, 1), date(2026, 12, 3), DAYS)
    assert list(found) == [
        ReminderStage.START,
        ReminderStage.EVE,
        ReminderStage.TODAY,
        ReminderStage.LATE,
        ReminderStage.LAST,
    ]


@given(st.dates(date(2026, 1, 1), date(2027, 12, 1)), st.integers(1, 400))
def test_stages_come_one_a_day_in_order_on_working_days(starts_on: date, lasts: int) -> None:
    found = stage_days(starts_on, starts_on + lasts * DAY, DAYS)
    days = list(found.values())
    assert all(earlier < later for earlier, later in pairwise(days))
    assert not any(DAYS.day_off(day) for day in days)
    assert {ReminderStage.START, ReminderStage.LAST} <= set(found)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 1)), st.integers(1, 100))
def test_looking_every_day_finds_each_stage_on_its_day(starts_on: date, lasts: int) -> None:
    one = drive(starts_on, starts_on + lasts * DAY)
    for stage, day in stage_days(one.starts_on, one.due_on, DAYS).items():
        assert stage_of(one, day, DAYS) is stage
    assert stage_of(one, one.due_on + 30 * DAY, DAYS) is None
    assert stage_of(one, one.starts_on - timedelta(days=1), DAYS) is None
