"""Contacts and open obligations as tables, for the day on which Telegram is lost: the department goes on by e-mail.

What stands in them is personal data. Words of people are never taken for formulas, neither in Excel nor in CSV.
"""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from content.hromadas import load_hromadas
from content.messages import Texts
from services.cases import Case, CaseReader, EventKind, words
from services.certification import CertificationReads, Drives
from services.content import Content
from services.files.excel import make_excel
from services.notices import NoticesRead, Obligation
from services.people import Action, Audit, Post, Posts, Standing, Tenure, TenureKind, Title
from storage.notices.mails import MailStore
from storage.people import BOT

FORMULAS = tuple("=+-@\t\r＝＋－＠")
"""With one of these at its beginning a cell of CSV counts as a formula."""


@dataclass(frozen=True, slots=True)
class Table:
    """One list. `name` is that of its file."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[object]]

    def as_excel(self) -> bytes:
        return make_excel(self.headings, self.rows)

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

    @property
    def _texts(self) -> Texts:
        return self._content.library.texts

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
        """The same as files by name, each list as Excel and as CSV."""
        tables = await self.tables()

        def written() -> dict[str, bytes]:
            made = {f"{table.name}.xlsx": table.as_excel() for table in tables}
            return made | {f"{table.name}.csv": table.as_csv() for table in tables}

        return await asyncio.to_thread(written)

    async def _of_posts(self, addresses: dict[str, str]) -> Table:
        """A row for each who acts for a post; one for a post that nobody holds."""
        texts, rows = self._texts, list[tuple[Standing, Tenure | None]]()
        for standing in await self._posts.standings():
            acting = await self._posts.acting(standing.post)
            rows += [(standing, each) for each in acting] or [(standing, None)]
        kinds = {TenureKind.HOLDER: "contacts-holder", TenureKind.DELEGATE: "contacts-delegate"}
        chats = [
            texts.plain("statistics-yes" if post.reachable else "contacts-no")
            if each and each.kind is TenureKind.HOLDER
            else ""
            for post, each in rows
        ]
        columns: dict[str, list[object]] = {
            "contacts-column-place": [await self._posts.place_name(each.post.place) for each, _ in rows],
            "contacts-column-post": [await self._posts.name(each.post) for each, _ in rows],
            "contacts-column-holder": [each.name if each else "" for _, each in rows],
            "contacts-column-kind": [texts.plain(kinds[each.kind] if each else "contacts-vacant") for _, each in rows],
            "contacts-column-since": [self._day(each.since_at) if each else None for _, each in rows],
            "contacts-column-chat": [*chats],
            "contacts-column-email": [addresses.get(each.post.id, "") for each, _ in rows],
        }
        return self._table("posts", columns)

    async def _of_obligations(self, addresses: dict[str, str]) -> Table:
        owed = await self._notices.open()
        holders = {each.post.id: each.holder.name for each in await self._posts.standings() if each.holder}
        columns: dict[str, list[object]] = {
            "contacts-column-notice": [each.notice.id for each in owed],
            "contacts-column-letter": [each.notice.letter for each in owed],
            "contacts-column-post": [await self._posts.name(each.post) for each in owed],
            "contacts-column-holder": [holders.get(each.post.id, "") for each in owed],
            "contacts-column-email": [addresses.get(each.post.id, "") for each in owed],
            "contacts-column-due": [each.due_on for each in owed],
            "contacts-column-owed": [self._owed(each) for each in owed],
            "contacts-column-undecided": [each.declined or each.wanted_why for each in owed],
            "contacts-column-text": [each.notice.text for each in owed],
        }
        return self._table("notices", columns)

    def _owed(self, obligation: Obligation) -> str:
        """What the post still owes."""
        owed = []
        if obligation.notice.wants_ack and obligation.acknowledged_at is None:
            owed.append(self._texts.plain("contacts-owed-acknowledgement"))
        if obligation.notice.form and obligation.replied_at is None:
            owed.append(self._texts.plain("contacts-owed-reply"))
        return ", ".join(owed)

    async def _of_cases(self, addresses: dict[str, str]) -> Table:
        """Open cases, the newest first, with the address of the head of the hromada."""
        content, cases = self._content, await self._cases.on_desk()
        heads = {hromada.katottg: Post(hromada.slug, Title.HEAD).id for hromada in load_hromadas()}
        columns: dict[str, list[object]] = {
            "statistics-column-number": [each.number for each in cases],
            "statistics-column-state": [words.status(content, each) for each in cases],
            "statistics-column-document": [words.document(content, each) for each in cases],
            "contacts-column-where": [words.place(content, each) for each in cases],
            "statistics-column-hromada": [words.hromada(each) for each in cases],
            "statistics-column-happened": [each.details.happened_on for each in cases],
            "statistics-column-submitted": [self._day(each.submitted_at) for each in cases],
            "contacts-column-assignee": [each.assignee_name for each in cases],
            "contacts-column-forwarded": [await self._forwarded(each) for each in cases],
            "contacts-column-head-email": [
                addresses.get(heads.get(each.details.hromada or "", ""), "") for each in cases
            ],
            "contacts-column-said": [each.details.said for each in cases],
        }
        return self._table("cases", columns)

    async def _forwarded(self, case: Case) -> str:
        """To whom the case was forwarded."""
        events = await self._cases.events(case.id)
        return ", ".join(dict.fromkeys(event.text for event in events if event.kind is EventKind.FORWARDED))

    async def _of_drives(self, addresses: dict[str, str]) -> list[Table]:
        """A row for each body that is not through, and one for each who lacks a certificate there."""
        bodies, people = list[tuple[object, ...]](), list[tuple[object, ...]]()
        coordinators = {
            each.post.place: each for each in await self._posts.standings() if each.post.title is Title.COORDINATOR
        }
        for drive in await self._certification.drives.open_drives():
            for count in await self._certification.figures.counts(drive.id):
                if count.certified == count.members:
                    continue
                first = (drive.title, drive.due_on, await self._drives.place_name(count.place))
                post = coordinators.get(count.place)
                holder = post.holder.name if post and post.holder else ""
                email = addresses.get(post.post.id, "") if post else ""
                lacks = count.members - count.certified
                bodies.append((*first, holder, email, count.members, count.certified, lacks))
                lacking = await self._certification.figures.lacking(drive.id, count.place)
                people += [(*first, member.unit, member.name) for member in lacking]
        texts = self._texts
        first_headings = [
            texts.plain("contacts-column-drive"),
            texts.plain("contacts-column-due"),
            texts.plain("members-column-body"),
        ]
        headings = [
            *first_headings,
            texts.plain("contacts-column-coordinator"),
            texts.plain("contacts-column-email"),
            texts.plain("drives-column-members"),
            texts.plain("drives-column-certified"),
            texts.plain("contacts-column-lacking"),
        ]
        unit, member = texts.plain("members-column-unit"), texts.plain("members-column-name")
        return [Table("drives", headings, bodies), Table("lacking", [*first_headings, unit, member], people)]

    def _table(self, name: str, columns: Mapping[str, Sequence[object]]) -> Table:
        """A table of columns; the key of each is that of its heading."""
        headings = [self._texts.plain(key) for key in columns]
        return Table(name, headings, list(zip(*columns.values(), strict=True)))

    def _day(self, at: datetime | None) -> date | None:
        return at.astimezone(self._clock().tzinfo).date() if at else None


def _cell(value: object) -> str:
    """A cell of CSV; an apostrophe keeps words from counting as a formula."""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.lstrip(" \n").startswith(FORMULAS) else text
