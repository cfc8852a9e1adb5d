"""The form of a certificate: what was read of it is shown to its owner, and asked where it was not read."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from babel.dates import format_date

from channels.taps import Button
from content.courses import course_named
from content.messages import LOCALE
from handlers.certification.taps import SendCertificate
from handlers.chat.context import BotContext, Wrong
from handlers.chat.forms import FORMS, Answers, Form, Option, Step, Words, take_words
from services.certification import (
    HIGHEST_SCORE,
    LONGEST_CODE,
    LONGEST_NAME,
    OLDEST,
    SHORTEST_CODE,
    CertificateLevel,
    level_name,
    name_is_wrong,
)
from services.files.reading import Reading
from services.numbers import NumberWords, read_number, store_number

FORM = "certificate"
MONTHS = 12
"""Offered for the day of a certificate; an older one is typed."""
_MONTH = "_month"
"""Among the answers: the first day of the month that was chosen."""
READ = ("course", "code", "name", "issued", "level", "score")
"""Fields whose change makes a certificate something that was typed in."""


def answers_of(context: BotContext, reading: Reading) -> dict[str, str]:
    """What was read, as answers of the form; what a certificate of that course does not have is not asked."""
    course = course_named(context.services.content.library.courses, reading.course or "")
    answers = {
        "course": course.id if course else "",
        "code": reading.number or "",
        "name": reading.person or "",
        "issued": reading.issued_on.isoformat() if reading.issued_on else "",
    }
    known = {step: answer for step, answer in answers.items() if answer}
    if reading.level or (course and not course.has_levels):
        known["level"] = reading.level or ""
    if reading.score is not None or (course and not course.has_levels):
        known["score"] = str(reading.score) if reading.score is not None else ""
    if reading.address:
        known["address"] = reading.address
    known["sure"] = "1" if "number" in reading.sure else ""
    return known


def fingerprint(answers: Answers) -> str:
    return "|".join(answers.get(step, "") for step in READ)


def _courses(context: BotContext, _answers: Answers) -> Sequence[Option]:
    return [Option(each.id, each.title) for each in context.services.content.library.courses.values()]


async def _choose_course(context: BotContext, _answers: Answers, option: str) -> Answers:
    course = context.services.content.library.courses[option]
    return {"course": option} if course.has_levels else {"course": option, "level": "", "score": ""}


def _code(context: BotContext, words: str) -> str:
    if len(words) < SHORTEST_CODE or not any(each.isdigit() for each in words):
        raise Wrong(context.texts("certificates-wrong-code"))
    return words


def _name(context: BotContext, words: str) -> str:
    if name_is_wrong(words):
        raise Wrong(context.texts("my_certificates-wrong-name"))
    return words


OWN_NAME = Words(LONGEST_NAME, check=_name)
"""Surname and given name of the one who is asked."""


def _ask_name(context: BotContext, answers: Answers) -> str:
    return context.texts("certificates-ask-name", known="yes" if answers.get("_names") else "no")


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
    day, today = context.read_day(await take_words(context, LONGEST_CODE), ahead=False), context.now().date()
    if day is None or not OLDEST <= day <= today:
        raise Wrong(context.texts("certificates-wrong-day", day=today))
    return {"issued": day.isoformat(), _MONTH: ""}


def _levels(context: BotContext, _answers: Answers) -> Sequence[Option]:
    return [Option(each.value, level_name(context.texts, each)) for each in CertificateLevel if each]


def _ask_score(context: BotContext, _answers: Answers) -> str:
    return context.texts("certificates-ask-score", most=HIGHEST_SCORE)


def _score(context: BotContext, words: str) -> str:
    unit = context.texts.plain("certificates-score-unit")
    reading = read_number(words, NumberWords.of(context.texts, unit))
    if not reading.sure or not 0 <= reading.values[0] <= HIGHEST_SCORE or reading.values[0] % 1:
        raise Wrong(context.texts("certificates-wrong-score", most=HIGHEST_SCORE))
    return store_number(reading.values[0])


def _shown_day(context: BotContext, answers: Answers) -> str:
    issued = answers.get("issued")
    return context.texts.plain("certificates-day", day=date.fromisoformat(issued)) if issued else ""


def _heading(context: BotContext, answers: Answers) -> str:
    was_read = bool(answers.get("sure"))
    return context.texts("certificates-review-read" if was_read else "certificates-review")


def _endings(context: BotContext, _answers: Answers) -> Sequence[Sequence[Button]]:
    return [[context.button(SendCertificate(), "certificates-button-send")]]


FORMS.add(
    Form(
        FORM,
        name="certificates-form",
        steps=(
            Step(
                "course",
                title="certificates-column-course",
                prompt="certificates-ask-course",
                options=_courses,
                choose=_choose_course,
            ),
            Step(
                "code",
                title="certificates-column-code",
                prompt="certificates-ask-code",
                take=Words(LONGEST_CODE, check=_code),
            ),
            Step(
                "name",
                title="certificates-column-name",
                prompt=_ask_name,
                options=_own_names,
                choose=_choose_name,
                take=OWN_NAME,
            ),
            Step(
                "issued",
                title="certificates-column-issued",
                prompt=_ask_day,
                options=_days,
                choose=_choose_day,
                take=_take_day,
                shown=_shown_day,
            ),
            Step(
                "level",
                title="certificates-column-level",
                prompt="certificates-ask-level",
                options=_levels,
                optional=True,
            ),
            Step(
                "score",
                title="certificates-column-score",
                prompt=_ask_score,
                take=Words(LONGEST_CODE, check=_score),
                optional=True,
            ),
        ),
        heading=_heading,
        endings=_endings,
        cancelled="certificates-cancelled",
    )
)
