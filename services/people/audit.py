"""Who of the staff did, read or exported what: shown to administrators in chat and as Excel, in sentences."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from content.hromadas import by_katottg, by_slug
from services.content import Content
from services.files.excel import make_excel
from services.people.posts import Posts
from storage.people import BOT, Action, AuditFilter, AuditLine, AuditStore, Post

PAGE = 10
EXPORTED = 100_000
"""Lines in one Excel file, the newest ones; a sheet takes about a million."""

NameOf = Callable[[str], Awaitable[str]]
"""What the staff call a thing, by its id; empty where it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditWords:
    """A line as a person reads it."""

    line: AuditLine
    actor: str
    object: str
    deed: str


@dataclass(frozen=True, slots=True)
class Audit:
    _content: Content
    _audit: AuditStore
    _posts: Posts
    _clock: Callable[[], datetime]
    kept_for: timedelta
    names: dict[str, NameOf] = field(default_factory=dict, init=False)
    """Filled by the areas: how the staff know a case, a broadcast, a drive."""

    async def note(self, by: int, action: Action, object: str, detail: str = "") -> None:
        """Adds a line on something that changes nothing else."""
        await self._audit.write(self._clock(), by, action, object, detail)

    async def page(self, before: int | None = None, wanted: AuditFilter = AuditFilter()) -> list[AuditLine]:  # noqa: B008
        """The newest lines, or the ones before the line `before`."""
        return await self._audit.newest(PAGE, wanted, before=before)

    async def wanted(self, actor: int | None, like: int, day: date | None) -> AuditFilter:
        """Lines of that actor, by default of all but the bot; about the same as the line `like`, 0: about anything; of
        that day."""
        midnight = datetime.combine(day, time(), self._clock().tzinfo) if day else None
        return AuditFilter(
            staff=actor is None and not like,
            actor=actor,
            object=await self._audit.object_of(like) if like else None,
            since=midnight,
            until=midnight + timedelta(days=1) if midnight else None,
        )

    async def find(self, words: str) -> tuple[int | None, int]:
        """The one of the staff whom the words name, else the newest line about the thing that they name; 0: none.

        Of several things the one that was touched last.
        """
        looked = words.casefold().strip()
        for actor, name in await self.actors():
            if actor != BOT and looked in name.casefold():
                return actor, 0
        return None, await self.find_object(words)

    async def actors(self) -> list[tuple[int, str]]:
        """Number and name of whoever did anything, who did the last thing first; BOT among them."""
        people = await self._audit.names()
        return [(each, self._person(each, people)) for each in await self._audit.actors()]

    async def find_object(self, words: str) -> int:
        """The newest line about the thing that the words name; 0: none."""
        looked, people = words.casefold().strip(), await self._audit.names()
        for object, line in await self._audit.objects():
            if looked in (await self._object(object, people)).casefold():
                return line
        return 0

    async def told(self, lines: Sequence[AuditLine]) -> list[AuditWords]:
        """The lines in the words of the staff."""
        people, objects = await self._audit.names(), dict[str, str]()
        for each in {line.object for line in lines}:
            objects[each] = await self._object(each, people)
        return [
            AuditWords(
                line=line,
                actor=self._person(line.actor_id, people),
                object=objects[line.object],
                deed=await self._deed_and_door(line),
            )
            for line in lines
        ]

    async def as_excel(self, by: int, wanted: AuditFilter = AuditFilter()) -> bytes:  # noqa: B008
        """All such lines, the newest first; columns: time, who, her number, to what, what.

        The export is itself a line.
        """
        await self.note(by, Action.DATA_EXPORTED, "audit")
        headings = self._content.texts.plain("audit-headings").split(" | ")
        rows = [
            [each.line.at, each.actor, str(each.line.actor_id or ""), each.object, each.deed]
            for each in await self.told(await self._audit.newest(EXPORTED, wanted))
        ]
        return make_excel(headings, rows, name=self._content.texts.plain("audit-sheet"), times="dd.mm.yyyy hh:mm:ss")

    async def forget_old(self) -> int:
        """Deletes lines past their time; how many."""
        return await self._audit.forget_before(self._clock() - self.kept_for)

    def _person(self, person_id: int, people: dict[int, str]) -> str:
        texts = self._content.texts
        if person_id == BOT:
            return texts.plain("audit-bot")
        return people.get(person_id) or texts.plain("audit-person", number=str(person_id))

    async def _object(self, object: str, people: dict[int, str]) -> str:
        kind, _, rest = object.partition(" ")
        if object.isdecimal():
            return self._person(int(object), people)
        if name := await self._place(object.removeprefix("certificates of ")):
            return name
        named = await self.names[kind](rest) if kind in self.names else ""
        return named or self._content.texts.plain("audit-object", what=kind, number=rest)

    async def _place(self, word: str) -> str:
        """What a post or a place is called; empty for other words."""
        post = Post.parse(word)
        if post:
            return await self._posts.name(post)
        return await self._posts.place_name(word) if by_slug(word) or word[:1] == "b" else ""

    async def _deed_and_door(self, line: AuditLine) -> str:
        deed = await self._deed(line)
        return self._content.texts.plain("audit-by-door", deed=deed, door=line.door) if line.door else deed

    async def _deed(self, line: AuditLine) -> str:
        texts, action = self._content.texts, self._content.texts.plain(_ACTIONS[line.action])
        if sentence := _SENTENCES.get(line.action):
            first, _, rest = line.detail.partition(" ")
            return texts.plain(sentence, first=first or "none", rest=rest or "none")
        if line.action in _WRITTEN:
            detail = line.detail
        else:
            detail = await self._detail(line)
        if detail and line.action in _SAID_BY_DETAIL:
            return detail
        return texts.plain("audit-deed", action=action, detail=detail) if detail else action

    async def _detail(self, line: AuditLine) -> str:
        words, values = list[str](), list[str]()
        kinds = {each.id: each.at for each in self._content.library.cards.places}
        for each in line.detail.split():
            if name := await self._place(each):
                values.append(name)
            elif each.isdecimal():
                values.append(each)
            elif (day := _day(each)) is not None:
                values.append(f"{day:%d.%m.%Y}")
            elif hromada := by_katottg(each):
                values.append(hromada.name)
            elif each in kinds:
                values.append(kinds[each])
            else:
                words.append(each)
        what, value = "-".join(words), ", ".join(values)
        kind = line.object.partition(" ")[0]
        if what == "tenure":
            value = await self._audit.tenure_name(int(value))
        elif what == "linked-with":
            value = await self._object(f"case {value}", {})
        elif kind == "case" and value and not what:
            what = "corrected"
        elif kind in {"mailing", "event"}:
            what = f"{kind}-{what}"
        return self._content.texts.plain("audit-detail", what=what, value=value).strip()


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


