"""A coordinator's batch: a ZIP of certificates or a list of them, read by a job, file by file, and reported on."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import PurePath

import storage.certification.certificates as store
from channels import Channel, Refused, SendFailed
from content.courses import course_named
from handlers.certification.taps import ListChecking
from services.certification.certificates import Certificates, Given, Level, Receipt, State
from services.certification.members import Member, Members
from services.certification.naming import Names
from services.content import Content
from services.files.archives import BadArchive, Unpacked, unpack
from services.files.reading import Unreadable
from services.files.tables import BadTable, find_columns, read_rows
from services.people.people import People
from services.times import parse_day

log = logging.getLogger(__name__)

MOST_FILES, MOST_BYTES = 500, 60 << 20
"""Of one archive: files, and bytes of all of them unpacked, which come from a child process in one answer."""
MOST_ROWS = 2000
NAMED = 10
_ZIP = b"PK\x03\x04"
_WORKBOOK = b"xl/workbook.xml"


class Batches:
    """Takes and reads batches."""

    def __init__(
        self,
        content: Content,
        stored: store.Certificates,
        certificates: Certificates,
        members: Members,
        people: People,
        channel: Channel,
        clock: Callable[[], datetime],
    ) -> None:
        self._content = content
        self._stored = stored
        self._certificates = certificates
        self._members = members
        self._people = people
        self._channel = channel
        self._clock = clock

    async def take(self, person_id: int, place: str, file_id: str, update_id: int) -> None:
        """Keeps a batch that is to be read; the same message is one."""
        await self._stored.add_batch(person_id, place, file_id, update_id, self._clock())

    async def read_all(self) -> None:
        """Reads what was taken and reports to whoever sent it. After a crash it begins anew: nothing is kept twice."""
        for batch in await self._stored.open_batches():
            try:
                file = await self._channel.download(batch.file_id)
            except Refused as error:
                log.warning("batch %d cannot be loaded: %s", batch.id, error)
                report: str = self._content.library.texts("batches-gone")
            except SendFailed as error:
                log.info("batch %d not loaded, soon again: %s", batch.id, error)
                continue
            else:
                report = await self._read(batch, file)
            await self._stored.end_batch(batch.id, self._clock())
            waiting = await self._certificates.checking([batch.place])
            words = self._content.library.texts.plain("units-button-checking", count=len(waiting))
            rows = [[ListChecking(batch.place).button(words)]] if waiting else []
            await self._people.tell(batch.person_id, report, rows)

    async def _read(self, batch: store.Batch, file: bytes) -> str:
        """The report."""
        texts = self._content.library.texts
        members = await self._members.at(batch.place)
        found = _Found(members)
        try:
            if file.startswith(_ZIP) and _WORKBOOK not in file:
                unpacked = await unpack(file, most=MOST_FILES, most_bytes=MOST_BYTES)
                outcomes, left_out = await self._read_files(batch, unpacked, found)
            else:
                rows = await read_rows(file, most=MOST_ROWS)
                outcomes, left_out = await self._read_list(batch, rows, found)
        except (BadArchive, BadTable) as error:
            return texts("batches-unreadable", reason=error.fault.value)
        lines = [
            texts(
                "batches-report",
                accepted=outcomes["accepted"],
                checking=outcomes["checking"],
                again=outcomes["again"],
                others=outcomes["others"],
            )
        ]
        if left_out:
            lines.append(
                texts("batches-left-out", names="; ".join(left_out[:NAMED]), more=max(len(left_out) - NAMED, 0))
            )
        return texts.lines(lines)

    async def _read_files(
        self, batch: store.Batch, unpacked: Unpacked, found: _Found
    ) -> tuple[Counter[str], list[str]]:
        texts, outcomes = self._content.library.texts, Counter[str]()
        left_out = [texts.plain("batches-file", name=name, reason=reason.value) for name, reason in unpacked.left_out]
        for number, (name, content) in enumerate(unpacked.files):
            try:
                reading = await self._certificates.read(content)
            except Unreadable as error:
                left_out.append(texts.plain("batches-file", name=name, reason=error.fault.value))
                continue
            stem = PurePath(name).stem.replace("_", " ")
            course = self._certificates.course_of(reading) or course_named(self._certificates.courses, stem)
            given = Given(
                course=course.id if course else "",
                code=reading.number or "",
                name=reading.person or stem,
                issued_on=reading.issued_on,
                level=Level(reading.level.value) if reading.level else Level.NONE,
                score=reading.score,
                address=reading.address or "",
                kind="",
                file_id="",
                sure="number" in reading.sure,
            )
            receipt = await self._certificates.hand_in_for(
                batch.place, found.member(given.name), f"batch {batch.id} {number}", given
            )
            outcomes[_outcome(receipt)] += 1
        return outcomes, left_out

    async def _read_list(
        self, batch: store.Batch, rows: Sequence[Sequence[object]], found: _Found
    ) -> tuple[Counter[str], list[str]]:
        """A row for each certificate; the first row holds the headings."""
        texts, outcomes, left_out = self._content.library.texts, Counter[str](), list[str]()
        headings = rows[0] if rows else ()

        def column(words: str) -> int | None:
            return next(iter(find_columns(headings, words)), None)

        names = column(texts.plain("members-heading-name"))
        courses = column(texts.plain("batches-heading-course"))
        codes = column(texts.plain("batches-heading-code"))
        days = column(texts.plain("batches-heading-day"))
        levels = column(texts.plain("batches-heading-level"))
        scores = column(texts.plain("batches-heading-score"))
        if names is None or codes is None:
            return outcomes, [texts.plain("batches-no-column")]
        for number, row in enumerate(rows[1:], start=2):

            def cell(at: int | None, row: Sequence[object] = row) -> str:
                return (
                    " ".join(str(row[at]).split()) if at is not None and at < len(row) and row[at] is not None else ""
                )

            if not cell(names) and not cell(codes):
                continue
            if not cell(names) or not cell(codes):
                left_out.append(texts.plain("batches-row", row=str(number)))
                continue
            course = course_named(self._certificates.courses, cell(courses))
            score = cell(scores)
            given = Given(
                course=course.id if course else "",
                code=cell(codes),
                name=cell(names),
                issued_on=_day(row[days]) if days is not None and days < len(row) else None,
                level=self._level(cell(levels)),
                score=int(score) if score.isdecimal() else None,
                address="",
                kind="",
                file_id="",
                sure=False,
            )
            receipt = await self._certificates.hand_in_for(
                batch.place, found.member(given.name), f"batch {batch.id} {number}", given
            )
            outcomes[_outcome(receipt)] += 1
        return outcomes, left_out

    def _level(self, words: str) -> Level:
        return next(
            (
                level
                for level in Level
                if level and words and self._certificates.level_name(level).lower()[:4] in words.lower()
            ),
            Level.NONE,
        )


class _Found:
    """Finds members of one place by name."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = {each.id: each for each in members}
        self._names = Names([(each.id, each.name) for each in members])

    def member(self, name: str) -> Member | None:
        """The one who is meant for sure."""
        matches = self._names.find(name) if name else []
        return self._members[matches[0].id] if matches and matches[0].sure else None


def _outcome(receipt: Receipt) -> str:
    if receipt.by_other:
        return "others"
    if receipt.taken:
        return "again"
    return "accepted" if receipt.certificate.state is State.ACCEPTED else "checking"


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else parse_day(str(cell or ""))
