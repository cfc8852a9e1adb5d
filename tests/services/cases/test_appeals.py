"""The legal clock, day by day, and the calendar of working days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import FOLDER
from content.calendar import Calendar, load_calendar
from content.mistakes import BrokenContent
from services.cases.appeals import terms

WAR = Calendar(True, {"12-25": "Різдво", "01-01": "Новий рік"}, {})
PEACE = Calendar(False, {"12-25": "Різдво", "01-01": "Новий рік"}, {date(2027, 5, 3): "Великдень"})


@pytest.mark.parametrize(
    ("sent", "days", "taken", "soon", "month", "latest"),
    [
        # On a Monday at noon: the same day counts.
        ((2026, 11, 23, 12), WAR, (2026, 11, 23), (2026, 12, 8), (2026, 12, 23), (2027, 1, 7)),
        # After office hours, and on a Friday evening: the next working day.
        ((2026, 11, 23, 17), WAR, (2026, 11, 24), (2026, 12, 9), (2026, 12, 24), (2027, 1, 8)),
        ((2026, 11, 27, 18), WAR, (2026, 11, 30), (2026, 12, 15), (2026, 12, 30), (2027, 1, 14)),
        # On a Sunday.
        ((2026, 11, 22, 10), WAR, (2026, 11, 23), (2026, 12, 8), (2026, 12, 23), (2027, 1, 7)),
        # Christmas, a Friday: worked under martial law, and not in peace.
        ((2026, 12, 25, 10), WAR, (2026, 12, 25), (2027, 1, 9), (2027, 1, 25), (2027, 2, 8)),
        ((2026, 12, 25, 10), PEACE, (2026, 12, 28), (2027, 1, 12), (2027, 1, 28), (2027, 2, 11)),
        # A month after the 31st of January ends with February.
        ((2028, 1, 31, 9), WAR, (2028, 1, 31), (2028, 2, 15), (2028, 2, 29), (2028, 3, 16)),
        # A moving holiday.
        ((2027, 5, 3, 9), PEACE, (2027, 5, 4), (2027, 5, 19), (2027, 6, 4), (2027, 6, 18)),
    ],
)
def test_the_terms_of_an_appeal(
    sent: tuple[int, ...],
    days: Calendar,
    taken: tuple[int, int, int],
    soon: tuple[int, int, int],
    month: tuple[int, int, int],
    latest: tuple[int, int, int],
) -> None:
    year, number, day, hour = sent
    found = terms(datetime(year, number, day, hour, tzinfo=UTC), days)
    assert (found.taken_on, found.soon_on, found.month_on, found.latest_on) == (
        date(*taken),
        date(*soon),
        date(*month),
        date(*latest),
    )


@given(st.datetimes(datetime(2024, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_terms_come_in_their_order_and_start_on_a_working_day(sent: datetime) -> None:
    found = terms(sent, PEACE)
    assert sent.date() <= found.taken_on < found.soon_on < found.month_on < found.latest_on
    assert not PEACE.day_off(found.taken_on)
    assert (found.taken_on - sent.date()).days <= 5


def test_the_calendar_of_the_bot_is_sound() -> None:
    days = load_calendar(FOLDER / "calendar.yaml")
    assert days.holidays_are_working
    assert days.day_off(date(2026, 11, 22))
    assert not days.day_off(date(2026, 12, 25))


@pytest.mark.parametrize(
    ("good", "bad"),
    [("01-01:", "13-01:"), ("2026-04-12:", "колись:"), ("working: true", "working: може"), ("every_year:", "[")],
)
def test_a_broken_calendar_is_refused(tmp_path: Path, good: str, bad: str) -> None:
    path = tmp_path / "calendar.yaml"
    path.write_text((FOLDER / "calendar.yaml").read_text(encoding="utf-8").replace(good, bad), encoding="utf-8")
    with pytest.raises(BrokenContent):
        load_calendar(path)
