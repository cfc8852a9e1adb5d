"""The form in which a person tells a case: the questions, the evidence, a last look at it all, and the sending."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from telegram import Message

from channels.taps import Button
from handlers.cases.my_cases import CASE_FORM, case_rows, link_of, my_list
from handlers.cases.questions import QUESTIONS, details_of
from handlers.cases.taps import AddEvidence, IsEvidence, SubmitCase, SubmitLike
from handlers.chat.context import LARGEST, BotContext, Wrong
from handlers.chat.forms import FORMS, Answers, Form, Step
from handlers.chat.menu import menu_button, way_out
from handlers.chat.routes import on_tap
from handlers.chat.taps import Review
from services.cases import Case, CaseDetails, CaseFile, words
from services.files.pictures import IMAGE, NotAPicture, PictureFault, megapixels, strip

EVIDENCE = "evidence"
MOST_FILES = 10
CHOICES = 5
"""Cases to which evidence may be added."""
_LIKE = "_like"
"""Among the answers: the link by which she came, of a case about the same."""


async def begin_form(
    context: BotContext,
    case_id: int,
    case: Case | None = None,
    *,
    by_phone: bool = False,
    like: Case | None = None,
    files: Sequence[CaseFile] = (),
) -> None:
    """Asks what is not known yet. `case`: where the clock kept it, day and hour are known, and perhaps the
    scene. `like`: somebody else's, about the same kind of place and day. `files`: evidence that she sent before."""
    answers = {"case": str(case_id)}
    if files:
        answers["_files"] = _kept(files)
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
    try:
        await _keep_file(context, answers)
    except Wrong as wrong:
        if not context.continues_album:
            raise
        # The form says nothing of the rest of an album, and this one is not kept.
        await context.say(wrong.html, _done(context))
    return None


async def _keep_file(context: BotContext, answers: Answers) -> None:
    """Raises Wrong."""
    message, texts = context.message, context.texts
    draft = await context.services.people.drafts.of(context.person_id, CASE_FORM)
    assert draft  # noqa: S101 - the form is being filled in
    kept = _files(draft.answers)
    if _file_of(message) is None and kept:
        await context.say(texts("cases-file-wanted-more"), _done(context))
        return
    await _put_beside(context, kept, message)
    changed = {**draft.answers, "_files": _kept(kept), "_album": message.media_group_id or ""}
    await context.services.people.drafts.change(draft, EVIDENCE, changed, context.received.update_id, by_message=True)
    if not message.media_group_id or message.media_group_id != answers.get("_album"):
        await context.say(texts("cases-file-kept", count=len(kept), most=MOST_FILES), _done(context))


def _done(context: BotContext) -> list[list[Button]]:
    return [[context.button(Review(CASE_FORM), "cases-button-files-done")]]


async def _put_beside(context: BotContext, kept: list[CaseFile], message: Message) -> None:
    """Adds what came to what is kept already, once. Raises Wrong."""
    file = await _as_shown(context, message)
    if file.unique_id in {each.unique_id for each in kept}:
        return
    if len(kept) >= MOST_FILES:
        raise Wrong(context.texts("cases-files-many", most=MOST_FILES))
    kept.append(file)


async def _as_shown(context: BotContext, message: Message) -> CaseFile:
    """The evidence as the staff will get it: a picture among the documents is one that they can be shown.

    Raises Wrong.
    """
    texts, found = context.texts, _file_of(message)
    if found is None:
        raise Wrong(texts("cases-file-wanted"))
    file, size = found
    if size > LARGEST:
        raise Wrong(texts("cases-file-large", size=round(size / 1024 / 1024), most=LARGEST // 1024 // 1024))
    if file.kind != "document":
        return file
    try:
        await strip(await context.download(file.file_id))
    except NotAPicture as error:
        if error.fault is PictureFault.UNKNOWN_KIND and not is_picture(message):
            return file
        raise Wrong(texts("cases-file-unseen", reason=error.fault.value, **megapixels())) from error
    return replace(file, kind=IMAGE)


def _file_of(message: Message) -> tuple[CaseFile, int] | None:
    """The evidence in a message, with its size in bytes."""
    if message.photo:
        photo = message.photo[-1]
        return CaseFile("photo", photo.file_id, photo.file_unique_id), photo.file_size or 0
    for kind in ("video", "voice", "video_note", "audio", "document"):
        found = getattr(message, kind)
        if found:
            return CaseFile(kind, found.file_id, found.file_unique_id), found.file_size or 0
    return None


def is_picture(message: Message) -> bool:
    """Whether she sees it as a photo that she sent."""
    return bool(message.photo) or bool(message.document and (message.document.mime_type or "").startswith("image/"))


def _files(answers: Answers) -> list[CaseFile]:
    return [CaseFile(*each) for each in json.loads(answers.get("_files") or "[]")]


def _kept(files: Sequence[CaseFile]) -> str:
    return json.dumps([[each.kind, each.file_id, each.unique_id] for each in files])


def _ask_for_evidence(context: BotContext, answers: Answers) -> str:
    count = len(_files(answers))
    if count:
        return context.texts("cases-file-kept", count=count, most=MOST_FILES)
    return context.texts("cases-ask-evidence", most=MOST_FILES)


def _shown_files(context: BotContext, answers: Answers) -> str:
    count = len(_files(answers))
    return context.texts("cases-files", count=count) if count else ""


# Evidence that came when nobody asked for it


@on_tap()
async def choose_case(context: BotContext, _tap: IsEvidence) -> None:
    cases = [each for each in await context.services.cases.read.of_person(context.person_id) if each.is_open]
    if not cases:
        await add_evidence(context, AddEvidence(0))
        return
    content = context.services.content
    rows = [[AddEvidence(each.id).button(f"{each.number}: {words.place(content, each)}")] for each in cases[:CHOICES]]
    another = [context.button(AddEvidence(0), "cases-button-another-case")]
    await context.show(context.texts("cases-which-case"), [*rows, another, [menu_button(context)]])


@on_tap()
async def add_evidence(context: BotContext, tap: AddEvidence) -> None:
    query, texts = context.received.callback_query, context.texts
    asked = query.message if query else None
    message = asked.reply_to_message if isinstance(asked, Message) else None
    if message is None:
        await context.show(texts("cases-evidence-unseen"), [[menu_button(context)]])
        return
    try:
        if tap.case:
            file = await _as_shown(context, message)
            case = await context.services.cases.own.add_file(tap.case, context.person_id, file)
            html = texts("cases-added", number=case.number or "") if case else texts("cases-not-added")
            await context.show(html, [[menu_button(context)]])
        else:
            await _tell_with(context, message)
    except Wrong as wrong:
        await context.show(wrong.html, [[menu_button(context)]])


async def _tell_with(context: BotContext, message: Message) -> None:
    """The case that she tells already, else a new one. Raises Wrong."""
    own, read, drafts = context.services.cases.own, context.services.cases.read, context.services.people.drafts
    draft = await drafts.of(context.person_id, CASE_FORM)
    kept = _files(draft.answers) if draft else []
    await _put_beside(context, kept, message)
    if draft:
        changed = {**draft.answers, "_files": _kept(kept)}
        await drafts.change(draft, draft.step, changed, context.received.update_id, by_message=False)
        await FORMS.go_on(context, CASE_FORM)
        return
    if await own.has_sent_enough(context.person_id):
        raise Wrong(context.texts("cases-enough"))
    begun = await read.begun_by(context.person_id)
    await begin_form(context, begun.id if begun else await own.begin(context.person_id), begun, files=kept)


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
