"""Updates answered a second, and how long a person waits: `python -m benchmarks.updates [SECONDS [WAY …]]`.

A real bot process (`bot.py run`) beside an aiogram echo bot – as it comes, and tuned like ours (uvloop, the collector
frozen) – and a bare PTB echo bot, each on core 0; what sends updates and stands for Telegram runs on core 1. The bots
get the same updates, by webhook (each is answered with 200 after it was handled) or by polling; rounds are interleaved.
A *tap* is a press on a menu button that is answered by an edit; a *question* is one of those in
`tests/data/questions.tsv`, which ours searches for, answers and logs, while the echo bots send it back.

The rate is the most that get through while 100 are under way. The wait is from the moment at which an update was to
come until the bot's first call for it arrives, at 50, 200 and 500 updates a second: the round trip is not in it.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence

from benchmarks.tables import Table
from benchmarks.updates.bots import BOTS, run_aiogram, run_ptb, start, wait_for
from benchmarks.updates.load import RATES, Order, Result, load

ROUNDS = 3
API_PORT, PORT = 18_400, 18_410


def main(seconds: float, ways: Sequence[str]) -> None:
    here, there = multiprocessing.Pipe()
    multiprocessing.Process(target=load, args=(API_PORT, there), daemon=True).start()
    time.sleep(0.5)
    ports = iter(range(PORT, PORT + 1000))
    for way in ways:
        for kind in ("tap", "question"):
            for slowness in (0.0, 0.05):
                title = f"A {kind} by {way}, {slowness * 1000:.0f} ms round trip"
                table = Table(
                    f"{title}; median of {ROUNDS} rounds of {seconds:g} s",
                    "bot",
                    "rate/s",
                    "CPU, ms",
                    *(f"wait at {rate}/s: median, 99th, ms" for rate in RATES),
                    "not served",
                )
                found: dict[str, list[Result]] = {name: [] for name in BOTS}
                for _ in range(ROUNDS):
                    for name in BOTS:
                        port = next(ports) if way == "webhook" else 0
                        with tempfile.TemporaryDirectory() as folder:
                            bot = start(name, port, f"http://127.0.0.1:{API_PORT}", f"sqlite:///{folder}/bot.db")
                            try:
                                wait_for(port)
                                here.send(Order(port, bot.pid, kind, slowness, seconds))
                                found[name].append(here.recv())
                            finally:
                                bot.kill()
                                bot.wait()
                for name in BOTS:
                    table.row(name, *_figures(found[name]))
    here.send(None)


def _figures(results: list[Result]) -> list[str]:
    """Of each figure the median of the rounds; what was lost is added up."""
    rate = statistics.median(each.rate for each in results)
    cpu = statistics.median(each.cpu_ms for each in results)
    waits = []
    for at in RATES:
        rounds = [each.waits[at] for each in results if at in each.waits]
        if len(rounds) > len(results) / 2:
            middle, last = (statistics.median(figures) for figures in zip(*rounds, strict=True))
            waits.append(f"{middle:.1f}, {last:.1f}")
        else:
            waits.append("too fast for it")
    return [f"{rate:.0f}", f"{cpu:.2f}", *waits, str(sum(each.lost for each in results))]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--bot"]:
        _, _, name, at, url = sys.argv
        if name == "PTB":
            run_ptb(int(at), url)
        else:
            run_aiogram(int(at), url, tuned=name == "aiogram tuned")
    else:
        main(float(sys.argv[1]) if len(sys.argv) > 1 else 4.0, sys.argv[2:] or ("webhook", "polling"))
