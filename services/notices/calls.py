"""Calling those who are behind: whom, at which number, what came of it, and whom somebody called today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from content.hromadas import load_hromadas, raions
from services.notices.messages import ObligationStage, PostRow
from services.notices.notice_board import row_name
from services.people import Action, Audit, Posts, Tenure
from storage.notices import Call, CallOutcome, CallStore, Notice, NoticesRead, Obligation

LISTED = 8
"""Posts on one page: what a small phone shows, with a button for each."""
LONGEST_AGREED = 300
STATES = (None, ObligationStage.LATE, ObligationStage.UNTOLD, ObligationStage.TOLD, ObligationStage.ACKNOWLEDGED)
"""By which the list is filtered, by their number in a button; first all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow(PostRow):
    """One post that is behind, or was called today."""

    stage: ObligationStage
    acting: tuple[Tenure, ...]
    """Who acts for it, with their numbers."""
    office: str
    """The number of the office; empty where none is known."""
    call: Call | None
    """The last one."""
    agreed: str
    """What was agreed last."""
    written_at: datetime | None
    """When the bot wrote last."""
    is_called: bool
    """Whether somebody called today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    notice: Notice
    rows: tuple[CallRow, ...]
    start: int
    found: int
    """How many stand in the whole list."""
    called: int
    """How many of them were called today."""
    today: datetime


@dataclass(frozen=True, slots=True)
class Calls:
    _calls: CallStore
    _read: NoticesRead
    _posts: Posts
    _audit: Audit
    _clock: Callable[[], datetime]

    async def page(self, notice_id: int, start: int, raion: int, state: int) -> CallPage | None:
        """Those who are behind, from the `start`th on, and whoever was called today, so that nobody moves.

        `raion` is its number from 1 on, `state` one of STATES; 0: all. None where there is no such notice.
        """
        notice = await self._read.notice(notice_id)
        if notice is None:
            return None
        now, calls = self._clock(), await self._calls.of_notice(notice_id)
        order = {hromada.slug: place for place, hromada in enumerate(load_hromadas())}
        raion_of = {hromada.slug: raions().index(hromada.raion) + 1 for hromada in load_hromadas()}
        wanted = STATES[state] if state < len(STATES) else None
        listed: list[tuple[Obligation, ObligationStage, bool]] = []
        for each in await self._read.of_notice(notice_id):
            stage = ObligationStage.of(each, now)
            called = any(call.at >= _morning(now) for call in calls.get(each.number, []))
            fits = not each.is_done and wanted in {None, stage}
            if (fits or called) and raion in {0, raion_of.get(each.post.place)}:
                listed.append((each, stage, called))
        listed.sort(key=lambda each: order.get(each[0].post.place, len(order)))
        start = start if start < len(listed) else 0
        written = await self._read.last_written(notice_id)
        rows = []
        for obligation, stage, called in listed[start : start + LISTED]:
            of_post = calls.get(obligation.number, [])
            rows.append(
                CallRow(
                    obligation=obligation,
                    name=await row_name(self._posts, obligation.post.place),
                    stage=stage,
                    acting=tuple(await self._posts.acting(obligation.post)),
                    office=await self._posts.phone(obligation.post),
                    call=of_post[0] if of_post else None,
                    agreed=next((each.agreed for each in of_post if each.agreed), ""),
                    written_at=written.get(obligation.number),
                    is_called=called,
                )
            )
        called_today = sum(called for _obligation, _stage, called in listed)
        return CallPage(notice=notice, rows=tuple(rows), start=start, found=len(listed), called=called_today, today=now)

    async def read_by(self, notice_id: int, by: int) -> None:
        """Notes in the audit that somebody read names and numbers."""
        await self._audit.note(by, Action.DATA_READ, f"notice {notice_id}", "phones")

    async def record(self, obligation: int, outcome: CallOutcome, by: int, name: str) -> int | None:
        """Keeps a call; its number, None where there is no such obligation."""
        if await self._read.obligation(obligation) is None:
            return None
        return await self._calls.record(obligation, outcome, self._clock(), by, name)

    async def record_all(self, obligations: Sequence[int], outcome: CallOutcome, by: int, name: str) -> int:
        """Keeps a call in which all of these were spoken of; how many of them are there and not done."""
        found = [each for each in await self._read.obligations(obligations) if not each.is_done]
        for each in found:
            await self._calls.record(each.number, outcome, self._clock(), by, name)
        return len(found)

    async def of_notice(self, notice_id: int) -> dict[int, list[Call]]:
        """All calls about a notice, the newest first, by the obligation's number."""
        return await self._calls.of_notice(notice_id)

    async def find(self, call_id: int) -> Call | None:
        return await self._calls.find(call_id)

    async def take_back(self, call_id: int, by: int) -> bool:
        """Takes a call of today back; False where there is none."""
        now = self._clock()
        return await self._calls.take_back(call_id, _morning(now), now, by)

    async def change(self, call_id: int, outcome: CallOutcome, by: int, name: str) -> int | None:
        """Another outcome for a call of today; the number that it has now."""
        now = self._clock()
        return await self._calls.change(call_id, outcome, _morning(now), now, by, name)

    async def agree(self, call_id: int, words: str) -> bool:
        """Keeps what was agreed; False where there is no such call."""
        return await self._calls.agree(call_id, words[:LONGEST_AGREED])


def _morning(now: datetime) -> datetime:
    return datetime.combine(now.date(), time(), now.tzinfo)
