"""Finds the person whom a certificate or a list names, however the name is written there.

Sure is what may be accepted without a person's look; all else is a list to choose from. Namesakes, initials that fit
two, typing mistakes, and given names that differ by a letter are never sure.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content.words.names import OBLIQUE, Case, Gender, NameRules, load_name_rules
from services.text import tidy

Id = TypeVar("Id")

MOST = 10
"""Matches that are given back."""
LEAST_SCORE = 50.0
LONGEST_NAME, MOST_WORDS = 120, 6
LONGEST_OWN_NAME = 100

_APOSTROPHE = re.compile("(?<=[^\\W\\d_])['\u2019\u02bc\u2018`\u00b4\u2032\"\u201d*](?=[^\\W\\d_])")
_DASH = re.compile(r"\s*[\u2010-\u2015-]\s*(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_I = "\u0456"
_IE, _E = "\u0456\u0435", "\u0435"
_SHORT = 5
"""Letters below which a word with one other letter is rather another word."""
_NEAR = 20
"""Words that are looked at for one that may be misspelt."""
_GOOD = (False, 80.0)
"""As good as a misspelt name gets; below it, more is tried."""


@dataclass(frozen=True, slots=True)
class Match(Generic[Id]):
    """One who may be meant."""

    id: Id
    score: float
    """From LEAST_SCORE to 100, for the order."""
    sure: bool


def name_is_wrong(name: str) -> bool:
    """Whether that cannot be somebody's surname and given name, as she types it herself."""
    return len(_WORD.findall(name)) < 2 or len(name) > LONGEST_OWN_NAME or any(sign.isdigit() for sign in name)


