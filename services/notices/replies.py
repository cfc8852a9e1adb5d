"""Replies to notices: the fields that staff ask for, what may stand in them, and what all replies come to.

Staff define a form in words, a line for each field (`Form.parse`); a head fills it field by field, and what she filled
in is kept at once. A reply is a version: a correction is a new one, and the last one counts.
"""

from __future__ import annotations

import asyncio
import json
import re
import statistics
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import storage.notices.replies as store
from content.hromadas import load_hromadas
from content.messages import Texts
from services.content import Content
from services.figures import MOST_BARS, draw
from services.files.excel import make_excel
from services.files.uploads import LARGEST, clean, is_welcome
from services.notices.notices import Notice, Notices
from services.notices.settlements import Settlements
from services.notices.settlements import key as key_of
from services.people.audit import Audit
from services.people.posts import Posts
from services.people.staff import Staff
from services.times import parse_day
from storage.notices.notices import Due, How
from storage.notices.replies import Answers
from storage.people.audit import Action

MOST_FIELDS = 20
LONGEST_LABEL = 60
LONGEST_TEXT = 1000
MOST_PLACES = 200
NONE = "-"
"""The answer that there are no such settlements."""
LONGEST_SHOWN = 160
"""Characters of one answer on a page of twenty fields."""
JUMP = 0.5
"""A number that changes by more than this share since the last reply is asked about."""
MOST_PRIVATE = 3
"""Replies of a raion below which its median is not told."""
MOST_DOUBTS = 15
"""Lines that are asked about at once."""
_BOUNDS = re.compile(r"(?P<low>\d+)\s*(?:-|–|\.\.)\s*(?P<high>\d+)\s*(?P<unit>.*)")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CHECK = re.compile(r"(?P<whole>\d{1,2})\s*>=\s*(?P<parts>\d{1,2}(?:\s*\+\s*\d{1,2})*)")


class Kind(StrEnum):
    """What a field takes."""

    NUMBER = "number"
    YES_NO = "yes-no"
    CHOICE = "choice"
    DATE = "date"
    TEXT = "text"
    FILE = "file"
    PLACES = "places"
    """Settlements, one a line."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form."""

    label: str
    kind: Kind
    low: int = 0
    high: int = 1_000_000
    unit: str = ""
    options: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """The parts together are no more than the whole; places of fields, from 0 on."""

    whole: int
    parts: tuple[int, ...]


class WrongForm(ValueError):
    """A line of a definition that says nothing: its number, from 1 on, and the line."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(number, line)
        self.number = number
        self.line = line


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a reply, and what must hold between them."""

    fields: tuple[Field, ...]
    checks: tuple[Check, ...] = ()

    @classmethod
    def parse(cls, text: str, texts: Texts) -> Form:
        """A line for each field, «label: kind …», and «1 >= 2 + 3» for a check. Raises WrongForm."""
        fields: list[Field] = []
        checks: list[tuple[int, str, Check]] = []
        for number, line in enumerate(filter(None, (each.strip() for each in text.splitlines())), start=1):
            if match := _CHECK.fullmatch(line):
                parts = tuple(int(each) - 1 for each in match["parts"].split("+"))
                checks.append((number, line, Check(int(match["whole"]) - 1, parts)))
                continue
            label, _, what = line.rpartition(":")
            field = _field(" ".join(label.split()), what.strip(), texts)
            if field is None or len(fields) == MOST_FIELDS:
                raise WrongForm(number, line)
            fields.append(field)
        for number, line, check in checks:
            named = [check.whole, *check.parts]
            if any(not 0 <= each < len(fields) or fields[each].kind is not Kind.NUMBER for each in named):
                raise WrongForm(number, line)
        if not fields:
            raise WrongForm(1, text.strip()[:LONGEST_LABEL])
        return cls(tuple(fields), tuple(check for _number, _line, check in checks))

    @classmethod
    def read(cls, stored: Sequence[Mapping[str, Any]]) -> Form:
        """As `stored` gave it."""
        fields = [
            Field(**{**each, "kind": Kind(each["kind"]), "options": tuple(each["options"])})
            for each in stored
            if "kind" in each
        ]
        checks = [Check(each["whole"], tuple(each["parts"])) for each in stored if "whole" in each]
        return cls(tuple(fields), tuple(checks))

    def stored(self) -> list[dict[str, object]]:
        """As it is kept."""
        return [*(asdict(each) for each in self.fields), *(asdict(each) for each in self.checks)]

    def missing(self, answers: Answers) -> list[Field]:
        """What has no answer yet and needs one."""
        return [field for place, field in enumerate(self.fields) if not field.optional and not answers.get(str(place))]

    def broken(self, answers: Answers) -> list[Check]:
        """The checks that do not hold."""

        def number(place: int) -> int:
            return int(answers.get(str(place)) or 0)

        return [check for check in self.checks if sum(map(number, check.parts)) > number(check.whole)]


