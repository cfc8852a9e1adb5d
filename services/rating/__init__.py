"""The quarterly rating of hromadas, in leagues by size.

Figures come in (`intake`), heads look at them and object (`window`), then the rating is published and stands
(`publishing`). Each rating is of one quarter and one source; what is published is a snapshot.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.certification import CertificationArea
from services.people import PeopleArea
from services.rating.formula import Placed, is_shown, lift
from services.rating.intake import Intake
from services.rating.labels import quarter_name
from services.rating.messages import FiguresToCheck, ObjectionDecided, ObjectionRaised
from services.rating.ministry_table import RATING
from services.rating.pictures import draw_all
from services.rating.publishing import Published, Publishing, public_rows
from services.rating.snapshots import Snapshot
from services.rating.window import Correction, Window
from services.setup import Setup
from storage.rating import (
    League,
    Leagues,
    Objection,
    Objections,
    ObjectionVerdict,
    RatingRead,
    RatingSource,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingArea:
    """What handlers and jobs reach as `services.rating`."""

    read: RatingRead
    intake: Intake
    window: Window
    publishing: Publishing

    @classmethod
    def over(cls, setup: Setup, people: PeopleArea, certification: CertificationArea) -> RatingArea:
        database, content, clock = setup.database, setup.content, setup.clock
        read, leagues = RatingRead(database), Leagues(database)
        window = Window(content, read, Objections(database), people.posts, clock)
        people.news.add(window.news)
        return cls(
            read=read,
            intake=Intake(
                people.people,
                leagues,
                certification.read.certificates,
                clock,
                setup.level_weights,
            ),
            window=window,
            publishing=Publishing(content, read, leagues, people.audit, clock),
        )
