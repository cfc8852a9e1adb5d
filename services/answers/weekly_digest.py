"""The weekly digest for the staff: what was asked, what the bot made of it, and whether it helped."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from content import FOLDER
from services.answers.lessons import Lessons
from services.answers.search import Decision
from services.answers.unanswered import Unanswered
from services.content import Content
from services.files.typesetting import as_png
from services.messages import Message, Render
from services.people import Staff
from storage.answers import QuestionStore, RatingStore
from storage.mailings import SentOnce

TEMPLATE = FOLDER / "templates" / "digest.typ"
WEEK = timedelta(days=7)
DUE = time(9, 0)
"""On Mondays, in the department's time zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest(Message):
    """The figures of one week."""

    first: date
    last: date
    asked: int
    answered: int
    suggested: int
    unknown: int
    outside: int
    """Small talk and matters that are not ours; they are not among the unknown."""
    helpful: int
    not_helpful: int
    learnt: int
    """Wordings that editors took into the search."""
    missing: int
    """Matters that people still miss, as many as there are now."""
    themes: tuple[tuple[str, int], ...]
    """Questions by the theme of the answer that was given or chosen: its title without the emoji, most first."""


@dataclass(frozen=True, slots=True)
class WeeklyDigest:
    """Makes the digest of a week and sends it once."""

    _content: Content
    _questions: QuestionStore
    _ratings: RatingStore
    _lessons: Lessons
    _unanswered: Unanswered
    _sent_once: SentOnce
    _render: Render
    _staff: Staff
    _clock: Callable[[], datetime]

    async def send_due(self) -> None:
        """Sends last week's digest if it is due and did not go out yet; a week without questions has none."""
        now = self._clock()
        monday = now.date() - timedelta(days=now.weekday())
        due = datetime.combine(monday, DUE, now.tzinfo)
        if self._staff.chat_id is None or now < due or await self._sent_once.is_sent(monday.isoformat()):
            return
        digest = await self.make(datetime.combine(monday, time.min, now.tzinfo) - WEEK)
        if digest.asked:
            picture = await asyncio.to_thread(as_png, TEMPLATE, self._drawn(digest))
            await self._staff.give("photo", "digest.png", picture, self._render(digest).html)
        await self._sent_once.sent(monday.isoformat(), now)

    async def make(self, since: datetime) -> Digest:
        """The figures of the week that begins at `since`."""
        until = since + WEEK
        questions = await self._questions.asked(since, until)
        helpful, not_helpful = await self._ratings.counted(since, until)
        in_use = await self._lessons.in_use()
        library = self._content.library
        titles = {theme.id: theme.title for theme in library.themes}
        themes: Counter[str] = Counter()
        for question in questions:
            given = question.chosen_id or (question.answer_id if question.decision == Decision.ANSWER else None)
            if given and given in library.answers:
                themes[titles[library.answers[given].theme]] += 1
        decisions = Counter(question.decision for question in questions)
        outside = sum(question.topic is not None for question in questions)
        return Digest(
            first=since.date(),
            last=(until - timedelta(days=1)).date(),
            asked=len(questions),
            answered=decisions[Decision.ANSWER],
            suggested=decisions[Decision.SUGGEST],
            unknown=decisions[Decision.UNKNOWN] - outside,
            outside=outside,
            helpful=helpful,
            not_helpful=not_helpful,
            learnt=sum(each.decided_at is not None and since <= each.decided_at < until for each in in_use),
            missing=len(await self._unanswered.clusters()),
            # An emoji before a theme's name is for the chat: the printer's font has none.
            themes=tuple((title.split(" ", 1)[1], count) for title, count in themes.most_common()),
        )

    def _drawn(self, digest: Digest) -> dict[str, object]:
        """A bar for each theme, and one for what the bot did not know; the names read without colours."""
        texts = self._content.library.texts
        rows: list[dict[str, object]] = [{"name": name, "count": count, "known": True} for name, count in digest.themes]
        rows.append({"name": texts.plain("digest-unknown"), "count": digest.unknown, "known": False})
        return {"title": texts.plain("digest-title", first=digest.first, last=digest.last), "rows": rows}
