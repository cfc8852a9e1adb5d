"""Answers that staff keep ready for what people ask again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.engine.alphabet import alphabetical
from storage.engine.rows import Store, put
from storage.people.audit import Action, write


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyAnswer:
    """One answer, with fields in braces."""

    id: int
    name: str
    html: str


class ReadyAnswerStore(Store):
    """The table of ready answers."""

    async def keep(self, name: str, html: str, at: datetime, by: int) -> None:
        """Under that name, in place of what was there."""
        async with self._database.transaction() as statements:
            await put(statements, "ready_answers", "name", name=name, html=html)
            await write(statements, at, by, Action.READY_KEPT, "ready", f"/{name}")

    async def remove(self, number: int, at: datetime, by: int) -> None:
        async with self._database.transaction() as statements:
            name = await statements.fetch_value("DELETE FROM ready_answers WHERE id = :id RETURNING name", id=number)
            if name is not None:
                await write(statements, at, by, Action.READY_REMOVED, "ready", f"/{name}")

    async def all(self) -> list[ReadyAnswer]:
        """By name."""
        found = await self._read(ReadyAnswer, "SELECT * FROM ready_answers")
        return sorted(found, key=lambda each: alphabetical(each.name))

    async def find(self, number: int) -> ReadyAnswer | None:
        return await self._read_one(ReadyAnswer, "SELECT * FROM ready_answers WHERE id = :id", id=number)

    async def named(self, name: str) -> ReadyAnswer | None:
        return await self._read_one(ReadyAnswer, "SELECT * FROM ready_answers WHERE name = :name", name=name)
