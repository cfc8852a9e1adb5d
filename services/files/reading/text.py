"""What a certificate's text says, whatever its layout: labels before, after and above what they name."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from content.words.certificates import Patterns

T = TypeVar("T")

LONGEST = 20_000
"""Signs of a text that are looked at; a certificate has a thousand."""
LONGEST_COURSE = 200
_BEFORE = 80
"""Signs before something in which its label is looked for."""
_QUOTES = {"\u00ab": "\u00bb", "\u201e": "\u201d\u201c", "\u201c": "\u201d", '"': '"'}
"""What opens a quotation, and what may close it."""
_SPACES = re.compile(r"[^\S\n]+")
_NAME_WORD = r"[A-Z\u0400-\u042f\u0490][A-Za-z\u0400-\u04ff'\u2019\u02bc`\u2018-]+"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s{_NAME_WORD}){{1,3}}")
_PATRONYMIC = re.compile(
    # -ovych, -evych, -ivna, -yivna with their cases
    r"(?:[\u043e\u0435\u0454]\u0432\u0438\u0447|[\u0456\u0457]\u0432\u043d)\w{0,3}$",
    re.IGNORECASE,
)
_CODE_FOLLOWS = re.compile(r"[^\S\n]+(?!\d{1,2}[./]\d)(?=\S*\d)[A-Z\d-]{2,}")
"""A number may go on behind a space; a date is no part of it."""


@dataclass(frozen=True, slots=True)
class FoundValue(Generic[T]):
    """One thing that the text says. `is_certain` where a label names it and no other place contradicts."""

    value: T
    is_certain: bool


@dataclass(frozen=True, slots=True)
class TextReading:
    """What a text says."""

    numbers: tuple[FoundValue[str], ...] = ()
    """All that may be the certificate's number, the likeliest first; at most one is certain."""
    course: FoundValue[str] | None = None
    person: FoundValue[str] | None = None
    issued_on: FoundValue[date] | None = None
    level: FoundValue[str] | None = None
    score: FoundValue[int] | None = None


def clean(text: str) -> str:
    """Text of a PDF with the signs that only typesetters see made plain."""
    text = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-").replace("\x02", "-")
    text = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", text).replace("\u2010", "-").replace("\u2011", "-")
    return "\n".join(line for line in (_SPACES.sub(" ", line).strip() for line in text.split("\n")) if line)


def is_certificate(patterns: Patterns, text: str) -> bool:
    """Whether it speaks of a certificate at all."""
    return bool(patterns.certificate.search(text))


def read_text(patterns: Patterns, text: str) -> TextReading:
    """What the text says, which has passed `clean`."""
    return TextReading(
        numbers=tuple(_numbers(patterns, text)),
        course=_course(patterns, text),
        person=_person(patterns, text.split("\n")),
        issued_on=_date(patterns, text),
        level=_level(patterns, text),
        score=_score(patterns, text),
    )


def _numbers(patterns: Patterns, text: str) -> list[FoundValue[str]]:
    distinct: dict[str, str] = {}
    others: dict[str, str] = {}
    labelled = [*patterns.number.finditer(text)]
    for match in labelled:
        label, code = match["label"], re.sub(r"\s", "", match["code"])
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if not _is_code(code) or not patterns.is_number.search(label):
            continue
        if patterns.other_numbers.search(before) and not is_certificate(patterns, label):
            continue
        is_distinct = bool(patterns.is_distinct.search(label))
        if not is_distinct and patterns.of_an_act.match(text, match.end()):
            continue
        is_whole = not _CODE_FOLLOWS.match(text, match.end())
        (distinct if is_distinct and is_whole else others).setdefault(code.casefold(), code)
    for match in patterns.uuid.finditer(text):
        code = re.sub(r"\s", "", match[0])
        distinct.setdefault(code.casefold(), code)
    is_alone = len(distinct) == 1 and not others.keys() - distinct.keys()
    return [FoundValue(code, is_alone) for code in distinct.values()] + [
        FoundValue(code, False) for key, code in others.items() if key not in distinct
    ]


def _is_code(code: str) -> bool:
    digits = sum(letter.isdigit() for letter in code)
    return 4 <= len(code) <= 64 and (digits >= 4 or (digits >= 2 and len(code) >= 6))


def _person(patterns: Patterns, lines: list[str]) -> FoundValue[str] | None:
    told: dict[str, str] = {}
    guessed: dict[str, str] = {}
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else ""
        for start, words, after in _names(patterns, lines, place):
            name = " ".join(words.split())
            if patterns.person_never.search(name):
                continue
            label = patterns.person_before.search(f"{before}\n{line[:start]}".rstrip())
            is_told = label or patterns.person_after.match(after.lstrip(" ,\n"))
            if is_told:
                told.setdefault(name.casefold(), name)
            elif any(_PATRONYMIC.search(word) for word in name.split()):
                guessed.setdefault(name.casefold(), name)
    # A name on two lines was also found as the part of it on one.
    longest = [name for name in told.values() if not any(name != other and name in other for other in told.values())]
    if longest:
        return FoundValue(longest[0], len(longest) == 1)
    return FoundValue(next(iter(guessed.values())), False) if len(guessed) == 1 else None


