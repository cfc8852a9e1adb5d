"""The form in which a person tells a case: the questions, the evidence, a last look at it all, and the sending."""

from __future__ import annotations

import json
from collections.abc import Sequence

from telegram import Message

from channels.taps import Button
from handlers.cases.my_cases import CASE_FORM, case_rows, link_of, my_list
from handlers.cases.questions import QUESTIONS, details_of
from handlers.cases.taps import SubmitCase, SubmitLike
from handlers.chat.context import LARGEST, BotContext, Wrong
from handlers.chat.forms import FORMS, Answers, Form, Step
from handlers.chat.menu import menu_button, way_out
from handlers.chat.routes import on_tap
from handlers.chat.taps import Review
from services.cases import Case, CaseDetails, CaseFile, words

EVIDENCE = "evidence"
MOST_FILES = 10
_LIKE = "_like"
"""Among the answers: the link by which she came, of a case about the same."""


async def begin_form(
    context: BotContext, case_id: int, case: Case | None = None, *, by_phone: bool = False, like: Case | None = None
) -> None:
    """Asks what is not known yet. `case`: where the clock kept it, day and hour are known, and perhaps the
    scene. `like`:
    somebody else's, about the same kind of place and day."""
    answers = {"case": str(case_id)}
    if like:
        on = like.details.happened_on or like.started_at.date()
        answers |= {"place": like.details.place, "happened-on": on.isoformat(), _LIKE: like.share}
    if by_phone:
        answers["phone"] = "1"
    if case and case.details.hour:
        answers |= {
            "happened-on": case.started_at.date().isoformat(),
            "hour": case.details.hour,
        }
    if case and case.details.document:
        answers |= {"document": case.details.document, "place": case.details.place}
    await FORMS.begin(context, CASE_FORM, answers)


# Evidence


