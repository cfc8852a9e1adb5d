"""What is published, frozen: all that a rating is made of, as canonical JSON under a SHA-256."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from operator import attrgetter

from content.hromadas import load_hromadas
from services.figures import LEAST
from services.rating.formula import THRESHOLDS, VERSION, Placed, Weights, rank
from storage.certification import HromadaCount
from storage.rating import League, RatingSource


@dataclass(frozen=True, slots=True)
class Place:
    """A hromada as it was called then."""

    slug: str
    name: str
    raion: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a correction changed of one hromada: its figures, or only its place; before and after."""

    before: HromadaCount
    after: HromadaCount
    place_before: int | None
    place_after: int | None


@dataclass(frozen=True)
class Snapshot:
    """Figures, source, weights, thresholds and the version of the formula; pictures, words and Excel follow from it."""

    quarter: int
    source: RatingSource
    weights: Weights
    places: tuple[Place, ...]
    """All hromadas of the oblast, those without figures as well."""
    counts: tuple[HromadaCount, ...]
    thresholds: tuple[int, ...] = THRESHOLDS
    least: int = LEAST
    """Counts below it are not shown."""
    formula: int = VERSION
    version: int = 0
    """0: not published yet."""
    previous: str = ""
    """The hash of the version before."""
    reason: str = ""
    changes: tuple[Change, ...] = ()

    @classmethod
    def of(cls, league: League, counts: list[HromadaCount]) -> Snapshot:
        """Of figures that are not published yet."""
        places = tuple(Place(each.slug, each.name, each.raion) for each in load_hromadas())
        return cls(league.quarter, league.source, league.weights, places, tuple(sorted(counts, key=attrgetter("slug"))))

    @classmethod
    def read(cls, text: str) -> Snapshot:
        """As `canonical` wrote it."""
        data = json.loads(text)
        counts = tuple(HromadaCount(**each) for each in data["counts"])
        changes = tuple(
            Change(**{**each, "before": HromadaCount(**each["before"]), "after": HromadaCount(**each["after"])})
            for each in data["changes"]
        )
        return cls(
            **{
                **data,
                "source": RatingSource(data["source"]),
                "weights": tuple(data["weights"]),
                "thresholds": tuple(data["thresholds"]),
                "places": tuple(Place(**each) for each in data["places"]),
                "counts": counts,
                "changes": changes,
            }
        )

    @cached_property
    def canonical(self) -> str:
        """The same words for the same rating: sorted keys, no spaces."""
        data = asdict(self)
        return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @cached_property
    def hash(self) -> str:
        """SHA-256 of `canonical` in UTF-8, in hexadecimal digits."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    @cached_property
    def leagues(self) -> list[list[Placed]]:
        return rank(self.counts, self.weights, self.thresholds, self.least)

    @cached_property
    def names(self) -> dict[str, str]:
        """By slug."""
        return {place.slug: place.name for place in self.places}

    def shown(self, league: int) -> list[Placed]:
        """Those of the league that have a place, the best first."""
        return [each for each in self.leagues[league] if each.place is not None]

    def find(self, slug: str) -> tuple[int, Placed] | None:
        """Its league and how it stands there; None where there are no figures of it."""
        return next(
            (
                (number, each)
                for number, league in enumerate(self.leagues)
                for each in league
                if each.count.slug == slug
            ),
            None,
        )

    def published(self) -> Snapshot:
        """The first version."""
        return replace(self, version=1)

    def corrected(self, corrected: HromadaCount, reason: str) -> Snapshot:
        """The next version, with other figures of one hromada that is in it."""
        counts = tuple(corrected if each.slug == corrected.slug else each for each in self.counts)
        after = replace(self, counts=counts, version=self.version + 1, previous=self.hash, reason=reason, changes=())
        before = {each.count.slug: each for league in self.leagues for each in league}
        changes = tuple(
            Change(old.count, new.count, old.place, new.place)
            for league in after.leagues
            for new in league
            for old in [before[new.count.slug]]
            if (old.count, old.place) != (new.count, new.place)
        )
        return replace(after, changes=changes)
