"""A draft of a reply takes the answers of whoever fills it in, also of two at once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from storage.engine.database import Database, open_database
from storage.notices import MOST_POSTS, NoticeStore, ReplyStore, Via
from storage.people import Post, Title

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)


async def test_first_answers_at_once_make_one_draft_with_all_of_them(database: Database, database_url: str) -> None:
    notices = NoticeStore(database)
    notice = await notices.write("Доручення", NOW, 7)
    await notices.set_deadline(notice, NOW.date())
    await database.execute("INSERT INTO posts (id, place, title, made_at) VALUES ('h02001-head', 'h02001', 'head', 0)")
    await notices.address(notice, [Post("h02001", Title.HEAD)])
    await notices.hold(notice, NOW, NOW, 7)
    assert await notices.leave(notice, NOW, lambda _form, _answers: False)
    number = notice * MOST_POSTS + 1
    async with open_database(database_url) as other:
        kept = [
            ReplyStore(each).keep(number, {str(field): "x"}, NOW, Via.TELEGRAM, 7)
            for field in range(4)
            for each in (database, other)
        ]
        await asyncio.gather(*kept)
    draft = await ReplyStore(database).draft(number)
    assert draft is not None
    assert draft.answers == {str(field): "x" for field in range(4)}
    assert not await ReplyStore(database).send(number, 2, NOW, 7), "there is no such version"
    assert await ReplyStore(database).send(number, 1, NOW, 7)
    await ReplyStore(database).keep(number, {"0": "y"}, NOW, Via.TELEGRAM, 7)
    corrected = await ReplyStore(database).draft(number)
    assert corrected is not None
    assert corrected.answers == {"0": "y"}
