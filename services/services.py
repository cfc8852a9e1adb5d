"""All services together: what a handler and a job are given."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

import storage.digests
import storage.people
import storage.privacy
import storage.questions
import storage.ratings
import storage.visits
from channels import Channel
from services.answers import Answers
from services.content import Content
from services.digests import Digests
from services.limits import Limits
from services.misses import Misses
from services.people import People
from services.posters import Posters
from services.privacy import Privacy
from services.questions import Questions
from services.staff import Staff
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    """All services of one running bot."""

    content: Content
    answers: Answers
    digests: Digests
    limits: Limits
    misses: Misses
    people: People
    posters: Posters
    privacy: Privacy
    questions: Questions
    staff: Staff

    @classmethod
    def over(
        cls,
        database: Database,
        content: Content,
        channel: Channel,
        clock: Callable[[], datetime],
        timezone: tzinfo,
        *,
        staff_chat_id: int | None,
        admin_ids: Collection[int] = (),
        kept_for: timedelta = timedelta(days=365),
    ) -> Services:
        """The services over a migrated database; `clock` gives the time in the department's zone."""
        asked = storage.questions.Questions(database)
        rated = storage.ratings.Ratings(database)
        answers = Answers(content, asked, rated, clock)
        staff = Staff(channel, staff_chat_id, frozenset(admin_ids))
        return cls(
            content=content,
            answers=answers,
            digests=Digests(content, asked, rated, storage.digests.Digests(database), channel, staff, clock),
            limits=Limits(clock),
            misses=Misses(content, asked, answers, channel, clock),
            people=People(content, storage.people.People(database), clock),
            posters=Posters(storage.visits.Visits(database), clock),
            privacy=Privacy(content, storage.privacy.Privacy(database), clock, timezone, kept_for),
            questions=Questions(content, asked, channel, staff, clock),
            staff=staff,
        )
