"""The 66 hromadas of the oblast (`content/uk/hromadas.tsv`): from the state codifier KATOTTG of 2026-07-07, and the
people of 2022-01-01, as the State Statistics Service estimated them last."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content import FOLDER


@dataclass(frozen=True, slots=True)
class Hromada:
    """One hromada; `name` and `raion` are adjectives, as in «Андрушівська»."""

    katottg: str
    """The code of the state's codifier: UA, then two digits of the oblast, two of the raion, three of the hromada."""
    name: str
    raion: str
    kind: str
    centre: str
    """Its kind and name, as in «м. Андрушівка»."""
    latitude: float
    longitude: float
    """Where its middle is on the map, in degrees."""
    population: int
    """People who lived there on 2022-01-01."""
    also: tuple[str, ...]
    """Old names and what people say instead."""

    @property
    def genitive(self) -> str:
        """As in «голова Андрушівської громади»: every name is a feminine adjective."""
        return f"{self.name[:-1]}ої"

    @property
    def slug(self) -> str:
        """A short word for links: raion and hromada from the code, such as `h04230`."""
        return f"h{self.katottg[4:9]}"


@cache
def load_hromadas(path: Path = FOLDER / "hromadas.tsv") -> tuple[Hromada, ...]:
    """All hromadas, by raion and name as in the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Hromada(
                row["katottg_code"],
                row["hromada_name_uk"],
                row["raion"],
                row["kind"],
                row["centre_settlement"],
                float(row["lat"]),
                float(row["lon"]),
                int(row["population"]),
                tuple(filter(None, row["also"].split(";"))),
            )
            for row in csv.DictReader(file, delimiter="\t")
        )


def raions() -> list[str]:
    """The raions in the order of the table; their place in it, from 1 on, is their number in buttons."""
    return list(dict.fromkeys(hromada.raion for hromada in load_hromadas()))


@cache
def _by_slug() -> dict[str, Hromada]:
    return {hromada.slug: hromada for hromada in load_hromadas()}


@cache
def _by_katottg() -> dict[str, Hromada]:
    return {hromada.katottg: hromada for hromada in load_hromadas()}


def by_slug(slug: str) -> Hromada | None:
    """The hromada with that slug; None where there is none, as behind an old or a forged button."""
    return _by_slug().get(slug)


def by_katottg(code: str | None) -> Hromada | None:
    """The hromada with that code; None where there is none."""
    return _by_katottg().get(code or "")
