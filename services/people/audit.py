"""Who of the staff did, read or exported what: shown to administrators in chat and as Excel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.content import Content
from services.files.excel import make_excel
from storage.people import BOT, Action, AuditLine, AuditStore

PAGE = 10
EXPORTED = 100_000
"""Lines in one Excel file, the newest ones; a sheet takes about a million."""


@dataclass(frozen=True, slots=True)
class Audit:
    _content: Content
    _audit: AuditStore
    _clock: Callable[[], datetime]
    kept_for: timedelta

    async def note(self, by: int, action: Action, object: str, detail: str = "") -> None:
        """Adds a line on something that changes nothing else."""
        await self._audit.write(self._clock(), by, action, object, detail)

    async def page(self, before: int | None = None) -> list[AuditLine]:
        """The newest lines, or the ones before the line `before`."""
        return await self._audit.newest(PAGE, before=before)

    def words(self, line: AuditLine) -> str:
        """The line as a person reads it: when, who, what, to what."""
        texts, at, actor = self._content.library.texts, f"{line.at:%d.%m.%Y %H:%M}", self._actor(line)
        sentence = _SENTENCES.get(line.action)
        if sentence:
            number, (first, _, rest) = line.object.rpartition(" ")[2], line.detail.partition(" ")
            what = texts.plain(sentence, number=number, first=first or "none", rest=rest or "none")
            return texts.plain("audit-sentence", at=at, actor=actor, what=what)
        object = " ".join(filter(None, (line.object, line.detail)))
        return texts.plain("audit-line", at=at, actor=actor, action=texts.plain(_ACTIONS[line.action]), object=object)

    async def as_excel(self, by: int) -> bytes:
        """All lines, the newest first; columns: time, who, what, to what, detail. The export is itself a line."""
        await self.note(by, Action.DATA_EXPORTED, "audit")
        texts = self._content.library.texts
        headings = texts.plain("audit-headings").split(" | ")
        rows = [
            [
                line.at,
                self._actor(line),
                texts.plain(_ACTIONS[line.action]),
                line.object,
                line.detail,
            ]
            for line in await self._audit.newest(EXPORTED)
        ]
        return make_excel(headings, rows, name=texts.plain("audit-sheet"), times="dd.mm.yyyy hh:mm:ss")

    def _actor(self, line: AuditLine) -> str:
        return self._content.library.texts.plain("audit-bot") if line.actor_id == BOT else str(line.actor_id)

    async def forget_old(self) -> int:
        """Deletes lines past their time; how many."""
        return await self._audit.forget_before(self._clock() - self.kept_for)


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
    Action.SETTLEMENTS_IMPORTED: "audit-settlements-imported",
    Action.MEMBERS_IMPORTED: "audit-members-imported",
    Action.MEMBER_CHANGED: "audit-member-changed",
    Action.DRIVE_CHANGED: "audit-drive-changed",
    Action.CERTIFICATE_DECIDED: "audit-certificate-decided",
    Action.MAILING_APPROVED: "audit-mailing-approved",
    Action.MAILING_CHANGED: "audit-mailing-changed",
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
