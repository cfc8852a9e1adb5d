"""Forms half filled in: one of each for a person, so that a restart in the middle loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.engine.rows import Store, delete, put, update


@dataclass(frozen=True, slots=True)
class Draft:
    """Where a person stands in a form, and what she has answered so far."""

    person_id: int
    form: str
    step: str
    answers: Mapping[str, str]
    last_update_id: int
    """The update that changed it last."""
    taken_id: int
    """The update with the last message that was taken; presses tell by their step whether they came before."""
    changed_at: datetime


class DraftStore(Store):
    """The table of drafts."""

    async def of(self, person_id: int, form: str) -> Draft | None:
        return next((each for each in await self.all_of(person_id) if each.form == form), None)

    async def all_of(self, person_id: int) -> list[Draft]:
        """The one that was changed last comes first."""
        return await self._read(
            Draft,
            "SELECT * FROM drafts WHERE person_id = :person_id ORDER BY changed_at DESC, last_update_id DESC",
            person_id=person_id,
        )

    async def change(
        self, draft: Draft, step: str, answers: Mapping[str, str], update_id: int, taken_id: int, at: datetime
    ) -> bool:
        """Goes on with a draft as it was read; False where another update has changed or ended it meanwhile."""
        as_it_was_read = {
            "person_id": draft.person_id,
            "form": draft.form,
            "last_update_id": draft.last_update_id,
            "changed_at": draft.changed_at,
        }
        now = {"step": step, "answers": answers, "last_update_id": update_id, "taken_id": taken_id, "changed_at": at}
        return await update(self._database, "drafts", as_it_was_read, **now) == 1

    async def keep(
        self, person_id: int, form: str, step: str, answers: Mapping[str, str], update_id: int, at: datetime
    ) -> None:
        """Begins a draft in place of what was there of that form."""
        await put(
            self._database,
            "drafts",
            "person_id, form",
            person_id=person_id,
            form=form,
            step=step,
            answers=answers,
            last_update_id=update_id,
            taken_id=update_id,
            changed_at=at,
        )

    async def forget_before(self, at: datetime, form: str, form_at: datetime) -> int:
        """Deletes drafts that nobody has touched since `at`, and those of that form since `form_at`; how many."""
        return await self._database.execute(
            "DELETE FROM drafts WHERE changed_at < :at OR (form = :form AND changed_at < :form_at)",
            at=at,
            form=form,
            form_at=form_at,
        )

    async def end(self, person_id: int, form: str) -> None:
        await delete(self._database, "drafts", person_id=person_id, form=form)
