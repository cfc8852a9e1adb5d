"""A certificate is handed in: sent as a file, a photo or a link, read, looked at by its owner, and given a receipt."""

from __future__ import annotations

from datetime import date
from typing import Any

from telegram import Message, Update
from telegram.ext import BaseHandler, MessageHandler, filters

from channels.taps import Button
from handlers.certification.certificate_form import FORM, READ, answers_of, fingerprint
from handlers.certification.taps import HandIn, SendCertificate, ShowCertificate, ShowDrive, Withdraw
from handlers.certification.words import describe, receipt
from handlers.chat.context import BotContext
from handlers.chat.forms import FORMS
from handlers.chat.menu import menu_button
from handlers.chat.prompts import Prompt
from handlers.chat.routes import asks, on_reply, on_tap
from handlers.chat.taps import ShowMyCertificates
from services.certification import (
    Certificate,
    CertificateLevel,
    CertificateStatus,
    Doubt,
    Receipt,
    Submission,
    course_name,
)
from services.files.reading import Unreadable, read_certificate, read_link

LARGEST = 20 * 1024 * 1024
"""Bytes that Telegram lets a bot download."""
FILE = Prompt("certificates-prompt", "certificates-placeholder")
_LINK = filters.Regex(r"(?i)osvita\.diia\.gov\.ua/\S{6,}")


asks(HandIn, FILE)


def intake() -> BaseHandler[Any, BotContext, Any]:
    """Takes any file, photo or link of the portal in a private chat that nothing else asked for."""
    wanted = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    return MessageHandler(wanted & (filters.PHOTO | filters.Document.ALL | _LINK), take)


async def take(update: Update, context: BotContext) -> None:
    await take_reply(context, 0)


@on_reply(FILE, any_kind=True)
async def take_reply(context: BotContext, _number: int) -> None:
    """Reads what came and shows it to its owner; what cannot be read she types in."""
    texts, message = context.texts, context.message
    draft = await context.services.people.drafts.fresh(context.person_id)
    if draft and draft.answers.get("source") == _source(context):
        await FORMS.go_on(context)
        return
    if draft and draft.form == FORM:
        await context.say(texts("certificates-one-at-a-time"))
        await FORMS.go_on(context)
        return
    reading, kind, file_id = None, "link", ""
    file = _file(message)
    if file is None:
        reading = read_link(message.text or "")
        if reading is None:
            await context.say(texts("certificates-no-link"), [[menu_button(context)]])
            return
    else:
        kind, file_id, size = file
        if size > LARGEST:
            megabytes = round(size / 1024 / 1024)
            await context.say(texts("certificates-too-large", megabytes=megabytes), [[menu_button(context)]])
            return
        loaded = await context.bot.get_file(file_id)
        try:
            reading = await read_certificate(bytes(await loaded.download_as_bytearray()))
        except Unreadable as error:
            why = texts("certificates-unreadable", reason=error.fault.value)
            await context.say(texts.lines([why, texts("certificates-try")]), [[menu_button(context)]])
            return
    answers = {**answers_of(context, reading), "kind": kind, "file": file_id, "source": _source(context)}
    answers["read"] = fingerprint(answers)
    own = await context.services.certification.read.members.of_person(context.person_id)
    answers["_names"] = "\n".join(dict.fromkeys(each.name for each in own if each.name))
    if not reading.number:
        await context.say(texts("certificates-nothing-read"))
    elif reading.other_numbers:
        await context.say(
            texts("certificates-many-numbers", numbers=", ".join([reading.number, *reading.other_numbers]))
        )
    await FORMS.begin(context, FORM, answers)


def _file(message: Message) -> tuple[str, str, int] | None:
    """Kind, Telegram's id and bytes of what was sent."""
    if message.photo:
        best = message.photo[-1]
        return "photo", best.file_id, best.file_size or 0
    if message.document:
        return "document", message.document.file_id, message.document.file_size or 0
    return None


def _source(context: BotContext) -> str:
    return f"message {context.chat_id} {context.message.message_id}"


