"""All services together: what a handler and a job are given."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Services:
    """All services of one running bot."""

    content: Content
    answers: Answers
    questions: Questions
    digests: Digests
    limits: Limits
    misses: Misses
    people: People
    posters: Posters
    privacy: Privacy
    staff: Staff
