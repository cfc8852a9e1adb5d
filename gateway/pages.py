"""Pages behind the links of mails: one acknowledges a notice and replies to it without Telegram.

A page has no scripts, no cookies and nothing from elsewhere. Opening it changes nothing; a press does. It reads from
top to bottom, each field has its label, and a mistake stands beside its field with what was typed still in it.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from content.messages import Texts
from services.notices import Due, How
from services.replies import Field, Kind
from services.services import Services

MOST_FIELDS = 100
BY_MAIL = 0
"""Who acted, as the audit has it: nobody in Telegram."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}
STYLE = Markup("""
body{font:18px/1.5 system-ui,sans-serif;margin:0 auto;max-width:40rem;padding:1rem;color:#12312b;background:#fbfaf4}
h1{font-size:1.4rem}fieldset{border:1px solid #8aa39b;border-radius:.5rem;margin:0 0 1rem;padding:.75rem}
label,legend{font-weight:600}input,select,textarea{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;
border:1px solid #56756b;border-radius:.4rem;margin-top:.25rem}input[type=radio]{width:auto}
button{font:inherit;font-weight:600;width:100%;min-height:3rem;border:0;border-radius:.5rem;background:#1d5c4b;color:#fff}
.wrong{color:#8c1d18;font-weight:600}.done{background:#bcdcd0;padding:.75rem;border-radius:.5rem}
.text{white-space:pre-wrap}.hint{font-weight:400;color:#44574f}footer{margin-top:2rem;font-size:.85rem;color:#44574f}
""")


def pages(services: Services) -> Starlette:
    """An application with `/n/<token>`."""

    async def show(request: Request) -> HTMLResponse:
        due = await services.mails.open(request.path_params["token"])
        return await _page(services, due, {}, {}) if due else _gone(services.content.library.texts)

    async def act(request: Request) -> HTMLResponse:
        due = await services.mails.open(request.path_params["token"])
        if due is None:
            return _gone(services.content.library.texts)
        async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
            given = {name: value for name, value in form.items() if isinstance(value, str)}
        if given.get("what") == "acknowledge":
            await services.notices.acknowledge_by(due.number, How.EMAIL, BY_MAIL)
            return await _said(services, due, "pages-acknowledged")
        answers, wrong = _read(services, due, given)
        if wrong:
            return await _page(services, due, given, wrong)
        await services.replies.put_all(due, answers, BY_MAIL, How.EMAIL)
        if not await services.replies.send(due, BY_MAIL):
            broken = services.replies.form(due).broken(answers)
            wrong = {str(check.whole): services.replies.in_words(due, check) for check in broken}
            return await _page(services, due, given, wrong)
        return await _said(services, due, "pages-sent")

    return Starlette(routes=[Route("/n/{token}", show, methods=["GET"]), Route("/n/{token}", act, methods=["POST"])])


