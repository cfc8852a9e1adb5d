"""One-time links into a post or a role. Only the hash of a link is kept; using one is a single transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.engine.database import Database, Row, Statements
from storage.engine.times import from_ms, to_ms
from storage.people.audit import Action, write
from storage.people.posts import TenureKind


class InviteKind(StrEnum):
    """What a link makes of the one who uses it."""

    HOLDER = "holder"
    DELEGATE = "delegate"
    ROLE = "role"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """One link."""

    hash: str
    kind: InviteKind
    target: str
    """The id of a post, or a role."""
    delegate_until: datetime | None
    made_at: datetime
    made_by: int
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    @property
    def id(self) -> str:
        """Short enough for a button, and of no use as a link."""
        return self.hash[:16]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of using a link for a post."""

    tenure_id: int
    before: int | None
    """Who held the post until now: Telegram's number."""


class InviteStore:
    """The table of invites."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, invite: Invite) -> None:
        """Keeps a new link. An older open one of the same kind into the same post is revoked: one is enough."""
        async with self._database.transaction() as statements:
            if invite.kind is InviteKind.HOLDER:
                await statements.execute(
                    """
                    UPDATE invites SET revoked_at = :at
                    WHERE target = :target AND kind = 'holder' AND used_at IS NULL AND revoked_at IS NULL
                    """,
                    at=to_ms(invite.made_at),
                    target=invite.target,
                )
            await statements.execute(
                """
                INSERT INTO invites (hash, kind, target, delegate_until, made_at, made_by, expires_at)
                VALUES (:hash, :kind, :target, :delegate_until, :made_at, :made_by, :expires_at)
                """,
                hash=invite.hash,
                kind=invite.kind.value,
                target=invite.target,
                delegate_until=to_ms(invite.delegate_until) if invite.delegate_until else None,
                made_at=to_ms(invite.made_at),
                made_by=invite.made_by,
                expires_at=to_ms(invite.expires_at),
            )
            await write(
                statements, invite.made_at, invite.made_by, Action.INVITE_MADE, invite.target, invite.kind.value
            )

    async def find(self, hash: str) -> Invite | None:
        row = await self._database.fetch_one("SELECT * FROM invites WHERE hash = :hash", hash=hash)
        return _invite(row) if row else None

    async def open(self, now: datetime) -> list[Invite]:
        """Links that can still be used, the newest first."""
        rows = await self._database.fetch(
            """
            SELECT * FROM invites WHERE used_at IS NULL AND revoked_at IS NULL AND expires_at > :now
            ORDER BY made_at DESC, hash
            """,
            now=to_ms(now),
        )
        return [_invite(row) for row in rows]

    async def revoke(self, invite_id: str, at: datetime, by: int) -> bool:
        """Makes a link useless; False where it was used, revoked or never there."""
        async with self._database.transaction() as statements:
            row = await statements.fetch_one(
                """
                UPDATE invites SET revoked_at = :at
                WHERE SUBSTR(hash, 1, 16) = :invite_id AND used_at IS NULL AND revoked_at IS NULL RETURNING target
                """,
                at=to_ms(at),
                invite_id=invite_id,
            )
            if row:
                await write(statements, at, by, Action.INVITE_REVOKED, row["target"])
        return row is not None

    async def take_post(self, invite: Invite, person_id: int, name: str, at: datetime) -> Taken | None:
        """The person comes into the post; whoever held it has held it. None where the link is no longer good."""
        async with self._database.transaction() as statements:
            if not await _use(statements, invite.hash, at):
                return None
            before = None
            if invite.kind is InviteKind.HOLDER:
                # Ended first: the database takes one holder at a time.
                before = await statements.fetch_one(
                    """
                    UPDATE tenures SET until_at = :at WHERE post = :post AND kind = 'holder' AND until_at IS NULL
                    RETURNING id, person_id
                    """,
                    at=to_ms(at),
                    post=invite.target,
                )
            until = to_ms(invite.delegate_until) if invite.delegate_until else None
            tenure = await statements.fetch_one(
                """
                INSERT INTO tenures (post, person_id, name, kind, since_at, until_at)
                VALUES (:post, :person_id, :name, :kind, :at, :until) RETURNING id
                """,
                post=invite.target,
                person_id=person_id,
                name=name,
                kind=(TenureKind.DELEGATE if invite.kind is InviteKind.DELEGATE else TenureKind.HOLDER).value,
                at=to_ms(at),
                until=until,
            )
            assert tenure  # noqa: S101 - RETURNING gives the row
            if before:
                await statements.execute(
                    "UPDATE tenures SET replaced_by = :new WHERE id = :old", new=tenure["id"], old=before["id"]
                )
            action = Action.POST_DELEGATED if invite.kind is InviteKind.DELEGATE else Action.POST_TAKEN
            await write(statements, at, person_id, action, invite.target, f"tenure {tenure['id']}")
        return Taken(tenure["id"], before["person_id"] if before else None)

    async def take_role(self, invite: Invite, person_id: int, name: str, at: datetime) -> bool:
        """The person gets the role; an administrator stays one. False where the link is no longer good."""
        async with self._database.transaction() as statements:
            if not await _use(statements, invite.hash, at):
                return False
            await statements.execute(
                """
                INSERT INTO roles (person_id, role, name, since_at) VALUES (:person_id, :role, :name, :at)
                ON CONFLICT (person_id) DO UPDATE SET
                    role = CASE WHEN roles.role = 'admin' THEN 'admin' ELSE excluded.role END, name = excluded.name
                """,
                person_id=person_id,
                role=invite.target,
                name=name,
                at=to_ms(at),
            )
            await write(statements, at, person_id, Action.ROLE_TAKEN, str(person_id), invite.target)
        return True


async def _use(statements: Statements, hash: str, at: datetime) -> bool:
    """Whether the link was still good; it is used up now."""
    return (
        await statements.execute(
            """
            UPDATE invites SET used_at = :at
            WHERE hash = :hash AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :at
            """,
            hash=hash,
            at=to_ms(at),
        )
        == 1
    )


def _invite(row: Row) -> Invite:
    times = {name: from_ms(row[name]) for name in ("delegate_until", "made_at", "expires_at", "used_at", "revoked_at")}
    return Invite(**{**row, **times, "kind": InviteKind(row["kind"])})
