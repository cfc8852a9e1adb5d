"""What the cases teach: figures for the staff and the public, and bodies that refuse again and again."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from services.cases import words
from services.cases.messages import VisitProposed
from services.codes import make_code
from services.content import Content
from services.figures import draw
from services.operation.failures import Failures
from services.people import Action, Audit, Staff
from storage.cases import CardViews, Case, CaseReader, Visit, Visits, Worked

YEAR = timedelta(days=365)
LOOKED_AT = timedelta(days=90)
REPEATED = 3
"""The same body refused so often within LOOKED_AT: a letter and a visit are due."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Cases of some time, counted; every counter goes from words to a count."""

    cases: int
    documents: Counter[str]
    places: Counter[str]
    bodies: Counter[str]
    hromadas: Counter[str]
    outcomes: Counter[str]
    hours_to_answer: float | None
    """The median; None where nobody was answered yet."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts cases, and notices where one body comes up again and again."""

    _content: Content
    _read: CaseReader
    _views: CardViews
    proposed: Visits
    _staff: Staff
    _audit: Audit
    _failures: Failures
    _clock: Callable[[], datetime]

    async def figures(self, span: timedelta = YEAR) -> Figures:
        """The figures of that time up to now."""
        now = self._clock()
        cases = await self._read.submitted(now - span, now + timedelta(seconds=1))
        answered = [
            (each.answered_at - each.submitted_at) / timedelta(hours=1)
            for each in cases
            if each.answered_at and each.submitted_at
        ]
        content = self._content
        return Figures(
            cases=len(cases),
            documents=Counter(words.document(content, each) for each in cases),
            places=Counter(words.kind_of_place(content, each) for each in cases),
            bodies=Counter({group[0].details.place_name: len(group) for group in same_bodies(cases)}),
            hromadas=Counter(name for each in cases if (name := words.hromada(each))),
            outcomes=Counter(words.outcome(content, each.outcome) for each in cases if each.closed_at and each.outcome),
            hours_to_answer=median(answered) if answered else None,
        )

    async def cards(self) -> list[Worked]:
        """Which card was shown where, and whether it helped."""
        return await self._views.worked(self._clock() - YEAR)

    async def dashboard(self) -> bytes:
        """The staff's picture of the year, as PNG; in a thread."""
        texts, figures = self._content.library.texts, await self.figures()
        groups = [
            (texts.plain("statistics-by-document"), figures.documents),
            (texts.plain("statistics-by-place"), figures.places),
            (texts.plain("statistics-by-body"), figures.bodies),
            (texts.plain("statistics-by-hromada"), figures.hromadas),
            (texts.plain("statistics-by-outcome"), figures.outcomes),
        ]
        until = self._clock()
        period = {"since": f"{until - YEAR:%d.%m.%Y}", "until": f"{until:%d.%m.%Y}"}
        title = texts.plain("statistics-chart", count=figures.cases, **period)
        return await asyncio.to_thread(draw, title, groups)

    async def export(self, by: int) -> list[Case]:
        """The cases of the year for a file, the newest first. The export is logged."""
        await self._audit.note(by, Action.DATA_EXPORTED, "cases")
        now = self._clock()
        return await self._read.submitted(now - YEAR, now + timedelta(seconds=1))

    # Bodies that refuse again and again

    async def notice_repeats(self) -> None:
        """Proposes a letter and a visit, once in LOOKED_AT for each body, and tells the staff."""
        now = self._clock()
        recent = await self.proposed.since(now - LOOKED_AT)
        for group in same_bodies(await self._read.submitted(now - LOOKED_AT, now + timedelta(seconds=1))):
            details = group[0].details
            known = any(
                each.place == details.place and words.is_same_body(each.place_name, details.place_name)
                for each in recent
            )
            if times(group) >= REPEATED and not known:
                await self.proposed.propose(details.place, details.place_name, make_code(), now)
        untold = [each for each in await self.proposed.since(now - LOOKED_AT) if each.told_at is None]
        await self._failures.each_on_its_own("visits", untold, self._propose)

    async def _propose(self, visit: Visit) -> None:
        now = self._clock()
        proposal = VisitProposed(visit, times(await self.cases_of(visit, now)))
        if await self._staff.notify(proposal):
            await self.proposed.told(visit.id, now)

    async def visits(self) -> list[tuple[str, datetime, int, int]]:
        """Visits of the year that took place: the body, when, and the cases in LOOKED_AT before and after."""
        found = []
        for visit in await self.proposed.since(self._clock() - YEAR):
            if visit.held_at:
                before = await self.cases_of(visit, visit.held_at)
                after = await self.cases_of(visit, min(visit.held_at + LOOKED_AT, self._clock()))
                after = [each for each in after if each.submitted_at and each.submitted_at > visit.held_at]
                found.append((visit.place_name, visit.held_at, len(before), len(after)))
        return found

    async def cases_of(self, visit: Visit, until: datetime) -> list[Case]:
        """The cases of that body in LOOKED_AT up to a time."""
        return [
            each
            for each in await self._read.submitted(until - LOOKED_AT, until + timedelta(seconds=1))
            if each.details.place == visit.place and words.is_same_body(each.details.place_name, visit.place_name)
        ]

    async def held(self, visit_id: int, by: int) -> bool:
        """Keeps that the visit took place; False where that was said before."""
        return await self.proposed.held(visit_id, self._clock(), by)


def same_bodies(cases: Sequence[Case]) -> list[list[Case]]:
    """Cases by body, the most frequent first. What is linked is about one body, however its people call it."""
    groups: list[list[Case]] = []
    for case in cases:
        for group in groups:
            first = group[0]
            is_same = words.is_same_body(first.details.place_name, case.details.place_name)
            is_linked = case.group_token is not None and case.group_token == first.group_token
            if is_linked or (is_same and first.details.place == case.details.place):
                group.append(case)
                break
        else:
            groups.append([case])
    return sorted(groups, key=lambda group: -len(group))


def times(cases: Sequence[Case]) -> int:
    """How often it happened: what several people told of one time is linked."""
    return len({case.group_token or case.share for case in cases})
