"""A draft of a reply takes the answers of whoever fills it in, also of two at once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from storage.engine.database import Database, open_database
from storage.notices.obligations import Via
from storage.notices.replies import ReplyStore

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)


async def test_first_answers_at_once_make_one_draft_with_all_of_them(database: Database, database_url: str) -> None:
    async with open_database(database_url) as other:
        kept = [
            ReplyStore(each).keep(1, {str(number): "x"}, NOW, Via.TELEGRAM, 7)
            for number in range(4)
            for each in (database, other)
        ]
        await asyncio.gather(*kept)
    draft = await ReplyStore(database).draft(1)
    assert draft is not None
    assert draft.answers == {str(number): "x" for number in range(4)}
    assert await ReplyStore(database).send(1, NOW, 7)
    await ReplyStore(database).keep(1, {"0": "y"}, NOW, Via.TELEGRAM, 7)
    corrected = await ReplyStore(database).draft(1)
    assert corrected is not None
    assert corrected.answers == {"0": "y"}
