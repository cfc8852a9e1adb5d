"""How fast and how well strangers' files are read, and how little of it the bot feels: `python -m benchmarks.reading`.

The files are those of `tests/certificates.py`. The delay is by how much a timer of a millisecond comes late in the
bot's own event loop; memory is the most that the bot and a child ever had (Linux). Beside them a list in Excel, and
looking for a name among twenty thousand.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import random
import statistics
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path

import xlsxwriter
from PIL import Image

from benchmarks.tables import Table, note
from services.certification.naming import Names
from services.files.bounded import bounded
from services.files.pictures import NotAPicture, strip
from services.files.reading import Unreadable, read_certificate
from services.files.tables import read_sheets
from tests.certificates import Sample, samples
from tests.memory import STATUS, forget_peak, peak
from tests.services.certification.test_naming import population
from tests.services.files.test_reading import is_right

FILES = 300
AT_ONCE = 50
HUGE = 10
ROWS, PEOPLE = 20_000, 20_000
HEADINGS = ("what", "median, ms", "worst, ms", "of")


async def delays(work: Awaitable[object]) -> list[float]:
    """By how many milliseconds a timer came late while `work` was done."""
    task = asyncio.ensure_future(work)
    late = []
    while not task.done():
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        late.append((time.perf_counter() - began) * 1000 - 1)
    await task
    return late


async def timed(files: Iterable[bytes]) -> list[float]:
    """Milliseconds for each file, one after the other."""
    took = []
    for file in files:
        began = time.perf_counter()
        await read_certificate(file)
        took.append((time.perf_counter() - began) * 1000)
    return took


def book(rows: int) -> bytes:
    """A list of so many people, as a coordinator sends it."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for number, name in population(rows):
            sheet.write_row(number, 0, (number, name, "Zhytomyr", 5.5, "specialist", "2026-10-01"))
    return file.getvalue()


def huge() -> bytes:
    """A photo of as many pixels as are taken."""
    file = io.BytesIO()
    Image.linear_gradient("L").resize((7745, 7745)).convert("RGB").save(file, "JPEG", quality=95)
    return file.getvalue()


def cells(name: str, took: Sequence[float]) -> tuple[object, ...]:
    return name, f"{statistics.median(took):.1f}", f"{max(took):.1f}", len(took)


async def compare() -> None:
    many = list(samples(FILES))
    kinds: dict[str, Callable[[Sample], bool]] = {
        "a PDF": lambda sample: sample.kind.startswith("pdf"),
        "a scan as PDF": lambda sample: sample.kind == "scan",
        "a photo": lambda sample: sample.kind.startswith("photo"),
    }
    table = Table("Files of strangers", *HEADINGS)
    rights: dict[str, float] = {}
    await read_certificate(many[0].file)  # the child is warm
    for name, is_kind in kinds.items():
        some = [sample for sample in many if is_kind(sample)]
        table.row(*cells(name, await timed(sample.file for sample in some)))
        readings = await asyncio.gather(*(read_certificate(sample.file) for sample in some))
        rights[name] = sum(is_right(sample, read) for sample, read in zip(some, readings, strict=True)) / len(some)
    before = forget_peak()
    late = await delays(asyncio.gather(*(read_certificate(sample.file) for sample in many[:AT_ONCE])))
    table.row(*cells(f"the loop's delay, {AT_ONCE} files at once", late))
    had = peak(await bounded(Path.read_text, STATUS, seconds=5))
    note("Read without a correction: " + ", ".join(f"{name} {share:.1%}" for name, share in rights.items()) + ".")
    note(f"The bot grew meanwhile by {peak() - before:.1f} MiB, a child had at most {had:.1f} MiB.")
    photo = huge()
    before = forget_peak()
    for _ in range(HUGE):
        with contextlib.suppress(NotAPicture, Unreadable):  # a busy machine has no time for it
            await strip(photo)
            await read_certificate(photo)
    note(f"{HUGE} photos of sixty megapixels one after the other: the bot grew by {peak() - before:.1f} MiB.")
    people = book(ROWS)
    began = time.perf_counter()
    late = await delays(read_sheets(people, most=ROWS))
    took = time.perf_counter() - began
    note(f"A list in Excel of {ROWS:,} rows: {took:.2f} s, the loop's delay at most {max(late):.1f} ms.")


def look_up() -> None:
    people = population(PEOPLE)
    began = time.perf_counter()
    names = Names(people)
    learnt = time.perf_counter() - began
    table = Table(f"A name among {PEOPLE:,}, which are learnt in {learnt:.2f} s", *HEADINGS)
    rng = random.Random(1)
    for how, spoilt in (
        ("as it stands", lambda name: name),
        ("with initials", lambda name: f"{name.split()[0]} {name.split()[1][0]}. {name.split()[2][0]}."),
        ("with a letter missing", lambda name: name[:2] + name[3:]),
    ):
        took = []
        for _, name in rng.sample(people, 300):
            began = time.perf_counter()
            names.find(spoilt(name))
            took.append((time.perf_counter() - began) * 1000)
        table.row(*cells(f"a name {how}", took))


def main() -> None:
    asyncio.run(compare())
    look_up()


if __name__ == "__main__":
    main()
