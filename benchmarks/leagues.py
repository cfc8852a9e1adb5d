"""How long the rating of 66 and of 1,500 hromadas takes: `python -m benchmarks.leagues`.

Ranking, what lifts each by one place, the snapshot with its hash, the table, the pictures; and the check of the
Ministry's table, for the 66 whose names the bot knows.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from content.hromadas import load_hromadas
from content.library import load
from services.hromadas import Hromadas
from services.leagues import Count, Snapshot, Source, cells_of, outputs
from services.leagues.formula import lift, rank
from services.leagues.snapshots import Place
from services.leagues.table import check
from storage.leagues import Table

WEIGHTS = (1, 2, 3)
RAIONS = 136
"""Of the country."""

T = TypeVar("T")


def some_counts(hromadas: int) -> list[Count]:
    """Figures as they may be, the same at each run."""
    random.seed(1)
    counts = []
    for number in range(hromadas):
        staff = random.randint(10, 600)
        certified = random.randint(0, staff)
        low = random.randint(0, certified)
        middle = random.randint(0, certified - low)
        counts.append(Count(f"h{number:05}", staff, low, middle, certified - low - middle))
    return counts


def measure(name: str, work: Callable[[], T]) -> T:
    """Prints how long it took."""
    began = time.perf_counter()
    made = work()
    print(f"  {name:<44} {time.perf_counter() - began:6.3f} s", flush=True)
    return made


def run(hromadas: int) -> None:
    """All but the check of a table."""
    texts, counts = load().texts, some_counts(hromadas)
    places = tuple(
        Place(count.mark, f"Hromada {number}", f"Raion {number % RAIONS}") for number, count in enumerate(counts)
    )
    snapshot = Snapshot(20263, Source.MINISTRY, WEIGHTS, places, tuple(counts)).published()
    print(f"{hromadas} hromadas")
    leagues = measure("ranking all of them", lambda: rank(counts, WEIGHTS))
    measure(
        "what lifts each by one place",
        lambda: [lift(placed, league, WEIGHTS) for league in leagues for placed in league],
    )
    measure("the snapshot and its hash", lambda: snapshot.hash)
    measure("a correction with all that moved", lambda: snapshot.corrected(counts[0], "why"))
    measure("the table", lambda: outputs.excel(snapshot, texts))
    measure("the bars of one league", lambda: outputs.draw(outputs.BARS, outputs.bars(snapshot, 2, texts)))
    measure("the map", lambda: outputs.draw(outputs.TILES, outputs.tiles(snapshot, texts)))


def read() -> None:
    """The Ministry's table of the oblast, every name with a slip of the hand."""
    library = load()
    names = [f"{each.name[:3]}{each.name[4:]} {each.kind}" for each in load_hromadas()]
    cells = cells_of([("Hromada", "Staff", "Low", "Middle", "High"), *((name, 50, 5, 6, 7) for name in names)])
    table = Table(1, 20263, cells, (1, 0, 1, 2, 3, 4))
    print("The Ministry's table")
    found = measure(
        "66 rows with slips in the names", lambda: check(table, Hromadas(library.vocabulary), library.texts)
    )
    print(f"  understood: {len(found.counts)}, asked about: {len(found.mistakes)}")


def main() -> None:
    for hromadas in (66, 1500):
        run(hromadas)
    read()


if __name__ == "__main__":
    main()
