"""Staff work on a case in their chat: take it, answer, correct, link it with others, close it with a reason."""

from __future__ import annotations

import logging

from markupsafe import Markup
from telegram import Message
from telegram.constants import ChatType
from telegram.error import TelegramError

from channels import RefusalReason, Refused
from channels.taps import Keyboard, in_rows
from channels.telegram import outcome_of, written_out
from content.hromadas import raions
from handlers.cases import taps
from handlers.cases.form import begin_form
from handlers.cases.messages import case_card, case_history
from handlers.chat.context import Answered, BotContext, NoFile, Wrong
from handlers.chat.menu import back_to, desk_button
from handlers.chat.prompts import ANYTHING, Prompt, left, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.people.people import hromadas_of
from handlers.people.replies import is_note, take_reply
from services.cases import CASE, Case, CaseHistory, CaseOutcome, CaseStatus, readers, words
from services.files.pictures import NotAPicture

log = logging.getLogger(__name__)

LISTED = 15
MOST_UNDONE = 8
"""Cases that a button can name."""
NOTE = Prompt("casework-note-prompt", "casework-note-placeholder")
REASON = Prompt("casework-reason-prompt")
REASON_FOR_ALL = Prompt("casework-reason-for-all-prompt")
_OUTCOMES = [each for each in CaseOutcome if not each.is_of_person]
LINK = Prompt("casework-link-prompt", "casework-link-placeholder")
TO_ALL = Prompt("casework-to-all-prompt")
CARD = Prompt("casework-reply-here")
"""The case itself in somebody's own chat: a reply goes to its person, as it does in the staff chat."""


@on_tap(Right.CASES)
async def show_cases(context: BotContext, _tap: taps.ShowCases) -> None:
    texts, cases = context.texts, await context.services.cases.read.on_desk()
    rows = []
    for each in cases[:LISTED]:
        place = words.place(context.services.content, each)
        rows.append(
            [context.button(taps.WorkOnCase(each.id), "casework-button", number=each.number or "", place=place)]
        )
    if context.chat.type == ChatType.PRIVATE:
        rows.append([context.button(taps.EnterByPhone(), "casework-button-phone")])
    html = texts("casework-list", count=len(cases)) if cases else texts("casework-none")
    await context.show(html, [*rows, [desk_button(context)]])


@on_tap(Right.CASES)
async def enter_by_phone(context: BotContext, _tap: taps.EnterByPhone) -> None:
    """In the operator's own chat only: a form is filled in between two."""
    if context.chat_id == context.person_id:
        await begin_form(context, await context.services.cases.own.begin(context.person_id), by_phone=True)


@on_tap(Right.CASES)
async def take_case(context: BotContext, tap: taps.TakeCase) -> None:
    """The message of the case shows from now on what the person wrote, and the evidence follows it."""
    cases = context.services.cases
    await cases.desk.stands_at(await find_case(context, tap.case), context.chat_id, context.message.message_id)
    taken = await cases.desk.take(tap.case, context.person_id, context.first_name)
    case = await find_case(context, tap.case)
    if not taken:
        await context.toast(context.texts.plain("casework-taken-by", name=case.assignee_name or "–"))
        return
    await _show(context, case)
    await _send_evidence(context, case)


@on_tap(Right.CASES)
async def take_linked(context: BotContext, tap: taps.TakeLinked) -> None:
    """What their people wrote comes below, a message for each."""
    case = await find_case(context, tap.case)
    taken = await context.services.cases.desk.take_linked(case, context.person_id, context.first_name)
    await context.toast(context.texts.plain("casework-taken-linked", count=len(taken)))
    for each in taken:
        await work_on_case(context, taps.WorkOnCase(each.id))
        await _send_evidence(context, each)


