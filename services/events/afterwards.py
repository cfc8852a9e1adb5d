"""What comes after an event: opinions, certificates of participation, the list as Excel, the picture for a report."""

from __future__ import annotations

import asyncio
import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from content import FOLDER
from content.hromadas import by_slug
from services.codes import make_code, split
from services.content import Content
from services.events.questions import asked
from services.events.reading import read_name
from services.figures import draw
from services.files.excel import make_excel
from services.files.typesetting import as_pdf
from services.notices import words
from services.people import Action, Audit, Posts
from services.text import mask, single_line
from storage.events import (
    Attendance,
    AttendanceStore,
    Event,
    EventStore,
    Registration,
    RegistrationState,
    RegistrationStore,
)

TEMPLATE = FOLDER / "templates" / "participation.typ"
LINK = "p_"
"""How the payload begins by which a certificate is verified."""
LONGEST_WORD = 500
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """What a certificate says, as it stands in the list of the event."""

    number: str
    name: str
    event: Event
    days: tuple[date, ...]
    hours: int
    certified_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Who came, and how it was."""

    going: int
    came: int
    hromadas: Counter[str]
    ratings: Counter[int]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Afterwards:
    _content: Content
    _events: EventStore
    _registrations: RegistrationStore
    _attendances: AttendanceStore
    _posts: Posts
    _audit: Audit
    _clock: Callable[[], datetime]

    async def rate(self, event_id: int, person_id: int, satisfaction: int) -> bool:
        """Keeps how useful it was, from 1 to 3; False where she did not come."""
        return 1 <= satisfaction <= 3 and await self._registrations.rate(event_id, person_id, satisfaction)

    async def say(self, event_id: int, person_id: int, words: str) -> bool:
        """Keeps a word about it; numbers in it are masked."""
        masked = mask(single_line(words, LONGEST_WORD))
        return await self._registrations.say(event_id, person_id, masked)

    # The certificate

    async def certificate(self, event_id: int, person_id: int, bot: str) -> bytes | None:
        """The certificate of participation as PDF; None where she did not come, or her name is none. Each time the same
        number."""
        known = await self._registrations.find(event_id, person_id)
        if known is None or (known.certificate is None and read_name(known.name) is None):
            return None
        mine = await self._registrations.certify(event_id, person_id, make_code(), self._clock())
        if mine is None or mine.certificate is None:
            return None
        participation = await self._participation(mine)
        if participation is None:
            return None
        return await asyncio.to_thread(self._draw, participation, mine.certificate, bot)

    async def verify(self, codes: Sequence[str]) -> Participation | None:
        """What the certificate with one of these codes says; None where none has it."""
        for code in codes:
            certified = await self._registrations.by_certificate(code)
            mine = await self._registrations.get(certified.registration) if certified else None
            if mine:
                return await self._participation(mine)
        return None

    async def _participation(self, mine: Registration) -> Participation | None:
        event = await self._events.find(mine.event)
        came = {each.session for each in await self._attendances.of_registration(mine.id)}
        sessions = [each for each in event.sessions if each.number in came] if event else []
        if event is None or not sessions or mine.certified_at is None:
            return None
        return Participation(
            number=f"{event.id}-{mine.id}",
            name=mine.name,
            event=event,
            days=tuple(dict.fromkeys(each.starts_at.date() for each in sessions)),
            hours=max(1, round(sum((each.ends_at - each.starts_at for each in sessions), timedelta()) / _HOUR)),
            certified_on=mine.certified_at.date(),
        )

    def _draw(self, participation: Participation, code: str, bot: str) -> bytes:
        import segno  # when a certificate is made

        texts, event = self._content.library.texts, participation.event
        url, picture = f"https://t.me/{bot}?start={LINK}{code}", io.BytesIO()
        segno.make(url, error="m", micro=False).save(picture, kind="svg", border=4, xmldecl=False, svgns=True)
        days = [f"{day:%d.%m.%Y}" for day in participation.days]
        data = {
            "letterhead": texts.plain("letters-letterhead").splitlines(),
            "title": texts.plain("events-certificate-title"),
            "confirms": texts.plain("events-certificate-confirms"),
            "name": participation.name,
            "what": texts.plain("events-certificate-what", kind=event.kind, title=event.name),
            "when": texts.plain("events-certificate-when", days=", ".join(days), hours=participation.hours),
            "number": texts.plain("events-certificate-number", number=participation.number),
            "issued": texts.plain("events-certificate-issued", day=f"{participation.certified_on:%d.%m.%Y}"),
            "verify": texts.plain("events-certificate-verify", code=split(code), bot=bot),
            "url": url,
            "qr": picture.getvalue().decode(),
        }
        return as_pdf(TEMPLATE, data)

    # Lists and reports

    async def as_excel(self, event_id: int, by: int) -> bytes | None:
        """All who answered, and who came; the export is logged. None where there is no such event."""
        event = await self._events.find(event_id)
        if event is None:
            return None
        await self._audit.note(by, Action.DATA_EXPORTED, f"event {event_id}")
        texts = self._content.library.texts
        came = {(each.registration, each.session): each for each in await self._attendances.of_event(event_id)}
        headings = texts.plain("events-headings").split(" | ")
        headings += [f"{each.starts_at:%d.%m.%Y %H:%M}" for each in event.sessions]
        headings += [each.label for each in asked(event)]
        headings += texts.plain("events-headings-after").split(" | ")
        rows = []
        for each in await self._registrations.of_event(event_id):
            noted = [came.get((each.id, session.number)) for session in event.sessions]
            rows.append(
                [
                    each.name,
                    await self._posts.place_name(each.place) if each.place else "",
                    texts.plain("events-registration", state=each.state),
                    each.changed_at,
                    *(self._noted(one) for one in noted),
                    *(
                        words.short_answer(texts, field, value) if (value := each.answered.get(field.key)) else ""
                        for field in asked(event)
                    ),
                    each.satisfaction,
                    each.feedback,
                    f"{event_id}-{each.id}" if each.certificate else "",
                ]
            )
        return make_excel(headings, rows, name=texts.plain("events-sheet"))

    def _noted(self, attendance: Attendance | None) -> str:
        texts = self._content.library.texts
        return texts.plain("events-part", part=attendance.part) if attendance else ""

    async def report(self, event_id: int) -> Report:
        """Who came from where, and what they said of it."""
        came = {each.registration for each in await self._attendances.of_event(event_id)}
        registrations = await self._registrations.of_event(event_id)
        there = [each for each in registrations if each.id in came]
        elsewhere = self._content.library.texts.plain("events-elsewhere")
        hromadas = Counter[str]()
        for each in there:
            hromada = by_slug(each.place)
            hromadas[hromada.name if hromada else await self._posts.place_name(each.place) or elsewhere] += 1
        return Report(
            going=sum(each.state is RegistrationState.GOING for each in registrations),
            came=len(there),
            hromadas=hromadas,
            ratings=Counter(each.satisfaction for each in there if each.satisfaction),
            words=tuple(each.feedback for each in there if each.feedback),
        )

    async def picture(self, event: Event) -> bytes:
        """The same as PNG, for a report."""
        texts, report = self._content.library.texts, await self.report(event.id)
        ratings = {texts.plain("events-rating", rating=each): count for each, count in report.ratings.items()}
        groups = [
            (texts.plain("events-report-hromadas"), report.hromadas),
            (texts.plain("events-report-ratings"), ratings),
        ]
        title = texts.plain("events-report-title", title=event.name, came=report.came)
        return await asyncio.to_thread(draw, title, groups)
