"""What all replies to a notice come to: totals, medians, a chart, Excel, files; and the PDF of one post's."""

from __future__ import annotations

import asyncio
import statistics
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from content import FOLDER
from content.hromadas import by_slug
from services.content import Content
from services.figures import MOST_BARS, draw
from services.files.excel import Amount, make_excel
from services.files.typesetting import as_pdf
from services.notices import words
from services.notices.forms import Field, FieldKind, Form, given, rows_of
from services.notices.messages import PostRow
from services.notices.notice_board import row_name
from services.notices.settlements import Settlements
from services.notices.settlements import key as key_of
from services.people import Audit, Posts
from storage.notices import Answers, NoticesRead, Obligation, Reply, ReplyStore
from storage.people import Action

TEMPLATE = FOLDER / "templates" / "obligation_pdf.typ"
COMPARED = 2
"""Answers below which a chart compares nothing."""
MOST_PRIVATE = 3
"""Replies of a raion below which its median is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow(PostRow):
    """One post, and the reply of it that counts."""

    answers: Answers
    """None where it did not reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyTable:
    """The form of a notice, and a row for each post that it went to."""

    form: Form
    rows: tuple[ReplyRow, ...]

    @property
    def replied(self) -> int:
        return sum(bool(row.answers) for row in self.rows)

    def values(self, field: Field) -> list[str]:
        """What was answered to that field, without those who left it empty."""
        return [value for row in self.rows if (value := row.answers.get(field.key))]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFile:
    kind: str
    file_id: str
    """Telegram's."""
    name: str
    """Of the hromada."""
    label: str
    """Of the field."""


