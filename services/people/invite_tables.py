"""Invites into many posts by a table that staff sent: what it comes to first, then a link and QR code for each post."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from services.content import Content
from services.messages import TextMessage
from services.people.body_rows import BodyRows
from services.people.emails import is_email
from services.people.hromadas import Found
from services.people.invites import Invites
from services.people.people import People
from services.people.phones import read_phones
from services.people.posts import Posts
from services.tables import DryRun, Line, OpenTable, TableKind
from services.text import words_key
from storage.people import Post, Standing, Title

NAMED = 12
"""Posts in one line: what can be read at a glance."""

INVITES = TableKind(
    "invites",
    ("hromada", "hromada_code", "body", "post", "email", "phone"),
    ((("hromada",), ("body",), ("hromada_code",)), (("post",),)),
    most_rows=2000,
)


@dataclass(frozen=True, slots=True)
class InviteRow:
    """A post that is to have somebody, and how its office is reached; empty: the table says nothing."""

    post: Post
    email: str
    phone: str


@dataclass(slots=True)
class InvitesImport(DryRun):
    """What a table of posts comes to. Taken only without a mistake, as a whole."""

    asked: list[InviteRow] = field(default_factory=list)
    """Each post once; those of new bodies stand at `+` and the place in `new_bodies`."""
    new_bodies: list[str] = field(default_factory=list)
    twice: list[int] = field(default_factory=list)
    """Rows whose post stood above already: it counts once."""
    to_invite: list[Post] = field(default_factory=list)
    """Posts that get a link, a new one or the one that is open: nobody whom the bot can reach holds them."""


class InvitesTable:
    """Reads the rows of a table."""

    def __init__(
        self, bodies: Mapping[str, str], look_up: Callable[[str], Found], council_words: Sequence[str]
    ) -> None:
        self._bodies = BodyRows(bodies, look_up, council_words)

    def read(self, table: OpenTable) -> InvitesImport:
        """Row by row."""
        found, (lines, _) = InvitesImport(), table.lines()
        found.rows, seen = len(lines), set[Post]()
        self._bodies.look_ahead(lines)
        for line in lines:
            mistakes = len(found.mistakes)
            place, title = self._bodies.of(found, table, line), _title(found, table, line)
            email, phone = _email(found, table, line), _phone(found, table, line)
            if title is None or len(found.mistakes) > mistakes:
                continue
            post = Post(place, title)
            if post in seen:
                found.twice.append(line.row)
                continue
            seen.add(post)
            found.asked.append(InviteRow(post, email, phone))
            called = self._bodies.called(place) or line.text("body") or line.text("hromada")
            words = table.values.words.titles[title][0]
            found.show(("body", called), ("post", words), ("email", email), ("phone", phone))
        found.new_bodies = self._bodies.new_names
        return found


def _title(found: DryRun, table: OpenTable, line: Line) -> Title | None:
    """None, and noted, where it is no post of the bot; so do those below."""
    title = table.values.title(line.cells["post"])
    if title is None:
        found.mistake(line, "post", "no-post", [words[0] for words in table.values.words.titles.values()])
    return Title(title) if title else None


def _email(found: DryRun, table: OpenTable, line: Line) -> str:
    if table.values.is_nothing(line.cells.get("email")):
        return ""
    if not is_email(line.text("email")):
        found.mistake(line, "email", "no-email")
    return line.text("email")


def _phone(found: DryRun, table: OpenTable, line: Line) -> str:
    if table.values.is_nothing(line.cells.get("phone")):
        return ""
    phone = read_phones(line.text("phone"))
    if phone is None:
        found.mistake(line, "phone", "no-phone")
    return phone or ""


@dataclass(frozen=True, slots=True)
class InviteTables:
    _content: Content
    _people: People
    _posts: Posts
    _invites: Invites

    async def look_through(self, table: OpenTable) -> InvitesImport:
        """How many links a table would make, into which posts none, and every mistake in it."""
        bodies = {words_key(body.name): body.place for body in await self._posts.bodies()}
        reader = InvitesTable(bodies, self._people.look_up, self._content.library.tables.councils)
        # In a thread: a table full of names that mean nothing takes seconds.
        found = await asyncio.to_thread(reader.read, table)
        standings = {each.post: each for each in await self._posts.standings()}
        asked = [standings.get(each.post) or Standing(each.post, None, False, False) for each in found.asked]
        held = [each.post for each in asked if each.reachable]
        is_open = [each.post for each in asked if not each.reachable and each.invited]
        found.to_invite = [each.post for each in asked if not each.reachable]
        has_contacts = any(each.email or each.phone for each in found.asked)
        found.is_takeable = bool(found.to_invite or has_contacts) and not found.mistakes
        found.lines.append(
            TextMessage(
                "invites-table-dry-run",
                rows=found.rows,
                new=len(found.to_invite) - len(is_open),
                vacant=sum(each.holder is None for each in asked),
                held=sum(each.holder is not None for each in asked),
                twice=", ".join(map(str, found.twice[:NAMED])) or "none",
                refused=len({(each.sheet, each.row) for each in found.mistakes}),
            )
        )
        if found.new_bodies:
            names, more = "; ".join(found.new_bodies[:NAMED]), max(len(found.new_bodies) - NAMED, 0)
            found.lines.append(TextMessage("members-new-bodies", names=names, more=more))
        for key, posts in (("invites-table-open", is_open), ("invites-table-held", held)):
            if posts:
                names = "; ".join([await self._posts.name(post) for post in posts[:NAMED]])
                found.lines.append(TextMessage(key, names=names, more=max(len(posts) - NAMED, 0)))
        if has_contacts:
            emails, phones = (
                sum(bool(each.email) for each in found.asked),
                sum(bool(each.phone) for each in found.asked),
            )
            found.lines.append(TextMessage("invites-table-contacts", emails=emails, phones=phones))
        return found

    async def take(self, table: OpenTable, bot: str, by: int) -> tuple[bytes, int] | None:
        """Makes the links, and keeps what the table says of how offices are reached: an Excel file, and how many links
        are in it. None where the table has mistakes or asks for nothing new: nothing is kept."""
        found = await self.look_through(table)
        if not found.is_takeable:
            return None
        places = [body.place for body in await self._posts.add_bodies(found.new_bodies, by)]

        def placed(post: Post) -> Post:
            return replace(post, place=places[int(post.place[1:])]) if post.place.startswith("+") else post

        asked = [replace(each, post=placed(each.post)) for each in found.asked]
        for each in asked:
            await self._posts.ensure(each.post)
            if each.email:
                await self._posts.set_email(each.post, each.email, by)
            if each.phone:
                await self._posts.set_phone(each.post, each.phone, by)
        to_invite = set(map(placed, found.to_invite))
        rows = [
            (each.post, [await self._posts.name(each.post), each.email, each.phone])
            for each in asked
            if each.post in to_invite
        ]
        texts = self._content.library.texts
        headings, sheet = texts.plain("invites-table-headings").split(" | "), texts.plain("invites-table-sheet")
        return await self._invites.sheet(rows, headings, sheet, bot, by), len(rows)
