"""What a button does, packed into its callback data: one small class per tap.

Callback data comes from outside and can be made by hand: `unpack` takes only what `pack` can make.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import Field, dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar, Self, dataclass_transform

LIMIT = 64
"""Bytes of callback data that Telegram carries."""

_WORD = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; one of `data`, `url`, `share` and `app` says what it does."""

    text: str
    data: str | None = None
    """A packed tap."""
    url: str | None = None
    share: str | None = None
    """Words put after the bot's name into a chat that the person chooses."""
    app: str | None = None
    """The address of a page that Telegram opens inside of it: HTTPS, in private chats only."""


Keyboard = Sequence[Sequence[Button]]


def in_rows(buttons: Sequence[Button], across: int = 2) -> list[list[Button]]:
    """The buttons in rows of so many."""
    return [list(buttons[at : at + across]) for at in range(0, len(buttons), across)]


class Care(StrEnum):
    """How what destroys, reaches many or cannot be taken back is kept from happening by one press."""

    ASKED = "asked"
    """The button stands only below a question that says in numbers what will happen. Of one that has a field `sure` the
    same tap asks while that is 0."""
    HELD = "held"
    """What was pressed waits, and can be stopped meanwhile."""


@dataclass_transform(frozen_default=True)
class Tap:
    """Base of all taps: `class LetGo(Tap, prefix="letgo"): case: int`.

    What is final says how it is kept from happening by accident: `class EndTenure(Tap, prefix=…, care=Care.ASKED)`.

    Each subclass is a frozen dataclass. A field is `str` (small Latin letters, digits, hyphens) or `int` (from 0).
    One without a prefix is no tap itself: it holds what several have in common.
    """

    prefix: ClassVar[str]
    care: ClassVar[Care | None]
    _parts: ClassVar[tuple[tuple[str, re.Pattern[str]], ...]]
    """The names of the fields in their order, with what each may be."""
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init_subclass__(cls, *, prefix: str = "", care: Care | None = None) -> None:
        cls.prefix = prefix
        cls.care = care
        dataclass(frozen=True)(cls)
        cls._parts = tuple((field.name, _NUMBER if field.type == "int" else _WORD) for field in fields(cls))

    def pack(self) -> str:
        """The callback data. Raises ValueError where it would not fit or not come back the same."""
        parts = [self.prefix]
        for name, pattern in self._parts:
            value = getattr(self, name)
            parts.append(str(value))
            if isinstance(value, int) is not (pattern is _NUMBER) or not pattern.fullmatch(parts[-1]):
                raise ValueError(f"{self.prefix}: {name} {value}")
        data = ":".join(parts)
        if len(data) > LIMIT:
            raise ValueError(data)
        return data

    @classmethod
    def unpack(cls, data: object) -> Self | None:
        """The tap, or None where `data` is no such tap."""
        if not isinstance(data, str):
            return None
        prefix, *parts = data.split(":")
        if prefix != cls.prefix or len(parts) != len(cls._parts):
            return None
        values: list[object] = []
        for (_, pattern), part in zip(cls._parts, parts, strict=True):
            if not pattern.fullmatch(part):
                return None
            values.append(int(part) if pattern is _NUMBER else part)
        return cls(*values)

    def button(self, text: str) -> Button:
        return Button(text, data=self.pack())
