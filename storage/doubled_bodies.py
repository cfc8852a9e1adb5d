"""Two places that turn out to be one body: whatever stands at the one that goes is moved to the one that stays."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.engine.database import Statements
from storage.engine.rows import Store, delete, insert_many, update
from storage.people import Action, write


class Hindrance(StrEnum):
    """Why two places are not made one."""

    GONE = "gone"
    """One of them is there no more."""
    HOLDERS = "holders"
    """Each has another person in the same post."""
    NOTICE = "notice"
    """Each was asked by the same notice: none of the replies may be lost."""


@dataclass(frozen=True, slots=True)
class Standings:
    """How much stands at a place."""

    members: int
    joined: int
    """Those of them who use the bot."""
    holders: int
    """Posts that somebody holds."""
    drives: int


class _Hindered(Exception):
    def __init__(self, why: Hindrance) -> None:
        super().__init__(why)
        self.why = why


class DoubledBodies(Store):
    """Whatever belongs to a place, in the tables of all areas."""

    async def counts(self, place: str) -> Standings:
        row = await self._database.fetch_one(_COUNTS, place=place)
        assert row  # noqa: S101 - it counts
        return Standings(**row)

    async def common(self, kept: str, other: str) -> int:
        """How many members stand at both, and would be one afterwards."""
        pairs = await self._database.fetch(_PAIRS, kept=kept, other=other)
        return len({pair["other_id"] for pair in pairs if _is_one(pair["kept_person"], pair["other_person"])})

    async def merge(self, kept: str, other: int, at: datetime, by: int) -> Hindrance | None:
        """Moves all that stands at the body with that number to the place `kept`, and deletes the body; or says why
        not, and then nothing has changed."""
        place = f"b{other}"
        try:
            async with self._database.transaction() as statements:
                name = await statements.fetch_value("SELECT name FROM bodies WHERE id = :id", id=other)
                if name is None or kept == place or not await _stands(statements, kept):
                    raise _Hindered(Hindrance.GONE)
                await _move_posts(statements, kept, place, at)
                await _move_members(statements, kept, place)
                await statements.execute(_DRIVES, kept=kept, other=place)
                await delete(statements, "drive_places", place=place)
                for table in ("certificates", "batches"):
                    await update(statements, table, {"place": place}, place=kept)
                await statements.execute(_NEWS, kept=f'"{kept}"', other=f'"{place}"')
                await delete(statements, "bodies", id=other)
                await write(statements, at, by, Action.BODIES_MERGED, kept, name)
        except _Hindered as error:
            return error.why
        return None


async def _stands(statements: Statements, place: str) -> bool:
    """Hromadas always do."""
    number = place.removeprefix("b")
    if number == place:
        return True
    return await statements.fetch_value("SELECT id FROM bodies WHERE id = :id", id=int(number)) is not None


async def _move_posts(statements: Statements, kept: str, other: str, at: datetime) -> None:
    """Posts with all that they owe, and with whoever holds them."""
    for post in await statements.fetch("SELECT id, title, email, phone FROM posts WHERE place = :place", place=other):
        old, new = post["id"], f"{kept}-{post['title']}"
        if await statements.fetch_value(_SAME_NOTICE, old=old, new=new):
            raise _Hindered(Hindrance.NOTICE)
        await insert_many(
            statements,
            "posts",
            [{"id": new, "place": kept, "title": post["title"], "made_at": at}],
            new_only=True,
        )
        for column in ("email", "phone"):
            await update(statements, "posts", {"id": new, column: ""}, **{column: post[column]})
        await statements.execute(_SAME_HOLDER, old=old, new=new, at=at)
        if await statements.fetch_value(_TWO_HOLDERS, old=old, new=new):
            raise _Hindered(Hindrance.HOLDERS)
        for table, column in (("tenures", "post"), ("invites", "target"), ("obligations", "post")):
            await update(statements, table, {column: old}, **{column: new})
        await update(statements, "news", {"addressee": old}, addressee=new)
        for table in ("notices", "notice_templates"):
            await _readdress(statements, table, old, new)
        await delete(statements, "posts", id=old)


async def _readdress(statements: Statements, table: str, old: str, new: str) -> None:
    sql = f"SELECT id, addressed FROM {table} WHERE addressed LIKE :like"  # noqa: S608 - two names of ours
    for row in await statements.fetch(sql, like=f'%"{old}"%'):
        posts = dict.fromkeys(new if each == old else each for each in json.loads(row["addressed"]))
        await update(statements, table, {"id": row["id"]}, addressed=json.dumps(list(posts)))


async def _move_members(statements: Statements, kept: str, other: str) -> None:
    """Members of one name and unit, or of one account, become one; two people of one name stay two."""
    done: set[int] = set()
    for pair in await statements.fetch(_PAIRS, kept=kept, other=other):
        number = pair["other_id"]
        if number in done:
            continue
        done.add(number)
        if not _is_one(pair["kept_person"], pair["other_person"]):
            await statements.execute(_NAMESAKE, id=number)
            continue
        await update(statements, "certificates", {"member": number}, member=pair["kept_id"])
        await delete(statements, "members", id=number)
        person = pair["kept_person"] or pair["other_person"]
        listed = max(pair["kept_listed"], pair["other_listed"])
        await update(statements, "members", {"id": pair["kept_id"]}, person_id=person, listed=listed)
    await update(statements, "members", {"place": other}, place=kept)
    await statements.execute(_JOINED_THERE, kept=kept, other=other)
    await update(statements, "joinings", {"place": other}, place=kept)


def _is_one(kept: int | None, other: int | None) -> bool:
    return kept is None or other is None or kept == other


_COUNTS = """
    SELECT (SELECT COUNT(*) FROM members WHERE place = :place) AS members,
           (SELECT COUNT(*) FROM members WHERE place = :place AND person_id IS NOT NULL) AS joined,
           (SELECT COUNT(*) FROM tenures t JOIN posts p ON p.id = t.post
            WHERE p.place = :place AND t.kind = 'holder' AND t.until_at IS NULL) AS holders,
           (SELECT COUNT(*) FROM drive_places WHERE place = :place) AS drives
