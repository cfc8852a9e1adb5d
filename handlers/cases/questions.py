"""The questions about a case: how each is asked, and where its answer is shown.

Each stands for one field of `CaseDetails`; to add one, read there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from markupsafe import Markup

from content.hromadas import by_katottg, by_slug
from handlers.chat.context import BotContext, Wrong
from handlers.chat.forms import Answers, Option, Step, Words, take_words
from handlers.people.localities import label, meant
from services.cases import GROUNDS, LONGEST, OTHER, RESULTS, TITLES, Case, CaseDetails, words
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
    prompt: str | Callable[[BotContext, Answers], str]
    """The question: the key of a text, or a function."""
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
    """A point on the map is no name: that is asked for then."""
    location = context.message.location
    if location:
        point = {"latitude": str(location.latitude), "longitude": str(location.longitude), **_offered(meant(context))}
        return {**point, **({"place-name": name} if (name := answers.get("place-name")) else {})}
    name = await take_words(context, LONGEST_PLACE)
    if name.casefold().strip(" .,!") in context.texts.plain("cases-no-place-names").split(" | "):
        raise Wrong(context.texts("cases-name-wanted"))
    if not answers.get("place-name"):
        return {"place-name": name}
    return {"place-name": name, **_NO_POINT}  # corrected: the point was another place's


_NO_POINT = {"latitude": "", "longitude": "", "_found": ""}


def _ask_place_name(context: BotContext, answers: Answers) -> str:
    is_pointed = answers.get("latitude") and not answers.get("place-name")
    return context.texts("cases-ask-name-of-point" if is_pointed else "cases-ask-place-name")


async def _choose_place(_context: BotContext, answers: Answers, option: str) -> Answers:
    """A point that has no name yet is forgotten: she went back behind it."""
    return {"place": option, **({} if answers.get("place-name") else _NO_POINT)}


def _place_name(content: Content, details: CaseDetails) -> str:
    """The name, with the point on the map."""
    point = words.point(details)
    if not point:
        return details.place_name
    return content.library.texts.plain("cases-place-with-point", name=details.place_name, point=point)


_DAYS = {"today": "cases-option-today", "yesterday": "cases-option-yesterday"}


async def _choose_day(context: BotContext, answers: Answers, option: str) -> Answers:
    today = context.now().date()
    return _on(today if option == "today" else today - timedelta(days=1), None, answers)


async def _take_day(context: BotContext, answers: Answers) -> Answers:
    said, now = await take_words(context, LONGEST_PLACE), context.now()
    day, hour, today = context.read_day(said, ahead=False), context.read_hour(said), now.date()
    if day is None or not today - OLDEST <= day <= today:
        raise Wrong(context.texts("cases-wrong-day"))
    if day == today and hour and hour > now.time():
        raise Wrong(context.texts("cases-hour-to-come"))
    return _on(day, hour, answers)


def _on(day: date, hour: time | None, answers: Answers) -> Answers:
    """The hour goes with the day: another day has only the hour that she names with it."""
    kept = answers.get("hour", "") if day.isoformat() == answers.get("happened-on") else ""
    return {"happened-on": day.isoformat(), "hour": f"{hour:%H:%M}" if hour else kept}


def _day(content: Content, details: CaseDetails) -> str:
    assert details.happened_on  # noqa: S101 - asked where there is an answer
    return words.when(content, details, details.happened_on)


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
        choose=_choose_place,
        shown=(),
        optional=False,
    ),
    Question(
        field="place_name",
        prompt=_ask_place_name,
        take=_take_place_name,
        words=_place_name,
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
