"""What stands in the cells of people's tables: names, days, numbers, states. What is none is never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import cached_property

from content.words.tables import TableWords
from services.files.tables import cell_text
from services.text import fold_code, fold_words, tidy, words_key

ReadDay = Callable[[str, date], date | None]

MOST_WORDS = 5
"""Of a name."""
_WORD = re.compile(r"[^\W\d_]+(?:[’-][^\W\d_]+)*\.?")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_WHOLE = re.compile(r"-?\d{1,9}(?:[.,]0{1,2})?")
_HOUR = r"[T ,]+\d{1,2}:\d{2}\S*"
_NUMERIC_DAY = re.compile(
    rf"(\d{{1,2}})[./-](\d{{1,2}})[./-](\d{{4}}|\d{{2}})(?:\s*\u0440(?:\u043e\u043a\u0443|\.)?)?(?:{_HOUR})?"
)
_ISO_DAY = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})" rf"(?:{_HOUR})?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CODE = re.compile(r"[^\W_]+(?:[ \-/._:№#]+[^\W_]+)*")
_NO_CODE = re.compile(
    r"\d{1,2}\.\d{1,2}\.\d{4}"  # a day in it
    r"|(?i:[a-z\d]\.[a-z]{2})"  # a link, the name of a file
    r"|[а-яєіїґ]{3}"  # words
    r"|^\d+\.\d+(?i:[eе])\d+$"  # of which Excel has lost figures
)
_MOST_EXACT = 10**15
"""Excel keeps fifteen figures of a number: of a longer one the last are lost."""


class Values:
    """Reads cells by the words of one edition of the content."""

    def __init__(self, words: TableWords, read_day: ReadDay = lambda _text, _today: None) -> None:
        """`read_day` reads a day with the name of a month in it."""
        self.words = words
        self._read_day = read_day

    @cached_property
    def totals(self) -> tuple[str, ...]:
        """For `begins_with`."""
        return beginnings(self.words.totals)

    @cached_property
    def vacant(self) -> tuple[str, ...]:
        return beginnings(self.words.vacant)

    @cached_property
    def _states(self) -> dict[str, str]:
        return _by_key(self.words.states)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return _by_key(self.words.titles)

    @cached_property
    def _posts(self) -> frozenset[str]:
        return frozenset(map(fold_words, self.words.posts))

    @cached_property
    def _never(self) -> frozenset[str]:
        return self._posts.union(map(fold_words, self.words.never_names))

    @cached_property
    def _examples(self) -> tuple[str, ...]:
        return beginnings(self.words.examples)

    @cached_property
    def _points(self) -> re.Pattern[str]:
        words, of = ("|".join(map(re.escape, each)) for each in (self.words.points, self.words.of_points))
        return re.compile(
            rf"(\d{{1,3}})(?:(?:\s*/\s*|\s+(?:{of})\s+)(\d{{1,3}}))?(?:\s*(?:{words})\.?)?", re.IGNORECASE
        )

    def is_nothing(self, value: object) -> bool:
        """An empty cell, or words for nothing."""
        text = cell_text(value)
        return not text or text.lower() in self.words.nothing

    def is_error(self, value: object) -> bool:
        """An error that a formula came to, such as #N/A."""
        return cell_text(value).startswith("#")

    def is_example(self, sheet: str) -> bool:
        """Whether a sheet of that name stands beside the data: a sample, a legend."""
        return begins_with(sheet, self._examples)

    def is_body(self, value: object) -> bool:
        """Whether a body may be called so: it is no error, no day, no total, no post and no oblast or raion."""
        text = cell_text(value)
        words = fold_words(text).replace(".", " ").split()
        is_place = len(words) == 2 and words[-1] in map(fold_words, self.words.places)
        is_none = self.is_nothing(value) or self.is_error(value) or self.is_day(value)
        is_row = begins_with(text, (*self.totals, *self.vacant))
        return any(map(str.isalpha, text)) and not (is_none or is_row or is_place or words[0] in self._posts)

    def has_never(self, text: str) -> bool:
        """Whether a word of it stands in no name: a post, a part of a body, «all»."""
        return not self._never.isdisjoint(words_key(text).split())

    def points(self, value: object, most: int) -> int | None:
        """Points from 0 to `most`, perhaps with the words for them or with `most` behind; None where it is none."""
        match = self._points.fullmatch(cell_text(value)) if isinstance(value, str) else None
        if match and int(match[2] or most) != most:
            return None
        found = int(match[1]) if match else whole_number(value)
        return found if found is not None and 0 <= found <= most else None

    def name(self, value: object) -> str | None:
        """Somebody's name as it is kept; None where it cannot be one: a post, a total, a number, two people."""
        if not isinstance(value, str):
            return None
        text = tidy(value).rstrip(",;")
        words = _WORD.findall(text)
        if not 2 <= len(words) <= MOST_WORDS or _WORD.sub("", text).strip():
            return None
        if len(words) > 3 and any(sign in value for sign in "\n\r"):
            return None
        long = [word for word in words if not _INITIAL.fullmatch(word)]
        if not long or any(word.endswith(".") for word in long):
            return None
        if not self._is_written_as_name(words):
            return None
        if not self._may_be_one(words):
            return None
        unusual = [place for place, word in enumerate(words) if fold_words(word) in self._never]
        if unusual and not (unusual == [0] and len(words) == 3 and self._is_patronymic(words[2])):
            return None
        return text

    def _is_written_as_name(self, words: list[str]) -> bool:
        """Each word in capitals or with one; all in small letters only where a patronymic shows what they are."""
        if all(word.islower() for word in words):
            return len(words) == 3 and self._is_patronymic(words[2])
        rest = words[:-1] if fold_words(words[-1]) in self.words.last_names else words
        return len(rest) <= MOST_WORDS - 1 and all(word[0].isupper() for word in rest)

    def is_declined(self, name: str) -> bool:
        """Whether the patronymic says that the name is not in the nominative."""
        return any(word.lower().endswith(self.words.declined) for word in name.split()[1:])

    def _may_be_one(self, words: list[str]) -> bool:
        """Four words and more are one person where the one patronymic tells how: at the end, or behind the given name
        in front."""
        rest = words[:-1] if fold_words(words[-1]) in self.words.last_names else words
        told = [place for place, word in enumerate(rest) if self._is_patronymic(word)]
        return len(rest) < 4 or told in ([1], [len(rest) - 1])

    def _is_patronymic(self, word: str) -> bool:
        return word.lower().endswith(self.words.patronymics)

    def day(self, value: object, today: date, oldest: date) -> date | None:
        """A day from `oldest` until today, in whichever usual spelling, with its year; None where it is none."""
        found = self._day(value, today)
        return found if found and oldest <= found <= today else None

    def _day(self, value: object, today: date) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if not isinstance(value, str):
            return None
        text = " ".join(value.split())
        if match := _NUMERIC_DAY.fullmatch(text):
            year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
            return _date(year, int(match[2]), int(match[1]))
        if match := _ISO_DAY.fullmatch(text):
            return _date(int(match[1]), int(match[2]), int(match[3]))
        if _YEAR.search(text) and any(sign.isalpha() for sign in text):
            return self._read_day(text, today)
        return None

    def is_day(self, value: object) -> bool:
        """Whether it is a day, whichever."""
        text = cell_text(value)
        return isinstance(value, date) or bool(_NUMERIC_DAY.fullmatch(text) or _ISO_DAY.fullmatch(text))

    def state(self, value: object) -> str | None:
        """The state of which the whole cell is a word; None where it is none."""
        text = cell_text(value)
        return None if "?" in text else self._states.get(_key(text))

    def title(self, value: object) -> str | None:
        """The title of a post of the bot of which the whole cell is a word; None where it is none."""
        return self._titles.get(_key(cell_text(value)))


