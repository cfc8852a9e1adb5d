"""What somebody is to be told: a row, written in the transaction of its cause. Neither happens without the other.

People read theirs by the outbox, the staff in their chat. A row holds numbers; its message is made when it leaves.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from storage.engine.causes import first_time
from storage.engine.database import Statements
from storage.engine.rows import Store, insert, update

STAFF = "staff"
"""The addressee of what is told in the staff chat."""
PERSON = "person"
AT_ONCE = "at_once"
"""The fact of news for a post that do not wait for the hours of heads."""


class NewsKind(StrEnum):
    """What is told. Each kind has a function that makes its message (`services.people.News.add`)."""

    BANNED = "banned"
    BAN_LIFTED = "ban lifted"
    ROLE_REMOVED = "role removed"
    MEMBER_JOINED = "member joined"
    INVITE_DISOWNED = "invite disowned"
    POST_TAKEN = "post taken"
    POST_REPLACED = "post replaced"
    POST_REPORTED = "post reported"
    POST_LEFT = "post left"
    POST_TAKEN_BACK = "post taken back"
    POST_GIVEN_BACK = "post given back"
    WORDED = "worded"
    """Words with buttons, as they were when they were given."""
    STAFF_CHAT_MOVED = "staff chat moved"
    CONTENT_BROKEN = "content broken"
    SENT_IN_EMERGENCY = "sent in emergency"
    CASE_FORWARDED = "case forwarded"
    HEAD_ANSWERED = "head answered"
    QUESTION_CLOSED = "question closed"
    CERTIFICATE_DECIDED = "certificate decided"
    CODE_TWICE = "code twice"
    JOINING_UNSURE = "joining unsure"
    JOINING_DECIDED = "joining decided"
    MEMBER_RETURNED = "member returned"
    BATCH_READ = "batch read"
    FIGURES_TO_CHECK = "figures to check"
    OBJECTION_RAISED = "objection raised"
    OBJECTION_DECIDED = "objection decided"
    SECOND_ASKED = "second asked"
    NOTICE_IN_EMERGENCY = "notice in emergency"
    NOTICE_CORRECTED = "notice corrected"
    NOTICE_MOVED = "notice moved"
    NOTICE_ENDED = "notice ended"
    RELEASE_ASKED = "release asked"
    RELEASE_DECIDED = "release decided"
    EXTENSION_ASKED = "extension asked"
    EXTENSION_DECIDED = "extension decided"
    MAIL_FAILED = "mail failed"
    MAIL_CLOSED = "mail closed"
    MAIL_OPEN = "mail open"
    EDIT_ASKED = "edit asked"
    EVENT_SECOND_ASKED = "event second asked"
    EVENT_MOVED = "event moved"
    EVENT_SESSION_CANCELLED = "event session cancelled"
    EVENT_CANCELLED = "event cancelled"
    EVENT_OFFERED = "event place offered"
    EVENT_LAPSED = "event place lapsed"
    EVENT_MATERIALS = "event materials"
    EVENT_MAIL_FAILED = "event mail failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """One row."""

    id: int
    kind: str
    person_id: int | None
    """Who is told; of news for the staff, whom they are told of."""
    facts: Mapping[str, Any]
    attempts: int
    """In which its message could not be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """News that people were not told yet."""

    of_post: bool
    at_once: bool
    people: list[int] = field(default_factory=list)
    """Who is to be told, by now perhaps nobody."""


async def tell(
    statements: Statements,
    to: int | str,
    kind: NewsKind,
    at: datetime,
    *,
    person: int | None = None,
    due_at: datetime | None = None,
    **facts: object,
) -> None:
    """Has somebody told, within the transaction of the cause; once for an update, though it is handled anew.

    `to` is a person's number, the id of a post, for which whoever acts for it is told, or STAFF. `facts` are numbers
    and words, as JSON holds them; `person` is whom the staff are told of. What can still be taken back is told no
    sooner than `due_at`.
    """
    addressee, person_id = (PERSON, to) if isinstance(to, int) else (to, person)
    said = sha256(json.dumps(facts).encode()).hexdigest()
    if await first_time(statements, f"news {kind.value} {addressee} {person_id} {said}"):
        row = {"kind": kind, "addressee": addressee, "person_id": person_id, "facts": facts, "made_at": at}
        await insert(statements, "news", **row, **({"due_at": due_at} if due_at else {}))


async def untell(statements: Statements, kind: NewsKind, at: datetime, **facts: object) -> None:
    """What was taken back is not told: of that kind, with exactly these facts, and waiting still."""
    wanted = {"kind": kind, "facts": json.dumps(facts, ensure_ascii=False), "told_at": None}
    await update(statements, "news", wanted, told_at=at)


class NewsStore(Store):
    """The table of news."""

    def exclusive(self) -> AbstractAsyncContextManager[bool]:
        """While this lasts no other process tells the staff; False where that takes another one long."""
        return self._database.exclusive("news for the staff")

    async def tell(self, to: int | str, kind: NewsKind, at: datetime, **facts: Any) -> None:
        """Has somebody told of what changes no other table."""
        async with self._database.transaction() as statements:
            await tell(statements, to, kind, at, **facts)

    async def waits(self) -> bool:
        """Whether people were not told something yet."""
        sql = "SELECT 1 FROM news WHERE told_at IS NULL AND addressee <> 'staff' LIMIT 1"
        return await self._database.fetch_one(sql) is not None

    async def find(self, number: int) -> NewsItem | None:
        return await self._read_one(NewsItem, "SELECT * FROM news WHERE id = :number", number=number)

    async def for_people(self, now: datetime) -> dict[int, Waiting]:
        """What people were not told yet, by its number, the oldest first."""
        found: dict[int, Waiting] = {}
        for number, addressee, facts, person in await self._database.fetch_tuples(
            """
            SELECT n.id, n.addressee, n.facts, COALESCE(n.person_id, t.person_id) AS person_id
            FROM news n LEFT JOIN tenures t ON t.post = n.addressee AND (t.until_at IS NULL OR t.until_at > :now)
            WHERE n.told_at IS NULL AND n.addressee <> 'staff' AND n.due_at <= :now ORDER BY n.id
            """,
            now=now,
        ):
            at_once = bool(json.loads(facts).get(AT_ONCE))
            waiting = found.setdefault(number, Waiting(of_post=addressee != PERSON, at_once=at_once))
            if person is not None:
                waiting.people.append(person)
        return found

    async def for_staff(self, now: datetime) -> list[NewsItem]:
        """What the staff were not told yet, the oldest first, some at a time."""
        return await self._read(
            NewsItem,
            "SELECT * FROM news WHERE told_at IS NULL AND addressee = 'staff' AND due_at <= :now ORDER BY id LIMIT 20",
            now=now,
        )

    async def told(self, numbers: Collection[int], at: datetime) -> None:
        """Keeps that these are given to the outbox, told, or put aside."""
        if numbers:
            await update(self._database, "news", {"id": tuple(numbers)}, told_at=at)

    async def again(self, item: NewsItem, due_at: datetime) -> None:
        """Its message could not be made: it is tried again then."""
        await update(self._database, "news", {"id": item.id}, attempts=item.attempts + 1, due_at=due_at)
