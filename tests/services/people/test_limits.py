"""Who floods is told once, and then not answered for a while."""

from __future__ import annotations

from services.people.limits import MOST, PAUSE, REMEMBERED, WINDOW, FloodVerdict, Limits


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_person_who_asks_much_but_not_at_once_is_always_answered() -> None:
    clock = Clock()
    limits = Limits(clock)
    for _ in range(10 * MOST):
        assert limits.take(1) is FloodVerdict.TAKE
        clock.now += WINDOW / MOST


def test_a_flood_is_told_once_and_ignored_until_the_pause_is_over() -> None:
    clock = Clock()
    limits = Limits(clock)
    assert [limits.take(1) for _ in range(MOST)] == [FloodVerdict.TAKE] * MOST
    assert limits.take(1) is FloodVerdict.WARN
    assert {limits.take(1) for _ in range(50)} == {FloodVerdict.IGNORE}
    assert limits.take(2) is FloodVerdict.TAKE
    clock.now += PAUSE - 1
    assert limits.take(1) is FloodVerdict.IGNORE
    clock.now += 1
    assert limits.take(1) is FloodVerdict.TAKE


def test_only_so_many_people_are_remembered() -> None:
    limits = Limits(Clock())
    for person in range(REMEMBERED + 100):
        limits.take(person)
    assert len(limits._people) == REMEMBERED
