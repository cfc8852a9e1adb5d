"""Working days: weekends and holidays are left out, unless holidays are worked."""

from __future__ import annotations

from datetime import date

from content.calendar import Calendar

DAYS = Calendar(False, {"01-01": "Новий рік", "12-25": "Різдво"}, {date(2026, 12, 24): "перенесений"})
WAR = Calendar(True, {"01-01": "Новий рік", "12-25": "Різдво"}, {})


def test_working_days_are_counted_over_a_holiday() -> None:
    assert DAYS.after(date(2026, 12, 23), 3) == date(2026, 12, 30)
    assert WAR.after(date(2026, 12, 23), 3) == date(2026, 12, 28)


def test_the_working_day_before_a_holiday() -> None:
    assert DAYS.before(date(2026, 12, 28)) == date(2026, 12, 23)
    assert WAR.before(date(2026, 12, 28)) == date(2026, 12, 25)
