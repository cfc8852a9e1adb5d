"""Notices: what the department asks of posts. What each post owes on one is an obligation (`obligations`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from storage.engine.database import Database, Row
from storage.engine.times import from_ms, to_ms
from storage.people import Action, Post, write

MOST_POSTS = 10_000
"""Fewer than that many posts can be meant by one notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
    """Who is meant, as long as it is being written; the obligations say it afterwards."""


class NoticeStore:
    """Writes notices: what is changed of a draft, and the moment at which it goes out."""

    def __init__(self, database: Database) -> None:
        self._database = database

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
                "INSERT INTO obligations (notice, post, number) VALUES (:notice, :post, :number)",
                [
                    {"notice": notice_id, "post": post, "number": notice_id * MOST_POSTS + place}
                    for place, post in enumerate(posts, start=1)
                ],
            )
            if posts:
                await write(statements, at, by, Action.NOTICE_SENT, f"notice {notice_id}", str(len(posts)))
        return len(posts)


COLUMNS = """
    n.id, n.text, n.due_on, n.made_by, n.sent_at, n.letter, n.wants_ack, n.form, n.media,
    CASE WHEN n.sent_at IS NULL THEN n.addressed ELSE '[]' END AS addressed
"""
"""What is read of a notice `n`. A long list of posts is not read again with each of their obligations."""


def notice_of(row: Row) -> Notice:
    """Out of a row with COLUMNS."""
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