def _names(patterns: Patterns, lines: list[str], place: int) -> Iterator[tuple[int, str, str]]:
    """What may be a name on this line, or on it and the next: where it begins, it, and the text behind it."""
    line, rest = lines[place], "\n".join(lines[place + 1 : place + 3])
    after = lines[place + 1] if place + 1 < len(lines) else ""
    further = "\n".join(lines[place + 2 : place + 3])
    labels = [match.end() for match in patterns.person_label.finditer(line)]
    for start, end in itertools.pairwise([0, *labels, len(line)]):
        for match in _NAME.finditer(line, start, end):
            yield match.start(), match[0], line[match.end() :] or rest
    words = len(line.split()), len(after.split())
    if min(words) == 1 and sum(words) <= 3 and _NAME.fullmatch(f"{line} {after}"):
        yield 0, f"{line}\n{after}", further


def _course(patterns: Patterns, text: str) -> FoundValue[str] | None:
    told: dict[str, str] = {}
    guessed: dict[str, str] = {}
    for start, title in _quoted(text):
        name = " ".join(title.split())
        if not name or len(name) > LONGEST_COURSE or patterns.course_never.fullmatch(name):
            continue
        is_told = patterns.course_before.search(text[max(0, start - _BEFORE) : start])
        (told if is_told else guessed).setdefault(name.casefold(), name)
    if not told:
        told = {name.casefold(): name for name in _unquoted(patterns, text)}
    if told:
        return FoundValue(next(iter(told.values())), len(told) == 1)
    if len(guessed) == 1:
        return FoundValue(next(iter(guessed.values())), False)
    known = patterns.course_known.search(text)
    return FoundValue(" ".join(known[0].split()), False) if known and not guessed else None


def _quoted(text: str) -> Iterator[tuple[int, str]]:
    """Where a quotation begins, and what stands in it; quotations in it belong to it."""
    depth, start, opening = 0, 0, ""
    for place, sign in enumerate(text):
        if not depth and sign in _QUOTES:
            depth, start, opening = 1, place, sign
        elif depth and (sign == opening or sign in _QUOTES[opening]):
            # Some signs open in one language and close in another: an opening one stands before a word.
            is_before_word = text[place - 1].isspace() and not text[place + 1 : place + 2].isspace()
            is_inner = sign in _QUOTES and (is_before_word or sign not in _QUOTES[opening])
            depth += 1 if is_inner else -1
            if not depth:
                yield start, text[start + 1 : place]


def _unquoted(patterns: Patterns, text: str) -> Iterator[str]:
    """Titles without quotation marks: behind a label and a colon, or on the lines below a label."""
    lines = text.split("\n")
    for place, line in enumerate(lines):
        label, colon, rest = line.partition(":")
        if colon and rest.strip() and patterns.course_before.search(label):
            title = [rest]
        elif patterns.course_before.search(line):
            title = []
        else:
            continue
        for follower in lines[place + 1 : place + 4]:
            if patterns.course_ends.match(follower) or patterns.date.search(follower) or ":" in follower:
                break
            title.append(follower)
        name = " ".join(" ".join(title).split())
        if 3 < len(name) <= LONGEST_COURSE and name[0] not in _QUOTES:
            yield name


def _date(patterns: Patterns, text: str) -> FoundValue[date] | None:
    told: list[date] = []
    others: list[date] = []
    for match in patterns.date.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if patterns.date_never.search(before) or patterns.other_numbers.search(before.rpartition("\n")[2]):
            continue
        year = int(match["year"] or match["y"])
        month = patterns.months[match["word"].lower()] if match["word"] else int(match["month"] or match["m"])
        with contextlib.suppress(ValueError):  # the 31st of February
            found = date(year, month, int(match["day"] or match["d"]))
            (told if patterns.date_before.search(before) else others).append(found)
    dates = told or others
    return FoundValue(dates[0], len(set(dates)) == 1) if dates else None


def _level(patterns: Patterns, text: str) -> FoundValue[str] | None:
    """The level named beside the word level; the one of the whole where each part has one as well."""
    near: list[str] = []
    whole: list[str] = []
    for match in patterns.level_near.finditer(text):
        window = text[max(0, match.start() - 30) : match.end() + 30]
        centre = match.start() - max(0, match.start() - 30)
        found = [
            (abs(word.start() - centre), name)
            for name, pattern in patterns.levels.items()
            for word in pattern.finditer(window)
        ]
        if found:
            near.append(min(found)[1])
            if patterns.level_whole.search(text[max(0, match.start() - 30) : match.start()]):
                whole.append(near[-1])
    levels = set(whole or near)
    return FoundValue(levels.pop(), True) if len(levels) == 1 else None


def _score(patterns: Patterns, text: str) -> FoundValue[int] | None:
    for pattern in patterns.scores:
        points = {int(match[1]) for match in pattern.finditer(text)}
        if points:
            return FoundValue(points.pop(), True) if len(points) == 1 and max(points) <= patterns.most_points else None
    return None
