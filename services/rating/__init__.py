"""The quarterly rating of hromadas, in leagues by size."""

from __future__ import annotations

from dataclasses import dataclass

import storage.rating.leagues
from services.certification import CertificationArea
from services.people import PeopleArea
from services.rating.leagues import Leagues
from services.setup import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingArea:
    """What handlers and jobs reach as `services.rating`."""

    leagues: Leagues

    @classmethod
    def over(cls, setup: Setup, people: PeopleArea, certification: CertificationArea) -> RatingArea:
        leagues = Leagues(
            setup.content,
            storage.rating.leagues.Leagues(setup.database),
            people.posts,
            people.people,
            people.staff,
            people.audit,
            setup.clock,
            setup.level_weights,
            setup.counting or certification.certificates,
        )
        return cls(leagues=leagues)
