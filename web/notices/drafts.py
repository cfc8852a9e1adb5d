"""Where a notice begins: with words, with a template, like one that went out; and what is being written already."""

from __future__ import annotations

from starlette.responses import Response

from services.notices import LONGEST_TEXT, Form, Notice
from services.people import Right
from services.text import shorten
from web.notices.editor import path_of
from web.notices.table import TABLE, whole
from web.routes import form, page
from web.visit import NotThere, Visit

SHORT, LISTED = 120, 40
NEW = f"{TABLE}/new"


@page("/desk/notices/new", Right.SEND, rail="notices")
async def new(visit: Visit) -> Response:
    return await _show(visit)


async def _show(visit: Visit, error: str = "") -> Response:
    services, texts = visit.services.notices, visit.texts
    return await visit.show(
        "notices/new.html",
        status=422 if error else 200,
        errors={"text": error} if error else {},
        typed=visit.all_typed,
        most=LONGEST_TEXT,
        templates=[
            {
                "id": each.id,
                "name": each.name,
                "about": texts.plain(
                    "draft-template-about",
                    posts=len(each.addressed),
                    days=each.days,
                    fields=len(Form.read(each.form).fields),
                ),
            }
            for each in await services.templates.all()
        ],
        drafts=[
            {
                "path": path_of(each.id),
                "number": each.id,
                "text": shorten(each.text, SHORT),
                "state": texts.plain("draft-state", state=_state(each)),
                "is_held": each.leaves_at is not None,
            }
            for each in await services.read.drafts(LISTED)
        ],
    )


def _state(notice: Notice) -> str:
    if notice.leaves_at:
        return "held"
    if notice.is_correction:
        return "correction"
    if notice.due_on is None or not notice.addressed:
        return "lacks"
    return "ready"


@form("/desk/notices/new", Right.SEND, rail="notices")
async def begin(visit: Visit) -> Response:
    """With words, in which lines of their own may say the deadline and the number of the letter."""
    services, texts = visit.services.notices, visit.texts
    header = services.notices.header(visit.typed("text"))
    if header.unread:
        return await _show(visit, texts.plain("notices-wrong-line", words=header.unread))
    if not header.text or len(header.text) > LONGEST_TEXT:
        return await _show(
            visit, texts.plain("notices-too-long" if header.text else "notices-no-text", most=LONGEST_TEXT)
        )
    number, _deadline = await services.notices.begin(header, visit.person_id)
    return visit.go(path_of(number))


@form("/desk/notices/new/from", Right.SEND, rail="notices")
async def begin_from(visit: Visit) -> Response:
    """With a template."""
    number = await visit.services.notices.templates.begin(_template(visit), visit.person_id)
    if number is None:
        raise NotThere
    return visit.go(path_of(number), said=visit.texts.plain("draft-begun"))


def _template(visit: Visit) -> int:
    """Raises NotThere."""
    template = whole(visit.typed("template"))
    if template is None:
        raise NotThere
    return template


@form("/desk/notices/new/forget", Right.SEND, rail="notices")
async def forget(visit: Visit) -> Response:
    """A template is not wanted any more; what was sent by it stays."""
    await visit.services.notices.templates.delete(_template(visit))
    return visit.go(NEW, said=visit.texts.plain("draft-template-gone"))


@form("/desk/notices/{notice:int}/copy", Right.SEND, rail="notices")
async def copy(visit: Visit) -> Response:
    """Begins one like that, with a deadline and a letter of its own."""
    number = await visit.services.notices.notices.copy(visit.number("notice"), visit.person_id)
    if number is None:
        raise NotThere
    return visit.go(path_of(number), said=visit.texts.plain("draft-begun"))


@form("/desk/notices/{notice:int}/template", Right.SEND, rail="notices")
async def keep_as_template(visit: Visit) -> Response:
    name = await visit.services.notices.templates.save(visit.number("notice"))
    if name is None:
        raise NotThere
    said = visit.texts.plain("draft-template-saved", name=name)
    return visit.go(f"{TABLE}/{visit.number('notice')}", said=said)