@dataclass(frozen=True, slots=True)
class ReplyResults:
    _content: Content
    _replies: ReplyStore
    _read: NoticesRead
    _posts: Posts
    _settlements: Settlements
    _audit: Audit
    _clock: Callable[[], datetime]

    async def table(self, notice_id: int) -> ReplyTable | None:
        """The form, and each post with its answers; None where no reply is asked."""
        notice = await self._read.notice(notice_id)
        if notice is None or not notice.form:
            return None
        replies = await self._replies.of_notice(notice_id)
        rows = [
            ReplyRow(
                obligation=each,
                name=await row_name(self._posts, each.post.place),
                answers=replies[each.number].answers if each.number in replies else {},
            )
            for each in await self._read.of_notice(notice_id)
        ]
        return ReplyTable(form=Form.of(notice), rows=tuple(rows))

    async def versions(self, obligation: Obligation) -> list[Reply]:
        """All that were sent, the first one first."""
        return await self._replies.versions(obligation.number)

    async def files(self, notice_id: int, by: int) -> list[ReplyFile]:
        """Files of the replies that count. It is logged."""
        await self._audit.note(by, Action.DATA_EXPORTED, f"notice {notice_id}")
        table = await self.table(notice_id)
        found = []
        for row in table.rows if table else ():
            for field in table.form.fields if table else ():
                kind, _, file_id = row.answers.get(field.key, "").partition(" ")
                if field.kind is FieldKind.FILE and file_id:
                    found.append(ReplyFile(kind=kind, file_id=file_id, name=row.name, label=field.label))
        return found

    async def medians(self, obligation: Obligation) -> list[tuple[Field, str, str]]:
        """Numbers of a reply that was sent beside the median of its raion: field, own, median.

        Nothing where fewer than MOST_PRIVATE hromadas of the raion replied: a single one would be named by it.
        """
        table, own = await self.table(obligation.notice.id), await self._replies.last(obligation.number)
        hromada = by_slug(obligation.post.place)
        if table is None or own is None or hromada is None:
            return []
        of_raion = [row.answers for row in table.rows if row.answers and row.raion == hromada.raion]
        if len(of_raion) < MOST_PRIVATE:
            return []
        return [
            (
                field,
                words.answer(self._content.texts, field, own.answers[field.key]),
                words.number(
                    self._content.texts,
                    field,
                    statistics.median(Decimal(each[field.key]) for each in of_raion if each.get(field.key)),
                ),
            )
            for field in table.form.fields
            if field.kind is FieldKind.NUMBER and own.answers.get(field.key)
        ]

    async def chart(self, notice_id: int) -> tuple[bytes | None, ReplyTable] | None:
        """Bars for numbers by hromada, and for counted answers; with the table that they are of.

        No picture where there is nothing to compare.
        """
        table, texts = await self.table(notice_id), self._content.texts
        if table is None:
            return None
        groups: list[tuple[str, Mapping[str, int | Decimal]]] = []
        for field in table.form.fields:
            if len(table.values(field)) < COMPARED:
                continue
            if field.kind in {FieldKind.NUMBER, FieldKind.PLACES, FieldKind.TABLE}:
                by_place = {
                    row.name: counted(field, value) for row in table.rows if (value := row.answers.get(field.key))
                }
                label = f"{field.label}, {field.unit}" if field.unit else field.label
                title = texts.plain("replies-charted", label=label, count=len(by_place), most=MOST_BARS)
                groups.append((title if len(by_place) > MOST_BARS else label, by_place))
            elif field.kind in {FieldKind.YES_NO, FieldKind.CHOICE}:
                groups.append((field.label, Counter(words.answer(texts, field, each) for each in table.values(field))))
        title = texts.plain("replies-chart", number=str(notice_id), at=_moment(self._clock()))
        return await asyncio.to_thread(draw, title, groups) if groups else None, table

    # Excel

    async def as_excel(self, notice_id: int, by: int) -> bytes | None:
        """A row per hromada, a column per field, and the totals of numbers in the last row. It is logged."""
        table = await self.table(notice_id)
        if table is None:
            return None
        await self._audit.note(by, Action.DATA_EXPORTED, f"notice {notice_id}")
        fields, texts = table.form.fields, self._content.texts
        headings = [
            *texts.plain("replies-columns").split(" | "),
            *(heading for field in fields for heading in self._headings(field)),
        ]
        lines: list[list[object]] = []
        for row in table.rows:
            cells = [cell for field in fields for cell in self._cells(field, row.answers.get(field.key, ""))]
            lines.append([row.raion, row.name, row.obligation.replied_at, *cells])
        sums: list[object] = []
        for field in fields:
            values = table.values(field)
            if field.kind in LISTS:
                sums += [sum(counted(field, each) for each in values), None]
            elif field.kind is FieldKind.NUMBER:
                sums.append(_amount(field, words.total(texts, field, values)[0]))
            else:
                sums.append(None)
        others = {}
        if any(field.kind is FieldKind.PLACES for field in fields):
            others[texts.plain("places-sheet")] = await self._settlements_sheet(table)
        for place, field in enumerate(fields, start=1):
            if field.kind is FieldKind.TABLE:
                others[texts.plain("tables-sheet", number=place)] = self._table_sheet(table, field)
        total, name = [texts.plain("replies-sum"), None, None, *sums], texts.plain("replies-sheet")
        return await asyncio.to_thread(partial(make_excel, headings, lines, others=others, name=name, total=total))

    def _headings(self, field: Field) -> list[str]:
        """Settlements and rows have two columns: how many, and which."""
        if field.kind not in LISTS:
            return [field.label]
        return [self._content.texts.plain("places-column-count", label=field.label), field.label]

    def _cells(self, field: Field, value: str) -> list[object]:
        if not value:
            return [None] * len(self._headings(field))
        shown = words.answer(self._content.texts, field, value)
        match field.kind:
            case FieldKind.NUMBER:
                return [_amount(field, Decimal(value))]
            case FieldKind.DATE:
                return [date.fromisoformat(value)]
            case FieldKind.PLACES | FieldKind.TABLE:
                return [counted(field, value), shown]
            case _:
                return [shown]

    async def _settlements_sheet(self, table: ReplyTable) -> tuple[list[str], list[list[object]]]:
        """A row per settlement, with what the department knows of it beside what the head says."""
        texts, lines = self._content.texts, list[list[object]]()
        for row in table.rows:
            listed = await self._settlements.of(row.obligation.post.place)
            known = {each.name_key: each for each in listed}
            for field in table.form.fields:
                for name in given(row.answers.get(field.key, "")) if field.kind is FieldKind.PLACES else ():
                    found = known.get(key_of(name))
                    is_listed = texts.plain("replies-yes" if found else "replies-no") if listed else None
                    lines.append([row.raion, row.name, field.label, name, is_listed, found.note if found else ""])
        return texts.plain("places-columns").split(" | "), lines

    def _table_sheet(self, table: ReplyTable, field: Field) -> tuple[list[str], list[list[object]]]:
        """A row per row of all posts: the raion, the hromada, and the cells."""
        headings = self._content.texts.plain("tables-sheet-columns").split(" | ")
        headings += [each.label for each in field.columns]
        lines = [
            [
                row.raion,
                row.name,
                *(cell for each in zip(field.columns, cells, strict=True) for cell in self._cells(*each)),
            ]
            for row in table.rows
            for cells in rows_of(row.answers.get(field.key, ""))
        ]
        return headings, lines

    # One post's, for the file

    async def as_pdf(self, obligation: Obligation) -> bytes:
        """What was sent to a post, when, by whom it was acknowledged, and every version of the reply, for the file.

        What was typed stands in it as words, never as markup.
        """
        texts, notice = self._content.texts, obligation.notice
        lines = [texts.plain("obligation-pdf-post", post=await self._posts.name(obligation.post))]
        if notice.letter:
            lines.append(texts.plain("notices-letter", letter=notice.letter))
        lines.append(texts.plain("obligation-pdf-deadline", due=obligation.due_on))
        for key, at in (
            ("obligation-pdf-sent", notice.sent_at),
            ("obligation-pdf-told", obligation.told_at),
            ("obligation-pdf-acknowledged", obligation.acknowledged_at),
            ("obligation-pdf-replied", obligation.replied_at),
            ("obligation-pdf-released", obligation.released_at),
        ):
            if at:
                lines.append(texts.plain(key, at=_moment(at)))
        for tenure in await self._posts.acting(obligation.post):
            if tenure.person_id is not None and tenure.person_id == obligation.acknowledged_by:
                lines.append(texts.plain("obligation-pdf-who", name=tenure.name))
        if obligation.via:
            lines.append(texts.plain("obligation-pdf-via", via=words.way(texts, obligation.via)))
        versions: list[object] = []
        if notice.form:
            forms = await self._read.forms(notice.id)
            for number, each in enumerate(await self.versions(obligation), start=1):
                asked = next(form for at, form in reversed(forms) if each.sent_at and at <= each.sent_at)
                rows = [
                    [field.label, words.answer(texts, field, each.answers.get(field.key, ""))]
                    for field in Form.read(asked).fields
                ]
                sent_at = _moment(each.sent_at) if each.sent_at else ""
                versions.append(
                    {"title": texts.plain("obligation-pdf-version", number=number, at=sent_at), "rows": rows}
                )
        data: dict[str, object] = {
            "title": texts.plain("obligation-pdf-title", number=str(notice.id)),
            "lines": lines,
            "text": notice.text,
            "versions": versions,
            "foot": texts.plain("obligation-pdf-foot", at=_moment(self._clock())),
        }
        return await asyncio.to_thread(as_pdf, TEMPLATE, data)


LISTS = {FieldKind.PLACES, FieldKind.TABLE}
"""Answers of several entries."""


def counted(field: Field, value: str) -> int | Decimal:
    """An answer as a figure: the number itself, or how many entries it has."""
    if field.kind is FieldKind.NUMBER:
        return Decimal(value)
    return len(given(value) if field.kind is FieldKind.PLACES else rows_of(value))


def _amount(field: Field, value: Decimal) -> Amount:
    exponent = value.normalize().as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    return Amount(value, field.unit, decimals)


def _moment(at: datetime) -> str:
    return f"{at:%d.%m.%Y %H:%M}"