@on_tap(Right.CASES)
async def work_on_case(context: BotContext, tap: taps.WorkOnCase) -> None:
    case = await context.services.cases.read.find(tap.case)
    if case is None or case.number is None:
        await show_cases(context, taps.ShowCases())
        return
    html, rows = await _card(context, case)
    if context.chat.type == ChatType.PRIVATE:
        message_id = await CARD.say(context, case.id, html, rows)
    else:
        message_id = await context.say(html, rows)
    await context.services.cases.desk.shows(case, context.chat_id, message_id)


@on_tap(Right.CASES)
async def let_go(context: BotContext, tap: taps.LetGo) -> None:
    await context.services.cases.desk.let_go(tap.case, context.person_id, context.first_name)
    await _show(context, await find_case(context, tap.case))


# Words that are asked for


@on_tap(Right.CASES)
async def write_note(context: BotContext, tap: taps.WriteNote) -> None:
    case = await find_case(context, tap.case)
    await NOTE.ask(context, case.id, number=case.number or "")


async def _take_note_back(context: BotContext, number: int, message: Message) -> Markup:
    await context.services.cases.desk.take_note_back(number, written_out(message))
    return context.texts("casework-note-taken-back")


@on_reply(NOTE, Right.CASES, undo=_take_note_back)
async def take_note(context: BotContext, number: int) -> None:
    case = await find_case(context, number)
    await context.services.cases.desk.note(case.id, context.words, context.first_name)
    await context.say(context.texts("casework-noted", number=case.number or ""))


@on_tap(Right.CASES)
async def show_history(context: BotContext, tap: taps.ShowHistory) -> None:
    case = await find_case(context, tap.case)
    history = await context.services.cases.desk.history(case)
    shown = case_history(context.services.content, CaseHistory(case, history))
    await context.say(shown.html, shown.keyboard)


@on_tap(Right.CASES)
async def choose_outcome(context: BotContext, tap: taps.ChooseOutcome) -> None:
    """The message that asks why is open from the start: words are the reason for the outcome that it names."""
    case = await find_case(context, tap.case)
    likely = CaseOutcome.PASSED_ON if await context.services.cases.desk.is_forwarded(case) else CaseOutcome.EXPLAINED
    await close_case(context, taps.CloseCase(case.id, likely.value, tap.all))


@on_tap(Right.CASES)
async def close_case(context: BotContext, tap: taps.CloseCase) -> None:
    """Outcome and reason together: the reason, which the person reads, closes the case as the message says."""
    case = await find_case(context, tap.case)
    if tap.outcome in {each.value for each in _OUTCOMES} and case.is_open:
        await ask_to_close(context, case, CaseOutcome(tap.outcome), to_all=bool(tap.all))
    else:
        await context.toast(context.texts.plain("casework-gone"))


async def ask_to_close(
    context: BotContext, case: Case, outcome: CaseOutcome, *, to_all: bool = False, by_reply: bool = False
) -> None:
    """Asks why it ends so, with buttons for the other outcomes. `by_reply`: it may as well stay open."""
    content = context.services.content
    rows = [
        [taps.CloseCase(case.id, each.value, int(to_all)).button(words.outcome(content, each))] for each in _OUTCOMES
    ]
    await (REASON_FOR_ALL if to_all else REASON).ask_for_choice(
        context,
        case.id,
        outcome.value,
        [*rows, [back_to(context, taps.WorkOnCase(case.id))]],
        by_reply=by_reply,
        number=case.number or "",
        label=words.outcome(content, outcome),
    )


@on_reply(REASON, Right.CASES, undo=left)
async def take_reason(context: BotContext, number: int) -> None:
    await _close(context, number, to_all=False)


@on_reply(REASON_FOR_ALL, Right.CASES, undo=left)
async def take_reason_for_all(context: BotContext, number: int) -> None:
    await _close(context, number, to_all=True)


