"""The weekly digest for the staff: what was asked, what the bot made of it, and whether it helped."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import storage.answers.questions
import storage.answers.ratings
import storage.mailings.sent_once
from channels import Channel, SendFailed, Unreachable
from content import FOLDER
from services.content import Content
from services.files.typesetting import as_png
from services.people.staff import Staff
from services.search import Decision

TEMPLATE = FOLDER / "templates" / "digest.typ"
WEEK = timedelta(days=7)
DUE = time(9, 0)
"""On Mondays, in the department's time zone."""
RESOLUTION = 150.0
"""Pixels per inch: sharp on a phone, and some tens of kilobytes."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The figures of one week."""

    first: date
    last: date
    asked: int
    decisions: Counter[str]
    """Questions by what was done: answer, suggest, unknown."""
    outside: int
    """Of the unknown: small talk and matters that are not ours."""
    helpful: int
    not_helpful: int
    themes: Counter[str]
    """Questions by the theme of the answer that was given or chosen; the title of the theme."""


class Digests:
    """Makes the digest of a week and sends it once."""

    def __init__(
        self,
        content: Content,
        questions: storage.answers.questions.QuestionStore,
        ratings: storage.answers.ratings.RatingStore,
        sent_once: storage.mailings.sent_once.SentOnce,
        channel: Channel,
        staff: Staff,
        clock: Callable[[], datetime],
    ) -> None:
        self._content = content
        self._questions = questions
        self._ratings = ratings
        self._sent_once = sent_once
        self._channel = channel
        self._staff = staff
        self._clock = clock

    async def send_due(self) -> None:
        """Sends last week's digest if it is due and did not go out yet; a week without questions has none."""
        now = self._clock()
        monday = now.date() - timedelta(days=now.weekday())
        due = datetime.combine(monday, DUE, now.tzinfo)
        if self._staff.chat_id is None or now < due or await self._sent_once.is_sent(monday.isoformat()):
            return
        digest = await self.make(datetime.combine(monday, time.min, now.tzinfo) - WEEK)
        if digest.asked:
            picture = await asyncio.to_thread(draw, self._title(digest), self._rows(digest))
            try:
                await self._channel.send_picture(self._staff.chat_id, picture, self._words(digest))
            except (Unreachable, SendFailed):
                return  # it stays due
        await self._sent_once.sent(monday.isoformat(), now)

    async def make(self, since: datetime) -> Digest:
        """The figures of the week that begins at `since`."""
        until = since + WEEK
        questions = await self._questions.asked(since, until)
        helpful, not_helpful = await self._ratings.counted(since, until)
        library = self._content.library
        titles = {theme.id: theme.title for theme in library.themes}
        themes: Counter[str] = Counter()
        for question in questions:
            given = question.chosen_id or (question.answer_id if question.decision == Decision.ANSWER else None)
            if given and given in library.answers:
                themes[titles[library.answers[given].theme]] += 1
        return Digest(
            first=since.date(),
            last=(until - timedelta(days=1)).date(),
            asked=len(questions),
            decisions=Counter(question.decision for question in questions),
            outside=sum(question.topic is not None for question in questions),
            helpful=helpful,
            not_helpful=not_helpful,
            themes=themes,
        )

    def _title(self, digest: Digest) -> str:
        return self._content.library.texts.plain("digests-title", first=digest.first, last=digest.last)

    def _rows(self, digest: Digest) -> list[tuple[str, int, bool]]:
        unknown = digest.decisions[Decision.UNKNOWN] - digest.outside
        # An emoji before a theme's name is for the chat: the printer's font has none.
        themes = [(title.split(" ", 1)[1], count, True) for title, count in digest.themes.most_common()]
        return [*themes, (self._content.library.texts.plain("digests-unknown"), unknown, False)]

    def _words(self, digest: Digest) -> str:
        return self._content.library.texts(
            "digests-words",
            title=self._title(digest),
            asked=digest.asked,
            answered=digest.decisions[Decision.ANSWER],
            suggested=digest.decisions[Decision.SUGGEST],
            unknown=digest.decisions[Decision.UNKNOWN] - digest.outside,
            outside=digest.outside,
            helpful=digest.helpful,
            not_helpful=digest.not_helpful,
            themes=", ".join(f"{name} – {count}" for name, count, known in self._rows(digest) if known),
        )


def draw(title: str, rows: Sequence[tuple[str, int, bool]]) -> bytes:
    """A PNG with a bar per row (name, count, whether the bot knew); the names read without colours."""
    data = {"title": title, "rows": [{"name": name, "count": count, "known": known} for name, count, known in rows]}
    return as_png(TEMPLATE, data)
