"""Who of the staff has which role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.engine.database import Database
from storage.engine.times import from_ms
from storage.people.audit import Action, write


class Role(StrEnum):
    """What somebody of the staff is; `handlers/rights.py` says what each may do."""

    OPERATOR = "operator"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the staff."""

    person_id: int
    role: Role
    name: str
    """As it stood in Telegram on joining."""
    since_at: datetime


class RoleStore:
    """The table of roles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person_id: int) -> Role | None:
        row = await self._database.fetch_one("SELECT role FROM roles WHERE person_id = :person_id", person_id=person_id)
        return Role(row["role"]) if row else None

    async def members(self) -> list[Member]:
        """All of the staff who joined by a link, the longest there first."""
        rows = await self._database.fetch("SELECT * FROM roles ORDER BY since_at, person_id")
        return [Member(**{**row, "role": Role(row["role"]), "since_at": from_ms(row["since_at"])}) for row in rows]

    async def remove(self, person_id: int, at: datetime, by: int) -> bool:
        """Takes the role away; False where there was none."""
        async with self._database.transaction() as statements:
            row = await statements.fetch_one(
                "DELETE FROM roles WHERE person_id = :person_id RETURNING role", person_id=person_id
            )
            if row:
                await write(statements, at, by, Action.ROLE_REMOVED, str(person_id), row["role"])
        return row is not None
