"""«Розсилки»: the list, one broadcast with what became of it, and what may be done with it once it is approved."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial

from starlette.responses import Response

from services.files.excel import make_excel
from services.mailings import LISTED, DeliveryOutcome, Mailing, MailingStatus, Operation, ProgressReport, words
from services.people import Right
from web.mailings.bubble import bubble
from web.routes import form, page
from web.visit import NotThere, Visit

LIST = "/desk/broadcasts"
SHOWN = 25
OUTCOMES = ("sent", "waiting", "blocked", "failed", "skipped", "unknown")
SIGNS = {
    MailingStatus.DRAFT: "✎",
    MailingStatus.HELD: "◷",
    MailingStatus.RUNNING: "→",
    MailingStatus.PAUSED: "‖",
    MailingStatus.FINISHED: "✓",
    MailingStatus.CANCELLED: "×",
}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("/desk/broadcasts", Right.SEND, rail="broadcasts")
async def broadcasts(visit: Visit) -> Response:
    """What is being written, and what left or will leave, the newest first."""
    mailings, at = visit.services.mailings, _page(visit)
    found = await mailings.read.newest(SHOWN + 1, (at - 1) * SHOWN)
    drafts = list(reversed(await mailings.broadcasts.drafts())) if at == 1 else []
    counts, names = await mailings.progress.sent_of(found), await _names(visit)
    return await visit.show(
        "mailings/broadcasts.html",
        drafts=[_row(visit, each, {}, names) for each in drafts],
        rows=[_row(visit, each, counts[each.id], names) for each in found[:SHOWN]],
        at=at,
        pages=at + (len(found) > SHOWN),
    )


def _page(visit: Visit) -> int:
    asked = visit.asked("page")
    return min(max(int(asked), 1), 10**4) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1


async def _names(visit: Visit) -> Mapping[int, str]:
    """Who of the staff is called what."""
    return {each.person_id: each.name for each in await visit.services.people.staff.members()}


def _row(visit: Visit, mailing: Mailing, counts: Mapping[str, int], names: Mapping[int, str]) -> dict[str, object]:
    texts, library = visit.texts, visit.services.content.library
    is_draft = mailing.state is MailingStatus.DRAFT
    by_staff = texts.plain("casework-by-staff")
    return {
        "number": mailing.number,
        "href": f"{LIST}/{mailing.id}/edit" if is_draft else f"{LIST}/{mailing.id}",
        "subject": words.subject(mailing, texts) or words.operation(mailing, texts),
        "what": words.operation(mailing, texts) if mailing.about else "",
        "audience": words.audience(mailing.audience, library),
        "at": mailing.starts_at if not is_draft else mailing.made_at,
        "state": f"{SIGNS[mailing.state]} {texts.plain('broadcasts-state', state=mailing.state)}",
        "is_urgent": bool(mailing.emergency) and mailing.reviewed_by is None,
        "planned": mailing.planned,
        "sent": counts.get("sent", 0),
        "lost": counts.get("failed", 0),
        "unknown": counts.get("unknown", 0),
        "made_by": names.get(mailing.made_by, by_staff),
        "approved_by": names.get(mailing.approved_by or 0, by_staff) if mailing.approved_by else "",
        "is_mine": mailing.made_by == visit.person_id,
    }


# One broadcast


async def _report(visit: Visit) -> ProgressReport:
    """Of the broadcast of the address, which is no draft any more. Raises NotThere."""
    mailing = await visit.services.mailings.broadcasts.find(visit.number("mailing"))
    report = await visit.services.mailings.progress.report(mailing.id) if mailing else None
    if report is None or report.mailing.state is MailingStatus.DRAFT:
        raise NotThere
    return report


@page("/desk/broadcasts/{mailing:int}", Right.SEND, rail="broadcasts")
async def broadcast(visit: Visit) -> Response:
    return await _show(visit, await _report(visit))


async def _show(visit: Visit, report: ProgressReport) -> Response:
    texts, library, mailing = visit.texts, visit.services.content.library, report.mailing
    names, by_staff = await _names(visit), visit.texts.plain("casework-by-staff")
    is_finished = mailing.state is MailingStatus.FINISHED
    has_ended = is_finished or (mailing.state is MailingStatus.CANCELLED and mailing.frozen_at is not None)
    is_changeable = has_ended and mailing.about is None and report.count("sent") > 0 and not report.is_recalled
    return await visit.show(
        "mailings/broadcast.html",
        mailing=mailing,
        path=f"{LIST}/{mailing.id}",
        what=words.operation(mailing, texts),
        state=f"{SIGNS[mailing.state]} {texts.plain('broadcasts-state', state=mailing.state)}",
        audience=words.audience(mailing.audience, library),
        made_by=names.get(mailing.made_by, by_staff),
        approved_by=names.get(mailing.approved_by or 0, by_staff),
        code=words.code(mailing),
        bubble_html=bubble(words.whole(mailing, texts)),
        buttons=[text for text, _url, _data in mailing.content["buttons"]],
        report=report,
        outcomes=[
            (each, texts.plain("broadcasts-outcome", outcome=each), report.outcomes[each])
            for each in OUTCOMES
            if report.outcomes[each]
        ],
        reasons=[(words.reason_words(each, texts), count) for each, count in report.reasons.items() if count][
            : words.REASONS
        ],
        paused_why=words.reason_words(mailing.reason, texts) if mailing.reason else "",
        minutes=words.minutes_left(report),
        is_held=mailing.state is MailingStatus.HELD,
        is_running=mailing.state is MailingStatus.RUNNING,
        is_paused=mailing.state is MailingStatus.PAUSED,
        again=[
            each for each in ("failed", "unknown") if is_finished and report.outcomes[each] and not report.is_recalled
        ],
        has_ended=has_ended,
        is_changeable=is_changeable,
        changes=[
            (each.id, each.number, words.operation(each, texts))
            for each in await visit.services.mailings.read.about(mailing.id)
        ],
        may_review=bool(mailing.emergency) and mailing.reviewed_by is None,
    )


@page("/desk/broadcasts/{mailing:int}/rows", Right.SEND, rail="broadcasts")
async def rows(visit: Visit) -> Response:
    """Where the messages with one outcome went; not to whom."""
    report, outcome, texts, at = await _report(visit), visit.asked("outcome"), visit.texts, _page(visit)
    if outcome not in OUTCOMES:
        raise NotThere
    found = await visit.services.mailings.progress.rows(report.mailing.id, outcome, at)
    start = (at - 1) * LISTED
    return await visit.show(
        "mailings/rows.html",
        mailing=report.mailing,
        outcome=texts.plain("broadcasts-outcome", outcome=outcome),
        count=report.outcomes[outcome],
        rows=[
            [
                str(start + number),
                each.place or texts.plain("audiences-no-place"),
                words.reason_words(each.reason, texts) if each.reason else "–",
                f"{each.done_at:%d.%m.%Y %H:%M}" if each.done_at else "–",
            ]
            for number, each in enumerate(found[:LISTED], 1)
        ],
        address=f"{LIST}/{report.mailing.id}/rows?outcome={outcome}&",
        at=at,
        pages=at + (len(found) > LISTED),
    )


@form("/desk/broadcasts/{mailing:int}/excel", Right.EXPORT, rail="broadcasts", fresh=True)
async def excel(visit: Visit) -> Response:
    """A row for each recipient: where, outcome, reason, time; not who."""
    report, texts = await _report(visit), visit.texts
    found = await visit.services.mailings.progress.recipients(report.mailing.id, visit.person_id)
    sheet, name = words.sheet(found, texts), texts.plain("broadcasts-sheet")
    headings = texts.plain("broadcasts-columns").split(" | ")
    content = await asyncio.to_thread(partial(make_excel, headings, sheet, name=name))
    file = texts.plain("broadcasts-excel-file", number=str(report.mailing.number))
    return await visit.file(content, file, EXCEL, f"{LIST}/{report.mailing.id}")


# What may be done with it


@form("/desk/broadcasts/{mailing:int}/turn", Right.SEND, rail="broadcasts")
async def turn(visit: Visit) -> Response:
    """Pause, resume and review at once; what cannot be undone says first in numbers what it comes to. What is held
    stops at once, for nobody has read it; what runs is paused while one thinks."""
    report, what, sure = await _report(visit), visit.typed("what"), bool(visit.typed("sure"))
    broadcasts, mailing, texts = visit.services.mailings.broadcasts, report.mailing, visit.texts
    match what:
        case "pause" | "resume":
            return _done(visit, mailing.id, what, await broadcasts.turn(mailing.id, what, visit.person_id))
        case "review":
            done = await broadcasts.review(mailing.id, visit.person_id)
            said = texts.plain("broadcasts-page-turned", what=what) if done else texts.plain("broadcasts-review-other")
            return visit.go(f"{LIST}/{mailing.id}", said=said)
        case "stop":
            if sure or mailing.state is MailingStatus.HELD:
                return _done(visit, mailing.id, what, await broadcasts.turn(mailing.id, what, visit.person_id))
            if mailing.state not in {MailingStatus.RUNNING, MailingStatus.PAUSED}:
                return _done(visit, mailing.id, what, done=False)
            await broadcasts.turn(mailing.id, "pause", visit.person_id)
            report = await _report(visit)
            why = texts(
                "broadcasts-ask-stop",
                number=str(mailing.number),
                sent=report.count("sent"),
                left=report.outcomes["waiting"],
            )
            return await _ask(visit, mailing, what, why, texts.plain("broadcasts-button-sure-stop"))
        case "failed" | "unknown":
            count = await broadcasts.repeatable(mailing.id, DeliveryOutcome(what))
            if count and not sure:
                why = texts("broadcasts-ask-again", number=str(mailing.number), what=what, count=count)
                words_of = texts.plain("broadcasts-button-sure-again", count=count)
                return await _ask(visit, mailing, what, why, words_of)
            again = count and await broadcasts.again(mailing.id, DeliveryOutcome(what), visit.person_id)
            said = texts.plain("broadcasts-page-again", count=again) if again else texts.plain("broadcasts-not-again")
            return visit.go(f"{LIST}/{mailing.id}", said=said)
        case "recall":
            count = await broadcasts.recallable(mailing.id)
            if count and not sure:
                why = texts("broadcasts-ask-recall", number=str(mailing.number), count=count)
                words_of = texts.plain("broadcasts-button-sure-recall", count=count)
                return await _ask(visit, mailing, what, why, words_of)
            recall = await broadcasts.recall(mailing.id, visit.person_id) if count else None
            said = texts.plain("broadcasts-page-recalled" if recall else "broadcasts-not-recalled")
            return visit.go(f"{LIST}/{recall or mailing.id}", said=said)
    raise NotThere


def _done(visit: Visit, mailing_id: int, what: str, done: bool) -> Response:
    said = visit.texts.plain("broadcasts-page-turned", what=what if done else "none")
    return visit.go(f"{LIST}/{mailing_id}", said=said)


async def _ask(visit: Visit, mailing: Mailing, what: str, why: str, sure: str) -> Response:
    return await visit.show(
        "mailings/ask.html", mailing=mailing, path=f"{LIST}/{mailing.id}", what=what, why=why, sure=sure
    )


@form("/desk/broadcasts/{mailing:int}/like", Right.SEND, rail="broadcasts")
async def like(visit: Visit) -> Response:
    """Another one with the same words, to the same people."""
    begun = await visit.services.mailings.broadcasts.like(visit.number("mailing"), visit.person_id)
    if begun is None:
        raise NotThere
    return visit.go(f"{LIST}/{begun}/edit", said=visit.texts.plain("broadcasts-page-like"))


@form("/desk/broadcasts/{mailing:int}/correct", Right.SEND, rail="broadcasts")
async def correct(visit: Visit) -> Response:
    """Begins a correction with the words as they left: in their place, or as a reply to them."""
    report, how = await _report(visit), visit.typed("how")
    if how not in {Operation.EDIT, Operation.REPLY}:
        raise NotThere
    html = report.mailing.content["html"] if how == Operation.EDIT else ""
    begun = await visit.services.mailings.broadcasts.correct(report.mailing.id, Operation(how), html, visit.person_id)
    if begun is None:
        return visit.go(f"{LIST}/{report.mailing.id}", said=visit.texts.plain("broadcasts-page-turned", what="none"))
    return visit.go(f"{LIST}/{begun}/edit")
