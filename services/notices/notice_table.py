"""All that is owed in one table: a row for each post, a column for each notice on which something is owed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import NamedTuple

from content.hromadas import by_slug, load_hromadas
from services.content import Content
from services.files.excel import make_excel
from services.notices import words
from services.notices.messages import ObligationStage
from services.notices.notice_board import row_name
from services.people import Action, Audit, Contact, Post, Posts
from storage.notices import Call, CallStore, Notice, NoticesRead, Step

MOST_COLUMNS = 40
"""Notices beside each other; the others stand on further pages."""
NOBODY = Contact("", ())


class Cell(NamedTuple):
    """Where one post stands on one notice."""

    number: int
    """Of the obligation."""
    stage: ObligationStage
    on: date | None
    """The day on which it came so far; of what is late the deadline."""
    replied: bool
    is_asking: bool
    """The staff have to decide something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    post: Post
    name: str
    raion: str
    """Empty for bodies."""
    contact: Contact
    cells: tuple[Cell | None, ...]
    """By the notices of the table; None where the notice is not for this post."""
    call: Call | None
    """The last one about these notices."""
    written_at: datetime | None
    """When the bot last wrote about them."""

    @property
    def owes(self) -> bool:
        """Whether anything is not done."""
        return any(each and each.stage not in OVER for each in self.cells)


