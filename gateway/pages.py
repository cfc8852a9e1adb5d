"""Pages behind the links of mails: one acknowledges a notice and replies to it without Telegram.

A page has no scripts, no cookies and nothing from other sites. To open it changes nothing; to press a button does.
Each field has its label. A mistake stands beside its field, and what was typed is still in the field.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from content.messages import Texts
from services.figures import show_number
from services.files.uploads import KINDS, LARGEST
from services.notices import (
    MOST_ROWS,
    NONE,
    Doubt,
    Field,
    FieldKind,
    Form,
    Obligation,
    UploadResult,
    Via,
    key,
    rows_of,
    words,
)
from services.services import Services

log = logging.getLogger(__name__)

MOST_FIELDS = 6000
"""Fields in one request: twenty lists of settlements with a box for each settlement, and some more."""
MOST_BYTES = 32 << 20
"""Bytes of one request: a few files of the largest size."""
MOST_FILES = 20
EMPTY_ROWS = 3
"""Below the rows of a table; to keep it gives more."""
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
_PAGE = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
).get_template("pages.html")


def pages(services: Services) -> Starlette:
    """An application with `/n/<token>`."""

    async def answer(request: Request) -> HTMLResponse:
        texts = services.content.library.texts
        token = request.path_params["token"]
        if sample := await services.notices.mails.sample(token):
            return await _page(services, sample, {}, {}, said=texts.plain("pages-sample"))
        obligation = await services.notices.mails.open(token)
        if obligation is None:  # the same words for every reason: nobody learns from them which links exist
            return _html(texts, texts.plain("pages-gone"), status=404, why=texts.plain("pages-gone-why"))
        if obligation.notice.ending or request.method != "POST":
            return await _shown(services, obligation)
        length = request.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            why = texts.plain("pages-wrong-file", most=LARGEST >> 20)
            return _html(texts, texts.plain("pages-too-large"), status=413, why=why)
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
        if given.get("what") not in {"reply", "more"} or not obligation.notice.form or obligation.replied_at:
            return await _page(services, obligation, {}, {})
        return await _reply(services, obligation, given, files)

    async def answer_in_words(request: Request) -> HTMLResponse:
        """Whatever fails, the reader is told in her language what to do."""
        texts = services.content.library.texts
        try:
            return await answer(request)
        except Exception as error:
            status = error.status_code if isinstance(error, HTTPException) else 500
            if status >= 500:
                log.exception("a page failed")
            return _html(texts, texts.plain("pages-failed"), status=status, why=texts.plain("pages-failed-why"))

    return Starlette(routes=[Route("/n/{token}", answer_in_words, methods=["GET", "POST"])])


async def _reply(
    services: Services, obligation: Obligation, given: Mapping[str, str], files: Mapping[str, tuple[str, bytes]]
) -> HTMLResponse:
    """Keeps the right answers even where others are wrong: the person may close the page and go on another day."""
    texts, replies = services.content.library.texts, services.notices.replies
    answers, wrong = _read(services, obligation, given, await replies.answers(obligation))
    for field in Form.of(obligation.notice).fields:
        if answers.get(field.key):
            answers[field.key] = await replies.spelled(obligation, field, answers[field.key])
    await replies.put_all(obligation, answers, BY_MAIL, Via.EMAIL)
    form = Form.of(obligation.notice)
    for field in form.fields:
        file = files.get(f"f{field.key}") if field.kind is FieldKind.FILE else None
        if file:
            uploaded = await replies.upload(obligation, field, *file, BY_MAIL)
            if uploaded is UploadResult.WRONG_FILE:
                wrong[field.key] = texts.plain("pages-wrong-file", most=LARGEST >> 20)
            elif uploaded is UploadResult.NOT_TAKEN:
                wrong[field.key] = texts.plain("pages-no-file")
    if given["what"] == "more":
        return await _page(services, obligation, given, wrong)
    kept = await replies.answers(obligation)
    for field in form.missing(kept):
        wrong.setdefault(field.key, texts.plain("pages-missing"))
    for check in form.broken(kept):
        wrong.setdefault(form.fields[check.whole].key, words.broken(texts, form, check))
    if wrong:
        return await _page(services, obligation, given, wrong)
    doubts = [] if "sure" in given else await replies.doubts(obligation)
    if doubts:
        return await _page(services, obligation, given, {}, doubts=doubts)
    if await replies.send(obligation, BY_MAIL):
        return await _said(services, obligation, "pages-sent")
    now = await services.notices.read.obligation(obligation.number) or obligation  # it was corrected or ended meanwhile
    return await _shown(services, now, said=texts.plain("replies-not-sent"))


def _read(
    services: Services, obligation: Obligation, given: Mapping[str, str], known: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Answers by field, empty where the person emptied it, and by field what is wrong. Files are read elsewhere."""
    texts, replies = services.content.library.texts, services.notices.replies
    answers, wrong = dict[str, str](), dict[str, str]()
    for field in Form.of(obligation.notice).fields:
        number, name = field.key, f"f{field.key}"
        if field.kind is FieldKind.TABLE and f"{name}r0c0" in given:
            rows = [row for row in _rows(field, name, given) if any(row)]
            if not rows:
                answers[number] = NONE if f"{name}none" in given else ""
                continue
            read = replies.read_rows(field, rows)
        elif field.kind is FieldKind.FILE or name not in given:
            continue
        elif not (text := given[name].strip()) or text == _typed(field, known.get(number, "")):
            answers[number] = known.get(number, "") if text else ""  # the page's own words are no riddle
            continue
        else:
            read = replies.read(field, text)
        if read.value is not None:
            answers[number] = read.value
        elif read.values or read.row:
            wrong[number] = words.not_understood(texts, field, read)
        else:
            wrong[number] = texts.plain("pages-wrong", hint=words.hint(texts, field))
    return answers, wrong


