"""A coordinator's batch: a ZIP of certificates or a list of them, read by a job, file by file, and reported on."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any, TypeVar

import storage.certification.certificates as store
from channels import Channel, Refused
from content.courses import course_named
from services.certification.certificates import Certificates
from services.certification.exports import level_name
from services.certification.messages import BatchReport, LeftOutOfBatch
from services.certification.naming import Names
from services.content import Content
from services.days import parse_day
from services.files.archives import BadArchive, is_archive, unpack
from services.files.reading import Reading, Unreadable, read_certificate
from services.files.tables import BadTable, cell_text, find_columns, read_rows
from services.messages import Message
from services.operation.failures import Failures
from services.people import Make, NewsItem, NewsKind
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
MOST_ROWS = 2000
_TABLE = re.compile(r"\.(xlsx|xlsm|ods)$", re.IGNORECASE)
BROKEN = "broken"
"""Why something is left out with which the bot itself failed."""


class NoColumns(Exception):
    """A table without columns of names and numbers."""


@dataclass(frozen=True, slots=True)
class Batches:
    _content: Content
    _batches: store.Batches
    _certificates: Certificates
    _read: CertificateReads
    _members: MemberReads
    _channel: Channel
    _failures: Failures
    _clock: Callable[[], datetime]

    async def take(self, person_id: int, place: str, file_id: str, update_id: int) -> None:
        """Keeps a batch that is to be read; the same message is one."""
        await self._batches.add(person_id, place, file_id, update_id, self._clock())

    async def read_all(self) -> None:
        """Reads what was taken and reports to whoever sent it. After a crash it begins anew: nothing is kept twice."""
        await self._failures.each_on_its_own(
            "batches", await self._batches.to_read(), self._read_one, tries=1, end=self._give_up
        )

    async def _read_one(self, batch: Batch) -> None:
        loaded = await self._channel.download(batch.file_id)
        if isinstance(loaded, bytes):
            outcomes: list[str | LeftOutOfBatch] = []
            fault, no_columns = "", False
            try:
                await self._read_batch(batch, loaded, outcomes)
            except (BadArchive, BadTable) as error:
                fault = error.fault.value
            except NoColumns:
                no_columns = True
            await self._end(
                batch,
                fault=fault,
                no_columns=no_columns,
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
        nothing = {"gone": False, "fault": "", "no_columns": False, "left_out": []}
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

    async def _read_batch(self, batch: Batch, file: bytes, outcomes: list[str | LeftOutOfBatch]) -> None:
        """Adds what comes of each certificate: how BatchReport counts it. Raises BadArchive, BadTable, NoColumns."""
        await (self._read_files if is_archive(file) else self._read_list)(batch, file, outcomes)

    async def _read_files(self, batch: Batch, file: bytes, outcomes: list[str | LeftOutOfBatch]) -> None:
        unpacked, names = await unpack(file, most=MOST_FILES, most_bytes=MOST_BYTES), await self._names(batch)
        outcomes += [LeftOutOfBatch(file=name, reason=reason.value) for name, reason in unpacked.left_out]

        async def read(numbered: tuple[int, tuple[str, bytes]]) -> None:
            number, (name, content) = numbered
            try:
                if _TABLE.search(name):
                    await self._read_list(batch, content, outcomes, name, f"{number}/")
                    return
                submission = self._submission(name, await read_certificate(content))
            except NoColumns:
                outcomes.append(LeftOutOfBatch(file=name, reason="no-columns"))
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
        """A row for each certificate; the first row holds the headings. `name` and `within` are those of a table that
        lies in an archive."""
        [headings, *rows] = await read_rows(file, most=MOST_ROWS)

        def column(what: str, key: str = "batches-heading") -> int | None:
            words = self._content.library.texts.plain(key, column=what)
            return next(iter(find_columns(headings, words)), None)

        name_at, code_at, course_at = column("name", "members-heading"), column("code"), column("course")
        day_at, level_at, score_at = column("day"), column("level"), column("score")
        if name_at is None or code_at is None:
            raise NoColumns
        names = await self._names(batch)

        async def read(numbered: tuple[int, Sequence[Any]]) -> None:
            number, row = numbered
            person, code, score = cell_text(row, name_at), cell_text(row, code_at), cell_text(row, score_at)
            if person and code:
                course = course_named(self._content.library.courses, cell_text(row, course_at))
                submission = Submission(
                    course=course.id if course else "",
                    code=code,
                    name=person,
                    issued_on=_day(row[day_at]) if day_at is not None else None,
                    level=self._level(cell_text(row, level_at)),
                    score=int(score) if score.isdecimal() else None,
                    doubts=(Doubt.UNREAD,),
                )
                outcomes.append(await self._hand_in(batch, f"{within}{number}", submission, names))
            elif person or code:
                outcomes.append(LeftOutOfBatch(file=name, row=number))

        async def leave_out(numbered: tuple[int, Sequence[Any]]) -> None:
            outcomes.append(LeftOutOfBatch(file=name, row=numbered[0], reason=BROKEN))

        await self._each(batch, enumerate(rows, start=2), read, leave_out)

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

    async def _names(self, batch: Batch) -> Names[Member]:
        return Names([(each, each.name) for each in await self._members.at(batch.place)])

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

    def _level(self, words: str) -> CertificateLevel:
        texts, words = self._content.library.texts, words.lower()
        named = (level for level in CertificateLevel if level and level_name(texts, level).lower()[:4] in words)
        return next(named, CertificateLevel.NONE)


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else parse_day(str(cell or ""))
