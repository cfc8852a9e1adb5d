"""The table of all that is owed: whom to call, what came of it, whom to remind; and one post with all that it owes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import Response

from content.hromadas import raions
from services.notices import (
    Call,
    CallOutcome,
    Obligation,
    ObligationStage,
    OpenNotices,
    TableRow,
    cell_words,
    phones,
    words,
)
from services.people import LONGEST_NAME, Post, Right
from services.text import shorten, single_line
from web.routes import form, page
from web.visit import NotThere, Visit

TABLE = "/desk/notices"
STATES = (ObligationStage.LATE, ObligationStage.UNTOLD, ObligationStage.TOLD, ObligationStage.ACKNOWLEDGED)
IN_ROW = (CallOutcome.TOLD, CallOutcome.PROMISED, CallOutcome.NO_ANSWER)
"""What may be pressed beside a number; the others stand on the page of the post."""
CELL = Markup("{}</td>")
EMPTY = "<td></td>"
"""Cells are made here and not in the template: of 2,640 most say the same, which is worded and escaped once."""
SHORT, SHORTER = 120, 60
LISTED = 60
_LATE = ObligationStage.LATE
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the table somebody looks at; it stands in the address."""

    raion: int = 0
    """Its number from 1 on, 0: all."""
    state: str = ""
    notice: int = 0
    page: int = 1

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Shown:
        """What makes no sense is left out."""

        def number(name: str, most: int) -> int:
            value = given.get(name, "")
            return int(value) if value.isascii() and value.isdecimal() and len(value) < 9 and int(value) <= most else 0

        state = given.get("state", "")
        return cls(
            raion=number("raion", len(raions())),
            state=state if state in set(STATES) else "",
            notice=number("notice", 10**8),
            page=number("page", 10**4) or 1,
        )

    def address(self, **others: object) -> str:
        """Of the table as it is shown, but for `others`."""
        now = {"raion": self.raion, "state": self.state, "notice": self.notice, "page": self.page, **others}
        told = {name: value for name, value in now.items() if value and (name, value) != ("page", 1)}
        return f"{TABLE}?{urlencode(told)}" if told else TABLE


