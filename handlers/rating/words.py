"""The words about a rating in chat: all of it, a post, what a correction changed, one hromada, an objection."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from content.messages import Texts
from services.rating import Objection, ObjectionRaised, Placed, Snapshot, labels, lift

MOST_LINES = 70
"""Hromadas in words: all of the oblast, and what a message of 4,096 characters takes."""
LEADERS, MOST_LEADERS = 3, 10
"""Places of each league that the post names, and hromadas, for many may share a place."""
CHANGES = 8
"""Changes that are named in words; all of them stand in the table."""
MISSING = 12
"""Hromadas without figures that are named."""


def rating(snapshot: Snapshot, texts: Texts) -> Markup:
    """What the pictures show, for those who do not see them."""
    lines: list[str] = [texts("leagues-words", title=labels.title(snapshot, texts))]
    most = MOST_LINES if len(snapshot.counts) <= MOST_LINES else MOST_LINES // len(snapshot.leagues)
    for number, league in enumerate(snapshot.leagues):
        if not league:
            continue
        shown = [_line(snapshot, each, texts) for each in snapshot.shown(number)]
        lines += ["", texts("leagues-league", league=labels.league_name(snapshot, number, texts))]
        lines += labels.first(shown, most, texts)
        if small := labels.without_place(snapshot, league, most, texts):
            lines.append(small)
    return texts.lines([*lines, "", labels.formula(snapshot, texts), labels.source_line(snapshot, texts)])


def post(snapshot: Snapshot, texts: Texts) -> Markup:
    """Ready for a broadcast: the leaders of each league, the formula, whose figures these are."""
    lines: list[str] = [texts("leagues-post", title=labels.title(snapshot, texts))]
    for number, league in enumerate(snapshot.leagues):
        leaders = [each for each in league if each.place is not None and each.place <= LEADERS]
        if leaders:
            lines += ["", texts("leagues-league", league=labels.league_name(snapshot, number, texts))]
            lines += [_line(snapshot, each, texts) for each in leaders[:MOST_LEADERS]]
    if snapshot.changes:
        lines += ["", changes(snapshot, texts)]
    return texts.lines([*lines, "", labels.formula(snapshot, texts), labels.source_line(snapshot, texts)])


def changes(snapshot: Snapshot, texts: Texts) -> Markup:
    """What the last correction changed, as the public may see it."""
    heading = texts("leagues-changes", version=str(snapshot.version), reason=snapshot.reason)
    changed = [Markup.escape(labels.change_line(snapshot, each, texts)) for each in snapshot.changes]
    return texts.lines([heading, *labels.first(changed, CHANGES, texts)])


def _line(snapshot: Snapshot, placed: Placed, texts: Texts) -> Markup:
    return texts(
        "leagues-line",
        place=str(placed.place),
        name=snapshot.names[placed.count.slug],
        share=labels.percent(placed.share),
    )


def missing(names: Sequence[str], texts: Texts) -> Markup:
    """The hromadas without figures."""
    return texts("leagues-missing", count=len(names), names=", ".join(labels.first(names, MISSING, texts)))


# One hromada


def row(snapshot: Snapshot, slug: str, texts: Texts) -> Markup:
    """All its figures, small ones as well."""
    found = snapshot.find(slug)
    if found is None:
        return texts("leagues-absent")
    number, placed = found
    count, shown = placed.count, snapshot.shown(number)
    return texts(
        "leagues-row",
        name=snapshot.names[slug],
        staff=count.staff,
        low=count.low,
        middle=count.middle,
        high=count.high,
        share=labels.percent(placed.share),
        league=labels.league_name(snapshot, number, texts),
        standing=texts("leagues-place", place=str(placed.place), of=str(len(shown)))
        if placed.place is not None
        else texts("leagues-too-small", least=str(snapshot.least)),
    )


def standing(snapshot: Snapshot, slug: str, texts: Texts) -> Markup | None:
    """The hromada against its league, and what lifts it by one place; None where there are no figures of it."""
    found = snapshot.find(slug)
    if found is None:
        return None
    number, placed = found
    shown = snapshot.shown(number)
    lines: list[str] = [
        texts("leagues-standing", title=labels.title(snapshot, texts)),
        row(snapshot, slug, texts),
    ]
    if shown:
        best, middle = shown[0], shown[len(shown) // 2]
        lines.append(
            texts(
                "leagues-against",
                best=labels.percent(best.share),
                leader=snapshot.names[best.count.slug],
                median=labels.percent(middle.share),
            )
        )
    lines += ["", _lift_words(snapshot, number, placed, texts), ""]
    lines += [texts("leagues-small-print", words=labels.formula(snapshot, texts))]
    lines += [texts("leagues-small-print", words=labels.source_line(snapshot, texts))]
    return texts.lines(lines)


def _lift_words(snapshot: Snapshot, number: int, placed: Placed, texts: Texts) -> Markup:
    """What lifts it by one place."""
    if placed.place is None:
        if placed.count.staff < snapshot.least:
            return texts("leagues-lift-never", least=str(snapshot.least))
        return texts("leagues-lift-in", count=snapshot.least - placed.count.certified)
    found = lift(placed, snapshot.leagues[number], snapshot.weights)
    if found is None:
        return texts("leagues-lift-first")
    if not found.is_possible:
        return texts("leagues-lift-levels", place=_ordinal(found.place, texts))
    ways = [
        texts(key, count=count)
        for key, count in (
            ("leagues-lift-high", found.high),
            ("leagues-lift-middle", found.middle),
            ("leagues-lift-low", found.low),
        )
        if count
    ]
    return texts.lines([texts("leagues-lift", place=_ordinal(found.place, texts)), *ways])


def _ordinal(place: int, texts: Texts) -> str:
    """The place as it is read: its last digit gives the ending, but for 11 to 19."""
    digit = 0 if place % 100 in range(11, 20) else place % 10
    return texts.plain("leagues-place-at", place=str(place), digit=digit)


# An objection


def objection(message: ObjectionRaised, texts: Texts) -> Markup:
    """As staff read it."""
    raised = message.objection
    return texts(
        "leagues-objection",
        number=str(raised.id),
        place=message.place,
        row=row(message.snapshot, raised.slug, texts),
        text=raised.text,
        verdict=verdict(raised, texts),
    )


def verdict(objection: Objection, texts: Texts) -> str:
    """What was decided, in a word or two."""
    return texts.plain("leagues-verdict", verdict=objection.verdict.value if objection.verdict else "none")
