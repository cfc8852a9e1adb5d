"""Quarterly ratings of hromadas: their figures, the objections to them, and what was published, version by version."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.engine.database import Database, Row, Statements
from storage.engine.times import from_ms, to_ms
from storage.people.audit import Action, write


class Source(StrEnum):
    """Whose figures a rating is made of; never of both."""

    MINISTRY = "ministry"
    OWN = "own"
    """Certificates that the bot collected."""
    SAMPLE = "sample"
    """Invented, to look at and to learn by."""


class Verdict(StrEnum):
    """What staff decided on an objection."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Count:
    """The figures of one hromada, by its mark as in `content/hromadas`: people, and certificates by level."""

    mark: str
    staff: int
    low: int
    middle: int
    high: int

    @property
    def certified(self) -> int:
        return self.low + self.middle + self.high

    @property
    def is_sound(self) -> bool:
        """Somebody works there, nothing is negative, and no more are certified than work."""
        return min(self.low, self.middle, self.high) >= 0 < self.staff >= self.certified


@dataclass(frozen=True, slots=True)
class League:
    """One rating. A draft until `closes_on` is set, then open to objections, then published."""

    id: int
    quarter: int
    """Year and number of the quarter, 20264."""
    source: Source
    weights: tuple[int, int, int]
    """Of a certificate of the low, middle and high level, when the figures came in."""
    closes_on: date | None
    """The last day for objections."""
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Objection:
    """What a head has against the figures of her hromada."""

    id: int
    league: int
    row: int
    mark: str
    person_id: int | None
    text: str
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was sent, and which column is what."""

    id: int
    quarter: int
    cells: list[list[str | int | float | None]]
    layout: tuple[int, ...]


class Leagues:
    """The tables of ratings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # A table that comes in

    async def keep_table(
        self, quarter: int, cells: Sequence[Sequence[object]], layout: Sequence[int], at: datetime
    ) -> int:
        """Keeps a table until it is taken over, in place of an earlier one for that quarter; its number."""
        async with self._database.transaction() as statements:
            await statements.execute("DELETE FROM league_tables WHERE quarter = :quarter", quarter=quarter)
            row = await statements.fetch_one(
                """
                INSERT INTO league_tables (quarter, cells, layout, made_at) VALUES (:quarter, :cells, :layout, :at)
                RETURNING id
                """,
                quarter=quarter,
                cells=json.dumps(cells, ensure_ascii=False),
                layout=json.dumps(layout),
                at=to_ms(at),
            )
        assert row  # noqa: S101 - RETURNING gives the row
        return int(row["id"])

    async def table(self, table_id: int) -> Table | None:
        """None where it was taken over, or another came in its place."""
        row = await self._database.fetch_one("SELECT * FROM league_tables WHERE id = :id", id=table_id)
        return (
            Table(row["id"], row["quarter"], json.loads(row["cells"]), tuple(json.loads(row["layout"])))
            if row
            else None
        )

    async def lay_out(self, table_id: int, layout: Sequence[int]) -> None:
        """Keeps which column is what."""
        await self._database.execute(
            "UPDATE league_tables SET layout = :layout WHERE id = :id", layout=json.dumps(layout), id=table_id
        )

    async def remember(self, headings: str, layout: Sequence[int]) -> None:
        """Keeps the columns for the next table with these headings."""
        await self._database.execute(
            """
            INSERT INTO league_layouts (headings, layout) VALUES (:headings, :layout)
            ON CONFLICT (headings) DO UPDATE SET layout = excluded.layout
            """,
            headings=headings,
            layout=json.dumps(layout),
        )

    async def remembered(self, headings: str) -> tuple[int, ...] | None:
        """The columns that were confirmed for these headings."""
        row = await self._database.fetch_one(
            "SELECT layout FROM league_layouts WHERE headings = :headings", headings=headings
        )
        return tuple(json.loads(row["layout"])) if row else None

    # A rating

    async def begin(
        self, quarter: int, source: Source, weights: Sequence[int], counts: Sequence[Count], at: datetime, by: int
    ) -> int | None:
        """Puts all figures in and makes it a draft, whose window is opened anew.

        None where that rating is published already, or somebody objected to its figures.
        """
        async with self._database.transaction() as statements:
            row = await statements.fetch_one(
                """
                INSERT INTO leagues (quarter, source, weights, made_at) VALUES (:quarter, :source, :weights, :at)
                ON CONFLICT (quarter, source) DO UPDATE
                SET weights = excluded.weights, made_at = excluded.made_at, closes_on = NULL
                WHERE leagues.published_at IS NULL AND NOT EXISTS (
                    SELECT 1 FROM league_objections o JOIN league_rows r ON r.id = o.row_id
                    WHERE r.league = leagues.id)
                RETURNING id
                """,
                quarter=quarter,
                source=source.value,
                weights=json.dumps(weights),
                at=to_ms(at),
            )
            if row is None:
                return None
            league = int(row["id"])
            await statements.execute("DELETE FROM league_rows WHERE league = :league", league=league)
            await statements.execute_many(
                """
                INSERT INTO league_rows (league, mark, staff, low, middle, high)
                VALUES (:league, :mark, :staff, :low, :middle, :high)
                """,
                [{"league": league, **_values(count)} for count in counts],
            )
            await statements.execute("DELETE FROM league_tables WHERE quarter = :quarter", quarter=quarter)
            detail = f"{source} {len(counts)}"
            await write(statements, at, by, Action.LEAGUE_IMPORTED, f"league {league}", detail)
        return league

    async def all(self, most: int) -> list[League]:
        """The newest quarters first."""
        rows = await self._database.fetch(
            "SELECT * FROM leagues ORDER BY quarter DESC, source LIMIT :most",
            most=most,
        )
        return [_league(row) for row in rows]

    async def find(self, league_id: int) -> League | None:
        row = await self._database.fetch_one("SELECT * FROM leagues WHERE id = :id", id=league_id)
        return _league(row) if row else None

    async def counts(self, league_id: int) -> dict[int, Count]:
        """The figures as they stand, by the number of their row."""
        rows = await self._database.fetch(
            "SELECT * FROM league_rows WHERE league = :league ORDER BY mark", league=league_id
        )
        return {row["id"]: _count(row) for row in rows}

    async def count(self, number: int) -> tuple[int, Count] | None:
        """The rating and the figures of one row."""
        row = await self._database.fetch_one("SELECT * FROM league_rows WHERE id = :number", number=number)
        return (row["league"], _count(row)) if row else None

    # Objections

    async def open(self, league_id: int, closes_on: date, at: datetime, by: int) -> bool:
        """Opens a draft to objections up to that day; False where that was done."""
        async with self._database.transaction() as statements:
            opened = await statements.execute(
                "UPDATE leagues SET closes_on = :day WHERE id = :id AND closes_on IS NULL",
                day=closes_on.isoformat(),
                id=league_id,
            )
            if opened:
                await write(statements, at, by, Action.LEAGUE_OPENED, f"league {league_id}", closes_on.isoformat())
        return opened == 1

    async def told(self, number: int, at: datetime) -> None:
        """Keeps that the head was told of her row."""
        await self._database.execute(
            "UPDATE league_rows SET told_at = :at WHERE id = :number", at=to_ms(at), number=number
        )

    async def untold(self, league_id: int) -> set[int]:
        """The rows whose heads were not told."""
        rows = await self._database.fetch(
            "SELECT id FROM league_rows WHERE league = :league AND told_at IS NULL", league=league_id
        )
        return {row["id"] for row in rows}

    async def object_to(self, row: int, text: str, at: datetime, by: int) -> int:
        """Keeps an objection, in place of the one that is not decided yet; its number."""
        kept = await self._database.fetch_one(
            """
            INSERT INTO league_objections (row_id, person_id, text, made_at) VALUES (:row, :by, :text, :at)
            ON CONFLICT (row_id) WHERE verdict = ''
            DO UPDATE SET person_id = excluded.person_id, text = excluded.text, made_at = excluded.made_at
            RETURNING id
            """,
            row=row,
            by=by,
            text=text,
            at=to_ms(at),
        )
        assert kept  # noqa: S101 - RETURNING gives the row
        return int(kept["id"])

    async def objections(self, league_id: int) -> list[Objection]:
        """Those that are not decided first."""
        return await self._objections("r.league = :league", league=league_id)

    async def objection(self, objection_id: int) -> Objection | None:
        found = await self._objections("o.id = :id", id=objection_id)
        return found[0] if found else None

    async def _objections(self, where: str, **parameters: object) -> list[Objection]:
        rows = await self._database.fetch(
            f"""
            SELECT o.id, r.league, o.row_id, r.mark, o.person_id, o.text, o.verdict
            FROM league_objections o JOIN league_rows r ON r.id = o.row_id
            WHERE {where} ORDER BY CASE WHEN o.verdict = '' THEN 0 ELSE 1 END, o.id
            """,  # noqa: S608 - words of this module
            **parameters,
        )
        return [
            Objection(
                row["id"],
                row["league"],
                row["row_id"],
                row["mark"],
                row["person_id"],
                row["text"],
                Verdict(row["verdict"]) if row["verdict"] else None,
            )
            for row in rows
        ]

    async def decide(self, objection: Objection, reason: str, at: datetime, by: int, corrected: Count | None) -> bool:
        """Accepts with corrected figures, or refuses, once; False where it was decided."""
        verdict = Verdict.ACCEPTED if corrected else Verdict.REFUSED
        async with self._database.transaction() as statements:
            decided = await statements.execute(
                """
                UPDATE league_objections SET verdict = :verdict, reason = :reason, decided_at = :at
                WHERE id = :id AND verdict = ''
                """,
                verdict=verdict.value,
                reason=reason,
                at=to_ms(at),
                id=objection.id,
            )
            if not decided:
                return False
            if corrected:
                await _put(statements, objection.league, corrected)
            detail = f"{objection.mark} {verdict}"
            await write(statements, at, by, Action.LEAGUE_DECIDED, f"league {objection.league}", detail)
        return True

    # What is published

    async def publish(self, league_id: int, snapshot: str, after: date, at: datetime, by: int) -> bool:
        """Publishes the first version; False before `after` has come, with an objection undecided, or a second time."""
        async with self._database.transaction() as statements:
            published = await statements.execute(
                """
                UPDATE leagues SET published_at = :at
                WHERE id = :id AND published_at IS NULL AND closes_on < :after AND NOT EXISTS (
                    SELECT 1 FROM league_objections o JOIN league_rows r ON r.id = o.row_id
                    WHERE r.league = leagues.id AND o.verdict = '')
                """,
                at=to_ms(at),
                id=league_id,
                after=after.isoformat(),
            )
            if published:
                await _add_version(statements, league_id, 1, snapshot, at)
                await write(statements, at, by, Action.LEAGUE_PUBLISHED, f"league {league_id}")
        return published == 1

    async def correct(
        self, league_id: int, version: int, snapshot: str, corrected: Count, at: datetime, by: int
    ) -> bool:
        """Adds a version; False where there is one with that number already."""
        async with self._database.transaction() as statements:
            if await statements.fetch_one(
                "SELECT 1 FROM league_versions WHERE league = :league AND version >= :version",
                league=league_id,
                version=version,
            ):
                return False
            await _add_version(statements, league_id, version, snapshot, at)
            await _put(statements, league_id, corrected)
            detail = f"{corrected.mark} version {version}"
            await write(statements, at, by, Action.LEAGUE_CORRECTED, f"league {league_id}", detail)
        return True

    async def snapshots(self, league_id: int) -> list[str]:
        """All that was published, the first version first."""
        rows = await self._database.fetch(
            "SELECT snapshot FROM league_versions WHERE league = :league ORDER BY version", league=league_id
        )
        return [row["snapshot"] for row in rows]

    async def newest_published(self) -> League | None:
        """The latest quarter; where both sources have one, what was published last."""
        row = await self._database.fetch_one(
            """
            SELECT * FROM leagues WHERE published_at IS NOT NULL ORDER BY quarter DESC, published_at DESC, id DESC
            LIMIT 1
            """
        )
        return _league(row) if row else None


