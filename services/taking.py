"""Several cases and questions taken or let go at once, and put back as they were where that was a slip."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.answers import Questions
from services.cases import CASE, Desk
from services.matters import QUESTION, Matters, Tab, Wanted
from services.people import PageStates

UNDO = timedelta(minutes=1)
"""So long it can be undone."""
MOST = 100
"""Of one press."""
_DONE = "/desk/inbox/undo"
"""Under this what was done is kept, beside what she typed into pages."""
_TAKEN, _LET_GO = "taken", "let go"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What she did a moment ago and may take back with one press."""

    is_taken: bool
    """Whether she took them, else she let them go."""
    marks: Sequence[str]
    """`case-1`, `question-2`."""


@dataclass(frozen=True, slots=True)
class Taking:
    _matters: Matters
    _desk: Desk
    _questions: Questions
    _pages: PageStates
    _clock: Callable[[], datetime]

    async def take(self, marks: Iterable[str], staff_id: int, name: str) -> int:
        """Makes her responsible for those of them that were nobody's; how many."""
        taken = [each for each in list(marks)[:MOST] if await self._take(each, staff_id, name, told=True)]
        await self._keep(staff_id, _TAKEN, taken)
        return len(taken)

    async def let_go(self, marks: Iterable[str], staff_id: int, name: str) -> int:
        """Offers those of them that were hers to everybody; how many."""
        freed = await self._let_go(marks, staff_id, name)
        await self._keep(staff_id, _LET_GO, freed)
        return len(freed)

    async def to_undo(self, staff_id: int) -> Undo | None:
        """What she did within the last minute; None: nothing, or she has undone it."""
        kept = await self._pages.draft(staff_id, _DONE)
        if kept is None or kept.changed_at < self._clock() - UNDO:
            return None
        return Undo(is_taken=kept.fields.get("what") == _TAKEN, marks=kept.fields.get("marks", "").split())

    async def undo(self, staff_id: int, name: str) -> tuple[int, int] | None:
        """Puts them back as they were; how many, and how many others have changed since. None where it is too late."""
        done = await self.to_undo(staff_id)
        if done is None:
            return None
        await self._pages.drop(staff_id, _DONE)
        if done.is_taken:
            back = await self._let_go(done.marks, staff_id, name)
        else:  # whoever waits was told long ago that she takes care of it
            back = [each for each in done.marks[:MOST] if await self._take(each, staff_id, name, told=False)]
        return len(back), len(done.marks) - len(back)

    async def _keep(self, staff_id: int, what: str, marks: Sequence[str]) -> None:
        await self._pages.keep(staff_id, _DONE, {"what": what, "marks": " ".join(marks)} if marks else {})

    async def _take(self, mark: str, staff_id: int, name: str, *, told: bool) -> bool:
        """Whether that was nobody's, and is hers now."""
        kind, number = _parts(mark)
        if kind == CASE:
            return await self._desk.take(number, staff_id, name, told=told)
        before = await self._questions.find(number) if kind == QUESTION else None
        if before is None or before.assignee_id is not None:
            return False
        taken = await self._questions.take(number, staff_id, name)
        return taken is not None and taken.assignee_id == staff_id

    async def _let_go(self, marks: Iterable[str], staff_id: int, name: str) -> list[str]:
        """Those of them that were hers and open, and are nobody's now."""
        hers = {(each.kind, each.id) for each in await self._matters.matters(Tab.MINE, staff_id, Wanted())}
        freed = [each for each in list(marks)[:MOST] if _parts(each) in hers]
        for mark in freed:
            kind, number = _parts(mark)
            if kind == CASE:
                await self._desk.let_go(number, staff_id, name)
            else:
                await self._questions.let_go(number, staff_id)
        return freed


def _parts(mark: str) -> tuple[str, int]:
    """Kind and number; an unknown kind of what is no mark."""
    kind, _, number = mark.partition("-")
    return (kind, int(number)) if number.isascii() and number.isdecimal() and len(number) < 16 else ("", 0)
