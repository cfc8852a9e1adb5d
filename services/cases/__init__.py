"""A document was not accepted: the law card, the report, the staff's work on the case, the appeal, figures, letters."""

from __future__ import annotations

from dataclasses import dataclass

import storage.cases.card_pictures
import storage.cases.card_views
import storage.cases.case_updates
import storage.cases.cases
import storage.cases.trainings
from services.cases.appeals import Appeals
from services.cases.cards import Cards
from services.cases.cases import Reports
from services.cases.letters import Letters
from services.cases.statistics import Statistics
from services.people import PeopleArea
from services.setup import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesArea:
    """What handlers and jobs reach as `services.cases`."""

    cards: Cards
    cases: Reports
    appeals: Appeals
    letters: Letters
    statistics: Statistics

    @classmethod
    def over(cls, setup: Setup, people: PeopleArea) -> CasesArea:
        database, content, clock = setup.database, setup.content, setup.clock
        kept = storage.cases.cases.Reports(database)
        news = storage.cases.case_updates.CaseNews(database)
        views = storage.cases.card_views.CardViews(database)
        trainings = storage.cases.trainings.Trainings(database)
        cases = Reports(content, kept, news, setup.channel, people.staff, people.people, clock, setup.evidence_kept_for)
        return cls(
            cards=Cards(content, storage.cases.card_pictures.CardPictures(database), views, clock),
            cases=cases,
            appeals=Appeals(content, cases, clock),
            letters=Letters(content, cases, clock),
            statistics=Statistics(content, kept, views, trainings, cases, people.staff, people.audit, clock),
        )