def _rows(field: Field, name: str, given: Mapping[str, str]) -> list[list[str]]:
    """The cells of a table as they were typed, the empty rows among them."""
    rows: list[list[str]] = []
    while len(rows) < MOST_ROWS and f"{name}r{len(rows)}c0" in given:
        row = [given.get(f"{name}r{len(rows)}c{column}", "").strip() for column in range(len(field.columns))]
        rows.append(row)
    return rows


def _typed(field: Field, value: str) -> str:
    """An answer as it stands in the field, where a person would type it so."""
    return show_number(Decimal(value)) if value and field.kind is FieldKind.NUMBER else value


async def _said(services: Services, obligation: Obligation, key: str) -> HTMLResponse:
    """Says what was recorded just now, and below it what is left to do."""
    texts = services.content.library.texts
    now = await services.notices.read.obligation(obligation.number)
    if now is None or now.is_done:
        title = texts.plain("pages-title", number=str(obligation.notice.id))
        return _html(texts, title, said=texts.plain(key))
    return await _page(services, now, {}, {}, said=texts.plain(key))


async def _shown(services: Services, obligation: Obligation, said: str = "") -> HTMLResponse:
    """As it stands now; that it ended, where it did."""
    texts, notice = services.content.library.texts, obligation.notice
    if notice.ending:
        return _html(texts, texts.plain("pages-title", number=str(notice.id)), why=words.ended(texts, notice))
    return await _page(services, obligation, {}, {}, said=said)


async def _page(
    services: Services,
    obligation: Obligation,
    given: Mapping[str, str],
    wrong: Mapping[str, str],
    *,
    said: str = "",
    doubts: Sequence[Doubt] = (),
) -> HTMLResponse:
    texts, notice, replies = services.content.library.texts, obligation.notice, services.notices.replies
    fields: list[dict[str, object]] = []
    as_before = False
    if notice.form and obligation.replied_at is None:
        known = await replies.answers(obligation)
        if not known and not given:
            known = await replies.previous(obligation)
            as_before = bool(known)
        choices = await replies.choices(obligation)
        for field in Form.of(notice).fields:
            value = given.get(f"f{field.key}", _typed(field, known.get(field.key, "")))
            shown = _field(texts, field, value, wrong.get(field.key, ""), choices)
            if field.kind is FieldKind.TABLE:
                shown |= _table(texts, field, f"f{field.key}", value, given)
            fields.append(shown)
    return _html(
        texts,
        texts.plain("pages-title", number=str(notice.id)),
        status=422 if wrong or doubts else 200,
        obligation=obligation,
        notice=notice,
        due=words.due(texts, obligation.due_on, obligation.due_time),
        post=await services.people.posts.name(obligation.post),
        said=said,
        wrong=wrong,
        doubts=[words.doubt(texts, each) for each in doubts],
        fields=fields,
        as_before=as_before,
        accept=",".join(KINDS),
    )


def _field(texts: Texts, field: Field, value: str, wrong: str, choices: Sequence[str]) -> dict[str, object]:
    """What the page shows of a field."""
    is_file = field.kind is FieldKind.FILE
    shown: dict[str, object] = {
        "name": f"f{field.key}",
        "kind": field.kind.name,
        "label": f"{field.label} {texts.plain('pages-optional')}" if field.optional else field.label,
        "hint": texts.plain("pages-file-hint", most=LARGEST >> 20) if is_file else words.hint(texts, field),
        "wrong": wrong,
        "value": value,
        "section": field.section,
    }
    if field.kind is FieldKind.YES_NO:
        shown["options"] = {"yes": texts.plain("replies-yes"), "no": texts.plain("replies-no")}
    if field.kind is FieldKind.CHOICE:
        shown["options"] = {each: each for each in field.options}
    if field.kind is FieldKind.PLACES:  # a box for each known settlement, and lines for others, make one answer
        typed = {key(each): each for each in value.splitlines() if each.strip()}
        known = {key(each) for each in choices}
        shown["boxes"] = [(each, key(each) in typed) for each in choices]
        shown["others"] = "\n".join(each for name, each in typed.items() if name not in known)
    return shown


def _table(texts: Texts, field: Field, name: str, value: str, given: Mapping[str, str]) -> dict[str, object]:
    """The rows of a table, what was typed into them, and some empty ones below."""
    kept = [
        [
            _typed(column, cell)
            if column.kind is not FieldKind.YES_NO
            else words.answer(texts, column, cell)
            if cell
            else ""
            for column, cell in zip(field.columns, row, strict=True)
        ]
        for row in rows_of(value)
    ]
    rows = [row for row in _rows(field, name, given) if any(row)] or kept
    return {
        "hint": field.help,
        "columns": [(each.label, words.hint(texts, each)) for each in field.columns],
        "rows": [*rows, *[[""] * len(field.columns)] * EMPTY_ROWS],
        "is_none": value == NONE or f"{name}none" in given,
    }


def _html(texts: Texts, title: str, *, status: int = 200, **values: object) -> HTMLResponse:
    return HTMLResponse(_PAGE.render(texts=texts, title=title, **values), status, HEADERS)
