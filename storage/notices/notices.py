"""Notices: what the department asks of posts. What each post owes on one is an obligation (`obligations`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from storage.engine.causes import made_once
from storage.engine.database import Row
from storage.engine.rows import Store, insert_many, insert_numbered, made_of, update
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


class NoticeStore(Store):
    """Writes notices: what is changed of a draft, and the moment at which it goes out."""

    async def write(self, text: str, at: datetime, by: int) -> int:
        """Begins a notice, once for an update; its number."""
        async with self._database.transaction() as statements:
            return await made_once(
                statements,
                "notice",
                lambda: insert_numbered(statements, "notices", text=text, made_at=at, made_by=by),
            )

    async def set_deadline(self, notice_id: int, due_on: date) -> bool:
        """Keeps the deadline; False where the notice went out already, or never was."""
        return await self._change_draft(notice_id, due_on=due_on)

    async def set_letter(self, notice_id: int, letter: str) -> bool:
        """Keeps the number of the letter; False where the notice went out already."""
        return await self._change_draft(notice_id, letter=letter)

    async def want_ack(self, notice_id: int, *, wanted: bool) -> bool:
        """Keeps whether it is to be acknowledged; False where the notice went out already."""
        return await self._change_draft(notice_id, wants_ack=wanted)

    async def set_form(self, notice_id: int, form: Sequence[dict[str, object]]) -> bool:
        """Keeps the fields of the reply; False where the notice went out already.

        Without any the notice is to be acknowledged: something has to be asked.
        """
        if form:
            return await self._change_draft(notice_id, form=list(form))
        return await self._change_draft(notice_id, form="", wants_ack=True)

    async def add_file(self, notice_id: int, kind: str, file_id: str, most: int) -> bool:
        """Adds a file; False where the notice went out already, or has `most`."""
        async with self._database.transaction() as statements:
            # It changes nothing but makes another worker wait, whose file would be lost otherwise.
            media = await statements.fetch_value(
                "UPDATE notices SET media = media WHERE id = :id AND sent_at IS NULL RETURNING media", id=notice_id
            )
            files = json.loads(media) if media else None
            if files is None or len(files) >= most:
                return False
            await update(statements, "notices", {"id": notice_id}, media=[*files, [kind, file_id]])
        return True

    async def address(self, notice_id: int, posts: Sequence[Post]) -> bool:
        """Keeps who is meant; False where the notice went out already."""
        return await self._change_draft(notice_id, addressed=[post.id for post in posts])

    async def _change_draft(self, notice_id: int, **values: object) -> bool:
        return await update(self._database, "notices", {"id": notice_id, "sent_at": None}, **values) == 1

    async def send(self, notice_id: int, at: datetime, by: int) -> int:
        """Sends the notice to the posts that are meant, once: how many; 0 where that was done, or something lacks."""
        async with self._database.transaction() as statements:
            addressed = await statements.fetch_value(
                """
                UPDATE notices SET sent_at = :at WHERE id = :id AND sent_at IS NULL AND due_on IS NOT NULL
                    AND addressed <> '[]' RETURNING addressed
                """,
                id=notice_id,
                at=at,
            )
            posts = json.loads(addressed) if addressed else []
            rows = [
                {"notice": notice_id, "post": post, "number": notice_id * MOST_POSTS + place}
                for place, post in enumerate(posts, start=1)
            ]
            await insert_many(statements, "obligations", rows)
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
    return made_of(
        Notice,
        row,
        form=tuple(json.loads(row["form"])) if row["form"] else (),
        files=tuple((kind, file_id) for kind, file_id in json.loads(row["media"])),
        addressed=tuple(post for each in json.loads(row["addressed"]) if (post := Post.parse(each))),
    )
