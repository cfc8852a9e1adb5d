"""Notices, and what each post owes on them: the one ledger, whichever way it is told, acknowledged and replied.

A due belongs to the post: whoever holds it next owes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.engine.database import Database, Row
from storage.engine.times import from_ms, to_ms
from storage.people.audit import Action, write
from storage.people.posts import Post

MOST_POSTS = 10_000
"""Fewer than that many posts can be meant by one notice."""


class How(StrEnum):
    """By which way something came."""

    TELEGRAM = "telegram"
    EMAIL = "email"
    PHONE = "phone"
    """Staff recorded it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the department asks of posts."""

    id: int
    text: str
    due_on: date | None
    """None while the notice is being written."""
    made_by: int
    sent_at: datetime | None
    """None while the notice is being written."""
    letter: str
    """The number of the official letter that it stands beside; empty for none."""
    wants_ack: bool
    form: tuple[dict[str, object], ...]
    """The fields of the reply; none where none is asked."""
    files: tuple[tuple[str, str], ...]
    """Kind and Telegram's id of each."""
    addressed: tuple[Post, ...]
    """Who is meant, as long as it is being written; the dues say it afterwards."""


@dataclass(frozen=True, slots=True)
class Due:
    """What one post owes on one notice."""

    number: int
    """By which buttons and prompts name it."""
    notice: Notice
    post: Post
    due_on: date
    """The notice's deadline, or the post's own where it was extended."""
    told_at: datetime | None
    """When somebody who acts for the post had it."""
    acknowledged_at: datetime | None
    acknowledged_by: int | None
    how: How | None
    declined: str
    """Why it is not theirs, as they say; empty where they do not."""
    released_at: datetime | None
    wanted_on: date | None
    """The deadline that was asked for and is not decided on."""
    wanted_why: str
    replied_at: datetime | None

    @property
    def is_done(self) -> bool:
        """Whether nothing is owed any more."""
        acknowledged = self.acknowledged_at is not None or not self.notice.wants_ack
        replied = self.replied_at is not None or not self.notice.form
        return self.released_at is not None or (acknowledged and replied)

    def is_overdue(self, today: date) -> bool:
        return not self.is_done and self.due_on < today


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a notice has come."""

    notice: Notice
    addressed: int
    told: int
    acknowledged: int
    replied: int
    done: int


class Notices:
    """The tables of notices and dues."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Writing a notice

    async def write(self, text: str, at: datetime, by: int) -> int:
        """Begins a notice; its number."""
        row = await self._database.fetch_one(
            "INSERT INTO notices (text, made_at, made_by) VALUES (:text, :at, :by) RETURNING id",
            text=text,
            at=to_ms(at),
            by=by,
        )
        assert row  # noqa: S101 - RETURNING gives the row
        return int(row["id"])

    async def find(self, notice_id: int) -> Notice | None:
        row = await self._database.fetch_one(f"SELECT {_NOTICE} FROM notices n WHERE id = :id", id=notice_id)  # noqa: S608
        return _notice(row) if row else None

    async def set_deadline(self, notice_id: int, due_on: date) -> bool:
        """Keeps the deadline; False where the notice went out already, or never was."""
        return await self._of_draft(notice_id, "due_on = :due_on", due_on=due_on.isoformat())

    async def set_letter(self, notice_id: int, letter: str) -> bool:
        """Keeps the number of the letter; False where the notice went out already."""
        return await self._of_draft(notice_id, "letter = :letter", letter=letter)

    async def want_ack(self, notice_id: int, *, wanted: bool) -> bool:
        """Keeps whether it is to be acknowledged; False where the notice went out already."""
        return await self._of_draft(notice_id, "wants_ack = :wanted", wanted=int(wanted))

    async def set_form(self, notice_id: int, form: Sequence[dict[str, object]]) -> bool:
        """Keeps the fields of the reply; False where the notice went out already.

        Without any the notice is to be acknowledged: something has to be asked.
        """
        words = json.dumps(list(form), ensure_ascii=False) if form else ""
        ack = "" if form else ", wants_ack = 1"
        return await self._of_draft(notice_id, f"form = :form{ack}", form=words)

    async def add_file(self, notice_id: int, kind: str, file_id: str, most: int) -> bool:
        """Adds a file; False where the notice went out already, or has `most`."""
        async with self._database.transaction() as statements:
            # It changes nothing but makes another worker wait, whose file would be lost otherwise.
            row = await statements.fetch_one(
                "UPDATE notices SET media = media WHERE id = :id AND sent_at IS NULL RETURNING media", id=notice_id
            )
            files = json.loads(row["media"]) if row else None
            if files is None or len(files) >= most:
                return False
            await statements.execute(
                "UPDATE notices SET media = :media WHERE id = :id",
                media=json.dumps([*files, [kind, file_id]]),
                id=notice_id,
            )
        return True

    async def _of_draft(self, notice_id: int, change: str, **values: object) -> bool:
        changed = await self._database.execute(
            f"UPDATE notices SET {change} WHERE id = :id AND sent_at IS NULL",  # noqa: S608 - words of this module
            id=notice_id,
            **values,
        )
        return changed == 1

    async def address(self, notice_id: int, posts: Sequence[Post]) -> bool:
        """Keeps who is meant; False where the notice went out already."""
        return await self._of_draft(notice_id, "addressed = :posts", posts=json.dumps([post.id for post in posts]))

    async def send(self, notice_id: int, at: datetime, by: int) -> int:
        """Sends the notice to the posts that are meant, once: how many; 0 where that was done, or something lacks."""
        async with self._database.transaction() as statements:
            row = await statements.fetch_one(
                """
                UPDATE notices SET sent_at = :at WHERE id = :id AND sent_at IS NULL AND due_on IS NOT NULL
                    AND addressed <> '[]' RETURNING addressed
                """,
                id=notice_id,
                at=to_ms(at),
            )
            posts = json.loads(row["addressed"]) if row else []
            await statements.execute_many(
                "INSERT INTO dues (notice, post, number) VALUES (:notice, :post, :number)",
                [
                    {"notice": notice_id, "post": post, "number": notice_id * MOST_POSTS + place}
                    for place, post in enumerate(posts, start=1)
                ],
            )
            if posts:
                await write(statements, at, by, Action.NOTICE_SENT, f"notice {notice_id}", str(len(posts)))
        return len(posts)

    # Reading the ledger

    async def progress(self, most: int, notice_id: int | None = None) -> list[Progress]:
        """The newest notices that went out, or that one, with how far they have come."""
        rows = await self._database.fetch(
            f"""
            SELECT {_NOTICE}, COUNT(*) AS posts,
                   SUM(CASE WHEN {_TOLD} IS NULL THEN 0 ELSE 1 END) AS told,
                   COUNT(d.acknowledged_at) AS acknowledged, COUNT(d.replied_at) AS replied,
                   SUM(CASE WHEN {_OPEN} THEN 0 ELSE 1 END) AS done
            FROM notices n JOIN dues d ON d.notice = n.id
            WHERE n.sent_at IS NOT NULL AND n.id = COALESCE(CAST(:notice AS BIGINT), n.id)
            GROUP BY n.id ORDER BY n.id DESC LIMIT :most
            """,  # noqa: S608
            most=most,
            notice=notice_id,
        )
        return [
            Progress(
                _notice(row),
                row["posts"],
                int(row["told"]),
                row["acknowledged"],
                row["replied"],
                int(row["done"]),
            )
            for row in rows
        ]

    async def of_notice(self, notice_id: int) -> list[Due]:
        """What each post owes, or has done, on a notice."""
        return await self._dues("d.notice = :id", id=notice_id)

    async def of_post(self, post: Post, *, done: bool = False) -> list[Due]:
        """What the post still owes, or all that it has done, the earliest deadline first."""
        return await self._dues(f"d.post = :post AND {'NOT' if done else ''} ({_OPEN})", post=post.id)

    async def told_ways(self, notice_id: int) -> dict[int, list[How]]:
        """By which ways each post was told of a notice, by due."""
        rows = await self._database.fetch(
            """
            SELECT d.number, CASE WHEN EXISTS (
                SELECT 1 FROM tellings g JOIN outbox o ON o.mailing = g.mailing AND o.person_id = g.person_id
                WHERE g.notice = d.notice AND g.post = d.post AND o.state = 'sent' AND g.step NOT LIKE 'escalated%'
            ) THEN 1 ELSE 0 END AS telegram, CASE WHEN EXISTS (
                SELECT 1 FROM mails m WHERE m.due = d.number AND m.state = 'sent'
            ) THEN 1 ELSE 0 END AS email, d.told_at
            FROM dues d WHERE d.notice = :notice
            """,
            notice=notice_id,
        )
        return {
            row["number"]: [
                *([How.TELEGRAM] if row["telegram"] else []),
                *([How.EMAIL] if row["email"] else []),
                *([How.PHONE] if row["told_at"] and not row["email"] else []),
            ]
            for row in rows
        }

    async def unsent(self, since: datetime) -> int:
        """Notices that were made ready since then and did not go out."""
        row = await self._database.fetch_one(
            """
            SELECT COUNT(*) AS n FROM notices
            WHERE sent_at IS NULL AND due_on IS NOT NULL AND addressed <> '[]' AND made_at >= :since
            """,
            since=to_ms(since),
        )
        return int(row["n"]) if row else 0

    async def open_dues(self) -> list[Due]:
        """All that is owed."""
        return await self._dues(_OPEN)

    async def due(self, number: int) -> Due | None:
        dues = await self._dues("d.number = :number", number=number)
        return dues[0] if dues else None

    async def of_telling(self, mailing_id: int, person_id: int) -> list[tuple[Due, str]]:
        """What a message of the outbox to that person is about, and at which step, the earliest deadline first."""
        dues = await self._dues(
            """
            (d.notice, d.post) IN (
                SELECT g.notice, g.post FROM tellings g WHERE g.mailing = :mailing AND g.person_id = :person_id
            )
            """,
            mailing=mailing_id,
            person_id=person_id,
        )
        steps = {
            (row["notice"], row["post"]): row["step"]
            for row in await self._database.fetch(
                """
                SELECT notice, post, step FROM tellings
                WHERE mailing = :mailing AND person_id = :person_id ORDER BY step DESC
                """,
                mailing=mailing_id,
                person_id=person_id,
            )
        }
        return [(due, steps[due.notice.id, due.post.id]) for due in dues]

    async def undecided(self) -> list[Due]:
        """Those on which the staff have to decide: «not ours», or more time."""
        return await self._dues("d.released_at IS NULL AND (d.declined <> '' OR d.wanted_on IS NOT NULL)")

    async def untold(self, now: datetime) -> list[tuple[int, int, str]]:
        """Person, notice and post of all that is owed and that somebody who acts for the post was not told of."""
        rows = await self._database.fetch(
            f"""
            SELECT DISTINCT t.person_id, d.notice, d.post
            FROM dues d JOIN notices n ON n.id = d.notice JOIN tenures t ON t.post = d.post
            WHERE ({_OPEN}) AND t.person_id IS NOT NULL AND (t.until_at IS NULL OR t.until_at > :now)
              AND NOT EXISTS (
                SELECT 1 FROM tellings g WHERE g.notice = d.notice AND g.post = d.post
                  AND g.person_id = t.person_id AND g.step = 'new')
            ORDER BY t.person_id, d.notice, d.post
            """,  # noqa: S608
            now=to_ms(now),
        )
        return [(row["person_id"], row["notice"], row["post"]) for row in rows]

    # What becomes of a due

    async def told(self, number: int, at: datetime, how: How, by: int) -> bool:
        """Keeps that the post was told another way than by the outbox; False where it knows already."""
        return await self._change("told_at = :at WHERE told_at IS NULL", number, at, by, Action.NOTICE_TOLD, how.value)

    async def acknowledge(self, number: int, at: datetime, how: How, by: int) -> bool:
        """Keeps who acknowledged and how, once; False where it was acknowledged before."""
        return await self._change(
            "acknowledged_at = :at, person_id = :by, how = :how WHERE acknowledged_at IS NULL",
            number,
            at,
            by,
            Action.NOTICE_ACKNOWLEDGED,
            how.value,
            how=how.value,
        )

    async def take_back(self, number: int, since: datetime, at: datetime, by: int) -> bool:
        """Takes an acknowledgement back which that person gave since then; False where there is none."""
        return await self._change(
            """
            acknowledged_at = NULL, person_id = NULL, how = NULL
            WHERE acknowledged_at >= :since AND person_id = :by AND how = 'telegram'
            """,
            number,
            at,
            by,
            Action.NOTICE_TAKEN_BACK,
            since=to_ms(since),
        )

    async def decline(self, number: int, why: str, at: datetime, by: int) -> bool:
        """Keeps that the post says it is not theirs; staff decide."""
        return await self._change(
            "declined = :why WHERE released_at IS NULL", number, at, by, Action.NOTICE_DECLINED, why=why
        )

    async def release(self, number: int, at: datetime, by: int, *, agreed: bool) -> bool:
        """Decides on «not ours»: nothing is owed any more, or the due stands; False where nothing is to be decided."""
        change = "released_at = :at" if agreed else "declined = ''"
        detail = "released" if agreed else "stands"
        where = "WHERE declined <> '' AND released_at IS NULL"
        return await self._change(f"{change} {where}", number, at, by, Action.NOTICE_DECIDED, detail)

    async def ask_for_time(self, number: int, why: str, at: datetime, by: int) -> bool:
        """Keeps why more time is needed; how much is said next."""
        return await self._change(
            "wanted_why = :why WHERE released_at IS NULL", number, at, by, Action.NOTICE_EXTENSION, why=why
        )

    async def want(self, number: int, on: date, at: datetime, by: int) -> bool:
        """Keeps the deadline that is asked for; a newer wish takes the place of an older one."""
        return await self._change(
            "wanted_on = :day WHERE released_at IS NULL AND wanted_why <> ''",
            number,
            at,
            by,
            Action.NOTICE_EXTENSION,
            on.isoformat(),
            day=on.isoformat(),
        )

    async def extend(self, number: int, at: datetime, by: int, *, granted: bool) -> bool:
        """Decides on a wish for more time; False where there is none."""
        change = "due_on = wanted_on, wanted_on = NULL" if granted else "wanted_on = NULL"
        detail = "extended" if granted else "not extended"
        return await self._change(
            f"{change} WHERE wanted_on IS NOT NULL", number, at, by, Action.NOTICE_DECIDED, detail
        )

    async def _change(
        self,
        change: str,
        number: int,
        at: datetime,
        by: int,
        action: Action,
        detail: str = "",
        **values: object,
    ) -> bool:
        """One due, and a line of the audit with it; `change` ends in a WHERE that keeps it from happening twice."""
        async with self._database.transaction() as statements:
            used = {
                name: value
                for name, value in {"at": to_ms(at), "by": by, **values}.items()
                if re.search(rf":{name}\b", change)
            }
            row = await statements.fetch_one(
                f"UPDATE dues SET {change} AND number = :number RETURNING notice, post",  # noqa: S608 - our own words
                number=number,
                **used,
            )
            if row:
                words = f"{row['post']} {detail}".strip()
                await write(statements, at, by, action, f"notice {row['notice']}", words)
        return row is not None

    async def _dues(self, where: str, **parameters: object) -> list[Due]:
        rows = await self._database.fetch(
            f"""
            SELECT {_NOTICE}, d.number, d.post, d.due_on AS own_due_on, {_TOLD} AS told, d.acknowledged_at, d.person_id,
                   d.how, d.declined, d.released_at, d.wanted_on, d.wanted_why, d.replied_at
            FROM dues d JOIN notices n ON n.id = d.notice
            WHERE {where} ORDER BY COALESCE(d.due_on, n.due_on), n.id, d.post
            """,  # noqa: S608
            **parameters,
        )
        notices: dict[int, Notice] = {}
        return [_due(row, notices, post) for row in rows if (post := Post.parse(row["post"]))]


