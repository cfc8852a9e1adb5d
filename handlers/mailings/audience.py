"""Whom a broadcast is meant for: a theme, a post or the staff, then where, and who of them."""

from __future__ import annotations

from dataclasses import replace

from content.hromadas import raions
from handlers.chat.context import BotContext, Wrong
from handlers.chat.prompts import WORDS_OR_TABLE, Prompt, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.chat.tables import TableForm, add_form, receive
from handlers.mailings import taps
from handlers.mailings.editor import ask_about, open_draft
from services.mailings import ACTIVE_DAYS, AUDIENCE, Audience, Mailing, keys
from services.people import Draft, Title
from services.tables import DryRun, OpenTable, TableKind

NOTICES = 4
"""Notices that are offered, the newest."""

ONLY = Prompt("broadcasts-prompt-hromadas", "broadcasts-hromadas-placeholder")
EXCEPT = Prompt("broadcasts-prompt-except", "broadcasts-hromadas-placeholder")


@on_tap(Right.SEND)
async def choose_whom(context: BotContext, tap: taps.ChooseWhom) -> None:
    texts, services = context.texts, context.services
    number = tap.mailing
    rows = [
        [taps.Address(number, "theme", each.id).button(each.title)] for each in services.people.subscriptions.offered()
    ]
    rows += [
        [context.button(taps.Address(number, "title", each.value), "audiences-title", title=each)] for each in Title
    ]
    rows.append([context.button(taps.Address(number, "staff", "all"), "audiences-staff")])
    await context.show(texts("broadcasts-whom"), rows)


@on_tap(Right.SEND)
async def address(context: BotContext, tap: taps.Address) -> None:
    texts, number = context.texts, tap.mailing
    audience = context.services.mailings.audiences.of(tap.kind, tap.id)
    kept = await context.services.mailings.broadcasts.address(number, audience)
    if not kept or (audience and audience.staff):
        await open_draft(context, taps.ShowDraft(number))
        return
    rows = [[context.button(taps.ChooseRaion(number, 0), "broadcasts-button-everywhere")]]
    rows += [[taps.ChooseRaion(number, at).button(raion)] for at, raion in enumerate(raions(), start=1)]
    rows.append([context.button(taps.AskForHromadas(number, "only"), "broadcasts-button-some")])
    await context.show(texts("broadcasts-where"), rows)


@on_tap(Right.SEND)
async def choose_raion(context: BotContext, tap: taps.ChooseRaion) -> None:
    mailing = await context.services.mailings.broadcasts.draft(tap.mailing)
    if mailing:
        await _readdress(context, mailing, context.services.mailings.audiences.in_raion(mailing.audience, tap.raion))
    else:
        await open_draft(context, taps.ShowDraft(tap.mailing))


@on_tap(Right.SEND)
async def only_active(context: BotContext, tap: taps.OnlyActive) -> None:
    mailing = await context.services.mailings.broadcasts.draft(tap.mailing)
    if mailing:
        await _readdress(context, mailing, replace(mailing.audience, active_days=ACTIVE_DAYS if tap.only == 1 else 0))


@on_tap(Right.SEND)
async def choose_notice(context: BotContext, tap: taps.ChooseNotice) -> None:
    rows, number = [], tap.mailing
    for each in await context.services.notices.read.newest(NOTICES):
        notice, name = each.notice.id, str(each.notice.id)
        rows.append(
            [context.button(taps.ByNotice(number, notice, 0), "broadcasts-button-not-acknowledged", number=name)]
        )
        rows.append([context.button(taps.ByNotice(number, notice, 1), "broadcasts-button-acknowledged", number=name)])
    rows.append([context.button(taps.ByNotice(number, 0, 0), "broadcasts-button-any-notice")])
    await context.show(context.texts("broadcasts-which-notice"), rows)


@on_tap(Right.SEND)
async def by_notice(context: BotContext, tap: taps.ByNotice) -> None:
    mailing = await context.services.mailings.broadcasts.draft(tap.mailing)
    if mailing:
        acknowledged = tap.acknowledged == 1 and tap.notice > 0
        await _readdress(context, mailing, replace(mailing.audience, notice=tap.notice, acknowledged=acknowledged))


async def _readdress(context: BotContext, mailing: Mailing, audience: Audience | None) -> None:
    await context.services.mailings.broadcasts.address(mailing.id, audience)
    await open_draft(context, taps.ShowDraft(mailing.id))


@on_tap(Right.SEND)
async def ask_for_hromadas(context: BotContext, tap: taps.AskForHromadas) -> None:
    await ask_about(context, ONLY if tap.what == "only" else EXCEPT, tap.mailing)


def _add_table(kind: TableKind, what: str) -> TableForm:
    """Hromadas in a table; `what` is only or except."""
    only = what == "only"

    async def look(context: BotContext, table: OpenTable, number: int) -> DryRun:
        mailing = await context.services.mailings.broadcasts.draft(number)
        meant = mailing.audience if mailing else Audience()
        return await context.services.mailings.audiences.look_through(table, meant.places if only else meant.excluded)

    async def take(context: BotContext, table: OpenTable, number: int, _draft: Draft) -> None:
        mailing = await context.services.mailings.broadcasts.draft(number)
        found = await context.services.mailings.audiences.look_through(table, ())
        if mailing and found.is_takeable:
            await _readdress(context, mailing, _narrowed(mailing.audience, keys(found.hromadas), only=only))
        else:
            await context.toast(context.texts.plain("members-not-taken" if mailing else "broadcasts-not-draft"))

    return add_form(
        TableForm(
            kind=kind,
            right=Right.SEND,
            look=look,
            take=take,
            back=taps.ShowDraft,
            again=lambda number: taps.AskForHromadas(number, what),
        )
    )


ONLY_TABLE = _add_table(AUDIENCE, "only")
EXCEPT_TABLE = _add_table(replace(AUDIENCE, name="exceptions"), "except")


@on_reply(ONLY, Right.SEND, takes=WORDS_OR_TABLE)
async def take_hromadas(context: BotContext, number: int) -> None:
    await _take_places(context, number, only=True)


@on_reply(EXCEPT, Right.SEND, takes=WORDS_OR_TABLE)
async def take_exceptions(context: BotContext, number: int) -> None:
    await _take_places(context, number, only=False)


async def _take_places(context: BotContext, number: int, *, only: bool) -> None:
    mailing = await context.services.mailings.broadcasts.draft(number)
    if mailing is None:
        await context.say(context.texts("broadcasts-not-draft"))
        return
    if not context.words or context.message.document:
        await receive(context, ONLY_TABLE if only else EXCEPT_TABLE, number)
        return
    hromadas, doubtful = context.services.mailings.audiences.look_up(context.words)
    if doubtful:
        if not hromadas:
            raise Wrong(context.texts("broadcasts-doubtful", names=", ".join(doubtful)))
        await context.say(context.texts("broadcasts-doubtful", names=", ".join(doubtful)))
    if hromadas:
        await _readdress(context, mailing, _narrowed(mailing.audience, keys(hromadas), only=only))


def _narrowed(meant: Audience, named: tuple[str, ...], *, only: bool) -> Audience:
    return replace(meant, places=named) if only else replace(meant, excluded=named)
