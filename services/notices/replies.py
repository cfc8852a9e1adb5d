"""Replies to notices: a head fills in the form field by field, and what she filled in is kept at once.

A reply is a version: a correction is a new one, and the last one counts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.content import Content
from services.days import Days
from services.files.uploads import clean, is_welcome
from services.messages import Render
from services.notices.forms import NONE, Field, FieldKind, Form, given
from services.notices.messages import UploadedFile
from services.notices.settlements import Settlements
from services.notices.settlements import key as key_of
from services.people import Posts, Staff
from storage.notices import Answers, NoticeStore, Obligation, ReplyStore, Via

LONGEST_TEXT = 1000
MOST_PLACES = 200
JUMP = 0.5
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
class Doubt:
    """What somebody is asked about before her reply leaves."""

    kind: DoubtKind
    name: str
    """Of the field or the settlement."""
    said: str
    """The number now, the listed name that may be meant (empty for none), or what the department knows."""
    before: str = ""
    """The number of the last reply."""


@dataclass(frozen=True, slots=True)
class Replies:
    _content: Content
    _replies: ReplyStore
    _notices: NoticeStore
    _posts: Posts
    _settlements: Settlements
    _staff: Staff
    _render: Render
    _clock: Callable[[], datetime]

    async def ask(self, notice_id: int, definition: str) -> Form | None:
        """Keeps what is asked for; None where the notice went out already. Raises WrongForm."""
        form = Form.parse(definition, self._content.texts)
        return form if await self._notices.set_form(notice_id, form.stored()) else None

    # Filling in

    async def answers(self, obligation: Obligation) -> Answers:
        """What stands in the form now: the draft, or the reply that counts."""
        reply = await self._replies.draft(obligation.number) or await self._replies.last(obligation.number)
        return reply.answers if reply else {}

    async def places(self, obligation: Obligation, place: int) -> list[str]:
        """The settlements that stand in a field now."""
        return given((await self.answers(obligation)).get(str(place), ""))

    async def previous(self, obligation: Obligation) -> dict[str, str]:
        """What the post said last in fields of the same label and kind, by their places in this form."""
        form, found = Form.of(obligation.notice), dict[str, str]()
        known: dict[tuple[str, FieldKind], str] = {}
        for stored, answers in await self._replies.before(obligation.post, obligation.number):
            for place, field in enumerate(Form.read(json.loads(stored)).fields):
                if answers.get(str(place)):
                    known.setdefault((field.label.lower(), field.kind), answers[str(place)])
        for place, field in enumerate(form.fields):
            value = known.get((field.label.lower(), field.kind))
            if value is not None and field.kind is not FieldKind.FILE and self.read(field, value) is not None:
                found[str(place)] = value
        return found

    def read(self, field: Field, text: str) -> str | None:
        """A message as the answer to a field; None where it is none."""
        text = text.strip()
        match field.kind:
            case FieldKind.NUMBER:
                digits = re.sub(r"[\s\u00a0]", "", text)
                return str(int(digits)) if digits.isdecimal() and field.low <= int(digits) <= field.high else None
            case FieldKind.YES_NO:
                return text if text in {"yes", "no"} else None
            case FieldKind.CHOICE:
                return text if text in field.options else None
            case FieldKind.DATE:
                day = Days(self._content.library).read(text, self._clock().date(), ahead=None)
                return day.isoformat() if day else None
            case FieldKind.PLACES:
                if self._settlements.is_none(text):
                    return NONE
                names, _twice = self._settlements.read(text)
                return "\n".join(names) if 0 < len(names) <= MOST_PLACES else None
            case _:
                return text if 0 < len(text) <= LONGEST_TEXT else None

    async def put(self, obligation: Obligation, place: int, value: str, by: int) -> None:
        """Keeps one answer; a reply that was sent is corrected from what it said."""
        await self.put_all(obligation, {str(place): value}, by)

    async def put_all(self, obligation: Obligation, answers: Answers, by: int, via: Via = Via.TELEGRAM) -> None:
        """Likewise several answers at once."""
        if await self._replies.draft(obligation.number) is None:
            answers = {**await self.answers(obligation), **answers}
        await self._replies.keep(obligation.number, answers, self._clock(), via, by)

    async def upload(self, obligation: Obligation, place: int, name: str, content: bytes, by: int) -> UploadResult:
        """Takes a file that came by a page into a field.

        It goes into the staff chat, and Telegram keeps it from then on: the answer is its id, as of every other file.
        """
        if not is_welcome(name, content):
            return UploadResult.WRONG_FILE
        words = self._render(
            UploadedFile(
                notice=obligation.notice,
                post=await self._posts.name(obligation.post),
                label=Form.of(obligation.notice).fields[place].label,
            )
        )
        file_id = await self._staff.give("document", clean(name), content, words.html)
        if file_id is None:
            return UploadResult.NOT_TAKEN
        await self.put_all(obligation, {str(place): f"document {file_id}"}, by, Via.EMAIL)
        return UploadResult.KEPT

    # Settlements

    async def choices(self, obligation: Obligation) -> list[str]:
        """Settlements to choose from: the hromada's list, and below it whatever the post ever gave."""
        found = {each.name_key: each.name for each in await self._settlements.of(obligation.post.place)}
        for stored, answers in await self._replies.before(obligation.post, obligation.number):
            for place, field in enumerate(Form.read(json.loads(stored)).fields):
                if field.kind is FieldKind.PLACES:
                    for name in given(answers.get(str(place), "")):
                        found.setdefault(key_of(name), name)
        return list(found.values())

    async def add_places(self, obligation: Obligation, place: int, text: str, by: int) -> list[str] | None:
        """Adds settlements to what stands in a field; what was named more than once. None where it is no answer.

        A name of the hromada's list is written as it stands there.
        """
        field, now = Form.of(obligation.notice).fields[place], (await self.answers(obligation)).get(str(place), "")
        read = self.read(field, text)
        if read is None:
            return None
        if read == NONE:
            await self.put(obligation, place, NONE, by)
            return []
        entries, (_names, twice) = {key_of(name): name for name in given(now)}, self._settlements.read(text)
        for name in (await self.spelled(obligation, read)).splitlines():
            if key_of(name) in entries:
                twice.append(name)
            entries[key_of(name)] = name
        if len(entries) > MOST_PLACES:
            return None
        await self.put(obligation, place, "\n".join(entries.values()), by)
        return list(dict.fromkeys(twice))

    async def spelled(self, obligation: Obligation, value: str) -> str:
        """The same settlements, written as they stand in the hromada's list."""
        official = {each.name_key: each.name for each in await self._settlements.of(obligation.post.place)}
        return "\n".join(official.get(key_of(name), name) for name in value.splitlines())

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
        fields = list(enumerate(Form.of(obligation.notice).fields))
        for place, field in fields:
            old, new = before.get(str(place)), now.get(str(place))
            if field.kind is FieldKind.NUMBER and old and new and abs(int(new) - int(old)) > JUMP * max(int(old), 1):
                found.append(Doubt(kind=DoubtKind.JUMP, name=field.label, said=new, before=old))
        for place, field in fields:
            if field.kind is FieldKind.PLACES:
                found += await self.remarks(obligation, given(now.get(str(place), "")))
        return found[:MOST_DOUBTS]

    async def send(self, obligation: Obligation, by: int) -> bool:
        """Sends what was filled in; False where something is missing, contradicts itself, or nothing is new."""
        form, draft = Form.of(obligation.notice), await self._replies.draft(obligation.number)
        if draft is None or form.missing(draft.answers) or form.broken(draft.answers):
            return False
        return await self._replies.send(obligation.number, self._clock(), by)

    async def has_draft(self, obligation: Obligation) -> bool:
        return await self._replies.draft(obligation.number) is not None
