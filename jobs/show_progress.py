"""Renews the messages that show how far mailings and notices are; staff see them move, and no edit comes too soon."""

from __future__ import annotations

from services.services import Services

EVERY = 3


async def run(services: Services) -> None:
    await services.mailings.progress.show()
    await services.notices.notice_board.show()