def _field(label: str, what: str, texts: Texts) -> Field | None:
    """None where the line defines no field."""
    optional = texts.plain("replies-word-optional")
    is_optional = what.endswith(optional)
    what = what.removesuffix(optional).rstrip(" ,")
    if not label or len(label) > LONGEST_LABEL:
        return None
    for kind, key in _WORDS.items():
        word = texts.plain(key)
        if what != word and not what.startswith(f"{word} "):
            continue
        rest = what.removeprefix(word).strip()
        if kind is Kind.NUMBER and rest:
            bounds = _BOUNDS.fullmatch(rest)
            if not bounds:
                return Field(label, kind, unit=rest, optional=is_optional)
            low, high = int(bounds["low"]), int(bounds["high"])
            return Field(label, kind, low, high, bounds["unit"].strip(), (), is_optional) if low <= high else None
        if kind is Kind.CHOICE:
            options = tuple(filter(None, (each.strip() for each in rest.split(","))))
            return Field(label, kind, options=options, optional=is_optional) if len(options) > 1 else None
        return Field(label, kind, optional=is_optional) if not rest else None
    return None


def given(value: str) -> list[str]:
    """The settlements of an answer."""
    return [] if value == NONE else value.splitlines()


def _as_browsers_give(text: str) -> date | None:
    """«2026-12-05», as pages send a day and as it is kept."""
    try:
        return date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None


