"""The board of a notice: where each post stands, renewed in the staff chat, as a picture, and as a table."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from content import FOLDER
from content.hromadas import by_slug, load_hromadas
from services.content import Content
from services.files.excel import make_excel
from services.files.typesetting import as_png
from services.mailings import LiveMessageKind, LiveMessages
from services.notices import words
from services.notices.messages import Board, BoardRow, ObligationStage
from services.people import Audit, Posts
from storage.notices import NoticesRead
from storage.people import Action

TEMPLATE = FOLDER / "templates" / "notice_board.typ"


@dataclass(frozen=True, slots=True)
class NoticeBoard:
    _content: Content
    _read: NoticesRead
    _posts: Posts
    _audit: Audit
    _live: LiveMessages
    _clock: Callable[[], datetime]

    async def of(self, notice_id: int) -> Board | None:
        """Where the posts stand; None where there is no such notice, or it did not go out."""
        now, ways = self._clock(), await self._read.told_ways(notice_id)
        obligations = await self._read.of_notice(notice_id)
        if not obligations:
            return None
        rows = [
            BoardRow(
                obligation=each,
                name=await row_name(self._posts, each.post.place),
                stage=ObligationStage.of(each, now),
                ways=tuple(ways[each.number]),
            )
            for each in obligations
        ]
        order = {hromada.slug: number for number, hromada in enumerate(load_hromadas())}
        rows.sort(key=lambda row: order.get(row.obligation.post.place, len(order)))
        return Board(notice=obligations[0].notice, written=await self._read.written(notice_id), rows=tuple(rows))

    async def show(self) -> None:
        """Renews the messages in which boards stand open; a job calls this every few seconds."""
        await self._live.renew(LiveMessageKind.NOTICE, self.of)

    async def picture(self, notice_id: int) -> tuple[bytes, Board] | None:
        """A PNG, and what it shows; None where there is no such notice."""
        board = await self.of(notice_id)
        if board is None:
            return None
        texts = self._content.texts
        data: dict[str, object] = {
            "title": words.board_title(texts, board.notice),
            "legend": [
                {
                    "stage": each,
                    "sign": words.SIGNS[each],
                    "name": words.stage(texts, each),
                    "note": "",
                }
                for each in ObligationStage
            ],
            "below": texts.plain("notice-board-legend"),
            "raions": [
                {
                    "name": words.raion(texts, raion),
                    "cells": [
                        {"stage": row.stage, "sign": words.SIGNS[row.stage], "name": row.name, "note": self._note(row)}
                        for row in rows
                    ],
                }
                for raion, rows in board.raions().items()
            ],
        }
        return await asyncio.to_thread(as_png, TEMPLATE, data), board

    def _note(self, row: BoardRow) -> str:
        """At the right of a tile: how far one that is late has come, and which way it was told or acknowledged."""
        via = row.obligation.via or next(iter(row.ways), None)
        is_late = row.stage is ObligationStage.LATE
        reached = ObligationStage.reached(row.obligation) if is_late else ObligationStage.UNTOLD
        signs = [words.SIGNS[reached]] if reached is not ObligationStage.UNTOLD else []
        return " ".join([*signs, *([self._content.texts.plain("notice-board-letter", via=via)] if via else [])])

    async def as_excel(self, notice_id: int, by: int) -> bytes:
        """A row per post: when it was told, acknowledged, replied, which way, and where it stands. It is logged."""
        await self._audit.note(by, Action.DATA_EXPORTED, f"notice {notice_id}")
        texts, board = self._content.texts, await self.of(notice_id)
        rows: list[list[object]] = [
            [
                row.raion,
                row.name,
                words.stage(texts, row.stage),
                row.obligation.due_on,
                row.obligation.told_at,
                ", ".join(words.way(texts, via) for via in row.ways),
                row.obligation.acknowledged_at,
                words.way(texts, row.obligation.via) if row.obligation.via else "",
                row.obligation.replied_at,
                row.obligation.declined,
            ]
            for row in (board.rows if board else ())
        ]
        headings, name = texts.plain("notice-board-columns").split(" | "), texts.plain("notice-board-sheet")
        return await asyncio.to_thread(partial(make_excel, headings, rows, name=name))


async def row_name(posts: Posts, place: str) -> str:
    """How a row names a post: by its hromada without the word for it, or by its body."""
    hromada = by_slug(place)
    return hromada.name if hromada else await posts.place_name(place)
