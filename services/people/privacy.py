"""What the bot keeps of a person, for her to read, take along and delete."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from content.hromadas import load_hromadas
from content.personal_data import KeptData, Table
from services.content import Content
from services.people.posts import Posts
from storage.engine.columns import from_ms
from storage.engine.database import Row
from storage.people import KeptFile, PrivacyStore

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Privacy:
    _content: Content
    _privacy: PrivacyStore
    _posts: Posts
    _clock: Callable[[], datetime]
    kept_for: timedelta
    """How long questions and ratings stay before they are deleted by themselves."""
    also_forget: list[Callable[[int], None]] = field(default_factory=list)
    """What areas remember of a person outside of the database."""

    def add_private(self, table: str, empty: Mapping[str, object]) -> None:
        """An area says which columns of its table are private, and what a deletion leaves in them."""
        self._privacy.add_private(table, empty)

    def list_kept(self) -> list[KeptData]:
        """What is kept of a person, kind by kind."""
        return list(self._content.library.personal_data)

    async def as_json(self, person_id: int) -> bytes:
        """All rows as they are kept; times are ISO 8601 with their offset."""
        kept = await self._privacy.kept(person_id)
        tables = {table: [self._readable(dict(row)) for row in rows] for table, rows in kept.items()}
        return json.dumps(tables, ensure_ascii=False, indent=2).encode()

    async def as_text(self, person_id: int) -> bytes:
        """The same in words, as UTF-8: kind by kind, row by row."""
        kept, texts = await self._privacy.kept(person_id), self._content.library.texts
        names = await self._names()
        lines = [texts.plain("privacy-file-heading", number=str(person_id))]
        for each in self._content.library.personal_data:
            rows = [(table, row) for name, table in each.tables.items() for row in kept[name]]
            lines += ["", texts.plain("privacy-file-kind", title=each.title, count=len(rows))]
            lines += [f"– {self._in_words(table, row, names)}" for table, row in rows]
        return "\n".join(lines).encode()

    async def counts(self, person_id: int) -> list[tuple[KeptData, int]]:
        """Of which kind how many rows are kept of her; kinds without any are left out."""
        kept = await self._privacy.kept(person_id)
        counted = [(each, sum(len(kept[name]) for name in each.tables)) for each in self.list_kept()]
        return [(each, count) for each, count in counted if count]

    async def files(self, person_id: int) -> list[KeptFile]:
        """The files that she sent, by Telegram's ids."""
        return await self._privacy.files(person_id)

    async def _names(self) -> dict[str, dict[str, str]]:
        """What codes in columns mean, by the column."""
        library = self._content.library
        answers = {id: answer.title for id, answer in library.answers.items()}
        places = {each.id: each.at for each in library.cards.places}
        return {
            "hromada": {hromada.katottg: hromada.name for hromada in load_hromadas()},
            "theme": {theme.id: theme.title for theme in library.themes},
            "course": {id: course.title for id, course in library.courses.items()},
            "answer_id": answers,
            "chosen_id": answers,
            "document": {each.id: each.name for each in library.cards.documents},
            "place": places | {each.place: each.name for each in await self._posts.bodies()},
        }

    def _in_words(self, table: Table, row: Row, names: Mapping[str, Mapping[str, str]]) -> str:
        told = []
        for name, column in table.columns.items():
            value = row[name]
            if value is None or value == "":
                continue
            if name == "answers":
                words = _answers(value)
            elif name == "at" or name.endswith("_at") or name == "silent_until":
                words = self._day(value)
            else:
                words = column.values.get(str(value)) or names.get(name, {}).get(str(value)) or str(value)
            told.append(f"{column.title}: {words}")
        return "; ".join(told)

    async def forget(self, person_id: int) -> None:
        """Deletes everything that is kept of the person, at once."""
        for forget in self.also_forget:
            forget(person_id)
        nobody = self._content.texts.plain("casework-by-staff")
        await self._privacy.forget(person_id, self._clock(), nobody)

    async def forget_old(self) -> None:
        deleted = await self._privacy.forget_before(self._clock() - self.kept_for)
        if deleted:
            log.info("%d rows past their time deleted", deleted)

    def _readable(self, row: dict[str, Any]) -> dict[str, Any]:
        for name, value in row.items():
            if (name == "at" or name.endswith("_at")) and value is not None:
                time = from_ms(value)
                row[name] = time.isoformat() if time else None
        return row

    def _day(self, milliseconds: int) -> str:
        time = from_ms(milliseconds)
        return f"{time:%d.%m.%Y %H:%M}" if time else ""


def _answers(draft: str) -> str:
    """What she answered in a form, which is kept as JSON."""
    return "; ".join(answer for step, answer in json.loads(draft).items() if answer and not step.startswith("_"))
