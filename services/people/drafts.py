"""Forms half filled in, kept between one message and the next."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import datetime, timedelta

from storage.people import Draft, DraftStore

FRESH = timedelta(hours=3)
"""For so long whatever the person writes belongs to the form; later it is a question, and the form waits."""

PAUSE = timedelta(minutes=10)
LASTS = timedelta(days=7)
LASTS_PERSONAL = timedelta(days=1)
APPEAL = "appeal"
"""In which name and address are written down: it lasts a day, and any other form a week."""


class DraftChanged(Exception):
    """Another update of the same person came first, at another worker: the draft is not what was read."""


class Drafts:
    def __init__(self, drafts: DraftStore, clock: Callable[[], datetime]) -> None:
        self._drafts = drafts
        self._clock = clock
        self.of = drafts.of
        self.all_of = drafts.all_of
        self.end = drafts.end

    async def fresh(self, person_id: int, forms: Container[str]) -> Draft | None:
        """The newest of these forms."""
        newest = next((each for each in await self._drafts.all_of(person_id) if each.form in forms), None)
        return newest if newest and self._clock() - newest.changed_at < FRESH else None

    def is_late(self, draft: Draft) -> bool:
        """Whether the person was asked so long ago that she may have something else in mind."""
        return self._clock() - draft.changed_at >= PAUSE

    async def change(
        self, draft: Draft, step: str, answers: Mapping[str, str], update_id: int, *, by_message: bool
    ) -> None:
        """Goes on with a draft as it was read. Raises DraftChanged."""
        taken_id = max(update_id, draft.taken_id) if by_message else draft.taken_id
        if not await self._drafts.change(draft, step, answers, update_id, taken_id, self._clock()):
            raise DraftChanged

    async def keep(self, person_id: int, form: str, step: str, answers: Mapping[str, str], update_id: int) -> None:
        """Begins a draft in place of what was there of that form."""
        await self._drafts.keep(person_id, form, step, answers, update_id, self._clock())

    async def forget_old(self) -> None:
        """Deletes forms that nobody has gone on with."""
        now = self._clock()
        await self._drafts.forget_before(now - LASTS, APPEAL, now - LASTS_PERSONAL)