async def _close(context: BotContext, number: int, *, to_all: bool) -> None:
    """Whether the people read it is said as it is."""
    desk, texts, outcome = context.services.cases.desk, context.texts, CaseOutcome(context.choice)
    case = await find_case(context, number)
    group = await desk.group(case) if to_all else [case]
    closed = await desk.close(number, outcome, context.words, context.person_id, context.first_name, to_all=to_all)
    if not closed:
        await context.say(texts("casework-gone"))
        return
    read = await desk.reached(group)
    if to_all:
        lines = [texts("casework-closed-all", count=closed), texts("casework-closed-told", count=read)]
        if len(group) > read:
            lines.append(texts("casework-closed-not-told", count=len(group) - read))
        await context.say(texts.lines(lines))
    elif case.person_id is None:
        await context.say(texts("casework-closed-nobody"))
    else:
        await context.say(texts("casework-closed" if read else "casework-closed-stopped"))


# Groups


@on_tap(Right.CASES)
async def ask_for_other(context: BotContext, tap: taps.LinkCase) -> None:
    case = await find_case(context, tap.case)
    await LINK.ask(context, case.id, number=case.number or "")


@on_reply(LINK, Right.CASES)
async def take_number(context: BotContext, number: int) -> None:
    """The other case is shown before they are linked."""
    texts, content = context.texts, context.services.content
    case = await find_case(context, number)
    other = await context.services.cases.desk.find_by_number(context.words)
    if other is None or other.id == case.id or (case.group_token and case.group_token == other.group_token):
        raise Wrong(texts("casework-not-linked"))
    lines = [
        texts("casework-link-line", number=each.number or "", on=each.details.happened_on, **words.scene(content, each))
        for each in (case, other)
    ]
    rows = [
        [context.button(taps.LinkWith(case.id, other.id), "casework-button-link-surely")],
        [back_to(context, taps.WorkOnCase(case.id))],
    ]
    await context.say(texts("casework-link-ask", lines=texts.lines(lines)), rows)


@on_tap(Right.CASES)
async def link_with(context: BotContext, tap: taps.LinkWith) -> None:
    """It can be undone: whoever stood with the case before leaves the new group together with it."""
    desk = context.services.cases.desk
    case, other = await find_case(context, tap.case), await find_case(context, tap.other)
    together = [case.id, *(each.id for each in await context.services.cases.read.linked_with(case))]
    linked = await desk.link(case.id, other.id, context.person_id, context.first_name)
    case = await find_case(context, tap.case)
    html, rows = await _card(context, case)
    if linked and len(together) > 1:
        undo = taps.UndoLink("-".join(map(str, together[:MOST_UNDONE])))
        rows = [[context.button(undo, "casework-button-undo-link")], *rows]
    await desk.shows(case, context.chat_id, context.message.message_id)
    await context.show(html, rows)


@on_tap(Right.CASES)
async def undo_link(context: BotContext, tap: taps.UndoLink) -> None:
    cases = [int(each) for each in tap.cases.split("-") if each.isdigit()]
    case = await find_case(context, cases[0] if cases else 0)
    await context.services.cases.desk.unlink(case.id, context.person_id, context.first_name, together=cases)
    await _show(context, await find_case(context, case.id))


@on_tap(Right.CASES)
async def unlink(context: BotContext, tap: taps.UnlinkCase) -> None:
    case = await find_case(context, tap.case)
    await context.services.cases.desk.unlink(case.id, context.person_id, context.first_name)
    await _show(context, await find_case(context, tap.case))


@on_tap(Right.CASES)
async def write_to_all(context: BotContext, tap: taps.WriteToAll) -> None:
    case = await find_case(context, tap.case)
    people = len(readers(await context.services.cases.desk.group(case)))
    await TO_ALL.ask(context, case.id, number=case.number or "", count=people)


@on_reply(TO_ALL, Right.CASES, takes=ANYTHING, undo=left)
async def take_words_to_all(context: BotContext, number: int) -> None:
    case = await find_case(context, number)
    recipients = await context.services.cases.desk.recipients(case, to_all=True)
    await take_reply(context, CASE, case.id, recipients=recipients)


# Corrections


