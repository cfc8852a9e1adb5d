"""One-time links into a post or a role: no link is kept, but its hash and seed; using one is a single transaction."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from storage.engine.causes import first_time, is_done
from storage.engine.database import Statements
from storage.engine.rows import Store, insert, insert_numbered, made_of, update
from storage.people.audit import Action, write
from storage.people.news import STAFF, NewsKind, tell
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
    seed: str
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


class InviteStore(Store):
    """The table of invites."""

    async def add(self, invite: Invite) -> Invite:
        """Keeps a new link. An older open one of the same kind into the same post is revoked: one is enough.

        Where the update in work has made one before, that one stands and comes back.
        """
        async with self._database.transaction() as statements:
            if not await first_time(statements, _step(invite.kind, invite.target)):
                made = await statements.fetch_one(
                    """
                    SELECT * FROM invites
                    WHERE kind = :kind AND target = :target AND made_by = :made_by AND revoked_at IS NULL
                    ORDER BY made_at DESC, hash LIMIT 1
                    """,
                    kind=invite.kind,
                    target=invite.target,
                    made_by=invite.made_by,
                )
                if made:
                    return made_of(Invite, made)
            if invite.kind is InviteKind.HOLDER:
                open_one = {"target": invite.target, "kind": InviteKind.HOLDER, "used_at": None, "revoked_at": None}
                await update(statements, "invites", open_one, revoked_at=invite.made_at)
            await insert(statements, "invites", **asdict(invite))
            await write(
                statements, invite.made_at, invite.made_by, Action.INVITE_MADE, invite.target, invite.kind.value
            )
        return invite

    async def is_made_now(self, post_id: str) -> bool:
        """Whether the update in work has made a link for the next holder."""
        return await is_done(self._database, _step(InviteKind.HOLDER, post_id))

    async def find(self, hash: str) -> Invite | None:
        return await self._read_one(Invite, "SELECT * FROM invites WHERE hash = :hash", hash=hash)

    async def open(self, now: datetime) -> list[Invite]:
        """Links that can still be used, the newest first."""
        return await self._read(
            Invite,
            """
            SELECT * FROM invites WHERE used_at IS NULL AND revoked_at IS NULL AND expires_at > :now
            ORDER BY made_at DESC, hash
            """,
            now=now,
        )

    async def revoke(self, invite_id: str, at: datetime, by: int) -> bool:
        """Makes a link useless; False where it was used, revoked or never there."""
        async with self._database.transaction() as statements:
            target = await statements.fetch_value(
                """
                UPDATE invites SET revoked_at = :at
                WHERE SUBSTR(hash, 1, 16) = :invite_id AND used_at IS NULL AND revoked_at IS NULL RETURNING target
                """,
                at=at,
                invite_id=invite_id,
            )
            if target:
                await write(statements, at, by, Action.INVITE_REVOKED, target)
        return target is not None

    async def take_post(self, invite: Invite, person_id: int, name: str, at: datetime) -> bool:
        """The person comes into the post; whoever held it has held it. Both the staff and that one are told.

        False where the link is no longer good.
        """
        async with self._database.transaction() as statements:
            if not await _use(statements, invite.hash, at):
                return False
            before = None
            if invite.kind is InviteKind.HOLDER:
                # Ended first: the database takes one holder at a time.
                before = await statements.fetch_one(
                    """
                    UPDATE tenures SET until_at = :at WHERE post = :post AND kind = 'holder' AND until_at IS NULL
                    RETURNING id, person_id
                    """,
                    at=at,
                    post=invite.target,
                )
            is_holder = invite.kind is InviteKind.HOLDER
            tenure = await insert_numbered(
                statements,
                "tenures",
                post=invite.target,
                person_id=person_id,
                name=name,
                kind=TenureKind.HOLDER if is_holder else TenureKind.DELEGATE,
                since_at=at,
                until_at=invite.delegate_until,
            )
            if before:
                await update(statements, "tenures", {"id": before["id"]}, replaced_by=tenure)
            action = Action.POST_TAKEN if is_holder else Action.POST_DELEGATED
            await write(statements, at, person_id, action, invite.target, f"tenure {tenure}")
            await tell(statements, STAFF, NewsKind.POST_TAKEN, at, tenure=tenure)
            if before and before["person_id"] not in {None, person_id}:
                await tell(statements, before["person_id"], NewsKind.POST_REPLACED, at, tenure=tenure)
        return True

    async def take_role(self, invite: Invite, person_id: int, name: str, at: datetime) -> bool:
        """The person gets the role, and the staff are told; an administrator stays one.

        False where the link is no longer good.
        """
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
                at=at,
            )
            await write(statements, at, person_id, Action.ROLE_TAKEN, str(person_id), invite.target)
            await tell(statements, STAFF, NewsKind.MEMBER_JOINED, at, person=person_id, role=invite.target)
        return True


def _step(kind: InviteKind, target: str) -> str:
    return f"invite {kind.value} {target}"


async def _use(statements: Statements, hash: str, at: datetime) -> bool:
    """Whether the link was still good; it is used up now."""
    used = await statements.execute(
        """
        UPDATE invites SET used_at = :at
        WHERE hash = :hash AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :at
        """,
        hash=hash,
        at=at,
    )
    return used == 1
