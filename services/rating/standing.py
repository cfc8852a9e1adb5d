"""One hromada in a rating, in words: for those who act for it, and for the staff."""

from __future__ import annotations

from markupsafe import Markup

from content.messages import Texts
from services.rating import outputs
from services.rating.formula import Placed, lift
from services.rating.snapshots import Snapshot


def row_words(snapshot: Snapshot, mark: str, texts: Texts) -> Markup:
    """All its figures, small ones as well."""
    found = snapshot.find(mark)
    if found is None:
        return texts("leagues-absent")
    number, placed = found
    count, shown = placed.count, _shown(snapshot, number)
    return texts(
        "leagues-row",
        name=snapshot.names[mark],
        staff=count.staff,
        low=count.low,
        middle=count.middle,
        high=count.high,
        share=outputs.percent(placed.share),
        league=outputs.league_name(snapshot, number, texts),
        standing=texts("leagues-place", place=str(placed.place), of=str(len(shown)))
        if placed.place is not None
        else texts("leagues-too-small", least=str(snapshot.least)),
    )


def standing(snapshot: Snapshot, mark: str, texts: Texts) -> Markup | None:
    """The hromada against its league, and what lifts it by one place; None where there are no figures of it."""
    found = snapshot.find(mark)
    if found is None:
        return None
    number, placed = found
    shown = _shown(snapshot, number)
    lines: list[str] = [
        texts("leagues-standing", title=outputs.title(snapshot, texts)),
        row_words(snapshot, mark, texts),
    ]
    if shown:
        best, middle = shown[0], shown[len(shown) // 2]
        lines.append(
            texts(
                "leagues-against",
                best=outputs.percent(best.share),
                leader=snapshot.names[best.count.mark],
                median=outputs.percent(middle.share),
            )
        )
    lines += ["", _lift_words(snapshot, number, placed, texts), ""]
    lines += [texts("leagues-small-print", words=outputs.formula(snapshot, texts))]
    lines += [texts("leagues-small-print", words=outputs.source_line(snapshot, texts))]
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
        return texts("leagues-lift-levels", place=str(found.place))
    ways = [
        texts(key, count=count)
        for key, count in (
            ("leagues-lift-high", found.high),
            ("leagues-lift-middle", found.middle),
            ("leagues-lift-low", found.low),
        )
        if count
    ]
    return texts.lines([texts("leagues-lift", place=str(found.place)), *ways])


def _shown(snapshot: Snapshot, number: int) -> list[Placed]:
    return [each for each in snapshot.leagues[number] if each.place is not None]