@on_tap(Right.CASES)
async def correct_place(context: BotContext, tap: taps.CorrectPlace) -> None:
    if tap.place == "ask":
        places = context.services.content.library.cards.places
        buttons = [taps.CorrectPlace(tap.case, each.id).button(each.title) for each in places]
        await context.say(context.texts("cases-ask-place"), in_rows(buttons))
        return
    await context.services.cases.desk.correct(tap.case, context.person_id, context.first_name, place=tap.place)
    await _show(context, await find_case(context, tap.case))


@on_tap(Right.CASES)
async def correct_raion(context: BotContext, tap: taps.CorrectRaion) -> None:
    rows = [[taps.CorrectHromada(tap.case, f"r{number}").button(raion)] for number, raion in enumerate(raions())]
    await context.say(context.texts("people-which-raion"), rows)


@on_tap(Right.CASES)
async def correct_hromada(context: BotContext, tap: taps.CorrectHromada) -> None:
    if tap.choice[:1] == "r" and tap.choice[1:].isdigit():
        buttons = [
            taps.CorrectHromada(tap.case, each.slug).button(each.name) for each in hromadas_of(int(tap.choice[1:]))
        ]
        await context.show(context.texts("people-which"), in_rows(buttons))
        return
    await context.services.cases.desk.correct(tap.case, context.person_id, context.first_name, hromada=tap.choice)
    await _show(context, await find_case(context, tap.case))


# Answers


async def answer(context: BotContext, staff_message_id: int, says: str) -> bool:
    """A reply in the staff chat to a message of a case goes to its person; False where it is about no case.

    `says` is what that message says, if the bot wrote it.
    """
    case = await context.services.cases.desk.by_message(staff_message_id, says)
    if case is None:
        return False
    await _answer(context, case)
    return True


@on_reply(CARD, Right.CASES, takes=ANYTHING)
async def answer_from_card(context: BotContext, number: int) -> None:
    await _answer(context, await find_case(context, number))


async def _answer(context: BotContext, case: Case) -> None:
    if case.status is CaseStatus.NEW and not is_note(context.message):
        await context.say(context.texts("casework-take-first"))
    else:
        await take_reply(context, CASE, case.id)


def quoted(context: BotContext) -> tuple[int, str]:
    """The id of the message to which the staff replied, and what it says, if the bot wrote it."""
    replied_to = context.message.reply_to_message
    assert replied_to  # noqa: S101 - asked of replies only
    is_ours = replied_to.from_user is not None and replied_to.from_user.id == context.bot.id
    return replied_to.message_id, (replied_to.text or "") if is_ours else ""


async def _show(context: BotContext, case: Case) -> None:
    await context.services.cases.desk.shows(case, context.chat_id, context.message.message_id)
    await context.show(*await _card(context, case))


async def find_case(context: BotContext, case_id: int) -> Case:
    """The case; where it is gone, that is said. Raises Answered."""
    case = await context.services.cases.read.find(case_id)
    if case is None:
        if context.received.callback_query:
            await context.toast(context.texts.plain("casework-gone"))
        else:
            await context.say(context.texts("casework-gone"))
        raise Answered
    return case


async def _card(context: BotContext, case: Case) -> tuple[str, Keyboard]:
    card = case_card(context.services.content, await context.services.cases.desk.card(case, context.chat.id))
    return card.html, card.keyboard


async def _send_evidence(context: BotContext, case: Case) -> None:
    """By Telegram's ids, below the case. A piece that is gone or refused is said, and the rest comes."""
    if context.chat_id == context.services.people.staff.chat_id:
        await context.services.cases.desk.show_evidence(case.id)
        return
    for file in await context.services.cases.read.files(case.id):
        try:
            await context.pass_on(file.kind, file.file_id)
        except (TelegramError, NoFile, NotAPicture) as error:
            log.warning("evidence of case %d not shown: %s", case.id, error)
            outcome = outcome_of(error) if isinstance(error, TelegramError) else None
            is_forbidden = isinstance(outcome, Refused) and outcome.reason is RefusalReason.KIND_FORBIDDEN
            await context.say(context.texts("casework-evidence-refused" if is_forbidden else "casework-evidence-gone"))
