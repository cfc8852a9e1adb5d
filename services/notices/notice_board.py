"""The board of a notice: where each post stands, as a picture, in words, and as a table."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from channels.taps import Button, Keyboard
from content import FOLDER
from content.hromadas import load_hromadas
from handlers.notices.taps import (
    CallPosts,
    DrawBoard,
    DrawReplies,
    ExportBoard,
    ExportReplies,
    ShowNotices,
    TakeReplyFiles,
    Urge,
)
from services.content import Content
from services.files.excel import make_excel
from services.files.typesetting import as_png
from services.mailings.live_messages import LiveMessageKind, LiveMessages
from services.messages import Message
from services.notices.notices import Notices, short
from services.people.audit import Audit
from services.people.posts import Posts
from storage.notices.notices import Due, How, Notice
from storage.people.audit import Action

TEMPLATE = FOLDER / "templates" / "board.typ"
RESOLUTION = 150.0
"""Pixels per inch: 66 names are sharp on a phone."""
NAMED = 30
"""Posts that are named in the words below the picture."""
BEHIND = 12
"""Posts that are named in the live board, with all the rest around them."""


class Stage(StrEnum):
    """Where one due stands; what is worse stands first."""

    LATE = "late"
    UNTOLD = "untold"
    TOLD = "told"
    ACKNOWLEDGED = "acknowledged"
    DONE = "done"
    RELEASED = "released"


def stage(due: Due, today: date) -> Stage:
    """The one word for a due."""
    if due.released_at:
        return Stage.RELEASED
    if due.is_done:
        return Stage.DONE
    if due.is_overdue(today):
        return Stage.LATE
    if due.acknowledged_at:
        return Stage.ACKNOWLEDGED
    return Stage.TOLD if due.told_at else Stage.UNTOLD


@dataclass(frozen=True, slots=True)
class Cell:
    """One post on the board."""

    raion: str
    """Empty for bodies."""
    name: str
    stage: Stage
    due: Due
    ways: tuple[How, ...]
    """By which it was told."""


@dataclass(frozen=True, slots=True)
class DrawnBoard(Message):
    """A board as it stands in the staff chat."""

    html: str
    keyboard: Keyboard


class Board:
    """Makes boards."""

    def __init__(
        self,
        content: Content,
        notices: Notices,
        posts: Posts,
        audit: Audit,
        live: LiveMessages,
        clock: Callable[[], datetime],
    ) -> None:
        self._content = content
        self._notices = notices
        self._posts = posts
        self._audit = audit
        self._live = live
        self._clock = clock
        self._hromadas = {each.slug: each for each in load_hromadas()}

    async def cells(self, notice_id: int) -> list[Cell]:
        """Raion by raion in the order of the table, bodies last."""
        today = self._clock().date()
        found, ways = [], await self._notices.told_ways(notice_id)
        for due in await self._notices.of_notice(notice_id):
            hromada = self._hromadas.get(due.post.place)
            name = hromada.name if hromada else await self._posts.place_name(due.post.place)
            found.append(Cell(hromada.raion if hromada else "", name, stage(due, today), due, tuple(ways[due.number])))
        order = list(self._hromadas)
        return sorted(
            found, key=lambda cell: order.index(cell.due.post.place) if cell.due.post.place in order else len(order)
        )

    async def show(self) -> None:
        """Renews the messages in which boards stand open; a job calls this every few seconds."""
        await self._live.renew(LiveMessageKind.NOTICE, self._drawn)

    async def _drawn(self, notice_id: int) -> DrawnBoard | None:
        drawn = await self.progress(notice_id)
        return DrawnBoard(*drawn) if drawn else None

    async def progress(self, notice_id: int) -> tuple[str, Keyboard] | None:
        """Where the posts stand in words, raion by raion, and what staff can do; None where there is no such notice."""
        cells = await self.cells(notice_id)
        if not cells:
            return None
        texts, notice = self._content.library.texts, cells[0].due.notice
        behind = [cell.name for cell in cells if not cell.due.is_done]
        lines = [
            texts(
                "notices-progress",
                number=str(notice_id),
                text=short(notice.text),
                due=notice.due_on or "",
                addressed=len(cells),
                told=sum(cell.due.told_at is not None for cell in cells),
                acknowledged=sum(cell.due.acknowledged_at is not None for cell in cells),
                asks="yes" if notice.form else "no",
                replied=sum(cell.due.replied_at is not None for cell in cells),
                late=sum(cell.stage is Stage.LATE for cell in cells),
            )
        ]
        for raion in dict.fromkeys(cell.raion for cell in cells):
            counts = Counter(cell.stage for cell in cells if cell.raion == raion)
            stages = ", ".join(f"{texts.plain(_WORDS[each])} {counts[each]}" for each in Stage if counts[each])
            lines.append(texts("board-raion", raion=self._raion(raion), stages=stages))
        if behind:
            names = ", ".join(behind[:BEHIND])
            lines.append(texts("notices-behind", names=names, more=len(behind) - len(behind[:BEHIND])))
        return texts.lines(lines), self._buttons(notice_id, len(behind), notice)

    def _buttons(self, notice_id: int, behind: int, notice: Notice) -> Keyboard:
        texts = self._content.library.texts
        has_files = any(field.get("kind") == "file" for field in notice.form)
        rows: list[list[Button]] = [
            [
                DrawBoard(notice_id).button(texts.plain("notices-button-board")),
                ExportBoard(notice_id).button(texts.plain("broadcasts-button-excel")),
            ]
        ]
        if notice.form:
            rows.append(
                [
                    DrawReplies(notice_id).button(texts.plain("notices-button-replies")),
                    ExportReplies(notice_id).button(texts.plain("notices-button-replies-excel")),
                ]
            )
        if has_files:
            rows.append([TakeReplyFiles(notice_id, 0).button(texts.plain("replies-button-files"))])
        if behind:
            rows.append([Urge(notice_id, 0).button(texts.plain("notices-button-urge", count=behind))])
            rows.append([CallPosts(notice_id, 0).button(texts.plain("notices-button-call"))])
        rows.append([ShowNotices().button(texts.plain("menu-button-back"))])
        return rows

    def _raion(self, name: str) -> str:
        texts = self._content.library.texts
        return texts.plain("fields-raion-of", name=name) if name else texts.plain("board-bodies")

    async def picture(self, notice_id: int) -> tuple[bytes, str] | None:
        """A PNG, and the same in words for those who do not see it; None where there is no such notice."""
        cells = await self.cells(notice_id)
        if not cells:
            return None
        texts = self._content.library.texts
        title = texts.plain("board-title", number=str(notice_id), due=cells[0].due.notice.due_on or "")
        raions = list(dict.fromkeys(cell.raion for cell in cells))
        data: dict[str, object] = {
            "title": title,
            "legend": [
                {"stage": each, "sign": _SIGNS[each], "name": texts.plain(_WORDS[each]), "note": ""} for each in Stage
            ],
            "below": texts.plain("board-legend"),
            "raions": [
                {
                    "name": self._raion(raion),
                    "cells": [
                        {"stage": cell.stage, "sign": _SIGNS[cell.stage], "name": cell.name, "note": self._note(cell)}
                        for cell in cells
                        if cell.raion == raion
                    ],
                }
                for raion in raions
            ],
        }
        return await asyncio.to_thread(draw, data), self.words(cells, title)

    def _note(self, cell: Cell) -> str:
        """At the right of a tile: how far one that is late has come, and which way it was told or acknowledged."""
        way = cell.due.how or next(iter(cell.ways), None)
        reached = stage(cell.due, date.min) if cell.stage is Stage.LATE else None
        signs = [_SIGNS[reached]] if reached and reached is not Stage.UNTOLD else []
        return " ".join([*signs, *([self._content.library.texts.plain(_LETTERS[way])] if way else [])])

    def words(self, cells: Sequence[Cell], title: str) -> str:
        """How many stand where, and the names of those who are behind."""
        texts, counts = self._content.library.texts, Counter(cell.stage for cell in cells)
        lines = [texts("board-heading", title=title)]
        lines += [
            texts("board-count", sign=_SIGNS[each], what=texts.plain(_WORDS[each]), count=counts[each])
            for each in Stage
            if counts[each]
        ]
        told = Counter(way for cell in cells for way in cell.ways)
        acknowledged = Counter(cell.due.how for cell in cells if cell.due.how)
        for key, ways in (("board-told-by", told), ("board-acknowledged-by", acknowledged)):
            named = ", ".join(f"{texts.plain(_HOWS[how])} {ways[how]}" for how in How if ways[how])
            if named:
                lines.append(texts(key, ways=named))
        late = [cell.name for cell in cells if cell.stage is Stage.LATE]
        if late:
            lines.append(texts("board-late", names=", ".join(late[:NAMED])))
        return texts.lines(lines)

    async def as_excel(self, notice_id: int, by: int) -> bytes:
        """A row per post: when it was told, acknowledged, replied, which way, and where it stands. It is logged."""
        await self._audit.note(by, Action.DATA_EXPORTED, f"notice {notice_id}")
        texts, zone = self._content.library.texts, self._clock().tzinfo
        headings = [
            texts.plain("board-column-raion"),
            texts.plain("board-column-place"),
            texts.plain("board-column-stage"),
            texts.plain("board-column-due"),
            texts.plain("board-column-told"),
            texts.plain("board-column-told-by"),
            texts.plain("board-column-acknowledged"),
            texts.plain("board-column-how"),
            texts.plain("board-column-replied"),
            texts.plain("board-column-declined"),
        ]
        rows: list[list[object]] = [
            [
                cell.raion,
                cell.name,
                texts.plain(_WORDS[cell.stage]),
                cell.due.due_on,
                cell.due.told_at.astimezone(zone) if cell.due.told_at else None,
                ", ".join(texts.plain(_HOWS[how]) for how in cell.ways),
                cell.due.acknowledged_at.astimezone(zone) if cell.due.acknowledged_at else None,
                texts.plain(_HOWS[cell.due.how]) if cell.due.how else "",
                cell.due.replied_at.astimezone(zone) if cell.due.replied_at else None,
                cell.due.declined,
            ]
            for cell in await self.cells(notice_id)
        ]
        return await asyncio.to_thread(make_excel, headings, rows)


def draw(data: dict[str, object]) -> bytes:
    """A PNG of the board."""
    return as_png(TEMPLATE, data)


_SIGNS = {
    Stage.LATE: "!",
    Stage.UNTOLD: "?",
    Stage.TOLD: "→",
    Stage.ACKNOWLEDGED: "+",
    Stage.DONE: "✓",
    Stage.RELEASED: "–",
}
_WORDS = {
    Stage.LATE: "board-late-word",
    Stage.UNTOLD: "board-untold",
    Stage.TOLD: "board-told",
    Stage.ACKNOWLEDGED: "board-acknowledged",
    Stage.DONE: "board-done",
    Stage.RELEASED: "board-released",
}
_LETTERS = {How.TELEGRAM: "board-letter-telegram", How.EMAIL: "board-letter-email", How.PHONE: "board-letter-phone"}
_HOWS = {How.TELEGRAM: "board-how-telegram", How.EMAIL: "board-how-email", How.PHONE: "board-how-phone"}
