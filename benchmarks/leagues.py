"""How long the rating of 66 and of 1,500 hromadas takes: `python -m benchmarks.leagues`.

Ranking, what lifts each by one place, the snapshot with its hash, the table, the pictures; and the check of the
Ministry's table, for the 66 whose names the bot knows.
"""

from __future__ import annotations

import asyncio
import gc
import random
import time
from collections.abc import Callable
from typing import TypeVar

from benchmarks.tables import Table, note
from content.hromadas import load_hromadas
from content.library import load
from services.files.excel import make_excel
from services.files.tables import read_sheets
from services.files.typesetting import as_png
from services.people.hromadas import Hromadas
from services.rating import pictures
from services.rating.formula import lift, rank
from services.rating.ministry_table import RATING, check
from services.rating.publishing import excel
from services.rating.snapshots import Place, Snapshot
from services.tables import Layout, OpenTable, Values
from services.tables.layout import Reader
from storage.certification import HromadaCount
from storage.rating.read import RatingSource

WEIGHTS = (1, 2, 3)
RAIONS = 136
"""Of the country."""

T = TypeVar("T")


def some_counts(hromadas: int) -> list[HromadaCount]:
    """Figures as they may be, the same at each run."""
    random.seed(1)
    counts = []
    for number in range(hromadas):
        staff = random.randint(10, 600)
        certified = random.randint(0, staff)
        low = random.randint(0, certified)
        middle = random.randint(0, certified - low)
        counts.append(HromadaCount(f"h{number:05}", staff, low, middle, certified - low - middle))
    return counts


def measure(table: Table, name: str, work: Callable[[], T]) -> T:
    """Prints how long it took."""
    began = time.perf_counter()
    made = work()
    table.row(name, f"{time.perf_counter() - began:.3f}")
    return made


def run(hromadas: int) -> None:
    """All but the check of a table."""
    texts, counts = load().texts, some_counts(hromadas)
    places = tuple(
        Place(count.slug, f"Hromada {number}", f"Raion {number % RAIONS}") for number, count in enumerate(counts)
    )
    snapshot = Snapshot(20263, RatingSource.MINISTRY, WEIGHTS, places, tuple(counts)).published()
    table = Table(f"The rating of {hromadas} hromadas", "what", "seconds")
    leagues = measure(table, "ranking all of them", lambda: rank(counts, WEIGHTS))
    measure(
        table,
        "what lifts each by one place",
        lambda: [lift(placed, league, WEIGHTS) for league in leagues for placed in league],
    )
    measure(table, "the snapshot and its hash", lambda: snapshot.hash)
    measure(table, "a correction with all that moved", lambda: snapshot.corrected(counts[0], "why"))
    measure(table, "the table", lambda: excel(snapshot, texts))
    measure(table, "the bars of one league", lambda: as_png(pictures.BARS, pictures.bars(snapshot, 2, texts)))
    measure(table, "the map", lambda: as_png(pictures.TILES, pictures.tiles(snapshot, texts)))


def read() -> None:
    """The Ministry's table of the oblast, every name with a slip of the hand."""
    library = load()
    names = [f"{each.name[:3]}{each.name[4:]} {each.kind}" for each in load_hromadas()]
    file = make_excel(["Hromada", "Staff", "Low", "Middle", "High"], [(name, 50, 5, 6, 7) for name in names])
    layout = Layout(1, {meaning: at for at, meaning in enumerate(RATING.columns)})
    sheets = asyncio.run(read_sheets(file, most=RATING.most_rows))
    table = OpenTable(RATING, sheets, [layout], True, "", Reader(library.tables), Values(library.tables))
    hromadas = Hromadas(library.vocabulary)
    shown = Table("The Ministry's table", "what", "seconds")
    found = measure(shown, "66 rows with slips in the names", lambda: check(table, hromadas.find))
    note(f"Understood: {len(found.counts)}, asked about: {len(found.mistakes)}.")


def main() -> None:
    load()
    gc.collect()
    gc.freeze()  # as the bot does when it has started
    for hromadas in (66, 1500):
        run(hromadas)
    read()


if __name__ == "__main__":
    main()
