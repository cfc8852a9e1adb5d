"""A notice that went out on one page: its words by each way, its versions, where the posts stand, what they replied.

What changes it for many says first in numbers what it comes to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from urllib.parse import urlsplit

from markupsafe import Markup
from starlette.responses import Response

from content.hromadas import by_slug, raions
from services.notices import (
    Deadline,
    Ending,
    Field,
    FieldKind,
    Form,
    Notice,
    Obligation,
    ObligationStage,
    ReplyTable,
    Via,
    counted,
    words,
)
from services.people import Right
from web.notices.table import EXCEL, TABLE, whole
from web.routes import form, page
from web.visit import NotThere, Visit

WAYS_TO_READ = (Via.TELEGRAM.value, Via.EMAIL.value)
MOST_BARS = 20
BAR, STEP = 18, 26
"""Pixels: how thick a bar is, and from one to the next."""
WIDEST = 360


async def _notice(visit: Visit) -> Notice:
    """The notice of the address, if it went out."""
    found = await visit.services.notices.read.notice(visit.number("notice"))
    if found is None or found.sent_at is None:
        raise NotThere
    return found


@page("/desk/notices/{notice:int}", Right.SEND, rail="notices")
async def one_notice(visit: Visit) -> Response:
    services, texts, notice = visit.services.notices, visit.texts, await _notice(visit)
    board = await services.notice_board.of(notice.id)
    rows = board.rows if board else ()
    way = visit.asked("as") if visit.asked("as") in WAYS_TO_READ else Via.TELEGRAM.value
    chat, mail = await services.reading.chat(notice), await services.reading.mail(notice)
    written = await services.read.written(notice.id)
    counts = Counter(row.stage for row in rows)
    return await visit.show(
        "notices/notice.html",
        notice=notice,
        due=words.due(texts, notice.due_on, notice.due_time),
        ended=words.ended(texts, notice) if notice.ending else "",
        counts=[
            (words.SIGNS[each], words.stage(texts, each), counts[each]) for each in ObligationStage if counts[each]
        ],
        behind=sum(not row.obligation.is_done for row in rows),
        way=way,
        ways=[(each, texts.plain("notices-button-read", way=each)) for each in WAYS_TO_READ],
        bubble=Markup(chat.html) if chat else "",  # noqa: S704 - our own words, in which others' are escaped
        buttons=[button.text for line in chat.keyboard for button in line] if chat else [],
        sample=urlsplit(services.mails.sample_link(notice)).path if services.mails.is_on else "",
        subject=mail[0] if mail else "",
        mail=mail[1] if mail else "",
        fields=[(each.section, each.label, words.hint(texts, each)) for each in Form.of(notice).fields],
        versions=[
            {
                "number": each.notice.version,
                "at": each.notice.left_at,
                "changes": words.changes(texts, each.changes) if each.changes else [],
                "text": each.notice.text,
            }
            for each in await services.reading.versions(notice)
        ],
        raions={
            words.raion(texts, name): [
                {
                    "post": row.obligation.post.id,
                    "name": row.name,
                    "late": row.stage is ObligationStage.LATE,
                    "stage": f"{words.SIGNS[row.stage]} {words.stage(texts, row.stage)}",
                    "due": words.due(texts, row.obligation.due_on, row.obligation.due_time)
                    if row.obligation.due_on != notice.due_on
                    else "",
                    "told": _told(visit, row.obligation.told_at and row.obligation.told_at.date(), row.ways),
                    "acknowledged": _told(
                        visit,
                        row.obligation.acknowledged_at and row.obligation.acknowledged_at.date(),
                        [row.obligation.via] if row.obligation.via else [],
                    ),
                    "replied": _told(visit, row.obligation.replied_at and row.obligation.replied_at.date(), []),
                    "why": row.obligation.declined or row.obligation.wanted_why,
                }
                for row in of_raion
            ]
            for name, of_raion in (board.raions() if board else {}).items()
        },
        is_corrected=written is not None,
    )


def _told(visit: Visit, on: date | None, ways: Sequence[Via]) -> str:
    """The day, and by which ways."""
    named = ", ".join(words.way(visit.texts, each) for each in ways)
    return " · ".join(filter(None, (f"{on:%d.%m}" if on else "", named)))


@form("/desk/notices/{notice:int}/excel", Right.EXPORT, rail="notices", fresh=True)
async def board_as_excel(visit: Visit) -> Response:
    notice = await _notice(visit)
    content = await visit.services.notices.notice_board.as_excel(notice.id, visit.person_id)
    name = visit.texts.plain("notices-excel-file", number=str(notice.id))
    return await visit.file(content, name, EXCEL, f"{TABLE}/{notice.id}")


# What was replied


@page("/desk/notices/{notice:int}/replies", Right.SEND, rail="notices")
async def replies(visit: Visit) -> Response:
    """A row for each post, totals below, and a chart of each field with the same figures as the table."""
    notice, texts = await _notice(visit), visit.texts
    table = await visit.services.notices.reply_results.table(notice.id)
    if table is None:
        raise NotThere
    fields = table.form.fields
    return await visit.show(
        "notices/replies.html",
        notice=notice,
        replied=table.replied,
        asked=len(table.rows),
        headings=[texts.plain("notice-board-column-place"), *(each.label for each in fields)],
        rows=[
            [row.name, *(words.short_answer(texts, field, row.answers.get(field.key, "")) for field in fields)]
            for row in table.rows
            if row.answers
        ],
        silent=[row.name for row in table.rows if not row.answers],
        totals=[_total(visit, field, table.values(field)) for field in fields],
        charts=[chart for field in fields if (chart := _chart(visit, table, field))],
    )


def _total(visit: Visit, field: Field, values: Sequence[str]) -> str:
    texts = visit.texts
    match field.kind:
        case FieldKind.NUMBER:
            return words.total(texts, field, values)[1]
        case FieldKind.YES_NO | FieldKind.CHOICE:
            by_answer = Counter(words.answer(texts, field, value) for value in values)
            return ", ".join(f"{name} – {count}" for name, count in by_answer.most_common())
        case FieldKind.PLACES | FieldKind.TABLE:
            return str(sum(counted(field, value) for value in values))
        case _:
            return texts.plain("replies-given", count=len(values))


def _chart(visit: Visit, table: ReplyTable, field: Field) -> dict[str, object] | None:
    """Bars of one field, the longest first; None where there is nothing to compare."""
    texts = visit.texts
    if field.kind in {FieldKind.NUMBER, FieldKind.PLACES, FieldKind.TABLE}:
        figures = [(row.name, counted(field, value)) for row in table.rows if (value := row.answers.get(field.key))]
    elif field.kind in {FieldKind.YES_NO, FieldKind.CHOICE}:
        figures = list(Counter(words.answer(texts, field, each) for each in table.values(field)).items())
    else:
        return None
    if len(figures) < 2:
        return None
    figures.sort(key=lambda each: -each[1])
    most = max(float(figures[0][1]), 1.0)
    return {
        "title": field.label,
        "height": STEP * len(figures[:MOST_BARS]),
        "more": max(len(figures) - MOST_BARS, 0),
        "bars": [
            {
                "name": name,
                "value": words.number(texts, field, Decimal(count)) if field.kind is FieldKind.NUMBER else str(count),
                "y": STEP * number,
                "width": max(round(WIDEST * float(count) / most), 1) if count > 0 else 0,
            }
            for number, (name, count) in enumerate(figures[:MOST_BARS])
        ],
        "bar": BAR,
    }


@form("/desk/notices/{notice:int}/replies/excel", Right.EXPORT, rail="notices", fresh=True)
async def replies_as_excel(visit: Visit) -> Response:
    notice = await _notice(visit)
    content = await visit.services.notices.reply_results.as_excel(notice.id, visit.person_id)
    if content is None:
        raise NotThere
    name = visit.texts.plain("replies-excel-file", number=str(notice.id))
    return await visit.file(content, name, EXCEL, f"{TABLE}/{notice.id}/replies")


# Moving the deadline


@page("/desk/notices/{notice:int}/move", Right.SEND, rail="notices")
async def ask_to_move(visit: Visit) -> Response:
    return await _show_move(visit, await _open(visit))


async def _open(visit: Visit) -> Notice:
    """The notice of the address, if it did not end."""
    notice = await _notice(visit)
    if notice.ending:
        raise NotThere
    return notice


async def _show_move(visit: Visit, notice: Notice, error: str = "") -> Response:
    texts = visit.texts
    return await visit.show(
        "notices/move.html",
        status=422 if error else 200,
        errors={"day": error} if error else {},
        notice=notice,
        due=words.due(texts, notice.due_on, notice.due_time),
        whom=[
            ("all", texts.plain("notices-button-move-all")),
            *((f"raion {number}", words.raion(texts, name)) for number, name in enumerate(raions(), start=1)),
            *[
                (f"post {each.number}", await visit.services.people.posts.place_name(each.post.place))
                for each in await visit.services.notices.read.of_notice(notice.id)
                if each.released_at is None
            ],
        ],
        typed=visit.all_typed,
    )


@form("/desk/notices/{notice:int}/move", Right.SEND, rail="notices")
async def move(visit: Visit) -> Response:
    """First what it comes to; with `sure` it is done."""
    notice, services, texts = await _open(visit), visit.services.notices.notices, visit.texts
    deadline = services.deadlines.read(visit.typed("day"))
    if deadline is None:
        return await _show_move(visit, notice, texts.plain("notices-wrong-day"))
    whom = visit.typed("whom")
    meant = _meant(await visit.services.notices.read.of_notice(notice.id), whom)
    for_all = whom == "all"
    if visit.typed("sure") != _day(deadline):
        moved = services.moved(meant, deadline, for_all=for_all)
        return await visit.show(
            "notices/move_check.html",
            notice=notice,
            due=words.due(texts, deadline.on, deadline.time),
            asked=words.due(texts, deadline.asked, None) if deadline.asked != deadline.on else "",
            working=services.deadlines.working(deadline.on).days,
            count=len(moved),
            owing=sum(not each.is_done for each in moved),
            fields=[("day", visit.typed("day")), ("whom", whom), ("sure", _day(deadline))],
        )
    count = await services.move(meant, deadline, visit.person_id, for_all=for_all)
    return visit.go(f"{TABLE}/{notice.id}", said=texts.plain("notices-moved-count", count=count))


def _day(deadline: Deadline) -> str:
    """The deadline that was looked at: what was typed may mean another day tomorrow."""
    return f"{deadline.on} {deadline.time or time.max}"


def _meant(among: Sequence[Obligation], whom: str) -> list[Obligation]:
    """All, those of a raion, or one. Raises NotThere."""
    kind, _, about = whom.partition(" ")
    if kind == "all":
        return list(among)
    number = whole(about)
    if number is None:
        raise NotThere
    if kind == "raion" and 0 < number <= len(raions()):
        name = raions()[number - 1]
        return [each for each in among if (hromada := by_slug(each.post.place)) and hromada.raion == name]
    return [each for each in among if each.number == number]


# The end


@page("/desk/notices/{notice:int}/end", Right.SEND, rail="notices")
async def ask_to_end(visit: Visit) -> Response:
    notice, ending = await _open(visit), _ending(visit.asked("how"))
    among = await visit.services.notices.read.of_notice(notice.id)
    return await visit.show(
        "notices/end.html",
        notice=notice,
        ending=ending.value,
        is_withdrawn=ending is Ending.WITHDRAWN,
        owing=sum(not each.is_done for each in among),
        told=sum(each.told_at is not None for each in among),
        count=len(among),
    )


def _ending(word: str) -> Ending:
    """Raises NotThere."""
    if word not in set(Ending):
        raise NotThere
    return Ending(word)


@form("/desk/notices/{notice:int}/end", Right.SEND, rail="notices")
async def end(visit: Visit) -> Response:
    notice, ending = await _open(visit), _ending(visit.typed("how"))
    await visit.services.notices.notices.end(notice.id, ending, visit.person_id, visit.typed("why"))
    return visit.go(f"{TABLE}/{notice.id}", said=visit.texts.plain("notice-ended", ending=ending))
