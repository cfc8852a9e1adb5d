"""A coordinator's batch: a ZIP of certificates or a list of them, read by a job, file by file, and reported on."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any, TypeVar

import storage.certification.certificates as store
from channels import Channel, Refused
from content.courses import course_named
from services.certification.batch_table import BATCH, BatchImport, BatchTable
from services.certification.certificates import Certificates
from services.certification.messages import BatchReport, LeftOutOfBatch
from services.certification.naming import Names
from services.content import Content
from services.files.archives import BadArchive, unpack
from services.files.reading import Reading, Unreadable, read_certificate
from services.files.tables import BadTable
from services.messages import Message
from services.operation.failures import Failures
from services.people import Make, NewsItem, NewsKind
from services.tables import Line, OpenTable, Tables, layouts_of
from services.text import quote
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

T = TypeVar("T")

MOST_FILES, MOST_BYTES = 500, 60 << 20
"""Of one archive: files, and bytes of all of them unpacked, which come from a child process in one answer."""
_TABLE = re.compile(r"\.(xlsx|xlsm|xls|ods|csv)$", re.IGNORECASE)
BROKEN = "broken"
"""Why something is left out with which the bot itself failed."""


@dataclass(frozen=True, slots=True)
class Batches:
    _content: Content
    _batches: store.Batches
    _certificates: Certificates
    _read: CertificateReads
    _members: MemberReads
    _channel: Channel
    _failures: Failures
    _tables: Tables
    _clock: Callable[[], datetime]

    async def take(self, person_id: int, place: str, file_id: str, update_id: int, layouts: str = "") -> None:
        """Keeps a batch that is to be read; the same message is one. A table is read in the `layouts` that its sender
        confirmed, as `layouts_text` writes them."""
        await self._batches.add(person_id, place, file_id, update_id, layouts, self._clock())

    async def look_through(self, table: OpenTable, place: str) -> BatchImport:
        """What would come of a list of certificates, and every mistake in it."""
        known, names = await self._read.codes(), await self._names(place)
        library = self._content.library
        reader = BatchTable(library.texts, library.courses)
        return await asyncio.to_thread(reader.read, table, names, known, self._clock().date())

    async def newest(self, most: int) -> list[Batch]:
        """What was taken last, the newest first, whether it is read or not."""
        return await self._batches.newest(most)

    async def read_all(self) -> None:
        """Reads what was taken and reports to whoever sent it. After a crash it begins anew: nothing is kept twice."""
        await self._failures.each_on_its_own(
            "batches", await self._batches.to_read(), self._read_one, tries=1, end=self._give_up
        )

    async def _read_one(self, batch: Batch) -> None:
        loaded = await self._channel.download(batch.file_id)
        if isinstance(loaded, bytes):
            outcomes: list[str | LeftOutOfBatch] = []
            fault = ""
            try:
                await (self._read_list if batch.layouts else self._read_files)(batch, loaded, outcomes)
            except (BadArchive, BadTable) as error:
                fault = error.fault.value
            await self._end(
                batch,
                fault=fault,
                left_out=[asdict(each) for each in outcomes if isinstance(each, LeftOutOfBatch)],
                **Counter(each for each in outcomes if isinstance(each, str)),
            )
        elif isinstance(loaded, Refused):
            log.warning("batch %d cannot be loaded: %s", batch.id, loaded.words)
            await self._end(batch, gone=True)
        else:
            log.info("batch %d not loaded, soon again: %s", batch.id, loaded.why)

    async def _give_up(self, batch: Batch) -> None:
        await self._end(batch, fault=BROKEN)

    async def _end(self, batch: Batch, **outcome: Any) -> None:
        """Ends it; `outcome` is what BatchReport tells of it."""
        nothing = {"gone": False, "fault": "", "left_out": []}
        report = {"place": batch.place, **nothing, **outcome}
        await self._batches.end(batch, report, self._clock())

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {NewsKind.BATCH_READ: self._report}

    async def _report(self, item: NewsItem) -> Message:
        report = item.facts["report"]
        left_out = tuple(LeftOutOfBatch(**each) for each in report["left_out"])
        waiting = len(await self._read.waiting([report["place"]]))
        return BatchReport(**{**report, "left_out": left_out}, waiting=waiting)

    async def _read_files(self, batch: Batch, file: bytes, outcomes: list[str | LeftOutOfBatch]) -> None:
        unpacked, names = await unpack(file, most=MOST_FILES, most_bytes=MOST_BYTES), await self._names(batch.place)
        outcomes += [LeftOutOfBatch(file=name, reason=reason.value) for name, reason in unpacked.left_out]

        async def read(numbered: tuple[int, tuple[str, bytes]]) -> None:
            number, (name, content) = numbered
            try:
                if _TABLE.search(name):
                    await self._read_list(batch, content, outcomes, name, f"{number}/")
                    return
                submission = self._submission(name, await read_certificate(content))
            except (BadTable, Unreadable) as error:
                outcomes.append(LeftOutOfBatch(file=name, reason=error.fault.value))
            else:
                outcomes.append(await self._hand_in(batch, str(number), submission, names))

        async def leave_out(numbered: tuple[int, tuple[str, bytes]]) -> None:
            outcomes.append(LeftOutOfBatch(file=numbered[1][0], reason=BROKEN))

        await self._each(batch, enumerate(unpacked.files), read, leave_out)

    def _submission(self, file: str, reading: Reading) -> Submission:
        """What a file of that name says."""
        courses = self._content.library.courses
        stem = PurePath(file).stem.replace("_", " ")
        in_folder = PurePath(file).parent.name.replace("_", " ")
        told = (course_named(courses, words) for words in (reading.course or "", stem, in_folder))
        course = next(filter(None, told), None)
        return Submission(
            course=course.id if course else "",
            code=reading.number or "",
            name=reading.person or stem,
            issued_on=reading.issued_on,
            level=CertificateLevel(reading.level or ""),
            score=reading.score,
            address=reading.address or "",
            doubts=() if "number" in reading.sure else (Doubt.UNREAD,),
        )

    async def _read_list(
        self, batch: Batch, file: bytes, outcomes: list[str | LeftOutOfBatch], name: str = "", within: str = ""
    ) -> None:
        """A row for each certificate, as it was looked through before; rows with a mistake are left out.

        `name` and `within` are those of a table that lies in an archive: nobody looked through it, so that its columns
        must be plain.
        """
        table = await self._tables.open(BATCH, file, layouts=None if name else layouts_of(batch.layouts))
        if not (table.is_sure and table.is_complete):
            outcomes.append(LeftOutOfBatch(file=name, reason="no-columns"))
            return
        found, names = await self.look_through(table, batch.place), await self._names(batch.place)
        outcomes += [
            LeftOutOfBatch(file=name, row=each.row, reason=each.fault, value=quote(each.value))
            for each in found.mistakes
        ]

        async def read(numbered: tuple[int, tuple[Line, Submission]]) -> None:
            number, (_line, submission) = numbered
            outcomes.append(await self._hand_in(batch, f"{within}{number}", submission, names))

        async def leave_out(numbered: tuple[int, tuple[Line, Submission]]) -> None:
            outcomes.append(LeftOutOfBatch(file=name, row=numbered[1][0].row, reason=BROKEN))

        await self._each(batch, enumerate(found.submissions), read, leave_out)

    async def _each(
        self,
        batch: Batch,
        numbered: Iterable[tuple[int, T]],
        read: Callable[[tuple[int, T]], Awaitable[None]],
        leave_out: Callable[[tuple[int, T]], Awaitable[None]],
    ) -> None:
        """Reads each certificate; one with which the bot itself fails is left out."""
        await self._failures.each_on_its_own(
            "batch_rows", numbered, read, number=lambda each: f"{batch.id}/{each[0]}", tries=1, end=leave_out
        )

    async def _names(self, place: str) -> Names[Member]:
        return Names([(each, each.name) for each in await self._members.at(place)])

    async def _hand_in(self, batch: Batch, number: str, submission: Submission, names: Names[Member]) -> str:
        """How BatchReport counts it."""
        member = names.find_sure(submission.name)
        source = f"batch {batch.id} {number}"
        receipt = await self._certificates.hand_in_for(batch.place, member, source, submission)
        if receipt.by_other:
            return "others"
        if receipt.taken:
            return "again"
        return "accepted" if receipt.certificate.status is CertificateStatus.ACCEPTED else "checking"
