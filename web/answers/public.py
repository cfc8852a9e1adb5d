"""Answers for everybody, without Telegram: asked in one's own words, by theme, and each as a page of its own.

The same search as in the chat, and before it the same look for words of somebody in danger. Nothing is kept of who
asks; her question is, with its numbers masked, where she ticks that it may be.
"""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from content.answers import Answer, Offer
from content.markup import page_html
from content.themes import Theme
from content.words.vocabulary import Kind
from services.answers import Link, Reply
from services.answers.search import Decision
from services.text import mask, single_line
from web.public import in_chat, show, signed
from web.routes import Who, form, page
from web.visit import NotThere, Visit

LONGEST = 4096
"""Characters of a question: so many as a message of the chat has."""
REPEATED = 300
"""Those of them that stand in the field again."""
FIRST = 5
"""Answers of a theme on the first page."""
RELATED = 4
SHARE = "a_"
"""Deep-link payload of an answer."""
OFTEN, SELDOM = 60, 10
"""So often a minute somebody may ask, and say something. Whole towns share one address of their mobile network."""


@page("/", Who.ALL)
async def root(_visit: Visit) -> Response:
    return RedirectResponse("/answers", 302)


@page("/answers", Who.ALL, at_most=OFTEN)
async def ask(visit: Visit) -> Response:
    """Where one asks; with `q` what is found for it."""
    text = visit.asked("q")
    if not text:
        return await _begin(visit)
    if danger := await _danger(visit, text):
        return danger
    text = text[:LONGEST]
    words, answers = mask(text), visit.services.answers
    asked = single_line(text, REPEATED)
    if not any(character.isalnum() for character in text):
        return await _no_answer(visit, asked, visit.texts.plain("public-no-words"), may_leave=False)
    reply = answers.answers.find(text)
    match reply.decision:
        case Decision.ANSWER:
            return await _answer(visit, reply.answers[0], asked=asked, words=words, also=reply.also)
        case Decision.SUGGEST:
            return await _suggest(visit, asked, words, reply)
        case Decision.UNKNOWN if reply.topic:
            return await _topic(visit, asked, reply)
    return await _no_answer(visit, asked, visit.texts.plain("public-unknown"), words=words)


async def _danger(visit: Visit, text: str) -> Response | None:
    """Leads to whom to call, where the text tells of danger; her words are in no address and no history then."""
    found = await visit.services.answers.emergency.find(text)
    return _away(f"/answers/now/{found.id}") if found else None


async def _begin(visit: Visit) -> Response:
    library, texts = visit.services.content.library, visit.texts
    themes = [
        {**_theme(theme), "count": len(theme.answers), "answers": [library.answers[id] for id in theme.answers[:FIRST]]}
        for theme in library.themes
    ]
    return await show(
        visit, "answers/begin.html", path="/answers", description=texts.plain("public-description"), themes=themes
    )


@page("/answers/now/{kind}", Who.ALL)
async def danger(visit: Visit) -> Response:
    """Whom to call, for somebody in danger: the words of the chat."""
    library = visit.services.content.library
    kind = library.emergencies.kinds.get(visit.request.path_params["kind"])
    if kind is None:
        raise NotThere
    more = [library.answers[id] for id in kind.answers]
    return await show(visit, "answers/danger.html", html=page_html(kind.html), more=more)


async def _suggest(visit: Visit, asked: str, words: str, reply: Reply) -> Response:
    offered = list({answer.id: answer for answer in (*reply.answers, *reply.also)}.values())
    return await show(visit, "answers/suggest.html", asked=asked, words=words, offered=offered)


async def _topic(visit: Visit, asked: str, reply: Reply) -> Response:
    """Small talk, or a matter that is not ours: where to turn with it."""
    assert reply.topic  # noqa: S101 - the caller has looked
    texts, topic = visit.texts, reply.topic
    titles = {
        Kind.SMALL_TALK: texts.plain("public-small-talk"),
        Kind.OUTSIDE: texts.plain("public-outside"),
        Kind.REST: texts.plain("public-rest"),
    }
    return await show(
        visit,
        "answers/topic.html",
        asked=asked,
        title=titles[topic.kind],
        html=page_html(topic.reply),
        in_bot=bool(topic.opens),
        themes=_themes(visit),
    )


async def _no_answer(visit: Visit, asked: str, title: str, *, words: str = "", may_leave: bool = True) -> Response:
    return await show(
        visit,
        "answers/unknown.html",
        asked=asked,
        words=words,
        title=title,
        may_leave=may_leave,
        themes=_themes(visit),
    )