async def _take_file(context: BotContext, answers: Answers) -> Answers | None:
    """A photo, an album as one set, a video, a voice message or a file; «done» ends it."""
    message, texts = context.message, context.texts
    file = _file_of(message)
    draft = await context.services.people.drafts.of(context.person_id, CASE_FORM)
    assert draft  # noqa: S101 - the form is being filled in
    kept = _files(draft.answers)
    done = [[context.button(Review(CASE_FORM), "cases-button-files-done")]]
    if file is None and kept:
        await context.say(texts("cases-file-wanted-more"), done)
        return None
    if file is None:
        raise Wrong(texts("cases-file-wanted"))
    size = file[1]
    if size > LARGEST:
        raise Wrong(texts("cases-file-large", size=round(size / 1024 / 1024), most=LARGEST // 1024 // 1024))
    if len(kept) >= MOST_FILES:
        raise Wrong(texts("cases-files-many", most=MOST_FILES))
    if file[0].unique_id not in {each.unique_id for each in kept}:
        kept.append(file[0])
    changed = {
        **draft.answers,
        "_files": json.dumps([[each.kind, each.file_id, each.unique_id] for each in kept]),
        "_album": message.media_group_id or "",
    }
    await context.services.people.drafts.change(draft, EVIDENCE, changed, context.received.update_id, by_message=True)
    if not message.media_group_id or message.media_group_id != answers.get("_album"):
        await context.say(texts("cases-file-kept", count=len(kept), most=MOST_FILES), done)
    return None


def _file_of(message: Message) -> tuple[CaseFile, int] | None:
    """The evidence in a message, with its size in bytes."""
    if message.photo:
        photo = message.photo[-1]
        return CaseFile("photo", photo.file_id, photo.file_unique_id), photo.file_size or 0
    if message.document and (message.document.mime_type or "").startswith("image/"):
        image = message.document  # a photo sent as a file keeps what the camera wrote into it
        return CaseFile("image", image.file_id, image.file_unique_id), image.file_size or 0
    for kind in ("video", "voice", "video_note", "audio", "document"):
        found = getattr(message, kind)
        if found:
            return CaseFile(kind, found.file_id, found.file_unique_id), found.file_size or 0
    return None


def _files(answers: Answers) -> list[CaseFile]:
    return [CaseFile(*each) for each in json.loads(answers.get("_files") or "[]")]


def _ask_for_evidence(context: BotContext, _answers: Answers) -> str:
    return context.texts("cases-ask-evidence", most=MOST_FILES)


def _shown_files(context: BotContext, answers: Answers) -> str:
    count = len(_files(answers))
    return context.texts("cases-files", count=count) if count else ""


# The form


def _endings(context: BotContext, answers: Answers) -> Sequence[Sequence[Button]]:
    return [[context.button(SubmitCase(int(answers["case"]), 0), "cases-button-submit")]]


async def _cancelled(context: BotContext, answers: Answers) -> None:
    await context.services.cases.own.drop(int(answers["case"]), context.person_id)
    await context.show(context.texts("cases-dropped"), way_out(context))


FORMS.add(
    Form(
        CASE_FORM,
        name="cases-form",
        steps=(
            *(question.step() for question in QUESTIONS),
            Step(
                EVIDENCE,
                title="cases-title-evidence",
                prompt=_ask_for_evidence,
                take=_take_file,
                shown=_shown_files,
                optional=True,
                beside=("_files", "_album"),
            ),
        ),
        heading="cases-review",
        endings=_endings,
        cancelled=_cancelled,
    ),
)


# Sending


@on_tap()
async def submit(context: BotContext, tap: SubmitCase) -> None:
    await _submit(context, tap.case, is_sure=tap.sure == 1)


@on_tap()
async def submit_like(context: BotContext, tap: SubmitLike) -> None:
    await _submit(context, tap.case, tap.share, is_sure=True)


async def _submit(context: BotContext, case_id: int, like: str = "", *, is_sure: bool) -> None:
    """Once: a press that comes twice shows the same receipt.

    The receipt has no buttons, so that nothing takes its place: the code is not shown again.
    """
    services, texts = context.services, context.texts
    draft = await services.people.drafts.of(context.person_id, CASE_FORM)
    answers = draft.answers if draft and draft.answers.get("case") == str(case_id) else None
    by_phone = answers is not None and answers.get("phone") == "1"
    made = await services.cases.own.receipt(case_id, context.person_id, by_phone=by_phone)
    if made is None and answers is not None:
        if not all(answers.get(each.id) for each in QUESTIONS if not each.optional):
            await FORMS.go_on(context, CASE_FORM)
            return
        details, like = details_of(answers), like or answers.get(_LIKE, "")
        if not is_sure and not like and await _offer_likely_duplicates(context, case_id, details):
            return
        made = await services.cases.own.submit(
            case_id, context.person_id, details, _files(answers), by_phone=by_phone, like=like
        )
    if made is None:
        await my_list(context)
        return
    key = "cases-submitted-by-phone" if by_phone else "cases-submitted"
    url = link_of(context, made.case)
    await context.show(texts(key, number=made.case.number or "", code=made.code, url=url))
    if answers is not None:
        rows = [[menu_button(context)]] if by_phone else case_rows(context, made.case)
        await context.say(texts("cases-submitted-next"), rows)
        await services.people.drafts.end(context.person_id, CASE_FORM)


async def _offer_likely_duplicates(context: BotContext, case_id: int, details: CaseDetails) -> bool:
    """Whether there are cases of others that may be about the same. She reads no word of theirs."""
    services, texts = context.services, context.texts
    alike = await services.cases.own.likely_duplicates(details, context.person_id)
    if not alike:
        return False
    rows = [
        [context.button(SubmitLike(case_id, each.share), "cases-button-join", number=each.number or "")]
        for each in alike
    ]
    rows.append([context.button(SubmitCase(case_id, 1), "cases-button-another")])
    lines = [
        texts(
            "cases-alike-line",
            number=each.number or "",
            place=words.at_place(services.content, each),
            on=details.happened_on,
            count=1 + each.linked,
        )
        for each in alike
    ]
    await context.show(texts("cases-alike", lines=texts.lines(lines)), rows)
    return True
