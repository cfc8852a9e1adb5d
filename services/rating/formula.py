"""The formula of the rating: shares, leagues by size, places, what may be shown, and what lifts by one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.figures import LEAST
from storage.certification import HromadaCount

VERSION = 1
"""Of this formula; it stands in every snapshot. Who changes it counts it up, and keeps this one for what names it."""
THRESHOLDS = (50, 150)
"""People by whom leagues begin: below 50 one certificate moves the share by two points and more, from 150 on by less
than one. Those are different races, so each is run apart."""

Weights = tuple[int, int, int]
"""Of a certificate of the low, middle and high level."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One hromada in its league."""

    count: HromadaCount
    share: Fraction
    """From 0 (nobody) to 1 (everybody, at the high level)."""
    place: int | None
    """Who shares a share shares a place. None where the figures are too small to be shown: no place is given."""


def share(count: HromadaCount, weights: Weights) -> Fraction:
    """(low·w_low + middle·w_middle + high·w_high) / (staff·w_high)."""
    low, middle, high = weights
    return Fraction(low * count.low + middle * count.middle + high * count.high, high * count.staff)


def league_of(staff: int, thresholds: Sequence[int] = THRESHOLDS) -> int:
    """0 for the smallest hromadas, up to the number of thresholds."""
    return sum(staff >= threshold for threshold in thresholds)


def is_shown(count: HromadaCount, least: int = LEAST) -> bool:
    """Whether the public sees share and place: behind fewer than `least` a person could be guessed."""
    return min(count.staff, count.certified) >= least


def has_levels(count: HromadaCount, least: int = LEAST) -> bool:
    """Whether the public sees how many have which level, and their sum: all of it or nothing, for a single small
    figure could be computed from the sum and the others."""
    return is_shown(count, least) and min(count.low, count.middle, count.high) >= least


def rank(
    counts: Sequence[HromadaCount], weights: Weights, thresholds: Sequence[int] = THRESHOLDS, least: int = LEAST
) -> list[list[Placed]]:
    """League by league from the smallest hromadas on, the best first; what is not shown stands last, by slug."""
    leagues: list[list[Placed]] = [[] for _ in range(len(thresholds) + 1)]
    shares = {count.slug: share(count, weights) for count in counts}

    def order(count: HromadaCount) -> tuple[bool, Fraction, str]:
        # The order of what is not shown would tell of it too.
        shown = is_shown(count, least)
        return not shown, -shares[count.slug] if shown else Fraction(0), count.slug

    for count in sorted(counts, key=order):
        league = leagues[league_of(count.staff, thresholds)]
        own, place = shares[count.slug], None
        if is_shown(count, least):
            before = league[-1] if league else None
            place = before.place if before and before.share == own else len(league) + 1
        league.append(Placed(count, own, place))
    return leagues


@dataclass(frozen=True, slots=True)
class Lift:
    """How many people more with a certificate of one level lift a hromada to a place; each level by itself."""

    place: int
    low: int | None
    """None where so many without a certificate do not work there."""
    middle: int | None
    high: int | None

    @property
    def is_possible(self) -> bool:
        return any((self.low, self.middle, self.high))


def lift(placed: Placed, league: Sequence[Placed], weights: Weights) -> Lift | None:
    """What brings the hromada at least level with the next place above; None where there is none above.

    `league` stands as `rank` gave it.
    """
    if placed.place is None or placed.place == 1:
        return None
    goal = league[placed.place - 2]  # so many stand above, and this one is the last of them
    assert goal.place  # noqa: S101 - who has no place stands below all who have one
    missing = (goal.share - placed.share) * weights[2] * placed.count.staff
    free = placed.count.staff - placed.count.certified

    def needed(weight: int) -> int | None:
        number = -(-missing // weight)
        return int(number) if number <= free else None

    return Lift(goal.place, *(needed(weight) for weight in weights))
