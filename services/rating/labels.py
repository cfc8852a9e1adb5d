"""Short words about a rating that stand in its pictures, its table and in chat alike."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from babel.numbers import format_percent

from content.messages import LOCALE, Texts
from services.rating.formula import Placed, is_shown, share
from services.rating.snapshots import Change, Snapshot
from storage.rating import RatingSource

SHORT_HASH = 12
"""Digits of the hash that are shown."""


def percent(share: Fraction) -> str:
    """With one digit behind the comma."""
    return format_percent(round(float(share), 3), "#,##0.0\u00a0%", locale=LOCALE)


def quarter_name(quarter: int, texts: Texts) -> str:
    """The quarter in words, from 20264."""
    return texts.plain("leagues-quarter", number=quarter % 10, year=str(quarter // 10))


def source_name(source: RatingSource, texts: Texts) -> str:
    return texts.plain("leagues-source", source=source.value)


def league_name(snapshot: Snapshot, number: int, texts: Texts) -> str:
    """What the league is called, with the number of people by which it goes."""
    least = snapshot.thresholds[number - 1] if number else 0
    most = snapshot.thresholds[number] - 1 if number < len(snapshot.thresholds) else 0
    return texts.plain("leagues-league-name", number=number, least=str(least), most=str(most))


def title(snapshot: Snapshot, texts: Texts) -> str:
    return texts.plain("leagues-title", quarter=quarter_name(snapshot.quarter, texts))


def formula(snapshot: Snapshot, texts: Texts) -> str:
    """The formula in words, with the weights of this rating."""
    low, middle, high = map(str, snapshot.weights)
    return texts.plain("leagues-formula", low=low, middle=middle, high=high, least=str(snapshot.least))


def source_line(snapshot: Snapshot, texts: Texts) -> str:
    """Whose figures these are, which version, and the first digits of its hash."""
    source = source_name(snapshot.source, texts)
    if not snapshot.version:
        return texts.plain("leagues-stamp-draft", source=source)
    return texts.plain("leagues-stamp", source=source, version=str(snapshot.version))


def first(lines: Sequence[str], most: int, texts: Texts) -> list[str]:
    """So many of them, and how many more there are."""
    more = len(lines) - most
    return [*lines[:most], texts.plain("leagues-more", count=more)] if more > 0 else [*lines]


def without_place(snapshot: Snapshot, league: Sequence[Placed], most: int, texts: Texts) -> str:
    """Who stands in the league without a place; empty for nobody."""
    names = [snapshot.names[each.count.slug] for each in league if each.place is None]
    if not names:
        return ""
    return texts.plain("leagues-small", least=str(snapshot.least), names=", ".join(first(names, most, texts)))


def change_line(snapshot: Snapshot, change: Change, texts: Texts) -> str:
    """What a correction changed of one hromada, as the public may see it."""
    few = texts.plain("leagues-few", least=str(snapshot.least))
    before, after = (
        percent(share(count, snapshot.weights)) if is_shown(count, snapshot.least) else few
        for count in (change.before, change.after)
    )
    return texts.plain(
        "leagues-change",
        name=snapshot.names[change.after.slug],
        before=before,
        after=after,
        place_before=_place(change.place_before, texts),
        place_after=_place(change.place_after, texts),
    )


def _place(place: int | None, texts: Texts) -> str:
    return str(place) if place is not None else texts.plain("leagues-no-place")
