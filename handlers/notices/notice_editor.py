"""How staff write a notice: text, deadline and addressees, then a preview where all can be changed, and «send».

A correction of a notice that went out is written on the same page.
"""

from __future__ import annotations

from dataclasses import replace

from channels.taps import Button
from content.hromadas import raions
from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import ask_first, back_to
from handlers.chat.prompts import ANYTHING, WORDS, WORDS_OR_TABLE, Prompt, asks, left, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.chat.tables import TableForm, add_form, receive
from handlers.mailings import content_of
from handlers.notices import taps
from handlers.notices.notices import hours_note, show_instead, show_notice, show_notices
from handlers.notices.words import SHORT, draft, moved_note, until_words
from services.mailings import AUDIENCE, LiveMessageKind
from services.notices import (
    LONGEST_TEXT,
    MOST_FIELDS,
    MOST_FILES,
    Deadline,
    Ending,
    Form,
    Notice,
    NoticeDraft,
    SendResult,
    WrongForm,
)
from services.people import Draft, Post, Title
from services.tables import DryRun, OpenTable
from services.text import shorten

TEXT = Prompt("notices-prompt", "notices-placeholder", most=LONGEST_TEXT)
OTHER_TEXT = Prompt("notices-prompt-text", "notices-placeholder", most=LONGEST_TEXT)
DEADLINE = Prompt("notices-prompt-deadline", "notices-deadline-placeholder")
HROMADAS = Prompt("notices-prompt-hromadas", "notices-hromadas")
LETTER = Prompt("notices-prompt-letter", "notices-letter-placeholder")
FILE = Prompt("notices-prompt-file", "notices-file", most=MOST_FILES)
FORM = Prompt("replies-prompt-form", "replies-form-placeholder")
EMERGENCY = Prompt("notices-prompt-emergency", "broadcasts-emergency-placeholder")
DEADLINES = (3, 7, 14, 30)


asks(taps.WriteNotice, TEXT, Right.SEND)
asks(taps.AskForText, OTHER_TEXT, Right.SEND)
asks(taps.AskForDeadline, DEADLINE, Right.SEND)
asks(taps.AskForHromadas, HROMADAS, Right.SEND)
asks(taps.AskForLetter, LETTER, Right.SEND)
asks(taps.AskForFile, FILE, Right.SEND)
asks(taps.AskForEmergency, EMERGENCY, Right.SEND)


@on_tap(Right.SEND)
async def show_drafts(context: BotContext, _tap: taps.ShowNoticeDrafts) -> None:
    texts, rows = context.texts, []
    for each in await context.services.notices.read.drafts():
        state = "held" if each.leaves_at else "correction" if each.is_correction else "draft"
        words = shorten(each.text, SHORT)
        label = texts.plain("notices-button-draft", number=str(each.id), state=state, text=words)
        rows.append([taps.ShowNoticeDraft(each.id).button(label)])
    await context.show(texts("notices-drafts"), [*rows, [back_to(context, taps.ShowNotices())]])


# Text, deadline, addressees


@on_reply(TEXT, Right.SEND, takes=ANYTHING)
async def take_text(context: BotContext, _number: int) -> None:
    """Words, or a file with words below it; lines of their own may say the deadline and the number of the letter."""
    notices, texts = context.services.notices.notices, context.texts
    file, _html = content_of(context.message)
    header = notices.header(_checked(context))
    if header.unread:
        raise Wrong(texts("notices-wrong-line", words=header.unread))
    number, deadline = await notices.begin(header, context.person_id)
    if file:
        await notices.add_file(number, file)
    if deadline:
        await _after_deadline(context, number, deadline)
    else:
        await choose_deadline(context, taps.ChooseDeadline(number))


@on_reply(OTHER_TEXT, Right.SEND)
async def take_other_text(context: BotContext, number: int) -> None:
    await context.services.notices.notices.rewrite(number, _checked(context), context.person_id)
    await show_draft(context, taps.ShowNoticeDraft(number))


def _checked(context: BotContext) -> str:
    """The words of the message as a text for a notice. Raises Wrong."""
    text = (context.message.caption or context.words).strip()
    if not text:
        raise Wrong(context.texts("notices-no-text"))
    if len(text) > LONGEST_TEXT:
        raise Wrong(context.texts("notices-too-long", most=LONGEST_TEXT))
    return text


@on_tap(Right.SEND)
async def choose_deadline(context: BotContext, tap: taps.ChooseDeadline) -> None:
    rows = _deadlines(context, tap.notice)
    rows.append([context.button(taps.AskForDeadline(tap.notice), "notices-button-own-deadline")])
    rows.append([back_to(context, taps.ShowNoticeDraft(tap.notice))])
    await context.show(context.texts("notices-which-deadline"), rows)


