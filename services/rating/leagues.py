"""The quarterly rating of hromadas: figures come in, heads look at them and object, then it is published and stands.

A rating is of one quarter and one source. What is published is a snapshot; a correction is a new one beside it.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from markupsafe import Markup

import storage.rating.leagues as store
from content.hromadas import load_hromadas
from content.messages import Texts
from handlers.rating.taps import ObjectTo, ShowObjection
from services.content import Content
from services.people.audit import Action, Audit
from services.people.hromadas import Hromadas
from services.people.people import People
from services.people.posts import Post, Posts, Title
from services.people.staff import Staff
from services.rating import outputs
from services.rating.formula import Weights
from services.rating.snapshots import Snapshot
from services.rating.standing import row_words, standing
from services.rating.table import COLUMNS, Cell, Checked, Column, check, guess, headings_of, is_complete
from storage.rating.leagues import Count, League, Objection, Source, Table, Verdict

WINDOW = 5
"""Working days for objections after the one on which the window is opened: a head on a journey is back by then."""
SHOWN = 8
LONGEST_REASON = 500
OFFERED_BACK = 3
"""Quarters that are offered for a new rating: this one and those before it."""
_FIGURES = re.compile(r"(\d{1,7})\s+(\d{1,7})\s+(\d{1,7})\s+(\d{1,7})\s+(\S.*)", re.DOTALL)


class Counting(Protocol):
    """Where the bot's own figures come from."""

    async def counts(self) -> Sequence[Count]:
        """The certificates that were collected, by hromada."""
        ...


class Published(StrEnum):
    """What came of pressing «publish»."""

    YES = "yes"
    BEFORE = "before"
    """It was published, or the window was never opened."""
    EARLY = "early"
    """The window is still open."""
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Figures:
    """What staff typed to correct a row: the figures, and why."""

    staff: int
    low: int
    middle: int
    high: int
    reason: str

    @classmethod
    def parse(cls, text: str) -> Figures | None:
        """«120 10 20 5 because …»; None where it is not that."""
        match = _FIGURES.fullmatch(text.strip())
        if match is None:
            return None
        staff, low, middle, high = (int(each) for each in match.groups()[:4])
        return cls(staff, low, middle, high, " ".join(match[5].split())[:LONGEST_REASON])

    def of(self, mark: str) -> Count:
        return Count(mark, self.staff, self.low, self.middle, self.high)


