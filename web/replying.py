"""What the pages of cases and of questions have in common: what was said, a reply, a note, a draft, who looks too.

A reply goes the way of those from the chat: held for some seconds, stopped until then. A note goes another way, from
another box with another button; nothing that writes to people knows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import escape
from starlette.responses import Response

from services.people import ON_A_PAGE, Doubt, HeldReplyStands, Note, ReplyOutcome, ReplyState, Right, plain
from web.routes import Who, form
from web.visit import NotThere, Visit

LONGEST = 3500
"""Characters of a reply: it leaves in one message."""
LONGEST_TEXT = 1000
"""Characters of a reply that the history keeps."""
LONGEST_NOTE = 1000
_DOUBTS = {
    Doubt.ANSWERED: "held-ask-answered",
    Doubt.CLOSED: "held-ask-closed",
    Doubt.OF_OTHER: "held-ask-of-other",
    Doubt.SEVERAL: "held-ask-several",
}
_WAITS = {ReplyState.HELD, ReplyState.SENDING, ReplyState.ASKED}
_FINE = {ReplyOutcome.DELIVERED, ReplyOutcome.ALREADY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the history."""

    at: datetime
    who: str
    words: str
    kind: str = ""
    """`note`: among colleagues; `ours`: the department said it; empty: all else."""
    mark: tuple[str, int] = ("", 0)
    """By which it is known whether somebody has seen it: of each kind the numbers grow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnItsWay:
    """A reply that has not left, or did not arrive."""

    id: int
    who: str
    words: str
    stops: bool
    """Whether it can still be stopped."""
    outcome: str
    """What became of it; empty: it waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A matter as its page shows it, and what is common to all: `kind` and `subject` are those of held replies."""

    kind: str
    subject: int
    path: str
    """The address of its page."""
    lines: Sequence[Line]
    on_its_way: Sequence[OnItsWay]
    looking: Sequence[tuple[str, datetime]]
    """Colleagues who looked at the page a short time ago."""

    @property
    def seen(self) -> str:
        """What whoever gets this page has seen."""
        newest: dict[str, int] = {}
        for kind, number in [each.mark for each in self.lines]:
            newest[kind] = max(number, newest.get(kind, 0))
        return " ".join(f"{kind}{number}" for kind, number in sorted(newest.items()) if kind)

    def newer(self, seen: str) -> list[Line]:
        """What came since a page was made."""
        known = set(seen.split())
        newest = {word[:1]: int(word[1:]) for word in known if word[1:].isdecimal()}
        return [each for each in self.lines if each.mark[1] > newest.get(each.mark[0], 0)]


async def talk(visit: Visit, kind: str, subject: int, path: str, lines: Sequence[Line]) -> Talk:
    """The matter, whose page this person has open now."""
    people, texts = visit.services.people, visit.texts
    about = await people.held_replies.about(kind, subject)
    on_its_way = [each for one in about if (each := _on_its_way(visit, one))]
    looking = await people.pages.look(visit.person_id, path)
    return Talk(
        kind=kind,
        subject=subject,
        path=path,
        lines=sorted(lines, key=lambda each: each.at),
        on_its_way=on_its_way,
        looking=[(each.name or texts.plain("casework-by-staff"), each.seen_at) for each in looking],
    )


def note_lines(visit: Visit, notes: Sequence[Note]) -> list[Line]:
    by_staff = visit.texts.plain("casework-by-staff")
    return [
        Line(at=each.at, who=each.by_name or by_staff, words=each.text, kind="note", mark=("n", each.id))
        for each in notes
    ]


def _on_its_way(visit: Visit, stands: HeldReplyStands) -> OnItsWay | None:
    """What arrived stands in the history; what was stopped is nothing."""
    reply, texts = stands.reply, visit.texts
    words, waits = reply.text, reply.state in _WAITS
    wrong = [each for each in stands.outcomes if each not in _FINE and each is not ReplyOutcome.WAITS]
    if not waits and not wrong:
        return None
    outcome = "" if waits else texts.plain("talk-outcome", outcome=wrong[0].value.replace(" ", "-"))
    stops = reply.state in {ReplyState.HELD, ReplyState.ASKED}
    return OnItsWay(id=reply.id, who=reply.by_name, words=words, stops=stops, outcome=outcome)


async def ready(visit: Visit, kind: str, subject: int, about: str) -> list[tuple[str, str]]:
    """Title and words of what may be put into a reply: the answers that fit, and what staff keep ready, the likest to
    what it is about first."""
    people, questions = visit.services.people, visit.services.answers.questions
    fields = await people.held_replies.fields(kind, subject)
    kept = []
    for each in await people.ready_answers.all():
        filled = people.ready_answers.fill_in(each.html, fields)
        if filled:
            kept.append((f"/{each.name}", plain(filled)))
    found = [(each.title, plain(each.html)) for each in questions.fitting(about)]
    return found + [kept[place] for place in questions.likest(about, [" ".join(each) for each in kept])]


async def drafts(visit: Visit, path: str) -> dict[str, str]:
    """What was typed on the page before, by the name of the field."""
    found: dict[str, str] = {}
    for box in ("reply", "note"):
        draft = await visit.services.people.pages.draft(visit.person_id, f"{path}/{box}")
        found |= draft.fields if draft else {}
    return found


async def reply(visit: Visit, talk: Talk) -> Response | dict[str, str]:
    """Takes a reply as the form of the page sends it; what is wrong by the id of the field, where something is.

    Where there is a doubt, or something happened meanwhile, a page asks first.
    """
    texts, held, words = visit.texts, visit.services.people.held_replies, visit.typed("reply")
    if not words:
        return {"reply": texts.plain("talk-reply-empty")}
    if len(words) > LONGEST:
        return {"reply": texts.plain("talk-too-long", most=LONGEST, length=len(words))}
    if visit.typed("as") == "note":
        return await note(visit, talk, words)
    doubt, other = await held.doubt(talk.kind, talk.subject, visit.person_id)
    newer = talk.newer(visit.typed("seen"))
    if (doubt or newer) and not visit.typed("sure"):
        count = len(await held.recipients(talk.kind, talk.subject, to_all=True))
        why = texts.plain(_DOUBTS[doubt], other=other or texts.plain("casework-by-staff"), count=count) if doubt else ""
        several = count if doubt is Doubt.SEVERAL else 1
        return await visit.show(
            "talk/check.html", status=409, talk=talk, why=why, newer=newer, words=words, count=several
        )
    to_all = visit.typed("sure") == "all"
    await held.hold(
        talk.kind,
        talk.subject,
        chat_id=ON_A_PAGE,
        message_id=None,
        topic_id=None,
        staff_id=visit.person_id,
        by_name=visit.name,
        html=str(escape(words)),
        text=words[:LONGEST_TEXT],
        answer_id=_answer_of(visit, words),
        recipients=await held.recipients(talk.kind, talk.subject, to_all=to_all),
    )
    await held.redraw(talk.kind, talk.subject)
    await visit.services.people.pages.drop(visit.person_id, f"{talk.path}/reply")
    return visit.go(talk.path, said=texts.plain("talk-held"))


def _answer_of(visit: Visit, words: str) -> str:
    """The answer of the bot that these words are; empty where they are somebody's own."""
    answers = visit.services.content.library.answers
    return next((id for id, each in answers.items() if plain(each.html).strip() == words), "")


