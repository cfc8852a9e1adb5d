"""Notices: what the department asks of posts. What each post owes on one is an obligation (`obligations`).

The words of a notice are its versions: a correction is the next one. A version that has not left is being written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from storage.engine.causes import first_time, is_done, made_once
from storage.engine.database import Row, Statements
from storage.engine.rows import Store, insert, insert_many, insert_numbered, made_of, update
from storage.people import AT_ONCE, STAFF, Action, NewsKind, Post, change, tell, write

Lacks = Callable[[Sequence[Mapping[str, Any]], Mapping[str, str]], bool]
"""Whether answers lack something that a form, as it is kept, asks for."""
MOST_POSTS = 10_000
"""Fewer than that many posts can be meant by one notice."""


class Ending(StrEnum):
    """How a notice ended before all had done it."""

    CLOSED = "closed"
    """It is not needed any more."""
    WITHDRAWN = "withdrawn"
    """It should not have been sent; of a draft: it was thrown away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the department asks of posts, in the words of one version."""

    id: int
    version: int
    text: str
    letter: str
    """The number of the official letter that it stands beside; empty for none."""
    files: tuple[tuple[str, str], ...]
    """Kind and Telegram's id of each."""
    asks_again: bool
    """Whether those who acknowledged the version before are to do it anew."""
    asks_reply: bool
    """Whether those who replied to the version before are asked for what is new in the form."""
    made_by: int
    """Who wrote this version."""
    left_at: datetime | None
    """None while this version is being written."""
    due_on: date | None
    """None until it is chosen."""
    due_time: time | None
    """None: all of that day."""
    wants_ack: bool
    form: tuple[dict[str, object], ...]
    """The fields of the reply; none where none is asked."""
    addressed: tuple[Post, ...]
    """Who is meant; not read again with each of the obligations."""
    leaves_at: datetime | None
    """When what is being written leaves, unless it is stopped before; None where nobody approved it."""
    approved_by: int | None
    emergency: str
    """Why it could not wait for a second member of the staff; empty where it did not have to."""
    reviewed_by: int | None
    sent_at: datetime | None
    """None until the first version left."""
    ended_at: datetime | None
    """Nothing of it is owed from then on."""
    ending: Ending | None
    ended_why: str

    @property
    def is_correction(self) -> bool:
        return self.version > 1


