"""Staff work on a case in their chat: take it, answer, correct, join to another, close with a reason."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import InputFile, Message
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import BaseHandler

from channels import SendFailed
from channels.taps import Keyboard, in_rows
from content.hromadas import load_hromadas, raions
from content.messages import Texts
from handlers.cases.forwarded_cases import answer_button
from handlers.cases.report import start_for_phone
from handlers.cases.taps import (
    ChooseOutcome,
    CloseCase,
    CorrectHromada,
    CorrectPlace,
    CorrectRaion,
    EnterByPhone,
    LetGo,
    MergeCase,
    PassOn,
    ShowCases,
    TakeCase,
    WorkOnCase,
    WriteNote,
)
from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button
from handlers.chat.presses import on_tap
from handlers.chat.prompts import ask, on_reply
from handlers.chat.rights import Right
from handlers.people.people import hromadas_of
from services.cases.cases import Outcome, Report, State
from services.cases.letters import Addressee
from services.files.pictures import NotAPicture, strip
from services.people.posts import Post, Title
from services.services import Services

log = logging.getLogger(__name__)

LISTED = 15


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(ShowCases, show_cases, Right.CASES),
        on_tap(TakeCase, take_case, Right.CASES),
        on_tap(WorkOnCase, work_on_case, Right.CASES),
        on_tap(LetGo, let_go, Right.CASES),
        on_tap(WriteNote, write_note, Right.CASES),
        on_tap(ChooseOutcome, choose_outcome, Right.CASES),
        on_tap(CloseCase, close_case, Right.CASES),
        on_tap(MergeCase, merge_case, Right.CASES),
        on_tap(CorrectPlace, correct_place, Right.CASES),
        on_tap(CorrectRaion, correct_raion, Right.CASES),
        on_tap(CorrectHromada, correct_hromada, Right.CASES),
        on_tap(PassOn, pass_on, Right.CASES),
        on_tap(EnterByPhone, enter_by_phone, Right.CASES),
        on_reply(services, _note_prompt, take_note, Right.CASES),
        on_reply(services, _reason_prompt, take_reason, Right.CASES),
        on_reply(services, _merge_prompt, take_number, Right.CASES),
    ]


async def show_cases(context: BotContext, _tap: ShowCases) -> None:
    texts, reports = context.texts, await context.services.cases.cases.on_desk()
    rows = [
        [WorkOnCase(each.id).button(texts.plain("cases-button", number=each.number or "", place=_place(context, each)))]
        for each in reports[:LISTED]
    ]
    if context.received.effective_chat and context.received.effective_chat.type == ChatType.PRIVATE:
        rows.append([EnterByPhone().button(texts.plain("cases-button-phone"))])
    html = texts("cases-list", count=len(reports)) if reports else texts("cases-none")
    await context.show(html, [*rows, [desk_button(context)]])


async def enter_by_phone(context: BotContext, _tap: EnterByPhone) -> None:
    """In the operator's own chat only: a form is filled in between two."""
    if context.chat_id == context.person_id:
        await start_for_phone(context)


async def take_case(context: BotContext, tap: TakeCase) -> None:
    """The message of the case shows from now on what the person wrote, and the evidence follows it."""
    user, reports = context.received.effective_user, context.services.cases.cases
    if found := await reports.find(tap.report):
        await reports.stands_at(found, context.chat_id, context.message.message_id)
    taken = await reports.take(tap.report, context.person_id, user.first_name if user else "")
    report = await reports.find(tap.report)
    if report is None:
        await context.toast(context.texts.plain("cases-gone"))
        return
    if not taken:
        await context.toast(context.texts.plain("cases-taken-by", name=report.assignee_name or "–"))
        return
    await _show(context, report)
    await _send_evidence(context, report)


async def work_on_case(context: BotContext, tap: WorkOnCase) -> None:
    report = await context.services.cases.cases.find(tap.report)
    if report is None or report.number is None:
        await show_cases(context, ShowCases())
        return
    await context.say(context.services.cases.cases.for_staff(report), _work_rows(context, report))


def _work_rows(context: BotContext, report: Report) -> Keyboard:
    texts = context.texts
    if report.state is State.NEW:
        return context.services.cases.cases.staff_keyboard(report)
    if report.state is not State.TAKEN:
        return ()
    return [
        [ChooseOutcome(report.id).button(texts.plain("cases-button-close"))],
        [
            WriteNote(report.id).button(texts.plain("cases-button-note")),
            MergeCase(report.id).button(texts.plain("cases-button-merge")),
        ],
        [
            CorrectPlace(report.id, "ask").button(texts.plain("cases-button-place")),
            CorrectRaion(report.id).button(texts.plain("cases-button-hromada")),
        ],
        [PassOn(report.id, "ask").button(texts.plain("cases-button-pass-on"))],
        [LetGo(report.id).button(texts.plain("cases-button-let-go"))],
    ]