async def note(visit: Visit, talk: Talk, words: str) -> Response | dict[str, str]:
    """Keeps a note among colleagues."""
    people, texts = visit.services.people, visit.texts
    if not words:
        return {"note": texts.plain("talk-note-empty")}
    if len(words) > LONGEST_NOTE:
        return {"note": texts.plain("talk-too-long", most=LONGEST_NOTE, length=len(words))}
    await people.notes.add(talk.kind, talk.subject, visit.name, words)
    await people.held_replies.redraw(talk.kind, talk.subject)
    for box in ("reply", "note"):
        draft = await people.pages.draft(visit.person_id, f"{talk.path}/{box}")
        if draft and words in draft.fields.values():
            await people.pages.drop(visit.person_id, f"{talk.path}/{box}")
    return visit.go(talk.path, said=texts.plain("talk-noted"))


@form("/desk/replies/{reply:int}/stop", Right.ANSWER)
async def stop(visit: Visit) -> Response:
    """What has not left does not leave."""
    held = visit.services.people.held_replies
    reply = await held.find(visit.number("reply"))
    if reply is None:
        raise NotThere
    stopped = await held.stop(reply.id)
    area = "cases" if reply.kind == "case" else "questions"
    said = visit.texts.plain("talk-stopped" if stopped else "held-too-late")
    return visit.go(f"/desk/{area}/{reply.subject}", said=said)


@form("/desk/drafts", Who.INSIDE)
async def keep_draft(visit: Visit) -> Response:
    """Keeps what is being typed; `page` of the address says where. It answers with the words below the field."""
    page = visit.asked("page")
    if not page.startswith("/desk/") or len(page) > 200:
        raise NotThere
    await visit.services.people.pages.keep(visit.person_id, page, visit.all_typed)
    return Response(visit.texts.plain("talk-kept", time=f"{visit.now():%H:%M}"), media_type="text/plain")