OVER = (ObligationStage.DONE, ObligationStage.RELEASED, ObligationStage.ENDED)
"""No set: a member's hash is worked out anew for each of thousands of cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenNotices:
    """A table of what is owed."""

    notices: tuple[Notice, ...]
    """The earliest deadline first."""
    rows: tuple[TableRow, ...]
    """Raion by raion in the order of the oblast, bodies last."""
    has_more: bool
    """Whether there are notices on a further page."""
    today: date

    def behind(self, place: int) -> int:
        """How many posts are behind on the notice in that column."""
        among = [row.cells[place] for row in self.rows]
        return len([each for each in among if each and each.stage not in OVER])


@dataclass(frozen=True, slots=True)
class NoticeTable:
    _content: Content
    _read: NoticesRead
    _calls: CallStore
    _posts: Posts
    _audit: Audit
    _clock: Callable[[], datetime]

    async def of(self, page: int = 1, only: int = 0) -> OpenNotices:
        """The notices of that page, pages counted from 1, with all posts that they went to; `only` that notice, 0: all.

        That somebody read names and numbers is for `read_by`.
        """
        start = (max(page, 1) - 1) * MOST_COLUMNS
        notices = [each for each in await self._read.in_hand(MOST_COLUMNS + 1, start) if only in {0, each.id}]
        has_more, notices = len(notices) > MOST_COLUMNS, notices[:MOST_COLUMNS]
        steps = await self._read.steps([each.id for each in notices])
        contacts, calls = await self._posts.contacts(), await self._calls.last([each.id for each in notices])
        rows = await self._rows(notices, steps, contacts, calls)
        return OpenNotices(notices=tuple(notices), rows=rows, has_more=has_more, today=self._clock().date())

    async def _rows(
        self,
        notices: list[Notice],
        steps: list[Step],
        contacts: Mapping[str, Contact],
        calls: Mapping[str, Call],
    ) -> tuple[TableRow, ...]:
        now, count = self._clock(), len(notices)
        places = {each.id: place for place, each in enumerate(notices)}
        cells: dict[str, list[Cell | None]] = {}
        written: dict[str, int] = {}
        to_cell = _Cells(now)
        for step in steps:
            name, last_at = step.post, step.last_written_at
            place, row = places[step.notice], cells.get(name)
            if row is None:
                row = cells[name] = [None] * count
            row[place] = to_cell(step, notices[place])
            if last_at and last_at > written.get(name, 0):
                written[name] = last_at
        order = {hromada.slug: number for number, hromada in enumerate(load_hromadas())}
        found: list[TableRow] = []
        for name, of_post in cells.items():
            post = Post.parse(name)
            if post is None:
                continue
            hromada = by_slug(post.place)
            found.append(
                TableRow(
                    post=post,
                    name=await row_name(self._posts, post.place),
                    raion=hromada.raion if hromada else "",
                    contact=contacts.get(name, NOBODY),
                    cells=tuple(of_post),
                    call=calls.get(name),
                    written_at=to_cell.at(written[name]) if name in written else None,
                )
            )
        found.sort(key=lambda each: (order.get(each.post.place, len(order)), each.post.place, each.post.title))
        return tuple(found)

    async def read_by(self, by: int) -> None:
        """Notes in the audit that somebody read names and numbers."""
        await self._audit.note(by, Action.DATA_READ, "notices", "phones")

    async def as_excel(self, by: int) -> bytes:
        """The same as a sheet, all notices on it. It is logged."""
        await self._audit.note(by, Action.DATA_EXPORTED, "notices")
        texts, tables = self._content.texts, [await self.of()]
        while tables[-1].has_more:
            tables.append(await self.of(len(tables) + 1))
        by_post: dict[str, list[object]] = {}
        headings = texts.plain("notice-table-columns").split(" | ")
        for table in tables:
            width = len(headings)
            for row in table.rows:
                line = by_post.setdefault(
                    row.post.id,
                    [
                        row.raion,
                        row.name,
                        ", ".join(name for name, _phone in row.contact.people),
                        ", ".join(phone for phone in phones(row.contact)),
                    ],
                )
                line += [""] * (width - len(line))
                line += [cell_words(self._content, each, table.today) if each else "" for each in row.cells]
            headings += [
                texts.plain(
                    "notice-table-column", number=str(each.id), due=words.due(texts, each.due_on, each.due_time)
                )
                for each in table.notices
            ]
        lines = [[*line, *[""] * (len(headings) - len(line))] for line in by_post.values()]
        name = texts.plain("notice-board-sheet")
        return await asyncio.to_thread(partial(make_excel, headings, lines, name=name))


_UNTOLD, _TOLD, _ACKNOWLEDGED = ObligationStage.UNTOLD, ObligationStage.TOLD, ObligationStage.ACKNOWLEDGED
_LATE, _DONE, _RELEASED = ObligationStage.LATE, ObligationStage.DONE, ObligationStage.RELEASED
_cell = Cell._make
QUARTER = 900_000
"""Milliseconds of a quarter of an hour."""


class _Cells:
    """Makes cells of steps; what many share is made once."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._days: dict[int, date] = {}
        self._overdue: dict[tuple[str | None, str | None, int], tuple[date, bool]] = {}
        self._wants: dict[int, tuple[bool, bool, bool, tuple[date, bool]]] = {}
        """Of each notice: whether it wants to be acknowledged, and replied to, whether it ended, and its deadline."""

    def at(self, milliseconds: int) -> datetime:
        return datetime.fromtimestamp(milliseconds / 1000, self._now.tzinfo)

    def _day(self, milliseconds: int) -> date:
        """Clocks of no zone change within a quarter of an hour."""
        return self._days.setdefault(milliseconds // QUARTER, self.at(milliseconds).date())

    def _due(self, due_on: str | None, due_time: str | None, notice: Notice) -> tuple[date, bool]:
        """The deadline, and whether it is over."""
        key = due_on, due_time, notice.id
        if key not in self._overdue:
            on, at = notice.due_on or date.max, notice.due_time
            if due_on:
                on, at = date.fromisoformat(due_on), time.fromisoformat(due_time) if due_time else None
            self._overdue[key] = on, (on, at or time.max) < (self._now.date(), self._now.time())
        return self._overdue[key]

    def __call__(self, step: Step, notice: Notice) -> Cell:
        """The same as ObligationStage says of the obligation. There are thousands: names are looked up once."""
        number, _, _, due_on, due_time, acknowledged_at, replied_at, released_at, told_at, written_at, _, asking = step
        wants = self._wants.get(notice.id)
        if wants is None:
            due = self._due(None, None, notice)
            wants = self._wants[notice.id] = notice.wants_ack, bool(notice.form), notice.ending is not None, due
        wants_ack, wants_reply, is_over, due = wants
        if due_on:
            due = self._due(due_on, due_time, notice)
        at: int | None = None
        if released_at:
            stage, at = _RELEASED, released_at
        elif not ((wants_ack and acknowledged_at is None) or (wants_reply and replied_at is None)):
            stage, at = _DONE, replied_at or acknowledged_at
        elif is_over:
            stage = ObligationStage.ENDED
        elif due[1]:
            return _cell((number, _LATE, due[0], False, asking == 1))
        elif acknowledged_at:
            stage, at = _ACKNOWLEDGED, acknowledged_at
        else:
            at = told_at or written_at
            stage = _TOLD if at else _UNTOLD
        on = (self._days.get(at // QUARTER) or self._day(at)) if at else None
        return _cell((number, stage, on, replied_at is not None, asking == 1))


def cell_words(content: Content, cell: Cell, today: date) -> str:
    """«✓ відповіли 12.11», «▲ прострочили: 2 дні»: a sign, a word and a day, so that no colour is needed."""
    return content.texts.plain(
        "notice-table-cell",
        stage=cell.stage,
        replied="yes" if cell.replied else "no",
        day=f"{cell.on:%d.%m}" if cell.on else "",
        days=(today - cell.on).days if cell.on and cell.stage is ObligationStage.LATE else 0,
        asking="yes" if cell.is_asking else "no",
    )


def phones(contact: Contact) -> list[str]:
    """Every number by which a post is reached, each once: first those of people."""
    numbers = [number for _name, given in contact.people for number in given.split(", ")]
    return [each for each in dict.fromkeys([*numbers, *contact.office.split(", ")]) if each]
