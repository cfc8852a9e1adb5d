"""What the bot keeps of a person, for her to read, take along and delete."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Any

from content.hromadas import load_hromadas
from services.content import Content
from services.people.posts import Posts
from storage.engine.columns import from_ms
from storage.people import Post, PrivacyStore

log = logging.getLogger(__name__)

_WORDS = {
    ("case_events", "text"): "privacy-word-event",
    ("league_objections", "text"): "privacy-word-objection",
    ("drafts", "answers"): "privacy-word-draft",
}
"""What she wrote beside her questions, and how the file in words calls it."""


@dataclass(frozen=True, slots=True)
class Privacy:
    _content: Content
    _privacy: PrivacyStore
    _posts: Posts
    _clock: Callable[[], datetime]
    _timezone: tzinfo
    kept_for: timedelta
    """How long questions and ratings stay before they are deleted by themselves."""
    _words: dict[tuple[str, str], str] = field(default_factory=lambda: dict(_WORDS))

    def add_columns(self, table: str, *, titles: Mapping[str, str], empty: Mapping[str, object]) -> None:
        """An area says which columns of its table hold a person's words, and which are private.

        `titles` are the texts by which the file in words calls them; `empty` is what a deletion leaves in the private.
        """
        self._words.update({(table, column): title for column, title in titles.items()})
        self._privacy.add_private(table, empty)

    async def as_json(self, person_id: int) -> bytes:
        """All rows as they are kept; times are ISO 8601 with their offset."""
        kept = await self._privacy.kept(person_id)
        tables = {table: [self._readable(dict(row)) for row in rows] for table, rows in kept.items()}
        return json.dumps(tables, ensure_ascii=False, indent=2).encode()

    async def as_text(self, person_id: int) -> bytes:
        """The same in words, as UTF-8."""
        kept = await self._privacy.kept(person_id)
        texts = self._content.library.texts
        lines = [texts.plain("privacy-file-heading", number=str(person_id))]
        names = {hromada.katottg: hromada.name for hromada in load_hromadas()}
        for person in kept["people"]:
            if person["hromada"]:
                lines.append(texts.plain("privacy-file-hromada", hromada=names.get(person["hromada"], "")))
        for row in kept["tenures"]:
            post = Post.parse(row["post"])
            if post:
                name = await self._posts.name(post)
                lines.append(texts.plain("privacy-file-post", post=name, since=self._day(row["since_at"])))
        for row in kept["roles"]:
            lines.append(texts.plain("privacy-file-role", role=row["role"], since=self._day(row["since_at"])))
        themes = {theme.id: theme.title for theme in self._content.library.themes}
        for row in kept["subscriptions"]:
            theme = themes.get(row["theme"], row["theme"])
            lines.append(texts.plain("privacy-file-theme", theme=theme, since=self._day(row["since_at"])))
        for row in kept["consents"]:
            given, version = self._day(row["given_at"]), row["version"]
            lines.append(texts.plain("privacy-file-consent", version=version, given=given))
        for row in kept["members"]:
            name = row["name"] or texts.plain("drives-anyone")
            lines.append(texts.plain("privacy-file-member", name=name, since=self._day(row["made_at"])))
        for row in kept["certificates"]:
            course = self._content.library.courses.get(row["course"])
            lines.append(
                texts.plain(
                    "privacy-file-certificate",
                    number=str(row["id"]),
                    course=course.title if course else "",
                    code=row["code"],
                    at=self._day(row["received_at"]),
                )
            )
        for row in kept["bans"]:
            lines.append(texts.plain("privacy-file-ban", reason=row["reason"], at=self._day(row["banned_at"])))
        if kept["audit"]:
            lines.append(texts.plain("privacy-file-audit", count=len(kept["audit"])))
        lines.append(texts.plain("privacy-file-questions", count=len(kept["questions"])))
        lines += [f"{self._day(row['asked_at'])}: {row['text']}" for row in kept["questions"]]
        lines.append(texts.plain("privacy-file-ratings", count=len(kept["ratings"])))
        for row in kept["ratings"]:
            answer = self._content.library.answers.get(row["answer_id"])
            key = "privacy-file-helpful" if row["helpful"] else "privacy-file-not-helpful"
            title = answer.title if answer else row["answer_id"]
            lines.append(f"{self._day(row['rated_at'])}: {title} – {texts.plain(key)}")
        for (table, column), key in self._words.items():
            for row in kept[table]:
                words = _answers(row[column]) if table == "drafts" else row[column]
                if words:
                    lines.append(texts.plain("privacy-file-words", what=texts.plain(key), words=words))
        return "\n".join(lines).encode()

    async def forget(self, person_id: int) -> None:
        """Deletes everything that is kept of the person, at once."""
        await self._privacy.forget(person_id, self._clock())

    async def forget_old(self) -> None:
        deleted = await self._privacy.forget_before(self._clock() - self.kept_for)
        if deleted:
            log.info("%d rows past their time deleted", deleted)

    def _readable(self, row: dict[str, Any]) -> dict[str, Any]:
        for name, value in row.items():
            if name.endswith("_at") and value is not None:
                time = from_ms(value)
                row[name] = time.astimezone(self._timezone).isoformat() if time else None
        return row

    def _day(self, milliseconds: int) -> str:
        time = from_ms(milliseconds)
        return f"{time.astimezone(self._timezone):%d.%m.%Y %H:%M}" if time else ""


def _answers(draft: str) -> str:
    """What she answered in a form, which is kept as JSON."""
    return "; ".join(answer for step, answer in json.loads(draft).items() if answer and not step.startswith("_"))
