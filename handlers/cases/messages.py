"""How what the bot says about cases of its own accord is worded."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from channels import Outgoing
from channels.taps import Button, Keyboard, Tap
from content.messages import Texts
from handlers.cases import taps
from handlers.cases.words import case_for_staff, event_lines, history_lines
from handlers.chat.lacks import right
from handlers.chat.messages import renders
from handlers.people.taps import ListReady
from services.cases import CASE, Addressee, Case, CaseStatus, readers, words
from services.cases.messages import (
    CaseCard,
    CaseForwarded,
    CaseHistory,
    CaseStandsStill,
    CaseUpdate,
    DetailsWanted,
    EvidenceGone,
    EvidenceWaits,
    PeopleDid,
    StaffAnswered,
    VisitProposed,
)
from services.content import Content


def _button(texts: Texts, tap: Tap, key: str, **values: object) -> Keyboard:
    return [[tap.button(texts.plain(key, **values))]]


def staff_keyboard(texts: Texts, case: Case, linked: Sequence[Case]) -> Keyboard:
    """What staff can do with the case now; `linked`: the others of its group."""

    def button(tap: Tap, key: str) -> Button:
        return tap.button(texts.plain(key))

    if case.status is CaseStatus.NEW:
        return _button(texts, taps.TakeCase(case.id), "casework-button-take")
    if case.status is not CaseStatus.TAKEN:
        return ()
    return [
        [button(taps.ChooseOutcome(case.id, 0), "casework-button-close")],
        *(_group_rows(texts, case, [case, *(each for each in linked if each.is_open)]) if linked else []),
        [
            button(taps.WriteNote(case.id), "casework-button-note"),
            button(taps.LinkCase(case.id), "casework-button-link"),
        ],
        [
            button(ListReady(CASE, case.id), "ready-button"),
            button(taps.ShowHistory(case.id), "casework-button-history"),
        ],
        [
            button(taps.CorrectPlace(case.id, "ask"), "casework-button-place"),
            button(taps.CorrectRaion(case.id), "casework-button-hromada"),
        ],
        [
            button(taps.ForwardCase(case.id, Addressee.BODY.value), "casework-button-letter"),
            button(taps.ForwardCase(case.id, "ask"), "casework-button-forward"),
        ],
        [button(taps.LetGo(case.id), "casework-button-let-go")],
    ]


def _group_rows(texts: Texts, case: Case, group: Sequence[Case]) -> Keyboard:
    """What can be done for all of the group at once; each button says how many that are."""
    people, free = len(readers(group)), sum(each.status is CaseStatus.NEW for each in group)
    rows = []
    if people > 1:
        rows.append(_button(texts, taps.WriteToAll(case.id), "casework-button-to-all", count=people))
    if len(group) > 1:
        rows.append(_button(texts, taps.ChooseOutcome(case.id, 1), "casework-button-close-all", count=len(group)))
    if free:
        rows.append(_button(texts, taps.TakeLinked(case.id), "casework-button-take-linked", count=free))
    rows.append(_button(texts, taps.UnlinkCase(case.id), "casework-button-unlink"))
    return [row for [row] in rows]


# To the staff


@renders
def case_card(content: Content, message: CaseCard) -> Outgoing:
    texts, html = content.library.texts, case_for_staff(content, message.case, message.linked, message.history)
    if message.is_private:
        html = texts.lines([html, texts("casework-reply-here")])
    return Outgoing(html, staff_keyboard(texts, message.case, message.linked))


@renders
def people_did(content: Content, message: PeopleDid) -> Outgoing:
    texts, case = content.library.texts, message.case
    lines = texts.lines(event_lines(content, message.events, for_staff=True))
    html = texts("casework-people-did", number=case.number or "", lines=lines)
    return Outgoing(html, _button(texts, taps.WorkOnCase(case.id), "casework-button-work"))


@renders
def evidence_waits(content: Content, message: EvidenceWaits) -> Outgoing:
    texts = content.library.texts
    number = message.case.number or ""
    return Outgoing(texts("casework-evidence-waits", number=number, right=right(texts, message.lack)))


@renders
def evidence_gone(content: Content, message: EvidenceGone) -> Outgoing:
    return Outgoing(content.library.texts("casework-evidence-of-gone", number=message.case.number or ""))


@renders
def case_stands_still(content: Content, message: CaseStandsStill) -> Outgoing:
    texts, case = content.library.texts, message.case
    if message.is_free:
        html = texts("casework-free", number=case.number or "", name=case.assignee_name)
        return Outgoing(html, _button(texts, taps.TakeCase(case.id), "casework-button-take"))
    html = texts("casework-stands-still", number=case.number or "", name=case.assignee_name or "–")
    return Outgoing(html, _button(texts, taps.WorkOnCase(case.id), "casework-button-work"))


@renders
def visit_proposed(content: Content, message: VisitProposed) -> Outgoing:
    texts, visit = content.library.texts, message.visit
    keyboard = [
        [taps.LetterTo(visit.id).button(texts.plain("statistics-button-letter"))],
        [taps.AskIfHeld(visit.id).button(texts.plain("statistics-button-held"))],
    ]
    return Outgoing(texts("statistics-repeated", body=visit.place_name, count=message.count), keyboard)


@renders
def case_history(content: Content, message: CaseHistory) -> Outgoing:
    """Who did what and when: what the person told, what was written to her, what colleagues noted."""
    texts = content.library.texts
    lines = history_lines(content, message.history)
    html = texts("casework-history", number=message.case.number or "", lines=texts.lines(lines))
    return Outgoing(html, _button(texts, taps.WorkOnCase(message.case.id), "casework-button-work"))


# To a head


@renders
def case_forwarded(content: Content, message: CaseForwarded) -> Outgoing:
    """Where and which document."""
    texts, case = content.library.texts, message.case
    told = {"place": words.named_place(content, case, message.name), "what": words.what(content, case)}
    html = texts("casework-for-head", number=case.number or "", **told)
    return Outgoing(
        html, _button(texts, taps.AnswerForwarded(case.id), "forwarded-button-answer", number=case.number or "")
    )


# To the person of a case


@renders
def staff_answered(content: Content, message: StaffAnswered) -> Outgoing:
    texts, case = content.library.texts, message.case
    said = Markup(message.html)  # noqa: S704 - Telegram's own marks around escaped words
    if message.corrected:
        html = texts("cases-staff-correction", number=case.number or "", text=said)
    else:
        html = texts("cases-staff-answer", number=case.number or "", text=said)
    return Outgoing(html, _button(texts, taps.AddToCase(case.id), "cases-button-add"))


@renders
def case_update(content: Content, message: CaseUpdate) -> Outgoing:
    texts, case = content.library.texts, message.case
    lines = event_lines(content, message.events)
    keyboard = [[taps.ShowCase(case.id).button(texts.plain("cases-button-show"))]]
    if case.status is CaseStatus.CLOSED and case.outcome:
        lines.insert(0, texts("cases-update-outcome", outcome=words.outcome(content, case.outcome, for_her=True)))
    if case.status is CaseStatus.CLOSED and case.outcome and not case.outcome.is_of_person:
        keyboard.insert(
            0,
            [
                taps.Solved(case.id).button(texts.plain("cases-button-solved")),
                taps.NotSolved(case.id).button(texts.plain("cases-button-not-solved")),
            ],
        )
    return Outgoing(texts("cases-update", number=case.number or "", lines=texts.lines(lines)), keyboard)


@renders
def details_wanted(content: Content, message: DetailsWanted) -> Outgoing:
    texts, case = content.library.texts, message.case
    keyboard = [
        [taps.TellDetails(case.id).button(texts.plain("cases-button-details"))],
        [taps.DropCase(case.id).button(texts.plain("cases-button-drop"))],
    ]
    if case.details.hour:
        return Outgoing(texts("cases-ask-details", at=case.details.hour), keyboard)
    return Outgoing(texts("cases-ask-to-go-on", at=f"{case.started_at:%H:%M}"), keyboard)