class NoticeStore(Store):
    """Writes notices: what is changed of a draft or a correction, and what becomes of it. All but drafts is audited."""

    # While it is being written

    async def write(self, text: str, at: datetime, by: int, like: Notice | None = None) -> int:
        """Begins a notice, once for an update; its number. What it asks, of whom and with which files is as in `like`.

        The deadline and the letter are its own.
        """
        same: dict[str, object] = {}
        if like:
            same = {"wants_ack": like.wants_ack, "addressed": [post.id for post in like.addressed]}

        async def begin() -> int:
            number = await insert_numbered(statements, "notices", version=1, **same)
            media = list(like.files) if like else []
            form = list(like.form) if like else []
            values = {"notice": number, "version": 1, "text": text, "media": media, "form": form or ""}
            await insert(statements, "notice_versions", **values, made_at=at, made_by=by)
            return number

        async with self._database.transaction() as statements:
            return await made_once(statements, "notice", begin)

    async def correct(self, notice_id: int, text: str, at: datetime, by: int) -> bool:
        """Begins the next version of a notice that went out, or changes the text of the one that is being written.

        False where the notice ended, or a version is about to leave.
        """
        changed = await self._database.execute(
            f"""
            INSERT INTO notice_versions (notice, version, text, letter, media, form, made_at, made_by)
            SELECT n.id, n.version + 1, :text, v.letter, v.media, v.form, :at, :by
            FROM notices n JOIN notice_versions v ON v.notice = n.id AND v.version = n.version
            WHERE n.id = :id AND n.sent_at IS NOT NULL AND {_IN_HAND}
            ON CONFLICT (notice, version) DO UPDATE SET text = excluded.text, made_by = excluded.made_by
            """,  # noqa: S608
            id=notice_id,
            text=text,
            at=at,
            by=by,
        )
        return changed == 1

    async def set_text(self, notice_id: int, text: str, by: int, was: str | None = None) -> bool:
        """Keeps other words; False where nothing of it is being written. So do the next ones.

        Where it is said what they `was` until now, False also where they are others.
        """
        return await self._change_version(notice_id, {"text": was}, text=text, made_by=by)

    async def set_letter(self, notice_id: int, letter: str) -> bool:
        """Keeps the number of the letter."""
        return await self._change_version(notice_id, letter=letter)

    async def ask_again(self, notice_id: int, *, wanted: bool) -> bool:
        """Keeps whether a correction is to be acknowledged anew."""
        return await self._change_version(notice_id, asks_again=wanted)

    async def ask_for_new(self, notice_id: int, *, wanted: bool) -> bool:
        """Keeps whether those who replied are asked for what is new in the form of a correction."""
        return await self._change_version(notice_id, asks_reply=wanted)

    async def set_form(
        self,
        notice_id: int,
        form: Sequence[dict[str, object]],
        was: Sequence[dict[str, object]] | None = None,
    ) -> bool:
        """Keeps the fields of the reply. A draft without any is to be acknowledged: something has to be asked."""
        if not form and not await self._change_draft(notice_id, wants_ack=True):
            return False
        before = None if was is None else list(was) or ""
        return await self._change_version(notice_id, {"form": before}, form=list(form) or "")

    async def take_files_out(self, notice_id: int) -> bool:
        """Takes all files out."""
        return await self._change_version(notice_id, media=[])

    async def add_file(self, notice_id: int, kind: str, file_id: str, most: int) -> bool:
        """Adds a file; False also where there are `most`."""
        async with self._database.transaction() as statements:
            # It changes nothing but makes another worker wait, whose file would be lost otherwise.
            media = await statements.fetch_value(
                f"UPDATE notice_versions SET media = media WHERE {_WRITTEN} RETURNING media",  # noqa: S608
                id=notice_id,
            )
            files = json.loads(media) if media else None
            if files is None or len(files) >= most:
                return False
            if [kind, file_id] not in files:
                key = {"notice": notice_id, "left_at": None}
                await update(statements, "notice_versions", key, media=[*files, [kind, file_id]])
        return True

    async def set_deadline(self, notice_id: int, due_on: date, due_time: time | None = None) -> bool:
        """Keeps the deadline; False where the notice went out already, or never was. So do the next ones."""
        return await self._change_draft(notice_id, due_on=due_on, due_time=due_time)

    async def want_ack(self, notice_id: int, *, wanted: bool) -> bool:
        """Keeps whether it is to be acknowledged."""
        return await self._change_draft(notice_id, wants_ack=wanted)

    async def address(self, notice_id: int, posts: Sequence[Post]) -> bool:
        """Keeps who is meant."""
        return await self._change_draft(notice_id, addressed=[post.id for post in posts])

    async def drop_correction(self, notice_id: int) -> bool:
        """The version that counts stays the only one; False where no other is being written."""
        sql = f"DELETE FROM notice_versions WHERE {_WRITTEN} AND version > 1"  # noqa: S608
        return await self._database.execute(sql, id=notice_id) == 1

    async def _change_draft(self, notice_id: int, **values: object) -> bool:
        draft = {"id": notice_id, "sent_at": None, "leaves_at": None, "ended_at": None}
        return await update(self._database, "notices", draft, **values) == 1

    async def _change_version(
        self, notice_id: int, was: Mapping[str, object] = MappingProxyType({}), **values: object
    ) -> bool:
        changes, known = ", ".join(f"{name} = :{name}" for name in values), dict[str, object]()
        where = [_WRITTEN]
        for name, value in was.items():
            if value is not None:
                where.append(f"{name} = :was_{name}")
                known[f"was_{name}"] = value
        sql = f"UPDATE notice_versions SET {changes} WHERE {' AND '.join(where)}"  # noqa: S608
        return await self._database.execute(sql, id=notice_id, **values, **known) == 1

    # Leaving

    async def second_asked(self, notice_id: int, at: datetime) -> None:
        """Keeps that what is being written waits for somebody else of the staff."""
        await update(self._database, "notice_versions", {"notice": notice_id, "left_at": None}, second_asked_at=at)

    async def hold(self, notice_id: int, leaves_at: datetime, at: datetime, by: int, emergency: str = "") -> bool:
        """Approves what is being written: it leaves then, unless it is stopped. False where something lacks, or it was
        approved before. The staff are told of an emergency."""
        async with self._database.transaction() as statements:
            held = await statements.execute(
                """
                UPDATE notices SET leaves_at = :leaves_at, approved_by = :by, emergency = :emergency, reviewed_by = NULL
                WHERE id = :id AND due_on IS NOT NULL AND addressed <> '[]' AND leaves_at IS NULL AND ended_at IS NULL
                    AND EXISTS (SELECT 1 FROM notice_versions WHERE notice = notices.id AND left_at IS NULL)
                """,
                id=notice_id,
                leaves_at=leaves_at,
                by=by,
                emergency=emergency,
            )
            if held:
                await write(statements, at, by, Action.NOTICE_APPROVED, _name(notice_id), emergency)
                if emergency:
                    await tell(statements, STAFF, NewsKind.NOTICE_IN_EMERGENCY, at, notice=notice_id)
        return held == 1

    async def stop(self, notice_id: int, at: datetime, by: int) -> bool:
        """What was approved is being written again; False where it has left, or nothing was."""
        sql = "UPDATE notices SET leaves_at = NULL, emergency = '' WHERE id = :id AND leaves_at IS NOT NULL"
        return await change(self._database, sql, at, by, Action.NOTICE_STOPPED, _name(notice_id), id=notice_id)

    async def reviewed(self, notice_id: int, at: datetime, by: int) -> bool:
        """Keeps that somebody looked at an emergency; False where nobody has to any more."""
        sql = "UPDATE notices SET reviewed_by = :by WHERE id = :id AND emergency <> '' AND reviewed_by IS NULL"
        line = at, by, Action.NOTICE_REVIEWED, _name(notice_id)
        return await change(self._database, sql, *line, id=notice_id, by=by)

    async def leave(self, notice_id: int, at: datetime, lacks: Lacks) -> bool:
        """Whether the approved version left now: obligations begin, or those who have them are told of a correction.

        Where that asks for what is new, whoever's reply `lacks` something owes one again; what she answered stays.
        """
        async with self._database.transaction() as statements:
            row = await statements.fetch_one(
                """
                UPDATE notices SET leaves_at = NULL, sent_at = COALESCE(sent_at, CAST(:at AS BIGINT))
                WHERE id = :id AND leaves_at <= :at RETURNING id, addressed, approved_by, emergency
                """,
                id=notice_id,
                at=at,
            )
            if row is None:
                return False
            version = await statements.fetch_one(
                """
                UPDATE notice_versions SET left_at = :at WHERE notice = :id AND left_at IS NULL
                RETURNING version, asks_again, asks_reply, form
                """,
                id=notice_id,
                at=at,
            )
            assert version  # noqa: S101 - only a notice that has one is held
            if version["version"] == 1:
                await self._begin(statements, row, at)
            else:
                await self._corrected(statements, row, version, at, lacks)
        return True

    async def _begin(self, statements: Statements, row: Row, at: datetime) -> None:
        notice_id, posts = row["id"], json.loads(row["addressed"])
        rows = [
            {"notice": notice_id, "post": post, "number": notice_id * MOST_POSTS + place}
            for place, post in enumerate(posts, start=1)
        ]
        await insert_many(statements, "obligations", rows)
        await write(statements, at, row["approved_by"], Action.NOTICE_SENT, _name(notice_id), str(len(posts)))

    async def _corrected(self, statements: Statements, row: Row, version: Row, at: datetime, lacks: Lacks) -> None:
        notice_id, number = row["id"], version["version"]
        await update(statements, "notices", {"id": notice_id}, version=number)
        anew = ", told_at = COALESCE(told_at, acknowledged_at), acknowledged_at = NULL, person_id = NULL, via = NULL"
        changes = f"revision = revision + 1{anew if version['asks_again'] else ''}"
        sql = f"UPDATE obligations SET {changes} WHERE notice = :id AND released_at IS NULL"  # noqa: S608
        await statements.execute(sql, id=notice_id)
        if version["asks_reply"] and version["form"]:
            form, replies = json.loads(version["form"]), await answers_that_count(statements, notice_id)
            asked = tuple(number for number, answers in replies.items() if lacks(form, answers))
            if asked:
                await update(statements, "obligations", {"number": asked}, replied_at=None)
        await write(statements, at, row["approved_by"], Action.NOTICE_CORRECTED, _name(notice_id), str(number))
        kind, at_once = NewsKind.NOTICE_CORRECTED, bool(row["emergency"])
        await _tell_posts(statements, notice_id, kind, at, at_once=at_once, version=number)

    # Once it went out

    async def move(
        self,
        notice_id: int,
        before: Mapping[int, date],
        due_on: date,
        due_time: time | None,
        at: datetime,
        by: int,
        *,
        for_all: bool,
    ) -> bool:
        """Moves the deadline of the obligations of which `before` holds the deadline until now; their posts are told.

        Where that is `for_all`, it becomes the notice's. False where the notice ended.
        """
        step = f"{Action.NOTICE_MOVED.value} {notice_id} {due_on} {due_time}"
        numbers = ", ".join(str(int(number)) for number in before)
        async with self._database.transaction() as statements:
            if await is_done(statements, step):
                return True
            there = {"id": notice_id, "ended_at": None}
            changes: dict[str, object] = {"due_on": due_on, "due_time": due_time} if for_all else {"ended_at": None}
            if not numbers or not await update(statements, "notices", there, **changes):
                return False
            await first_time(statements, step)
            await statements.execute(
                f"""
                UPDATE obligations SET due_on = CAST(:own AS TEXT), due_time = CAST(:own_time AS TEXT),
                    revision = revision + 1, wanted_on = CASE WHEN wanted_on > :due_on THEN wanted_on ELSE NULL END
                WHERE number IN ({numbers})
                """,  # noqa: S608 - numbers
                own=None if for_all else due_on,
                own_time=None if for_all else due_time,
                due_on=due_on,
            )
            detail = f"{due_on:%d.%m.%Y} {len(before)}"
            await write(statements, at, by, Action.NOTICE_MOVED, _name(notice_id), detail)
            due = f"{due_on} {due_time}"
            await _tell_posts(statements, notice_id, NewsKind.NOTICE_MOVED, at, before=before, due=due)
        return True

    async def end(self, notice_id: int, ending: Ending, why: str, at: datetime, by: int) -> bool:
        """Nothing of it is owed from now on, and nothing of it leaves any more; the posts are told.

        False where it had ended.
        """
        async with self._database.transaction() as statements:
            row = {"ended_at": at, "ending": ending, "ended_why": why, "leaves_at": None}
            if not await update(statements, "notices", {"id": notice_id, "ended_at": None}, **row):
                return False
            correction = "DELETE FROM notice_versions WHERE notice = :id AND version > 1 AND left_at IS NULL"
            await statements.execute(correction, id=notice_id)
            await statements.execute("UPDATE obligations SET revision = revision + 1 WHERE notice = :id", id=notice_id)
            await write(statements, at, by, Action.NOTICE_ENDED, _name(notice_id), f"{ending} {why}".strip())
            at_once = ending is Ending.WITHDRAWN
            await _tell_posts(statements, notice_id, NewsKind.NOTICE_ENDED, at, at_once=at_once)
        return True


