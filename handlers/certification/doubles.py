"""Members of one name at one place, whom staff may join into one person."""

from __future__ import annotations

from itertools import groupby, pairwise

from handlers.certification import taps
from handlers.chat.context import BotContext
from handlers.chat.menu import ask_first, back_to
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from services.certification import Member
from services.text import name_key

PAGE = 8


def _units(*members: Member) -> str:
    return " / ".join(each.unit or "–" for each in members)


async def _pairs(context: BotContext) -> list[tuple[Member, Member]]:
    """Neighbours among those of one name at one place."""
    found = await context.services.certification.read.members.doubles()
    groups = (list(group) for _, group in groupby(found, key=lambda each: (each.place, name_key(each.name))))
    return [pair for group in groups for pair in pairwise(group)]


@on_tap(Right.DRIVES)
async def list_doubles(context: BotContext, tap: taps.ListDoubles) -> None:
    pairs, texts = await _pairs(context), context.texts
    lines, rows = [texts("drives-doubles", count=len(pairs))], []
    for kept, other in pairs[tap.start : tap.start + PAGE]:
        place = await context.services.certification.drives.place_name(kept.place)
        units = _units(kept, other)
        lines.append(texts("drives-double", name=kept.name, place=place, units=units))
        rows.append([context.button(taps.MergeMembers(kept.id, other.id, 0), "drives-button-double", name=kept.name)])
    if len(pairs) > tap.start + PAGE:
        rows.append([context.button(taps.ListDoubles(tap.start + PAGE), "notices-button-more")])
    await context.show(texts.lines(lines), [*rows, [back_to(context, taps.ShowDrives())]])


@on_tap(Right.DRIVES)
async def merge_members(context: BotContext, tap: taps.MergeMembers) -> None:
    read, texts = context.services.certification.read, context.texts
    kept, other = await read.members.find(tap.kept), await read.members.find(tap.other)
    if kept and other and not tap.sure:
        sure = context.button(taps.MergeMembers(kept.id, other.id, 1), "drives-button-merge")
        units = _units(kept, other)
        await ask_first(context, texts("drives-ask-merge", name=kept.name, units=units), sure, taps.ListDoubles(0))
        return
    merged = await context.services.certification.members.merge(tap.kept, tap.other, context.person_id)
    await context.toast(texts.plain("drives-merged" if merged else "drives-not-merged"))
    await list_doubles(context, taps.ListDoubles(0))
