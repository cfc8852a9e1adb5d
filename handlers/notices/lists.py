"""Lists that staff keep: the settlements of hromadas, and the e-mail addresses to which notices to heads go as well.

Settlements are loaded from a table, and a dry run shows what it comes to before it is kept.
"""

from __future__ import annotations

from content.messages import Texts
from handlers.chat.context import LARGEST, BotContext, Wrong
from handlers.chat.menu import back_to
from handlers.chat.prompts import FILES, Prompt, asks, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.notices import taps
from handlers.people.taps import AskForAddresses, ShowPosts
from services.files.tables import BadTable
from services.notices import SHOWN, Import

TABLE = Prompt("settlements-prompt", "settlements-placeholder")
ADDRESSES = Prompt("mails-prompt", "mails-placeholder")
IMPORT = "settlements"


asks(taps.AskForSettlements, TABLE, Right.SEND)
asks(AskForAddresses, ADDRESSES, Right.POSTS)


@on_tap(Right.SEND)
async def show_settlements(context: BotContext, _tap: taps.ShowSettlements) -> None:
    texts, counts = context.texts, await context.services.notices.settlements.counts()
    rows = [
        [context.button(taps.AskForSettlements(), "settlements-button-load")],
        [back_to(context, taps.ShowNotices())],
    ]
    await context.show(texts("settlements-title", hromadas=len(counts), settlements=sum(counts.values())), rows)


@on_reply(TABLE, Right.SEND, takes=FILES)
async def take_table(context: BotContext, _number: int) -> None:
    """Looks through it; nothing is kept before the one who sent it has seen what it comes to."""
    texts, services, document = context.texts, context.services, context.message.document
    if document is None or (document.file_size or 0) > LARGEST:
        raise Wrong(texts("settlements-no-table"))
    try:
        found = await services.notices.settlements.look_through(await context.download(document.file_id))
    except BadTable as error:
        raise Wrong(texts("batches-unreadable", reason=error.fault.value)) from error
    rows = [[context.button(taps.ShowSettlements(), "privacy-button-cancel")]]
    if not found.mistakes:
        await services.people.drafts.keep(
            context.person_id, IMPORT, "sure", {"file": document.file_id}, context.received.update_id
        )
        rows.insert(0, [context.button(taps.TakeSettlements(), "drives-button-take")])
    before = await services.notices.settlements.counts()
    await context.say(_looked_through(texts, found, sum(before.get(place, 0) for place in found.places)), rows)


def _looked_through(texts: Texts, found: Import, before: int) -> str:
    """What the table comes to, in words."""
    settlements, hromadas = len(found.settlements), len(found.places)
    lines = [
        texts("settlements-dry-run", rows=found.rows, hromadas=hromadas, settlements=settlements, before=before),
    ]
    if found.twice:
        lines.append(texts("settlements-twice", names=", ".join(found.twice[:SHOWN])))
    if found.mistakes:
        lines.append(texts("members-mistakes", count=len(found.mistakes)))
        lines += [texts("members-line", what=each) for each in found.mistakes[:SHOWN]]
        lines.append(texts("members-mend", more=max(len(found.mistakes) - SHOWN, 0)))
    return texts.lines(lines)


@on_tap(Right.SEND)
async def take_settlements(context: BotContext, _tap: taps.TakeSettlements) -> None:
    texts, services = context.texts, context.services
    draft = await services.people.drafts.of(context.person_id, IMPORT)
    if draft:
        taken = await services.notices.settlements.take(
            await context.download(draft.answers["file"]), context.person_id
        )
        await services.people.drafts.end(context.person_id, IMPORT)
        words = texts.plain("members-not-taken") if taken is None else texts.plain("settlements-taken", count=taken)
        await context.toast(words)
    await show_settlements(context, taps.ShowSettlements())


@on_reply(ADDRESSES, Right.POSTS)
async def take_addresses(context: BotContext, _number: int) -> None:
    kept, doubtful = await context.services.notices.mails.keep_addresses(context.words, context.person_id)
    lines = [context.texts("mails-kept", kept=kept)]
    if doubtful:
        lines.append(context.texts("mails-doubtful", lines="; ".join(doubtful)))
    await context.say(context.texts.lines(lines), [[back_to(context, ShowPosts())]])