# What she did not find


@form("/answers/left", Who.ALL, at_most=SELDOM)
async def leave(visit: Visit) -> Response:
    """Keeps her question, if she ticked that it may be."""
    text = visit.typed("q")
    if danger := await _danger(visit, text):
        return danger
    text = text[:LONGEST]
    if not any(character.isalnum() for character in text):
        return _away("/answers")
    if "1" not in visit.ticked("agreed"):
        errors = {"agreed": visit.texts.plain("public-not-agreed")}
        asked = single_line(text, REPEATED)
        return await show(visit, "answers/leave.html", status=422, asked=asked, words=mask(text), errors=errors)
    await visit.services.answers.answers.leave(text)
    return _away("/answers/left")


@page("/answers/left", Who.ALL)
async def left(visit: Visit) -> Response:
    return await show(visit, "answers/left.html", themes=_themes(visit))


# One theme


@page("/answers/{theme}", Who.ALL)
async def one_theme(visit: Visit) -> Response:
    library = visit.services.content.library
    theme = next((each for each in library.themes if each.id == visit.request.path_params["theme"]), None)
    if theme is None:
        raise NotThere
    named = _theme(theme)
    return await show(
        visit,
        "answers/theme.html",
        path=f"/answers/{theme.id}",
        description=visit.texts.plain("public-theme-description", theme=named["title"]),
        theme=named,
        answers=[library.answers[id] for id in theme.answers],
        guides=[each for each in library.guides if each.theme == theme.id] if in_chat(visit) else [],
    )


def _themes(visit: Visit) -> list[dict[str, str]]:
    return [_theme(each) for each in visit.services.content.library.themes]


def _theme(theme: Theme) -> dict[str, str]:
    sign, title = signed(theme.title)
    return {"id": theme.id, "sign": sign, "title": title}


# One answer


@page("/a/{answer}", Who.ALL)
async def one_answer(visit: Visit) -> Response:
    """`p` says which poster led here; it is counted, and nobody with it."""
    answer = _of_address(visit)
    poster = Link.parse(f"{SHARE}{answer.id}_{visit.asked('p')}") if visit.asked("p") else Link("")
    if poster.slug and visit.request.method == "GET":
        await visit.services.answers.posters.count(poster)
    return await _answer(visit, answer, path=f"/a/{answer.id}")


@form("/a/{answer}/rate", Who.ALL, at_most=SELDOM)
async def rate(visit: Visit) -> Response:
    """«Чи допомогло?»: kept as one opinion more, nobody's."""
    answer, helpful = _of_address(visit), visit.typed("helpful")
    if helpful not in {"1", "0"}:
        return _away(f"/a/{answer.id}")
    kept = await visit.services.answers.answers.rate_unknown(answer.id, visit.typed("revision"), helpful=helpful == "1")
    said = ("yes" if helpful == "1" else "no") if kept else "anew"
    return _away(f"/a/{answer.id}?said={said}#said")


def _of_address(visit: Visit) -> Answer:
    answer = visit.services.answers.answers.get(visit.request.path_params["answer"])
    if answer is None:
        raise NotThere
    return answer


async def _answer(
    visit: Visit, answer: Answer, *, asked: str = "", words: str = "", path: str = "", also: tuple[Answer, ...] = ()
) -> Response:
    """Its own page, or what was found for a question: then `words` is that, and it has no address to keep."""
    library = visit.services.content.library
    theme = next(each for each in library.themes if each.id == answer.theme)
    return await show(
        visit,
        "answers/answer.html",
        path=path,
        description=answer.summary,
        asked=asked,
        words=words,
        answer=answer,
        html=page_html(answer.html),
        note=checked(visit, answer),
        theme=_theme(theme),
        also=also,
        related=[library.answers[id] for id in answer.related[:RELATED]],
        has_card=Offer.CARD in answer.offers,
        has_clock=Offer.CLOCK in answer.offers,
        deep_link=SHARE + answer.id,
        opinion=visit.asked("said"),
    )


def checked(visit: Visit, answer: Answer) -> str:
    """When and by whom it was held against its sources, as people read it."""
    texts = visit.texts
    if visit.services.answers.answers.is_late(answer):
        return texts.plain("answers-under-review", date=answer.checked_on)
    if answer.checked_by:
        return texts.plain("answers-checked", date=answer.checked_on, by=answer.checked_by)
    return texts.plain("answers-compiled", date=answer.checked_on)


def _away(path: str) -> Response:
    return RedirectResponse(path, 303)
