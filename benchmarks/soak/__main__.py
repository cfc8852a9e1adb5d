"""The command line of the soak; status 1 where a ledger is wrong."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import uvloop

from benchmarks.soak.run import Summary, middle, percentile, plan_of, postgresql, run
from benchmarks.tables import Table, note


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs it and prints what it came to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("minutes", nargs="?", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--workers", type=int, default=1, help="over PostgreSQL, behind a proxy; they die by turns")
    parser.add_argument("--log", type=Path, help="where the bot's log is to stay")
    options = parser.parse_args(arguments)
    if options.workers > 1 and not options.postgresql:
        parser.error("several workers need --postgresql")
    logging.disable(logging.CRITICAL)  # of the simulated Telegram: it breaks off its own answers

    async def soak() -> Summary:
        plan = plan_of(options.minutes, options.seed)
        if not options.postgresql:
            return await run(plan, keep_log=options.log)
        async with postgresql() as url:
            return await run(plan, url=url, keep_log=options.log, workers=options.workers)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        summary = runner.run(soak())
    database = "PostgreSQL" if options.postgresql else "SQLite"
    database += f" with {options.workers} workers" if options.workers > 1 else ""
    _print(summary, f"Soak, {options.minutes:g} minutes, {database}, seed {options.seed}")
    return 1 if summary.problems else 0


def _print(summary: Summary, title: str) -> None:
    table = Table(title, "what", "figure")
    for what, count in sorted(summary.done.items()):
        table.row(what.replace("_", " "), count)
    table.row("killed (`kill -9`)", summary.kills)
    table.row("ended (SIGTERM)", summary.stops)
    table.row("until a person sees a reaction, with all that goes wrong: median", f"{middle(summary.waits):.3f} s")
    for share in (0.95, 0.99):
        table.row(f"… {share:.0%}", f"{percentile(summary.waits, share):.2f} s")
    table.row("start, until it says that it runs: median", f"{middle(summary.starts):.2f} s")
    memory = [each for life in summary.memory for each in life]
    last = summary.memory[-1] if summary.memory else []
    table.row("memory of the process: median", f"{middle(memory):.1f} MiB")
    table.row("… at the most", f"{max(memory, default=0):.1f} MiB")
    table.row("… at the end of the last life", f"{last[-1] if last else 0:.1f} MiB")
    table.row("took, with all that was ended", f"{summary.seconds:.0f} s")
    table.row("inconsistencies", len(summary.problems))
    note("Every ledger is consistent." if not summary.problems else "\n".join(f"- {each}" for each in summary.problems))


if __name__ == "__main__":
    sys.exit(main())