_SAID_BY_DETAIL = frozenset(
    {
        Action.CASE_CHANGED,
        Action.QUESTION_CHANGED,
        Action.DRIVE_CHANGED,
        Action.EVENT_CHANGED,
        Action.CERTIFICATE_DECIDED,
        Action.MAILING_CHANGED,
        Action.NOTICE_DECIDED,
    }
)
"""Of these the detail says all."""

_WRITTEN = frozenset(
    {
        Action.BODY_ADDED,
        Action.BODIES_MERGED,
        Action.PERSON_BANNED,
        Action.READY_KEPT,
        Action.READY_REMOVED,
        Action.PAGES_ENTERED,
    }
)
"""Of these the detail holds words of the staff, or of their browser."""

_ACTIONS = {
    Action.INVITE_MADE: "audit-invite-made",
    Action.INVITE_REVOKED: "audit-invite-revoked",
    Action.POST_TAKEN: "audit-post-taken",
    Action.POST_LEFT: "audit-post-left",
    Action.POST_DELEGATED: "audit-post-delegated",
    Action.TAKING_UNDONE: "audit-taking-undone",
    Action.POST_CONFIRMED: "audit-post-confirmed",
    Action.POST_EMAIL: "audit-post-email",
    Action.POST_PHONE: "audit-post-phone",
    Action.BODY_ADDED: "audit-body-added",
    Action.BODIES_MERGED: "audit-bodies-merged",
    Action.ROLE_TAKEN: "audit-role-taken",
    Action.ROLE_REMOVED: "audit-role-removed",
    Action.PERSON_BANNED: "audit-person-banned",
    Action.BAN_LIFTED: "audit-ban-lifted",
    Action.NOTICE_APPROVED: "audit-notice-approved",
    Action.NOTICE_STOPPED: "audit-notice-stopped",
    Action.NOTICE_SENT: "audit-notice-sent",
    Action.NOTICE_REVIEWED: "audit-notice-reviewed",
    Action.NOTICE_CORRECTED: "audit-notice-corrected",
    Action.NOTICE_MOVED: "audit-notice-moved",
    Action.NOTICE_ENDED: "audit-notice-ended",
    Action.NOTICE_ACKNOWLEDGED: "audit-notice-acknowledged",
    Action.NOTICE_TAKEN_BACK: "audit-notice-taken-back",
    Action.NOTICE_TOLD: "audit-notice-told",
    Action.NOTICE_CALLED: "audit-notice-called",
    Action.NOTICE_CALL_TAKEN_BACK: "audit-notice-call-taken-back",
    Action.NOTICE_DECLINED: "audit-notice-declined",
    Action.NOTICE_EXTENSION: "audit-notice-extension",
    Action.NOTICE_DECIDED: "audit-notice-decided",
    Action.NOTICE_REPLIED: "audit-notice-replied",
    Action.LEAGUE_IMPORTED: "audit-league-imported",
    Action.LEAGUE_OPENED: "audit-league-opened",
    Action.LEAGUE_DECIDED: "audit-league-decided",
    Action.LEAGUE_PUBLISHED: "audit-league-published",
    Action.LEAGUE_CORRECTED: "audit-league-corrected",
    Action.CASE_CHANGED: "audit-case-changed",
    Action.QUESTION_CHANGED: "audit-question-changed",
    Action.READY_KEPT: "audit-ready-kept",
    Action.READY_REMOVED: "audit-ready-removed",
    Action.SETTLEMENTS_IMPORTED: "audit-settlements-imported",
    Action.MEMBERS_IMPORTED: "audit-members-imported",
    Action.MEMBER_CHANGED: "audit-member-changed",
    Action.DRIVE_CHANGED: "audit-drive-changed",
    Action.CERTIFICATE_DECIDED: "audit-certificate-decided",
    Action.MAILING_APPROVED: "audit-mailing-approved",
    Action.MAILING_CHANGED: "audit-mailing-changed",
    Action.PAGES_ENTERED: "audit-pages-entered",
    Action.PAGES_LEFT: "audit-pages-left",
    Action.PAGES_CLOSED: "audit-pages-closed",
    Action.EVENT_CHANGED: "audit-event-changed",
    Action.ANSWER_PUBLISHED: "audit-answer-published",
    Action.ANSWER_PUT_BACK: "audit-answer-put-back",
    Action.CONTENT_CHECKED: "audit-content-checked",
    Action.CONTENT_CHECK_TAKEN_BACK: "audit-content-check-taken-back",
    Action.SEARCH_LEARNT: "audit-search-learnt",
    Action.SEARCH_PUT_BACK: "audit-search-put-back",
    Action.LESSON_TAKEN_IN: "audit-lesson-taken-in",
    Action.LESSON_DISMISSED: "audit-lesson-dismissed",
    Action.LESSON_TAKEN_BACK: "audit-lesson-taken-back",
    Action.DATA_READ: "audit-data-read",
    Action.DATA_EXPORTED: "audit-data-exported",
    Action.DATA_DELETED: "audit-data-deleted",
}
_SENTENCES = {
    Action.NOTICE_APPROVED: "audit-sentence-notice-approved",
    Action.NOTICE_STOPPED: "audit-sentence-notice-stopped",
    Action.NOTICE_SENT: "audit-sentence-notice-sent",
    Action.NOTICE_REVIEWED: "audit-sentence-notice-reviewed",
    Action.NOTICE_CORRECTED: "audit-sentence-notice-corrected",
    Action.NOTICE_MOVED: "audit-sentence-notice-moved",
    Action.NOTICE_ENDED: "audit-sentence-notice-ended",
}
"""What is told as a sentence: `first` is the first word of the detail, `rest` the others."""