class Names(Generic[Id]):
    """People by their names, learnt once and asked again and again. For one thread."""

    def __init__(self, people: Iterable[tuple[Id, str]]) -> None:
        """Full names in any order of words; of twenty thousand people it takes a second or two."""
        self._speller = _Speller(load_name_rules())
        self._ids: list[Id] = []
        self._people: list[_Person] = []
        self._numbers: dict[tuple[str, Gender], int] = {}
        self._words: list[_Word] = []
        self._keys: list[str] = []
        """The keys of the words, in the same order."""
        self._spelled: dict[str, list[tuple[int, Case]]] = defaultdict(list)
        """What is written so: the number of the word, and its cases."""
        named = [(id, self._speller.words(name)) for id, name in people]
        # Whoever stands beside a patronymic is no surname.
        given = {words[at - 1] for _, words in named if (at := self._speller.patronymic_at(words))}
        for id, words in named:
            if words:
                self._add(id, words, given)

    def find(self, name: str) -> list[Match[Id]]:
        """Those who may be meant, MOST at most, best first. The first is sure where it says so, the others never."""
        fits: dict[int, _Fit] = {}
        for asked in self._speller.readings(name):
            fits = max(fits, self._look_up(asked), key=_best)
            if _best(fits) >= _GOOD:
                break
        is_alone = sum(fit.is_compatible for fit in fits.values()) == 1
        ranked = sorted(fits.items(), key=lambda item: (not item[1].is_compatible, -item[1].score, item[0]))
        return [
            Match(self._ids[person], round(fit.score, 1), fit.is_enough and fit.is_compatible and is_alone)
            for person, fit in ranked[:MOST]
            if fit.score >= LEAST_SCORE
        ]

    def find_sure(self, name: str) -> Id | None:
        """The one who is meant for sure."""
        best = next(iter(self.find(name)), None)
        return best.id if best and best.sure else None

    def _add(self, id: Id, words: list[str], given: set[str]) -> None:
        at = self._speller.patronymic_at(words)
        rest = [word for place, word in enumerate(words) if place != at]
        # The surname comes first, unless the patronymic or the other name shows that it is the last.
        if at == 1 or (at is None and len(rest) == 2 and rest[0] in given and rest[1] not in given):
            rest.reverse()
        first = rest[1] if len(rest) > 1 else None
        patronymic = words[at] if at is not None else None
        gender = self._speller.gender(first, patronymic)
        person = len(self._ids)
        self._ids.append(id)
        self._people.append(
            _Person(
                surname=self._number(rest[0], gender, person),
                given=self._number(first, gender, person) if first else None,
                patronymic=self._number(patronymic, gender, person) if patronymic else None,
                gender=gender,
            )
        )

    def _number(self, word: str, gender: Gender, person: int) -> int:
        number = self._numbers.setdefault((word, gender), len(self._words))
        if number == len(self._words):
            key = self._speller.key(word)
            self._words.append(_Word(word[0], key[0], []))
            self._keys.append(key)
            for spelling, cases in self._speller.forms(word, gender).items():
                self._spelled[spelling].append((number, cases))
        self._words[number].bearers.append(person)
        return number

    def _look_up(self, asked: list[str]) -> dict[int, _Fit]:
        """Those who are called so; if nobody is, those who may be if it is misspelt."""
        found = [self._exact(word) for word in asked]
        fits = self._examine(asked, found)
        if any(fit.is_compatible for fit in fits.values()):
            return fits
        # The words that nobody has; only then those that are somebody else's.
        found = [hits or self._near(word) for word, hits in zip(asked, found, strict=True)]
        if _best(fits := self._examine(asked, found)) < _GOOD:
            found = [self._near(word) | hits for word, hits in zip(asked, found, strict=True)]
            fits = self._examine(asked, found)
        return fits

    def _exact(self, word: str) -> dict[int, _Hit]:
        if len(word) == 1:
            return {}
        return {number: _Hit(cases, 0.0) for number, cases in self._spelled.get(self._speller.key(word), ())}

    def _near(self, word: str) -> dict[int, _Hit]:
        key = self._speller.key(word)
        if len(key) < _SHORT:
            return {}
        near = process.extract(key, self._keys, scorer=OSA.distance, score_cutoff=1 + len(key) // 8, limit=_NEAR)
        return {number: _Hit(Case.ANY, distance / len(key)) for _, distance, number in near}

    def _examine(self, asked: list[str], found: list[dict[int, _Hit]]) -> dict[int, _Fit]:
        """How those fit who have most words in common with what was asked."""
        shared: Counter[int] = Counter()
        for hits in found:
            shared.update({person for number in hits for person in self._words[number].bearers})
        # All who bear the surname, for it must be known whether one of them is alone; not every Ivan.
        numbers = {number for hits in found for number in hits}
        named = [person for person in shared if self._people[person].surname in numbers]
        best = [*named, *(person for person, _ in shared.most_common(len(named) + MOST))]
        return {person: self._fit(self._people[person], asked, found) for person in best}

    def _fit(self, person: _Person, asked: list[str], found: list[dict[int, _Hit]]) -> _Fit:
        """How the words that were asked for fall onto those of a person's name."""
        left = list(range(len(asked)))
        hits: list[_Hit | None] = []
        for number in (person.surname, person.given, person.patronymic):
            places = [place for place in left if number is not None and number in found[place]]
            place = min(places, key=lambda place: found[place][number or 0].distance, default=None)
            if place is not None:
                left.remove(place)
            hits.append(found[place][number or 0] if place is not None else None)
        # Initials come in the order of the names they stand for.
        initials = [place for place in left if len(asked[place]) == 1]
        by_initial = [False, False]
        for role, number in enumerate((person.given, person.patronymic)):
            if number is not None and hits[role + 1] is None and initials and self._begins(number, asked[initials[0]]):
                by_initial[role] = True
                left.remove(initials.pop(0))
        if person.patronymic is None:
            left = [place for place in left if place not in initials and not self._speller.is_patronymic(asked[place])]
        return self._judge(person, hits, by_initial, left, is_latin=not any(map(_CYRILLIC.search, asked)))

    def _begins(self, number: int, initial: str) -> bool:
        word = self._words[number]
        if _CYRILLIC.match(initial):
            return self._speller.initial(word.letter) == self._speller.initial(initial)
        return word.sound == self._speller.key(initial)[:1]

    def _judge(
        self, person: _Person, hits: list[_Hit | None], by_initial: list[bool], left: list[int], *, is_latin: bool
    ) -> _Fit:
        surname, given, patronymic = hits
        whole = [hit for hit in hits if hit]
        cases = Case.ANY
        for hit in whole:
            cases &= hit.cases
        score = 100.0 - sum(60 * hit.distance for hit in whole) - 25 * len(left) - (0 if cases else 8)
        score -= 0 if surname else 45
        score -= 0 if given or person.given is None else 10 if by_initial[0] else 30
        score -= 0 if patronymic or person.patronymic is None else 2 if by_initial[1] else 4
        is_compatible = bool(surname) and not left and not any(hit.distance for hit in whole)
        # «O.» alone fits too many, and a Latin letter may stand for several of ours.
        is_named = bool(given) or (by_initial[0] and (by_initial[1] or bool(patronymic)) and not is_latin)
        return _Fit(score, is_compatible, is_named and bool(cases) and self._is_evident(person, hits, cases))

    def _is_evident(self, person: _Person, hits: list[_Hit | None], cases: Case) -> bool:
        """Whether a given name that is not in the nominative is no other name: what is the genitive of a man's name may
        be a woman's, so another word must be declined as well. A woman's in -i is nobody else's."""
        given = hits[1]
        if given is None or Case.NOMINATIVE in cases:
            return True
        if person.gender is Gender.FEMININE and cases & (Case.GENITIVE | Case.DATIVE):
            return True
        return any(hit and hit is not given and Case.NOMINATIVE not in hit.cases for hit in hits)


class _Speller:
    """Words of names as keys that are equal where people mean the same."""

    def __init__(self, rules: NameRules) -> None:
        self._rules = rules
        self._same = {self._fold(other): self._fold(name) for other, name in rules.same.items()}
        self._exceptions = {self._fold(name): gender for name, gender in rules.exceptions.items()}
        self.key = lru_cache(maxsize=50_000)(self._key)

    def words(self, name: str) -> list[str]:
        """The words of a name in small letters; an initial is a word of one letter."""
        name = unicodedata.normalize("NFKC", tidy(name[:LONGEST_NAME])).lower()
        name = _DASH.sub("-", _APOSTROPHE.sub("'", name))
        is_cyrillic = bool(_CYRILLIC.search(name))
        words = _WORD.findall(name)[:MOST_WORDS]
        return [
            word.translate(self._rules.look_alike)
            if _CYRILLIC.search(word) or (is_cyrillic and len(word) == 1)
            else word
            for word in words
        ]

    def readings(self, name: str) -> Iterator[list[str]]:
        """The words as they stand; then with two neighbours as one, for the hyphen may be missing."""
        words = self.words(name)
        yield words
        for place, pair in enumerate(itertools.pairwise(words)):
            if min(map(len, pair)) > 1:
                yield [*words[:place], "-".join(pair), *words[place + 2 :]]

    def _key(self, word: str) -> str:
        key = self._fold(word)
        return self._same.get(key, key)

    def _fold(self, word: str) -> str:
        rules = self._rules
        if not _CYRILLIC.search(word):
            word = rules.a_latin.sub(lambda match: rules.latin[match[0]], word)
        for ending, ours in rules.russian_endings.items():
            if word.endswith(ending):
                word = word.removesuffix(ending) + ours
                break
        folded = rules.e_after_vowel.sub(_IE, word).translate(rules.fold)
        folded = re.sub(f"{_I}+", _I, folded)
        # Only at the beginning, where the Latin Ye- is: further on it would make one name of two.
        return _E + folded[len(_IE) :] if folded.startswith(_IE) else folded

    def initial(self, letter: str) -> str:
        """A letter as it may be meant at the beginning of a name."""
        folded = letter.translate(self._rules.fold)
        return folded if len(folded) == 1 else letter

    def is_patronymic(self, word: str) -> bool:
        return self._gender_by_patronymic(word) is not None

    def patronymic_at(self, words: list[str]) -> int | None:
        """Where the patronymic stands; never first."""
        return next((at for at, word in enumerate(words) if at and len(words) > 2 and self.is_patronymic(word)), None)

    def gender(self, given: str | None, patronymic: str | None) -> Gender:
        """By the patronymic where there is one, otherwise by the given name's ending."""
        by_patronymic = patronymic and self._gender_by_patronymic(patronymic)
        if by_patronymic:
            return by_patronymic
        key = self._fold(given or "")
        is_feminine = key.endswith("\u0430")
        return self._exceptions.get(key, Gender.FEMININE if is_feminine else Gender.MASCULINE)

    def _gender_by_patronymic(self, word: str) -> Gender | None:
        return next((gender for gender, endings in self._rules.patronymic.items() if word.endswith(endings)), None)

    def forms(self, word: str, gender: Gender) -> dict[str, Case]:
        """The keys of all that a word becomes in the five cases, with the cases in which it does."""
        declined = [self._declined(part, gender) for part in word.split("-")]
        forms: dict[str, Case] = defaultdict(lambda: Case(0))
        forms[self.key(word)] |= Case.NOMINATIVE
        for place, case in enumerate(OBLIQUE):
            # Of a double name the first part is often left as it is.
            parts = [[part, *cases[place]] for part, cases in zip(word.split("-"), declined, strict=True)]
            parts[-1] = [*declined[-1][place]]
            for choice in itertools.product(*parts):
                forms[self.key("-".join(choice))] |= case
        return forms

    def _declined(self, word: str, gender: Gender) -> list[tuple[str, ...]]:
        for ending, cases in self._rules.declension[gender].items():
            if word.endswith(ending):
                stem = word.removesuffix(ending)
                return [tuple(stem + form for form in case) for case in cases]
        return [(word,)] * len(OBLIQUE)


class _Hit(NamedTuple):
    """A word that was found: the cases in which it is written so, and the share of its letters that are wrong."""

    cases: Case
    distance: float


class _Word(NamedTuple):
    """One word of names, by gender."""

    letter: str
    sound: str
    """The first of its key."""
    bearers: list[int]


class _Fit(NamedTuple):
    score: float
    is_compatible: bool
    """Nothing that was written speaks against this person."""
    is_enough: bool
    """So much was written that nobody else is meant, unless somebody else is compatible too."""


@dataclass(frozen=True, slots=True)
class _Person:
    """The numbers of the words of a name."""

    surname: int
    given: int | None
    patronymic: int | None
    gender: Gender


def _best(fits: dict[int, _Fit]) -> tuple[bool, float]:
    """For comparison: whether anybody is called so, and the best score."""
    return max(((fit.is_compatible, fit.score) for fit in fits.values()), default=(False, 0.0))
