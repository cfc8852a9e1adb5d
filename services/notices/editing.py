"""A draft as a page of fields: what is typed over what is kept, its form put together field by field, its files.

The draft is that of the chat. Two may write it: what somebody did not touch stays as the other wrote it, and where both
changed the same nothing is kept until one of them has seen both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from channels import Media
from services.files.uploads import clean, is_welcome
from services.messages import Render, TextMessage
from services.notices.deadlines import Deadline
from services.notices.forms import MOST_FIELDS, Field, Form
from services.notices.notices import LONGEST_LETTER, LONGEST_TEXT, MOST_FILES, Notices
from services.people import Staff
from storage.notices import Ending, Notice, NoticesRead

LOOKED_BACK = 30
"""So many notices, the newest, in which fields are looked for that were asked before."""
MOST_KNOWN = 40


class Part(StrEnum):
    """What is typed of a draft. Of what is ticked the value is «1», or empty."""

    TEXT = "text"
    LETTER = "letter"
    DUE = "due"
    """Day and hour, «2026-12-05 14:00»; without an hour all of the day."""
    ACK = "ack"
    AGAIN = "again"
    NEW = "new"


class WrongTyped(StrEnum):
    """Why something that was typed is not kept."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    NO_DAY = "no day"


class FileResult(StrEnum):
    """What became of a file that came by a page."""

    KEPT = "kept"
    WRONG_FILE = "wrong file"
    NOT_TAKEN = "not taken"
    """The staff chat could not be given it."""
    TOO_MANY = "too many"


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What became of what was typed."""

    wrong: Mapping[Part, WrongTyped]
    clash: Mapping[Part, str]
    """What somebody else wrote meanwhile where she did, too."""
    mine: Mapping[str, str]
    """Marks of what she has kept from this page."""
    is_over: bool = False
    """Nothing of it is being written any more, or it is about to leave."""

    @property
    def is_kept(self) -> bool:
        return not (self.wrong or self.clash or self.is_over)


def mark(value: str) -> str:
    """By which it is known again whether a value is still the same."""
    return hashlib.sha256(value.encode()).hexdigest()[:8] if value else "0"


@dataclass(frozen=True, slots=True)
class Editing:
    _read: NoticesRead
    _notices: Notices
    _staff: Staff
    _render: Render

    # Text, letter, deadline, and what is ticked

    def values(self, notice: Notice) -> dict[Part, str]:
        """What is kept of a draft, or of a correction, as it is typed."""
        values = {Part.TEXT: notice.text, Part.LETTER: notice.letter}
        if notice.is_correction:
            return values | {Part.AGAIN: _ticked(notice.asks_again), Part.NEW: _ticked(notice.asks_reply)}
        hour = f"{notice.due_time:%H:%M}" if notice.due_time else ""
        return values | {Part.DUE: f"{notice.due_on or ''} {hour}".strip(), Part.ACK: _ticked(notice.wants_ack)}

    def marks(self, notice: Notice) -> dict[str, str]:
        """Marks of them."""
        return {part.value: mark(value) for part, value in self.values(notice).items()}

    def deadline(self, typed: str) -> Deadline | None:
        """Day and hour as `Part.DUE` has them, or in words; None where it is no day to come."""
        day, _, hour = typed.partition(" ")
        try:
            return self._notices.deadlines.on(date.fromisoformat(day), time.fromisoformat(hour) if hour else None)
        except ValueError:
            return self._notices.deadlines.read(typed)

    async def put(
        self, notice_id: int, typed: Mapping[Part, str], seen: Mapping[str, str], mine: Mapping[str, str], by: int
    ) -> Put:
        """Keeps what is typed where it was changed. `seen`: the marks of what stood in the page when it was made;
        `mine`: of what was kept from it since."""
        notice = await self._read.written(notice_id)
        if notice is None or notice.leaves_at:
            return Put(wrong={}, clash={}, mine={}, is_over=True)
        kept, wrong, clash, own = self.values(notice), dict[Part, WrongTyped](), dict[Part, str](), dict(mine)
        for part, value in typed.items():
            if part not in kept or value == kept[part]:
                continue
            there = mark(kept[part])
            if there != mine.get(part) and mark(value) == seen.get(part):
                continue  # she did not touch it
            if there not in {seen.get(part), mine.get(part)}:
                clash[part] = kept[part]
            elif problem := self._wrong(part, value):
                wrong[part] = problem
            elif await self._keep(notice, part, value, by):
                now = await self._read.written(notice_id)
                own[part] = mark(self.values(now)[part]) if now else "0"
            elif part is Part.TEXT:
                now = await self._read.written(notice_id)
                clash[part] = now.text if now else ""
        return Put(wrong=wrong, clash=clash, mine=own)

    def _wrong(self, part: Part, value: str) -> WrongTyped | None:
        match part:
            case Part.TEXT if not value:
                return WrongTyped.EMPTY
            case Part.TEXT if len(value) > LONGEST_TEXT:
                return WrongTyped.TOO_LONG
            case Part.DUE if self.deadline(value) is None:
                return WrongTyped.NO_DAY
            case _:
                return None

    async def _keep(self, notice: Notice, part: Part, value: str, by: int) -> bool:
        match part:
            case Part.TEXT:
                return await self._notices.reword(notice.id, notice.text, value, by)
            case Part.LETTER:
                return await self._notices.set_letter(notice.id, value)
            case Part.DUE:
                return await self._notices.set_day(notice.id, self.deadline(value)) is not None
            case Part.ACK:
                return await self._notices.want_ack(notice.id, wanted=bool(value))
            case Part.AGAIN:
                return await self._notices.ask_again(notice.id, wanted=bool(value))
            case Part.NEW:
                return await self._notices.ask_for_new(notice.id, wanted=bool(value))

    def as_typed(self, notice: Notice, typed: Mapping[Part, str]) -> Notice:
        """The draft as it would be with what is typed; what makes no sense is left as it is."""
        deadline = self.deadline(typed[Part.DUE]) if typed.get(Part.DUE) else None
        letter = " ".join(typed.get(Part.LETTER, notice.letter).split())[:LONGEST_LETTER]
        return replace(
            notice,
            text=typed.get(Part.TEXT, notice.text)[:LONGEST_TEXT] or notice.text,
            letter=letter,
            due_on=deadline.on if deadline else notice.due_on,
            due_time=deadline.time if deadline else notice.due_time,
            wants_ack=bool(typed[Part.ACK]) or not notice.form if Part.ACK in typed else notice.wants_ack,
            addressed=notice.addressed or tuple(self._notices.heads(0)[:1]),
        )

    async def drop(self, notice_id: int, by: int) -> Notice | None:
        """Throws away what is being written: a draft, or a correction. What it was; None where there is nothing, or it
        is about to leave."""
        notice = await self._read.written(notice_id)
        if notice is None or notice.leaves_at:
            return None
        if notice.is_correction:
            return notice if await self._notices.drop_correction(notice_id) else None
        return notice if await self._notices.end(notice_id, Ending.WITHDRAWN, by) else None

    # The form

    @staticmethod
    def form_mark(notice: Notice) -> str:
        """By which it is known whether the form is the one that was looked at."""
        return mark(json.dumps(notice.form, ensure_ascii=False)) if notice.form else "0"

    async def change_form(self, notice_id: int, seen: str, change: Callable[[Form], Form]) -> bool:
        """Puts another form in the place of the one that was `seen`; False where that is not there any more."""
        notice = await self._read.written(notice_id)
        if notice is None or self.form_mark(notice) != seen:
            return False
        changed = change(Form.of(notice))
        return len(changed.fields) <= MOST_FIELDS and await self._notices.ask_for(notice_id, changed, notice.form)

    async def asked_before(self, notice: Notice) -> list[tuple[int, Field]]:
        """Fields of the newest notices that this one does not ask for, each with the number of that notice."""
        known = {_same(each) for each in Form.of(notice).fields}
        found: list[tuple[int, Field]] = []
        for number, field in await self._fields_before(notice):
            if _same(field) not in known:
                known.add(_same(field))
                found.append((number, field))
        return found[:MOST_KNOWN]

    async def filled_from(self, notice: Notice) -> dict[str, int]:
        """Which fields will be filled in with what was replied before, by their keys, and in which notice it was."""
        before: dict[tuple[str, str], int] = {}
        for number, field in await self._fields_before(notice):
            before.setdefault(_same(field), number)
        return {each.key: before[_same(each)] for each in Form.of(notice).fields if _same(each) in before}

    async def _fields_before(self, notice: Notice) -> list[tuple[int, Field]]:
        newest = await self._read.newest(LOOKED_BACK)
        asked = [each.notice for each in newest if each.replied and each.notice.id != notice.id]
        return [(each.id, field) for each in asked for field in Form.of(each).fields]

    # Files

    async def upload(self, notice_id: int, name: str, content: bytes) -> FileResult:
        """Takes a file that came by a page; the staff chat keeps it."""
        notice = await self._read.written(notice_id)
        if notice is None or len(notice.files) >= MOST_FILES:
            return FileResult.TOO_MANY
        if not is_welcome(name, content):
            return FileResult.WRONG_FILE
        words = self._render(TextMessage("notice-file-of", number=str(notice_id)))
        file_id = await self._staff.give("document", clean(name), content, words.html)
        if file_id is None:
            return FileResult.NOT_TAKEN
        added = await self._notices.add_file(notice_id, Media("document", file_id))
        return FileResult.KEPT if added else FileResult.TOO_MANY


def _ticked(value: object) -> str:
    return "1" if value else ""


def _same(field: Field) -> tuple[str, str]:
    """Fields of the same label and kind are filled in with the same answer (`Replies.previous`)."""
    return field.label.lower(), field.kind.value
