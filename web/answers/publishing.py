"""Before an answer is in use: what changes, what would be wrong, and who publishes it; and what was in use before."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from itertools import pairwise

from starlette.responses import Response

from content.answers import body_of
from content.mistakes import BrokenContent
from content.overlay import CheckedKind
from services.answers import AnswerEdit, Examination, Publishing, Standing
from services.files.bounded import TooHeavy
from services.people import Right
from web.answers.desk import LIST, ONE, staff_name
from web.answers.editor import failing, said, standing_of
from web.routes import form, page
from web.visit import NotThere, Visit


@page("/desk/answers/of/{answer}/check", Right.ANSWER, rail="answers")
async def check(visit: Visit) -> Response:
    return await _check(visit, await standing_of(visit))


async def _check(visit: Visit, standing: Standing, notice: str = "") -> Response:
    """What changes, the examples and the rules of the content; who may publish."""
    draft, edits = standing.draft, visit.services.answers.edits
    if draft is None:
        return visit.go(f"{ONE}{standing.id}", said=visit.texts.plain("edits-no-draft"))
    try:
        examination = await edits.examine(draft)
    except TooHeavy:
        examination, notice = Examination(), visit.texts.plain("edits-too-heavy")
    return await visit.show(
        "answers/check.html",
        status=409 if notice else 200,
        standing=standing,
        draft=draft,
        title=edits.title(standing.id, draft),
        path=f"{ONE}{standing.id}",
        changes=_changes(visit, standing.id, standing.written, draft.written),
        mistakes=said(visit, examination.mistakes),
        failing=failing(visit, examination.failing),
        is_fine=examination.is_fine,
        seal=edits.seal(draft.written),
        needs_another=await edits.needs_another(draft, visit.person_id),
        notice=notice,
    )


def _changes(visit: Visit, answer_id: str, before: str, after: str) -> list[tuple[str, str]]:
    """Lines that go and lines that come, each with its sign, and a few around them."""
    lines = difflib.unified_diff(_lines(visit, answer_id, before), _lines(visit, answer_id, after), lineterm="", n=0)
    shown = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return [(line[:1], line[1:]) for line in shown]


def _lines(visit: Visit, answer_id: str, written: str) -> list[str]:
    """A file as an editor knows it."""
    texts = visit.texts
    if not written:
        return []
    try:
        answer, _ = visit.services.answers.edits.read(answer_id, written)
    except (BrokenContent, ValueError):
        return written.splitlines()
    if written.count("---\n") < 2:
        return written.splitlines()
    named: list[tuple[str, Sequence[str]]] = [
        (texts.plain("edits-field", name="title"), [answer.title]),
        (texts.plain("edits-field", name="body"), [line for line in body_of(written).splitlines() if line]),
        (texts.plain("edits-field", name="sources"), [f"{each.title} – {each.url}" for each in answer.sources]),
        (texts.plain("edits-field", name="questions"), answer.questions),
        (texts.plain("edits-field", name="keywords"), answer.keywords),
        (texts.plain("edits-field", name="related"), answer.related),
        (
            texts.plain("edits-field", name="checked"),
            [
                texts.plain(
                    "edits-checked-line", date=answer.checked_on, until=answer.review_by, by=answer.checked_by or "none"
                )
            ],
        ),
    ]
    return [f"{name}: {line}" for name, lines in named for line in lines]


@form("/desk/answers/of/{answer}/publish", Right.ANSWER, rail="answers", fresh=True)
async def publish(visit: Visit) -> Response:
    standing, texts = await standing_of(visit), visit.texts
    edits = visit.services.answers.edits
    try:
        done, _ = await edits.publish(standing.id, visit.typed("seal"), visit.person_id, staff_name(visit))
    except TooHeavy:
        return await _check(visit, standing, texts.plain("edits-too-heavy"))
    if done is Publishing.DONE:
        return visit.go(f"{ONE}{standing.id}", said=texts.plain("edits-published"))
    words = {
        Publishing.CHANGED: texts.plain("edits-publish-changed"),
        Publishing.NEEDS_ANOTHER: texts.plain("edits-publish-another"),
        Publishing.BROKEN: texts.plain("edits-publish-broken"),
    }
    return await _check(visit, await standing_of(visit), words[done])


@form("/desk/answers/of/{answer}/ask", Right.ANSWER, rail="answers")
async def ask(visit: Visit) -> Response:
    standing = await standing_of(visit)
    if standing.draft:
        await visit.services.answers.edits.ask(standing.draft)
    return visit.go(f"{ONE}{standing.id}/check", said=visit.texts.plain("edits-asked-said"))


@form("/desk/answers/of/{answer}/drop", Right.ANSWER, rail="answers")
async def drop(visit: Visit) -> Response:
    standing = await standing_of(visit)
    await visit.services.answers.edits.drop(standing.id)
    back = f"{ONE}{standing.id}" if standing.written else LIST
    return visit.go(back, said=visit.texts.plain("edits-dropped"))


# What was in use before


@page("/desk/answers/of/{answer}/history", Right.ANSWER, rail="answers")
async def history(visit: Visit) -> Response:
    standing = await standing_of(visit)
    versions = await visit.services.answers.edits.history(standing.id)
    texts, edits = visit.texts, visit.services.answers.edits
    words = [each.written or standing.file for each in versions] + [standing.file]
    changes = [_changes(visit, standing.id, before, after) for after, before in pairwise(words)]
    in_use = edits.seal(standing.written)
    title = standing.answer.title if standing.answer else standing.id
    return await visit.show(
        "answers/history.html",
        standing=standing,
        title=title,
        path=f"{ONE}{standing.id}",
        rows=[
            {
                "version": each.version,
                "at": each.published_at,
                "who": _who(visit, each),
                "changes": changed,
                "is_file": not each.written,
                "is_in_use": edits.seal(each.written or standing.file) == in_use,
            }
            for each, changed in zip(versions, changes, strict=True)
        ],
        file_name=texts.plain("edits-file"),
        is_file_in_use=standing.edit is None,
        moved=_changes(visit, standing.id, standing.written, standing.file) if standing.is_file_changed else [],
    )


def _who(visit: Visit, edit: AnswerEdit) -> str:
    if not edit.made_by:
        return visit.texts.plain("edits-absorbed")
    return visit.texts.plain(
        "edits-who", name=edit.made_name, other="none" if edit.published_name == edit.made_name else edit.published_name
    )


@form("/desk/answers/of/{answer}/put-back", Right.ANSWER, rail="answers")
async def put_back(visit: Visit) -> Response:
    """What was published once is in use again at once; «file»: that of the content."""
    standing, texts, wanted = await standing_of(visit), visit.texts, visit.typed("version")
    edits = visit.services.answers.edits
    if wanted == "file":
        if not standing.file:
            raise NotThere
        written = ""
    elif wanted == "ours" and standing.edit:
        written = standing.edit.written
    else:
        known = {str(each.version): each.written for each in await edits.history(standing.id)}
        if wanted not in known or not (known[wanted] or standing.file):
            raise NotThere
        written = known[wanted]
    mistakes = await edits.put_back(standing.id, written, visit.person_id, staff_name(visit))
    if mistakes:
        return visit.go(
            f"{ONE}{standing.id}/history", said=texts.plain("edits-not-put-back", why=" ".join(said(visit, mistakes)))
        )
    return visit.go(f"{ONE}{standing.id}", said=texts.plain("edits-put-back"))


# Who held it against its sources


@form("/desk/answers/of/{answer}/checked", Right.ANSWER, rail="answers")
async def record(visit: Visit) -> Response:
    """One press: she opened the sources today, and it is as it says."""
    standing = await standing_of(visit)
    until = await visit.services.answers.edits.check(
        CheckedKind.ANSWER, standing.id, visit.person_id, staff_name(visit)
    )
    if until is None:
        raise NotThere
    return visit.go(f"{ONE}{standing.id}", said=visit.texts.plain("edits-checked", until=until))


@form("/desk/answers/of/{answer}/unchecked", Right.ANSWER, rail="answers")
async def take_back(visit: Visit) -> Response:
    standing, number = await standing_of(visit), visit.typed("check")
    if not number.isdecimal() or len(number) > 15:
        raise NotThere
    done = await visit.services.answers.edits.take_back_check(int(number), visit.person_id)
    said_words = visit.texts.plain("edits-unchecked" if done else "edits-not-unchecked")
    return visit.go(f"{ONE}{standing.id}", said=said_words)
