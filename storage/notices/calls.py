"""Calls to posts about what they owe: when somebody called, what came of it, and what was agreed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from storage.engine.causes import made_once
from storage.engine.database import Statements
from storage.engine.rows import Store, insert_numbered, made_of, update
from storage.notices.obligations import Via
from storage.people import Action, write


class CallOutcome(StrEnum):
    """What came of a call. The word stands in buttons."""

    TOLD = "told"
    ACKNOWLEDGED = "acknowledged"
    PROMISED = "promised"
    NO_ANSWER = "no-answer"
    WROTE = "wrote"
    """Nobody called: somebody wrote, from a telephone or a mailbox of her own."""


REACHED = {CallOutcome.TOLD, CallOutcome.ACKNOWLEDGED, CallOutcome.PROMISED}
"""After these the post knows of the notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    id: int
    obligation: int
    at: datetime
    person_id: int | None
    """Who of the staff called; None once she asked to be forgotten."""
    name: str
    outcome: CallOutcome
    agreed: str
    """In the words of the staff; empty where nothing was noted."""


class CallStore(Store):
    """The table of calls. Each stands in the audit, and the obligation says what the post knows by it."""

    async def record(self, obligation: int, outcome: CallOutcome, at: datetime, by: int, name: str) -> int:
        """Keeps a call, once for an update, with what the post knows or acknowledged by it; its number."""
        async with self._database.transaction() as statements:
            add = partial(_add, statements, obligation, outcome, at, by, name)
            return await made_once(statements, f"call {obligation}", add)

    async def change(
        self, call_id: int, outcome: CallOutcome, since: datetime, at: datetime, by: int, name: str
    ) -> int | None:
        """Another outcome for a call that was recorded since then; its number now, None where there is none."""
        async with self._database.transaction() as statements:
            call = await _drop(statements, call_id, since, at, by)
            return await _add(statements, call.obligation, outcome, at, by, name, call.agreed) if call else None

    async def take_back(self, call_id: int, since: datetime, at: datetime, by: int) -> bool:
        """Takes a call back that was recorded since then, and what the post knew by it; False where there is none."""
        async with self._database.transaction() as statements:
            return await _drop(statements, call_id, since, at, by) is not None

    async def agree(self, call_id: int, words: str) -> bool:
        """Keeps what was agreed in a call; False where there is none."""
        return await update(self._database, "calls", {"id": call_id}, agreed=words) == 1

    async def of_notice(self, notice_id: int) -> dict[int, list[Call]]:
        """The calls about a notice, the newest first, by the obligation's number."""
        found: dict[int, list[Call]] = {}
        for call in await self._read(
            Call,
            """
            SELECT c.* FROM calls c JOIN obligations o ON o.number = c.obligation
            WHERE o.notice = :notice ORDER BY c.at DESC, c.id DESC
            """,
            notice=notice_id,
        ):
            found.setdefault(call.obligation, []).append(call)
        return found

    async def last(self, notices: Collection[int]) -> dict[str, Call]:
        """The last call to each post about any of these notices, by the post's id."""
        if not notices:
            return {}
        among = ", ".join(str(int(each)) for each in notices)
        rows = await self._database.fetch(
            f"""
            SELECT c.*, o.post FROM calls c JOIN obligations o ON o.number = c.obligation
            WHERE o.notice IN ({among}) ORDER BY c.at, c.id
            """  # noqa: S608
        )
        return {row["post"]: made_of(Call, row) for row in rows}

    async def find(self, call_id: int) -> Call | None:
        return await self._read_one(Call, "SELECT * FROM calls WHERE id = :id", id=call_id)


async def _add(
    statements: Statements, obligation: int, outcome: CallOutcome, at: datetime, by: int, name: str, agreed: str = ""
) -> int:
    row = {"obligation": obligation, "at": at, "person_id": by, "name": name, "outcome": outcome, "agreed": agreed}
    number = await insert_numbered(statements, "calls", **row)
    if outcome in REACHED:
        await update(statements, "obligations", {"number": obligation, "told_at": None}, told_at=at)
    if outcome is CallOutcome.ACKNOWLEDGED:  # of what ended nothing is acknowledged any more
        await statements.execute(
            """
            UPDATE obligations SET acknowledged_at = :at, person_id = :by, via = :via
            WHERE number = :obligation AND acknowledged_at IS NULL
                AND notice IN (SELECT id FROM notices WHERE ended_at IS NULL)
            """,
            obligation=obligation,
            at=at,
            by=by,
            via=Via.PHONE,
        )
    await write(statements, at, by, Action.NOTICE_CALLED, f"obligation {obligation}", outcome)
    return number


async def _drop(statements: Statements, call_id: int, since: datetime, at: datetime, by: int) -> Call | None:
    """What the post knew by the call is recognised by its moment."""
    row = await statements.fetch_one(
        "DELETE FROM calls WHERE id = :id AND at >= :since RETURNING *", id=call_id, since=since
    )
    if row is None:
        return None
    call = made_of(Call, row)
    await update(statements, "obligations", {"number": call.obligation, "told_at": call.at}, told_at=None)
    acknowledged = {"number": call.obligation, "acknowledged_at": call.at, "via": Via.PHONE}
    await update(statements, "obligations", acknowledged, acknowledged_at=None, person_id=None, via=None)
    await write(statements, at, by, Action.NOTICE_CALL_TAKEN_BACK, f"obligation {call.obligation}", call.outcome)
    return call
