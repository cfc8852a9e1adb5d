"""What the search knows of words (`content/uk/search.yaml`): synonyms, filler words, and matters that are not ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from markupsafe import Markup

from content.markup import telegram_html
from content.mistakes import load_yaml


class Kind(StrEnum):
    """What a topic is."""

    SMALL_TALK = "smalltalk"
    OUTSIDE = "outside"
    """A matter that looks like ours and is not."""
    REST = "rest"
    """Whatever else people write."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something people write that none of the answers is for."""

    id: str
    kind: Kind
    examples: tuple[str, ...]
    """Of small talk: the whole of what is written."""
    reply: Markup
    """What the bot says to it, as Telegram HTML."""
    opens: str
    """Where it leads: `staff`, `cases`, `settings`; empty: to the menu."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters stand for one another."""

    to_ukrainian: Mapping[int, int | str]
    """From what the English layout made of Ukrainian keys; for `str.translate`."""
    to_english: Mapping[int, int | str]
    fold: Mapping[int, int | str]
    """Letters that people mix up become one."""
    latin: Mapping[str, str]
    """Latin spellings and the letter they stand for."""
    spelling: re.Pattern[str]
    """Any of them, the longest first."""
    endings: tuple[str, ...]
    """Endings of folded words, the longest first."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by what they mean for the search; everything is written as people write it."""

    filler: tuple[str, ...]
    """Words that say nothing about what is asked."""
    asking: Mapping[str, tuple[str, ...]]
    """Words by which one asks: `anywhere` in a clause, `first` in it or after those `before`; a `joint` begins anew.
    Who only tells something with a word of `too` goes on with what was said before."""
    hromada_filler: frozenset[str]
    """Words that say nothing about which hromada is meant."""
    wider: Mapping[str, frozenset[str]]
    """Words by which an oblast (`oblast`) or a raion (`raion`) is known, and those that may stand `beside` them."""
    settlement_kinds: Mapping[str, str]
    """What people write before the name of a settlement → its kind in the codifier."""
    synonyms: Mapping[str, str]
    """What people write → the words the answers use."""
    latin: Mapping[str, str]
    """Words written in Latin letters by their nature."""
    topics: Mapping[str, Topic]
    letters: Letters


def load_vocabulary(path: Path) -> Vocabulary:
    """Raises BrokenContent."""
    return load_yaml(path, _vocabulary, "check-wrong-vocabulary")


def _vocabulary(data: dict[str, Any]) -> Vocabulary:
    return Vocabulary(
        filler=tuple(" ".join(data["filler"]).split()),
        asking={place: tuple(data["asking"][place]) for place in ("anywhere", "first", "before", "joint", "too")},
        hromada_filler=frozenset(data["hromada_filler"]),
        wider={what: frozenset(words) for what, words in data["wider"].items()},
        settlement_kinds={word: kind for kind, words in data["settlement_kinds"].items() for word in words},
        synonyms={word: means for means, words in data["synonyms"].items() for word in words},
        latin=dict(data["latin"]),
        topics={topic["id"]: _topic(topic) for topic in data["topics"]},
        letters=_letters(data["letters"]),
    )


def _letters(data: dict[str, Any]) -> Letters:
    english, ukrainian = data["keys"]["english"], data["keys"]["ukrainian"]
    back = dict(zip(reversed(ukrainian), reversed(english), strict=True))  # a letter's plain key, not with Shift
    return Letters(
        to_ukrainian=str.maketrans(english, ukrainian),
        to_english=str.maketrans(back),
        fold=str.maketrans(data["fold"]),
        latin=dict(data["latin"]),
        spelling=re.compile("|".join(re.escape(spelling) for spelling, _ in data["latin"])),
        endings=tuple(sorted(data["endings"], key=len, reverse=True)),
    )


def _topic(data: dict[str, Any]) -> Topic:
    return Topic(
        data["id"],
        Kind(data["kind"]),
        tuple(data.get("examples", ())),
        telegram_html(data["reply"]),
        data.get("opens", ""),
    )