def _read(services: Services, due: Due, given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Answers by field, and what is wrong by field. A file cannot be given here, so none is missed."""
    texts, replies = services.content.library.texts, services.replies
    answers, wrong = dict[str, str](), dict[str, str]()
    for place, field in enumerate(replies.form(due).fields):
        text = given.get(f"f{place}", "").strip()
        if field.kind is Kind.FILE:
            continue
        if not text:
            if not field.optional:
                wrong[str(place)] = texts.plain("pages-missing")
            continue
        value = text if field.kind is Kind.DATE and _is_day(text) else replies.read(field, text)
        if value is None:
            wrong[str(place)] = texts.plain("pages-wrong", hint=replies.hint(field))
        else:
            answers[str(place)] = value
    return answers, wrong


def _is_day(text: str) -> bool:
    """As a browser gives a day: 2026-12-05."""
    parts = text.split("-")
    return len(text) == len("2026-12-05") and len(parts) == 3 and all(part.isdecimal() for part in parts)


async def _said(services: Services, due: Due, key: str) -> HTMLResponse:
    """What is left to do, below what was recorded just now."""
    texts = services.content.library.texts
    done = Markup('<p class="done" role="status">{}</p>').format(texts.plain(key))
    now = await services.notices.by_number(due.number)
    if now is None or now.is_done:
        return _html(texts, texts.plain("pages-title", number=str(due.notice.id)), done)
    return await _page(services, now, {}, {}, done)


async def _page(
    services: Services, due: Due, given: Mapping[str, str], wrong: Mapping[str, str], above: str = ""
) -> HTMLResponse:
    texts, notice = services.content.library.texts, due.notice
    parts: list[str] = [
        above,
        Markup("<p>{}</p>").format(texts.plain("pages-to", post=await services.posts.name(due.post))),
        Markup('<p class="text">{}</p>').format(notice.text),
        Markup("<p><strong>{}</strong></p>").format(texts.plain("pages-due", due=due.due_on)),
    ]
    if notice.letter:
        parts.append(Markup("<p>{}</p>").format(texts.plain("pages-letter", letter=notice.letter)))
    if notice.wants_ack and due.acknowledged_at is None:
        parts.append(
            Markup('<form method="post"><button name="what" value="acknowledge">{}</button></form>').format(
                texts.plain("pages-acknowledge")
            )
        )
    if notice.form and due.replied_at is None:
        known = {f"f{place}": value for place, value in (await services.replies.answers(due)).items()}
        values = {**known, **given}
        fields = [
            _input(services, place, field, values.get(f"f{place}", ""), wrong.get(str(place), ""))
            for place, field in enumerate(services.replies.form(due).fields)
        ]
        button = Markup('<button name="what" value="reply">{}</button>').format(texts.plain("pages-send"))
        parts.append(Markup("<h2>{}</h2>").format(texts.plain("pages-reply")))
        parts.append(Markup('<form method="post" novalidate>{}{}</form>').format(Markup().join(fields), button))
    status = 422 if wrong else 200
    return _html(texts, texts.plain("pages-title", number=str(notice.id)), Markup().join(parts), status)


def _input(services: Services, place: int, field: Field, value: str, wrong: str) -> Markup:
    """A field with its label, its hint, and what is wrong with it, all of which a screen reader says together."""
    texts, name = services.content.library.texts, f"f{place}"
    optional = f" {texts.plain('pages-optional')}" if field.optional else ""
    label = Markup('<label for="{}">{}{}</label>').format(name, field.label, optional)
    hint = Markup('<div class="hint" id="{}h">{}</div>').format(name, services.replies.hint(field))
    error = Markup('<div class="wrong" id="{}w" role="alert">{}</div>').format(name, wrong) if wrong else Markup()
    told = Markup(' aria-describedby="{}h{}"{}').format(
        name, f" {name}w" if wrong else "", Markup(' aria-invalid="true"') if wrong else ""
    )
    match field.kind:
        case Kind.FILE:
            return Markup("<fieldset><legend>{}</legend>{}</fieldset>").format(field.label, texts.plain("pages-file"))
        case Kind.YES_NO:
            choices = {"yes": texts.plain("replies-yes"), "no": texts.plain("replies-no")}
        case Kind.CHOICE:
            choices = {each: each for each in field.options}
        case Kind.NUMBER:
            entry = Markup('<input id="{0}" name="{0}" inputmode="numeric" value="{1}"{2}>').format(name, value, told)
            return Markup("<fieldset>{}{}{}{}</fieldset>").format(label, hint, error, entry)
        case Kind.DATE:
            entry = Markup('<input id="{0}" name="{0}" type="date" value="{1}"{2}>').format(name, value, told)
            return Markup("<fieldset>{}{}{}{}</fieldset>").format(label, hint, error, entry)
        case _:
            entry = Markup('<textarea id="{0}" name="{0}" rows="4"{2}>{1}</textarea>').format(name, value, told)
            return Markup("<fieldset>{}{}{}{}</fieldset>").format(label, hint, error, entry)
    first = Markup('<option value="">{}</option>').format(texts.plain("pages-choose"))
    options = Markup().join(
        Markup('<option value="{}"{}>{}</option>').format(key, Markup(" selected") if key == value else "", words)
        for key, words in choices.items()
    )
    entry = Markup('<select id="{0}" name="{0}"{1}>{2}{3}</select>').format(name, told, first, options)
    return Markup("<fieldset>{}{}{}</fieldset>").format(label, error, entry)


def _gone(texts: Texts) -> HTMLResponse:
    """The same words for every reason: nobody learns from them which link there is."""
    return _html(texts, texts.plain("pages-gone"), Markup("<p>{}</p>").format(texts.plain("pages-gone-why")), 404)


def _html(texts: Texts, title: str, body: Markup, status: int = 200) -> HTMLResponse:
    page = Markup(
        '<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>{0}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><style>{1}</style></head>'
        "<body><main><h1>{0}</h1>{2}</main><footer>{3}</footer></body></html>"
    ).format(escape(title), STYLE, body, texts.plain("pages-foot"))
    return HTMLResponse(page, status, HEADERS)