def _deadlines(context: BotContext, number: int) -> list[list[Button]]:
    """Those that are chosen most."""
    deadlines = context.services.notices.notices.deadlines
    return [
        [taps.SetDeadline(number, days).button(until_words(context.texts, days, deadline))]
        for days in DEADLINES
        if (deadline := deadlines.in_days(days))
    ]


@on_reply(DEADLINE, Right.SEND)
async def take_deadline(context: BotContext, number: int) -> None:
    notices = context.services.notices.notices
    deadline = notices.deadlines.read(context.words)
    if deadline is None:
        raise Wrong(context.texts("notices-wrong-day"), _deadlines(context, number))
    await _after_deadline(context, number, await notices.set_day(number, deadline))


@on_tap(Right.SEND)
async def set_deadline(context: BotContext, tap: taps.SetDeadline) -> None:
    deadline = await context.services.notices.notices.set_deadline(tap.notice, tap.days)
    await _after_deadline(context, tap.notice, deadline)


async def _after_deadline(context: BotContext, number: int, deadline: Deadline | None) -> None:
    """What comes next, below the word that a day off became a working day."""
    notice = await context.services.notices.read.written(number)
    note = moved_note(context.texts, deadline) if deadline else ""
    if notice and notice.addressed:
        await _show(context, notice, note)
    elif notice:
        await _ask_for_addressees(context, number, note)
    else:
        await show_notices(context, taps.ShowNotices())


@on_tap(Right.SEND)
async def choose_addressees(context: BotContext, tap: taps.ChooseAddressees) -> None:
    await _ask_for_addressees(context, tap.notice, "")


async def _ask_for_addressees(context: BotContext, number: int, note: str) -> None:
    texts = context.texts
    rows = [[context.button(taps.Address(number, 0), "notices-button-all-heads")]]
    rows += [[taps.Address(number, raion).button(name)] for raion, name in enumerate(raions(), start=1)]
    rows.append([context.button(taps.AskForHromadas(number), "notices-button-chosen")])
    rows.append([context.button(taps.ChooseBehind(number), "notices-button-behind")])
    rows.append([back_to(context, taps.ShowNoticeDraft(number))])
    await context.show(texts.lines([*filter(None, [note]), texts("notices-to-whom")]), rows)


@on_tap(Right.SEND)
async def address(context: BotContext, tap: taps.Address) -> None:
    await _address(context, tap.notice, context.services.notices.notices.heads(tap.raion))


@on_tap(Right.SEND)
async def choose_behind(context: BotContext, tap: taps.ChooseBehind) -> None:
    rows = [
        [
            taps.AddressBehind(tap.notice, each.notice.id).button(
                f"№ {each.notice.id} {shorten(each.notice.text, SHORT)}"
            )
        ]
        for each in await context.services.notices.read.newest()
        if each.done < each.addressed
    ]
    back = [back_to(context, taps.ChooseAddressees(tap.notice))]
    await context.show(context.texts("notices-behind-which"), [*rows, back])


@on_tap(Right.SEND)
async def address_behind(context: BotContext, tap: taps.AddressBehind) -> None:
    """Those that still owe something on the other notice."""
    other = await context.services.notices.read.of_notice(tap.other)
    await _address(context, tap.notice, [obligation.post for obligation in other if not obligation.is_done])


async def _look(context: BotContext, table: OpenTable, number: int) -> DryRun:
    notice = await context.services.notices.read.written(number)
    before = {post.place for post in notice.addressed} if notice else ()
    return await context.services.mailings.audiences.look_through(table, before)


async def _take(context: BotContext, table: OpenTable, number: int, _draft: Draft) -> None:
    found = await context.services.mailings.audiences.look_through(table, ())
    if found.is_takeable:
        await _address(context, number, [Post(each.slug, Title.HEAD) for each in found.hromadas])
    else:
        await context.toast(context.texts.plain("members-not-taken"))


ADDRESSEES = add_form(
    TableForm(
        kind=replace(AUDIENCE, name="addressees"),
        right=Right.SEND,
        look=_look,
        take=_take,
        back=taps.ShowNoticeDraft,
        again=taps.AskForHromadas,
    )
)


@on_reply(HROMADAS, Right.SEND, takes=WORDS_OR_TABLE)
async def take_hromadas(context: BotContext, number: int) -> None:
    """What is not understood is named, and nothing is kept until all is."""
    if not context.words or context.message.document:
        await receive(context, ADDRESSEES, number)
        return
    found, unknown = context.services.mailings.audiences.look_up(context.words)
    if unknown or not found:
        raise Wrong(context.texts("notices-unknown-hromadas", names=", ".join(unknown)))
    await _address(context, number, [Post(each.slug, Title.HEAD) for each in found])