class Leagues:
    """Makes ratings."""

    def __init__(
        self,
        content: Content,
        leagues: store.Leagues,
        posts: Posts,
        people: People,
        staff: Staff,
        audit: Audit,
        clock: Callable[[], datetime],
        weights: Weights,
        counting: Counting,
    ) -> None:
        """`counting` gives the bot's own figures."""
        self._content = content
        self._leagues = leagues
        self._posts = posts
        self._people = people
        self._staff = staff
        self._audit = audit
        self._clock = clock
        self._weights = weights
        self._counting = counting
        self._marks = {each.slug for each in load_hromadas()}

    @property
    def _texts(self) -> Texts:
        return self._content.library.texts

    async def counts_itself(self) -> bool:
        """Whether there are figures of the bot's own, of which a rating can be made."""
        return bool(await self._own())

    async def _own(self) -> list[Count]:
        return [each for each in await self._counting.counts() if each.is_sound and each.mark in self._marks]

    def quarters(self) -> list[int]:
        """Quarters of which a rating can be begun, as 20264, the newest first."""
        today = self._clock().date()
        running = today.year * 4 + (today.month - 1) // 3
        return [each // 4 * 10 + each % 4 + 1 for each in range(running, running - OFFERED_BACK, -1)]

    # A table comes in

    async def take_in(self, quarter: int, cells: Sequence[Sequence[Cell]]) -> int:
        """Keeps a table of at least one row to be looked at; its number. Columns as they were confirmed, or guessed."""
        layout = guess(cells, self._texts)
        remembered = await self._leagues.remembered(_fingerprint(headings_of(cells, layout)))
        if remembered:
            layout = (layout[0], *remembered[1:])
        return await self._leagues.keep_table(quarter, cells, layout, self._clock())

    async def table(self, table_id: int) -> Table | None:
        """None where it was taken over, or another came in its place."""
        return await self._leagues.table(table_id)

    async def set_column(self, table: Table, column: Column, number: int) -> None:
        """Says which column holds that figure; another that was thought to be there has no column any more."""
        if 0 <= number < len(headings_of(table.cells, table.layout)):
            place = COLUMNS.index(column) + 1
            columns = [-1 if each == number else each for each in table.layout[1:]]
            layout = [table.layout[0], *columns]
            layout[place] = number
            await self._leagues.lay_out(table.id, layout)

    async def check(self, table: Table) -> Checked | None:
        """Confirms the columns, for the next quarter too, and reads the rows; None while a column is missing."""
        if not is_complete(table.layout):
            return None
        await self._leagues.remember(_fingerprint(headings_of(table.cells, table.layout)), table.layout)
        # In a thread: a table full of names that mean nothing takes seconds.
        return await asyncio.to_thread(check, table, Hromadas(self._content.library.vocabulary), self._texts)

    async def take_over(self, table: Table, by: int) -> int | None:
        """The number of the rating, all rows in it; None with a mistake, or where it is published or objected to."""
        checked = await self.check(table)
        if checked is None or checked.mistakes or not checked.counts:
            return None
        return await self._begin(table.quarter, Source.MINISTRY, checked.counts, by)

    async def begin_own(self, quarter: int, by: int) -> int | None:
        """A rating of the bot's own figures. Figures that cannot be are left out: the rating says who is missing."""
        if quarter not in self.quarters():
            return None
        return await self._begin(quarter, Source.OWN, await self._own(), by)

    async def begin_sample(self, quarter: int, counts: Sequence[Count], by: int) -> int | None:
        """A rating of invented figures, to look at and to learn by; each picture and table says so."""
        return await self._begin(quarter, Source.SAMPLE, counts, by)

    async def _begin(self, quarter: int, source: Source, counts: Sequence[Count], by: int) -> int | None:
        return await self._leagues.begin(quarter, source, self._weights, counts, self._clock(), by)

    # Reading

    async def all(self) -> list[League]:
        """The newest quarters first."""
        return await self._leagues.all(SHOWN)

    async def find(self, league_id: int) -> League | None:
        return await self._leagues.find(league_id)

    async def snapshot(self, league: League, version: int = 0) -> Snapshot | None:
        """A published version, 0 for the newest; before publishing what would be published now."""
        versions = await self._leagues.snapshots(league.id)
        if not versions:
            return Snapshot.of(league, list((await self._leagues.counts(league.id)).values()))
        return Snapshot.read(versions[version - 1]) if version <= len(versions) else None

    async def versions(self, league: League) -> list[Snapshot]:
        """All that was published, the first version first."""
        return [Snapshot.read(each) for each in await self._leagues.snapshots(league.id)]

    def may_object(self, league: League) -> bool:
        """Whether the window is open."""
        is_open = league.closes_on is not None and self._clock().date() <= league.closes_on
        return is_open and league.published_at is None

    async def export(self, league: League, snapshot: Snapshot, by: int) -> bytes:
        """The table of that version. It is logged."""
        await self._audit.note(by, Action.DATA_EXPORTED, f"league {league.id}", f"version {snapshot.version}")
        return await asyncio.to_thread(outputs.excel, snapshot, self._texts)

    # The window

    def closes_on(self) -> date:
        """The last day for objections, were the window opened now."""
        return self._content.library.calendar.after(self._clock().date(), WINDOW)

    async def open(self, league: League, by: int, until: date | None = None) -> bool:
        """Opens the window and tells the heads; False where it was opened before, or there are no figures.

        It ends on the day `until`, by default after WINDOW working days.
        """
        if not await self._leagues.counts(league.id):
            return False
        if not await self._leagues.open(league.id, until or self.closes_on(), self._clock(), by):
            return False
        await self.tell_heads(league.id)
        return True

    async def tell_heads(self, league_id: int) -> int:
        """Tells each head her own row, those who were told not again; how many hromadas that were."""
        league = await self._leagues.find(league_id)
        if league is None or not self.may_object(league):
            return 0
        counts, untold = await self._leagues.counts(league_id), await self._leagues.untold(league_id)
        snapshot, told = Snapshot.of(league, list(counts.values())), 0
        acting = await self._posts.all_acting()
        for number in sorted(untold):
            mark = counts[number].mark
            html = self._texts(
                "leagues-look",
                title=outputs.title(snapshot, self._texts),
                source=outputs.source_name(league.source, self._texts),
                row=row_words(snapshot, mark, self._texts),
                until=league.closes_on or "",
            )
            keyboard = [[ObjectTo(number).button(self._texts.plain("leagues-button-object"))]]
            people = acting.get(Post(mark, Title.HEAD).id, ())
            if any([await self._people.tell(person, html, keyboard) for person in people]):
                await self._leagues.told(number, self._clock())
                told += 1
        return told

    async def untold(self, league_id: int) -> int:
        """How many hromadas' heads the bot could not tell."""
        return len(await self._leagues.untold(league_id))

    async def own_row(self, row: int, person_id: int) -> tuple[League, Count] | None:
        """That row, where the person acts as head for it and may object now."""
        found = await self._leagues.count(row)
        if found is None or found[1].mark not in await self.marks_of(person_id):
            return None
        league = await self._leagues.find(found[0])
        return (league, found[1]) if league and self.may_object(league) else None

    async def object_to(self, row: int, text: str, person_id: int) -> bool:
        """Keeps what a head has against her row and tells the staff; False where it is not hers, or too late."""
        found = await self.own_row(row, person_id)
        if found is None:
            return False
        number = await self._leagues.object_to(row, text[:LONGEST_REASON], self._clock(), person_id)
        objection = await self._leagues.objection(number)
        if objection:
            button = ShowObjection(number).button(self._texts.plain("leagues-button-decide"))
            await self._staff.tell(await self.objection_words(objection), [[button]])
        return True

    async def objections(self, league_id: int) -> list[Objection]:
        """Those that are not decided first."""
        return await self._leagues.objections(league_id)

    async def objection(self, objection_id: int) -> Objection | None:
        return await self._leagues.objection(objection_id)

    async def accept(self, objection: Objection, figures: Figures, by: int) -> bool:
        """Corrects the row, once, and tells the head; False where it was decided, or the figures cannot be."""
        corrected = figures.of(objection.mark)
        if not corrected.is_sound:
            return False
        return await self._decide(objection, figures.reason, by, corrected)

    async def refuse(self, objection: Objection, reason: str, by: int) -> bool:
        """Leaves the row as it is, once, and tells the head why; False where it was decided."""
        return await self._decide(objection, reason[:LONGEST_REASON], by, None)

    async def _decide(self, objection: Objection, reason: str, by: int, corrected: Count | None) -> bool:
        if not await self._leagues.decide(objection, reason, self._clock(), by, corrected):
            return False
        league = await self._leagues.find(objection.league)
        snapshot = await self.snapshot(league) if league else None
        if snapshot:
            html = self._texts(
                "leagues-accepted" if corrected else "leagues-refused",
                title=outputs.title(snapshot, self._texts),
                reason=reason,
                row=row_words(snapshot, objection.mark, self._texts),
            )
            for tenure in await self._posts.acting(Post(objection.mark, Title.HEAD)):
                if tenure.person_id is not None:
                    await self._people.tell(tenure.person_id, html)
        return True

    # Publishing

    async def publish(self, league: League, by: int) -> Published:
        """Freezes the rating, once the window is over and every objection decided."""
        today = self._clock().date()
        if league.published_at or league.closes_on is None:
            return Published.BEFORE
        if today <= league.closes_on:
            return Published.EARLY
        # Asked before the figures are read: with nothing undecided and the window over they change no more.
        if any(each.verdict is None for each in await self._leagues.objections(league.id)):
            return Published.UNDECIDED
        counts = await self._leagues.counts(league.id)
        snapshot = Snapshot.of(league, list(counts.values())).published()
        published = await self._leagues.publish(league.id, snapshot.canonical, today, self._clock(), by)
        return Published.YES if published else Published.BEFORE

    async def correct(self, league: League, mark: str, figures: Figures, by: int) -> Snapshot | None:
        """The next version of a published rating; None where the figures cannot be, or stand there already."""
        corrected, snapshot = figures.of(mark), await self.snapshot(league)
        if snapshot is None or not snapshot.version or not corrected.is_sound:
            return None
        found = snapshot.find(mark)
        if found is None or found[1].count == corrected:  # the same words may come twice
            return None
        new = snapshot.corrected(corrected, figures.reason)
        kept = await self._leagues.correct(league.id, new.version, new.canonical, corrected, self._clock(), by)
        return new if kept else None

    # In words

    async def objection_words(self, objection: Objection) -> Markup:
        """As staff read it."""
        found = await self._leagues.count(objection.row)
        league = await self._leagues.find(objection.league)
        assert found  # noqa: S101 - an objection is to a row
        assert league  # noqa: S101 - and the row of a rating
        snapshot = Snapshot.of(league, list((await self._leagues.counts(league.id)).values()))
        return self._texts(
            "leagues-objection",
            number=str(objection.id),
            place=await self._posts.place_name(objection.mark),
            row=row_words(snapshot, objection.mark, self._texts),
            text=objection.text,
            verdict=self.verdict(objection),
        )

    def verdict(self, objection: Objection) -> str:
        """What was decided, in a word or two."""
        return self._texts.plain(_VERDICTS[objection.verdict])

    async def marks_of(self, person_id: int) -> list[str]:
        """The hromadas for which the person acts as head."""
        return [
            tenure.post.place
            for tenure in await self._posts.of_person(person_id)
            if tenure.post.title is Title.HEAD and tenure.post.place in self._marks
        ]

    async def standing_of(self, mark: str) -> str | None:
        """The hromada against its league in the newest published rating, as HTML for its head; None without one."""
        league = await self._leagues.newest_published()
        snapshot = await self.snapshot(league) if league else None
        return standing(snapshot, mark, self._texts) if snapshot else None


def _fingerprint(headings: Sequence[str]) -> str:
    """By which headings are known again."""
    return "\n".join(" ".join(each.lower().split()) for each in headings)


_VERDICTS = {
    None: "leagues-undecided",
    Verdict.ACCEPTED: "leagues-verdict-accepted",
    Verdict.REFUSED: "leagues-verdict-refused",
}