class Replies:
    """What heads reply."""

    def __init__(
        self,
        content: Content,
        replies: store.Replies,
        notices: Notices,
        posts: Posts,
        settlements: Settlements,
        staff: Staff,
        audit: Audit,
        clock: Callable[[], datetime],
    ) -> None:
        self._content = content
        self._replies = replies
        self._notices = notices
        self._posts = posts
        self._settlements = settlements
        self._staff = staff
        self._audit = audit
        self._clock = clock
        self._hromadas = {each.slug: each for each in load_hromadas()}

    @property
    def _texts(self) -> Texts:
        return self._content.library.texts

    async def ask(self, notice_id: int, definition: str) -> Form | None:
        """Keeps what is asked for; None where the notice went out already. Raises WrongForm."""
        form = Form.parse(definition, self._texts)
        return form if await self._notices.set_form(notice_id, form.stored()) else None

    def form_of(self, notice: Notice) -> Form:
        return Form.read(notice.form)

    def form(self, due: Due) -> Form:
        return Form.read(due.notice.form)

    # Filling in

    async def answers(self, due: Due) -> Answers:
        """What stands in the form now: the draft, or the reply that counts."""
        reply = await self._replies.draft(due.number) or await self._replies.last(due.number)
        return reply.answers if reply else {}

    async def previous(self, due: Due) -> dict[str, str]:
        """What the post said last in fields of the same label and kind, by their places in this form."""
        form, found = self.form(due), dict[str, str]()
        known: dict[tuple[str, Kind], str] = {}
        for stored, answers in await self._replies.before(due.post, due.number):
            for place, field in enumerate(Form.read(json.loads(stored)).fields):
                if answers.get(str(place)):
                    known.setdefault((field.label.lower(), field.kind), answers[str(place)])
        for place, field in enumerate(form.fields):
            value = known.get((field.label.lower(), field.kind))
            if value is not None and field.kind is not Kind.FILE and self.read(field, value) is not None:
                found[str(place)] = value
        return found

    def read(self, field: Field, text: str) -> str | None:
        """A message as the answer to a field; None where it is none."""
        text = text.strip()
        match field.kind:
            case Kind.NUMBER:
                digits = re.sub(r"[\s\u00a0]", "", text)
                return str(int(digits)) if digits.isdecimal() and field.low <= int(digits) <= field.high else None
            case Kind.YES_NO:
                return text if text in {"yes", "no"} else None
            case Kind.CHOICE:
                return text if text in field.options else None
            case Kind.DATE:
                day = parse_day(text) or _as_browsers_give(text)
                return day.isoformat() if day else None
            case Kind.PLACES:
                if self._settlements.is_none(text):
                    return NONE
                names, _twice = self._settlements.read(text)
                return "\n".join(names) if 0 < len(names) <= MOST_PLACES else None
            case _:
                return text if 0 < len(text) <= LONGEST_TEXT else None

    def shown(self, field: Field, value: str) -> str:
        """An answer as people read it."""
        if not value:
            return self._texts.plain("replies-empty")
        match field.kind:
            case Kind.NUMBER:
                return f"{value} {field.unit}".strip()
            case Kind.YES_NO:
                return self._texts.plain("replies-yes" if value == "yes" else "replies-no")
            case Kind.DATE:
                return f"{date.fromisoformat(value):%d.%m.%Y}"
            case Kind.FILE:
                return self._texts.plain("replies-file")
            case Kind.PLACES:
                return self._settlements.none() if value == NONE else value.replace("\n", ", ")
            case _:
                return value

    def shortly(self, field: Field, value: str) -> str:
        """The same where twenty of them stand in one message: of a long list the number and how it begins."""
        words = self.shown(field, value)
        if field.kind is Kind.PLACES and (names := given(value)):
            words = f"{len(names)}: {words}"
        return words if len(words) <= LONGEST_SHOWN else f"{words[: LONGEST_SHOWN - 1]}…"

    def hint(self, field: Field) -> str:
        """What may stand in a field, in words."""
        match field.kind:
            case Kind.NUMBER:
                return self._texts.plain("replies-hint-number", low=str(field.low), high=str(field.high))
            case Kind.DATE:
                return self._texts.plain("replies-hint-date")
            case Kind.PLACES:
                return self._texts.plain("replies-hint-places")
            case Kind.FILE:
                return self._texts.plain("replies-hint-file")
            case Kind.YES_NO | Kind.CHOICE:
                return self._texts.plain("replies-hint-choose")
            case _:
                return self._texts.plain("replies-hint-text")

    def in_words(self, due: Due, check: Check) -> str:
        """What a check says that does not hold."""
        fields = self.form(due).fields
        parts = " + ".join(fields[each].label for each in check.parts)
        return self._texts.plain("replies-broken", parts=parts, whole=fields[check.whole].label)

    async def put(self, due: Due, place: int, value: str, by: int) -> None:
        """Keeps one answer; a reply that was sent is corrected from what it said."""
        await self.put_all(due, {str(place): value}, by)

    async def put_all(self, due: Due, answers: Answers, by: int, how: How = How.TELEGRAM) -> None:
        if await self._replies.draft(due.number) is None:
            answers = {**await self.answers(due), **answers}
        await self._replies.keep(due.number, answers, self._clock(), how, by)

    async def jumps(self, due: Due) -> list[tuple[Field, str, str]]:
        """Numbers that changed by more than JUMP since the last reply: field, before, now."""
        before, now = await self.previous(due), await self.answers(due)
        found = []
        for place, field in enumerate(self.form(due).fields):
            old, new = before.get(str(place)), now.get(str(place))
            if field.kind is Kind.NUMBER and old and new and abs(int(new) - int(old)) > JUMP * max(int(old), 1):
                found.append((field, old, new))
        return found

    async def upload(self, due: Due, place: int, name: str, content: bytes, by: int) -> str:
        """Takes a file that came by a page into a field; what is wrong with it in words, or nothing.

        It goes into the staff chat, and Telegram keeps it from then on: the answer is its id, as of every other file.
        """
        texts, field = self._texts, self.form(due).fields[place]
        if not is_welcome(name, content):
            return texts.plain("pages-wrong-file", most=LARGEST >> 20)
        post = await self._posts.name(due.post)
        html = texts("replies-uploaded", number=str(due.notice.id), post=post, label=field.label)
        file_id = await self._staff.give(clean(name), content, html)
        if file_id is None:
            return texts.plain("pages-no-file")
        await self.put_all(due, {str(place): f"document {file_id}"}, by, How.EMAIL)
        return ""

    async def files(self, notice_id: int, by: int) -> list[tuple[str, str, str]]:
        """Files of the replies that count: kind, Telegram's id, and whose they are in words. It is logged."""
        await self._audit.note(by, Action.DATA_EXPORTED, f"notice {notice_id}")
        form, rows = await self.table(notice_id) or (Form(()), [])
        found = list[tuple[str, str, str]]()
        for due, answers in rows:
            for place, field in enumerate(form.fields):
                kind, _, file_id = answers.get(str(place), "").partition(" ")
                if field.kind is Kind.FILE and file_id:
                    words = self._texts("replies-file-of", name=await self._name(due), label=field.label)
                    found.append((kind, file_id, words))
        return found

    # Settlements

    async def choices(self, due: Due) -> list[str]:
        """Settlements to choose from: the hromada's list, and below it whatever the post ever gave."""
        found = {each.name_key: each.name for each in await self._settlements.of(due.post.place)}
        for stored, answers in await self._replies.before(due.post, due.number):
            for place, field in enumerate(Form.read(json.loads(stored)).fields):
                if field.kind is Kind.PLACES:
                    for name in given(answers.get(str(place), "")):
                        found.setdefault(key_of(name), name)
        return list(found.values())

    async def add_places(self, due: Due, place: int, text: str, by: int) -> list[str] | None:
        """Adds settlements to what stands in a field; what was named more than once. None where it is no answer.

        A name of the hromada's list is written as it stands there.
        """
        field, now = self.form(due).fields[place], (await self.answers(due)).get(str(place), "")
        read = self.read(field, text)
        if read is None:
            return None
        if read == NONE:
            await self.put(due, place, NONE, by)
            return []
        entries, (_names, twice) = {key_of(name): name for name in given(now)}, self._settlements.read(text)
        for name in (await self.spelled(due, read)).splitlines():
            if key_of(name) in entries:
                twice.append(name)
            entries[key_of(name)] = name
        if len(entries) > MOST_PLACES:
            return None
        await self.put(due, place, "\n".join(entries.values()), by)
        return list(dict.fromkeys(twice))

    async def spelled(self, due: Due, value: str) -> str:
        """The same settlements, written as they stand in the hromada's list."""
        official = {each.name_key: each.name for each in await self._settlements.of(due.post.place)}
        return "\n".join(official.get(key_of(name), name) for name in value.splitlines())

    async def strangers(self, due: Due, names: Sequence[str]) -> list[tuple[str, list[str]]]:
        """Settlements that are not in the hromada's list, with those that may be meant; none where there is no list."""
        listed = {each.name_key: each.name for each in await self._settlements.of(due.post.place)}
        return [
            (name, self._settlements.like(name, listed.values()))
            for name in names
            if listed and key_of(name) not in listed
        ]

    async def remarks(self, due: Due, names: Sequence[str]) -> list[str]:
        """What is to be asked back of settlements: who is not in the list, and what the department knows of others."""
        lines = [
            self._texts.plain("places-stranger", name=name, like=like[0] if like else 0)
            for name, like in await self.strangers(due, names)
        ]
        notes = {each.name_key: each.note for each in await self._settlements.of(due.post.place) if each.note}
        lines += [
            self._texts.plain("places-note", name=name, note=notes[key_of(name)])
            for name in names
            if key_of(name) in notes
        ]
        return lines

    async def doubts(self, due: Due) -> list[str]:
        """What she is asked about before the reply leaves: numbers that jumped, settlements that surprise."""
        lines = [
            self._texts.plain("replies-jump", label=field.label, before=old, now=new)
            for field, old, new in await self.jumps(due)
        ]
        answers = await self.answers(due)
        for place, field in enumerate(self.form(due).fields):
            if field.kind is Kind.PLACES:
                lines += await self.remarks(due, given(answers.get(str(place), "")))
        return lines[:MOST_DOUBTS]

    async def send(self, due: Due, by: int) -> bool:
        """Sends what was filled in; False where something is missing, contradicts itself, or nothing is new."""
        form, draft = self.form(due), await self._replies.draft(due.number)
        if draft is None or form.missing(draft.answers) or form.broken(draft.answers):
            return False
        return await self._replies.send(due.number, self._clock(), by)

    async def versions(self, due: Due) -> list[store.Reply]:
        """All that were sent, the first one first."""
        return await self._replies.versions(due.number)

    async def medians(self, due: Due) -> list[tuple[Field, str, str]]:
        """Numbers of a reply that was sent beside the median of its raion: field, own, median.

        Nothing where fewer than MOST_PRIVATE hromadas of the raion replied: a single one would be named by it.
        """
        found, own = await self.table(due.notice.id), await self._replies.last(due.number)
        hromada = self._hromadas.get(due.post.place)
        if found is None or own is None or hromada is None:
            return []
        form, rows = found
        of_raion = [
            answers
            for each, answers in rows
            if answers and (other := self._hromadas.get(each.post.place)) and other.raion == hromada.raion
        ]
        if len(of_raion) < MOST_PRIVATE:
            return []
        return [
            (
                field,
                own.answers[str(place)],
                f"{statistics.median(int(each[str(place)]) for each in of_raion if each.get(str(place))):g}",
            )
            for place, field in enumerate(form.fields)
            if field.kind is Kind.NUMBER and own.answers.get(str(place))
        ]

    async def has_draft(self, due: Due) -> bool:
        return await self._replies.draft(due.number) is not None

    # What all replies come to

    async def table(self, notice_id: int) -> tuple[Form, list[tuple[Due, Answers]]] | None:
        """The form, and each post with its answers; None where no reply is asked."""
        notice = await self._notices.find(notice_id)
        if notice is None or not notice.form:
            return None
        replies = await self._replies.of_notice(notice_id)
        dues = await self._notices.of_notice(notice_id)
        return Form.read(notice.form), [
            (due, replies[due.number].answers if due.number in replies else {}) for due in dues
        ]

    async def totals(self, notice_id: int) -> str:
        """Numbers summed, answers counted, in words."""
        found, texts = await self.table(notice_id), self._texts
        if found is None:
            return texts("replies-none")
        form, rows = found
        given = [answers for _due, answers in rows if answers]
        lines = [texts("replies-totals", replied=len(given), asked=len(rows))]
        for place, field in enumerate(form.fields):
            values = [answers[str(place)] for answers in given if answers.get(str(place))]
            lines.append(texts("replies-total", label=field.label, value=self._total(field, values)))
        return texts.lines(lines)

    def _total(self, field: Field, values: Sequence[str]) -> str:
        match field.kind:
            case Kind.NUMBER:
                return f"{sum(map(int, values))} {field.unit}".strip()
            case Kind.YES_NO | Kind.CHOICE:
                counted = Counter(self.shown(field, value) for value in values)
                return ", ".join(f"{name} – {count}" for name, count in counted.most_common()) or "0"
            case Kind.PLACES:
                return self._texts.plain("places-count", count=sum(len(given(value)) for value in values))
            case _:
                return self._texts.plain("replies-given", count=len(values))

    async def chart(self, notice_id: int) -> tuple[bytes, str] | None:
        """Bars for numbers by hromada, and for counted answers; with the totals in words."""
        found = await self.table(notice_id)
        if found is None:
            return None
        form, rows = found
        groups: list[tuple[str, Counter[str]]] = []
        for place, field in enumerate(form.fields):
            if field.kind in {Kind.NUMBER, Kind.PLACES}:
                by_place = Counter(
                    {
                        await self._name(due): int(value) if field.kind is Kind.NUMBER else len(given(value))
                        for due, answers in rows
                        if (value := answers.get(str(place)))
                    }
                )
                title = self._texts.plain("replies-charted", label=field.label, count=len(by_place), most=MOST_BARS)
                groups.append((title if len(by_place) > MOST_BARS else field.label, by_place))
            elif field.kind in {Kind.YES_NO, Kind.CHOICE}:
                groups.append(
                    (
                        field.label,
                        Counter(
                            self.shown(field, answers[str(place)]) for _due, answers in rows if answers.get(str(place))
                        ),
                    )
                )
        title = self._texts.plain("replies-chart", number=str(notice_id))
        return await asyncio.to_thread(draw, title, groups), await self.totals(notice_id)

    async def as_excel(self, notice_id: int, by: int) -> bytes | None:
        """A row per hromada, a column per field, and the totals of numbers in the last row. It is logged."""
        found = await self.table(notice_id)
        if found is None:
            return None
        await self._audit.note(by, Action.DATA_EXPORTED, f"notice {notice_id}")
        form, rows = found
        zone, texts = self._clock().tzinfo, self._texts
        headings = [
            texts.plain("board-column-raion"),
            texts.plain("board-column-place"),
            texts.plain("board-column-replied"),
            *(heading for field in form.fields for heading in self._headings(field)),
        ]
        lines: list[list[object]] = []
        for due, answers in rows:
            hromada = self._hromadas.get(due.post.place)
            replied = due.replied_at.astimezone(zone) if due.replied_at else None
            values = [
                cell
                for place, field in enumerate(form.fields)
                for cell in self._cells(field, answers.get(str(place), ""))
            ]
            lines.append([hromada.raion if hromada else "", await self._name(due), replied, *values])
        sums: list[object] = []
        for place, field in enumerate(form.fields):
            said = [answers.get(str(place), "") for _due, answers in rows]
            if field.kind is Kind.PLACES:
                sums += [sum(len(given(each)) for each in said), None]
            else:
                sums.append(sum(int(each or 0) for each in said) if field.kind is Kind.NUMBER else None)
        lines.append([texts.plain("replies-sum"), None, None, *sums])
        others = {texts.plain("places-sheet"): await self._settlements_sheet(form, rows)}
        has_places = any(field.kind is Kind.PLACES for field in form.fields)
        return await asyncio.to_thread(make_excel, headings, lines, None, others if has_places else None)

    def _headings(self, field: Field) -> list[str]:
        """Settlements have two columns: how many, and which."""
        count = [self._texts.plain("places-column-count", label=field.label)] if field.kind is Kind.PLACES else []
        return [*count, field.label]

    def _cells(self, field: Field, value: str) -> list[object]:
        if not value:
            return [None] * len(self._headings(field))
        match field.kind:
            case Kind.NUMBER:
                return [int(value)]
            case Kind.DATE:
                return [date.fromisoformat(value)]
            case Kind.PLACES:
                return [len(given(value)), self.shown(field, value)]
            case _:
                return [self.shown(field, value)]

    async def _settlements_sheet(
        self, form: Form, rows: Sequence[tuple[Due, Answers]]
    ) -> tuple[list[str], list[list[object]]]:
        """A row per settlement, with what the department knows of it beside what the head says."""
        texts, lines = self._texts, list[list[object]]()
        for due, answers in rows:
            hromada, listed = self._hromadas.get(due.post.place), await self._settlements.of(due.post.place)
            known = {each.name_key: each for each in listed}
            for place, field in enumerate(form.fields):
                for name in given(answers.get(str(place), "")) if field.kind is Kind.PLACES else ():
                    found = known.get(key_of(name))
                    is_listed = texts.plain("replies-yes" if found else "replies-no") if listed else None
                    raion, note = hromada.raion if hromada else "", found.note if found else ""
                    lines.append([raion, await self._name(due), field.label, name, is_listed, note])
        headings = [
            texts.plain("board-column-raion"),
            texts.plain("board-column-place"),
            texts.plain("places-column-field"),
            texts.plain("places-column-name"),
            texts.plain("places-column-listed"),
            texts.plain("places-column-note"),
        ]
        return headings, lines

    async def _name(self, due: Due) -> str:
        hromada = self._hromadas.get(due.post.place)
        return hromada.name if hromada else await self._posts.place_name(due.post.place)


_WORDS = {
    Kind.NUMBER: "replies-word-number",
    Kind.YES_NO: "replies-word-yes-no",
    Kind.CHOICE: "replies-word-choice",
    Kind.DATE: "replies-word-date",
    Kind.TEXT: "replies-word-text",
    Kind.FILE: "replies-word-file",
    Kind.PLACES: "replies-word-places",
}