def _by_key(choices: Mapping[str, Collection[str]]) -> dict[str, str]:
    return {_key(word): choice for choice, words in choices.items() for word in words}


def _key(text: str) -> str:
    return words_key(text) or fold_words(text)


def whole_number(value: object) -> int | None:
    """A whole number, perhaps with spaces in it; None where it is none, or may be another: «1,000», 1.5."""
    if isinstance(value, bool):
        return None
    text = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", cell_text(value))
    if isinstance(value, float) and value.is_integer() and abs(value) < _MOST_EXACT:
        return int(value)
    return int(re.split("[.,]", text)[0]) if _WHOLE.fullmatch(text) else None


def code_of(value: object, shortest: int, longest: int) -> str | None:
    """The number of a document as it stands; None where it has no figure, Excel has lost some of them, or it is
    something else: a day, a link, a file, several numbers, words."""
    if isinstance(value, bool | float | date):
        return None
    if "\n" in str(value).strip():  # two of them
        return None
    text = tidy(cell_text(value)).removeprefix("\u2116").lstrip()
    if not shortest <= len(text) <= longest or not any(sign.isdigit() for sign in text):
        return None
    if not _CODE.fullmatch(fold_code(text)) or _NO_CODE.search(text) or _ISO_DAY.fullmatch(text):
        return None
    return text


def is_month_first(value: object) -> bool:
    """Whether it is a day that can only be read with the month in front, as American programs write it."""
    match = _NUMERIC_DAY.fullmatch(cell_text(value)) if isinstance(value, str) else None
    return match is not None and int(match[1]) <= 12 < int(match[2])


def begins_with(text: str, keys: tuple[str, ...]) -> bool:
    """Whether the text begins with one of these words, which are given by their keys, as a whole word."""
    return f"{words_key(text)} ".startswith(keys)


def beginnings(words: Collection[str]) -> tuple[str, ...]:
    """The keys of words for `begins_with`."""
    return tuple(f"{words_key(word)} " for word in words)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
