"""Pages behind the links of mails: one acknowledges a notice and replies to it without Telegram.

A page has no scripts, no cookies and nothing from other sites. To open it changes nothing; to press a button does.
Each field has its label. A mistake stands beside its field, and what was typed is still in the field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from content.messages import Texts
from services.files.uploads import KINDS, LARGEST
from services.notices import Doubt, Field, FieldKind, Form, Obligation, UploadResult, Via, key, words
from services.services import Services

MOST_FIELDS = 6000
"""Fields in one request: twenty lists of settlements with a box for each settlement, and some more."""
MOST_BYTES = 32 << 20
"""Bytes of one request: a few files of the largest size."""
MOST_FILES = 20
BY_MAIL = 0
"""The id that the audit shows for who acted: nobody with a Telegram account."""
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
border:1px solid #56756b;border-radius:.4rem;margin-top:.25rem}
input[type=checkbox]{width:1.5rem;height:1.5rem;margin:0;flex:none}
.box{display:flex;gap:.6rem;align-items:center;min-height:2.75rem;font-weight:400}ul{padding-left:1.2rem}
button{font:inherit;font-weight:600;width:100%;min-height:3rem;border:0;border-radius:.5rem;background:#1d5c4b;color:#fff}
.wrong{color:#8c1d18;font-weight:600}.done{background:#bcdcd0;padding:.75rem;border-radius:.5rem}
.text{white-space:pre-wrap}.hint{font-weight:400;color:#44574f}footer{margin-top:2rem;font-size:.85rem;color:#44574f}
""")


def pages(services: Services) -> Starlette:
    """An application with `/n/<token>`."""

    async def answer(request: Request) -> HTMLResponse:
        texts = services.content.library.texts
        obligation = await services.notices.mails.open(request.path_params["token"])
        if obligation is None:  # the same words for every reason: nobody learns from them which links exist
            return _html(texts, "pages-gone", _paragraph(texts.plain("pages-gone-why")), status=404)
        if request.method != "POST":
            return await _page(services, obligation, {}, {})
        length = request.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            why = texts.plain("pages-wrong-file", most=LARGEST >> 20)
            return _html(texts, "pages-too-large", _paragraph(why), status=413)
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS) as form:
            given, files = dict[str, str](), dict[str, tuple[str, bytes]]()
            for name, value in form.multi_items():
                if isinstance(value, str):  # a list of settlements comes as boxes and as lines
                    given[name] = f"{given[name]}\n{value}" if name in given else value
                elif value.filename:
                    files[name] = (value.filename, await value.read())
        if given.get("what") == "acknowledge":
            await services.notices.obligations.acknowledge_by(obligation.number, Via.EMAIL, BY_MAIL)
            return await _said(services, obligation, "pages-acknowledged")
        if given.get("what") != "reply" or not obligation.notice.form or obligation.replied_at:
            return await _page(services, obligation, {}, {})
        return await _reply(services, obligation, given, files)

    return Starlette(routes=[Route("/n/{token}", answer, methods=["GET", "POST"])])


async def _reply(
    services: Services, obligation: Obligation, given: Mapping[str, str], files: Mapping[str, tuple[str, bytes]]
) -> HTMLResponse:
    """Keeps the right answers even where others are wrong: the person may close the page and go on another day."""
    texts, replies = services.content.library.texts, services.notices.replies
    answers, wrong = _read(services, obligation, given)
    for place, field in enumerate(Form.of(obligation.notice).fields):
        if field.kind is FieldKind.PLACES and answers.get(str(place)):
            answers[str(place)] = await replies.spelled(obligation, answers[str(place)])
    await replies.put_all(obligation, answers, BY_MAIL, Via.EMAIL)
    form = Form.of(obligation.notice)
    for place, field in enumerate(form.fields):
        file = files.get(f"f{place}") if field.kind is FieldKind.FILE else None
        if file:
            uploaded = await replies.upload(obligation, place, *file, BY_MAIL)
            if uploaded is UploadResult.WRONG_FILE:
                wrong[str(place)] = texts.plain("pages-wrong-file", most=LARGEST >> 20)
            elif uploaded is UploadResult.NOT_TAKEN:
                wrong[str(place)] = texts.plain("pages-no-file")
    kept = await replies.answers(obligation)
    for place, field in enumerate(form.fields):
        if field in form.missing(kept):
            wrong.setdefault(str(place), texts.plain("pages-missing"))
    for check in form.broken(kept):
        wrong.setdefault(str(check.whole), words.broken(texts, form, check))
    if wrong:
        return await _page(services, obligation, given, wrong)
    doubts = [] if "sure" in given else await replies.doubts(obligation)
    if doubts:
        return await _page(services, obligation, given, {}, doubts=doubts)
    await replies.send(obligation, BY_MAIL)
    return await _said(services, obligation, "pages-sent")


