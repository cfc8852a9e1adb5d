"""Tables of Markdown, as all benchmarks print them and `docs/benchmarks.md` shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_kept: list[str] | None = None
"""What is printed meanwhile, where somebody keeps it."""


class Table:
    """Prints its headings at once and each row when it is known: a long benchmark shows how far it is."""

    def __init__(self, title: str, *headings: str) -> None:
        """The first column is words, the others are figures."""
        _print(f"\n**{title}**\n")
        _print(_line(headings))
        _print(_line(["---", *["---:"] * (len(headings) - 1)]))

    def row(self, *cells: object) -> None:
        _print(_line(cells))


def note(words: str) -> None:
    """A sentence below a table."""
    _print(f"\n{words}")


@contextmanager
def kept() -> Iterator[list[str]]:
    """The lines that tables print meanwhile; they are printed as well."""
    global _kept
    lines: list[str] = []
    _kept = lines
    try:
        yield lines
    finally:
        _kept = None


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _print(line: str) -> None:
    print(line, flush=True)
    if _kept is not None:
        _kept.extend(line.split("\n"))
