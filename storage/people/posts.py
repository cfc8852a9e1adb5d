"""Posts and who holds them over time: what is addressed to a post stays with it when the holder changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.engine.alphabet import alphabetical
from storage.engine.columns import from_ms
from storage.engine.database import Row
from storage.engine.rows import Store, insert_many, made_of, update
from storage.people.audit import Action, write, write_each
from storage.people.news import STAFF, NewsKind, tell


class Title(StrEnum):
    """What a post is for."""

    HEAD = "head"
    CDTO = "cdto"
    """The deputy for digital development."""
    COORDINATOR = "coordinator"
    """Of certification."""
    MATERNITY = "maternity"
    """The contact of a maternity ward."""


class TenureKind(StrEnum):
    """How somebody acts for a post."""

    HOLDER = "holder"
    DELEGATE = "delegate"
    """In the holder's place for a while."""


@dataclass(frozen=True, slots=True)
class Post:
    """A title at a place; `place` is the slug of a hromada (`h02001`), or `b` and the number of a body."""

    place: str
    title: Title

    @property
    def id(self) -> str:
        return f"{self.place}-{self.title}"

    @classmethod
    def parse(cls, id: str) -> Post | None:
        """The post with that id; None where it is no such id."""
        place, _, title = id.rpartition("-")
        return cls(place, Title(title)) if place and title in _TITLES else None


_TITLES = {each.value for each in Title}


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation beside the hromadas: a hospital, an administration."""

    id: int
    name: str

    @property
    def place(self) -> str:
        return f"b{self.id}"


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody's time in a post."""

    id: int
    post: Post
    person_id: int | None
    """None once the person asked to be forgotten."""
    name: str
    phone: str
    """Numbers that the person left for the staff; empty for none."""
    kind: TenureKind
    since_at: datetime
    until_at: datetime | None
    replaced_by: int | None
    asked_at: datetime | None
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A post as it stands now."""

    post: Post
    holder: Tenure | None
    reachable: bool
    """Whether the bot can write to the holder."""
    invited: bool
    """Whether an invite for the holder is open."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How a post is reached by telephone."""

    office: str
    """The number of the office; empty where none is known."""
    people: tuple[tuple[str, str], ...]
    """Who acts for it, the holder first, with the number that she left; empty for none."""


