"""One answer: a Markdown file with YAML front matter in `content/uk/answers`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import frontmatter
import yaml
from markupsafe import Markup

from content.markup import NotShowable, telegram_html
from content.mistakes import Mistake, broken_yaml

BODY_LENGTH = range(300, 901)
"""A body is read on a phone, nearly without scrolling."""
URGENT_LENGTH = 600
"""The longest body of an answer with offers: whoever stands at the counter reads no more."""
TITLE_LENGTH = 60
"""A title is a button: longer ones are cut by Telegram on a narrow phone."""
ID_LENGTH = 32
"""An id stands in callback data (64 bytes) and in a deep link (64 characters), behind a prefix."""

REVIEW = timedelta(days=90)
"""How long an answer holds that somebody has checked."""

_MONEY = re.compile(r"\d{3}\sгрн")
"""A sum that is paid: the state sets such sums for a year."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim comes from: a page a citizen can open."""

    title: str
    url: str


class Offer(StrEnum):
    """What a person may do below the answer, at once."""

    CARD = "card"
    """Show a law card."""
    CLOCK = "clock"
    """Keep the time at which a document was not accepted."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot says to one kind of question."""

    id: str
    title: str
    theme: str
    questions: tuple[str, ...]
    """Examples of how people really ask it."""
    keywords: tuple[str, ...]
    sources: tuple[Source, ...]
    checked_on: date
    """When it was written or last held against its sources."""
    checked_by: str
    """Who read the sources themselves; empty: nobody yet, it was put together from stored copies."""
    review_by: date
    """The last day on which it surely holds."""
    related: tuple[str, ...]
    """Ids of answers people want next, the likeliest first."""
    offers: tuple[Offer, ...]
    body: str
    """Markdown, as the editor wrote it."""
    html: Markup
    """The body as Telegram HTML."""
    revision: str
    """Changes when the text a person reads changes; feedback is counted per revision."""
    path: Path
    written: str = field(repr=False, compare=False)
    """The whole file, as the editor wrote it."""

    @property
    def summary(self) -> str:
        """The first paragraph without marks: what stands under the title in a list of results."""
        return self.html.split("\n\n", 1)[0].striptags()


def read_answer(path: Path, inserted: Mapping[str, str] | None = None) -> tuple[Answer, list[Mistake]]:
    """The answer in `path` and its mistakes; a field with a mistake is empty. Raises BrokenContent for broken YAML.

    `inserted` is Markdown by the mark that it stands for.
    """
    return parse_answer(path, path.read_text(encoding="utf-8"), inserted)


def parse_answer(path: Path, written: str, inserted: Mapping[str, str] | None = None) -> tuple[Answer, list[Mistake]]:
    """The same for the words of a file that need not be there."""
    source = written
    for mark, markdown in (inserted or {}).items():
        source = source.replace(mark, markdown)
    try:
        meta, body = frontmatter.parse(source)
    except yaml.YAMLError as error:
        raise broken_yaml(path, error, lines_before=1) from error  # the opening ---
    fields = _Fields(path, source, meta)
    body = body.strip()
    answer = Answer(
        id=fields.take("id", _text, ""),
        title=fields.take("title", _text, ""),
        theme=fields.take("theme", _text, ""),
        questions=fields.take("questions", _texts, ()),
        keywords=fields.take("keywords", _texts, ()),
        sources=fields.take("sources", _sources, ()),
        checked_on=fields.take("checked_on", _day, date.min),
        checked_by=fields.take("checked_by", _text, ""),
        review_by=fields.take("review_by", _day, date.min),
        related=fields.take("related", _texts, ()),
        offers=fields.take("offers", _offers, ()) if "offers" in meta else (),
        body=body,
        html=fields.html(body),
        revision=_revision(meta.get("title"), body),
        path=path,
        written=written,
    )
    fields.check(answer, len(body) - (len(source) - len(written)))
    return answer, fields.mistakes


def body_of(written: str) -> str:
    """The Markdown of a file, as it was written."""
    return written.split("---\n", 2)[2].strip()


def without_check(written: str) -> str:
    """The file without who checked it when, which may change though the answer does not."""
    return re.sub(r"^(?:checked_on|checked_by|review_by):.*\n", "", written, flags=re.MULTILINE)


