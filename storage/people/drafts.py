"""A form half filled in: one per person, so that a restart in the middle loses nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Database
from storage.engine.times import from_ms, to_ms


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


class DraftStore:
    """The table of drafts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person_id: int) -> Draft | None:
        row = await self._database.fetch_one("SELECT * FROM drafts WHERE person_id = :person_id", person_id=person_id)
        if row is None:
            return None
        changed_at = from_ms(row["changed_at"])
        return Draft(**{**row, "answers": json.loads(row["answers"]), "changed_at": changed_at})

    async def change(
        self, draft: Draft, step: str, answers: Mapping[str, str], update_id: int, taken_id: int, at: datetime
    ) -> bool:
        """Goes on with a draft as it was read; False where another update has changed or ended it meanwhile."""
        changed = await self._database.execute(
            """
            UPDATE drafts SET step = :step, answers = :answers, last_update_id = :update_id, taken_id = :taken_id,
                changed_at = :at
            WHERE person_id = :person_id AND form = :form AND last_update_id = :seen AND changed_at = :seen_at
            """,
            person_id=draft.person_id,
            form=draft.form,
            step=step,
            answers=json.dumps(answers, ensure_ascii=False),
            update_id=update_id,
            taken_id=taken_id,
            seen=draft.last_update_id,
            seen_at=to_ms(draft.changed_at),
            at=to_ms(at),
        )
        return changed > 0

    async def keep(
        self, person_id: int, form: str, step: str, answers: Mapping[str, str], update_id: int, at: datetime
    ) -> None:
        """Begins a draft in place of what was there."""
        await self._database.execute(
            """
            INSERT INTO drafts (person_id, form, step, answers, last_update_id, taken_id, changed_at)
            VALUES (:person_id, :form, :step, :answers, :update_id, :update_id, :at)
            ON CONFLICT (person_id) DO UPDATE SET form = excluded.form, step = excluded.step,
                answers = excluded.answers, last_update_id = excluded.last_update_id, taken_id = excluded.taken_id,
                changed_at = excluded.changed_at
            """,
            person_id=person_id,
            form=form,
            step=step,
            answers=json.dumps(answers, ensure_ascii=False),
            update_id=update_id,
            at=to_ms(at),
        )

    async def forget_before(self, form: str, at: datetime) -> int:
        """Deletes drafts of that form which nobody has touched since; how many."""
        return await self._database.execute(
            "DELETE FROM drafts WHERE form = :form AND changed_at < :at", form=form, at=to_ms(at)
        )

    async def end(self, person_id: int) -> None:
        await self._database.execute("DELETE FROM drafts WHERE person_id = :person_id", person_id=person_id)
