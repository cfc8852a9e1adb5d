"""What a correction changes, in words."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from services.notices.forms import Form
from storage.notices import Notice

MOST_CHANGES, LONGEST_CHANGE = 3, 120
"""Of more and longer ones a reader makes less than of the text itself, which stands below them in one message."""


class FieldChange(StrEnum):
    """What became of a field of the form."""

    ADDED = "added"
    ALTERED = "altered"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """From one version of a notice to the next."""

    parts: tuple[tuple[str, str], ...]
    """What a place of the text said and says now; one of them may be empty."""
    is_rewritten: bool
    """The text is another one: its parts are not named."""
    letter: str | None
    """The number of the letter now; None where it is the same."""
    files: int | None
    """How many files there are now; None where they are the same."""
    fields: tuple[tuple[FieldChange, str], ...]
    """What became of which field of the form; none where there are too many."""
    form: int | None
    """How many fields there are now where the form changed too much for that; None where it did not."""

    @property
    def are_none(self) -> bool:
        is_same = not (self.parts or self.is_rewritten or self.fields)
        return is_same and self.letter is None and self.files is None and self.form is None

    @classmethod
    def between(cls, before: Notice, after: Notice) -> Changes:
        parts, fields = _parts(before.text.split(), after.text.split()), _fields(Form.of(before), Form.of(after))
        longest = max((len(words) for part in parts for words in part), default=0)
        is_rewritten = len(parts) > MOST_CHANGES or longest > LONGEST_CHANGE
        is_other_form = len(fields) + (0 if is_rewritten else len(parts)) > MOST_CHANGES
        return cls(
            fields=() if is_other_form else fields,
            form=len(Form.of(after).fields) if is_other_form else None,
            parts=() if is_rewritten else parts,
            is_rewritten=is_rewritten,
            letter=after.letter if after.letter != before.letter else None,
            files=len(after.files) if after.files != before.files else None,
        )


def _fields(old: Form, new: Form) -> tuple[tuple[FieldChange, str], ...]:
    """A field that means something else now is another one; of the same label it is told once."""
    labels = {each.label.casefold() for each in new.fields}
    known = {each.label.casefold() for each in old.fields}
    found = []
    for each in new.fields:
        if each.label.casefold() not in known:
            found.append((FieldChange.ADDED, each.label))
        elif old.field(each.id) != each:
            found.append((FieldChange.ALTERED, each.label))
    return (*found, *((FieldChange.DROPPED, each.label) for each in old.fields if each.label.casefold() not in labels))


def _parts(old: list[str], new: list[str]) -> tuple[tuple[str, str], ...]:
    """The places that differ, each with the word before and the word after it, by which a reader finds it."""
    found = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            said, says = old[max(start - 1, 0) : end + 1], new[max(new_start - 1, 0) : new_end + 1]
            found.append((" ".join(said), " ".join(says)))
    return tuple(found)
