"""What a person tells about a case: the one declaration of it, which storage, masking, screens and deletion follow.

To ask one more question: a field here, its column in a migration, a `Question` in `handlers/cases/questions.py`, and
its texts in `cases.ftl`. `tests/stories/cases/test_questions.py` names what was forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any


class Written(StrEnum):
    """How a person may write an answer in her own words. Numbers that name a person are masked in it."""

    LINE = "line"
    """On one line: it stands in headings and in names of topics."""
    TEXT = "text"


def told(
    title: str = "",
    *,
    default: Any = "",
    read: Callable[[Any], Any] = str,
    written: Written | None = None,
    private: bool = False,
) -> Any:
    """A field of the details.

    `title` is the key of the words before the answer, wherever it is shown. `read` makes the value of what a column or
    the form holds. What is `private` is shown only to the member of staff who takes the case, and is erased when the
    person has her data deleted. All else stays for the statistics.
    """
    return field(default=default, metadata={"title": title, "read": read, "written": written, "private": private})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetails:
    """What a person tells. Each field has a column of its name; staff read the answers in the order of the fields."""

    document: str = told("cases-title-document")
    """Which one was not accepted."""
    place: str = told("cases-title-place")
    """The kind of place: a bank, a train."""
    place_name: str = told("cases-title-place-name", written=Written.LINE)
    """Which one. It stays when all else is erased: the department learns from it which bodies refuse."""
    hromada: str | None = told("cases-title-hromada", default=None)
    """Its KATOTTG code."""
    happened_on: date | None = told("cases-title-happened-on", default=None, read=date.fromisoformat)  # noqa: RUF009
    hour: str = told()
    """The hour, as 16:20: where the clock kept it or she told it; otherwise empty, for nobody knows it."""
    result: str = told("cases-title-result")
    """What came of it at the scene."""
    said: str = told("cases-title-said", written=Written.TEXT, private=True)
    """What the official said."""
    ground: str = told("cases-title-ground", written=Written.TEXT, private=True)
    """What the official gave as a reason: one of the common grounds, or the person's words."""
    latitude: float | None = told(default=None, read=float, private=True)
    longitude: float | None = told(default=None, read=float, private=True)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The fields, in their order."""
        return tuple(each.name for each in fields(cls))

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> CaseDetails:
        """The details in a row, or in the answers of a form; what is missing or empty there was not told."""
        known = {each.name: (each.metadata["read"], values.get(each.name)) for each in fields(cls)}
        return cls(**{name: read(value) for name, (read, value) in known.items() if value not in {None, ""}})


COLUMNS = CaseDetails.names()
TITLES: dict[str, str] = {each.name: each.metadata["title"] for each in fields(CaseDetails)}
WRITTEN: dict[str, Written] = {
    each.name: each.metadata["written"] for each in fields(CaseDetails) if each.metadata["written"]
}
"""Fields in the person's own words."""
EMPTY = {each.name: each.default for each in fields(CaseDetails) if each.metadata["private"]}
"""What stays in the private fields once the person had her data deleted."""
