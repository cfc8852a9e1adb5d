"""A day as people call it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.library import Library
from services.days import Days, parse_day
from services.letters import fold

TODAY = date(2026, 11, 25)
"""A Wednesday."""


@pytest.fixture(scope="module")
def days(library: Library) -> Days:
    return Days(library)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("сьогодні", "2026-11-25"),
        ("учора", "2026-11-24"),
        ("вчора ввечері", "2026-11-24"),
        ("учора ввечері о 16.20", "2026-11-24"),
        ("Позавчора.", "2026-11-23"),
        ("це було позавчора зранку", "2026-11-23"),
        ("в понеділок", "2026-11-23"),
        ("у понеділок, 23.11", "2026-11-23"),
        ("в понедельник", "2026-11-23"),
        ("в середу", "2026-11-18"),
        ("пт", "2026-11-20"),
        ("минулої п'ятниці", "2026-11-20"),
        ("минулої пʼятниці о 9 годині", "2026-11-20"),
        ("минулого тижня в четвер", "2026-11-19"),
        ("15 листопада", "2026-11-15"),
        ("15-го листопада", "2026-11-15"),
        ("п’ятнадцятого листопада", "2026-11-15"),
        ("двадцять першого жовтня", "2026-10-21"),
        ("15 листопада 2025 року", "2025-11-15"),
        ("30 листопада", "2025-11-30"),
        ("15.11", "2026-11-15"),
        ("15/11", "2026-11-15"),
        ("15.11.26", "2026-11-15"),
        ("15.11.2026 р.", "2026-11-15"),
        ("2026-11-15", "2026-11-15"),
        ("26.11", "2025-11-26"),
        ("29.02", "2024-02-29"),
        ("15 числа", "2026-11-15"),
        ("31", "2026-10-31"),
        ("три дні тому", "2026-11-22"),
        ("2 дні тому", "2026-11-23"),
        ("днів десять тому", "2026-11-15"),
        ("тиждень тому", "2026-11-18"),
        ("місяць тому", "2026-10-25"),
        ("рік тому", "2025-11-25"),
        ("pozavchora", "2026-11-23"),
        ("v ponedilok", "2026-11-23"),
        ("gjpfdxjhf", "2026-11-23"),
    ],
)
def test_a_day_that_has_been(days: Days, text: str, expected: str) -> None:
    assert days.read(text, TODAY, ahead=False) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("сьогодні о 7:10", "07:10"),
        ("о 7:10 ранку сьогодні", "07:10"),
        ("учора 16:20", "16:20"),
        ("учора ввечері о 8.05", "20:05"),
        ("сьогодні о 7 вечора", "19:00"),
        ("сьогодні 9 ранку", "09:00"),
        ("позавчора о 3 дня", "15:00"),
        ("учора о 12 ночі", "00:00"),
        ("15.11 о 16 годині", "16:00"),
        ("15.11.2026 10:00", "10:00"),
        ("15.11.2026", None),
        ("15.11 увечері", None),
        ("3 дня тому", None),
        ("учора о 7 або о 8", None),
        ("учора о 25:00", None),
    ],
)
def test_an_hour_beside_the_day_is_read_and_a_date_is_none(days: Days, text: str, expected: str | None) -> None:
    found = days.hour(text)
    assert (f"{found:%H:%M}" if found else None) == expected
    if "або" not in text:
        assert days.read(text, TODAY, ahead=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("завтра", "2026-11-26"),
        ("до п’ятниці", "2026-11-27"),
        ("у середу", "2026-12-02"),
        ("цієї п’ятниці", "2026-11-27"),
        ("наступної п’ятниці", "2026-12-04"),
        ("наступного тижня в понеділок", "2026-11-30"),
        ("через тиждень", "2026-12-02"),
        ("через два тижні", "2026-12-09"),
        ("за 3 дні", "2026-11-28"),
        ("через місяць", "2026-12-25"),
        ("15.12", "2026-12-15"),
        ("15 листопада", "2027-11-15"),
        ("25.11", "2026-11-25"),
        ("31", "2026-12-31"),
    ],
)
def test_a_day_to_come(days: Days, text: str, expected: str) -> None:
    assert days.read(text, TODAY, ahead=True) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("15.11", "2026-11-15"), ("15.12", "2026-12-15"), ("у понеділок", "2026-11-23"), ("у п’ятницю", "2026-11-27")],
)
def test_one_that_may_be_either_is_the_one_of_this_year_or_week(days: Days, text: str, expected: str) -> None:
    assert days.read(text, TODAY, ahead=None) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "колись",
            "на тому тижні",
            "минулого тижня",
            "30 лютого",
            "24.13",
            "0",
            "1000",
            "12:30",
            "45-VIII",
            "2026-W01-1",
            "٢٠٢٦-١٢-٠٥",
        ),
        *("100000 років тому", f"{10**30} днів тому", "15 листопада або 16", "по понеділках", "середа, 23.11.2026"),
    ],
)
@pytest.mark.parametrize("ahead", [True, False, None])
def test_what_names_no_day_or_not_one_is_none(days: Days, text: str, ahead: bool | None) -> None:
    assert days.read(text, TODAY, ahead=ahead) is None


@given(
    today=st.dates(date(2024, 1, 1), date(2040, 1, 1)),
    back=st.integers(0, 364),
    shape=st.sampled_from(["{0:%d.%m}", "{0:%d.%m.%Y}", "{0:%Y-%m-%d}", "{1} днів тому"]),
)
def test_every_day_of_the_last_year_is_found(days: Days, today: date, back: int, shape: str) -> None:
    day = today - timedelta(days=back)
    assert days.read(shape.format(day, back), today, ahead=False) == day


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_without_a_fault(days: Days, text: str) -> None:
    days.read(text, TODAY, ahead=None)


def test_no_two_words_are_the_same_once_they_are_folded(library: Library) -> None:
    known: dict[str, object] = {}
    for word, said in library.days.parts.items():
        assert known.setdefault(fold(library.vocabulary.letters, word), said) == said, word


def test_tables_have_days_in_full() -> None:
    assert parse_day(" 24.11.2026 ") == date(2026, 11, 24)
    assert [parse_day(text) for text in ("24.11", "31.02.2026", "учора", "")] == [None] * 4
