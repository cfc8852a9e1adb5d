"""What the pages of figures show: questions, cases, hromadas, the reach of broadcasts; each also as Excel.

What tells of people's own matters by a place or a kind is shown only from `LEAST` on: it may be printed and passed on.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import partial

from content.hromadas import Hromada, load_hromadas
from services.answers import Decision
from services.cases import Statistics
from services.content import Content
from services.figures import LEAST, guarded
from services.files.excel import Percent, Rows, make_excel
from services.mailings import Progress
from services.people import Action, Audit, Posts, plain
from services.rating import is_shown
from storage.answers import Question, QuestionStore
from storage.certification import CertificationReads
from storage.mailings import MailingsRead, MailingStatus
from storage.notices import NoticesRead

DAYS = (30, 90, 365)
"""Of the past, that figures may be of."""
BY_WEEK = 31
"""Above so many days a column is a week."""
BROADCASTS = 30
PER = 1000
"""Rates are of so many people."""


class Topic(StrEnum):
    """What a page of figures is about."""

    QUESTIONS = "questions"
    CASES = "cases"
    HROMADAS = "hromadas"
    REACH = "reach"


@dataclass(frozen=True, slots=True)
class Span:
    """Questions of a day, or of a week from that day on."""

    since: date
    asked: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ThemeCount:
    title: str
    asked: int
    unknown: int
    """For which the bot had no answer; the theme is that of the likeliest one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFigures:
    asked: int
    answered: int
    suggested: int
    unknown: int
    outside: int
    """Small talk and matters that are not ours."""
    by_week: bool
    spans: tuple[Span, ...]
    themes: tuple[ThemeCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFigures:
    """Each group of counts goes from words to a count, None where it is too small; the most first."""

    cases: int
    hours_to_answer: float | None
    groups: tuple[tuple[str, tuple[tuple[str, int | None], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HromadaFigures:
    """Of one hromada; None is not shown: too few, or not known."""

    hromada: Hromada
    cases: int | None
    rate: float | None
    """Cases of a year by PER people."""
    certified: float | None
    """The share of her council's people who have a certificate."""
    has_head: bool
    """Whether the bot reaches somebody who acts for the head."""
    open: int
    late: int
    """Notices that she owes, and those of them that are late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What became of one broadcast."""

    number: int | None
    mailing: int
    words: str
    at: datetime | None
    outcomes: Mapping[str, int]

    @property
    def all(self) -> int:
        return sum(self.outcomes.values())

    @property
    def share(self) -> float:
        return self.outcomes["sent"] / self.all if self.all else 0.0


@dataclass(frozen=True, slots=True)
class Dashboards:
    _content: Content
    _questions: QuestionStore
    _statistics: Statistics
    _certification: CertificationReads
    _notices: NoticesRead
    _mailings: MailingsRead
    _progress: Progress
    _posts: Posts
    _audit: Audit
    _clock: Callable[[], datetime]

    # What is shown

    async def questions(self, days: int) -> QuestionFigures:
        """Of so many days up to today."""
        now, texts = self._clock(), self._content.texts
        first = now.date() - timedelta(days=days - 1)
        found = await self._questions.asked(datetime.combine(first, time.min, now.tzinfo), now + timedelta(seconds=1))
        ours = [each for each in found if each.topic is None]
        by_week = days > BY_WEEK
        length = 7 if by_week else 1
        spans = [Counter[str]() for _ in range(-(-days // length))]
        for each in ours:
            if each.asked_at:
                count = spans[(each.asked_at.date() - first).days // length]
                count["asked"] += 1
                count["unknown"] += each.decision == Decision.UNKNOWN
        themes: dict[str, Counter[str]] = {}
        for each in ours:
            count = themes.setdefault(self._theme(each), Counter())
            count["asked"] += 1
            count["unknown"] += each.decision == Decision.UNKNOWN
        titles = {each.id: _without_sign(each.title) for each in self._content.library.themes}
        decisions = Counter(each.decision for each in ours)
        return QuestionFigures(
            asked=len(found),
            answered=decisions[Decision.ANSWER],
            suggested=decisions[Decision.SUGGEST],
            unknown=decisions[Decision.UNKNOWN],
            outside=len(found) - len(ours),
            by_week=by_week,
            spans=tuple(
                Span(first + timedelta(days=length * number), count["asked"], count["unknown"])
                for number, count in enumerate(spans)
            ),
            themes=tuple(
                ThemeCount(titles.get(theme, texts.plain("figures-no-theme")), count["asked"], count["unknown"])
                for theme, count in sorted(themes.items(), key=lambda pair: -pair[1]["asked"])
            ),
        )

    def _theme(self, question: Question) -> str:
        """Of the answer that was read, else of the likeliest one; empty where that is gone."""
        answer = self._content.library.answers.get(question.chosen_id or question.answer_id or "")
        return answer.theme if answer else ""

    async def cases(self, days: int) -> CaseFigures:
        """Of so many days up to now, by kind of place, outcome, document and hromada."""
        figures, texts = await self._statistics.figures(timedelta(days=days)), self._content.texts
        groups = [
            (texts.plain("statistics-by-place"), figures.places),
            (texts.plain("statistics-by-outcome"), figures.outcomes),
            (texts.plain("statistics-by-document"), figures.documents),
            (texts.plain("statistics-by-hromada"), figures.hromadas),
        ]
        return CaseFigures(
            cases=figures.cases,
            hours_to_answer=figures.hours_to_answer,
            groups=tuple((name, _sorted(guarded(counts))) for name, counts in groups if counts),
        )

    async def hromadas(self) -> list[HromadaFigures]:
        """All 66, by raion and name."""
        figures, now = await self._statistics.figures(), self._clock()
        cases = guarded({each.name: figures.hromadas[each.name] for each in load_hromadas()})
        counts = {each.slug: each for each in await self._certification.certificates.counts()}
        reached = await self._posts.reached()
        owed: dict[str, Counter[str]] = {}
        for each in await self._notices.open():
            count = owed.setdefault(each.post.place, Counter())
            count["open"] += 1
            count["late"] += each.is_overdue(now)
        found = []
        for hromada in load_hromadas():
            count_of, council = cases[hromada.name], counts.get(hromada.slug)
            is_known = council is not None and is_shown(council)
            found.append(
                HromadaFigures(
                    hromada=hromada,
                    cases=count_of,
                    rate=None if count_of is None else PER * count_of / hromada.population,
                    certified=council.certified / council.staff if council and is_known else None,
                    has_head=f"{hromada.slug}-head" in reached,
                    open=owed.get(hromada.slug, Counter())["open"],
                    late=owed.get(hromada.slug, Counter())["late"],
                )
            )
        return found

    async def reach(self) -> list[Reach]:
        """Of the newest broadcasts that have begun, the newest first."""
        found = []
        for each in await self._mailings.newest(BROADCASTS):
            report = await self._progress.report(each.id)
            if report is None or each.state is MailingStatus.CANCELLED or each.frozen_at is None:
                continue
            found.append(
                Reach(
                    number=each.number,
                    mailing=each.id,
                    words=plain(str(each.content.get("html", ""))),
                    at=each.frozen_at,
                    outcomes=report.outcomes,
                )
            )
        return found

    # As Excel

    async def as_excel(self, topic: Topic, days: int, by: int) -> bytes:
        """The same figures, small ones left out likewise. It is logged."""
        await self._audit.note(by, Action.DATA_EXPORTED, "figures", topic.value)
        make = {
            Topic.QUESTIONS: self._questions_sheets,
            Topic.CASES: self._case_sheets,
            Topic.HROMADAS: self._hromada_sheets,
            Topic.REACH: self._reach_sheets,
        }[topic]
        (name, headings, rows), *others = await make(days)
        more = {title: (columns, lines) for title, columns, lines in others}
        notes = [self._few()] if topic in {Topic.CASES, Topic.HROMADAS} else []
        return await asyncio.to_thread(partial(make_excel, headings, rows, others=more, name=name, notes=notes))

    def _few(self) -> str:
        return self._content.texts.plain("figures-few-note", least=LEAST)

    async def _questions_sheets(self, days: int) -> list[tuple[str, list[str], Rows]]:
        texts, figures = self._content.texts, await self.questions(days)
        by_time = [[each.since, each.asked, each.unknown] for each in figures.spans]
        by_theme = [[each.title, each.asked, each.unknown] for each in figures.themes]
        return [
            (texts.plain("figures-sheet-time"), texts.plain("figures-time-headings").split(" | "), by_time),
            (texts.plain("figures-sheet-themes"), texts.plain("figures-theme-headings").split(" | "), by_theme),
        ]

    async def _case_sheets(self, days: int) -> list[tuple[str, list[str], Rows]]:
        texts, figures = self._content.texts, await self.cases(days)
        few = texts.plain("statistics-few", least=LEAST)
        count = texts.plain("figures-count")
        sheets: list[tuple[str, list[str], Rows]] = [
            (name, [name, count], [[words, few if number is None else number] for words, number in rows])
            for name, rows in figures.groups
        ]
        return sheets or [(texts.plain("statistics-sheet"), [texts.plain("statistics-sheet"), count], [])]

    async def _hromada_sheets(self, _days: int) -> list[tuple[str, list[str], Rows]]:
        texts = self._content.texts
        few, yes = texts.plain("statistics-few", least=LEAST), texts.plain("statistics-yes")
        rows = [
            [
                each.hromada.name,
                each.hromada.raion,
                each.hromada.population,
                few if each.cases is None else each.cases,
                few if each.rate is None else round(each.rate, 2),
                Percent(each.certified) if each.certified is not None else None,
                yes if each.has_head else "",
                each.open,
                each.late,
            ]
            for each in await self.hromadas()
        ]
        headings = texts.plain("figures-hromada-headings").split(" | ")
        return [(texts.plain("figures-sheet-hromadas"), headings, rows)]

    async def _reach_sheets(self, _days: int) -> list[tuple[str, list[str], Rows]]:
        texts = self._content.texts
        rows = [
            [each.number, each.at, each.all, *(each.outcomes[name] for name in OUTCOMES), Percent(each.share)]
            for each in await self.reach()
        ]
        headings = texts.plain("figures-reach-headings").split(" | ")
        return [(texts.plain("figures-sheet-reach"), headings, rows)]


OUTCOMES = ("sent", "blocked", "failed", "skipped", "unknown", "waiting")
"""Of a broadcast, in the order of the columns."""


def _sorted(counts: Mapping[str, int | None]) -> tuple[tuple[str, int | None], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: -1 if pair[1] is None else -pair[1]))


def _without_sign(title: str) -> str:
    sign, _, words = title.partition(" ")
    return words if words and not any(character.isalnum() for character in sign) else title


def bands(values: Sequence[float]) -> tuple[float, float]:
    """By which a map tells few, middling and many: a third of the values below the one and the other."""
    known = sorted(values)
    if not known:
        return 0.0, 0.0
    return known[len(known) // 3], known[2 * len(known) // 3]
