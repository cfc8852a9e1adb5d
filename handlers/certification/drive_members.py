"""Who takes part in a drive: a table of members, all councils, or anyone."""

from __future__ import annotations

from content.hromadas import load_hromadas
from content.messages import Texts
from handlers.certification.certificates import LARGEST
from handlers.certification.drives import open_drive
from handlers.certification.taps import AskForMembers, InviteCouncils, OpenDrive, TakeMembers, TurnAnyone
from handlers.chat.context import BotContext
from handlers.chat.prompts import Prompt
from handlers.chat.rights import Right
from handlers.chat.routes import asks, on_reply, on_tap
from services.certification import LONGEST_BODY, LONGEST_UNIT, MembersColumn, MembersImport
from services.certification.members_table import LONGEST_NAME
from services.files.tables import BadTable

TABLE = Prompt("drives-prompt-members", "drives-table")
IMPORT = "members"
SHOWN = 15
"""Mistakes that are named at once: who mends them sends the table again."""


asks(AskForMembers, TABLE, Right.DRIVES)


@on_reply(TABLE, Right.DRIVES, any_kind=True)
async def take_table(context: BotContext, number: int) -> None:
    """Looks through it; nothing is kept before the one who sent it has seen what it comes to."""
    texts, services, document = context.texts, context.services, context.message.document
    if document is None or (document.file_size or 0) > LARGEST:
        await context.say(texts("drives-no-table"))
        return
    try:
        found = await services.certification.members.look_through(await _load(context, document.file_id))
    except BadTable as error:
        await context.say(texts("batches-unreadable", reason=error.fault.value))
        return
    rows = [[OpenDrive(number).button(texts.plain("privacy-button-cancel"))]]
    if found.is_whole:
        await services.people.drafts.keep(
            context.person_id, IMPORT, "sure", {"file": document.file_id}, context.received.update_id
        )
        rows.insert(0, [TakeMembers(number).button(texts.plain("drives-button-take"))])
    await context.say(_looked_through(texts, found), rows)


def _looked_through(texts: Texts, found: MembersImport) -> str:
    """What the table comes to, in words."""
    lines = [
        texts(
            "members-dry-run",
            rows=found.rows,
            new=len(found.entries) - found.known,
            known=found.known,
            twice=len(found.twice),
            bodies=len(found.new_bodies),
        )
    ]
    if found.new_bodies:
        lines.append(texts("members-new-bodies", names=", ".join(found.new_bodies[:SHOWN])))
    if found.twice:
        twice = [texts.plain("members-twice", row=str(row), name=name) for row, name in found.twice[:SHOWN]]
        lines.append(texts("members-doubles", names="; ".join(twice)))
    if mistakes := _mistakes(texts, found):
        lines.append(texts("members-mistakes", count=len(mistakes)))
        lines += [texts("members-line", what=each) for each in mistakes[:SHOWN]]
        lines.append(texts("members-mend", more=max(len(mistakes) - SHOWN, 0)))
    return texts.lines(lines)


def _mistakes(texts: Texts, found: MembersImport) -> list[str]:
    """Why nothing of the table can be taken, by row and column."""
    if found.no_columns:
        names = ", ".join(_column(texts, each) for each in found.no_columns)
        return [texts.plain("members-no-column", names=names)]
    if not found.rows:
        return [texts.plain("members-empty")]
    return [
        texts.plain(
            "members-mistake",
            row=str(each.row),
            column=_column(texts, each.column),
            what=_expected(texts, each.column),
        )
        for each in found.mistakes
    ]


def _column(texts: Texts, column: MembersColumn) -> str:
    return {
        MembersColumn.NAME: texts.plain("members-column-name"),
        MembersColumn.BODY: texts.plain("members-column-body"),
        MembersColumn.UNIT: texts.plain("members-column-unit"),
        MembersColumn.STATE: texts.plain("members-column-state"),
    }[column]


def _expected(texts: Texts, column: MembersColumn) -> str:
    """What should stand in that column."""
    return {
        MembersColumn.NAME: texts.plain("members-wrong-name", most=LONGEST_NAME),
        MembersColumn.BODY: texts.plain("members-wrong-body", most=LONGEST_BODY),
        MembersColumn.UNIT: texts.plain("members-wrong-unit", most=LONGEST_UNIT),
        MembersColumn.STATE: texts.plain("members-wrong-state"),
    }[column]


@on_tap(Right.DRIVES)
async def take_members(context: BotContext, tap: TakeMembers) -> None:
    texts, services = context.texts, context.services
    draft = await services.people.drafts.of(context.person_id)
    if draft is None or draft.form != IMPORT:
        await open_drive(context, OpenDrive(tap.drive))
        return
    taken = await services.certification.members.take(await _load(context, draft.answers["file"]), context.person_id)
    await services.people.drafts.end(context.person_id)
    if taken is None:
        await context.toast(texts.plain("members-not-taken"))
    else:
        added, places = taken
        await services.certification.drives.invite(tap.drive, places)
        await context.toast(texts.plain("members-taken", count=added))
    await open_drive(context, OpenDrive(tap.drive))


async def _load(context: BotContext, file_id: str) -> bytes:
    file = await context.bot.get_file(file_id)
    return bytes(await file.download_as_bytearray())


@on_tap(Right.DRIVES)
async def invite_councils(context: BotContext, tap: InviteCouncils) -> None:
    await context.services.certification.drives.invite(tap.drive, [each.slug for each in load_hromadas()])
    await open_drive(context, OpenDrive(tap.drive))


@on_tap(Right.DRIVES)
async def turn_anyone(context: BotContext, tap: TurnAnyone) -> None:
    await context.services.certification.drives.turn_anyone(tap.drive)
    await open_drive(context, OpenDrive(tap.drive))
