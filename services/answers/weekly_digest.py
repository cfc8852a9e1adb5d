"""The weekly digest for the staff: what was asked, what the bot made of it, and whether it helped."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from content import FOLDER
from services.answers.editions import Edition
from services.answers.lessons import Lessons
from services.answers.search import Decision
from services.answers.unanswered import Unanswered
from services.files.typesetting import as_png
from services.messages import Message, Render
from services.people import Staff
from storage.answers import Question, QuestionStore, RatingStore
from storage.mailings import SentOnce

TEMPLATE = FOLDER / "templates" / "digest.typ"
WEEK = timedelta(days=7)
MONTH = 4 * WEEK
"""With so much before it a week is compared."""
DUE = time(9, 0)
"""On Mondays, in the department's time zone."""


@dataclass(frozen=True, slots=True)
class Drift:
    """How much of what was asked in a theme the bot did not know."""

    theme: str
    share: float
    before: float | None
    """In the four weeks before; None where nothing was asked then."""


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
    drift: tuple[Drift, ...]
    """Themes in which something was not known, what has grown most first."""
    themes: tuple[tuple[str, int], ...]
    """Questions by the theme of the answer that was given or chosen: its title without the emoji, most first."""


@dataclass(frozen=True, slots=True)
class WeeklyDigest:
    """Makes the digest of a week and sends it once."""

    _edition: Callable[[], Edition]
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
        library = self._edition().library
        # An emoji before a theme's name is for the chat: the printer's font has none.
        titles = {theme.id: theme.title.split(" ", 1)[1] for theme in library.themes}
        themes = Counter(
            titles[library.answers[given].theme]
            for question in questions
            if (given := _given(question)) and given in library.answers
        )
        month = await self._questions.asked(since - MONTH, since)
        replied = await self._lessons.answered()
        unknown = await asyncio.to_thread(self._unknown, questions, replied)
        unknown_before = await asyncio.to_thread(self._unknown, month, replied)
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
            drift=_drift(titles, unknown, unknown_before),
            themes=tuple(themes.most_common()),
        )

    def _unknown(self, questions: Iterable[Question], replied: Mapping[int, str]) -> dict[str, tuple[int, int]]:
        """By theme: how much was not known, of how much. What the bot did not know is of the theme of what the staff
        answered, or of the likeliest answer."""
        edition = self._edition()
        count: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for question in questions:
            if question.topic is not None:
                continue
            name = _given(question) or replied.get(question.id)
            if name not in edition.library.answers:
                name = next(iter(edition.search.likeliest(question.text, 1)), None)
            if name is not None:
                theme = edition.library.answers[name].theme
                unknown, asked = count[theme]
                count[theme] = unknown + (question.decision == Decision.UNKNOWN), asked + 1
        return count

    def _drawn(self, digest: Digest) -> dict[str, object]:
        """A bar for each theme, and one for what the bot did not know; the names read without colours."""
        texts = self._edition().library.texts
        rows: list[dict[str, object]] = [{"name": name, "count": count, "known": True} for name, count in digest.themes]
        rows.append({"name": texts.plain("digest-unknown"), "count": digest.unknown, "known": False})
        return {"title": texts.plain("digest-title", first=digest.first, last=digest.last), "rows": rows}


def _given(question: Question) -> str | None:
    """The answer that the person read."""
    return question.chosen_id or (question.answer_id if question.decision == Decision.ANSWER else None)


def _drift(
    titles: Mapping[str, str], now: Mapping[str, tuple[int, int]], before: Mapping[str, tuple[int, int]]
) -> tuple[Drift, ...]:
    found = []
    for theme, title in titles.items():
        (unknown, asked), (unknown_before, asked_before) = now.get(theme, (0, 0)), before.get(theme, (0, 0))
        if unknown:
            found.append(Drift(title, unknown / asked, unknown_before / asked_before if asked_before else None))
    return tuple(sorted(found, key=lambda each: (each.before or 0.0) - each.share))
