"""Calling those who are behind: a page of names and numbers on which one press records a call."""

from __future__ import annotations

from markupsafe import Markup

from channels.taps import Button
from content.hromadas import raions
from content.messages import Texts
from handlers.chat.context import BotContext
from handlers.chat.menu import back_to
from handlers.chat.prompts import Prompt, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.notices import taps
from handlers.notices.notices import show_instead, show_notices
from services.notices import LISTED, STATES, CallOutcome, CallPage, CallRow, lacking, stage
from services.people import LONGEST_NAME
from services.text import single_line

AGREED = Prompt("calls-prompt", "calls-placeholder")
PAGES, FILTERS = 1000, 10
"""A prompt's number is the call's, then the place in the list and both filters: the answer comes back to that page."""


@on_tap(Right.SEND)
async def call_posts(context: BotContext, tap: taps.CallPosts) -> None:
    await context.services.notices.calls.read_by(tap.notice, context.person_id)
    await _show(context, tap)


async def _show(context: BotContext, at: taps.CallPosts) -> None:
    texts, page = context.texts, await context.services.notices.calls.page(at.notice, at.start, at.raion, at.state)
    if page is None:
        await show_notices(context, taps.ShowNotices())
        return
    lines: list[str] = [texts("calls-heading", number=str(at.notice), count=page.found, called=page.called)]
    rows: list[list[Button]] = []
    for row in page.rows:
        lines += ["", *_lines(texts, row, page)]
        if row.is_called and row.call:
            outcome = texts.plain("calls-outcome", outcome=row.call.outcome)
            opened = taps.OpenCall(row.call.id, at.start, at.raion, at.state)
            rows.append([context.button(opened, "calls-button-called", name=row.name, outcome=outcome)])
        else:
            told, silent = (_record(row, each, at) for each in (CallOutcome.TOLD, CallOutcome.NO_ANSWER))
            rows.append(
                [
                    context.button(told, "calls-button-told", name=row.name),
                    context.button(silent, "calls-button-no-answer"),
                ]
            )
    await show_instead(context, texts.lines(lines), [*rows, *_ways(context, page, at)])


def _record(row: CallRow, outcome: CallOutcome, at: taps.CallPosts) -> taps.RecordCall:
    return taps.RecordCall(row.obligation.number, outcome.value, at.start, at.raion, at.state)


def _lines(texts: Texts, row: CallRow, page: CallPage) -> list[Markup]:
    """One post: what is waited for, whom to call, and what was before."""
    waits = texts.plain("calls-done") if row.obligation.is_done else lacking(texts, row.obligation)
    lines = [texts("calls-post", name=row.name, stage=stage(texts, row.stage), lacking=waits)]
    lines += [texts("calls-holder", name=each.name, phone=each.phone or 0) for each in row.acting]
    if row.office:
        lines.append(texts("calls-office", phone=row.office))
    if not row.acting and not row.office:
        lines.append(texts("calls-nobody"))
    if row.call:
        is_today = row.call.at.date() == page.today.date()
        at = f"{row.call.at:%H:%M}" if is_today else f"{row.call.at:%d.%m.%Y %H:%M}"
        outcome = texts.plain("calls-outcome", outcome=row.call.outcome)
        lines.append(texts("calls-last", today=str(is_today).lower(), at=at, name=row.call.name, outcome=outcome))
    if row.agreed:
        lines.append(texts("calls-agreed", words=row.agreed))
    if row.written_at:
        lines.append(texts("calls-written", at=f"{row.written_at:%d.%m.%Y %H:%M}"))
    return lines


def _ways(context: BotContext, page: CallPage, at: taps.CallPosts) -> list[list[Button]]:
    """To the other pages, through the filters, and back."""
    texts, turns = context.texts, list[Button]()
    if page.start:
        earlier = taps.CallPosts(at.notice, max(page.start - LISTED, 0), at.raion, at.state)
        turns.append(context.button(earlier, "menu-button-previous"))
    if page.start + LISTED < page.found:
        later = taps.CallPosts(at.notice, page.start + LISTED, at.raion, at.state)
        turns.append(context.button(later, "menu-button-next"))
    everybody = texts.plain("calls-all")
    raion = raions()[at.raion - 1] if 0 < at.raion <= len(raions()) else everybody
    wanted = STATES[at.state] if at.state < len(STATES) else None
    state = stage(texts, wanted) if wanted else everybody
    other_raion = taps.CallPosts(at.notice, 0, (at.raion + 1) % (len(raions()) + 1), at.state)
    other_state = taps.CallPosts(at.notice, 0, at.raion, (at.state + 1) % len(STATES))
    return [
        turns,
        [context.button(other_raion, "calls-button-raion", name=raion)],
        [context.button(other_state, "calls-button-state", name=state)],
        [back_to(context, taps.ShowNotice(at.notice))],
    ]


