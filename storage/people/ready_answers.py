"""Answers that staff keep ready for what people ask again and again."""

from __future__ import annotations

from dataclasses import dataclass

from storage.engine.alphabet import alphabetical
from storage.engine.rows import Store, delete, put


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyAnswer:
    """One answer, with fields in braces."""

    id: int
    name: str
    html: str


class ReadyAnswerStore(Store):
    """The table of ready answers."""

    async def keep(self, name: str, html: str) -> None:
        """Under that name, in place of what was there."""
        await put(self._database, "ready_answers", "name", name=name, html=html)

    async def remove(self, number: int) -> None:
        await delete(self._database, "ready_answers", id=number)

    async def all(self) -> list[ReadyAnswer]:
        """By name."""
        found = await self._read(ReadyAnswer, "SELECT * FROM ready_answers")
        return sorted(found, key=lambda each: alphabetical(each.name))

    async def find(self, number: int) -> ReadyAnswer | None:
        return await self._read_one(ReadyAnswer, "SELECT * FROM ready_answers WHERE id = :id", id=number)

    async def named(self, name: str) -> ReadyAnswer | None:
        return await self._read_one(ReadyAnswer, "SELECT * FROM ready_answers WHERE name = :name", name=name)
