"""`bot.py move`: copies all rows into an empty database of the other engine, and compares both."""

from __future__ import annotations

import argparse
import os
import sys

from cli.process import Stop, missing_file, run_in_loop
from content.messages import Texts
from settings import Settings

HELP = "copies a database into an empty one of the other engine, and checks it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="source", metavar="URL", help="default: MOVE_FROM")
    parser.add_argument(
        "--to", dest="target", metavar="URL", help="default: MOVE_TO, which keeps its password out of ps"
    )


def run(options: argparse.Namespace, texts: Texts) -> int:
    """Status 1 where the two sides differ; then nothing was moved."""
    from storage.engine.move import Differs, NotEmpty, move

    source = options.source or os.environ.get("MOVE_FROM", "")
    target = options.target or os.environ.get("MOVE_TO", "")
    _check_urls(source, target, texts)
    differing: list[str] = []

    async def copy() -> None:
        try:
            moved = await move(source, target)
        except NotEmpty as error:
            raise Stop(texts.plain("cli-move-not-empty", table=str(error))) from error
        except Differs as error:
            differing.append(error.table)
            return
        lines = [texts.plain("cli-moved-table", table=table, rows=rows) for table, rows in moved.items() if rows]
        print(texts.plain("cli-moved", tables="\n".join(lines), rows=sum(moved.values())))

    run_in_loop(copy(), texts)
    for table in differing:
        print(texts.plain("cli-move-differs", table=table), file=sys.stderr)
    return 1 if differing else 0


def _check_urls(source: str, target: str, texts: Texts) -> None:
    """Raises Stop or WrongSettings where nothing can be moved from one to the other."""
    if sorted(url.partition(":///")[0].partition("://")[0] for url in (source, target)) != ["postgresql", "sqlite"]:
        raise Stop(texts.plain("cli-move-same"))
    for url in (source, target):
        Settings.from_environment({"DATABASE_URL": url})
    if file := missing_file(source):
        raise Stop(texts.plain("cli-move-nothing", file=file))
