"""Replies to notices: a head fills in the form field by field, and what she filled in is kept at once.

A reply is a version: a correction is a new one, and the last one counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from services.content import Content
from services.days import Days
from services.files.uploads import clean, is_welcome
from services.messages import Render
from services.notices.forms import NONE, Field, FieldKind, Form, given, rows_of, settlements_in
from services.notices.messages import UploadedFile
from services.notices.notices import Notices
from services.notices.settlements import Settlements
from services.notices.settlements import key as key_of
from services.numbers import NumberWords, read_number, store_number
from services.people import Posts, Staff
from storage.notices import Answers, Obligation, Reply, ReplyStore, Via

LONGEST_TEXT = 1000
MOST_PLACES = 200
MOST_ROWS = 100
JUMP = Decimal("0.5")
"""A number that changes by more than this share since the last reply is asked about."""
MOST_DOUBTS = 15
"""Of them are asked at once."""


class UploadResult(StrEnum):
    """What became of a file that came by a page."""

    KEPT = "kept"
    WRONG_FILE = "wrong file"
    NOT_TAKEN = "not taken"
    """The staff chat could not be given it."""


class DoubtKind(StrEnum):
    """Why she is asked whether it is right."""

    JUMP = "jump"
    """A number is far from that of the last reply."""
    STRANGER = "stranger"
    """A name is not in the hromada's list."""
    NOTE = "note"
    """The department knows something of a settlement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a message may mean as an answer to a field."""

    values: tuple[str, ...]
    """None where it is no answer."""
    sure: bool = True
    """Whether nobody has to be asked which one is meant."""
    row: int = 0
    """The row of a table that is none, from 1 on."""
    column: str = ""
    """Its column that is none; empty where it has too many or too few."""

    @property
    def value(self) -> str | None:
        """The answer, if there is no doubt."""
        return self.values[0] if self.sure and len(self.values) == 1 else None


