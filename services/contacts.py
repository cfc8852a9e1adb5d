"""Contacts and open obligations as tables, for the day on which Telegram is lost: the department goes on by e-mail.

What stands in them is personal data. Words of people are never taken for formulas, neither in Excel nor in CSV.
"""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from content.hromadas import load_hromadas
from services.cases import CaseReader, EventKind, words
from services.certification import CertificationReads, Drives
from services.content import Content
from services.files.excel import make_excel
from services.notices import NoticesRead
from services.people import Action, Audit, Post, Posts, TenureKind, Title
from storage.notices import MailStore
from storage.people import BOT

FORMULAS = tuple("=+-@\t\r＝＋－＠")
"""With one of these at its beginning a cell of CSV counts as a formula."""


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is the word by which the texts know it."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[object]]

    def as_csv(self) -> bytes:
        """UTF-8 with its mark and semicolons: what Excel in Ukraine and every mail program opens."""
        file = io.StringIO(newline="")
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(self.headings)
        writer.writerows([_cell(value) for value in row] for row in self.rows)
        return file.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Contacts:
    _content: Content
    _mails: MailStore
    _cases: CaseReader
    _certification: CertificationReads
    _posts: Posts
    _notices: NoticesRead
    _drives: Drives
    _audit: Audit
    _clock: Callable[[], datetime]

    async def tables(self) -> list[Table]:
        """Posts, what they owe, open cases, open drives and who lacks what in them. The export is logged."""
        await self._audit.note(BOT, Action.DATA_EXPORTED, "contacts", "command line")
        addresses = await self._mails.addresses()
        return [
            await self._of_posts(addresses),
            await self._of_obligations(addresses),
            await self._of_cases(addresses),
            *await self._of_drives(addresses),
        ]

    async def files(self) -> dict[str, bytes]:
        """The same as files by their Ukrainian names, each list as Excel and as CSV."""
        tables, texts = await self.tables(), self._content.texts

        def written() -> dict[str, bytes]:
            named = [(table, texts.plain("contacts-sheet", list=table.name)) for table in tables]
            made = {f"{name}.xlsx": make_excel(table.headings, table.rows, name=name) for table, name in named}
            return made | {f"{name}.csv": table.as_csv() for table, name in named}

        return await asyncio.to_thread(written)

    async def _of_posts(self, addresses: dict[str, str]) -> Table:
        """A row for each who acts for a post; one for a post that nobody holds."""
        texts, rows = self._content.texts, list[list[object]]()
        for standing in await self._posts.standings():
            post = standing.post
            named = [await self._posts.place_name(post.place), await self._posts.name(post)]
            email = addresses.get(post.id, "")
            acting = await self._posts.acting(post)
            for each in acting:
                is_holder = each.kind is TenureKind.HOLDER
                kind = "contacts-holder" if is_holder else "contacts-delegate"
                chat = texts.plain("statistics-yes" if standing.reachable else "contacts-no")
                rows.append(
                    [*named, each.name, texts.plain(kind), each.since_at.date(), chat if is_holder else "", email]
                )
            if not acting:
                rows.append([*named, "", texts.plain("contacts-vacant"), None, "", email])
        return Table("posts", texts.plain("contacts-columns-posts").split(" | "), rows)

    async def _of_obligations(self, addresses: dict[str, str]) -> Table:
        texts, rows = self._content.texts, list[list[object]]()
        holders = {each.post.id: each.holder.name for each in await self._posts.standings() if each.holder}
        for obligation in await self._notices.open():
            owed = [texts.plain("contacts-owed-acknowledgement")] if obligation.lacks_ack else []
            owed += [texts.plain("contacts-owed-reply")] if obligation.lacks_reply else []
            rows.append(
                [
                    obligation.notice.id,
                    obligation.notice.letter,
                    await self._posts.name(obligation.post),
                    holders.get(obligation.post.id, ""),
                    addresses.get(obligation.post.id, ""),
                    obligation.due_on,
                    ", ".join(owed),
                    obligation.declined or obligation.wanted_why,
                    obligation.notice.text,
                ]
            )
        return Table("notices", texts.plain("contacts-columns-notices").split(" | "), rows)

    async def _of_cases(self, addresses: dict[str, str]) -> Table:
        """Open cases, the newest first, with the address of the head of the hromada."""
        texts, content, rows = self._content.texts, self._content, list[list[object]]()
        heads = {hromada.katottg: Post(hromada.slug, Title.HEAD).id for hromada in load_hromadas()}
        for case in await self._cases.on_desk():
            events = await self._cases.events(case.id)
            forwarded = [event.text for event in events if event.kind is EventKind.FORWARDED]
            rows.append(
                [
                    case.number,
                    words.status(content, case),
                    words.document(content, case),
                    words.place(content, case),
                    words.hromada(case),
                    case.details.happened_on,
                    case.submitted_at.date() if case.submitted_at else None,
                    case.assignee_name,
                    ", ".join(dict.fromkeys(forwarded)),
                    addresses.get(heads.get(case.details.hromada or "", ""), ""),
                    case.details.said,
                ]
            )
        return Table("cases", texts.plain("contacts-columns-cases").split(" | "), rows)

    async def _of_drives(self, addresses: dict[str, str]) -> list[Table]:
        """A row for each body that is not through, and one for each who lacks a certificate there."""
        texts, bodies, people = self._content.texts, list[list[object]](), list[list[object]]()
        coordinators = {
            each.post.place: each for each in await self._posts.standings() if each.post.title is Title.COORDINATOR
        }
        for drive in await self._certification.drives.open_drives():
            for count in await self._certification.figures.counts(drive.id):
                if count.certified == count.members:
                    continue
                name = await self._drives.place_name(count.place)
                post = coordinators.get(count.place)
                bodies.append(
                    [
                        drive.title,
                        drive.due_on,
                        name,
                        post.holder.name if post and post.holder else "",
                        addresses.get(post.post.id, "") if post else "",
                        count.members,
                        count.certified,
                        count.members - count.certified,
                    ]
                )
                lacking = await self._certification.figures.lacking(drive.id, count.place)
                people += [[drive.title, drive.due_on, name, member.unit, member.name] for member in lacking]
        return [
            Table("drives", texts.plain("contacts-columns-drives").split(" | "), bodies),
            Table("lacking", texts.plain("contacts-columns-lacking").split(" | "), people),
        ]


def _cell(value: object) -> str:
    """A cell of CSV; an apostrophe keeps words from counting as a formula."""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.lstrip(" \n").startswith(FORMULAS) else text
