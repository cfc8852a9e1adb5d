"""All 1,668 settlements of the oblast (`content/uk/settlements.tsv`, from the state codifier KATOTTG of 2026-07-07)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content import FOLDER
from content.hromadas import Hromada, by_slug


@dataclass(frozen=True, slots=True)
class Settlement:
    """A city, a settlement or a village."""

    katottg: str
    """Its code; it begins with that of the hromada, as far as the raion's and the hromada's digits go."""
    kind: str
    """As the codifier shortens it: «м.», «сел.» or «с.»."""
    name: str

    @property
    def hromada(self) -> Hromada:
        hromada = by_slug(f"h{self.katottg[4:9]}")
        assert hromada  # noqa: S101 - each settlement belongs to one
        return hromada


@cache
def load_settlements(path: Path = FOLDER / "settlements.tsv") -> tuple[Settlement, ...]:
    """All settlements, by hromada as in the file; in each its centre comes first."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(Settlement(*row) for row in list(csv.reader(file, delimiter="\t"))[1:])


@cache
def _by_katottg() -> dict[str, Settlement]:
    return {settlement.katottg: settlement for settlement in load_settlements()}


def settlement_by_katottg(code: str) -> Settlement | None:
    """The settlement with that code; None where there is none."""
    return _by_katottg().get(code)