async def let_go(context: BotContext, tap: LetGo) -> None:
    await context.services.cases.cases.let_go(tap.report)
    await _show_again(context, tap.report)


# Words that are asked for


def _note_prompt(texts: Texts, number: int) -> str:
    return texts.plain("cases-note-prompt", number=str(number))


async def write_note(context: BotContext, tap: WriteNote) -> None:
    await ask(context, _note_prompt(context.texts, tap.report), context.texts.plain("cases-note-placeholder"))


async def take_note(context: BotContext, number: int) -> None:
    if await context.services.cases.cases.find(number):
        await context.services.cases.cases.note(number, context.message.text or "")
        await context.say(context.texts("cases-noted"))


async def choose_outcome(context: BotContext, tap: ChooseOutcome) -> None:
    reports = context.services.cases.cases
    rows = [
        [CloseCase(tap.report, outcome.value).button(reports.outcome(outcome))]
        for outcome in Outcome
        if outcome is not Outcome.WITHDRAWN
    ]
    back = [WorkOnCase(tap.report).button(context.texts.plain("menu-button-back"))]
    await context.say(context.texts("cases-which-outcome"), [*rows, back])


def _reason_prompt(texts: Texts, number: int) -> str:
    return texts.plain("cases-reason-prompt", number=str(number))


async def close_case(context: BotContext, tap: CloseCase) -> None:
    """The outcome first, then why, in words that the person reads."""
    known = tap.outcome in set(Outcome)
    if known and await context.services.cases.cases.choose_outcome(tap.report, Outcome(tap.outcome)):
        await ask(context, _reason_prompt(context.texts, tap.report), context.texts.plain("cases-reason-placeholder"))
    else:
        await context.toast(context.texts.plain("cases-gone"))


async def take_reason(context: BotContext, number: int) -> None:
    closed = await context.services.cases.cases.close(number, context.message.text or "", context.person_id)
    await context.say(context.texts("cases-closed" if closed else "cases-gone"))


def _merge_prompt(texts: Texts, number: int) -> str:
    return texts.plain("cases-merge-prompt", number=str(number))


async def merge_case(context: BotContext, tap: MergeCase) -> None:
    await ask(context, _merge_prompt(context.texts, tap.report), context.texts.plain("cases-merge-placeholder"))


async def take_number(context: BotContext, number: int) -> None:
    reports = context.services.cases.cases
    into = await reports.find_by_number(context.message.text or "")
    merged = into is not None and await reports.merge(number, into, context.person_id)
    await context.say(context.texts("cases-merged" if merged else "cases-not-merged"))


# Corrections


async def correct_place(context: BotContext, tap: CorrectPlace) -> None:
    if tap.place == "ask":
        buttons = [
            CorrectPlace(tap.report, each.id).button(each.title) for each in context.services.cases.cards.table.places
        ]
        rows = in_rows(buttons)
        await context.say(context.texts("reports-ask-place"), rows)
        return
    await context.services.cases.cases.correct(tap.report, context.person_id, place=tap.place)
    await _show_again(context, tap.report)


async def correct_raion(context: BotContext, tap: CorrectRaion) -> None:
    rows = [[CorrectHromada(tap.report, f"r{number}").button(raion)] for number, raion in enumerate(raions())]
    await context.say(context.texts("people-which-raion"), rows)


async def correct_hromada(context: BotContext, tap: CorrectHromada) -> None:
    if tap.mark[:1] == "r" and tap.mark[1:].isdigit():
        buttons = [CorrectHromada(tap.report, each.slug).button(each.name) for each in hromadas_of(int(tap.mark[1:]))]
        rows = in_rows(buttons)
        await context.show(context.texts("people-which"), rows)
        return
    await context.services.cases.cases.correct(tap.report, context.person_id, hromada=tap.mark)
    await _show_again(context, tap.report)


# Passing on


