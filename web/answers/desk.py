"""«Відповіді»: all of them with how they stand, which are asked most and help least; and the beginning of a new one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

from starlette.responses import Response

from content.answers import ID_LENGTH, TITLE_LENGTH
from services.answers import Figures, Standing
from services.people import LONGEST_NAME, Right
from services.text import single_line
from web.public import signed
from web.routes import form, page
from web.visit import Visit

LIST, ONE = "/desk/answers", "/desk/answers/of/"
SOON = timedelta(days=14)
STATES = ("draft", "asked", "broken", "moved", "late", "soon", "unchecked", "desk")
"""What an answer may be, several at once; the most urgent first."""
SIGNS = {"draft": "✎", "asked": "?", "broken": "▲", "moved": "▲", "late": "▲", "soon": "△", "fine": "✓"}
ORDERS = ("menu", "asked", "helped", "due")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@page(LIST, Right.ANSWER, rail="answers")
async def answers(visit: Visit) -> Response:
    """State, theme, words and order stand in the address."""
    services, texts = visit.services.answers, visit.texts
    figures, today = await services.answers.figures(), visit.now().date()
    every = [(each, states(each, today)) for each in await services.edits.all()]
    state, theme, words = visit.asked("state"), visit.asked("theme"), visit.asked("q").casefold().split()
    found = [
        (each, stands)
        for each, stands in every
        if (not state or state in stands)
        and (not theme or (each.answer is not None and each.answer.theme == theme))
        and all(word in _text(each) for word in words)
    ]
    order = visit.asked("order") if visit.asked("order") in ORDERS else ORDERS[0]
    found.sort(key=lambda pair: _place(pair[0], figures, order))
    count = {name: sum(name in stands for _, stands in every) for name in STATES}
    themes = {each.id: signed(each.title)[1] for each in visit.services.content.library.themes}

    @cache
    def state_words(first: str, until: date | None, name: str) -> str:
        """Many have the same."""
        return texts.plain("edits-stands", state=first, date=f"{until:%d.%m.%Y}" if until else "", name=name)

    return await visit.show(
        "answers/desk.html",
        rows=[_row(visit, each, stands, figures.get(each.id), themes, state_words) for each, stands in found],
        count=count,
        kept={"q": visit.asked("q"), "state": state, "theme": theme, "order": order},
        states=[("", texts.plain("edits-all")), *((name, texts.plain("edits-state", state=name)) for name in STATES)],
        themes=[
            ("", texts.plain("edits-all")),
            *((each.id, each.title) for each in visit.services.content.library.themes),
        ],
        orders=[(name, texts.plain("edits-order", order=name)) for name in ORDERS],
        version=visit.services.content.library.version,
    )


def states(standing: Standing, today: date) -> set[str]:
    """What holds of it; see STATES."""
    found = set()
    if standing.draft:
        found.add("asked" if standing.draft.asked_at else "draft")
    if standing.mistakes:
        found.add("broken")
    if standing.is_file_changed:
        found.add("moved")
    if standing.edit:
        found.add("desk")
    if answer := standing.answer:
        if answer.review_by < today:
            found.add("late")
        elif answer.review_by <= today + SOON:
            found.add("soon")
        if not answer.checked_by:
            found.add("unchecked")
    return found


def _text(standing: Standing) -> str:
    answer = standing.answer
    if answer is None:
        return standing.id
    sources = " ".join(f"{each.title} {each.url}" for each in answer.sources)  # who rests on a law that changed
    return f"{standing.id} {answer.title} {answer.body} {sources}".casefold()


def _place(standing: Standing, figures: Mapping[str, Figures], order: str) -> float:
    known, answer = figures.get(standing.id), standing.answer
    if order == "asked":
        return -(known.given if known else 0)
    if order == "helped":
        return known.share if known and known.share is not None else 2.0
    if order == "due":
        return answer.review_by.toordinal() if answer else 0
    return 0


def _row(
    visit: Visit,
    standing: Standing,
    stands: set[str],
    figures: Figures | None,
    themes: Mapping[str, str],
    state_words: Callable[[str, date | None, str], str],
) -> dict[str, object]:
    answer = standing.answer
    first = next((each for each in STATES if each in stands and each in SIGNS), "fine")
    return {
        "href": f"{ONE}{standing.id}",
        "title": visit.services.answers.edits.title(standing.id, standing.draft or standing.edit),
        "theme": themes[answer.theme] if answer else "",
        "sign": SIGNS[first],
        "is_late": first in {"broken", "moved", "late"},
        "state": state_words(
            first, answer.review_by if answer else None, standing.draft.made_name if standing.draft else ""
        ),
        "unchecked": "unchecked" in stands,
        "given": figures.given if figures else 0,
        "helped": "–" if figures is None or figures.share is None else f"{figures.share:.0%}",
        "voices": figures.helpful + figures.not_helpful if figures else 0,
    }


def staff_name(visit: Visit) -> str:
    """As it is kept beside what she did."""
    return single_line(visit.name, LONGEST_NAME)


# A new one


@page("/desk/answers/new", Right.ANSWER, rail="answers")
async def new(visit: Visit) -> Response:
    """From what was missed (`cluster`), or from nothing."""
    return await _new(visit, {"questions": "\n".join(await _wordings(visit))}, {})


async def _wordings(visit: Visit) -> list[str]:
    number = visit.asked("cluster")
    if not number.isdecimal() or len(number) > 15:
        return []
    cluster = await visit.services.answers.unanswered.find(int(number))
    return [single_line(each, 300) for each in cluster.wordings[:10]] if cluster else []


async def _new(visit: Visit, typed: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    themes = [(each.id, each.title) for each in visit.services.content.library.themes]
    return await visit.show(
        "answers/new.html", status=422 if errors else 200, typed=typed, errors=errors, themes=themes
    )


@form("/desk/answers/new", Right.ANSWER, rail="answers")
async def begin(visit: Visit) -> Response:
    texts, typed, errors = visit.texts, visit.all_typed, dict[str, str]()
    title, id, theme = single_line(visit.typed("title"), 200), visit.typed("id"), visit.typed("theme")
    if not 0 < len(title) <= TITLE_LENGTH:
        errors["title"] = texts.plain("edits-title-long", most=TITLE_LENGTH, length=len(title))
    if len(id) > ID_LENGTH or not _ID.fullmatch(id):
        errors["id"] = texts.plain("check-wrong-id", most=ID_LENGTH)
    if theme not in {each.id for each in visit.services.content.library.themes}:
        errors["theme"] = texts.plain("edits-theme-wrong")
    questions = [line for line in map(str.strip, visit.typed("questions").split("\n")) if line]
    if not errors and not await visit.services.answers.edits.begin(
        id, theme, title, questions, visit.person_id, staff_name(visit)
    ):
        errors["id"] = texts.plain("edits-id-taken")
    return await _new(visit, typed, errors) if errors else visit.go(f"{ONE}{id}", said=texts.plain("edits-begun"))
