"""Callback data comes back as the same tap; made-up data is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.taps import LIMIT, Tap
from handlers.answers.taps import RateAnswer


class Take(Tap, prefix="take"):
    what: str
    number: int


WORDS = st.from_regex(r"[a-z0-9-]{1,32}", fullmatch=True)
NUMBERS = st.integers(min_value=0, max_value=10**12)


@given(WORDS, NUMBERS)
def test_a_tap_comes_back_as_it_was(what: str, number: int) -> None:
    assert Take.unpack(Take(what, number).pack()) == Take(what, number)


@given(WORDS, NUMBERS)
def test_the_longest_tap_of_the_bot_fits(answer: str, question: int) -> None:
    tap = RateAnswer(answer[:25], "0a1b2c3d", 1, question)
    assert len(tap.pack().encode()) <= LIMIT


@given(st.text() | st.none() | st.integers())
def test_any_other_data_is_no_tap(data: object) -> None:
    tap = Take.unpack(data)
    assert tap is None or tap.pack() == data


@pytest.mark.parametrize(
    "data",
    [
        "",
        "take",
        "take:",
        "take:a",
        "take:a:b",
        "take:a:-1",
        "take:a:1:2",
        "take:A:1",
        "take:a:1 ",
        "take:а:1",
        "take:a:١",
    ],
)
def test_data_that_is_nearly_right_is_no_tap(data: str) -> None:
    assert Take.unpack(data) is None


def test_a_tap_that_does_not_fit_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="take"):
        Take("a" * 40, 10**30).pack()


def test_prefixes_differ() -> None:
    # By name: a dataclass with slots leaves its first, slotless class behind until it is collected.
    prefixes = {f"{tap.__module__}.{tap.__name__}": tap.prefix for tap in _all(Tap) if tap.prefix}
    assert "handlers.answers.taps.ChooseAnswer" in prefixes
    assert len(set(prefixes.values())) == len(prefixes)


def _all(tap: type[Tap]) -> list[type[Tap]]:
    return [each for child in tap.__subclasses__() for each in (child, *_all(child))]
