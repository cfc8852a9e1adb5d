"""Settlements of hromadas: how their names are read, which ones staff loaded, and which one a misspelt name may mean.

There is no registry in the content. Staff load a table where they have one, with what they know of each settlement;
what is not in it is asked back and never refused, for the head knows her villages better than any table.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zlib import crc32

from rapidfuzz import fuzz, process

from services.content import Content
from services.files.tables import find_columns, read_rows
from services.people import People
from services.text import quote
from storage.notices import Settlement, SettlementStore

MOST_ROWS = 25_000
"""Of a table; the oblast has some 1,700 settlements."""
LONGEST_NAME, LONGEST_NOTE = 60, 120
"""Characters."""
LIKE = 75.0
"""From this likeness on, of a hundred, a name may be a misspelt one."""
SHOWN = 15
"""Mistakes that are named at once."""
_APART = re.compile(r"[\n;,]")
_APOSTROPHES = re.compile("['’ʼ`‘]")
_BULLET = re.compile(r"^(?:\d{1,3}[.)]|[-–—•*])\s*")
_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Import:
    """What a table comes to before anything of it is kept."""

    rows: int = 0
    settlements: list[Settlement] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    """Names that stand more than once in one hromada: they count once."""
    mistakes: list[str] = field(default_factory=list)
    """In words, by row."""

    @property
    def places(self) -> set[str]:
        return {each.place for each in self.settlements}


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
        words = _APOSTROPHES.sub("’", _BULLET.sub("", text.strip())).split()
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

    async def look_through(self, file: bytes) -> Import:
        """What a table would change, and every mistake in it. Raises BadTable where it is no table."""
        return await asyncio.to_thread(self._read, await read_rows(file, most=MOST_ROWS))

    async def take(self, file: bytes, by: int) -> int | None:
        """Keeps a table in the place of what its hromadas had: how many.

        None where it has mistakes: nothing is kept.
        """
        found = await self.look_through(file)
        if found.mistakes:
            return None
        await self._settlements.replace(found.settlements, self._clock(), by)
        return len(found.settlements)

    def _read(self, rows: Sequence[Sequence[object]]) -> Import:
        """Row by row; the first one holds the headings."""
        texts, found = self._content.texts, Import()
        columns = {
            "hromada": find_columns(rows[0], texts.plain("settlements-heading-hromada")),
            "name": find_columns(rows[0], texts.plain("settlements-heading-name")),
            "note": find_columns(rows[0], texts.plain("settlements-heading-note")),
        }
        if not columns["hromada"] or not columns["name"]:
            found.mistakes.append(texts.plain("settlements-no-columns"))
            return found
        seen: set[tuple[str, str]] = set()
        for number, row in enumerate(rows[1:], start=2):
            cells = {
                column: " ".join(str(row[places[0]] or "").split()) if places else ""
                for column, places in columns.items()
            }
            if not any(cells.values()):
                continue
            found.rows += 1
            hromada, name = self._people.look_up(cells["hromada"]), self.name(cells["name"])
            if not hromada.sure:
                found.mistakes.append(
                    texts.plain("settlements-wrong-hromada", row=str(number), words=quote(cells["hromada"]))
                )
            elif not name:
                found.mistakes.append(
                    texts.plain("settlements-wrong-name", row=str(number), words=quote(cells["name"]))
                )
            elif (hromada.hromadas[0].slug, key(name)) in seen:
                found.twice.append(f"{name} ({number})")
            else:
                seen.add((hromada.hromadas[0].slug, key(name)))
                found.settlements.append(
                    Settlement(hromada.hromadas[0].slug, key(name), name, cells["note"][:LONGEST_NOTE])
                )
        if not found.rows:
            found.mistakes.append(texts.plain("settlements-empty"))
        return found


def key(name: str) -> str:
    """By which the same name is known again, whatever the case, the apostrophe and the hyphen."""
    return " ".join(_WORD.findall(_APOSTROPHES.sub("", name.casefold())))


def name_number(name: str) -> int:
    """A number for a button: the same for the same name, wherever it stands in a list."""
    return crc32(key(name).encode())