def _read(
    services: Services, obligation: Obligation, given: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Answers by field, empty where the person emptied it, and by field what is wrong. Files are read elsewhere."""
    texts, replies = services.content.library.texts, services.notices.replies
    answers, wrong = dict[str, str](), dict[str, str]()
    for place, field in enumerate(Form.of(obligation.notice).fields):
        if field.kind is FieldKind.FILE or f"f{place}" not in given:
            continue
        text = given[f"f{place}"].strip()
        value = replies.read(field, text) if text else ""
        if value is None:
            wrong[str(place)] = texts.plain("pages-wrong", hint=words.hint(texts, field))
        else:
            answers[str(place)] = value
    return answers, wrong


async def _said(services: Services, obligation: Obligation, key: str) -> HTMLResponse:
    """Says what was recorded just now, and below it what is left to do."""
    texts = services.content.library.texts
    done = Markup('<p class="done" role="status">{}</p>').format(texts.plain(key))
    now = await services.notices.read.obligation(obligation.number)
    if now is None or now.is_done:
        return _html(texts, "pages-title", done, number=str(obligation.notice.id))
    return await _page(services, now, {}, {}, done)


async def _page(
    services: Services,
    obligation: Obligation,
    given: Mapping[str, str],
    wrong: Mapping[str, str],
    above: str = "",
    doubts: Sequence[Doubt] = (),
) -> HTMLResponse:
    texts, notice = services.content.library.texts, obligation.notice
    if wrong or doubts:
        above = Markup('<p class="wrong" role="alert">{}</p>').format(texts.plain("pages-not-yet"))
    parts: list[str] = [
        above,
        _paragraph(texts.plain("pages-to", post=await services.people.posts.name(obligation.post))),
        Markup('<p class="text">{}</p>').format(notice.text),
        Markup("<p><strong>{}</strong></p>").format(texts.plain("pages-due", due=obligation.due_on)),
    ]
    if notice.letter:
        parts.append(_paragraph(texts.plain("pages-letter", letter=notice.letter)))
    if notice.wants_ack and obligation.acknowledged_at is None:
        parts.append(
            Markup('<form method="post"><button name="what" value="acknowledge">{}</button></form>').format(
                texts.plain("pages-acknowledge")
            )
        )
    if notice.form and obligation.replied_at is None:
        replies, known = services.notices.replies, await services.notices.replies.answers(obligation)
        is_as_before = not known and not given
        if is_as_before:
            known = await replies.previous(obligation)
        values = {**{f"f{place}": value for place, value in known.items()}, **given}
        choices = await replies.choices(obligation)
        fields = [
            _input(services, place, field, values.get(f"f{place}", ""), wrong.get(str(place), ""), choices)
            for place, field in enumerate(Form.of(obligation.notice).fields)
        ]
        if doubts:
            fields.append(_doubts(texts, doubts))
        button = Markup('<button name="what" value="reply">{}</button>').format(texts.plain("pages-send"))
        parts.append(Markup("<h2>{}</h2>").format(texts.plain("pages-reply")))
        if is_as_before and known:
            parts.append(_paragraph(texts.plain("pages-as-before")))
        parts.append(
            Markup('<form method="post" enctype="multipart/form-data" novalidate>{}{}</form>').format(
                Markup().join(fields), button
            )
        )
    status = 422 if wrong or doubts else 200
    return _html(texts, "pages-title", Markup().join(parts), status=status, number=str(notice.id))


def _doubts(texts: Texts, doubts: Sequence[Doubt]) -> Markup:
    """The unlikely figures, and a box by which the person says that they are right."""
    lines = Markup().join(Markup("<li>{}</li>").format(words.doubt(texts, each)) for each in doubts)
    return Markup(
        '<fieldset><legend>{}</legend><ul id="doubts">{}</ul><label class="box">'
        '<input type="checkbox" name="sure" value="1" aria-describedby="doubts"> {}</label></fieldset>'
    ).format(texts.plain("pages-doubts"), lines, texts.plain("pages-sure"))


def _input(services: Services, place: int, field: Field, value: str, wrong: str, choices: Sequence[str]) -> Markup:
    """A field with its label, its hint, and what is wrong with it; a screen reader reads all of it together."""
    texts, name = services.content.library.texts, f"f{place}"
    words_of_label = f"{field.label} {texts.plain('pages-optional')}" if field.optional else field.label
    label = Markup('<label for="{}">{}</label>').format(name, words_of_label)
    is_file = field.kind is FieldKind.FILE
    may_stand = texts.plain("pages-file-hint", most=LARGEST >> 20) if is_file else words.hint(texts, field)
    above = Markup('<div class="hint" id="{}h">{}</div>').format(name, may_stand)
    told = Markup(' aria-describedby="{}h{}"').format(name, f" {name}w" if wrong else "")
    if wrong:
        above += Markup('<div class="wrong" id="{}w" role="alert">{}</div>').format(name, wrong)
        told += Markup(' aria-invalid="true"')
    match field.kind:
        case FieldKind.FILE:
            kept = Markup('<p role="status">{}</p>').format(texts.plain("pages-file-kept")) if value else Markup()
            entry = kept + Markup('<input id="{0}" name="{0}" type="file" accept="{1}"{2}>').format(
                name, ",".join(KINDS), told
            )
        case FieldKind.PLACES:
            return _places(texts, name, words_of_label, value, choices, above, told)
        case FieldKind.YES_NO:
            named = {"yes": texts.plain("replies-yes"), "no": texts.plain("replies-no")}
            entry = _select(texts, name, named, value, told)
        case FieldKind.CHOICE:
            entry = _select(texts, name, {each: each for each in field.options}, value, told)
        case FieldKind.NUMBER:
            entry = Markup('<input id="{0}" name="{0}" inputmode="numeric" value="{1}"{2}>').format(name, value, told)
        case FieldKind.DATE:
            entry = Markup('<input id="{0}" name="{0}" type="date" value="{1}"{2}>').format(name, value, told)
        case _:
            entry = Markup('<textarea id="{0}" name="{0}" rows="4"{2}>{1}</textarea>').format(name, value, told)
    return Markup("<fieldset>{}{}{}</fieldset>").format(label, above, entry)


def _select(texts: Texts, name: str, named: Mapping[str, str], value: str, told: Markup) -> Markup:
    """A list from which the person chooses one of `named`; at first none is chosen."""
    options = Markup('<option value="">{}</option>').format(texts.plain("pages-choose"))
    for given, shown in named.items():
        selected = Markup(" selected") if given == value else ""
        options += Markup('<option value="{}"{}>{}</option>').format(given, selected, shown)
    return Markup('<select id="{0}" name="{0}"{1}>{2}</select>').format(name, told, options)


def _places(
    texts: Texts, name: str, label: str, value: str, choices: Sequence[str], above: Markup, told: Markup
) -> Markup:
    """A box for each known settlement, and lines for others. Together they make one answer."""
    typed = {key(each): each for each in value.splitlines() if each.strip()}
    boxes = Markup().join(
        Markup('<label class="box"><input type="checkbox" name="{}" value="{}"{}> {}</label>').format(
            name, each, Markup(" checked") if key(each) in typed else "", each
        )
        for each in choices
    )
    known = {key(choice) for choice in choices}
    others = "\n".join(each for place, each in typed.items() if place not in known)
    heading = Markup("<legend>{}</legend>").format(label) if choices else Markup()
    return Markup(
        '<fieldset>{0}{1}<label for="{2}">{3}</label>{4}<textarea id="{2}" name="{2}" rows="4"{5}>{6}</textarea>'
        "</fieldset>"
    ).format(heading, boxes, name, texts.plain("pages-other-places") if choices else label, above, told, others)


def _paragraph(words: str) -> Markup:
    return Markup("<p>{}</p>").format(words)


def _html(texts: Texts, title: str, body: Markup, *, status: int = 200, **values: str) -> HTMLResponse:
    """A whole page; `title` is the key of its title, which takes `values`."""
    page = Markup(
        '<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>{0}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><style>{1}</style></head>'
        "<body><main><h1>{0}</h1>{2}</main><footer>{3}</footer></body></html>"
    ).format(texts.plain(title, **values), STYLE, body, texts.plain("pages-foot"))
    return HTMLResponse(page, status, HEADERS)
