"""The schedule of reminders: each stage once, in its order, on working days, and nothing once it is done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.calendar import Calendar
from services.notices.reminder_schedule import REMINDERS, ReminderStage, stage_on, stages

DAYS = Calendar(False, {"01-01": "Новий рік", "12-25": "Різдво"}, {date(2026, 12, 24): "перенесений"})
WAR = Calendar(True, {"01-01": "Новий рік", "12-25": "Різдво"}, {})


def days(due_on: str, calendar: Calendar = DAYS) -> dict[str, str]:
    return {stage.value: day.isoformat() for stage, day in stages(date.fromisoformat(due_on), calendar).items()}


def test_in_an_ordinary_week() -> None:
    assert days("2026-11-27") == {
        "soon": "2026-11-24",
        "eve": "2026-11-26",
        "today": "2026-11-27",
        "late": "2026-11-30",
        "escalated": "2026-12-01",
    }


def test_three_days_before_a_tuesday_is_the_friday() -> None:
    found = days("2026-12-01")
    assert (found["soon"], found["eve"]) == ("2026-11-27", "2026-11-30")


def test_what_would_fall_on_the_day_of_the_next_stage_is_left_out() -> None:
    assert "soon" not in days("2026-11-30"), "three days before and the eve are both the Friday"


def test_over_new_year() -> None:
    assert days("2026-12-31")["late"] == "2027-01-04"
    assert days("2026-12-31", WAR)["late"] == "2027-01-01"
    assert days("2026-12-28")["eve"] == "2026-12-23", "the 24th and the 25th are no working days"


@given(
    due=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    lead=st.integers(0, 40),
    done_after=st.integers(0, 60),
    asleep=st.sets(st.integers(0, 60), max_size=20),
    calendar=st.sampled_from([DAYS, WAR]),
)
def test_each_stage_once_in_order_on_working_days_and_nothing_when_done(
    due: date, lead: int, done_after: int, asleep: set[int], calendar: Calendar
) -> None:
    sent_on = due - timedelta(days=lead)
    taken: list[ReminderStage] = []
    for number in range(61):
        today = sent_on + timedelta(days=number)
        if number >= done_after or number in asleep:
            continue
        stage = stage_on(today, due, sent_on, calendar)
        if stage:
            assert not calendar.day_off(today)
            assert number > 0, "not on the day on which it was sent"
            if stage not in taken:  # the planner plans each once
                taken.append(stage)
            assert stage is taken[-1], "none comes back"
    assert taken == sorted(taken, key=REMINDERS.index)
    if not asleep and done_after > 55 and lead > 10:
        assert taken[-1] is ReminderStage.ESCALATED or due + timedelta(days=8) > sent_on + timedelta(days=60)
        assert taken == list(stages(due, calendar)), "all of them, where nobody slept"


@pytest.mark.parametrize("weekend", ["2026-11-28", "2026-11-29"])
def test_nothing_on_a_weekend(weekend: str) -> None:
    day = date.fromisoformat(weekend)
    assert stage_on(day, day, day - timedelta(days=10), DAYS) is None