async def _tell_posts(
    statements: Statements,
    notice_id: int,
    kind: NewsKind,
    at: datetime,
    *,
    before: Mapping[int, date] | None = None,
    at_once: bool = False,
    **facts: object,
) -> None:
    """Has those told who act for its posts, in their hours or `at_once`.

    Where `before` is given, only of these obligations, with the day.
    """
    facts |= {AT_ONCE: True} if at_once else {}
    rows = await statements.fetch(
        "SELECT number, post FROM obligations WHERE notice = :id AND released_at IS NULL ORDER BY number", id=notice_id
    )
    for row in rows:
        number, news = row["number"], dict[str, Any](facts)
        if before is not None:
            if number not in before:
                continue
            news["before"] = before[number].isoformat()
        await tell(statements, row["post"], kind, at, obligation=number, **news)


async def answers_that_count(statements: Statements, notice_id: int) -> dict[int, Mapping[str, str]]:
    """What was answered last by those who owe no reply to the notice any more, by obligation."""
    rows = await statements.fetch(
        """
        SELECT r.obligation, r.answers FROM replies r JOIN obligations o ON o.number = r.obligation
        WHERE o.notice = :id AND o.replied_at IS NOT NULL AND o.released_at IS NULL AND r.sent_at IS NOT NULL
        ORDER BY r.sent_at, r.id
        """,
        id=notice_id,
    )
    return {row["obligation"]: json.loads(row["answers"]) for row in rows}


