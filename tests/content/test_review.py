"""docs/content-review.md says of each answer what it stands on, who checked it and until when it holds."""

from __future__ import annotations

from content import FOLDER
from content.library import Library

REVIEW = FOLDER.parents[1] / "docs" / "content-review.md"


def test_every_answer_has_its_line_with_the_same_name_and_day(library: Library) -> None:
    rows = [line.strip("| ").split(" | ") for line in REVIEW.read_text(encoding="utf-8").splitlines()]
    said = {row[0].strip("`"): (row[-2].strip(), row[-1]) for row in rows if len(row) == 6 and row[0].startswith("`")}
    assert said == {
        answer.id: (answer.checked_by, f"{answer.review_by:%d.%m.%Y}") for answer in library.answers.values()
    }
