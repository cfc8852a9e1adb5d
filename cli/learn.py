"""`bot.py learn`: trains the search from the phrasings."""

from __future__ import annotations

import argparse
import sys

from content import FOLDER
from content.messages import Texts

HELP = "train the search from the phrasings; --check: status 1 where it is older than they are"
BAR = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only say whether it has to be trained")


def run(options: argparse.Namespace, texts: Texts) -> int:
    from content.library import MODEL, load
    from services.answers.search.model import is_current

    library = load()
    if options.check:
        print(texts.plain("cli-learn-current" if is_current(library) else "cli-learn-old"))
        return 0 if is_current(library) else 1
    try:
        from services.answers.search.learning import learn
    except ImportError:
        print(texts.plain("cli-learn-missing"), file=sys.stderr)
        return 2
    path = FOLDER / MODEL
    path.write_bytes(learn(library, _show))
    print(texts.plain("cli-learn-done", file=str(path), size=round(path.stat().st_size / 1024)))
    return 0


def _show(share: float) -> None:
    done = round(BAR * share)
    print(
        f"\r{'#' * done}{'.' * (BAR - done)} {share:4.0%}", end="\n" if share == 1 else "", file=sys.stderr, flush=True
    )
