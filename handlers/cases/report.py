"""A person reports that a document was not accepted: clock first, then the details, then she follows her case."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from telegram import Message, Update
from telegram.ext import BaseHandler, CommandHandler, filters
from telegram.helpers import create_deep_linked_url

from channels.taps import Button, in_rows
from content.hromadas import load_hromadas
from content.messages import Texts
from handlers.cases import appeals
from handlers.cases.taps import (
    AddToCase,
    BeginAppeal,
    BeginNow,
    BeginReport,
    ChoosePlace,
    DropReport,
    FollowByCode,
    JoinCase,
    Later,
    NotSolved,
    ShowCase,
    Solved,
    Submit,
    TellDetails,
    WasRefused,
    Withdraw,
)
from handlers.chat.context import BotContext
from handlers.chat.forms import FORMS, Answers, Form, Option, Step, Wrong, take_words
from handlers.chat.menu import menu_button
from handlers.chat.presses import on_tap
from handlers.chat.prompts import ask, on_reply
from handlers.chat.taps import Review, ShowReport
from handlers.people.taps import SendMyData
from services.cases.cases import GROUNDS, LONGEST, OTHER, RESULTS, Details, File, Report, State
from services.services import Services

LINK = "report"
"""Deep-link payload of a new report."""
TOO = "too_"
"""Deep-link payload for fellow travellers: `too_<token>`."""
FORM = "report"
MOST_FILES = 10
LARGEST_FILE = 20 * 1024 * 1024
"""Bytes: what Telegram lets a bot load."""
LONGEST_PLACE = 120
OLDEST = timedelta(days=365)
LISTED = 10


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    return [
        CommandHandler("report", report, private),
        CommandHandler("my", my_cases, private),
        on_tap(ShowReport, show_report),
        on_tap(BeginNow, begin_now),
        on_tap(BeginReport, begin_report),
        on_tap(TellDetails, tell_details),
        on_tap(DropReport, drop_report),
        on_tap(Later, later),
        on_tap(WasRefused, was_refused),
        on_tap(Submit, submit),
        on_tap(JoinCase, join_case),
        on_tap(ShowCase, show_case),
        on_tap(Solved, solved),
        on_tap(NotSolved, not_solved),
        on_tap(Withdraw, withdraw),
        on_tap(AddToCase, ask_to_add),
        on_tap(BeginAppeal, begin_appeal),
        on_tap(FollowByCode, ask_for_code),
        on_reply(services, _add_prompt, take_addition),
        on_reply(services, _code_prompt, take_code),
    ]


# Clock first


async def report(update: Update, context: BotContext) -> None:
    await show_report(context, ShowReport())


async def show_report(context: BotContext, _tap: ShowReport) -> None:
    texts = context.texts
    rows = [
        [BeginNow().button(texts.plain("reports-button-now"))],
        [BeginReport().button(texts.plain("reports-button-tell"))],
    ]
    begun = await context.services.cases.cases.begun_by(context.person_id)
    if begun:
        words = texts.plain("reports-button-go-on", at=_time(context, begun))
        rows.insert(0, [TellDetails(begun.id).button(words)])
    await context.show(texts("reports-start"), [*rows, [menu_button(context)]])


async def begin_now(context: BotContext, _tap: BeginNow) -> None:
    """The time is kept before anything is asked; two taps more and the card is there."""
    reports = context.services.cases.cases
    begun = await reports.begun_by(context.person_id)
    if begun is None or begun.details.document:
        await reports.begin(context.person_id)
    buttons = [ChoosePlace(each.id).button(each.title) for each in context.services.cases.cards.table.documents]
    rows = in_rows(buttons)
    await context.show(context.texts("reports-clock", at=f"{context.services.people.people.now():%H:%M}"), rows)


async def was_refused(context: BotContext, tap: WasRefused) -> None:
    """The card did not help: the time of the case is the time at which it was shown."""
    services = context.services
    view = await services.cases.cards.view(tap.view, context.person_id)
    if view is None:
        await show_report(context, ShowReport())
        return
    await services.cases.cards.say(tap.view, context.person_id, accepted=False)
    begun = await services.cases.cases.begun_by(context.person_id)
    if begun and (begun.details.document, begun.details.place) == (view.document, view.place):
        number = begun.id
    else:
        number = await services.cases.cases.begin(context.person_id, view.document, view.place, view.shown_at)
    texts = context.texts
    rows = [
        [TellDetails(number).button(texts.plain("reports-button-details"))],
        [Later().button(texts.plain("reports-button-later"))],
    ]
    await context.say(texts("reports-refused"), rows)


async def later(context: BotContext, _tap: Later) -> None:
    await context.show(context.texts("reports-later"), [[menu_button(context)]])


async def begin_report(context: BotContext, _tap: BeginReport) -> None:
    if await context.services.cases.cases.has_sent_enough(context.person_id):
        await context.show(context.texts("reports-enough"), [[menu_button(context)]])
        return
    number = await context.services.cases.cases.begin(context.person_id)
    await FORMS.begin(context, FORM, {"report": str(number)})


async def tell_details(context: BotContext, tap: TellDetails) -> None:
    """Goes on where she was, or asks what is not known yet. What was sent meanwhile is shown, not asked for anew."""
    own = await context.services.cases.cases.own(tap.report, context.person_id)
    if own and own.number:
        await show_case(context, ShowCase(own.id))
        return
    if own is None or own.state not in {State.BEGUN, State.UNFINISHED}:
        await show_report(context, ShowReport())
        return
    draft = await context.services.people.drafts.of(context.person_id)
    if draft and draft.form == FORM and draft.answers.get("report") == str(own.id):
        await FORMS.go_on(context)
        return
    answers = {"report": str(own.id), "when": own.started_at.astimezone(_now(context).tzinfo).date().isoformat()}
    if own.details.document:
        answers |= {"document": own.details.document, "place": own.details.place}
    await FORMS.begin(context, FORM, answers)


async def drop_report(context: BotContext, tap: DropReport) -> None:
    await context.services.cases.cases.drop(tap.report, context.person_id)
    await context.show(context.texts("reports-dropped"), [[menu_button(context)]])


async def start_for_phone(context: BotContext) -> None:
    """An operator tells for somebody who phoned."""
    number = await context.services.cases.cases.begin(context.person_id)
    await FORMS.begin(context, FORM, {"report": str(number), "phone": "1"})


# The form


def _documents(context: BotContext, _answers: Answers) -> Sequence[Option]:
    known = [Option(each.id, each.title) for each in context.services.cases.cards.table.documents]
    return [*known, Option(OTHER, context.texts.plain("reports-option-other"))]


def _places(context: BotContext, _answers: Answers) -> Sequence[Option]:
    return [Option(each.id, each.title) for each in context.services.cases.cards.table.places if each.id != "border"]


async def _take_where(context: BotContext, answers: Answers) -> Answers:
    message = context.message
    if message.location:
        place = {"latitude": str(message.location.latitude), "longitude": str(message.location.longitude)}
        return {**place, "where": answers.get("where") or context.texts.plain("reports-here")}
    return {"where": await take_words(context, LONGEST_PLACE)}


def _hromadas(context: BotContext, answers: Answers) -> Sequence[Option]:
    marks = answers.get("_found", "").split()
    return [
        Option(each.slug, context.texts.plain("people-hromada", name=each.name, raion=each.raion))
        for each in load_hromadas()
        if each.slug in marks
    ]


async def _take_hromada(context: BotContext, _answers: Answers) -> Answers | None:
    found = context.services.people.people.look_up(await take_words(context, LONGEST_PLACE))
    if found.sure:
        return {"hromada": found.hromadas[0].slug}
    if not found.hromadas:
        raise Wrong(context.texts("reports-no-such-hromada"))
    draft = await context.services.people.drafts.of(context.person_id)
    assert draft  # noqa: S101 - the form is being filled in
    marks = " ".join(each.slug for each in found.hromadas)
    answers = {**draft.answers, "_found": marks}
    await context.services.people.drafts.change(draft, "hromada", answers, context.received.update_id, by_message=True)
    await FORMS.go_on(context)
    return None


def _days(context: BotContext, _answers: Answers) -> Sequence[Option]:
    texts = context.texts
    return [
        Option("today", texts.plain("reports-option-today")),
        Option("yesterday", texts.plain("reports-option-yesterday")),
    ]


async def _choose_day(context: BotContext, _answers: Answers, option: str) -> Answers:
    today = _now(context).date()
    return {"when": (today if option == "today" else today - timedelta(days=1)).isoformat()}


async def _take_day(context: BotContext, _answers: Answers) -> Answers:
    today = _now(context).date()
    day = read_day(await take_words(context, 20), today)
    if day is None or not today - OLDEST <= day <= today:
        raise Wrong(context.texts("reports-wrong-day", example=f"{today:%d.%m.%Y}"))
    return {"when": day.isoformat()}


def read_day(text: str, today: date) -> date | None:
    """A day as people write it: 23.11.2026, 23.11.26 or 23.11; None where it is none."""
    parts = text.replace("/", ".").replace("-", ".").strip(".").split(".")
    if not 2 <= len(parts) <= 3 or not all(part.isdigit() for part in parts):
        return None
    day, month, *rest = (int(part) for part in parts)
    year = rest[0] if rest else today.year
    try:
        found = date(year + 2000 if year < 100 else year, month, day)
        return found.replace(year=found.year - 1) if not rest and found > today else found
    except ValueError:
        return None


def _grounds(context: BotContext, _answers: Answers) -> Sequence[Option]:
    return [Option(id, context.texts.plain(key)) for id, key in GROUNDS.items()]


def _results(context: BotContext, _answers: Answers) -> Sequence[Option]:
    return [Option(id, context.texts.plain(key)) for id, key in RESULTS.items()]


async def _take_said(context: BotContext, _answers: Answers) -> Answers:
    return {"said": await take_words(context, LONGEST)}


async def _take_ground(context: BotContext, _answers: Answers) -> Answers:
    return {"ground": await take_words(context, LONGEST)}


async def _take_file(context: BotContext, answers: Answers) -> Answers | None:
    """A photo, an album as one set, a video, a voice message or a file; «done» ends it."""
    message, texts = context.message, context.texts
    file = _file_of(message)
    if file is None:
        raise Wrong(texts("reports-file-wanted"))
    draft = await context.services.people.drafts.of(context.person_id)
    assert draft  # noqa: S101 - the form is being filled in
    kept = _files(draft.answers)
    size = file[1]
    if size > LARGEST_FILE:
        raise Wrong(texts("reports-file-large", size=round(size / 1024 / 1024), most=LARGEST_FILE // 1024 // 1024))
    if len(kept) >= MOST_FILES:
        raise Wrong(texts("reports-files-many", most=MOST_FILES))
    if file[0].unique_id not in {each.unique_id for each in kept}:
        kept.append(file[0])
    changed = {
        **draft.answers,
        "_files": json.dumps([[each.kind, each.file_id, each.unique_id] for each in kept]),
        "_album": message.media_group_id or "",
    }
    await context.services.people.drafts.change(draft, "evidence", changed, context.received.update_id, by_message=True)
    if not message.media_group_id or message.media_group_id != answers.get("_album"):
        rows = [[Review().button(texts.plain("reports-button-files-done"))]]
        await context.say(texts("reports-file-kept", count=len(kept), most=MOST_FILES), rows)
    return None


def _file_of(message: Message) -> tuple[File, int] | None:
    """The evidence in a message, with its size in bytes."""
    if message.photo:
        photo = message.photo[-1]
        return File("photo", photo.file_id, photo.file_unique_id), photo.file_size or 0
    if message.document and (message.document.mime_type or "").startswith("image/"):
        image = message.document  # a photo sent as a file keeps what the camera wrote into it
        return File("image", image.file_id, image.file_unique_id), image.file_size or 0
    for kind in ("video", "voice", "video_note", "audio", "document"):
        found = getattr(message, kind)
        if found:
            return File(kind, found.file_id, found.file_unique_id), found.file_size or 0
    return None


def _files(answers: Answers) -> list[File]:
    return [File(*each) for each in json.loads(answers.get("_files") or "[]")]


def _shown_files(context: BotContext, answers: Answers) -> str:
    count = len(_files(answers))
    return context.texts("reports-files", count=count) if count else ""


def _shown_option(options: Any, id: str) -> Any:
    def shown(context: BotContext, answers: Answers) -> str:
        chosen = answers.get(id, "")
        return next((each.text for each in options(context, answers) if each.id == chosen), chosen)

    return shown


def _shown_hromada(context: BotContext, answers: Answers) -> str:
    return next((each.name for each in load_hromadas() if each.slug == answers.get("hromada")), "")


def _shown_day(context: BotContext, answers: Answers) -> str:
    day = answers.get("when")
    return context.texts("reports-day", on=date.fromisoformat(day)) if day else ""


def _shown(id: str) -> Any:
    return lambda _context, answers: answers.get(id, "")


def _endings(context: BotContext, answers: Answers) -> Sequence[Sequence[Button]]:
    return [[Submit(int(answers["report"]), 0).button(context.texts.plain("reports-button-submit"))]]


async def _cancelled(context: BotContext, answers: Answers) -> None:
    await context.services.cases.cases.drop(int(answers["report"]), context.person_id)
    await context.show(context.texts("reports-dropped"), [[menu_button(context)]])


FORMS.add(
    Form(
        FORM,
        steps=(
            Step(
                "document",
                prompt=lambda context, _: context.texts("reports-ask-document"),
                title=lambda context: context.texts.plain("reports-title-document"),
                options=_documents,
                shown=_shown_option(_documents, "document"),
            ),
            Step(
                "place",
                prompt=lambda context, _: context.texts("reports-ask-place"),
                title=lambda context: context.texts.plain("reports-title-place"),
                options=_places,
                shown=_shown_option(_places, "place"),
            ),
            Step(
                "where",
                prompt=lambda context, _: context.texts("reports-ask-where"),
                title=lambda context: context.texts.plain("reports-title-where"),
                take=_take_where,
                shown=_shown("where"),
            ),
            Step(
                "when",
                prompt=lambda context, _: context.texts("reports-ask-when"),
                title=lambda context: context.texts.plain("reports-title-when"),
                options=_days,
                choose=_choose_day,
                take=_take_day,
                shown=_shown_day,
            ),
            Step(
                "hromada",
                prompt=lambda context, _: context.texts("reports-ask-hromada"),
                title=lambda context: context.texts.plain("reports-title-hromada"),
                options=_hromadas,
                take=_take_hromada,
                shown=_shown_hromada,
                optional=True,
            ),
            Step(
                "result",
                prompt=lambda context, _: context.texts("reports-ask-result"),
                title=lambda context: context.texts.plain("reports-title-result"),
                options=_results,
                shown=_shown_option(_results, "result"),
                optional=True,
            ),
            Step(
                "ground",
                prompt=lambda context, _: context.texts("reports-ask-ground"),
                title=lambda context: context.texts.plain("reports-title-ground"),
                options=_grounds,
                take=_take_ground,
                shown=_shown_option(_grounds, "ground"),
                optional=True,
            ),
            Step(
                "said",
                prompt=lambda context, _: context.texts("reports-ask-said"),
                title=lambda context: context.texts.plain("reports-title-said"),
                take=_take_said,
                shown=_shown("said"),
                optional=True,
            ),
            Step(
                "evidence",
                prompt=lambda context, _: context.texts("reports-ask-evidence", most=MOST_FILES),
                title=lambda context: context.texts.plain("reports-title-evidence"),
                take=_take_file,
                shown=_shown_files,
                optional=True,
            ),
        ),
        heading=lambda context, _: context.texts("reports-review"),
        endings=_endings,
        cancelled=_cancelled,
    ),
)


# Submitting


async def submit(context: BotContext, tap: Submit) -> None:
    """Once: a press that comes twice finds no draft, and the case is there already."""
    services, texts = context.services, context.texts
    draft = await services.people.drafts.of(context.person_id)
    if draft is None or draft.form != FORM or draft.answers.get("report") != str(tap.report):
        await my_list(context)
        return
    answers = draft.answers
    missing = not all(answers.get(each) for each in ("document", "place", "where", "when"))
    if missing:
        await FORMS.go_on(context)
        return
    details = _details(answers)
    if not tap.sure and (alike := await services.cases.cases.likely_duplicates(details, context.person_id)):
        rows = [
            [JoinCase(each.share, tap.report).button(texts.plain("reports-button-join", number=each.number or ""))]
            for each in alike
        ]
        rows.append([Submit(tap.report, 1).button(texts.plain("reports-button-another"))])
        lines = [
            texts("reports-alike-line", number=each.number or "", place=services.cases.cases.place(each))
            for each in alike
        ]
        await context.show(texts("reports-alike", lines=texts.lines(lines)), rows)
        return
    by_phone = answers.get("phone") == "1"
    made = await services.cases.cases.submit(tap.report, context.person_id, details, _files(answers), by_phone=by_phone)
    await services.people.drafts.end(context.person_id)
    if made is None:
        await my_list(context)
        return
    url = create_deep_linked_url(context.bot.username, TOO + made.report.share)
    if by_phone:
        html = texts("reports-submitted-by-phone", number=made.report.number or "", code=made.code)
        await context.show(html, [[menu_button(context)]])
        return
    html = texts("reports-submitted", number=made.report.number or "", code=made.code, url=url)
    await context.show(
        html, [*_appeal_row(context, made.report), *_case_rows(context, made.report), [menu_button(context)]]
    )


def _details(answers: Answers) -> Details:
    mark = answers.get("hromada")
    latitude, longitude = answers.get("latitude"), answers.get("longitude")
    return Details(
        document=answers["document"],
        place=answers["place"],
        place_name=answers["where"],
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        hromada=next((each.katottg for each in load_hromadas() if each.slug == mark), None),
        happened_on=date.fromisoformat(answers["when"]),
        said=answers.get("said", ""),
        ground=answers.get("ground", ""),
        result=answers.get("result", ""),
    )


# Following


async def my_cases(update: Update, context: BotContext) -> None:
    await my_list(context)


async def my_list(context: BotContext) -> None:
    texts, reports = context.texts, await context.services.cases.cases.of_person(context.person_id)
    rows = []
    for each in reports[:LISTED]:
        words = texts.plain(
            "reports-button-case", number=each.number or "", state=context.services.cases.cases.state(each)
        )
        rows.append([ShowCase(each.id).button(words)])
    begun = await context.services.cases.cases.begun_by(context.person_id)
    if begun:
        rows.append([TellDetails(begun.id).button(texts.plain("reports-button-go-on", at=_time(context, begun)))])
    rows += [
        [FollowByCode().button(texts.plain("reports-button-by-code"))],
        [SendMyData().button(texts.plain("privacy-button-my"))],
    ]
    html = texts("reports-mine", count=len(reports)) if reports else texts("reports-none")
    await context.show(html, [*rows, [menu_button(context)]])


async def show_case(context: BotContext, tap: ShowCase) -> None:
    report = await context.services.cases.cases.seen_by(tap.report, context.person_id)
    if report is None:
        await my_list(context)
        return
    await context.show(
        await _case(context, report),
        [*_appeal_row(context, report), *_case_rows(context, report), [menu_button(context)]],
    )


async def _case(context: BotContext, report: Report) -> str:
    """The case with its history, as its person sees it."""
    texts, reports = context.texts, context.services.cases.cases
    lines = []
    for event in await reports.events(report.id):
        words = reports.event(event)
        if words:
            at = event.at.astimezone(_now(context).tzinfo)
            lines.append(texts("reports-history-line", at=f"{at:%d.%m.%Y %H:%M}", words=words))
    return texts(
        "reports-case",
        number=report.number or "",
        state=reports.state(report),
        document=reports.document(report),
        place=reports.place(report),
        lines=texts.lines(lines[-15:]),
    )


def _case_rows(context: BotContext, report: Report) -> list[list[Button]]:
    texts = context.texts
    if report.state is State.CLOSED:
        if report.person_id != context.person_id:
            return []
        return [[NotSolved(report.id).button(texts.plain("reports-button-not-solved"))]]
    if report.state is State.MERGED:
        return []
    rows = [[AddToCase(report.id).button(texts.plain("reports-button-add"))]]
    if report.person_id == context.person_id:
        rows.append(
            [
                Solved(report.id).button(texts.plain("reports-button-solved")),
                Withdraw(report.id).button(texts.plain("reports-button-withdraw")),
            ]
        )
    return rows


def _appeal_row(context: BotContext, report: Report) -> list[list[Button]]:
    """Her own case, whatever became of it, may become an appeal."""
    if report.person_id != context.person_id:
        return []
    return [[BeginAppeal(report.id).button(context.texts.plain("appeals-button"))]]


async def begin_appeal(context: BotContext, tap: BeginAppeal) -> None:
    report = await context.services.cases.cases.own(tap.report, context.person_id)
    if report is None or report.number is None:
        await my_list(context)
        return
    await FORMS.begin(context, appeals.FORM, {"report": str(report.id)})


async def solved(context: BotContext, tap: Solved) -> None:
    await context.services.cases.cases.solved(tap.report, context.person_id)
    await context.toast(context.texts.plain("reports-thanks"))
    await show_case(context, ShowCase(tap.report))


async def not_solved(context: BotContext, tap: NotSolved) -> None:
    reopened = await context.services.cases.cases.reopen(tap.report, context.person_id)
    await context.toast(context.texts.plain("reports-reopened" if reopened else "reports-thanks"))
    await show_case(context, ShowCase(tap.report))


async def withdraw(context: BotContext, tap: Withdraw) -> None:
    await context.services.cases.cases.withdraw(tap.report, context.person_id)
    await show_case(context, ShowCase(tap.report))


def _add_prompt(texts: Texts, number: int) -> str:
    return texts.plain("reports-add-prompt", number=str(number))


async def ask_to_add(context: BotContext, tap: AddToCase) -> None:
    if await context.services.cases.cases.seen_by(tap.report, context.person_id):
        await ask(context, _add_prompt(context.texts, tap.report), context.texts.plain("reports-add-placeholder"))
    else:
        await my_list(context)


async def take_addition(context: BotContext, number: int) -> None:
    added = await context.services.cases.cases.add(number, context.person_id, context.message.text or "")
    await context.say(context.texts("reports-added" if added else "reports-not-added"), [[menu_button(context)]])


def _code_prompt(texts: Texts, _number: int) -> str:
    return texts.plain("reports-code-prompt")


async def ask_for_code(context: BotContext, _tap: FollowByCode) -> None:
    await ask(context, _code_prompt(context.texts, 0), context.texts.plain("reports-code-placeholder"))


async def take_code(context: BotContext, _number: int) -> None:
    """Without an account of its own the code shows where the case stands, and nothing that people wrote."""
    report = await context.services.cases.cases.by_code(context.message.text or "")
    if report is None:
        await context.say(context.texts("reports-no-such-code"), [[menu_button(context)]])
        return
    html = context.texts(
        "reports-by-code",
        number=report.number or "",
        state=context.services.cases.cases.state(report),
        reason=report.outcome_reason or context.texts.plain("forms-empty"),
    )
    await context.say(html, [[menu_button(context)]])


# Me too


async def offer_to_join(context: BotContext, token: str) -> None:
    """A fellow traveller opens the link."""
    report = await context.services.cases.cases.shared(token)
    if report is None or report.state in {State.CLOSED, State.MERGED}:
        await context.say(context.texts("reports-not-joinable"), [[menu_button(context)]])
        return
    reports, texts = context.services.cases.cases, context.texts
    on = report.details.happened_on or report.started_at.date()
    html = texts("reports-join", document=reports.document(report), place=reports.place(report), on=on)
    rows = [[JoinCase(token, 0).button(texts.plain("reports-button-me-too"))]]
    await context.say(html, [*rows, [menu_button(context)]])


async def join_case(context: BotContext, tap: JoinCase) -> None:
    reports = context.services.cases.cases
    report = await reports.shared(tap.share)
    if report is None:
        await my_list(context)
        return
    await reports.join(report.id, context.person_id)
    if tap.instead:
        await reports.drop(tap.instead, context.person_id)
        await context.services.people.drafts.end(context.person_id)
    await context.show(
        context.texts("reports-joined", number=report.number or ""),
        [[ShowCase(report.id).button(context.texts.plain("reports-button-show"))], [menu_button(context)]],
    )


def _now(context: BotContext) -> datetime:
    return context.services.people.people.now()


def _time(context: BotContext, report: Report) -> str:
    return f"{report.started_at.astimezone(_now(context).tzinfo):%H:%M}"
