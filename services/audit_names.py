"""How the staff know what the audit tells of: a case by its number, a broadcast, a drive, a rating."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.answers import Lessons
from services.cases import CaseReader
from services.certification import CertificationReads
from services.content import Content
from services.events import Events
from services.people import NameOf
from services.rating import quarter_name
from services.text import shorten
from storage.mailings import MailingsRead
from storage.rating import RatingRead

WORDING = 100
"""Characters of a wording."""


@dataclass(frozen=True, slots=True)
class AuditNames:
    _content: Content
    _cases: CaseReader
    _mailings: MailingsRead
    _certification: CertificationReads
    _rating: RatingRead
    _events: Events
    _lessons: Lessons

    def all(self) -> Mapping[str, NameOf]:
        """What gives the name of a thing, by its kind."""
        return {
            "case": self._case,
            "mailing": self._mailing,
            "drive": self._drive,
            "league": self._league,
            "event": self._event,
            "lesson": self._lesson,
            "answer": self._answer,
            "norm": self._norm,
        }

    async def _case(self, id: str) -> str:
        case = await self._cases.find(int(id))
        return case.number or "" if case else ""

    async def _answer(self, id: str) -> str:
        answer = self._content.library.answers.get(id)
        return self._content.texts.plain("audit-answer", title=answer.title) if answer else ""

    async def _norm(self, id: str) -> str:
        norm = next((each for each in self._content.library.cards.norms if each.id == id), None)
        return self._content.texts.plain("audit-norm", title=norm.title) if norm else ""

    async def _lesson(self, id: str) -> str:
        """Empty where the person took her words with her."""
        lesson = await self._lessons.find(int(id))
        if lesson is None:
            return ""
        answer = self._content.library.answers.get(lesson.answer_id)
        title = answer.title if answer else "–"
        return self._content.texts.plain("audit-lesson", text=shorten(lesson.text, WORDING), answer=title)

    async def _mailing(self, id: str) -> str:
        mailing = await self._mailings.find(int(id))
        key = "audit-broadcast" if mailing and mailing.number else "audit-own-message"
        return self._content.texts.plain(key, number=str(mailing.number) if mailing and mailing.number else id)

    async def _drive(self, id: str) -> str:
        drive = await self._certification.drives.find(int(id))
        return self._content.texts.plain("audit-drive", title=drive.title) if drive else ""

    async def _event(self, id: str) -> str:
        event = await self._events.find(int(id))
        return self._content.texts.plain("audit-event", title=event.name) if event else ""

    async def _league(self, id: str) -> str:
        league = await self._rating.league(int(id))
        texts = self._content.texts
        return texts.plain("leagues-title", quarter=quarter_name(league.quarter, texts)) if league else ""
