"""A coordinator's batch: a ZIP of certificates or a list of them, read by a job, file by file, and reported on."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePath

import storage.certification.batches as store
from channels import Channel, Refused, SendFailed
from content.courses import course_named
from services.certification.certificates import Certificates, Receipt
from services.certification.exports import level_name
from services.certification.messages import BatchReport, LeftOutOfBatch
from services.certification.naming import Names
from services.content import Content
from services.files.archives import BadArchive, Unpacked, unpack
from services.files.reading import Unreadable, read_certificate
from services.files.tables import BadTable, cell_text, find_columns, read_rows
from services.people import People
from services.times import parse_day
from storage.certification import (
    Batch,
    CertificateLevel,
    CertificateReads,
    CertificateStatus,
    Doubt,
    Member,
    MemberReads,
    Submission,
)

log = logging.getLogger(__name__)

MOST_FILES, MOST_BYTES = 500, 60 << 20
"""Of one archive: files, and bytes of all of them unpacked, which come from a child process in one answer."""
MOST_ROWS = 2000
_ZIP = b"PK\x03\x04"
_WORKBOOK = b"xl/workbook.xml"


@dataclass(slots=True)
class BatchResult:
    """What came of a batch so far."""

    outcomes: Counter[str] = field(default_factory=Counter)
    left_out: list[LeftOutOfBatch] = field(default_factory=list)
    no_columns: bool = False

    def count(self, receipt: Receipt) -> None:
        """Adds what came of one certificate."""
        if receipt.by_other:
            self.outcomes["others"] += 1
        elif receipt.taken:
            self.outcomes["again"] += 1
        elif receipt.certificate.status is CertificateStatus.ACCEPTED:
            self.outcomes["accepted"] += 1
        else:
            self.outcomes["checking"] += 1


@dataclass(frozen=True, slots=True)
class Batches:
    """Takes and reads batches."""

    _content: Content
    _batches: store.Batches
    _certificates: Certificates
    _read: CertificateReads
    _members: MemberReads
    _people: People
    _channel: Channel
    _clock: Callable[[], datetime]

    async def take(self, person_id: int, place: str, file_id: str, update_id: int) -> None:
        """Keeps a batch that is to be read; the same message is one."""
        await self._batches.add(person_id, place, file_id, update_id, self._clock())

    async def read_all(self) -> None:
        """Reads what was taken and reports to whoever sent it. After a crash it begins anew: nothing is kept twice."""
        for batch in await self._batches.to_read():
            result, gone, fault = BatchResult(), False, ""
            try:
                result = await self._read_batch(batch, await self._channel.download(batch.file_id))
            except Refused as error:
                log.warning("batch %d cannot be loaded: %s", batch.id, error)
                gone = True
            except SendFailed as error:
                log.info("batch %d not loaded, soon again: %s", batch.id, error)
                continue
            except (BadArchive, BadTable) as error:
                fault = error.fault.value
            await self._batches.end(batch.id, self._clock())
            report = BatchReport(
                place=batch.place,
                waiting=len(await self._read.waiting([batch.place])),
                gone=gone,
                fault=fault,
                no_columns=result.no_columns,
                left_out=tuple(result.left_out),
                **result.outcomes,
            )
            await self._people.notify(batch.person_id, report)

    async def _read_batch(self, batch: Batch, file: bytes) -> BatchResult:
        """Raises BadArchive, BadTable."""
        find = _Finder(await self._members.at(batch.place))
        if file.startswith(_ZIP) and _WORKBOOK not in file:
            return await self._read_files(batch, await unpack(file, most=MOST_FILES, most_bytes=MOST_BYTES), find)
        return await self._read_list(batch, await read_rows(file, most=MOST_ROWS), find)

    async def _read_files(self, batch: Batch, unpacked: Unpacked, find: _Finder) -> BatchResult:
        result = BatchResult()
        result.left_out = [LeftOutOfBatch(file=name, reason=reason.value) for name, reason in unpacked.left_out]
        for number, (name, content) in enumerate(unpacked.files):
            try:
                reading = await read_certificate(content)
            except Unreadable as error:
                result.left_out.append(LeftOutOfBatch(file=name, reason=error.fault.value))
                continue
            stem = PurePath(name).stem.replace("_", " ")
            course = self._certificates.course_of(reading) or course_named(self._certificates.courses, stem)
            submission = Submission(
                course=course.id if course else "",
                code=reading.number or "",
                name=reading.person or stem,
                issued_on=reading.issued_on,
                level=CertificateLevel(reading.level or ""),
                score=reading.score,
                address=reading.address or "",
                doubts=() if "number" in reading.sure else (Doubt.UNREAD,),
            )
            result.count(await self._hand_in(batch, number, submission, find))
        return result

    async def _read_list(self, batch: Batch, rows: Sequence[Sequence[object]], find: _Finder) -> BatchResult:
        """A row for each certificate; the first row holds the headings."""
        texts, result = self._content.library.texts, BatchResult()
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
            result.no_columns = True
            return result
        for number, row in enumerate(rows[1:], start=2):
            name, code = cell_text(row, names), cell_text(row, codes)
            if not name and not code:
                continue
            if not name or not code:
                result.left_out.append(LeftOutOfBatch(row=number))
                continue
            course, score = course_named(self._certificates.courses, cell_text(row, courses)), cell_text(row, scores)
            submission = Submission(
                course=course.id if course else "",
                code=code,
                name=name,
                issued_on=_day(row[days]) if days is not None and days < len(row) else None,
                level=self._level(cell_text(row, levels)),
                score=int(score) if score.isdecimal() else None,
                doubts=(Doubt.UNREAD,),
            )
            result.count(await self._hand_in(batch, number, submission, find))
        return result

    async def _hand_in(self, batch: Batch, number: int, submission: Submission, find: _Finder) -> Receipt:
        member = find.member(submission.name)
        return await self._certificates.hand_in_for(batch.place, member, f"batch {batch.id} {number}", submission)

    def _level(self, words: str) -> CertificateLevel:
        texts, words = self._content.library.texts, words.lower()
        named = (level for level in CertificateLevel if level and level_name(texts, level).lower()[:4] in words)
        return next(named, CertificateLevel.NONE)


class _Finder:
    """Finds members of one place by name."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = {each.id: each for each in members}
        self._names = Names([(each.id, each.name) for each in members])

    def member(self, name: str) -> Member | None:
        """The one who is meant for sure."""
        matches = self._names.find(name) if name else []
        return self._members[matches[0].id] if matches and matches[0].sure else None


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else parse_day(str(cell or ""))