def whole(text: str) -> int | None:
    """A number of an address or of a form, short enough for every database; None where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


@page("/desk/notices", Right.SEND, rail="notices")
async def table(visit: Visit) -> Response:
    services, texts, shown = visit.services.notices, visit.texts, Shown.of(visit.request.query_params)
    found = await services.notice_table.of(shown.page, shown.notice)
    await services.notice_table.read_by(visit.person_id)
    now, said = visit.now(), dict[tuple[object, ...], str]()
    begun = [f'data-n="{each.id}">' for each in found.notices]
    outcomes = {each.value: texts.plain("calls-outcome", outcome=each) for each in CallOutcome}
    until = cache(lambda due: texts.plain("notice-table-until", due=due))
    remind_all = cache(lambda count: texts.plain("notice-table-remind", count=count))
    groups: dict[str, list[dict[str, object]]] = {}
    count = 0
    for row in found.rows:
        if _fits(row, shown, now):
            count += 1
            groups.setdefault(row.raion, []).append(_row(visit, row, found, said, begun, outcomes, now))
    return await visit.show(
        "notices/table.html",
        columns=[
            {
                "number": each.id,
                "until": until(f"{each.due_on:%d.%m}" if each.due_on else ""),
                "text": shorten(each.text, SHORTER),
                "remind": remind_all(behind) if (behind := found.behind(place)) else "",
            }
            for place, each in enumerate(found.notices)
        ],
        groups={words.raion(texts, name): rows for name, rows in groups.items()},
        count=count,
        shown=shown,
        raions=[(0, texts.plain("calls-all")), *enumerate(raions(), start=1)],
        states=[("", texts.plain("calls-all")), *((each.value, words.stage(texts, each)) for each in STATES)],
        notices=[
            (0, texts.plain("calls-all")),
            *((each.id, f"№ {each.id} {shorten(each.text, SHORTER)}") for each in found.notices),
        ],
        outcomes=[(each.value, texts.plain("notice-table-press", outcome=each)) for each in IN_ROW],
        has_more=found.has_more,
    )


def _fits(row: TableRow, shown: Shown, now: datetime) -> bool:
    """Whether the row is looked for. Whoever was called today stays where she was."""
    if shown.raion and row.raion != raions()[shown.raion - 1]:
        return False
    if not shown.state:
        return True
    return any(each and each.stage == shown.state for each in row.cells) or _is_today(row.call, now)


def _is_today(call: Call | None, now: datetime) -> bool:
    return call is not None and call.at.date() == now.date()


def _moment(at: datetime) -> str:
    return f"{at:%d.%m %H:%M}"


def _row(
    visit: Visit,
    row: TableRow,
    found: OpenNotices,
    said: dict[tuple[object, ...], str],
    begun: Sequence[str],
    outcomes: Mapping[str, str],
    now: datetime,
) -> dict[str, object]:
    """`said` keeps the words of cells that were made: many are the same. `begun`: how the cells of a column begin."""
    content, cells = visit.services.content, list[str]()
    for of, name in zip(row.cells, begun, strict=True):
        if of is None:
            cells.append(EMPTY)
            continue
        key = (id(of.stage), of.on, of.replied, of.is_asking)  # there is one object of each stage
        words_of = said.get(key)
        if words_of is None:
            words_of = said[key] = CELL.format(cell_words(content, of, found.today))
        cells.append(f'<td class="late" {name}{words_of}' if of.stage is _LATE else f"<td {name}{words_of}")
    return {
        "post": row.post.id,
        "name": row.name,
        "people": [name for name, _phone in row.contact.people],
        "phones": phones(row.contact),
        "cells": Markup("".join(cells)),  # noqa: S704 - numbers, and words that were escaped
        "called": f"☎ {_moment(row.call.at)}, {row.call.name}: {outcomes[row.call.outcome]}" if row.call else "",
        "written": f"✉ {_moment(row.written_at)}" if row.written_at else "",
        "may_call": row.owes and not _is_today(row.call, now),
    }


@form("/desk/notices/call", Right.SEND, rail="notices")
async def call(visit: Visit) -> Response:
    """One press: it concerns all that the post owes in the table as it is shown."""
    texts, shown = visit.texts, Shown.of(visit.all_typed)
    outcome, _, name = visit.typed("call").partition(" ")
    post = Post.parse(name)
    if post is None or outcome not in set(CallOutcome):
        raise NotThere
    among = await visit.services.notices.read.of_post(post)
    owed = [each.number for each in among if shown.notice in {0, each.notice.id}]
    count = await visit.services.notices.calls.record_all(owed, CallOutcome(outcome), visit.person_id, _name(visit))
    told = texts.plain("notice-table-called", count=count, outcome=outcome)
    return visit.go(f"{shown.address()}#{post.id}", said=told)


def _name(visit: Visit) -> str:
    return single_line(visit.name, LONGEST_NAME)


# One post


@page("/desk/notices/of/{post}", Right.SEND, rail="notices")
async def one_post(visit: Visit) -> Response:
    """Whom to call, what each notice waits for, what was said before."""
    post = await _post(visit)
    services, texts, now = visit.services.notices, visit.texts, visit.now()
    owed = await services.read.of_post(post)
    calls: dict[int, list[Call]] = {}
    for notice in {each.notice.id for each in owed}:
        calls |= await services.calls.of_notice(notice)
    await services.notice_table.read_by(visit.person_id)
    contact = (await visit.services.people.posts.contacts()).get(post.id)
    return await visit.show(
        "notices/post.html",
        post=post,
        name=await visit.services.people.posts.name(post),
        people=contact.people if contact else (),
        office=contact.office if contact else "",
        owed=[_of_post(visit, each, calls.get(each.number, []), now) for each in owed],
        outcomes=[(each.value, texts.plain("calls-button-outcome", outcome=each)) for each in CallOutcome],
    )


def _of_post(visit: Visit, owed: Obligation, calls: list[Call], now: datetime) -> dict[str, object]:
    texts = visit.texts
    stage = ObligationStage.of(owed, now)
    return {
        "number": owed.number,
        "notice": owed.notice.id,
        "text": shorten(owed.notice.text, SHORT),
        "due": words.due(texts, owed.due_on, owed.due_time),
        "sign": words.SIGNS[stage],
        "stage": words.stage(texts, stage),
        "is_late": stage is ObligationStage.LATE,
        "lacking": words.lacking(texts, owed),
        "calls": [
            {
                "id": each.id,
                "at": each.at,
                "name": each.name,
                "outcome": texts.plain("calls-outcome", outcome=each.outcome),
                "agreed": each.agreed,
                "may_change": each.at.date() == now.date(),
            }
            for each in calls
        ],
    }


async def _post(visit: Visit) -> Post:
    post = Post.parse(visit.request.path_params["post"])
    if post is None or not await visit.services.people.posts.exists(post.place):
        raise NotThere
    return post


@form("/desk/notices/of/{post}/call", Right.SEND, rail="notices")
async def call_about(visit: Visit) -> Response:
    """With any outcome, about one notice, and what was agreed."""
    post, texts, calls = await _post(visit), visit.texts, visit.services.notices.calls
    outcome, number = visit.typed("outcome"), whole(visit.typed("obligation"))
    if outcome not in set(CallOutcome) or number is None:
        raise NotThere
    obligation = await visit.services.notices.read.obligation(number)
    if obligation is None or obligation.post != post:
        raise NotThere
    kept = await calls.record(obligation.number, CallOutcome(outcome), visit.person_id, _name(visit))
    if kept and visit.typed("agreed"):
        await calls.agree(kept, visit.typed("agreed"))
    return visit.go(f"{TABLE}/of/{post.id}", said=texts.plain("notice-table-called", count=1, outcome=outcome))


@form("/desk/notices/of/{post}/take-back", Right.SEND, rail="notices")
async def take_call_back(visit: Visit) -> Response:
    post, texts, number = await _post(visit), visit.texts, whole(visit.typed("call"))
    if number is None:
        raise NotThere
    calls = visit.services.notices.calls
    found = await calls.find(number)
    obligation = await visit.services.notices.read.obligation(found.obligation) if found else None
    taken = bool(obligation and obligation.post == post) and await calls.take_back(number, visit.person_id)
    said = texts.plain("calls-taken-back" if taken else "calls-too-late")
    return visit.go(f"{TABLE}/of/{post.id}", said=said)


# Reminding


@page("/desk/notices/{notice:int}/remind", Right.SEND, rail="notices")
async def ask_to_remind(visit: Visit) -> Response:
    """In numbers, before anything leaves."""
    services, number = visit.services.notices, visit.number("notice")
    notice = await services.read.notice(number)
    if notice is None or notice.sent_at is None:
        raise NotThere
    behind = [each for each in await services.read.of_notice(number) if not each.is_done]
    urged, mails = await services.reminders.would_urge(number), await services.mails.would_urge(number)
    names = [await visit.services.people.posts.name(each.post) for each in behind]
    return await visit.show(
        "notices/remind.html",
        notice=notice,
        text=shorten(notice.text, SHORT),
        count=len(behind),
        people=urged.people,
        mails=mails,
        nobody=urged.vacant - mails,
        names=names,
    )


@form("/desk/notices/{notice:int}/remind", Right.SEND, rail="notices")
async def remind(visit: Visit) -> Response:
    services, number = visit.services.notices, visit.number("notice")
    if await services.read.notice(number) is None:
        raise NotThere
    urged, mails = await services.reminders.urge(number), await services.mails.urge(number)
    told = visit.texts.plain("notices-urged", people=urged.people, mails=mails, nobody=urged.vacant - mails)
    return visit.go(f"{TABLE}/{number}", said=told)


# Excel, and all notices


@form("/desk/notices/excel", Right.EXPORT, rail="notices", fresh=True)
async def excel(visit: Visit) -> Response:
    content = await visit.services.notices.notice_table.as_excel(visit.person_id)
    return await visit.file(content, visit.texts.plain("notice-table-file"), EXCEL, TABLE)


@page("/desk/notices/all", Right.SEND, rail="notices")
async def every_notice(visit: Visit) -> Response:
    """The newest first, those that are over among them."""
    texts, found = visit.texts, await visit.services.notices.read.newest(LISTED)
    rows = [
        {
            "number": each.notice.id,
            "text": shorten(each.notice.text, SHORT),
            "state": words.ended(texts, each.notice)
            if each.notice.ending
            else words.due(texts, each.notice.due_on, each.notice.due_time),
            "done": texts.plain("notice-table-done", done=each.done, of=each.addressed),
        }
        for each in found
    ]
    return await visit.show("notices/all.html", rows=rows)
