"""A draft of a reply takes the answers of whoever fills it in, also of two at once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from storage.engine.database import Database, open_database
from storage.notices.notices import How
from storage.notices.replies import Replies

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)


async def test_first_answers_at_once_make_one_draft_with_all_of_them(database: Database, database_url: str) -> None:
    async with open_database(database_url) as other:
        kept = [
            Replies(each).keep(1, {str(number): "x"}, NOW, How.TELEGRAM, 7)
            for number in range(4)
            for each in (database, other)
        ]
        await asyncio.gather(*kept)
    draft = await Replies(database).draft(1)
    assert draft is not None
    assert draft.answers == {str(number): "x" for number in range(4)}
    assert await Replies(database).send(1, NOW, 7)
    await Replies(database).keep(1, {"0": "y"}, NOW, How.TELEGRAM, 7)
    corrected = await Replies(database).draft(1)
    assert corrected is not None
    assert corrected.answers == {"0": "y"}
