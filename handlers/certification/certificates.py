"""A certificate is handed in: sent as a file, a photo or a link, read, looked at by its owner, and given a receipt."""

from __future__ import annotations

from datetime import date
from typing import Any

from markupsafe import Markup
from telegram import Message, Update
from telegram.ext import BaseHandler, MessageHandler, filters

from channels.taps import Button
from content.messages import Texts
from handlers.answers.answers import answer_message
from handlers.cases.form import is_picture
from handlers.cases.taps import IsEvidence
from handlers.certification.certificate_form import FORM, READ, answers_of, fingerprint
from handlers.certification.my_certificates import drive_row
from handlers.certification.taps import HandIn, IsCertificate, SendCertificate, ShowCertificate, Withdraw
from handlers.certification.words import describe, receipt
from handlers.chat.context import LARGEST, BotContext, Wrong
from handlers.chat.forms import FORMS
from handlers.chat.menu import ask_first, menu_button
from handlers.chat.prompts import FILES, Prompt, asks, on_reply
from handlers.chat.routes import on_tap
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
from services.files.pictures import IMAGE, megapixels
from services.files.reading import Unreadable, is_pdf, read_certificate, read_link

FILE = Prompt("certificates-prompt")
_LINK = filters.Regex(r"(?i)osvita\.diia\.gov\.ua/\S{6,}")


asks(HandIn, FILE)


def intake() -> BaseHandler[Any, BotContext, Any]:
    """Takes any file, photo or link of the portal in a private chat that nothing else asked for."""
    wanted = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    return MessageHandler(wanted & (filters.PHOTO | filters.Document.ALL | _LINK), take)


async def take(_update: Update, context: BotContext) -> None:
    """Nobody asked for it: a caption is answered, unless what came is surely a certificate; of a picture that shows no
    number she is asked what it is."""
    try:
        await _take(context, has_question=bool(context.message.caption))
    except Wrong as wrong:
        if context.message.caption:
            context.above = context.texts("others-caption")
            await answer_message(context, context.message)
        else:
            await context.say(wrong.html, [*wrong.rows, [menu_button(context)]])


@on_reply(FILE, takes=FILES | _LINK)
async def take_reply(context: BotContext, _number: int) -> None:
    await _take(context, has_question=False, is_asked=True)


@on_tap()
async def take_after_all(context: BotContext, _tap: IsCertificate) -> None:
    query = context.received.callback_query
    asked = query.message if query else None
    message = asked.reply_to_message if isinstance(asked, Message) else None
    if message is None:
        await context.show(context.texts("cases-evidence-unseen"), [[menu_button(context)]])
        return
    try:
        await _read(context, message, has_question=False, is_asked=True)
    except Wrong as wrong:
        await context.show(wrong.html, [[menu_button(context)]])


async def _take(context: BotContext, *, has_question: bool, is_asked: bool = False) -> None:
    """The first of an album stands for all of it. Raises Wrong, also where there is a question and no number."""
    message = context.message
    context.above = context.texts("others-album") if message.media_group_id and not has_question else ""
    await _read(context, message, has_question=has_question, is_asked=is_asked)


async def _read(context: BotContext, message: Message, *, has_question: bool, is_asked: bool) -> None:
    """Reads what came and shows it to its owner; what cannot be read she types in. Raises Wrong."""
    texts = context.texts
    source = f"message {context.chat_id} {message.message_id}"
    draft = await context.services.people.drafts.fresh(context.person_id, {FORM})
    if draft:
        if draft.answers.get("source") != source:
            await context.say(texts("certificates-one-at-a-time"))
        await FORMS.go_on(context, FORM)
        return
    kind, file_id, size = _file(message)
    if wrong := too_large(texts, size):
        raise Wrong(wrong)
    try:
        content = await context.download(file_id) if file_id else b""
        reading = await read_certificate(content) if file_id else read_link(message.text or "")
    except Unreadable as error:
        why = texts("certificates-unreadable", reason=error.fault.value, **megapixels())
        raise Wrong(texts.lines([why, texts("certificates-try")])) from error
    if reading is None or (has_question and not reading.number):
        raise Wrong(texts("certificates-no-link"))
    if kind == "document" and not is_pdf(content):
        kind = IMAGE
    if not is_asked and not reading.number and is_picture(message):
        context.beside = context.button(IsCertificate(), "certificates-button-is")
        raise Wrong(texts("certificates-or-evidence"), [[context.button(IsEvidence(), "certificates-button-evidence")]])
    answers = {**answers_of(context, reading), "kind": kind, "file": file_id, "source": source}
    answers["read"] = fingerprint(answers)
    own = await context.services.certification.read.members.of_person(context.person_id)
    answers["_names"] = "\n".join(dict.fromkeys(each.name for each in own if each.name))
    said = [context.above]
    if not reading.number:
        said.append(texts("certificates-nothing-read"))
    elif reading.other_numbers:
        numbers = ", ".join([reading.number, *reading.other_numbers])
        said.append(texts("certificates-many-numbers", numbers=numbers))
    context.above = texts.lines(Markup(each) for each in said if each)  # noqa: S704 - it is HTML
    await FORMS.begin(context, FORM, answers)