"""
_COLUMNS = """
    k.id AS kept_id, k.person_id AS kept_person, k.listed AS kept_listed,
    o.id AS other_id, o.person_id AS other_person, o.listed AS other_listed
"""
# Those of one account first: whoever has one is known by it, and not by her name.
_PAIRS = f"""
    SELECT 0 AS rank, {_COLUMNS} FROM members o JOIN members k ON k.person_id = o.person_id AND k.place = :kept
    WHERE o.place = :other
    UNION ALL
    SELECT 1 AS rank, {_COLUMNS} FROM members o
    JOIN members k ON k.place = :kept AND k.unit = o.unit AND k.name_key = o.name_key
    WHERE o.place = :other
    ORDER BY rank, other_id
"""  # noqa: S608
_NAMESAKE = "UPDATE members SET name_key = name_key || ' ' || CAST(id AS TEXT) WHERE id = :id"
_JOINED_THERE = """
    DELETE FROM joinings WHERE place = :other
    AND (person_id IN (SELECT person_id FROM joinings WHERE place = :kept)
         OR person_id IN (SELECT person_id FROM members WHERE place = :kept AND person_id IS NOT NULL))
"""
_SAME_NOTICE = """
    SELECT o.number FROM obligations o JOIN obligations k ON k.notice = o.notice AND k.post = :new
    WHERE o.post = :old LIMIT 1
"""
_SAME_HOLDER = """
    UPDATE tenures SET until_at = :at, phone = '' WHERE post = :old AND kind = 'holder' AND until_at IS NULL
    AND person_id IN (SELECT person_id FROM tenures WHERE post = :new AND kind = 'holder' AND until_at IS NULL)
"""
_TWO_HOLDERS = """
    SELECT COUNT(*) FROM tenures WHERE post IN (:old, :new) AND kind = 'holder' AND until_at IS NULL
    HAVING COUNT(*) > 1
"""
_DRIVES = """
    INSERT INTO drive_places (drive, place) SELECT drive, :kept FROM drive_places WHERE place = :other
    ON CONFLICT DO NOTHING
"""
_NEWS = "UPDATE news SET facts = REPLACE(facts, :other, :kept) WHERE told_at IS NULL"
