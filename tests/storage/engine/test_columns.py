"""A stored time shows what the clock on the wall showed, and is exact, also in nights in which the clocks change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.engine.columns import from_ms, read_in, to_ms

KYIV = ZoneInfo("Europe/Kyiv")
HOUR = 3_600_000
TWICE, SKIPPED = 1_792_886_400_000, 1_806_192_000_000
"""The moments at which the clocks in Kyiv go back from four to three (2026) and on from three to four (2027)."""
moments = st.integers(0, 4_000_000_000_000)


@pytest.fixture
def in_warsaw() -> Iterator[None]:
    read_in(ZoneInfo("Europe/Warsaw"))
    yield
    read_in(KYIV)


def test_times_come_back_to_the_millisecond_from_any_zone() -> None:
    local = datetime(2026, 10, 25, 3, 30, 0, 123_000, tzinfo=timezone(timedelta(hours=3)))
    assert from_ms(to_ms(local)) == local
    assert to_ms(datetime(1970, 1, 1, tzinfo=UTC)) == 0
    assert from_ms(None) is None
    with pytest.raises(ValueError, match="zone"):
        to_ms(datetime(2026, 1, 1))  # noqa: DTZ001 - the mistake it refuses


@given(moments)
@example(TWICE - 1)
@example(TWICE)
@example(SKIPPED)
def test_the_day_and_the_hour_are_those_of_the_wall(at: int) -> None:
    read = from_ms(at)
    assert read
    assert f"{read:%Y-%m-%d %H:%M:%S}" == f"{datetime.fromtimestamp(at / 1000, KYIV):%Y-%m-%d %H:%M:%S}"
    assert to_ms(read) == at


@given(moments, moments)
@example(TWICE - 60_000, TWICE)
@example(TWICE - HOUR, TWICE + HOUR)
@example(SKIPPED - 60_000, SKIPPED)
def test_comparing_and_subtracting_are_exact(one: int, other: int) -> None:
    first, second = from_ms(one), from_ms(other)
    assert first
    assert second
    assert (first < second) is (one < other)
    assert (first == second) is (one == other)
    assert (second - first) == timedelta(milliseconds=other - one)
    now = datetime.fromtimestamp(other // 1000, KYIV)
    assert (now - first) == timedelta(milliseconds=other // 1000 * 1000 - one)


@pytest.mark.usefixtures("in_warsaw")
def test_the_department_may_live_in_another_zone() -> None:
    read = from_ms(to_ms(datetime(2026, 11, 24, 0, 30, tzinfo=KYIV)))
    assert read
    assert f"{read:%d.%m %H:%M}" == "23.11 23:30"