async def pass_on(context: BotContext, tap: PassOn) -> None:
    """To the head of the hromada at once; to a body or the Ministry as a letter that somebody signs and sends."""
    texts, services = context.texts, context.services
    report = await services.cases.cases.find(tap.report)
    if report is None or report.state is not State.TAKEN:
        await context.toast(texts.plain("cases-gone"))
        return
    if tap.to == "ask":
        rows = [
            [PassOn(report.id, "head").button(texts.plain("cases-button-to-head"))],
            [PassOn(report.id, Addressee.BODY.value).button(texts.plain("cases-button-to-body"))],
            [PassOn(report.id, Addressee.MINISTRY.value).button(texts.plain("cases-button-to-ministry"))],
        ]
        await context.say(texts("cases-pass-on"), rows)
    elif tap.to == "head":
        await _pass_to_head(context, report)
    elif tap.to in set(Addressee):
        addressee, chat = Addressee(tap.to), context.received.effective_chat
        assert chat  # noqa: S101 - a press happens in a chat
        pdf = await services.cases.letters.make_pdf(services.cases.letters.about_cases(addressee, [report]))
        file = InputFile(pdf, f"{report.number}.pdf")
        await chat.send_document(file, caption=texts("statistics-letter"), message_thread_id=context.topic)
        to = texts.plain("cases-ministry") if addressee is Addressee.MINISTRY else report.details.place_name
        await services.cases.cases.passed_on(report.id, to)


async def _pass_to_head(context: BotContext, report: Report) -> None:
    """Where and which document, without a word of the person."""
    texts, services = context.texts, context.services
    hromada = next((each for each in load_hromadas() if each.katottg == report.details.hromada), None)
    if hromada is None:
        await context.toast(texts.plain("cases-no-hromada"))
        return
    post = Post(hromada.slug, Title.HEAD)
    html = texts(
        "cases-for-head",
        number=report.number or "",
        document=services.cases.cases.document(report),
        place=services.cases.cases.place(report),
    )
    told = [
        await services.people.people.tell(tenure.person_id, html, [[answer_button(texts, report)]])
        for tenure in await services.people.posts.acting(post)
        if tenure.person_id is not None
    ]
    if any(told):
        await services.cases.cases.passed_on(report.id, await services.people.posts.name(post))
        await context.toast(texts.plain("cases-passed"))
    else:
        await context.toast(texts.plain("cases-no-head"))


# Answers


async def answer(context: BotContext, staff_message_id: int, says: str) -> bool:
    """A reply in the staff chat to a message of a case goes to its people; False where it is about no case.

    `says` is what that message says, if the bot wrote it.
    """
    reports, message, texts = context.services.cases.cases, context.message, context.texts
    report = await reports.by_message(staff_message_id, says)
    if report is None:
        return False
    if report.state is State.NEW:
        await context.say(texts("cases-take-first"))
        return True
    try:
        if message.text:
            sent = await reports.answer(report, message.text)
        else:
            sent = await reports.answer_file(report, message.chat_id, message.message_id)
    except SendFailed:
        sent = False
    await context.say(texts("cases-answered" if sent else "cases-not-answered"))
    return True


async def _show(context: BotContext, report: Report) -> None:
    await context.show(context.services.cases.cases.for_staff(report), _work_rows(context, report))


async def _show_again(context: BotContext, report_id: int) -> None:
    report = await context.services.cases.cases.find(report_id)
    if report is None:
        await context.toast(context.texts.plain("cases-gone"))
    else:
        await _show(context, report)


async def _send_evidence(context: BotContext, report: Report) -> None:
    """By Telegram's ids, below the case. A piece that is gone is said, and the rest comes."""
    chat = context.received.effective_chat
    assert chat  # noqa: S101 - a press happens in a chat
    sends: dict[str, Callable[..., Awaitable[Message]]] = {
        "photo": chat.send_photo,
        "video": chat.send_video,
        "voice": chat.send_voice,
        "video_note": chat.send_video_note,
        "audio": chat.send_audio,
        "document": chat.send_document,
    }
    for file in await context.services.cases.cases.files(report.id):
        try:
            if file.kind == "image":
                loaded = await context.bot.get_file(file.file_id)
                bare = await asyncio.to_thread(strip, bytes(await loaded.download_as_bytearray()))
                await chat.send_document(InputFile(bare, "evidence.jpg"), message_thread_id=context.topic)
                continue
            await sends[file.kind](file.file_id, message_thread_id=context.topic)
        except (TelegramError, NotAPicture) as error:
            log.warning("evidence of report %d not shown: %s", report.id, error)
            await context.say(context.texts("cases-evidence-gone"))


def _place(context: BotContext, report: Report) -> str:
    return context.services.cases.cases.place(report)
