"""A coordinator's list of certificates, a row for each: what it comes to, and every mistake in it by row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from content.courses import Course, course_named
from content.messages import Texts
from services.certification.certificates import HIGHEST_SCORE, LONGEST_CODE, OLDEST, SHORTEST_CODE, normal_code
from services.certification.exports import level_name
from services.certification.naming import Names
from services.messages import TextMessage
from services.tables import DryRun, Line, OpenTable, TableKind, code_of, is_month_first
from services.text import fold_words, name_key, quote
from storage.certification import CertificateLevel, Doubt, Member, Submission

NAMED = 15
"""People who are named in one line."""

BATCH = TableKind(
    "batch",
    ("person", "surname", "given", "patronymic", "code", "course", "day", "level", "score"),
    ((("person",), ("surname", "given")), (("code",),)),
    most_rows=2000,
)


@dataclass(slots=True)
class BatchImport(DryRun):
    """What a list of certificates comes to."""

    submissions: list[tuple[Line, Submission]] = field(default_factory=list)
    """What is handed in, each with its row; rows with a mistake are left out."""


@dataclass(frozen=True, slots=True)
class BatchTable:
    """Reads lists of certificates by one edition of the content."""

    texts: Texts
    courses: Mapping[str, Course]

    def read(self, table: OpenTable, names: Names[Member], known: frozenset[str], today: date) -> BatchImport:
        """Row by row. `names` are the members of the body, `known` the codes that were handed in before."""
        found, (lines, _) = BatchImport(), table.lines()
        seen = dict[str, tuple[int, str]]()
        """Of each code the row, and whose it is."""
        doubled, strangers, unknown = list[str](), list[str](), list[str]()
        found.rows = len(lines)
        is_turned = any(is_month_first(line.cells.get("day")) for line in lines)
        for line in lines:
            submission = self._submission(found, table, line, today, is_turned=is_turned)
            if submission is None:
                continue
            code = normal_code(submission.code)
            row, owner = seen.setdefault(code, (line.row, name_key(submission.name)))
            if owner != name_key(submission.name):
                found.mistake(line, "code", "other-owner")
                continue
            if row != line.row:
                doubled.append(f"{submission.code} ({line.row})")
                continue
            found.submissions.append((line, submission))
            if names.find_sure(submission.name) is None:
                strangers.append(f"{submission.name} ({line.row})")
            if not submission.course and not table.values.is_nothing(line.cells.get("course")):
                unknown.append(f"{quote(line.text('course'))} ({line.row})")
            found.show(*self._shown(submission))
        found.is_takeable = bool(found.submissions)
        again = sum(code in known for code in seen)
        refused = len({(each.sheet, each.row) for each in found.mistakes})
        counts = {"rows": found.rows, "new": len(seen) - again, "again": again}
        found.lines.append(TextMessage("batches-dry-run", **counts, twice=len(doubled), refused=refused))
        for key, named in (
            ("members-doubles", doubled),
            ("batches-strangers", strangers),
            ("batches-courses", unknown),
        ):
            if named:
                found.lines.append(TextMessage(key, names="; ".join(named[:NAMED])))
        return found

    def _submission(
        self, found: BatchImport, table: OpenTable, line: Line, today: date, *, is_turned: bool
    ) -> Submission | None:
        """None where the row has a mistake, each of which is noted. `is_turned`: the table has days with the month in
        front, so that of «9/8/2026» nobody knows which it is."""
        mistakes, values = len(found.mistakes), table.values
        name, code = table.person(line), code_of(line.cells["code"], SHORTEST_CODE, LONGEST_CODE)
        if name is None:
            found.mistake(line, "person" if "person" in line.cells else "surname", "no-person")
        if code is None:
            found.mistake(line, "code", "no-code")
        day, score, level = None, None, CertificateLevel.NONE
        if not values.is_nothing(line.cells.get("day")):
            day = values.day(line.cells["day"], today, OLDEST)
            if day is None or (is_turned and "/" in line.text("day")):
                found.mistake(line, "day", "no-day")
        if not values.is_nothing(line.cells.get("score")):
            score = values.points(line.cells["score"], HIGHEST_SCORE)
            if score is None:
                found.mistake(line, "score", "no-score")
        if not values.is_nothing(line.cells.get("level")):
            level = self._level(line.text("level"))
            if level is CertificateLevel.NONE:
                found.mistake(line, "level", "no-level")
        course = course_named(self.courses, line.text("course"))
        if len(found.mistakes) > mistakes or name is None or code is None:
            return None
        return Submission(
            course=course.id if course else "",
            code=code,
            name=name,
            issued_on=day,
            level=level,
            score=score,
            doubts=(Doubt.UNREAD,),
        )

    def _level(self, words: str) -> CertificateLevel:
        """The level of which the cell has the first word."""
        first = fold_words(words).partition(" ")[0]
        named = (level for level in CertificateLevel if level and fold_words(level_name(self.texts, level)) == first)
        return next(named, CertificateLevel.NONE)

    def _shown(self, submission: Submission) -> list[tuple[str, str]]:
        course, day, score = self.courses.get(submission.course), submission.issued_on, submission.score
        return [
            ("person", submission.name),
            ("code", submission.code),
            ("course", course.title if course else ""),
            ("day", day.strftime("%d.%m.%Y") if day else ""),
            ("level", level_name(self.texts, submission.level)),
            ("score", "" if score is None else str(score)),
        ]
