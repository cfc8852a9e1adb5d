"""The questions about a case: how each is asked, and where its answer is shown.

Each stands for one field of `CaseDetails`; to add one, read there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from markupsafe import Markup

from content.hromadas import by_katottg, by_slug
from handlers.chat.context import BotContext, Wrong
from handlers.chat.forms import Answers, Option, Step, Words, take_words
from handlers.people.localities import label, meant
from services.cases import GROUNDS, LONGEST, OTHER, RESULTS, TITLES, Case, CaseDetails
from services.content import Content
from services.people import FoundLocalities, Locality

LONGEST_PLACE = 120
OLDEST = timedelta(days=365)


class Shown(StrEnum):
    """Who sees an answer on a line, or in a column, of its own."""

    STAFF = "staff"
    """In the staff chat; what is private, once somebody has taken the case."""
    EXCEL = "excel"
    PERSON = "person"
    """The person herself, in /my."""


EVERYWHERE = frozenset(Shown)


def _no_options(_content: Content, _answers: Answers) -> Sequence[Option]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    field: str
    """Of `CaseDetails`."""
    prompt: str
    """The key of the question."""
    options: Callable[[Content, Answers], Sequence[Option]] = _no_options
    take: Words | Callable[[BotContext, Answers], Awaitable[Answers | None]] | None = None
    """What a message adds to the answers, as in a `Step`; None: only the options are answers."""
    choose: Callable[[BotContext, Answers, str], Awaitable[Answers]] | None = None
    words: Callable[[Content, CaseDetails], str] | None = None
    """The answer in words; by default the text of the option, or the answer itself."""
    for_staff: Callable[[Content, Case], Markup] | None = None
    """The line that staff read; by default title and answer."""
    shown: Collection[Shown] = EVERYWHERE
    optional: bool = True

    @property
    def title(self) -> str:
        return TITLES.get(self.field, self.field)

    @property
    def id(self) -> str:
        return _key(self.field)

    def answer(self, content: Content, details: CaseDetails) -> str:
        """The answer in words; empty where there is none."""
        value = getattr(details, self.field)
        if not value:
            return ""
        if self.words:
            return self.words(content, details)
        return next((each.text for each in self.options(content, {}) if each.id == value), str(value))

    def line(self, content: Content, details: CaseDetails) -> Markup | None:
        """Title and answer; None where there is no answer."""
        answer, texts = self.answer(content, details), content.library.texts
        return texts("casework-line", title=texts.plain(self.title), answer=answer) if answer else None

    def staff_line(self, content: Content, case: Case) -> Markup | None:
        """What staff read of it; None where there is no answer."""
        if self.for_staff and getattr(case.details, self.field):
            return self.for_staff(content, case)
        return self.line(content, case.details)

    def step(self) -> Step:
        return Step(
            self.id,
            title=self.title,
            prompt=self.prompt,
            options=lambda context, answers: self.options(context.services.content, answers),
            take=self.take,
            choose=self.choose,
            shown=lambda context, answers: self.answer(context.services.content, details_of(answers)),
            optional=self.optional,
        )


def _key(field: str) -> str:
    """The word under which the form keeps the answer: that of a step stands in buttons, which know no underscore."""
    return field.replace("_", "-")


def details_of(answers: Answers) -> CaseDetails:
    return CaseDetails.read({field: answers.get(_key(field)) for field in CaseDetails.names()})


def questions(shown: Shown) -> list[Question]:
    """Those whose answers are shown there, in the order of the fields."""
    asked = {each.field: each for each in QUESTIONS if shown in each.shown}
    return [asked[field] for field in CaseDetails.names() if field in asked]


# Answers


def _documents(content: Content, _answers: Answers) -> Sequence[Option]:
    known = [Option(each.id, each.title) for each in content.library.cards.documents]
    return [*known, Option(OTHER, content.library.texts.plain("cases-option-other"))]


def _places(content: Content, _answers: Answers) -> Sequence[Option]:
    return [Option(each.id, each.title) for each in content.library.cards.places if not each.id.startswith("border")]


async def _take_place_name(context: BotContext, answers: Answers) -> Answers:
    location = context.message.location
    if location:
        point = {"latitude": str(location.latitude), "longitude": str(location.longitude), **_offered(meant(context))}
        return {**point, "place-name": answers.get("place-name") or context.texts.plain("cases-here")}
    named = {"place-name": await take_words(context, LONGEST_PLACE)}
    if not answers.get("place-name"):
        return named
    return {**named, "latitude": "", "longitude": "", "_found": ""}  # corrected: the point was another place's


_DAYS = {"today": "cases-option-today", "yesterday": "cases-option-yesterday"}


async def _choose_day(context: BotContext, _answers: Answers, option: str) -> Answers:
    today = context.now().date()
    return {"happened-on": (today if option == "today" else today - timedelta(days=1)).isoformat()}


async def _take_day(context: BotContext, _answers: Answers) -> Answers:
    day, today = context.read_day(await take_words(context, LONGEST_PLACE), ahead=False), context.now().date()
    if day is None or not today - OLDEST <= day <= today:
        raise Wrong(context.texts("cases-wrong-day"))
    return {"happened-on": day.isoformat()}


def _day(content: Content, details: CaseDetails) -> str:
    return content.library.texts("cases-day", on=details.happened_on)


def _day_for_staff(content: Content, case: Case) -> Markup:
    return content.library.texts("casework-when", on=case.details.happened_on, at=f"{case.started_at:%H:%M}")


def _hromadas(content: Content, answers: Answers) -> Sequence[Option]:
    """Those that the words of the person may mean, or that are around the place on the map."""
    localities = [Locality.of(mark) for mark in answers.get("_found", "").split()]
    return [Option(each.hromada.slug, label(content.library.texts, each)) for each in localities if each]


async def _choose_hromada(_context: BotContext, _answers: Answers, option: str) -> Answers:
    hromada = by_slug(option)
    return {"hromada": hromada.katottg if hromada else ""}


async def _take_hromada(context: BotContext, _answers: Answers) -> Answers:
    if not context.message.location:
        await take_words(context, LONGEST_PLACE)
    found = meant(context)
    if found.sure:
        return {"hromada": found.localities[0].hromada.katottg}
    if not found.localities:
        raise Wrong(context.texts("cases-no-such-hromada"))
    return _offered(found)


def _offered(found: FoundLocalities) -> Answers:
    """Places among which the person chooses, as the form keeps them."""
    return {"_found": " ".join(each.mark for each in found.localities)}


def _hromada(_content: Content, details: CaseDetails) -> str:
    found = by_katottg(details.hromada)
    return found.name if found else ""


def _from(keys: Mapping[str, str]) -> Callable[[Content, Answers], Sequence[Option]]:
    """Options by their ids, each with the key of its text."""
    return lambda content, _: [Option(id, content.library.texts.plain(key)) for id, key in keys.items()]


def _said_for_staff(content: Content, case: Case) -> Markup:
    return content.library.texts("casework-said", text=case.details.said)


QUESTIONS = (
    Question(
        field="document",
        prompt="cases-ask-document",
        options=_documents,
        shown=(),  # it stands in the heading, as do the place and its name
        optional=False,
    ),
    Question(
        field="place",
        prompt="cases-ask-place",
        options=_places,
        shown=(),
        optional=False,
    ),
    Question(
        field="place_name",
        prompt="cases-ask-place-name",
        take=_take_place_name,
        shown=(),
        optional=False,
    ),
    Question(
        field="happened_on",
        prompt="cases-ask-happened-on",
        options=_from(_DAYS),
        choose=_choose_day,
        take=_take_day,
        words=_day,
        for_staff=_day_for_staff,
        shown=(Shown.STAFF,),  # the Excel has it in the middle, under words of its own, as it has the hromada
        optional=False,
    ),
    Question(
        field="hromada",
        prompt="cases-ask-hromada",
        options=_hromadas,
        choose=_choose_hromada,
        take=_take_hromada,
        words=_hromada,
        shown=(Shown.STAFF,),
    ),
    Question(
        field="result",
        prompt="cases-ask-result",
        options=_from(RESULTS),
        shown=(Shown.STAFF,),
    ),
    Question(
        field="ground",
        prompt="cases-ask-ground",
        options=_from(GROUNDS),
        take=Words(LONGEST),
        shown=(Shown.STAFF,),
    ),
    Question(
        field="said",
        prompt="cases-ask-said",
        take=Words(LONGEST),
        for_staff=_said_for_staff,
        shown=(Shown.STAFF,),
    ),
)
