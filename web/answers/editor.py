"""One answer on the desk: its text with a preview as people read it, what it is found by, and a sentence to try."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from content.answers import TITLE_LENGTH, Answer, body_of
from content.markup import page_html
from content.mistakes import BrokenContent, Mistake
from content.overlay import CheckedKind
from services.answers import SENTENCE, Failing, Fields, Saved, Standing, Tried, tipped_by
from services.files.bounded import TooHeavy
from services.people import Right
from services.text import single_line
from web.answers.desk import ONE, staff_name, states
from web.answers.public import checked
from web.routes import form, page
from web.visit import NotThere, Visit

LONGEST = 8000
"""Characters of a field: more than any answer may have, so that nothing typed is lost before the check says so."""
BETWEEN = "|"
"""Between title and address of a source."""


async def standing_of(visit: Visit) -> Standing:
    """Raises NotThere."""
    standing = await visit.services.answers.edits.standing(visit.request.path_params["answer"])
    if standing is None:
        raise NotThere
    return standing


def written_of(standing: Standing) -> str:
    """What is being written, else what is in use."""
    return standing.draft.written if standing.draft else standing.written


@page("/desk/answers/of/{answer}", Right.ANSWER, rail="answers")
async def edit(visit: Visit) -> Response:
    """With what she typed and did not save, where there is such."""
    standing = await standing_of(visit)
    kept = await visit.services.people.pages.draft(visit.person_id, f"{ONE}{standing.id}")
    if kept is None:
        return await show(visit, standing, _typed(visit, standing), {})
    names = (*_typed(visit, standing), "seal")
    typed = {name: kept.fields.get(name, "") for name in names}  # what is empty is not kept
    return await show(visit, standing, typed, {}, unsaved_at=kept.changed_at)


@form("/desk/answers/of/{answer}/unkeep", Right.ANSWER, rail="answers")
async def unkeep(visit: Visit) -> Response:
    """What she typed and did not save is not wanted."""
    standing = await standing_of(visit)
    await visit.services.people.pages.drop(visit.person_id, f"{ONE}{standing.id}")
    return visit.go(f"{ONE}{standing.id}", said=visit.texts.plain("edits-unkept"))


def _typed(visit: Visit, standing: Standing) -> dict[str, str]:
    """The fields as they are now."""
    written = written_of(standing)
    answer, _ = visit.services.answers.edits.read(standing.id, written)
    titles = visit.services.content.library.answers
    return {
        "title": answer.title,
        "body": body_of(written),
        "sources": "\n".join(f"{each.title} {BETWEEN} {each.url}" for each in answer.sources),
        "questions": "\n".join(answer.questions),
        "keywords": "\n".join(answer.keywords),
        "related": "\n".join(titles[id].title if id in titles else id for id in answer.related),
    }


async def show(
    visit: Visit,
    standing: Standing,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    notice: str = "",
    unsaved_at: datetime | None = None,
) -> Response:
    """The editor. `notice`: somebody changed it meanwhile, and what is saved next takes the place of that."""
    edits, lessons = visit.services.answers.edits, visit.services.answers.lessons
    mine = [each for each in await lessons.in_use() if each.answer_id == standing.id]
    sentence = visit.asked("try")[:SENTENCE]
    figures = (await visit.services.answers.answers.figures()).get(standing.id)
    checks = await edits.checks(CheckedKind.ANSWER, standing.id)
    title = standing.answer.title if standing.answer else typed.get("title", standing.id)
    seal = edits.seal(written_of(standing))
    return await visit.show(
        "answers/editor.html",
        status=409 if notice else 422 if errors else 200,
        standing=standing,
        stands=states(standing, visit.now().date()),
        path=f"{ONE}{standing.id}",
        title=title,
        typed=typed,
        errors=errors,
        notice=notice,
        seal=seal if notice else typed.get("seal", seal),
        unsaved_at=unsaved_at,
        shown=_preview(visit, standing, _written(visit, standing, typed) if unsaved_at else written_of(standing)),
        phrasings=mine,
        in_files=len(visit.services.content.files.phrasings.get(standing.id, ())),
        figures=figures,
        check=next((each for each in checks if each.taken_back_at is None), None),
        checks=checks,
        mistakes=said(visit, standing.mistakes),
        sentence=sentence,
        tried=await _tried(visit, standing, sentence) if sentence else None,
        most=TITLE_LENGTH,
    )


def said(visit: Visit, mistakes: Sequence[Mistake]) -> list[str]:
    """Mistakes in words, without files and lines, of which nobody here knows."""
    return [visit.texts.plain(each.key, **each.values) for each in mistakes]


# As people read it


def _preview(visit: Visit, standing: Standing, written: str) -> dict[str, object]:
    try:
        answer, mistakes = visit.services.answers.edits.read(standing.id, written)
    except BrokenContent as error:
        return {"mistakes": said(visit, error.mistakes)}
    note = checked(visit, answer)
    return {
        "mistakes": said(visit, mistakes),
        "length": len(body_of(written)),
        "bubble": bubble(visit, answer, note),
        "title": answer.title,
        "page": page_html(answer.html),
        "sources": answer.sources,
        "note": note,
    }


def bubble(visit: Visit, answer: Answer, note: str) -> Markup:
    """The message in chat."""
    sources = Markup(", ").join(
        Markup('<a href="{}">{}</a>').format(each.url, each.title)
        for each in answer.sources
        if each.url.startswith("https://")
    )
    return Markup(  # noqa: S704 - a text escapes what is put into it
        visit.texts("answers-answer", title=answer.title, body=answer.html, sources=sources, note=note)
    )


@form("/desk/answers/of/{answer}/preview", Right.ANSWER, rail="answers")
async def preview(visit: Visit) -> Response:
    """What the script puts beside the form; without it, a page of its own."""
    standing = await standing_of(visit)
    _, errors = _fields(visit, visit.all_typed)
    written = _written(visit, standing, visit.all_typed)
    shown: dict[str, Any] = dict(_preview(visit, standing, written))
    shown["mistakes"] = [*errors.values(), *shown["mistakes"]]
    return await visit.show("answers/preview.html", shown=shown)


# What was typed


def _written(visit: Visit, standing: Standing, typed: Mapping[str, str]) -> str:
    """The answer as a file, with what is typed."""
    return visit.services.answers.edits.written(standing, _fields(visit, typed)[0], staff_name(visit))


def _fields(visit: Visit, typed: Mapping[str, str]) -> tuple[Fields, dict[str, str]]:
    """The fields, and what is wrong with them by their ids."""
    texts, errors = visit.texts, dict[str, str]()
    given = {name: value.replace("\r\n", "\n").strip() for name, value in typed.items()}
    title = single_line(given.get("title", ""), 200)
    if not 0 < len(title) <= TITLE_LENGTH:
        errors["title"] = texts.plain("edits-title-long", most=TITLE_LENGTH, length=len(title))
    for name in ("body", "sources", "questions", "keywords", "related"):
        if len(given.get(name, "")) > LONGEST:
            errors[name] = texts.plain("edits-field-long", most=LONGEST)
    sources = []
    for line in _lines(given, "sources"):
        name, _, url = (part.strip() for part in line.rpartition(BETWEEN))
        if not name or not url.startswith("https://"):
            errors["sources"] = texts.plain("edits-source-wrong", line=line)
        sources.append((name or line, url))
    answers = visit.services.content.library.answers
    by_title = {answer.title.casefold(): id for id, answer in answers.items()}
    related = []
    for line in _lines(given, "related"):
        id = line if line in answers else by_title.get(line.casefold(), "")
        if not id:
            errors["related"] = texts.plain("edits-related-wrong", line=line)
        else:
            related.append(id)
    fields = Fields(
        title=title or "–",
        body=given.get("body", "")[:LONGEST],
        sources=tuple(sources),
        questions=tuple(_lines(given, "questions")),
        keywords=tuple(_lines(given, "keywords")),
        related=tuple(dict.fromkeys(related)),
        is_checked=bool(given.get("checked")),
    )
    return fields, errors


def _lines(given: Mapping[str, str], name: str) -> list[str]:
    return [line for line in map(str.strip, given.get(name, "")[:LONGEST].split("\n")) if line]


@form("/desk/answers/of/{answer}/save", Right.ANSWER, rail="answers")
async def save(visit: Visit) -> Response:
    """Keeps the draft, which is nobody's to read but the staff's; the next page says what it would do."""
    standing, texts = await standing_of(visit), visit.texts
    fields, errors = _fields(visit, visit.all_typed)
    if errors:
        return await show(visit, standing, visit.all_typed, errors)
    edits = visit.services.answers.edits
    saved = await edits.save(standing, fields, visit.typed("seal"), visit.person_id, staff_name(visit))
    path = f"{ONE}{standing.id}"
    if saved is not Saved.CHANGED:
        await visit.services.people.pages.drop(visit.person_id, path)
    if saved is Saved.CHANGED:
        name = standing.draft.made_name if standing.draft else "none"
        return await show(visit, standing, visit.all_typed, {}, texts.plain("edits-changed", name=name))
    if saved is Saved.SAME and standing.draft is None:
        return visit.go(path, said=texts.plain("edits-same"))
    return visit.go(f"{path}/check" if visit.typed("then") == "check" else path, said=texts.plain("edits-saved"))


# A sentence


async def _tried(visit: Visit, standing: Standing, sentence: str) -> dict[str, object]:
    draft = standing.draft
    try:
        now, then = await visit.services.answers.edits.try_out(
            sentence, standing.id if draft else "", draft.written if draft else ""
        )
    except TooHeavy:
        return {"failed": True, "sides": []}
    sides = [("now", now)] if draft is None else [("now", now), ("then", then)]
    return {"failed": False, "sides": [_side(visit, name, each) for name, each in sides]}


def _side(visit: Visit, name: str, tried: Tried) -> dict[str, object]:
    texts, library = visit.texts, visit.services.content.library
    ahead = tipped_by(tried.reasons)
    return {
        "name": texts.plain("edits-try-side", side=name),
        "decision": texts.plain("edits-try-decision", decision=tried.decision.value),
        "version": tried.version,
        "rows": [
            {
                "title": library.answers[each.id].title
                if each.id in library.answers
                else texts.plain("edits-topic", id=each.id),
                "href": f"{ONE}{each.id}" if each.id in library.answers else "",
                "chance": f"{each.probability:.0%}",
                "letters": f"{each.letters:.2f}",
                "words": f"{each.words:.2f}",
                "likest": each.likest[:2],
            }
            for each in tried.reasons
        ],
        "tipped": [f"{texts.plain('edits-sign', sign=sign.replace(' ', '-'))} {value:+.1f}" for sign, value in ahead],
    }


# What it is found by


@form("/desk/answers/of/{answer}/phrasings", Right.ANSWER, rail="answers")
async def add_phrasings(visit: Visit) -> Response:
    """They work at once, unless another answer would be lost by them."""
    standing, texts = await standing_of(visit), visit.texts
    path = f"{ONE}{standing.id}"
    if standing.answer is None:
        return visit.go(path, said=texts.plain("edits-phrasings-new"))
    lines = _lines({"phrasings": visit.typed("phrasings")}, "phrasings")
    try:
        added, examination = await visit.services.answers.edits.add_phrasings(
            standing.id, lines, visit.person_id, staff_name(visit)
        )
    except TooHeavy:
        return visit.go(path, said=texts.plain("edits-too-heavy"))
    if examination.is_fine:
        return visit.go(path, said=texts.plain("edits-phrasings-added", count=added))
    wrong = [*said(visit, examination.mistakes), *failing(visit, examination.failing)]
    errors = {"phrasings": " ".join(wrong)}
    return await show(visit, standing, {**_typed(visit, standing), "phrasings": visit.typed("phrasings")}, errors)


def failing(visit: Visit, found: Sequence[Failing]) -> list[str]:
    """Examples that would find something else, in words."""
    answers = visit.services.content.library.answers

    def title(id: str) -> str:
        return answers[id].title if id in answers else id

    return [
        visit.texts.plain(
            "edits-failing", question=each.question, answer=title(each.answer_id), found=title(each.found)
        )
        for each in found
    ]
