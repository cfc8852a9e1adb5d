"""A broadcast as staff write it in words and fields: its text with marks, its buttons line by line, whom and when.

The chat takes the text as Telegram formatted it; a page has a field, in which marks stand for the few formats that
one uses: `**bold**`, `__italic__`, `[words](https://address)`. What a text has beyond that is kept as long as nobody
changes its words on a page.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import escape

from channels.taps import Button
from content.hromadas import Hromada, load_hromadas, raions
from services.content import Content
from services.days import Days
from services.mailings.audience import ACTIVE_DAYS, Audiences, keys
from services.mailings.broadcasts import LONGEST, LONGEST_CAPTION, LONGEST_LABEL, MOST_BUTTONS, Broadcasts
from services.mailings.schedule import parse_time
from services.taps import SayCards, ShowAnswer
from storage.mailings import Audience, Mailing, Repeat

_BUTTON = re.compile(r"(?P<label>.+?)\s+[-\u2013\u2014]\s+(?P<target>\S+)")
_ADDRESS = r"https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[^\s()\"<>]*)?"
_MARKS = re.compile(
    rf"\*\*(?P<bold>[^*\n]+)\*\*|__(?P<italic>[^_\n]+)__|\[(?P<words>[^\]\n]+)\]\((?P<link>{_ADDRESS})\)"
)
_TAGS = re.compile(r"<(/?)(\w[\w-]*)([^>]*)>")
_HREF = re.compile(r'<a href="([^"]+)">(.*?)</a>', re.DOTALL)
_SIMPLE = {"b": "**", "strong": "**", "i": "__", "em": "__"}
SOME, NOW, KEPT = "some", "now", "kept"
"""Choices: the hromadas that are named; at once; whom the chat chose, which has no choice on a page."""
_TIME = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The fields of a draft, as somebody types them."""

    text: str = ""
    buttons: str = ""
    """One a line: «Label – address»."""
    to: str = ""
    """`theme:<id>`, `title:<id>`, `staff:all`, or KEPT."""
    where: str = "0"
    """The number of a raion, 0: everywhere; or SOME."""
    places: str = ""
    excluded: str = ""
    active: str = ""
    """Not empty: only who asked or told something lately."""
    notice: str = ""
    """`<number> yes`: who acknowledged it, `<number> no`: who did not."""
    when: str = NOW
    at: str = ""
    """A time in words; it counts before `when`."""
    repeats: str = ""

    @classmethod
    def typed(cls, given: Mapping[str, str]) -> Fields:
        """Of what a page sent."""
        return cls(**{name: given[name] for name in cls.__slots__ if name in given})


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the fields come to."""

    draft: Mailing
    """The draft as it would be; what is wrong is as it was before."""
    wrong: Mapping[str, tuple[str, Mapping[str, object]]]
    """By the name of a field, the key of a text that says what is wrong, and the values in it."""


@dataclass(frozen=True, slots=True)
class Drafting:
    _content: Content
    _broadcasts: Broadcasts
    _audiences: Audiences
    _clock: Callable[[], datetime]

    def button(self, line: str) -> Button | None:
        """«Label – address»; the address is a web address, the word for the card, or the id of an answer."""
        match = _BUTTON.fullmatch(line)
        if not match or len(match["label"]) > LONGEST_LABEL:
            return None
        label, target = match["label"], match["target"]
        if re.fullmatch(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?", target):
            return Button(label, url=target)
        if target.lower() == self._content.texts.plain("broadcasts-buttons-card"):
            return SayCards().button(label)
        return ShowAnswer(target).button(label) if target in self._content.library.answers else None

    def fields(self, draft: Mailing) -> Fields:
        """A draft as fields that somebody may change."""
        audience, texts = draft.audience, self._content.texts
        to = next(
            (f"{kind}:{id}" for kind, id in (("theme", audience.theme), ("title", audience.title)) if id),
            "staff:all" if audience.staff else KEPT if audience.drive else "",
        )
        chosen = _named(audience.places)
        where = "0" if not chosen else SOME
        for number, name in enumerate(raions(), start=1):
            if chosen == [each for each in load_hromadas() if each.raion == name]:
                where = str(number)
        offered = {f"{each:{_TIME}}" for each in self._audiences.times(audience)}
        wanted = f"{draft.starts_at:{_TIME}}" if draft.starts_at else NOW
        return Fields(
            text=marked(draft.content["html"]),
            buttons="\n".join(
                texts.plain("broadcasts-buttons-line", label=label, target=url or self._target(data))
                for label, url, data in draft.content["buttons"]
            ),
            to=to,
            where=where,
            places=", ".join(each.name for each in chosen) if where == SOME else "",
            excluded=", ".join(each.name for each in _named(audience.excluded)),
            active="1" if audience.active_days else "",
            notice=f"{audience.notice} {'yes' if audience.acknowledged else 'no'}" if audience.notice else "",
            when=wanted if wanted in offered else NOW,
            at=f"{draft.starts_at:%d.%m.%Y %H:%M}" if draft.starts_at and wanted not in offered else "",
            repeats=draft.repeats.value,
        )

    def _target(self, data: str) -> str:
        answer = ShowAnswer.unpack(data)
        return answer.answer if answer else self._content.texts.plain("broadcasts-buttons-card")

    def read(self, draft: Mailing, fields: Fields) -> Written:
        """What the fields make of a draft. Nothing is kept."""
        wrong: dict[str, tuple[str, Mapping[str, object]]] = {}
        content = {**draft.content, "html": self._html(draft, fields, wrong)}
        if draft.about is not None:
            return Written(draft=replace(draft, content=content), wrong=wrong)
        content["buttons"] = self._buttons(draft, fields, wrong)
        starts_at = self._starts_at(fields, wrong)
        repeats = Repeat(fields.repeats) if fields.repeats in set(Repeat) and starts_at else Repeat.NEVER
        if fields.repeats and not starts_at and "at" not in wrong:
            wrong["repeats"] = ("broadcasts-repeats-without-time", {})
        changed = replace(
            draft,
            content=content,
            audience=self._audience(draft.audience, fields, wrong),
            starts_at=draft.starts_at if "at" in wrong else starts_at,
            repeats=repeats,
        )
        return Written(draft=changed, wrong=wrong)

    def _html(self, draft: Mailing, fields: Fields, wrong: dict[str, tuple[str, Mapping[str, object]]]) -> str:
        before: str = draft.content["html"]
        text, media = fields.text.strip(), draft.content["media"]
        most = LONGEST_CAPTION if media else LONGEST
        if not text and not media:
            wrong["text"] = ("broadcasts-text-empty", {})
        elif len(_MARKS.sub(lambda found: found[1] or found[2] or found[3], text)) > most:
            wrong["text"] = ("broadcasts-too-long", {"most": most})
        return before if text == marked(before).strip() else of_marks(text)

    def _buttons(
        self, draft: Mailing, fields: Fields, wrong: dict[str, tuple[str, Mapping[str, object]]]
    ) -> list[list[str]]:
        lines = [line.strip() for line in fields.buttons.splitlines() if line.strip()]
        found = [(line, self.button(line)) for line in lines]
        bad = [line for number, (line, button) in enumerate(found) if button is None or number >= MOST_BUTTONS]
        if lines and len(draft.content["media"]) > 1:
            wrong["buttons"] = ("broadcasts-buttons-album", {})
        elif bad:
            wrong["buttons"] = (
                "broadcasts-buttons-bad",
                {"line": bad[0], "length": LONGEST_LABEL, "most": MOST_BUTTONS},
            )
        else:
            return [[each.text, each.url or "", each.data or ""] for _line, each in found if each]
        return list(draft.content["buttons"])

    def _audience(
        self, before: Audience, fields: Fields, wrong: dict[str, tuple[str, Mapping[str, object]]]
    ) -> Audience:
        kind, _, id = fields.to.partition(":")
        chosen = before if fields.to == KEPT else self._audiences.of(kind, id) if kind else None
        audience = replace(chosen or Audience(), places=(), excluded=(), active_days=0, notice=0, acknowledged=False)
        if audience.staff or not audience.is_chosen:
            return audience
        if fields.where == SOME:
            audience = replace(audience, places=keys(self._places("places", fields.places, wrong)))
            if not audience.places and "places" not in wrong:
                wrong["places"] = ("broadcasts-places-empty", {})
        elif fields.where.isascii() and fields.where.isdecimal() and len(fields.where) < 4:
            audience = self._audiences.in_raion(audience, int(fields.where)) or audience
        audience = replace(audience, excluded=keys(self._places("excluded", fields.excluded, wrong)))
        number, _, how = fields.notice.partition(" ")
        if audience.title and number.isascii() and number.isdecimal() and len(number) < 10:
            audience = replace(audience, notice=int(number), acknowledged=how == "yes")
        return replace(audience, active_days=ACTIVE_DAYS) if audience.theme and fields.active else audience

    def _places(self, name: str, typed: str, wrong: dict[str, tuple[str, Mapping[str, object]]]) -> Sequence[Hromada]:
        found, doubtful = self._audiences.look_up(typed)
        if doubtful:
            wrong[name] = ("broadcasts-places-doubtful", {"names": ", ".join(doubtful)})
        return found

    def _starts_at(self, fields: Fields, wrong: dict[str, tuple[str, Mapping[str, object]]]) -> datetime | None:
        now = self._clock()
        if fields.at.strip():
            at = parse_time(fields.at, now, Days(self._content.library))
            if at is None:
                wrong["at"] = ("broadcasts-time-wrong", {})
            return at
        if fields.when in {NOW, ""}:
            return None
        try:
            at = datetime.strptime(fields.when, _TIME).replace(tzinfo=now.tzinfo)
        except ValueError:
            at = now
        if at <= now:
            wrong["at"] = ("broadcasts-time-wrong", {})
            return None
        return at

    def times(self, audience: Audience) -> list[tuple[str, datetime]]:
        """Times that are offered, each with the word by which a field names it."""
        return [(f"{each:{_TIME}}", each) for each in self._audiences.times(audience)]


def _named(places: Sequence[str]) -> list[Hromada]:
    return [each for each in load_hromadas() if each.katottg in places]


# Marks


def of_marks(text: str) -> str:
    """Telegram HTML of a text with marks; all else in it is words."""
    parts, end = list[str](), 0
    for found in _MARKS.finditer(text):
        parts.append(str(escape(text[end : found.start()])))
        end = found.end()
        if found["bold"]:
            parts.append(f"<b>{escape(found['bold'])}</b>")
        elif found["italic"]:
            parts.append(f"<i>{escape(found['italic'])}</i>")
        else:
            parts.append(f'<a href="{escape(found["link"])}">{escape(found["words"])}</a>')
    parts.append(str(escape(text[end:])))
    return "".join(parts)


def marked(html: str) -> str:
    """A text with marks, of Telegram HTML; of formats that have no mark the words alone."""
    linked = _HREF.sub(lambda found: f"[{found[2]}]({found[1]})", html)
    return entities.unescape(_TAGS.sub(lambda found: _SIMPLE.get(found[2], ""), linked))


def has_more(html: str) -> bool:
    """Whether the text has formats that are lost when its words are changed on a page."""
    return entities.unescape(of_marks(marked(html))) != entities.unescape(html)
