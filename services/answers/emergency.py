"""Somebody is in danger now: seen in her words before anything is searched, and nothing of them is kept.

A sign is a few words near each other, in any order: «хочу … померти». The words are compared as the search does it
(`services/answers/search/words.py`), so that capitals, typing mistakes, Russian words, Latin letters and the wrong
keyboard layout hide none. Words in which the same means something harmless take a sign back: «помираю зі сміху».
"""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from rapidfuzz.distance import OSA

from content.emergencies import Emergency, Sign
from content.library import Library
from services.answers.questions import Questions
from services.answers.search import Decision
from services.answers.search.words import LONGEST_TEXT, Words
from services.letters import fold
from storage.answers import QuestionStore

GAP = 4
"""So many other words may stand among those of a sign."""
SHORT = 4
"""Words up to which a text says little more than its sign."""
NEAR = 4
"""So many words before and behind a sign are looked at for what takes it back."""
QUICK = 1000
"""Characters that are read in some milliseconds."""
ONE_MISTAKE, TWO_MISTAKES = 5, 12
"""Letters from which a word may have one wrong letter, and two. The first letter is hardly ever the wrong one."""
NOT = "не"
"""The group of words that deny what follows."""

_SPACED = re.compile(r"(?<!\w)\w(?:[\s.\-_*]+\w(?!\w)){3,}")
_STARRED = re.compile(r"(?<=\w)[*#@$^~](?=\w)")
_MIXED = re.compile(r"(?=\w*[\u0400-\u04ff])(?=\w*[a-z0-9])\w+")
_ALIKE = str.maketrans("aceiopxykmhbt03461", "асеіорхукмнвтозчбі")
"""Latin letters and figures that look like Cyrillic letters, within a Cyrillic word."""
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[.!?…]+\s|\n")
_APOSTROPHE = re.compile("['’ʼ]")


class Signs:
    """Knows the signs of one edition of the content. Looking through a text takes less than a millisecond."""

    def __init__(self, library: Library) -> None:
        self._kinds = library.emergencies.kinds
        letters = library.vocabulary.letters
        # «біля» is not «била»: of the letters that people mix up, these part too many words.
        self._letters = replace(letters, fold={each: to for each, to in letters.fold.items() if chr(each) not in "яющ"})
        self._words = Words(library.vocabulary)
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._begun: dict[str, set[str]] = defaultdict(set)
        for name, forms in library.emergencies.words.items():
            self._add(name, forms)
        for kind in self._kinds.values():
            self._add(f"-{kind.id}", kind.unless)
        self._groups = lru_cache(20_000)(self._groups_of)
        known = [form.rstrip("*") for group in library.emergencies.words.values() for form in group]
        stems = {term.stem for form in known for term in self._words.terms(form)}
        self._words.learn(stems, lambda stem: bool(self._misspelt(stem)))

    def find(self, text: str) -> Emergency | None:
        """The gravest danger that the text tells of; None where it tells of none. Never fails."""
        sentences = [[self._groups(word) for word in sentence] for sentence in self._read(text)]
        words = [groups for sentence in sentences for groups in sentence]
        if not any(words):
            return None
        for kind in self._kinds.values():
            if any(_stands(sign, words, None) for sign in kind.always):
                return kind
            signs = (*kind.signs, *kind.short) if len(words) <= SHORT else kind.signs
            if any(_stands(sign, sentence, f"-{kind.id}") for sentence in sentences for sign in signs):
                return kind
        return None

    def _read(self, text: str) -> list[list[str]]:
        """The words of each sentence as they were meant: letters set apart come together, foreign ones among ours are
        read by sight."""
        text = _STARRED.sub("", text.lower())
        text = _SPACED.sub(lambda found: "".join(_WORD.findall(found[0])), text)
        text = _MIXED.sub(lambda found: found[0].translate(_ALIKE), text)
        return [
            [word for piece in self._words.pieces(sentence) for word in self._words.read(piece)]
            for sentence in _SENTENCE.split(text)
        ]

    def _add(self, name: str, forms: Iterable[str]) -> None:
        for form in forms:
            known = self._begun if form.endswith("*") else self._whole
            known[fold(self._letters, _APOSTROPHE.sub("", form.removesuffix("*")))].add(name)

    def _groups_of(self, word: str) -> frozenset[str]:
        folded = fold(self._letters, word)
        groups = set(self._whole.get(folded, ()))
        for end in range(2, len(folded) + 1):
            groups |= self._begun.get(folded[:end], set())
        if not groups and not self._words.is_known(word):
            groups |= self._misspelt(folded)
        return frozenset(groups)

    def _misspelt(self, folded: str) -> set[str]:
        most = (len(folded) >= ONE_MISTAKE) + (len(folded) >= TWO_MISTAKES)
        if not most:
            return set()
        groups: set[str] = set()
        for form, names in self._whole.items():
            if (
                form[0] == folded[0]
                and len(form) >= ONE_MISTAKE
                and OSA.distance(form, folded, score_cutoff=most) <= most
            ):
                groups |= names
        for stem, names in self._begun.items():
            if stem[0] == folded[0] and len(stem) >= ONE_MISTAKE:
                ends = range(len(stem) - 1, len(stem) + 2)
                if any(OSA.distance(stem, folded[:end], score_cutoff=1) <= 1 for end in ends):
                    groups |= names
        return groups


def _stands(sign: Sign, words: Sequence[frozenset[str]], unless: str | None) -> bool:
    """Whether the sign stands somewhere among the words and nothing takes it back."""
    return any(
        not (unless and any(unless in each for each in words[max(0, min(found) - NEAR) : max(found) + NEAR + 1]))
        for start, groups in enumerate(words)
        if not groups.isdisjoint(sign)
        for found in _places(sign, words, start, start + len(sign) + GAP, ())
        if not any(_is_denied(place, words, found) for place in found)
    )


def _places(
    sign: Sign, words: Sequence[frozenset[str]], start: int, end: int, taken: tuple[int, ...]
) -> Iterable[tuple[int, ...]]:
    """Each way to find every word of the sign at a place of its own from `start` to before `end`."""
    if not sign:
        yield taken
        return
    for place in range(start, min(end, len(words))):
        if place not in taken and sign[0] in words[place]:
            yield from _places(sign[1:], words, start, end, (*taken, place))


def _is_denied(place: int, words: Sequence[frozenset[str]], found: Sequence[int]) -> bool:
    return place > 0 and place - 1 not in found and NOT in words[place - 1] and NOT not in words[place]


@dataclass(frozen=True, slots=True)
class EmergencyHelp:
    """Finds who is in danger, and tells the staff where she wants that: the kind of danger and no word of hers."""

    _signs: Callable[[], Signs]
    _questions: QuestionStore
    _staff: Questions
    _clock: Callable[[], datetime]

    async def find(self, text: str) -> Emergency | None:
        """The gravest danger that the text tells of, wherever in it. A long one is read in a thread: it takes a while,
        and nobody else waits for it."""
        find, text = self._signs().find, text[:LONGEST_TEXT]
        return find(text) if len(text) <= QUICK else await asyncio.to_thread(find, text)

    async def tell_staff(self, person_id: int, message_id: int, words: str) -> None:
        """`words` of the bot stand in the staff chat as a question, so that a reply finds its way. Once a message."""
        question = await self._questions.record(
            person_id=person_id,
            chat_message_id=message_id,
            asked_at=self._clock(),
            text=words,
            decision=Decision.ANSWER,
            answer_id=None,
            score=None,
            topic=None,
        )
        await self._staff.pass_on(question, person_id)
