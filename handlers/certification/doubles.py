"""Members of one name at one place, and bodies of one name: staff may make each one."""

from __future__ import annotations

from itertools import pairwise

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
    groups: dict[tuple[str, str], list[Member]] = {}
    for each in found:
        groups.setdefault((each.place, name_key(each.name)), []).append(each)
    return [pair for group in groups.values() for pair in pairwise(group)]


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


@on_tap(Right.POSTS)
async def list_doubled_bodies(context: BotContext, tap: taps.ListDoubledBodies) -> None:
    pairs, texts = await context.services.doubled_bodies.pairs(), context.texts
    rows = [
        [taps.LookAtDoubledBody(kept, body.id).button(body.name)] for kept, body in pairs[tap.start : tap.start + PAGE]
    ]
    if len(pairs) > tap.start + PAGE:
        rows.append([context.button(taps.ListDoubledBodies(tap.start + PAGE), "notices-button-more")])
    await context.show(texts("bodies-doubles", count=len(pairs)), [*rows, [back_to(context, taps.ShowDrives())]])


@on_tap(Right.POSTS)
async def look_at_doubled_body(context: BotContext, tap: taps.LookAtDoubledBody) -> None:
    """Both with what stands at each; which name stays is chosen by the press that makes them one."""
    found, texts = await context.services.doubled_bodies.look(tap.kept, tap.other), context.texts
    if found is None:
        await list_doubled_bodies(context, taps.ListDoubledBodies(0))
        return
    lines = [texts("bodies-double", council="yes" if found.is_council else "no")]
    for each in (found.kept, found.other):
        counts = each.counts
        lines.append(
            texts(
                "bodies-double-side",
                name=each.name,
                members=counts.members,
                joined=counts.joined,
                holders=counts.holders,
                drives=counts.drives,
            )
        )
    lines.append(texts("bodies-double-after", common=found.common))
    rows = [[context.button(taps.MergeBodies(found.kept.place, tap.other), "bodies-button-keep", name=found.kept.name)]]
    if not found.is_council:
        swapped = taps.MergeBodies(found.other.place, int(found.kept.place.removeprefix("b")))
        rows.append([context.button(swapped, "bodies-button-keep", name=found.other.name)])
    await context.show(texts.lines(lines), [*rows, [back_to(context, taps.ListDoubledBodies(0))]])


@on_tap(Right.POSTS)
async def merge_bodies(context: BotContext, tap: taps.MergeBodies) -> None:
    hindrance = await context.services.doubled_bodies.merge(tap.kept, tap.other, context.person_id)
    await context.toast(context.texts.plain("bodies-merged", why=hindrance or "none"))
    await list_doubled_bodies(context, taps.ListDoubledBodies(0))