async def _put(statements: Statements, league_id: int, count: Count) -> None:
    await statements.execute(
        """
        UPDATE league_rows SET staff = :staff, low = :low, middle = :middle, high = :high
        WHERE league = :league AND mark = :mark
        """,
        league=league_id,
        **_values(count),
    )


async def _add_version(statements: Statements, league_id: int, version: int, snapshot: str, at: datetime) -> None:
    await statements.execute(
        """
        INSERT INTO league_versions (league, version, snapshot, published_at)
        VALUES (:league, :version, :snapshot, :at)
        """,
        league=league_id,
        version=version,
        snapshot=snapshot,
        at=to_ms(at),
    )


def _values(count: Count) -> dict[str, object]:
    return {
        "mark": count.mark,
        "staff": count.staff,
        "low": count.low,
        "middle": count.middle,
        "high": count.high,
    }


def _count(row: Row) -> Count:
    return Count(row["mark"], row["staff"], row["low"], row["middle"], row["high"])


def _league(row: Row) -> League:
    low, middle, high = json.loads(row["weights"])
    return League(
        id=row["id"],
        quarter=row["quarter"],
        source=Source(row["source"]),
        weights=(low, middle, high),
        closes_on=date.fromisoformat(row["closes_on"]) if row["closes_on"] else None,
        published_at=from_ms(row["published_at"]),
    )