async def _address(context: BotContext, number: int, posts: list[Post]) -> None:
    await context.services.notices.notices.address(number, posts)
    await show_draft(context, taps.ShowNoticeDraft(number))


@on_tap(Right.SEND)
async def show_addressees(context: BotContext, tap: taps.ShowAddressees) -> None:
    """By name, raion by raion, with how much each owes already."""
    texts = context.texts
    lines, shown = [texts("notices-addressees", number=str(tap.notice))], ""
    for raion, name, owed in await context.services.notices.notices.addressees(tap.notice):
        if raion != shown or len(lines) == 1:
            shown = raion
            lines.append(texts("notices-addressees-raion", raion=raion or "none"))
        lines.append(texts("notices-addressee", name=name, owed=owed))
    await context.show(texts.lines(lines), [[back_to(context, taps.ShowNoticeDraft(tap.notice))]])


# Letter, files, form


@on_reply(LETTER, Right.SEND)
async def take_letter(context: BotContext, number: int) -> None:
    await context.services.notices.notices.set_letter(number, context.words)
    await show_draft(context, taps.ShowNoticeDraft(number))


@on_reply(FILE, Right.SEND, takes=ANYTHING & ~WORDS)
async def take_file(context: BotContext, number: int) -> None:
    file, _words = content_of(context.message)
    if file is None or not await context.services.notices.notices.add_file(number, file):
        raise Wrong(context.texts("notices-no-file", most=MOST_FILES))
    if context.message.media_group_id:
        await context.say(context.texts("others-album"))
    await show_draft(context, taps.ShowNoticeDraft(number))


@on_tap(Right.SEND)
async def take_files_out(context: BotContext, tap: taps.TakeFilesOut) -> None:
    notice = await context.services.notices.read.written(tap.notice)
    if notice and notice.files and tap.sure == 0:
        sure = context.button(taps.TakeFilesOut(tap.notice, 1), "notices-button-no-files-sure")
        html = context.texts("notices-no-files-ask", number=str(tap.notice), count=len(notice.files))
        await ask_first(context, html, sure, taps.ShowNoticeDraft(tap.notice))
        return
    await context.services.notices.notices.take_files_out(tap.notice)
    await show_draft(context, taps.ShowNoticeDraft(tap.notice))


@on_tap(Right.SEND)
async def ask_for_form(context: BotContext, tap: taps.AskForForm) -> None:
    rows = [
        [context.button(taps.UseForm(tap.notice, each.id), "templates-button-form", name=each.name)]
        for each in await context.services.notices.templates.all()
        if each.form
    ]
    texts, notice = context.texts, await context.services.notices.read.written(tap.notice)
    await context.show(texts("replies-how-to", most=MOST_FIELDS), rows)
    if notice and notice.form:
        await context.say(texts("replies-now", form=Form.of(notice).written(texts)))
    await FORM.ask(context, tap.notice)


@on_reply(FORM, Right.SEND)
async def take_form(context: BotContext, number: int) -> None:
    texts = context.texts
    try:
        await context.services.notices.replies.ask(number, context.words)
    except WrongForm as wrong:
        raise Wrong(texts("replies-wrong-form", number=wrong.number, line=wrong.line)) from wrong
    await show_draft(context, taps.ShowNoticeDraft(number))


@on_tap(Right.SEND)
async def want_ack(context: BotContext, tap: taps.WantAck) -> None:
    await context.services.notices.notices.want_ack(tap.notice, wanted=tap.wanted == 1)
    await show_draft(context, taps.ShowNoticeDraft(tap.notice))


@on_tap(Right.SEND)
async def ask_again(context: BotContext, tap: taps.AskAgain) -> None:
    await context.services.notices.notices.ask_again(tap.notice, wanted=tap.wanted == 1)
    await show_draft(context, taps.ShowNoticeDraft(tap.notice))


@on_tap(Right.SEND)
async def ask_for_new(context: BotContext, tap: taps.AskForNew) -> None:
    await context.services.notices.notices.ask_for_new(tap.notice, wanted=tap.wanted == 1)
    await show_draft(context, taps.ShowNoticeDraft(tap.notice))


# The page, and «send»


@on_tap(Right.SEND)
async def show_draft(context: BotContext, tap: taps.ShowNoticeDraft) -> None:
    """What goes out, to how many, and what should be known before it does; of what has gone out, how it stands."""
    notice = await context.services.notices.read.written(tap.notice)
    if notice is None:
        await show_notice(context, taps.ShowNotice(tap.notice))
    else:
        await _show(context, notice, "")


