"""How staff write a notice: text, deadline and addressees, then a preview where all can be changed, and «send»."""

from __future__ import annotations

from content.hromadas import raions
from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import back_to
from handlers.chat.prompts import ANYTHING, WORDS, Prompt, asks, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.mailings import content_of
from handlers.notices import taps
from handlers.notices.notices import show_notice, show_notices
from handlers.notices.words import SHORT, draft
from services.notices import LONGEST_TEXT, MOST_FIELDS, MOST_FILES, Notice, SendResult, WrongForm
from services.people import Post, Title
from services.text import shorten

TEXT = Prompt("notices-prompt", "notices-placeholder", most=LONGEST_TEXT)
DEADLINE = Prompt("notices-prompt-deadline", "notices-deadline-placeholder")
HROMADAS = Prompt("notices-prompt-hromadas", "notices-hromadas")
LETTER = Prompt("notices-prompt-letter", "notices-letter-placeholder")
FILE = Prompt("notices-prompt-file", "notices-file", most=MOST_FILES)
FORM = Prompt("replies-prompt-form", "replies-form-placeholder")
DEADLINES = (3, 7, 14, 30)


asks(taps.WriteNotice, TEXT, Right.SEND)
asks(taps.AskForDeadline, DEADLINE, Right.SEND)
asks(taps.AskForHromadas, HROMADAS, Right.SEND)
asks(taps.AskForLetter, LETTER, Right.SEND)
asks(taps.AskForFile, FILE, Right.SEND)


@on_reply(TEXT, Right.SEND)
async def take_text(context: BotContext, _number: int) -> None:
    text = context.words.strip()
    if len(text) > LONGEST_TEXT:
        raise Wrong(context.texts("notices-too-long", most=LONGEST_TEXT))
    notice = await context.services.notices.notices.write(text, context.person_id)
    await choose_deadline(context, taps.ChooseDeadline(notice))


@on_tap(Right.SEND)
async def choose_deadline(context: BotContext, tap: taps.ChooseDeadline) -> None:
    rows = [
        [context.button(taps.SetDeadline(tap.notice, days), "notices-button-deadline", count=days)]
        for days in DEADLINES
    ]
    rows.append([context.button(taps.AskForDeadline(tap.notice), "notices-button-own-deadline")])
    await context.show(context.texts("notices-which-deadline"), rows)


@on_reply(DEADLINE, Right.SEND)
async def take_deadline(context: BotContext, number: int) -> None:
    day = context.read_day(context.message.text or "", ahead=True)
    notice = await context.services.notices.notices.set_day(number, day) if day else None
    if notice is None:
        await context.say(context.texts("notices-wrong-day"))
    await _after_deadline(context, number, notice)


@on_tap(Right.SEND)
async def set_deadline(context: BotContext, tap: taps.SetDeadline) -> None:
    await _after_deadline(
        context, tap.notice, await context.services.notices.notices.set_deadline(tap.notice, tap.days)
    )


async def _after_deadline(context: BotContext, number: int, notice: Notice | None) -> None:
    """What comes next; where no deadline was set, the notices, or the question again."""
    if notice is None and await context.services.notices.read.draft(number):
        await choose_deadline(context, taps.ChooseDeadline(number))
    elif notice is None:
        await show_notices(context, taps.ShowNotices())
    elif notice.addressed:
        await show_draft(context, taps.ShowNoticeDraft(number))
    else:
        await choose_addressees(context, taps.ChooseAddressees(number))


@on_tap(Right.SEND)
async def choose_addressees(context: BotContext, tap: taps.ChooseAddressees) -> None:
    texts, number = context.texts, tap.notice
    rows = [[context.button(taps.Address(number, 0), "notices-button-all-heads")]]
    rows += [[taps.Address(number, raion).button(name)] for raion, name in enumerate(raions(), start=1)]
    rows.append([context.button(taps.AskForHromadas(number), "notices-button-chosen")])
    rows.append([context.button(taps.ChooseBehind(number), "notices-button-behind")])
    await context.show(texts("notices-to-whom"), rows)


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


@on_reply(HROMADAS, Right.SEND)
async def take_hromadas(context: BotContext, number: int) -> None:
    """What is not understood is named, and nothing is kept until all is."""
    found, unknown = context.services.mailings.audiences.look_up(context.words)
    if unknown or not found:
        raise Wrong(context.texts("notices-unknown-hromadas", names=", ".join(unknown)))
    await _address(context, number, [Post(each.slug, Title.HEAD) for each in found])


async def _address(context: BotContext, number: int, posts: list[Post]) -> None:
    if await context.services.notices.notices.address(number, posts):
        await show_draft(context, taps.ShowNoticeDraft(number))
    else:
        await show_notices(context, taps.ShowNotices())


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
async def ask_for_form(context: BotContext, tap: taps.AskForForm) -> None:
    rows = [
        [context.button(taps.UseForm(tap.notice, each.id), "templates-button-form", name=each.name)]
        for each in await context.services.notices.templates.all()
        if each.form
    ]
    await context.show(context.texts("replies-how-to", most=MOST_FIELDS), rows)
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
async def show_draft(context: BotContext, tap: taps.ShowNoticeDraft) -> None:
    """What goes out, to how many, and how much they owe already, before it does."""
    texts, notice = context.texts, await context.services.notices.read.draft(tap.notice)
    if notice is None or notice.due_on is None or not notice.addressed:
        await show_notices(context, taps.ShowNotices())
        return
    number = notice.id
    rows = [
        [context.button(taps.SendNotice(number), "notices-button-send")],
        [
            context.button(taps.ChooseDeadline(number), "notices-button-change-deadline"),
            context.button(taps.ChooseAddressees(number), "notices-button-change-addressees"),
        ],
        [
            context.button(taps.AskForLetter(number), "notices-button-letter"),
            context.button(taps.AskForFile(number), "notices-button-file"),
        ],
        [
            context.button(taps.AskForForm(number), "notices-button-form"),
            context.button(taps.SaveTemplate(number), "templates-button-save"),
        ],
    ]
    if notice.form:  # something has to be asked of those who are addressed: a reply, an acknowledgement, or both
        key = "notices-button-without-ack" if notice.wants_ack else "notices-button-with-ack"
        rows.append([context.button(taps.WantAck(number, int(not notice.wants_ack)), key)])
    rows.append([context.button(taps.ShowNotices(), "privacy-button-cancel")])
    await context.show(draft(texts, await context.services.notices.notices.view(notice)), rows)


@on_tap(Right.SEND)
async def want_ack(context: BotContext, tap: taps.WantAck) -> None:
    await context.services.notices.notices.want_ack(tap.notice, wanted=tap.wanted == 1)
    await show_draft(context, taps.ShowNoticeDraft(tap.notice))


@on_tap(Right.SEND)
async def send_notice(context: BotContext, tap: taps.SendNotice) -> None:
    services, texts = context.services, context.texts
    match await services.notices.notices.send(tap.notice, context.person_id):
        case SendResult.NEEDS_SECOND:
            await context.toast(texts.plain("notices-second"))
        case SendResult.SENT:
            await context.toast(texts.plain("notices-sent"))
            await show_notice(context, taps.ShowNotice(tap.notice))
        case SendResult.NOT_AGAIN:
            await context.toast(texts.plain("notices-sent-before"))
            await show_notice(context, taps.ShowNotice(tap.notice))