def _file(message: Message) -> tuple[str, str, int]:
    """Kind, Telegram's id and bytes of what was sent; a link has no file."""
    if message.photo:
        best = message.photo[-1]
        return "photo", best.file_id, best.file_size or 0
    if message.document:
        return "document", message.document.file_id, message.document.file_size or 0
    return "link", "", 0


def too_large(texts: Texts, size: int | None) -> str:
    """What is said of a file with so many bytes; empty where the bot can load it."""
    megabytes = round((size or 0) / 1024 / 1024)
    return texts("certificates-too-large", megabytes=megabytes) if (size or 0) > LARGEST else ""


@on_tap()
async def send(context: BotContext, _tap: SendCertificate) -> None:
    """Hands it in; a second press finds it handed in."""
    services = context.services
    draft = await services.people.drafts.of(context.person_id, FORM)
    if draft is None or not all(draft.answers.get(each) for each in READ[:4]):
        await _show_gone(context)
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
    await services.people.drafts.end(context.person_id, FORM)
    await context.show(*await _receipt(context, handed_in))


async def _receipt(context: BotContext, handed_in: Receipt) -> tuple[str, list[list[Button]]]:
    """The receipt, and what is still owed: nobody has to ask."""
    texts, library = context.texts, context.services.content.library
    lines: list[str] = [texts("certificates-again")] if handed_in.taken else []
    lines.append(receipt(library, handed_in.certificate))
    rows = []
    for drive, owed in await context.services.certification.progress.of_person(context.person_id):
        if owed:
            rows.append(drive_row(context, drive))
        if handed_in.certificate.course in drive.courses:
            names = ", ".join(course_name(library, course) for course in owed)
            lines.append(texts("certificates-drive", title=drive.title, left=len(owed), names=names))
    html = texts("certificates-by-other") if handed_in.by_other else texts.lines(lines)
    return html, [*rows, [_courses_button(context), menu_button(context)]]


# Afterwards


@on_tap()
async def show_own(context: BotContext, tap: ShowCertificate) -> None:
    certificate = await _own(context, tap.certificate)
    if certificate is None:
        return
    rows = [[_courses_button(context)]]
    if _can_withdraw(context, certificate):
        rows.insert(0, [context.button(Withdraw(certificate.id, 0), "certificates-button-withdraw")])
    library = context.services.content.library
    lines = [describe(library, certificate, ""), receipt(library, certificate)]
    await context.show(context.texts.lines(lines), rows)


@on_tap()
async def withdraw(context: BotContext, tap: Withdraw) -> None:
    texts, certificate = context.texts, await _own(context, tap.certificate)
    if certificate is None:
        return
    if not _can_withdraw(context, certificate):
        await _show_gone(context)
    elif tap.sure == 0:
        sure = context.button(Withdraw(tap.certificate, 1), "certificates-button-withdraw-sure")
        html = texts("certificates-withdraw", number=str(tap.certificate))
        await ask_first(context, html, sure, ShowCertificate(tap.certificate))
    else:
        await context.services.certification.certificates.withdraw(tap.certificate, context.person_id)
        await context.show(texts("certificates-withdrawn"), [[_courses_button(context)]])


async def _own(context: BotContext, number: int) -> Certificate | None:
    """That certificate, if it is hers; otherwise she is shown that it is gone."""
    own = await context.services.certification.read.certificates.of_person(context.person_id)
    found = next((each for each in own if each.id == number), None)
    if found is None:
        await _show_gone(context)
    return found


def _can_withdraw(context: BotContext, certificate: Certificate) -> bool:
    """Whether she handed it in by herself, and it is not counted yet."""
    return certificate.person_id == context.person_id and certificate.status is not CertificateStatus.ACCEPTED


async def _show_gone(context: BotContext) -> None:
    await context.show(context.texts("certificates-gone"), [[_courses_button(context)]])


def _courses_button(context: BotContext) -> Button:
    return context.button(ShowMyCertificates(), "my_certificates-button")
