"""The names of what a case is about, as plain words: for screens, letters, and tables."""

from __future__ import annotations

import re
from datetime import date

from rapidfuzz import fuzz

from content.hromadas import by_katottg
from services.content import Content
from services.text import words_key
from storage.cases import Case, CaseDetails, CaseEvent, CaseOutcome, CaseStatus, EventKind

OTHER = "other"
"""A document or a kind of place that the cards do not know."""
RESULTS = {
    "refused": "cases-result-refused",
    "paper": "cases-result-paper",
    "accepted": "cases-result-accepted",
    "other": "cases-result-other",
}
GROUNDS = {
    "none": "cases-ground-none",
    "rule": "cases-ground-rule",
    "no-document": "cases-ground-no-document",
    "no-scanner": "cases-ground-no-scanner",
}
_OUTCOMES = {
    CaseOutcome.ACCEPTED: "cases-outcome-accepted",
    CaseOutcome.EXPLAINED: "cases-outcome-explained",
    CaseOutcome.VISITED: "cases-outcome-visited",
    CaseOutcome.PASSED_ON: "cases-outcome-passed-on",
    CaseOutcome.NOT_OURS: "cases-outcome-not-ours",
    CaseOutcome.SOLVED: "cases-outcome-solved",
    CaseOutcome.WITHDRAWN: "cases-outcome-withdrawn",
}
_STATUSES = {
    CaseStatus.NEW: "cases-status-new",
    CaseStatus.TAKEN: "cases-status-taken",
}


def document(content: Content, case: Case) -> str:
    """The name of the document, as the card has it."""
    known = {each.id: each.name for each in content.library.cards.documents}
    return known.get(case.details.document, content.library.texts.plain("cases-document-other"))


def at_place(content: Content, case: Case) -> str:
    """In which kind of place it happened."""
    known = {each.id: each.at for each in content.library.cards.places}
    return known.get(case.details.place, known[OTHER])


def place(content: Content, case: Case) -> str:
    """Where it happened: the kind of place and its name, which the person wrote."""
    return named_place(content, case, case.details.place_name)


def named_place(content: Content, case: Case, name: str) -> str:
    """The kind of place with that name, if it has one. Where the name begins with the kind, that is said once: «у
    ЦНАПі на площі»."""
    at, kind = at_place(content, case), kind_of_place(content, case)
    first = _FIRST_WORD.match(name)
    if at.count(" ") == 1 and first and words_key(first[0]) == words_key(kind):
        return at + name[first.end() :]
    return f"{at} ({name})" if name else at


def when(content: Content, details: CaseDetails, begun_on: date) -> str:
    """The day, with the hour where it is known."""
    texts, on = content.library.texts, details.happened_on or begun_on
    if details.hour:
        return texts.plain("cases-day-hour", on=on, at=details.hour)
    return texts.plain("cases-day", on=on)


def point(details: CaseDetails) -> str:
    """The coordinates of the point on the map; empty where there is none."""
    if details.latitude is None or details.longitude is None:
        return ""
    return f"{details.latitude:.5f}, {details.longitude:.5f}"


_WHAT = {"paper": "cases-what-paper", "accepted": "cases-what-accepted"}


def what(content: Content, case: Case) -> str:
    """What happened there, as letters say it of all: it follows the result that the person told."""
    key = _WHAT.get(case.details.result, "cases-what-refused")
    return content.library.texts.plain(key, document=document(content, case))


def scene(content: Content, case: Case) -> dict[str, str]:
    """What it is about and where it happened, as many texts want them: `document` and `place`."""
    return {"document": document(content, case), "place": place(content, case)}


_FIRST_WORD = re.compile(r"[^\s,]+")
ALIKE = 82
"""Likeness of two names of bodies, of 100, from which they may be one."""


def word_count(name: str) -> int:
    """How many words a name has."""
    return len(words_key(name).split())


def is_same_body(one: str, other: str) -> bool:
    """Whether two names mean one body: people write a name in many ways and orders, and its numbers in one.

    A part of a name is not the name: «train» is no «train 92».
    """
    words = [sorted(words_key(name).split()) for name in (one, other)]
    numbers = [[word for word in each if any(sign.isdigit() for sign in word)] for each in words]
    return numbers[0] == numbers[1] and fuzz.ratio(" ".join(words[0]), " ".join(words[1])) >= ALIKE


def kind_of_place(content: Content, case: Case) -> str:
    """The kind of place as a heading has it, without its sign."""
    known = {each.id: each.title.split(" ", 1)[1] for each in content.library.cards.places}
    return known.get(case.details.place, case.details.place)


def hromada(case: Case) -> str:
    """The name of the hromada; empty where it was not named."""
    found = by_katottg(case.details.hromada)
    return found.name if found else ""


def ground(content: Content, case: Case) -> str:
    """Why it was refused: one of the common grounds, or the person's words."""
    key = GROUNDS.get(case.details.ground)
    return content.library.texts.plain(key) if key else case.details.ground


_HER_OUTCOMES = {CaseOutcome.SOLVED: "cases-outcome-you-solved", CaseOutcome.WITHDRAWN: "cases-outcome-you-withdrew"}


def outcome(content: Content, chosen: CaseOutcome, *, for_her: bool = False) -> str:
    """`for_her`: the person herself reads it."""
    key = _HER_OUTCOMES.get(chosen) if for_her else None
    return content.library.texts.plain(key or _OUTCOMES[chosen])


def status(content: Content, case: Case, *, for_her: bool = False) -> str:
    """Where the case stands, in a few words."""
    texts = content.library.texts
    if case.status is CaseStatus.CLOSED and case.outcome:
        return texts.plain("cases-status-closed", outcome=outcome(content, case.outcome, for_her=for_her))
    return texts.plain(_STATUSES.get(case.status, "cases-status-unfinished"))


_EVENTS = {
    EventKind.SUBMITTED: "cases-event-submitted",
    EventKind.TAKEN: "cases-event-taken",
    EventKind.ADDED: "cases-event-added",
    EventKind.TAKEN_BACK: "cases-event-taken-back",
    EventKind.ANSWERED: "cases-event-answered",
    EventKind.CLOSED: "cases-event-closed",
    EventKind.SOLVED: "cases-event-solved",
    EventKind.WITHDRAWN: "cases-event-withdrawn",
    EventKind.REOPENED: "cases-event-reopened",
    EventKind.FORWARDED: "cases-event-forwarded",
}
"""What only staff see is not among them."""
_EVENTS_FOR_STAFF = {
    **_EVENTS,
    EventKind.LET_GO: "casework-event-let-go",
    EventKind.CORRECTED: "casework-event-corrected",
    EventKind.ANSWERED: "casework-event-answered",
    EventKind.HEAD_ANSWERED: "casework-event-head-answered",
    EventKind.UNLINKED: "casework-event-unlinked",
    EventKind.SOLVED: "casework-event-solved",
    EventKind.WITHDRAWN: "casework-event-withdrawn",
    EventKind.LINKED: "casework-event-linked",
}


def event_key(event: CaseEvent, *, for_staff: bool) -> str | None:
    """The text of a line of the history; it takes `text`. None for what only staff see."""
    if event.kind is EventKind.ANSWERED and not event.text:
        return "casework-event-answered-by-file" if for_staff else "cases-event-answered-by-file"
    return (_EVENTS_FOR_STAFF if for_staff else _EVENTS).get(event.kind)