@on_tap(Right.SEND)
async def record_call(context: BotContext, tap: taps.RecordCall) -> None:
    """The page stays, and the row is marked."""
    obligation = await context.services.notices.read.obligation(tap.obligation)
    if obligation is None or tap.outcome not in set(CallOutcome):
        await show_notices(context, taps.ShowNotices())
        return
    outcome = CallOutcome(tap.outcome)
    await context.services.notices.calls.record(tap.obligation, outcome, context.person_id, _name(context))
    await context.toast(context.texts.plain("calls-kept"))
    await _show(context, taps.CallPosts(obligation.notice.id, tap.start, tap.raion, tap.state))


def _name(context: BotContext) -> str:
    user = context.received.effective_user
    return single_line(user.full_name, LONGEST_NAME) if user else ""


@on_tap(Right.SEND)
async def open_call(context: BotContext, tap: taps.OpenCall) -> None:
    """What else came of a call: another outcome, what was agreed, or that nobody called."""
    texts, call = context.texts, await context.services.notices.calls.find(tap.call)
    obligation = await context.services.notices.read.obligation(call.obligation) if call else None
    if call is None or obligation is None:
        await show_notices(context, taps.ShowNotices())
        return
    place = (tap.start, tap.raion, tap.state)
    rows = [
        [taps.ChangeCall(call.id, each.value, *place).button(texts.plain("calls-button-outcome", outcome=each))]
        for each in CallOutcome
        if each is not call.outcome
    ]
    rows += [
        [context.button(taps.NoteAgreed(call.id, *place), "calls-button-agreed")],
        [context.button(taps.TakeCallBack(call.id, *place), "calls-button-take-back")],
        [back_to(context, taps.CallPosts(obligation.notice.id, *place))],
    ]
    name = await context.services.people.posts.place_name(obligation.post.place)
    outcome = texts.plain("calls-outcome", outcome=call.outcome)
    html = texts("calls-call", post=name, at=f"{call.at:%H:%M}", name=call.name, outcome=outcome)
    agreed = [texts("calls-agreed", words=call.agreed)] if call.agreed else []
    await show_instead(context, texts.lines([html, *agreed]), rows)


async def _back(context: BotContext, call_id: int, start: int, raion: int, state: int) -> None:
    """To the page from which the call was opened."""
    call = await context.services.notices.calls.find(call_id)
    obligation = await context.services.notices.read.obligation(call.obligation) if call else None
    if obligation is None:
        await show_notices(context, taps.ShowNotices())
    else:
        await _show(context, taps.CallPosts(obligation.notice.id, start, raion, state))


@on_tap(Right.SEND)
async def change_call(context: BotContext, tap: taps.ChangeCall) -> None:
    if tap.outcome in set(CallOutcome):
        outcome, name = CallOutcome(tap.outcome), _name(context)
        changed = await context.services.notices.calls.change(tap.call, outcome, context.person_id, name)
        await context.toast(context.texts.plain("calls-kept" if changed else "calls-too-late"))
        await _back(context, changed or tap.call, tap.start, tap.raion, tap.state)


@on_tap(Right.SEND)
async def take_call_back(context: BotContext, tap: taps.TakeCallBack) -> None:
    calls, texts = context.services.notices.calls, context.texts
    call = await calls.find(tap.call)
    taken = await calls.take_back(tap.call, context.person_id)
    await context.toast(texts.plain("calls-taken-back" if taken else "calls-too-late"))
    obligation = await context.services.notices.read.obligation(call.obligation) if call else None
    if obligation:
        await _show(context, taps.CallPosts(obligation.notice.id, tap.start, tap.raion, tap.state))


@on_tap(Right.SEND)
async def ask_what_was_agreed(context: BotContext, tap: taps.NoteAgreed) -> None:
    await AGREED.ask(context, ((tap.call * PAGES + tap.start) * FILTERS + tap.raion) * FILTERS + tap.state)


@on_reply(AGREED, Right.SEND)
async def take_agreed(context: BotContext, number: int) -> None:
    rest, state = divmod(number, FILTERS)
    rest, raion = divmod(rest, FILTERS)
    call, start = divmod(rest, PAGES)
    await context.services.notices.calls.agree(call, context.words.strip())
    await _back(context, call, start, raion, state)
