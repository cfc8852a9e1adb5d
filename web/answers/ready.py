"""Ready answers: what the staff keep for replies, with fields in braces."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import escape
from starlette.responses import Response

from services.people import ReadyAnswer, Right, plain
from web.routes import form, page
from web.visit import NotThere, Visit

READY = "/desk/answers/ready"
LONGEST = 3500


@page(READY, Right.ANSWER, rail="answers")
async def ready(visit: Visit) -> Response:
    return await _show(visit, {}, {})


async def _show(visit: Visit, typed: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    kept = visit.services.people.ready_answers
    return await visit.show(
        "answers/ready.html",
        status=422 if errors else 200,
        rows=[(each, plain(each.html)) for each in await kept.all()],
        fields=list(kept.fields({})),
        typed=typed,
        errors=errors,
        most=LONGEST,
    )


@page("/desk/answers/ready/{ready:int}", Right.ANSWER, rail="answers")
async def one(visit: Visit) -> Response:
    """In the form, to be written anew."""
    found = await _found(visit)
    words = plain(found.html)
    return await visit.show(
        "answers/ready_one.html",
        ready=found,
        typed={"name": found.name, "text": words},
        fields=list(visit.services.people.ready_answers.fields({})),
        is_marked=found.html != str(escape(words)),
        most=LONGEST,
    )


async def _found(visit: Visit) -> ReadyAnswer:
    found = await visit.services.people.ready_answers.find(visit.number("ready"))
    if found is None:
        raise NotThere
    return found


@form("/desk/answers/ready", Right.ANSWER, rail="answers")
async def keep(visit: Visit) -> Response:
    """Under that name, in place of what was there."""
    texts, words, errors = visit.texts, visit.typed("text"), dict[str, str]()
    if not words or len(words) > LONGEST:
        errors["text"] = texts.plain("ready-wrong-text", most=LONGEST, length=len(words))
    name = None
    if not errors:
        name = await visit.services.people.ready_answers.keep(visit.typed("name"), str(escape(words)), visit.person_id)
        if name is None:
            errors["name"] = texts.plain("ready-wrong-name")
    return (
        await _show(visit, visit.all_typed, errors)
        if errors
        else visit.go(READY, said=texts.plain("ready-kept-page", name=name or ""))
    )


@form("/desk/answers/ready/{ready:int}/remove", Right.ANSWER, rail="answers")
async def remove(visit: Visit) -> Response:
    found = await _found(visit)
    await visit.services.people.ready_answers.remove(found.id, visit.person_id)
    return visit.go(READY, said=visit.texts.plain("ready-removed-page", name=found.name))
