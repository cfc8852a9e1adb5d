"""A bot of no make: calls of the Bot API, one by one."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.parameters import Upload
from simulator.telegram import Telegram


class Caller:
    """Calls the Bot API and gives back the result or the words of the refusal."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.telegram = Telegram(clock=lambda: self.now, monotonic=lambda: self.now)
        self.olena = self.telegram.add_person(1, "Олена")
        self.stranger = self.telegram.add_person(2, "Незнайомка")
        self.olena.start()

    async def __call__(self, method: str, **values: Any) -> Any:
        files: dict[str, Upload] | None = values.pop("files", None)
        status, body = await self.telegram.serve(method, values, files)
        assert isinstance(body, dict)
        assert (status == 200) == body["ok"]
        return body["result"] if body["ok"] else body["description"]

    async def say(self, text: str, **values: object) -> Any:
        return await self("sendMessage", chat_id=1, text=text, **values)


@pytest.fixture
def call() -> Caller:
    return Caller()