_NOTICE = """
    n.id, n.text, n.due_on, n.made_by, n.sent_at, n.letter, n.wants_ack, n.form, n.media,
    CASE WHEN n.sent_at IS NULL THEN n.addressed ELSE '[]' END AS addressed
"""
"""A long list of posts is not read again with each of their dues."""
_OPEN = """
    d.released_at IS NULL
    AND ((n.wants_ack = 1 AND d.acknowledged_at IS NULL) OR (n.form <> '' AND d.replied_at IS NULL))
"""
_TOLD = """
    COALESCE(d.told_at, (
        SELECT MIN(o.done_at) FROM tellings g JOIN outbox o ON o.mailing = g.mailing AND o.person_id = g.person_id
        WHERE g.notice = d.notice AND g.post = d.post AND o.state = 'sent' AND g.step NOT LIKE 'escalated%'
    ), d.acknowledged_at)
"""


def _notice(row: Row) -> Notice:
    return Notice(
        id=row["id"],
        text=row["text"],
        due_on=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        made_by=row["made_by"],
        sent_at=from_ms(row["sent_at"]),
        letter=row["letter"],
        wants_ack=row["wants_ack"] == 1,
        form=tuple(json.loads(row["form"])) if row["form"] else (),
        files=tuple((kind, file_id) for kind, file_id in json.loads(row["media"])),
        addressed=tuple(post for each in json.loads(row["addressed"]) if (post := Post.parse(each))),
    )


def _due(row: Row, notices: dict[int, Notice], post: Post) -> Due:
    """`notices` keeps those that were read, for many dues share one."""
    if row["id"] not in notices:
        notices[row["id"]] = _notice(row)
    notice = notices[row["id"]]
    assert notice.due_on  # noqa: S101 - it was sent
    return Due(
        number=row["number"],
        notice=notice,
        post=post,
        due_on=date.fromisoformat(row["own_due_on"]) if row["own_due_on"] else notice.due_on,
        told_at=from_ms(row["told"]),
        acknowledged_at=from_ms(row["acknowledged_at"]),
        acknowledged_by=row["person_id"],
        how=How(row["how"]) if row["how"] else None,
        declined=row["declined"],
        released_at=from_ms(row["released_at"]),
        wanted_on=date.fromisoformat(row["wanted_on"]) if row["wanted_on"] else None,
        wanted_why=row["wanted_why"],
        replied_at=from_ms(row["replied_at"]),
    )
