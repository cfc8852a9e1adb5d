"""How replies of the staff reach the person of a case: a `ReplyWay`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.cases import words
from services.cases.delivery import CASE, Delivery
from services.cases.desk import Desk
from services.cases.messages import StaffAnswered
from services.content import Content
from services.people import Doubt, HeldReply, Letter
from storage.cases import CaseReader, answered
from storage.engine.database import Statements


@dataclass(frozen=True, slots=True)
class CaseReplies:
    """Replies about cases."""

    _content: Content
    _read: CaseReader
    _desk: Desk
    _delivery: Delivery
    kind: str = CASE

    async def letter(self, subject: int, html: str, *, corrected: bool) -> Letter | None:
        case = await self._read.find(subject)
        if case is None or case.person_id is None:
            return None
        return Letter(case.person_id, StaffAnswered(case, html, corrected))

    async def arrived(self, statements: Statements, subject: int, reply: HeldReply, at: datetime) -> None:
        await answered(statements, subject, at, reply.text, reply.staff_id, reply.by_name)

    async def redraw(self, subject: int) -> None:
        await self._delivery.redraw(subject)

    async def doubt(self, subject: int, person_id: int) -> tuple[Doubt, str]:
        case = await self._read.find(subject)
        return await self._desk.doubt(case, person_id) if case else (Doubt.NONE, "")

    async def recipients(self, subject: int, *, to_all: bool) -> list[int]:
        case = await self._read.find(subject)
        return await self._desk.recipients(case, to_all=to_all) if case else []

    async def fields(self, subject: int) -> Mapping[str, str]:
        case = await self._read.find(subject)
        if case is None:
            return {}
        content = self._content
        return {
            "number": case.number or "",
            "document": words.document(content, case),
            "place": words.place(content, case),
            "hromada": words.hromada(case),
        }
