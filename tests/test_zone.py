"""No time in UTC reaches what words it: a day or an hour that anybody reads is that of the wall."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("cli", "gateway", "handlers", "jobs", "services", "storage", "web")
MAKERS = {"UTC", "utc", "utcnow", "utcfromtimestamp", "utctimetuple", "gmtime", "localtime", "fromtimestamp"}
"""From these come times in UTC or in the zone of the server."""
BRINGERS = {"astimezone", "from_ms"}
"""Where one of these is needed, a time was not what people read."""
ALLOWED = {
    "storage/engine/columns.py": "the one place where stored times are read",
    "storage/engine/rows.py": "reads the fields of dataclasses by it",
    "storage/operation/clock.py": "one time alone, which no dataclass holds",
    "storage/certification/drive_figures.py": "one column of times, which no dataclass holds",
    "storage/people/posts.py": "the same: when each holder last did something",
    "cli/doctor/telegram.py": "when Telegram met an error last, for the administrator",
    "storage/notices/read.py": "the same: when posts were written to last",
    "services/people/privacy.py": "all rows of a person, whose tables it does not know",
    "services/times.py": "time that passes: there and back again",
    "services/notices/notice_table.py": "thousands of moments on one page, which no dataclass holds",
    "services/files/calendar_file.py": "calendars want the hours of a meeting in UTC",
    "services/mailings/schedule.py": "a series keeps its hour on the wall, so its first time needs the zone",
    "services/mailings/broadcasts.py": "the same for the midnights of a week",
    "services/people/people.py": "the same for the hour at which the quiet ends",
    "handlers/cases/appeals.py": "a time from a button, made in the zone of the clock",
    "handlers/mailings/schedule.py": "the same",
    "gateway/updates.py": "the library wants Telegram's times in UTC; nobody reads them",
    "services/operation/logs.py": "logs of several servers are in UTC",
}
SOURCES = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]


def used(source: str) -> set[str]:
    """Those among the names and attributes in a file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.Name):
            names.add(node.id)
    return names & (MAKERS | BRINGERS)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_times_are_made_and_brought_into_the_zone_only_where_there_is_a_reason(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    assert bool(used(path.read_text(encoding="utf-8"))) is (name in ALLOWED), name


@pytest.mark.parametrize(
    "line",
    [
        "at.astimezone(zone).date()",
        "datetime.now(UTC).strftime('%d.%m')",
        "datetime.now(timezone.utc).hour",
        "datetime.fromtimestamp(row['made_at'] / 1000, zone)",
        "f'{from_ms(row[0]):%H:%M}'",
        "time.localtime()",
    ],
)
def test_a_time_in_another_zone_is_found(line: str) -> None:
    assert used(line)
