"""The legal track: a ready text and PDF of an appeal that the person sends herself, and the clock that then runs.

Terms: law 393/96-ВР «On Citizens' Appeals», article 20: at once and within 15 days where nothing is to be studied, a
month otherwise, 45 days in all with a prolongation; what comes out of working hours is taken on the next working day.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from content.calendar import Calendar
from content.complaints import Complaint
from services.cases import words
from services.cases.letters import norms_for
from services.content import Content
from services.files.calendar_file import Day, make_ics
from storage.cases import Case

SOON, LATEST = timedelta(days=15), timedelta(days=45)
_WHAT = {"paper": "appeals-what-paper", "accepted": "appeals-what-accepted"}
"""By the result that the person told; otherwise it was refused."""
OFFICE_ENDS = 17
"""The hour from which on what is sent is taken on the next working day."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who appeals: the law asks for it, and the bot keeps nothing of it once the file is made."""

    name: str
    residence: str
    contact: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The legal clock, with its working."""

    sent_at: datetime
    taken_on: date
    """The working day from which the terms are counted."""
    soon_on: date
    month_on: date
    latest_on: date


def terms(sent_at: datetime, days: Calendar) -> Terms:
    """The terms of an appeal sent at that time; all are calendar days after the taking."""
    day = sent_at.date() + timedelta(days=1) if sent_at.hour >= OFFICE_ENDS else sent_at.date()
    taken = days.working(day)
    return Terms(sent_at, taken, taken + SOON, _month_after(taken), taken + LATEST)


def _month_after(day: date) -> date:
    """The same day of the next month; its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Appeals:
    """Prepares appeals; lodging one is the person's own act."""

    _content: Content
    _clock: Callable[[], datetime]
    _oblast_contact: str
    """How the administration is reached; empty where nobody has set it."""

    def bodies(self, place: str) -> list[Complaint]:
        """Whom an appeal about that kind of place may go to, in the order in which they are tried."""
        *bodies, oblast = self._content.library.complaints.at(place)
        contact = self._oblast_contact or self._content.library.texts.plain("appeals-no-contact")
        return [*bodies, replace(oblast, contact=contact)]

    def text(self, case: Case, author: Author, body: Complaint) -> str:
        """The text of the appeal to that body, as it may be copied into a letter or a form."""
        texts = self._content.library.texts
        is_first = body.name == self.bodies(case.details.place)[0].name
        to = f"{body.to}: {case.details.place_name}" if is_first and case.details.place_name else body.to
        lines = [
            to,
            texts.plain("appeals-from", name=author.name, residence=author.residence, contact=author.contact),
            "",
            texts.plain("appeals-title"),
            "",
            *self.told(case),
        ]
        today = self._clock().date()
        norms = norms_for(self._content, case, today)
        lines += [texts.plain("appeals-norm", title=norm.title, says=norm.says) for norm in norms]
        lines += [texts.plain("appeals-ask"), "", texts.plain("appeals-date", on=today)]
        return "\n".join(lines)

    def told(self, case: Case) -> list[str]:
        """What the person told, in paragraphs of the appeal; nothing that she did not tell."""
        texts, details = self._content.library.texts, case.details
        lines = [
            texts.plain(
                _WHAT.get(details.result, "appeals-what"),
                when=words.when(self._content, details, case.started_at.date()),
                **words.scene(self._content, case),
            )
        ]
        if point := words.point(details):
            lines.append(texts.plain("appeals-point", point=point))
        if details.said:
            lines.append(texts.plain("appeals-said", text=details.said))
        if details.ground:
            lines.append(texts.plain("appeals-ground", text=words.ground(self._content, case)))
        return lines

    def terms(self, sent_at: datetime | None = None) -> Terms:
        """The clock of an appeal that was sent at that time, or is sent now."""
        return terms(sent_at or self._clock(), self._content.library.calendar)

    def as_ics(self, found: Terms, case: Case, bot: str) -> bytes:
        """The terms as three days in a calendar file; those of an appeal that was sent later move them there."""
        texts, number = self._content.library.texts, case.number or ""
        days = [
            ("soon", found.soon_on, texts.plain("appeals-ics-soon", number=number)),
            ("month", found.month_on, texts.plain("appeals-ics-month", number=number)),
            ("latest", found.latest_on, texts.plain("appeals-ics-latest", number=number)),
        ]
        sent_minute = int(found.sent_at.timestamp()) // 60
        return make_ics(
            [Day(f"appeal-{case.id}-{name}", day, title, sent_minute) for name, day, title in days], bot, self._clock()
        )
