"""One question on one page: what was asked and answered, and all that the staff may do with it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from services.answers import LONGEST_REASON, QUESTION, Closing, Question
from services.people import Right
from web.cases.inbox import after_closing
from web.replying import Line, Talk, drafts, note, note_lines, ready, reply, talk
from web.routes import form, page
from web.visit import NotThere, Visit

_CLOSED = {
    Closing.TOLD: "questions-closed-told",
    Closing.STOPPED: "questions-closed-stopped",
    Closing.NOBODY: "questions-closed-nobody",
    Closing.GONE: "questions-closed-before",
}


@page("/desk/questions/{question:int}", Right.ANSWER, rail="inbox")
async def one_question(visit: Visit) -> Response:
    return await _show(visit, await _question(visit))


async def _show(
    visit: Visit,
    question: Question,
    errors: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    the_talk = await _talk(visit, question)
    return await visit.show(
        "answers/question.html",
        status=422 if errors else 200,
        errors=errors or {},
        question=question,
        talk=the_talk,
        is_open=_is_open(question),
        is_mine=question.assignee_id == visit.person_id,
        answers=await ready(visit, QUESTION, question.id, question.text),
        typed={**await drafts(visit, the_talk.path), **_inserted(visit), **(typed or {})},
    )


def _is_open(question: Question) -> bool:
    """Whether a reply is waited for."""
    return question.passed_at is not None and question.replied_at is None and question.closed_at is None


def _inserted(visit: Visit) -> dict[str, str]:
    """Without the script the words of an answer are put into the field by a new page."""
    chosen = visit.services.content.library.answers.get(visit.asked("insert"))
    return {"reply": chosen.html.striptags()} if chosen else {}


async def _talk(visit: Visit, question: Question) -> Talk:
    texts = visit.texts
    lines = note_lines(visit, await visit.services.people.notes.of(QUESTION, question.id))
    if question.passed_at:
        asked = Line(at=question.passed_at, who=texts.plain("casework-by-person"), words=question.text)
        lines.append(asked)
    over_at = question.replied_at or question.closed_at
    if over_at:
        who = question.replied_by or texts.plain("casework-by-staff")
        # A question has one reply, the last: its time is its mark.
        mark = ("r", int(over_at.timestamp()))
        lines.append(Line(at=over_at, who=who, words=question.reply or "", kind="ours", mark=mark))
    return await talk(visit, QUESTION, question.id, f"/desk/questions/{question.id}", lines)


async def _question(visit: Visit) -> Question:
    """Raises NotThere: what nobody passed on is not for the staff to read here."""
    question = await visit.services.answers.questions.find(visit.number("question"))
    if question is None:
        raise NotThere
    return question


def _back(visit: Visit, question: Question, key: str, **values: object) -> Response:
    return visit.go(f"/desk/questions/{question.id}", said=visit.texts.plain(key, **values))


@form("/desk/questions/{question:int}/take", Right.ANSWER)
async def take(visit: Visit) -> Response:
    question = await _question(visit)
    now = await visit.services.answers.questions.take(question.id, visit.person_id, visit.name)
    if now is None or now.assignee_id != visit.person_id:
        return _back(visit, question, "questions-taken-by", name=now.assignee_name if now else "–")
    return _back(visit, question, "question-taken")


@form("/desk/questions/{question:int}/let-go", Right.ANSWER)
async def let_go(visit: Visit) -> Response:
    question = await _question(visit)
    await visit.services.answers.questions.let_go(question.id, visit.person_id)
    return _back(visit, question, "question-let-go")


@form("/desk/questions/{question:int}/reply", Right.ANSWER, rail="inbox")
async def send_reply(visit: Visit) -> Response:
    question = await _question(visit)
    done = await reply(visit, await _talk(visit, question))
    return done if isinstance(done, Response) else await _show(visit, question, done, visit.all_typed)


@form("/desk/questions/{question:int}/note", Right.ANSWER, rail="inbox")
async def write_note(visit: Visit) -> Response:
    question = await _question(visit)
    done = await note(visit, await _talk(visit, question), visit.typed("note"))
    return done if isinstance(done, Response) else await _show(visit, question, done, visit.all_typed)


@form("/desk/questions/{question:int}/close", Right.ANSWER, rail="inbox")
async def close(visit: Visit) -> Response:
    """There will be no reply; who asked reads why."""
    question, texts, reason = await _question(visit), visit.texts, visit.typed("reason")
    if not _is_open(question):
        return _back(visit, question, _CLOSED[Closing.GONE], number=str(question.id))
    if not reason or len(reason) > LONGEST_REASON:
        wrong = "case-reason-empty" if not reason else "talk-too-long"
        words = texts.plain(wrong, most=LONGEST_REASON, length=len(reason)) if reason else texts.plain(wrong)
        return await _show(visit, question, {"reason": words}, visit.all_typed)
    closing = await visit.services.answers.questions.close(question.id, reason, visit.person_id)
    said = texts.plain(_CLOSED[closing], number=str(question.id))
    return visit.go(await after_closing(visit, QUESTION, question.id), said=said)