class PostStore(Store):
    """The tables of posts, bodies and tenures."""

    async def ensure(self, posts: Sequence[Post], at: datetime) -> None:
        """Makes the posts that do not stand yet."""
        rows = [{"id": post.id, "place": post.place, "title": post.title, "made_at": at} for post in posts]
        await insert_many(self._database, "posts", rows, new_only=True)

    async def add_bodies(self, names: Sequence[str], at: datetime, by: int) -> list[Body]:
        """Bodies of these names, all or none; those that stand already where there are some."""
        async with self._database.transaction() as statements:
            known = dict(await statements.fetch_tuples("SELECT name, id FROM bodies"))
            new = [name for name in dict.fromkeys(names) if name not in known]
            await insert_many(statements, "bodies", [{"name": name, "made_at": at} for name in new])
            known = dict(await statements.fetch_tuples("SELECT name, id FROM bodies")) if new else known
            await write_each(statements, at, by, Action.BODY_ADDED, [(f"b{known[name]}", name) for name in new])
        return [Body(known[name], name) for name in names]

    async def bodies(self) -> list[Body]:
        """All bodies, by name."""
        found = await self._read(Body, "SELECT id, name FROM bodies")
        return sorted(found, key=lambda each: alphabetical(each.name))

    async def standings(self, now: datetime, *, place: str | None = None) -> list[Standing]:
        """All posts, or those of one place, by their ids."""
        rows = await self._database.fetch(
            """
            SELECT t.*, p.place, p.title,
                   CASE WHEN COALESCE(h.state, 'active') = 'active' THEN 1 ELSE 0 END AS reachable,
                   CASE WHEN EXISTS (
                       SELECT 1 FROM invites i WHERE i.target = p.id AND i.kind = 'holder'
                       AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > :now
                   ) THEN 1 ELSE 0 END AS invited
            FROM posts p
            LEFT JOIN tenures t ON t.post = p.id AND t.kind = 'holder' AND t.until_at IS NULL
            LEFT JOIN people h ON h.person_id = t.person_id
            WHERE p.place = COALESCE(CAST(:place AS TEXT), p.place)
            ORDER BY p.id
            """,
            now=now,
            place=place,
        )
        return [
            Standing(
                Post(row["place"], Title(row["title"])),
                _tenure(row) if row["id"] is not None else None,
                reachable=row["id"] is not None and row["reachable"] == 1,
                invited=row["invited"] == 1,
            )
            for row in rows
        ]

    async def of_person(self, person_id: int, now: datetime) -> list[Tenure]:
        """The posts for which the person acts now, her own ones first."""
        return await self._tenures(
            "person_id = :person_id AND (until_at IS NULL OR until_at > :now) ORDER BY kind DESC, post",
            person_id=person_id,
            now=now,
        )

    async def all_acting(self, now: datetime) -> dict[str, list[int]]:
        """Who acts for each post now, by the post's id."""
        rows = await self._database.fetch_tuples(
            """
            SELECT post, person_id FROM tenures
            WHERE person_id IS NOT NULL AND (until_at IS NULL OR until_at > :now) ORDER BY kind DESC, id
            """,
            now=now,
        )
        found: dict[str, list[int]] = {}
        for post, person_id in rows:
            found.setdefault(post, []).append(person_id)
        return found

    async def reached(self, now: datetime) -> set[str]:
        """The ids of posts for which somebody acts whom the bot can write to."""
        return set(
            await self._database.fetch_column(
                """
                SELECT DISTINCT t.post FROM tenures t LEFT JOIN people p ON p.person_id = t.person_id
                WHERE t.person_id IS NOT NULL AND (t.until_at IS NULL OR t.until_at > :now)
                  AND COALESCE(p.state, 'active') = 'active'
                """,
                now=now,
            )
        )

    async def set_email(self, post: Post, email: str, at: datetime, by: int) -> None:
        """Keeps the address of a post."""
        async with self._database.transaction() as statements:
            await update(statements, "posts", {"id": post.id}, email=email)
            await write(statements, at, by, Action.POST_EMAIL, post.id)

    async def set_phone(self, post: Post, phone: str, at: datetime, by: int) -> None:
        """Keeps the number of the post's office."""
        async with self._database.transaction() as statements:
            await update(statements, "posts", {"id": post.id}, phone=phone)
            await write(statements, at, by, Action.POST_PHONE, post.id)

    async def phone(self, post: Post) -> str:
        """The number of the post's office; empty where none is known."""
        return await self._database.fetch_value("SELECT phone FROM posts WHERE id = :id", id=post.id) or ""

    async def contacts(self, now: datetime) -> dict[str, Contact]:
        """How each post is reached by telephone, by its id."""
        rows = await self._database.fetch_tuples(
            """
            SELECT p.id, p.phone AS office, t.name, t.phone
            FROM posts p LEFT JOIN tenures t ON t.post = p.id AND (t.until_at IS NULL OR t.until_at > :now)
            ORDER BY p.id, t.kind DESC, t.id
            """,
            now=now,
        )
        found: dict[str, Contact] = {}
        for post, office, name, phone in rows:
            contact = found.get(post, Contact(office, ()))
            people = (*contact.people, (name, phone)) if name is not None else contact.people
            found[post] = Contact(office, people)
        return found

    async def leave_phone(self, tenure_id: int, person_id: int, phone: str, at: datetime) -> bool:
        """Keeps the numbers of whoever acts for a post; False where she does not."""
        async with self._database.transaction() as statements:
            post = await statements.fetch_value(
                """
                UPDATE tenures SET phone = :phone
                WHERE id = :id AND person_id = :person_id AND (until_at IS NULL OR until_at > :at) RETURNING post
                """,
                phone=phone,
                id=tenure_id,
                person_id=person_id,
                at=at,
            )
            if post:
                await write(statements, at, person_id, Action.POST_PHONE, post, f"tenure {tenure_id}")
        return post is not None

    async def emails(self) -> dict[str, str]:
        """Where notices to posts go by mail, by the post's id; those without an address are left out."""
        return dict(await self._database.fetch_tuples("SELECT id, email FROM posts WHERE email <> ''"))

    async def history(self, post: Post) -> list[Tenure]:
        """Whoever acted for the post, the newest first."""
        return await self._tenures("post = :post ORDER BY since_at DESC, id DESC", post=post.id)

    async def last_deeds(self, now: datetime) -> dict[int, datetime]:
        """When each of those who act for a post did the last thing that the audit knows of."""
        rows = await self._database.fetch_tuples(
            """
            SELECT a.actor_id, MAX(a.at) FROM audit a WHERE a.actor_id IN (
                SELECT person_id FROM tenures WHERE person_id IS NOT NULL AND (until_at IS NULL OR until_at > :now))
            GROUP BY a.actor_id
            """,
            now=now,
        )
        return {person_id: at for person_id, ms in rows if (at := from_ms(ms))}

    async def acting(self, post: Post, now: datetime) -> list[Tenure]:
        """Who acts for the post now: the holder first, then delegates."""
        return await self._tenures(
            "post = :post AND (until_at IS NULL OR until_at > :now) ORDER BY kind DESC, id", post=post.id, now=now
        )

    async def tenure(self, tenure_id: int) -> Tenure | None:
        found = await self._tenures("id = :id", id=tenure_id)
        return found[0] if found else None

    async def leave(self, tenure_id: int, at: datetime, by: int) -> bool:
        """Ends a tenure, and what the holder delegated, and has the staff told; False where it ended before."""
        async with self._database.transaction() as statements:
            row = await statements.fetch_one(_END, id=tenure_id, at=at)
            if row is None:
                return False
            if row["kind"] == TenureKind.HOLDER:
                await statements.execute(
                    "UPDATE tenures SET until_at = :at WHERE post = :post AND kind = 'delegate' AND until_at > :at",
                    post=row["post"],
                    at=at,
                )
            await write(statements, at, by, Action.POST_LEFT, row["post"], f"tenure {tenure_id}")
            await tell(statements, STAFF, NewsKind.POST_LEFT, at, tenure=tenure_id)
        return True

    async def undo(self, tenure_id: int, at: datetime, by: int) -> Tenure | None:
        """Ends a taking by the wrong person and gives the post back to who held it before, if there was one.

        Both are told. The tenure that was ended; None where it had ended already, so that two presses do it once.
        """
        async with self._database.transaction() as statements:
            row = await statements.fetch_one(_END, id=tenure_id, at=at)
            if row is None:
                return None
            rightful = await statements.fetch(
                """
                UPDATE tenures SET until_at = NULL, replaced_by = NULL
                WHERE replaced_by = :id AND person_id IS NOT NULL RETURNING id, person_id
                """,
                id=tenure_id,
            )
            await write(statements, at, by, Action.TAKING_UNDONE, row["post"], f"tenure {tenure_id}")
            if row["person_id"] is not None:
                await tell(statements, row["person_id"], NewsKind.POST_TAKEN_BACK, at, tenure=tenure_id)
            for holder in rightful:
                await tell(statements, holder["person_id"], NewsKind.POST_GIVEN_BACK, at, tenure=holder["id"])
        return _tenure(row)

    async def before(self, tenure_id: int) -> Tenure | None:
        """Who would have the post again if that taking were undone; None where nobody would."""
        return await self._read_one(
            Tenure, "SELECT * FROM tenures WHERE replaced_by = :id AND person_id IS NOT NULL", id=tenure_id
        )

    async def was_replaced(self, tenure_id: int, person_id: int) -> bool:
        """Whether the person held the post until that tenure began."""
        sql = "SELECT 1 FROM tenures WHERE replaced_by = :id AND person_id = :person_id"
        return await self._database.fetch_one(sql, id=tenure_id, person_id=person_id) is not None

    async def unconfirmed(self, before: datetime, asked_before: datetime) -> list[Tenure]:
        """Holders whose last word on their post is older than `before`, and who were not asked since `asked_before`.

        Who cannot be reached now is left out.
        """
        return await self._tenures(
            """
            kind = 'holder' AND until_at IS NULL AND person_id IS NOT NULL
              AND COALESCE((SELECT state FROM people p WHERE p.person_id = tenures.person_id), 'active') = 'active'
              AND COALESCE(confirmed_at, since_at) < :before AND COALESCE(asked_at, 0) < :asked_before
            ORDER BY id
            """,
            before=before,
            asked_before=asked_before,
        )

    async def asked(self, tenure_id: int, at: datetime) -> None:
        """Keeps that the holder was asked whether she still holds the post."""
        await update(self._database, "tenures", {"id": tenure_id}, asked_at=at)

    async def confirmed(self, tenure_id: int, person_id: int, at: datetime) -> bool:
        """The holder says that she still holds the post; False where she does not."""
        async with self._database.transaction() as statements:
            post = await statements.fetch_value(
                """
                UPDATE tenures SET confirmed_at = :at
                WHERE id = :id AND person_id = :person_id AND until_at IS NULL RETURNING post
                """,
                id=tenure_id,
                person_id=person_id,
                at=at,
            )
            if post:
                await write(statements, at, person_id, Action.POST_CONFIRMED, post, f"tenure {tenure_id}")
        return post is not None

    async def _tenures(self, where: str, **parameters: object) -> list[Tenure]:
        rows = await self._database.fetch(f"SELECT * FROM tenures WHERE {where}", **parameters)  # noqa: S608
        return [_tenure(row) for row in rows]


_END = (
    "UPDATE tenures SET until_at = :at, phone = '' WHERE id = :id AND (until_at IS NULL OR until_at > :at) RETURNING *"
)


def _tenure(row: Row) -> Tenure:
    return made_of(Tenure, row, post=Post.parse(row["post"]))
