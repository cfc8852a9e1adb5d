"""A process killed at any moment loses nothing that was committed and leaves nothing half done."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.engine.database import open_database

# Writes pairs of rows for ever, each pair in one transaction, and says each pair's number once it is committed.
WRITER = """
import asyncio, sys
from storage.engine.database import open_database

async def main():
    async with open_database(sys.argv[1], exclusive=True) as database:
        await database.execute("CREATE TABLE IF NOT EXISTS pairs (number INTEGER, half TEXT)")
        number = 0
        while True:
            number += 1
            async with database.transaction() as statements:
                await statements.execute("INSERT INTO pairs VALUES (:number, 'left')", number=number)
                await statements.execute("INSERT INTO pairs VALUES (:number, 'right')", number=number)
            print(number, flush=True)

asyncio.run(main())
"""


@pytest.mark.parametrize("pairs", [1, 7, 40])
async def test_a_killed_process_loses_no_committed_row_and_leaves_no_half(tmp_path: Path, pairs: int) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]
    ) as process:
        assert process.stdout
        said = [int(process.stdout.readline()) for _ in range(pairs)]
        process.send_signal(signal.SIGKILL)
    async with open_database(url, exclusive=True) as database:
        rows = await database.fetch("SELECT number, COUNT(*) AS halves FROM pairs GROUP BY number ORDER BY number")
    assert [row["number"] for row in rows][:pairs] == said
    assert {row["halves"] for row in rows} == {2}
