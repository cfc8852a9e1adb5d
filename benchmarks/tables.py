"""Tables in Markdown: what benchmarks print, and what `docs/benchmarks.md` shows."""

from __future__ import annotations

from collections.abc import Sequence


class Table:
    """Prints its headings at once and each row when it is known: a long benchmark shows how far it is."""

    def __init__(self, title: str, *headings: str) -> None:
        """The first column is words, the others are figures."""
        print(f"\n**{title}**\n\n{line(headings)}\n{line(['---', *['---:'] * (len(headings) - 1)])}", flush=True)

    def row(self, *cells: object) -> None:
        print(line(cells), flush=True)


def note(words: str) -> None:
    """Words below a table."""
    print(f"\n{words}", flush=True)


def line(cells: Sequence[object]) -> str:
    """A row, for a process that has no table of its own."""
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"
