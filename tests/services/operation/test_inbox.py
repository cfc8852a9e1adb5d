"""What a process left in the inbox, and cannot be read, stops no start."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from services.operation.inbox import Inbox
from storage.engine.database import Database
from storage.operation.updates import UpdateStore

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def test_an_update_that_is_no_json_ends_and_the_others_are_taken_up(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    store = UpdateStore(database)
    await store.take({1: '{"update_id": 1}', 2: '{"message": "words of a per', 3: '{"update_id": 3}'}, NOW, NOW)
    inbox = Inbox(store, lambda: NOW)
    async with inbox.open():
        assert [each["update_id"] for each in await inbox.left()] == [1, 3]
    assert await store.unhandled([1, 2, 3]) == {1, 3}
    assert "update 2 cannot be read" in caplog.text
    assert "words" not in caplog.text
