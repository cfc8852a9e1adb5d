"""What lies ahead, for 90 days: broadcasts, deadlines, events, week by week, and where they clash."""

from __future__ import annotations

from datetime import date, timedelta

from babel.dates import format_date
from starlette.responses import Response

from content.messages import LOCALE
from services.events import AgendaDay, Entry, EntryKind
from services.mailings import Audience
from services.people import Right
from web.routes import WAYS, page
from web.visit import Visit

SIGNS = {EntryKind.EVENT: "◆", EntryKind.BROADCAST: "✉", EntryKind.NOTICE: "☐", EntryKind.DRIVE: "✓"}
ADDRESSES = {
    EntryKind.EVENT: "/desk/events/{}",
    EntryKind.BROADCAST: "/desk/broadcasts/{}",
    EntryKind.NOTICE: "/desk/notices/{}",
    EntryKind.DRIVE: "/desk/drives/{}",
}


@page("/desk/calendar", Right.SEND, rail="broadcasts")
async def calendar(visit: Visit) -> Response:
    """All of it, or one kind."""
    texts, kind = visit.texts, visit.asked("kind")
    shown = EntryKind(kind) if kind in set(EntryKind) else None
    weeks: dict[date, list[dict[str, object]]] = {}
    for day in await visit.services.events.agenda.days():
        entries = [each for each in day.entries if shown in {None, each.kind}]
        if entries:
            weeks.setdefault(day.on - timedelta(days=day.on.weekday()), []).append(_day(visit, day, entries))
    return await visit.show(
        "mailings/calendar.html",
        kinds=[("", texts.plain("calendar-kind", kind="all"))]
        + [(each.value, f"{SIGNS[each]} {texts.plain('calendar-kind', kind=each)}") for each in EntryKind],
        kind=shown.value if shown else "",
        weeks=[
            {"of": monday, "name": _week(visit, monday), "load": await _load(visit, monday), "days": days}
            for monday, days in weeks.items()
        ],
    )


def _week(visit: Visit, monday: date) -> str:
    since, until = [format_date(day, "d MMMM", locale=LOCALE) for day in (monday, monday + timedelta(days=6))]
    return visit.texts.plain("calendar-week", since=since, until=until)


def _day(visit: Visit, day: AgendaDay, entries: list[Entry]) -> dict[str, object]:
    return {
        "on": format_date(day.on, "EE, d MMMM", locale=LOCALE),
        "why": day.holiday or (visit.texts.plain("calendar-off") if day.is_off else ""),
        "clashes": day.clashes,
        "entries": [
            {
                "sign": SIGNS[each.kind],
                "at": f"{each.at:%H:%M}" if each.at else "",
                "words": visit.texts.plain(
                    "calendar-entry", kind=each.kind, number=str(each.number), title=each.title or "none"
                ),
                "href": _address(each),
            }
            for each in entries
        ],
    }


def _address(entry: Entry) -> str:
    """Where its page is; empty where there is none."""
    address, template = ADDRESSES[entry.kind], ADDRESSES[entry.kind].rpartition("/")[0]
    is_there = any(
        each.method == "GET" and each.path.startswith(f"{template}/{{") and each.path.endswith("}") for each in WAYS
    )
    return address.format(entry.id or entry.number) if is_there else ""


async def _load(visit: Visit, monday: date) -> tuple[int, int]:
    """The least and the most broadcasts that a hromada gets in that week."""
    at = visit.now().replace(year=monday.year, month=monday.month, day=monday.day, hour=12)
    load = await visit.services.mailings.broadcasts.load(Audience(), at)
    return min(load.values()), max(load.values())