async def _show(context: BotContext, notice: Notice, note: str) -> None:
    """The page of what is being written; of what is about to leave it becomes the board when it has."""
    texts, services, number = context.texts, context.services, notice.id
    view = await services.notices.notices.view(notice)
    hours = [] if notice.emergency or not (notice.due_on and notice.addressed) else hours_note(context)
    html = texts.lines([*([note, ""] if note else []), draft(texts, view), *hours])
    if notice.leaves_at is None:
        await show_instead(context, html, _keyboard(context, view))
        return
    shown = await context.show_live(html, [[context.button(taps.StopNotice(number), "notices-button-stop")]])
    if context.chat_id is not None and shown is not None:
        await services.mailings.live_messages.watch(context.chat_id, shown, LiveMessageKind.NOTICE, number, html)


def _keyboard(context: BotContext, view: NoticeDraft) -> list[list[Button]]:
    notice = view.notice
    number, is_first = notice.id, not notice.is_correction
    rows: list[list[Button]] = []
    if notice.due_on and notice.addressed:
        send = taps.SendNotice(number, view.seal)
        rows.append([context.button(send, "notices-button-send" if is_first else "notices-button-send-correction")])
        rows.append(
            [
                context.button(taps.ChooseReading(number), "notices-button-look"),
                context.button(taps.ShowAddressees(number), "notices-button-addressees"),
            ]
        )
    if is_first:
        rows.append(
            [
                context.button(taps.ChooseDeadline(number), "notices-button-change-deadline"),
                context.button(taps.ChooseAddressees(number), "notices-button-change-addressees"),
            ]
        )
    rows.append(
        [
            context.button(taps.AskForText(number), "notices-button-text"),
            context.button(taps.AskForLetter(number), "notices-button-letter"),
        ]
    )
    rows.append([context.button(taps.AskForFile(number), "notices-button-file")])
    if notice.files:
        rows[-1].append(context.button(taps.TakeFilesOut(number, 0), "notices-button-no-files"))
    rows.append([context.button(taps.AskForForm(number), "notices-button-form")])
    if is_first:
        rows[-1].append(context.button(taps.SaveTemplate(number, 0), "templates-button-save"))
        if notice.form:  # something has to be asked: a reply, an acknowledgement, or both
            key = "notices-button-without-ack" if notice.wants_ack else "notices-button-with-ack"
            rows.append([context.button(taps.WantAck(number, int(not notice.wants_ack)), key)])
        rows.append([context.button(taps.EndNotice(number, Ending.WITHDRAWN, 0), "notices-button-drop")])
        rows.append([back_to(context, taps.ShowNotices())])
    else:
        if notice.wants_ack:
            key = "notices-button-not-again" if notice.asks_again else "notices-button-again"
            rows.append([context.button(taps.AskAgain(number, int(not notice.asks_again)), key)])
        if view.lacking:
            key = "notices-button-no-new" if notice.asks_reply else "notices-button-new"
            rows.append([context.button(taps.AskForNew(number, int(not notice.asks_reply)), key)])
        rows.append([context.button(taps.DropCorrection(number, 0), "notices-button-drop-correction")])
        rows.append([back_to(context, taps.ShowNotice(number))])
    return rows


@on_tap(Right.SEND)
async def send_notice(context: BotContext, tap: taps.SendNotice) -> None:
    texts = context.texts
    match await context.services.notices.notices.approve(tap.notice, tap.seal, context.person_id):
        case SendResult.NEEDS_SECOND:
            await context.toast(texts.plain("notices-second"))
            return
        case SendResult.CHANGED:
            await context.toast(texts.plain("notices-changed-since"))
        case SendResult.NOT_AGAIN:
            await context.toast(texts.plain("notices-sent-before"))
        case SendResult.HELD:
            await context.toast(texts.plain("notices-sent"))
    await show_draft(context, taps.ShowNoticeDraft(tap.notice))


@on_tap(Right.SEND)
async def stop_notice(context: BotContext, tap: taps.StopNotice) -> None:
    stopped = await context.services.notices.notices.stop(tap.notice, context.person_id)
    await context.toast(context.texts.plain("notices-stopped" if stopped else "notices-not-stopped"))
    await show_draft(context, taps.ShowNoticeDraft(tap.notice))


@on_reply(EMERGENCY, Right.SEND, undo=left)
async def send_at_once(context: BotContext, number: int) -> None:
    """With a reason that everybody of the staff reads, and a review afterwards."""
    services = context.services.notices
    notice, reason = await services.read.written(number), context.words.strip()
    if notice and reason:
        seal = (await services.notices.view(notice)).seal
        await services.notices.approve(number, seal, context.person_id, emergency=reason)
    await show_draft(context, taps.ShowNoticeDraft(number))


@on_tap(Right.SEND)
async def review_notice(context: BotContext, tap: taps.ReviewNotice) -> None:
    reviewed = await context.services.notices.notices.review(tap.notice, context.person_id)
    if not reviewed:
        await context.toast(context.texts.plain("broadcasts-review-other"))
    await show_notice(context, taps.ShowNotice(tap.notice))
