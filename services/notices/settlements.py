"""Settlements of hromadas: how their names are read, which ones staff loaded, and which one a misspelt name may mean.

Staff load a table where they have one, with what they know of each settlement; what is not in it is asked back and
never refused, for the head knows her villages better than any table.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from rapidfuzz import fuzz, process

from services.content import Content
from services.notices.settlements_table import SettlementsImport, SettlementsTable
from services.people import People
from services.tables import OpenTable
from services.text import tidy, words_key
from storage.notices import Settlement, SettlementStore

LONGEST_NAME = 60
"""Characters."""
LIKE = 75.0
"""From this likeness on, of a hundred, a name may be a misspelt one."""
_APART = re.compile(r"[\n;,]")
_BULLET = re.compile(r"^(?:\d{1,3}[.)]|[-–—•*])\s*")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Settlements:
    _content: Content
    _settlements: SettlementStore
    _people: People
    _clock: Callable[[], datetime]

    async def of(self, place: str) -> list[Settlement]:
        """Those of a hromada, in the table's order; none where no table was loaded."""
        return await self._settlements.of(place)

    async def counts(self) -> dict[str, int]:
        """How many each hromada has."""
        return await self._settlements.counts()

    # Names

    def is_none(self, text: str) -> bool:
        """Whether somebody says that there are no such settlements."""
        return text.strip(" .").lower() in self._content.texts.plain("places-none").split("|")

    def read(self, text: str) -> tuple[list[str], list[str]]:
        """Names out of a message, one a line or with commas between; and those that stood there more than once."""
        found, twice = dict[str, str](), list[str]()
        for part in _APART.split(text):
            name = self.name(part)
            if not name:
                continue
            if key(name) in found:
                twice.append(name)
            found.setdefault(key(name), name)
        return list(found.values()), twice

    def name(self, text: str) -> str:
        """A name as it is written: without bullets and «village» before it, one kind of apostrophe, capital letters.

        Empty where it is none.
        """
        words = tidy(_BULLET.sub("", text.strip())).split()
        types = self._content.texts.plain("settlements-types").split("|")
        while words:
            first = words[0].lower()
            kind = next((each for each in types if first == each or first.startswith(f"{each}.")), None)
            if kind is None:
                break
            rest = words[0][len(kind) :].lstrip(".")
            if not rest and len(words) == 1 and "." not in words[0]:
                break  # a village may be called like a kind
            words = [rest, *words[1:]] if rest else words[1:]
        name = " ".join(words).strip(" .")
        if not _LETTER.search(name) or len(name) > LONGEST_NAME:
            return ""
        if name.islower() or name.isupper():
            name = re.sub(r"(^|[\s-])(\w)", lambda found: found[1] + found[2].upper(), name.lower())
        return name

    def like(self, name: str, listed: Collection[str]) -> list[str]:
        """Names of the list that a name which is not in it may mean, the likeliest first."""
        names = {key(each): each for each in listed}
        found = process.extract(key(name), list(names), scorer=fuzz.ratio, score_cutoff=LIKE, limit=2)
        return [names[each] for each, _score, _place in found]

    # Tables

    async def look_through(self, table: OpenTable) -> SettlementsImport:
        """What a table would change, what would go, and every mistake in it."""
        reader = SettlementsTable(self._people.look_up, self.name)
        found = await asyncio.to_thread(reader.read, table)
        found.compare([each for place in sorted(found.places) for each in await self._settlements.of(place)])
        return found

    async def take(self, table: OpenTable, by: int) -> int | None:
        """Keeps a table in the place of what its hromadas had: how many.

        None where it has mistakes: nothing is kept.
        """
        found = await self.look_through(table)
        if not found.is_takeable:
            return None
        await self._settlements.replace(found.settlements, self._clock(), by)
        return len(found.settlements)


def key(name: str) -> str:
    """By which the same name is known again, whatever the case, the apostrophe, the hyphen and the keyboard."""
    return words_key(name)


def name_number(name: str) -> int:
    """A number for a button: the same for the same name, wherever it stands in a list."""
    return crc32(key(name).encode())
