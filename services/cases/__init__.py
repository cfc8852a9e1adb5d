"""A document was not accepted: the law card, the case, the staff's work on it, the appeal, figures, letters.

Other areas ask `read`, and take the names of what a case is about from `words`.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.cases import words
from services.cases.appeals import Appeals, Author
from services.cases.cards import PASSPORT, Advice, Card, Cards
from services.cases.delivery import CASE, PICTURES, Delivery
from services.cases.desk import Desk, readers
from services.cases.letters import Addressee, Letters
from services.cases.messages import CaseHistory
from services.cases.own_cases import LONGEST, OwnCases
from services.cases.reminders import CaseUpdates, UnfinishedCases
from services.cases.replies import CaseReplies
from services.cases.statistics import Statistics
from services.cases.words import GROUNDS, OTHER, RESULTS
from services.mailings import MailingsArea
from services.people import PeopleArea
from services.setup import Setup
from storage.cases import (
    EMPTY,
    TITLES,
    WRITTEN,
    CardPictures,
    CardViews,
    Case,
    CaseDetails,
    CaseEvent,
    CaseFile,
    CaseOutcome,
    CaseReader,
    Cases,
    CaseStatus,
    EventKind,
    Visits,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesArea:
    """What handlers and jobs reach as `services.cases`."""

    cards: Cards
    read: CaseReader
    """Whatever is asked about cases."""
    own: OwnCases
    """What a person may do with her case."""
    desk: Desk
    """What the staff may do with a case."""
    delivery: Delivery
    appeals: Appeals
    letters: Letters
    statistics: Statistics

    @classmethod
    def over(cls, setup: Setup, people: PeopleArea, mailings: MailingsArea) -> CasesArea:
        database, content, clock = setup.database, setup.content, setup.clock
        cases, read = Cases(database), CaseReader(database)
        views = CardViews(database)
        visits = Visits(database)
        mailings.reminders.add(CaseUpdates(cases, read, mailings.reminders))
        mailings.reminders.add(UnfinishedCases(cases, read, mailings.reminders, clock))
        people.privacy.add_private("cases", EMPTY)
        delivery = Delivery(
            content,
            cases,
            read,
            mailings.reminders,
            people.staff,
            setup.channel,
            setup.failures,
            people.notes,
            clock,
        )

        desk = Desk(
            content,
            cases,
            read,
            delivery,
            people.staff,
            people.people,
            people.notes,
            people.posts,
            setup.failures,
            clock,
            setup.evidence_kept_for,
        )
        people.news.add(desk.news)
        people.held_replies.add(CaseReplies(content, read, desk, delivery))
        contacts = ", ".join(filter(None, (setup.department_mail, setup.department_site, setup.department_address)))
        return cls(
            cards=Cards(content, CardPictures(database), views, clock),
            read=read,
            own=OwnCases(content, cases, read, delivery, clock, setup.secret),
            desk=desk,
            delivery=delivery,
            appeals=Appeals(content, clock, contacts),
            letters=Letters(content, clock, contacts, setup.department_signer),
            statistics=Statistics(content, read, views, visits, people.staff, people.audit, setup.failures, clock),
        )
