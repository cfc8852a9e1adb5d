"""Drives: how far each is, body by body, who is behind, what was reminded; batches of coordinators."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from services.certification import Drive, MemberState, PlaceCount, total
from services.people import Action, Right
from web.routes import form, page
from web.visit import NotThere, Visit

DRIVES = "/desk/certification"
LISTED, BATCHES = 50, 50


def _state(drive: Drive) -> str:
    if drive.closed_at:
        return "closed"
    return "open" if drive.opened_at else "draft"


def _share(count: PlaceCount) -> int:
    return 100 * count.certified // count.members if count.members else 0


@page("/desk/certification", Right.DRIVES, rail="certification")
async def list_drives(visit: Visit) -> Response:
    read = visit.services.certification.read
    rows = []
    for each in await read.drives.newest(LISTED):
        whole = total(await read.figures.counts(each.id))
        rows.append(
            {
                "id": each.id,
                "title": each.title,
                "state": _state(each),
                "due": each.due_on,
                "certified": whole.certified,
                "members": whole.members,
                "share": _share(whole),
            }
        )
    waiting = len(await read.certificates.waiting())
    return await visit.show("certification/drives.html", rows=rows, waiting=waiting)


async def _drive(visit: Visit) -> Drive:
    """Raises NotThere."""
    drive = await visit.services.certification.read.drives.find(visit.number("drive"))
    if drive is None:
        raise NotThere
    return drive


@page("/desk/certification/drives/{drive:int}", Right.DRIVES, rail="certification")
async def one_drive(visit: Visit) -> Response:
    """Those furthest behind first: they are whom somebody calls."""
    return await _show(visit, await _drive(visit))


async def _show(visit: Visit, drive: Drive, error: str = "") -> Response:
    certification, texts = visit.services.certification, visit.texts
    counts = await certification.read.figures.counts(drive.id)
    whole, forecast = total(counts), await certification.progress.forecast(drive)
    named = [(await certification.drives.place_name(each.place), each) for each in counts]
    rows = [
        {
            "place": each.place,
            "name": name,
            "members": each.members,
            "certified": each.certified,
            "left": each.members - each.certified,
            "share": _share(each),
            "chat": each.in_chat,
            "exempt": each.exempt,
        }
        for name, each in sorted(named, key=lambda pair: (_share(pair[1]) if pair[1].members else 101, pair[0]))
    ]
    week = forecast.by_week
    return await visit.show(
        "certification/drive.html",
        status=422 if error else 200,
        errors={"due": error} if error else {},
        drive=drive,
        state=_state(drive),
        courses=[each.title for each in certification.drives.courses(drive)],
        rows=rows,
        whole=whole,
        share=_share(whole),
        behind=sum(each.members > each.certified for each in counts),
        weeks=[
            (texts.plain("certification-weeks-ago", weeks=len(week) - 1 - at), count) for at, count in enumerate(week)
        ],
        forecast=forecast.percent if drive.is_open else None,
        reminded=[each for each in await certification.reminders.expected() if each.about == drive.id],
        due=visit.typed("due") or drive.due_on.isoformat(),
    )


@form("/desk/certification/drives/{drive:int}/excel", Right.EXPORT, rail="certification", fresh=True)
async def excel(visit: Visit) -> Response:
    drive = await _drive(visit)
    content = await visit.services.certification.exports.of_drive(drive, visit.person_id)
    name = visit.texts.plain("drives-file", number=str(drive.id))
    return await visit.excel(content, name, f"{DRIVES}/drives/{drive.id}")


@form("/desk/certification/drives/{drive:int}/deadline", Right.DRIVES, rail="certification")
async def set_deadline(visit: Visit) -> Response:
    drive, texts = await _drive(visit), visit.texts
    try:
        day = date.fromisoformat(visit.typed("due"))
    except ValueError:
        return await _show(visit, drive, texts.plain("certification-no-day"))
    if not await visit.services.certification.drives.set_deadline(drive.id, day, visit.person_id):
        return await _show(visit, drive, texts.plain("drives-wrong-day"))
    return visit.go(f"{DRIVES}/drives/{drive.id}", said=texts.plain("certification-moved", day=day))


@page("/desk/certification/drives/{drive:int}/turn", Right.DRIVES, rail="certification")
async def ask_to_turn(visit: Visit) -> Response:
    """To open or to end it, asked in numbers."""
    drive, texts = await _drive(visit), visit.texts
    if drive.closed_at:
        raise NotThere
    whole = total(await visit.services.certification.read.figures.counts(drive.id))
    key = "drives-ask-close" if drive.opened_at else "drives-ask-open"
    return await visit.show(
        "certification/turn.html",
        drive=drive,
        words=texts.plain(key, title=drive.title, starts=drive.starts_on),
        members=whole.members,
        chat=whole.in_chat,
        left=whole.members - whole.certified,
        has_places=bool(drive.places),
    )


@form("/desk/certification/drives/{drive:int}/turn", Right.DRIVES, rail="certification")
async def turn(visit: Visit) -> Response:
    """`from`: what it was when she was asked, so that two who press do it once."""
    drive, drives = await _drive(visit), visit.services.certification.drives
    done = False
    if visit.typed("from") == _state(drive):
        done = await (drives.close if drive.opened_at else drives.open)(drive.id, visit.person_id)
    said = visit.texts.plain("certification-turned" if done else "certification-not-turned")
    return visit.go(f"{DRIVES}/drives/{drive.id}", said=said)


@page("/desk/certification/drives/{drive:int}/of/{place}", Right.DRIVES, rail="certification")
async def one_body(visit: Visit) -> Response:
    """Unit by unit, and who still lacks something."""
    drive, certification = await _drive(visit), visit.services.certification
    place = visit.request.path_params["place"]
    if place not in drive.places:
        raise NotThere
    units = await certification.read.figures.counts(drive.id, place)
    lacking = await certification.read.figures.lacking(drive.id, place)
    members = await certification.read.members.at(place)
    await visit.services.people.audit.note(visit.person_id, Action.DATA_READ, f"certificates of {place}", "names")
    return await visit.show(
        "certification/body.html",
        drive=drive,
        place=place,
        name=await certification.drives.place_name(place),
        units=units,
        shares=[_share(each) for each in units],
        lacking=[(each.name, each.unit, each.person_id is not None) for each in lacking],
        exempt=[each.name for each in members if each.state is not MemberState.ACTIVE],
    )


@form("/desk/certification/drives/{drive:int}/of/{place}/excel", Right.EXPORT, rail="certification", fresh=True)
async def body_excel(visit: Visit) -> Response:
    drive, place = await _drive(visit), visit.request.path_params["place"]
    if place not in drive.places:
        raise NotThere
    content = await visit.services.certification.exports.of_place(place, visit.person_id)
    back = f"{DRIVES}/drives/{drive.id}/of/{place}"
    return await visit.excel(content, visit.texts.plain("certification-body-file", place=place), back)


@page("/desk/certification/batches", Right.DRIVES, rail="certification")
async def list_batches(visit: Visit) -> Response:
    certification = visit.services.certification
    rows = [
        {
            "id": each.id,
            "place": await certification.drives.place_name(each.place),
            "kind": "table" if each.layouts else "archive",
            "made": each.made_at,
            "ended": each.ended_at,
            "waiting": len(await certification.read.certificates.waiting([each.place])),
        }
        for each in await certification.batches.newest(BATCHES)
    ]
    return await visit.show("certification/batches.html", rows=rows)