@on_tap()
async def send(context: BotContext, _tap: SendCertificate) -> None:
    """Hands it in; a second press finds it handed in."""
    services = context.services
    draft = await services.people.drafts.of(context.person_id)
    if draft is None or draft.form != FORM or not all(draft.answers.get(each) for each in READ[:4]):
        await context.show(context.texts("certificates-gone"), [[_courses_button(context)]])
        return
    answers = draft.answers
    as_read = answers.get("sure") == "1" and answers["read"] == fingerprint(answers)
    submission = Submission(
        course=answers["course"],
        code=answers["code"],
        name=answers["name"],
        issued_on=date.fromisoformat(answers["issued"]),
        level=CertificateLevel(answers.get("level", "")),
        score=int(answers["score"]) if answers.get("score") else None,
        address=answers.get("address", ""),
        kind=answers["kind"],
        file_id=answers["file"],
        doubts=() if as_read else (Doubt.UNREAD,),
    )
    handed_in = await services.certification.certificates.hand_in(context.person_id, answers["source"], submission)
    await services.people.drafts.end(context.person_id)
    await context.show(await _receipt(context, handed_in), await _ways_on(context))


async def _receipt(context: BotContext, handed_in: Receipt) -> str:
    """The receipt, and what is still owed: nobody has to ask."""
    texts, library = context.texts, context.services.content.library
    if handed_in.by_other:
        return texts("certificates-by-other")
    words = [texts("certificates-again")] if handed_in.taken else []
    lines = [*words, receipt(library, handed_in.certificate)]
    for drive, owed in await context.services.certification.progress.of_person(context.person_id):
        if handed_in.certificate.course in drive.courses:
            names = ", ".join(course_name(library, course) for course in owed)
            lines.append(texts("certificates-drive", title=drive.title, left=len(owed), names=names))
    return texts.lines(lines)


async def _ways_on(context: BotContext) -> list[list[Button]]:
    rows = [
        [ShowDrive(drive.id).button(context.texts.plain("my_certificates-button-drive", title=drive.title))]
        for drive, owed in await context.services.certification.progress.of_person(context.person_id)
        if owed
    ]
    return [*rows, [_courses_button(context), menu_button(context)]]


def _courses_button(context: BotContext) -> Button:
    return ShowMyCertificates().button(context.texts.plain("my_certificates-button"))


# Afterwards


@on_tap()
async def show_own(context: BotContext, tap: ShowCertificate) -> None:
    certificates, texts = context.services.certification.certificates, context.texts
    certificate = await certificates.own(tap.certificate, context.person_id)
    if certificate is None:
        await context.show(texts("certificates-gone"), [[_courses_button(context)]])
        return
    rows = [[_courses_button(context)]]
    if _is_hers(context, certificate):
        rows.insert(0, [Withdraw(certificate.id, 0).button(texts.plain("certificates-button-withdraw"))])
    library = context.services.content.library
    lines = [describe(library, certificate, ""), receipt(library, certificate)]
    await context.show(texts.lines(lines), rows)


def _is_hers(context: BotContext, certificate: Certificate) -> bool:
    """Whether she handed it in by herself, and it is not counted yet."""
    return certificate.person_id == context.person_id and certificate.status is not CertificateStatus.ACCEPTED


@on_tap()
async def withdraw(context: BotContext, tap: Withdraw) -> None:
    certificates, texts = context.services.certification.certificates, context.texts
    certificate = await certificates.own(tap.certificate, context.person_id)
    if certificate is None or not _is_hers(context, certificate):
        await context.show(texts("certificates-gone"), [[_courses_button(context)]])
    elif tap.sure == 0:
        rows = [
            [Withdraw(tap.certificate, 1).button(texts.plain("certificates-button-withdraw-sure"))],
            [ShowCertificate(tap.certificate).button(texts.plain("menu-button-back"))],
        ]
        await context.show(texts("certificates-withdraw", number=str(tap.certificate)), rows)
    else:
        await certificates.withdraw(tap.certificate, context.person_id)
        await context.show(texts("certificates-withdrawn"), [[_courses_button(context)]])