def _name(notice_id: int) -> str:
    """How the audit names it."""
    return f"notice {notice_id}"


_IN_HAND = "n.leaves_at IS NULL AND n.ended_at IS NULL"
_WRITTEN = f"left_at IS NULL AND notice IN (SELECT n.id FROM notices n WHERE n.id = :id AND {_IN_HAND})"  # noqa: S608
"""The version of notice `:id` that may be changed."""

_OWN = """
    n.id, n.due_on, n.due_time, n.wants_ack, n.leaves_at, n.approved_by, n.emergency, n.reviewed_by, n.sent_at,
    n.ended_at, n.ending, n.ended_why, v.version, v.text, v.letter, v.media, v.form, v.asks_again, v.asks_reply,
    v.made_by, v.left_at
"""
COLUMNS = f"{_OWN}, n.addressed"
"""What is read of a notice `n` and one of its versions `v`."""
SHARED_COLUMNS = f"{_OWN}, '[]' AS addressed"
"""The same where many rows share a notice: a long list of posts is not read again with each of them."""
IN_FORCE = "notices n JOIN notice_versions v ON v.notice = n.id AND v.version = n.version"
BEING_WRITTEN = "notices n JOIN notice_versions v ON v.notice = n.id AND v.left_at IS NULL AND n.ended_at IS NULL"


def notice_of(row: Row) -> Notice:
    """Out of a row with COLUMNS."""
    return made_of(
        Notice,
        row,
        form=tuple(json.loads(row["form"])) if row["form"] else (),
        files=tuple((kind, file_id) for kind, file_id in json.loads(row["media"])),
        addressed=tuple(post for each in json.loads(row["addressed"]) if (post := Post.parse(each))),
    )
