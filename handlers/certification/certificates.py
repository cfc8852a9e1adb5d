"""A certificate is handed in: sent as a file, a photo or a link, read, looked at by its owner, and given a receipt."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from babel.dates import format_date
from telegram import Message, Update
from telegram.ext import BaseHandler, MessageHandler, filters

from channels.taps import Button
from content.messages import LOCALE, Texts
from handlers.certification.taps import HandIn, SendCertificate, ShowCertificate, ShowDrive, Withdraw
from handlers.chat.context import BotContext
from handlers.chat.forms import FORMS, Answers, Form, Option, Step, Wrong, take_words
from handlers.chat.menu import menu_button
from handlers.chat.presses import on_tap
from handlers.chat.prompts import ask, on_reply
from handlers.chat.taps import ShowCourses
from services.certification.certificates import (
    HIGHEST_SCORE,
    LONGEST_CODE,
    LONGEST_NAME,
    OLDEST,
    Certificate,
    Given,
    Level,
    Receipt,
    State,
)
from services.files.reading import Reading, Unreadable
from services.services import Services
from services.times import parse_day

FORM = "certificate"
LARGEST = 20 * 1024 * 1024
"""Bytes that Telegram lets a bot download."""
SHORTEST_CODE = 4
MONTHS = 12
"""Offered for the day of a certificate; an older one is typed."""
_MONTH = "_month"
"""Among the answers: the first day of the month that was chosen."""
_LINK = filters.Regex(r"(?i)osvita\.diia\.gov\.ua/\S{6,}")
_READ = ("course", "code", "name", "issued", "level", "score")
"""Fields whose change makes a certificate something that was typed in."""


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(HandIn, ask_for_file),
        on_tap(SendCertificate, send),
        on_tap(ShowCertificate, show_own),
        on_tap(Withdraw, withdraw),
        on_reply(services, _prompt, take_reply, any_kind=True),
    ]


def intake() -> BaseHandler[Any, BotContext, Any]:
    """Takes any file, photo or link of the portal in a private chat that nothing else asked for."""
    wanted = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    return MessageHandler(wanted & (filters.PHOTO | filters.Document.ALL | _LINK), take)


def _prompt(texts: Texts, _number: int) -> str:
    return texts.plain("certificates-prompt")


async def ask_for_file(context: BotContext, _tap: HandIn) -> None:
    await ask(context, _prompt(context.texts, 0), context.texts.plain("certificates-placeholder"))


async def take(update: Update, context: BotContext) -> None:
    await take_reply(context, 0)


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
        reading = context.services.certification.certificates.read_link(message.text or "")
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
            reading = await context.services.certification.certificates.read(
                bytes(await loaded.download_as_bytearray())
            )
        except Unreadable as error:
            await context.say(texts.lines([_why(texts, error), texts("certificates-try")]), [[menu_button(context)]])
            return
    answers = {**_answers(context, reading), "kind": kind, "file": file_id, "source": _source(context)}
    answers["read"] = _fingerprint(answers)
    own = [each.name for each in await context.services.certification.members.of_person(context.person_id) if each.name]
    answers["_names"] = "\n".join(dict.fromkeys(own))
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


def _answers(context: BotContext, reading: Reading) -> dict[str, str]:
    """What was read, as answers of the form; what a certificate of that course does not have is not asked."""
    course = context.services.certification.certificates.course_of(reading)
    answers = {
        "course": course.id if course else "",
        "code": reading.number or "",
        "name": reading.person or "",
        "issued": reading.issued_on.isoformat() if reading.issued_on else "",
    }
    known = {step: answer for step, answer in answers.items() if answer}
    if reading.level or (course and not course.has_levels):
        known["level"] = reading.level.value if reading.level else ""
    if reading.score is not None or (course and not course.has_levels):
        known["score"] = str(reading.score) if reading.score is not None else ""
    if reading.address:
        known["address"] = reading.address
    known["sure"] = "1" if "number" in reading.sure else ""
    return known


def _fingerprint(answers: Answers) -> str:
    return "|".join(answers.get(step, "") for step in _READ)


# The form


def _courses(context: BotContext, _answers: Answers) -> Sequence[Option]:
    return [Option(each.id, each.title) for each in context.services.certification.certificates.courses.values()]


async def _choose_course(context: BotContext, _answers: Answers, option: str) -> Answers:
    course = context.services.certification.certificates.courses[option]
    return {"course": option} if course.has_levels else {"course": option, "level": "", "score": ""}


async def _take_code(context: BotContext, _answers: Answers) -> Answers:
    code = await take_words(context, LONGEST_CODE)
    if len(code) < SHORTEST_CODE or not any(each.isdigit() for each in code):
        raise Wrong(context.texts("certificates-wrong-code"))
    return {"code": code}


async def _take_name(context: BotContext, _answers: Answers) -> Answers:
    name = await take_words(context, LONGEST_NAME)
    if context.services.certification.members.name_is_wrong(name):
        raise Wrong(context.texts("courses-wrong-name"))
    return {"name": name}


def _own_names(_context: BotContext, answers: Answers) -> Sequence[Option]:
    """As the lists say that she is called."""
    return [Option(f"n{place}", name) for place, name in enumerate(answers.get("_names", "").splitlines())]


async def _choose_name(_context: BotContext, answers: Answers, option: str) -> Answers:
    return {"name": answers["_names"].splitlines()[int(option[1:])]}


def _days(context: BotContext, answers: Answers) -> Sequence[Option]:
    """First the months, the newest first, then the days of one."""
    texts, today = context.texts, context.services.people.people.now().date()
    if month := answers.get(_MONTH):
        first = date.fromisoformat(month)
        last = min(first.replace(day=monthrange(first.year, first.month)[1]), today)
        days = [Option(f"d{day}", str(day)) for day in range(1, last.day + 1)]
        return [*days, Option("months", texts.plain("certificates-button-other-month"))]
    months, first = [], today.replace(day=1)
    for _ in range(MONTHS):
        months.append(Option(first.isoformat(), _month_name(first)))
        first = (first - timedelta(days=1)).replace(day=1)
    return months


def _month_name(day: date) -> str:
    return format_date(day, "LLLL y", locale=LOCALE)


async def _choose_day(_context: BotContext, answers: Answers, option: str) -> Answers:
    if option == "months":
        return {_MONTH: ""}
    if option.startswith("d"):
        return {_MONTH: "", "issued": date.fromisoformat(answers[_MONTH]).replace(day=int(option[1:])).isoformat()}
    return {_MONTH: option}


def _ask_day(context: BotContext, answers: Answers) -> str:
    if month := answers.get(_MONTH):
        return context.texts("certificates-ask-day-of", month=_month_name(date.fromisoformat(month)).capitalize())
    return context.texts("certificates-ask-day")


async def _take_day(context: BotContext, _answers: Answers) -> Answers:
    day, today = parse_day(await take_words(context, LONGEST_CODE)), context.services.people.people.now().date()
    if day is None or not OLDEST <= day <= today:
        raise Wrong(context.texts("certificates-wrong-day", day=today))
    return {"issued": day.isoformat(), _MONTH: ""}


def _levels(context: BotContext, _answers: Answers) -> Sequence[Option]:
    return [Option(each.value, context.services.certification.certificates.level_name(each)) for each in Level if each]


async def _take_score(context: BotContext, _answers: Answers) -> Answers:
    score = await take_words(context, LONGEST_CODE)
    if not score.isdecimal() or int(score) > HIGHEST_SCORE:
        raise Wrong(context.texts("certificates-wrong-score", most=HIGHEST_SCORE))
    return {"score": str(int(score))}


def _shown_course(context: BotContext, answers: Answers) -> str:
    course = context.services.certification.certificates.courses.get(answers.get("course", ""))
    return course.title if course else ""


def _shown_day(context: BotContext, answers: Answers) -> str:
    issued = answers.get("issued")
    return context.texts.plain("certificates-day", day=date.fromisoformat(issued)) if issued else ""


def _shown_level(context: BotContext, answers: Answers) -> str:
    return context.services.certification.certificates.level_name(Level(answers.get("level", "")))


def _heading(context: BotContext, answers: Answers) -> str:
    was_read = bool(answers.get("sure"))
    return context.texts("certificates-review-read" if was_read else "certificates-review")


def _endings(context: BotContext, _answers: Answers) -> Sequence[Sequence[Button]]:
    return [[SendCertificate().button(context.texts.plain("certificates-button-send"))]]


async def _cancelled(context: BotContext, _answers: Answers) -> None:
    await context.show(context.texts("certificates-cancelled"), [[menu_button(context)]])


FORMS.add(
    Form(
        FORM,
        steps=(
            Step(
                "course",
                prompt=lambda context, _: context.texts("certificates-ask-course"),
                title=lambda context: context.texts.plain("certificates-column-course"),
                options=_courses,
                choose=_choose_course,
                shown=_shown_course,
            ),
            Step(
                "code",
                prompt=lambda context, _: context.texts("certificates-ask-code"),
                title=lambda context: context.texts.plain("certificates-column-code"),
                take=_take_code,
                shown=lambda _context, answers: answers.get("code", ""),
            ),
            Step(
                "name",
                prompt=lambda context, answers: context.texts(
                    "certificates-ask-name", known="yes" if answers.get("_names") else "no"
                ),
                title=lambda context: context.texts.plain("certificates-column-name"),
                options=_own_names,
                choose=_choose_name,
                take=_take_name,
                shown=lambda _context, answers: answers.get("name", ""),
            ),
            Step(
                "issued",
                prompt=_ask_day,
                title=lambda context: context.texts.plain("certificates-column-issued"),
                options=_days,
                choose=_choose_day,
                take=_take_day,
                shown=_shown_day,
            ),
            Step(
                "level",
                prompt=lambda context, _: context.texts("certificates-ask-level"),
                title=lambda context: context.texts.plain("certificates-column-level"),
                options=_levels,
                shown=_shown_level,
                optional=True,
            ),
            Step(
                "score",
                prompt=lambda context, _: context.texts("certificates-ask-score", most=HIGHEST_SCORE),
                title=lambda context: context.texts.plain("certificates-column-score"),
                take=_take_score,
                shown=lambda _context, answers: answers.get("score", ""),
                optional=True,
            ),
        ),
        heading=_heading,
        endings=_endings,
        cancelled=_cancelled,
    )
)


async def send(context: BotContext, _tap: SendCertificate) -> None:
    """Hands it in; a second press finds it handed in."""
    services = context.services
    draft = await services.people.drafts.of(context.person_id)
    if draft is None or draft.form != FORM or not all(draft.answers.get(each) for each in _READ[:4]):
        await context.show(context.texts("certificates-gone"), [[_courses_button(context)]])
        return
    answers = draft.answers
    given = Given(
        course=answers["course"],
        code=answers["code"],
        name=answers["name"],
        issued_on=date.fromisoformat(answers["issued"]),
        level=Level(answers.get("level", "")),
        score=int(answers["score"]) if answers.get("score") else None,
        address=answers.get("address", ""),
        kind=answers["kind"],
        file_id=answers["file"],
        sure=answers.get("sure") == "1" and answers["read"] == _fingerprint(answers),
    )
    receipt = await services.certification.certificates.hand_in(context.person_id, answers["source"], given)
    await services.people.drafts.end(context.person_id)
    await context.show(await _receipt(context, receipt), await _ways_on(context))


async def _receipt(context: BotContext, receipt: Receipt) -> str:
    """The receipt, and what is still owed: nobody has to ask."""
    texts, certificates = context.texts, context.services.certification.certificates
    if receipt.by_other:
        return texts("certificates-by-other")
    words = [texts("certificates-again")] if receipt.taken else []
    lines = [*words, certificates.receipt(receipt.certificate)]
    for drive, lacking in await context.services.certification.drives.of_person(context.person_id):
        if receipt.certificate.handed.course not in drive.courses:
            continue
        names = ", ".join(certificates.course_name(course) for course in lacking)
        lines.append(texts("certificates-drive", title=drive.title, left=len(lacking), names=names))
    return texts.lines(lines)


async def _ways_on(context: BotContext) -> list[list[Button]]:
    rows = [
        [ShowDrive(drive.id).button(context.texts.plain("courses-button-drive", title=drive.title))]
        for drive, lacking in await context.services.certification.drives.of_person(context.person_id)
        if lacking
    ]
    return [*rows, [_courses_button(context), menu_button(context)]]


def _courses_button(context: BotContext) -> Button:
    return ShowCourses().button(context.texts.plain("courses-button"))


def _why(texts: Texts, error: Unreadable) -> str:
    return texts("certificates-unreadable", reason=error.fault.value)


# Afterwards


async def show_own(context: BotContext, tap: ShowCertificate) -> None:
    certificates, texts = context.services.certification.certificates, context.texts
    certificate = await certificates.own(tap.certificate, context.person_id)
    if certificate is None:
        await context.show(texts("certificates-gone"), [[_courses_button(context)]])
        return
    rows = [[_courses_button(context)]]
    if _is_hers(context, certificate):
        rows.insert(0, [Withdraw(certificate.id, 0).button(texts.plain("certificates-button-withdraw"))])
    lines = [certificates.describe(certificate, ""), certificates.receipt(certificate)]
    await context.show(texts.lines(lines), rows)


def _is_hers(context: BotContext, certificate: Certificate) -> bool:
    """Whether she handed it in by herself, and it is not counted yet."""
    return certificate.handed.person_id == context.person_id and certificate.state is not State.ACCEPTED


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