NO_ANSWER = Understood(values=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What somebody is asked about before her reply leaves."""

    kind: DoubtKind
    name: str
    """Of the field or the settlement."""
    said: str
    """The number now, the listed name that may be meant (empty for none), or what the department knows."""
    before: str = ""
    """The number of the last reply."""
    field: Field | None = None
    """That of the numbers."""


@dataclass(frozen=True, slots=True)
class Replies:
    _content: Content
    _replies: ReplyStore
    _notices: Notices
    _posts: Posts
    _settlements: Settlements
    _staff: Staff
    _render: Render
    _clock: Callable[[], datetime]

    async def ask(self, notice_id: int, definition: str) -> Form | None:
        """Keeps what is asked for; None where nothing of the notice is being written. Raises WrongForm."""
        form = Form.parse(definition, self._content.texts)
        return form if await self._notices.ask_for(notice_id, form) else None

    # Filling in

    async def answers(self, obligation: Obligation) -> Answers:
        """What stands in the form now: the draft, or the reply that counts; what a correction left of it."""
        reply = await self._replies.draft(obligation.number) or await self._replies.last(obligation.number)
        return Form.of(obligation.notice).fitting(reply.answers) if reply else {}

    async def places(self, obligation: Obligation, field: Field) -> list[str]:
        """The settlements that stand in a field now."""
        return given((await self.answers(obligation)).get(field.key, ""))

    async def previous(self, obligation: Obligation) -> dict[str, str]:
        """What the post said last in fields of the same label and kind, by the fields of this form."""
        form, found = Form.of(obligation.notice), dict[str, str]()
        known: dict[tuple[str, FieldKind], str] = {}
        for stored, answers in await self._replies.before(obligation.post, obligation.number):
            for field in _fields(stored):
                if answers.get(field.key):
                    known.setdefault((field.label.lower(), field.kind), answers[field.key])
        for field in form.fields:
            value = known.get((field.label.lower(), field.kind))
            if value is not None and field.kind is not FieldKind.FILE and field.takes(value):
                found[field.key] = value
        return found

    def read(self, field: Field, text: str) -> Understood:
        """A message as the answer to a field."""
        text = text.strip()
        match field.kind:
            case FieldKind.NUMBER:
                return self._read_number(field, text)
            case FieldKind.YES_NO:
                return _one("yes" if self._is(text, "yes") else "no" if self._is(text, "no") else "")
            case FieldKind.CHOICE:
                return _one(next((each for each in field.options if each.casefold() == text.casefold()), ""))
            case FieldKind.DATE:
                day = Days(self._content.library).read(text, self._clock().date(), ahead=None)
                return _one(day.isoformat() if day else "")
            case FieldKind.PLACES:
                if self._settlements.is_none(text):
                    return _one(NONE)
                names, _twice = self._settlements.read(text)
                return _one("\n".join(names) if len(names) <= MOST_PLACES else "")
            case FieldKind.PLACE:
                return _one(self._settlements.name(text))
            case FieldKind.TABLE:
                return _one(NONE) if self._settlements.is_none(text) else self._read_table(field, text)
            case _:
                return _one(text if len(text) <= LONGEST_TEXT else "")

    def _is(self, text: str, word: str) -> bool:
        return text.casefold() in {word, *self._content.texts.plain("replies-typed", word=word).split("|")}

    def _read_number(self, field: Field, text: str) -> Understood:
        """All that the field allows of what it may mean."""
        reading = read_number(text, NumberWords.of(self._content.texts, field.unit, field.label))
        values = tuple(store_number(each) for each in reading.values if field.allows(each))
        return Understood(values=values, sure=reading.sure)

    def _read_table(self, field: Field, text: str) -> Understood:
        """A row a line, its cells apart by a semicolon, a bar or a tab; by commas where none of these is there."""
        lines = filter(None, (each.strip() for each in text.splitlines()))
        marks = ((line, next((each for each in "\t;|" if each in line), ",")) for line in lines)
        return self.read_rows(field, [line.split(mark) for line, mark in marks])

    def read_rows(self, field: Field, rows: Sequence[Sequence[str]]) -> Understood:
        """The cells of a table as an answer; those that lack at the end of a row are empty."""
        found: list[list[str]] = []
        for number, cells in enumerate(rows, start=1):
            if len(cells) > len(field.columns):
                return Understood(values=(), row=number)
            row: list[str] = []
            for column, cell in zip(field.columns, [*cells, *[""] * len(field.columns)], strict=False):
                value = "" if column.optional and not cell.strip() else self.read(column, cell).value
                if value is None:
                    return Understood(values=(), row=number, column=column.label)
                row.append(value)
            found.append(row)
        return _one(json.dumps(found, ensure_ascii=False) if 0 < len(found) <= MOST_ROWS else "")

    async def put(self, obligation: Obligation, field: Field, value: str, by: int) -> None:
        """Keeps one answer; a reply that was sent is corrected from what it said."""
        await self.put_all(obligation, {field.key: value}, by)

    async def put_all(self, obligation: Obligation, answers: Answers, by: int, via: Via = Via.TELEGRAM) -> None:
        """Likewise several answers at once."""
        if await self._replies.draft(obligation.number) is None:
            answers = {**await self.answers(obligation), **answers}
        await self._replies.keep(obligation.number, answers, self._clock(), via, by)

    async def upload(self, obligation: Obligation, field: Field, name: str, content: bytes, by: int) -> UploadResult:
        """Takes a file that came by a page into a field.

        It goes into the staff chat, and Telegram keeps it from then on: the answer is its id, as of every other file.
        """
        if not is_welcome(name, content):
            return UploadResult.WRONG_FILE
        words = self._render(
            UploadedFile(
                notice=obligation.notice,
                post=await self._posts.name(obligation.post),
                label=field.label,
            )
        )
        file_id = await self._staff.give("document", clean(name), content, words.html)
        if file_id is None:
            return UploadResult.NOT_TAKEN
        await self.put_all(obligation, {field.key: f"document {file_id}"}, by, Via.EMAIL)
        return UploadResult.KEPT

    # Settlements

    async def choices(self, obligation: Obligation) -> list[str]:
        """Settlements to choose from: the hromada's list, and below it whatever the post ever gave."""
        found = {each.name_key: each.name for each in await self._settlements.of(obligation.post.place)}
        for stored, answers in await self._replies.before(obligation.post, obligation.number):
            for field in _fields(stored):
                for name in settlements_in(field, answers.get(field.key, "")):
                    found.setdefault(key_of(name), name)
        return list(found.values())

    async def add_places(self, obligation: Obligation, field: Field, text: str, by: int) -> list[str] | None:
        """Adds settlements to what stands in a field; what was named more than once. None where it is no answer.

        A name of the hromada's list is written as it stands there.
        """
        now, read = (await self.answers(obligation)).get(field.key, ""), self.read(field, text).value
        if read is None:
            return None
        if read == NONE:
            await self.put(obligation, field, NONE, by)
            return []
        entries, (_names, twice) = {key_of(name): name for name in given(now)}, self._settlements.read(text)
        for name in (await self.spelled(obligation, field, read)).splitlines():
            if key_of(name) in entries:
                twice.append(name)
            entries[key_of(name)] = name
        if len(entries) > MOST_PLACES:
            return None
        await self.put(obligation, field, "\n".join(entries.values()), by)
        return list(dict.fromkeys(twice))

    async def add_rows(self, obligation: Obligation, field: Field, value: str, by: int) -> bool:
        """Adds rows to a table, or says that there are none; False where it gets too long."""
        before = (await self.answers(obligation)).get(field.key, "")
        rows = [*rows_of(before), *rows_of(value)]
        if len(rows) > MOST_ROWS:
            return False
        await self.put_rows(obligation, field, rows if value != NONE else [], by)
        return True

    async def put_rows(self, obligation: Obligation, field: Field, rows: Sequence[Sequence[str]], by: int) -> None:
        """Keeps the rows of a table, each once."""
        once = list(dict.fromkeys(map(tuple, rows)))
        value = json.dumps(once, ensure_ascii=False) if once else NONE
        await self.put(obligation, field, await self.spelled(obligation, field, value), by)

    async def spelled(self, obligation: Obligation, field: Field, value: str) -> str:
        """The same answer, in which settlements are written as they stand in the hromada's list."""
        official = {each.name_key: each.name for each in await self._settlements.of(obligation.post.place)}
        if field.kind is FieldKind.TABLE and value != NONE:
            rows = [
                [
                    official.get(key_of(cell), cell) if column.kind is FieldKind.PLACE else cell
                    for column, cell in zip(field.columns, row, strict=True)
                ]
                for row in rows_of(value)
            ]
            return json.dumps(rows, ensure_ascii=False)
        if field.kind in {FieldKind.PLACES, FieldKind.PLACE}:
            return "\n".join(official.get(key_of(name), name) for name in value.splitlines())
        return value

    async def strangers(self, obligation: Obligation, names: Sequence[str]) -> list[tuple[str, list[str]]]:
        """Settlements that are not in the hromada's list, with those that may be meant; none where there is no list."""
        listed = {each.name_key: each.name for each in await self._settlements.of(obligation.post.place)}
        return [
            (name, self._settlements.like(name, listed.values()))
            for name in names
            if listed and key_of(name) not in listed
        ]

    async def remarks(self, obligation: Obligation, names: Sequence[str]) -> list[Doubt]:
        """What is to be asked back of settlements: who is not in the list, and what the department knows of others."""
        found = [
            Doubt(kind=DoubtKind.STRANGER, name=name, said=like[0] if like else "")
            for name, like in await self.strangers(obligation, names)
        ]
        listed = await self._settlements.of(obligation.post.place)
        notes = {each.name_key: each.note for each in listed if each.note}
        known = [name for name in names if key_of(name) in notes]
        return found + [Doubt(kind=DoubtKind.NOTE, name=name, said=notes[key_of(name)]) for name in known]

    async def doubts(self, obligation: Obligation) -> list[Doubt]:
        """What she is asked about before the reply leaves: numbers that jumped, settlements that surprise."""
        found: list[Doubt] = []
        before, now = await self.previous(obligation), await self.answers(obligation)
        fields = Form.of(obligation.notice).fields
        for field in fields:
            old, new = before.get(field.key), now.get(field.key)
            if field.kind is FieldKind.NUMBER and old and new and _jumped(Decimal(old), Decimal(new)):
                found.append(Doubt(kind=DoubtKind.JUMP, name=field.label, said=new, before=old, field=field))
        for field in fields:
            found += await self.remarks(obligation, settlements_in(field, now.get(field.key, "")))
        return found[:MOST_DOUBTS]

    async def send(self, obligation: Obligation, by: int) -> bool:
        """Sends what was filled in; False where something is missing, contradicts itself, or nothing is new.

        So it is where the form was corrected meanwhile: `obligation` is as she saw it.
        """
        form, answers = Form.of(obligation.notice), await self.answers(obligation)
        if not await self.has_draft(obligation) or form.missing(answers) or form.broken(answers):
            return False
        return await self._replies.send(obligation.number, obligation.notice.version, self._clock(), by)

    async def draft(self, obligation: Obligation) -> Reply | None:
        """What was filled in and not sent, and by whom last."""
        return await self._replies.draft(obligation.number)

    async def has_draft(self, obligation: Obligation) -> bool:
        return await self._replies.draft(obligation.number) is not None


def _one(value: str) -> Understood:
    """An answer in which there is nothing to doubt; an empty one is none."""
    return Understood(values=(value,)) if value else NO_ANSWER


def _fields(stored: str) -> Sequence[Field]:
    """Of a form as it is kept; none where no reply was asked."""
    return Form.read(json.loads(stored)).fields if stored else ()


def _jumped(old: Decimal, new: Decimal) -> bool:
    return abs(new - old) > JUMP * max(abs(old), Decimal(1))