def rewritten(written: str, body: str | None = None, **fields: object) -> str:
    """The file with other values in these fields of its front matter, and another body; all else as it was."""
    _, head, old = written.split("---\n", 2)
    for name, value in fields.items():
        block = dumped(name, value)
        verbatim = block.replace("\\", "\\\\")  # as a replacement, in which they mean something
        head, count = re.subn(rf"^{name}:.*\n(?:[ \t-].*\n)*", verbatim, head, flags=re.MULTILINE)
        head += "" if count else block
    return f"---\n{head}---\n{old if body is None else f'{chr(10)}{body.strip()}{chr(10)}'}"


def dumped(name: str, value: object) -> str:
    """A field of YAML as editors write it: lists set in, nothing for None."""
    if value is None:
        return f"{name}:\n"
    return yaml.dump({name: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def review_until(answer: Answer, today: date) -> date:
    """How long an answer holds that is checked today; one with a sum of money to the end of the year at most."""
    last = today + REVIEW
    return min(last, date(today.year, 12, 31)) if _MONEY.search(answer.body) else last


class _Fields:
    """Reads the front matter and gathers its mistakes with their lines."""

    def __init__(self, path: Path, source: str, meta: Mapping[str, object]) -> None:
        self._path = path
        self._source = source
        self._meta = meta
        self.mistakes: list[Mistake] = []

    def take(self, name: str, read: Callable[[object], T], empty: T) -> T:
        """The field `name` as `read` makes it; `empty` where it is missing or wrong, which is a mistake."""
        if name not in self._meta:
            self._report(1, "check-missing-field", field=name)
        if self._meta.get(name) is None:
            return empty
        try:
            return read(self._meta[name])
        except (TypeError, ValueError):
            self._report(self._line_of(name), "check-wrong-field", field=name)
            return empty

    def html(self, body: str) -> Markup:
        try:
            return telegram_html(body)
        except NotShowable as problem:
            before = self._source[: self._source.index(body)].count("\n")
            self._report(before + problem.line, "check-not-showable", what=problem.what)
            return Markup()

    def check(self, answer: Answer, length: int) -> None:
        """The rules of one answer by itself; `length` is that of the body as the editor wrote it."""
        known = Answer.__dataclass_fields__.keys() - {"body", "html", "revision", "path", "written"}
        for name in self._meta.keys() - known:
            self._report(self._line_of(name), "check-unknown-field", field=name)
        if answer.id != self._path.stem:
            self._report(self._line_of("id"), "check-id-differs", id=answer.id)
        if len(answer.id) > ID_LENGTH or not answer.id.replace("-", "").isalnum() or not answer.id.isascii():
            self._report(self._line_of("id"), "check-wrong-id", most=ID_LENGTH)
        if len(answer.title) > TITLE_LENGTH:
            self._report(self._line_of("title"), "check-long-title", most=TITLE_LENGTH)
        if length not in BODY_LENGTH:
            values = {"length": length, "least": BODY_LENGTH.start, "most": BODY_LENGTH.stop - 1}
            self._report(1, "check-body-length", **values)
        if answer.offers and length > URGENT_LENGTH:
            self._report(1, "check-long-urgent", length=length, most=URGENT_LENGTH)
        if not answer.sources:
            self._report(self._line_of("sources"), "check-no-source")
        for source in answer.sources:
            address = urlsplit(source.url)
            if address.scheme != "https" or not address.hostname or not source.url.isascii():
                self._report(self._line_of("sources"), "check-wrong-address", url=source.url)
        if _MONEY.search(answer.body) and answer.review_by.year > answer.checked_on.year:
            self._report(self._line_of("review_by"), "check-money-outlives-year")
        if answer.review_by <= answer.checked_on:
            self._report(self._line_of("review_by"), "check-review-before-check")

    def _line_of(self, name: str) -> int:
        for number, line in enumerate(self._source.splitlines(), start=1):
            if line.startswith(f"{name}:"):
                return number
        return 1

    def _report(self, line: int, key: str, **values: object) -> None:
        self.mistakes.append(Mistake(self._path, line, key, values))


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value.strip()


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(item) for item in value if item is not None)


def _sources(value: object) -> tuple[Source, ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise TypeError
    return tuple(Source(**{name: _text(words) for name, words in item.items()}) for item in value)


def _offers(value: object) -> tuple[Offer, ...]:
    return tuple(Offer(name) for name in _texts(value))


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError
    return value


def _revision(title: object, body: str) -> str:
    return hashlib.blake2s(f"{title}\n{body}".encode(), digest_size=4).hexdigest()
