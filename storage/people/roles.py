"""Who of the staff has which role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.engine.rows import Store
from storage.people.audit import Action, write
from storage.people.news import NewsKind, tell


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


class RoleStore(Store):
    """The table of roles."""

    async def of(self, person_id: int) -> Role | None:
        role = await self._database.fetch_value(
            "SELECT role FROM roles WHERE person_id = :person_id", person_id=person_id
        )
        return Role(role) if role else None

    async def members(self) -> list[Member]:
        """All of the staff who joined by a link, the longest there first."""
        return await self._read(Member, "SELECT * FROM roles ORDER BY since_at, person_id")

    async def remove(self, person_id: int, at: datetime, by: int) -> bool:
        """Takes the role away and has the person told; False where there was none."""
        async with self._database.transaction() as statements:
            role = await statements.fetch_value(
                "DELETE FROM roles WHERE person_id = :person_id RETURNING role", person_id=person_id
            )
            if role:
                await write(statements, at, by, Action.ROLE_REMOVED, str(person_id), role)
                await tell(statements, person_id, NewsKind.ROLE_REMOVED, at)
        return role is not None
