"""Words as people type them, brought to terms that can be compared.

Apostrophes, mixed-up vowels, inflection, Russian words, Latin letters and the wrong keyboard layout disappear here.
A term is the folded stem of a word: of its lemma where pymorphy3's dictionary knows it, otherwise of itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache, partial
from itertools import groupby
from typing import NamedTuple

import pymorphy3_dicts_uk
from pymorphy3.lang.uk import CHAR_SUBSTITUTES
from pymorphy3.opencorpora_dict import Dictionary

from content.words.vocabulary import Vocabulary
from services.letters import fold, from_latin

LONGEST_TEXT = 4096
LONGEST_WORD = 40
PIECES = 32
"""Pieces of which the words are kept in mind."""
SHORTEST_STEM = 3
SHORTEST_RUN = 8
"""Letters from which an unknown word may be several that were run together."""
READABLE = 0.4
"""Share of letters in known words below which a Cyrillic text may be Latin letters typed on Ukrainian keys."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['\"*`ʹʼʻˈ‘’‛′](?=[^\W\d_])")
"""Whatever stands for the apostrophe within a word."""
_STRESS = re.compile("[\u0300-\u0305\u0307\u0309-\u036f]")
"""Marks above letters, except for those that make another letter of one."""
_MIXED = re.compile(r"\b(?=\w*[\u0400-\u04ff])(?=\w*[a-z])\w+|\b[aciouyex]\b")
"""A word in both alphabets, or one Latin letter that is a Ukrainian word or part of it."""
_ALIKE = str.maketrans("aceiopxykmhbt", "асеіорхукмнвт")
"""Latin letters that look like Cyrillic ones."""
_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-z]")
_PIECES = re.compile(r"[.!?…;\n,()–—]+")


def clean(text: str) -> str:
    """Small letters without stress or what is not seen; Latin letters in Cyrillic words become Cyrillic."""
    text = _INVISIBLE.sub("", text[:LONGEST_TEXT]).replace("´", "'")
    text = _STRESS.sub("", unicodedata.normalize("NFKD", text))
    text = unicodedata.normalize("NFC", text).lower()[:LONGEST_TEXT]
    return _MIXED.sub(lambda word: word[0].translate(_ALIKE), text) if _CYRILLIC.search(text) else text


@cache
def _dictionary() -> tuple[Dictionary, object]:
    """The dictionary, and the letters that may stand for others in it; ten megabytes smaller than a MorphAnalyzer."""
    dictionary = Dictionary(pymorphy3_dicts_uk.get_path())
    # What guesses at unknown words and names grammar is not asked here.
    dictionary.prediction_suffixes_dawgs.clear()
    dictionary.gramtab.clear()
    return dictionary, dictionary.words.compile_replaces(CHAR_SUBSTITUTES)


def _lemma(word: str) -> str | None:
    """The first lemma that the dictionary gives a form; None where it lacks the form."""
    dictionary, substitutes = _dictionary()
    for form, readings in dictionary.words.similar_items(word, substitutes):
        for paradigm, index in readings:
            return str(dictionary.build_normal_form(paradigm, index, form))
    return None


class Term(NamedTuple):
    """What is left of a word when it is to be compared."""

    stem: str
    known: bool
    """Whether the dictionary knows the word as it was typed: if so, it is no misspelling of another."""


class Words:
    """Turns text into terms, with the help of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._letters = vocabulary.letters
        self._latin = vocabulary.latin
        by_length = groupby(self._letters.endings, len)  # the longest first
        self._endings = [(length, frozenset(endings)) for length, endings in by_length]
        self._filler: frozenset[str] = frozenset()
        self.synonyms: Mapping[str, tuple[str, ...]] = {}
        self._fold = lru_cache(maxsize=50_000)(partial(fold, self._letters))
        self._term = lru_cache(maxsize=50_000)(self._make_term)
        self._lemma = lru_cache(maxsize=50_000)(_lemma)
        self._read = lru_cache(maxsize=50_000)(self._make_read)
        self._terms = lru_cache(maxsize=50_000)(self._make_terms)
        # Several look at the pieces of one text, one after the other.
        self.pieces = lru_cache(maxsize=PIECES)(self._make_pieces)
        self.terms = lru_cache(maxsize=PIECES)(self._make_piece)
        self.folded = lru_cache(maxsize=PIECES)(self._make_folded)
        self._filler = frozenset(self._fold(word) for word in vocabulary.filler)
        self.filler = frozenset(self._stem(word) for word in self._filler if len(word) > SHORTEST_STEM)
        # A synonym of several words stands for itself when it comes as a whole; see `terms`.
        synonyms: dict[str, tuple[str, ...]] = {}
        for word, means in vocabulary.synonyms.items():
            parts = self._plain(word)
            if len(parts) == 1:
                synonyms[self._term(parts[0])] = tuple(self._term(part) for part in self._plain(means))
        self.synonyms = synonyms
        self._familiar = set(synonyms)
        # Until the stems of the answers are known, nothing is taken apart.
        self._is_misspelling: Callable[[str], bool] = bool

    def _make_pieces(self, text: str) -> tuple[str, ...]:
        """The text in clauses, cleaned of what is not seen; Latin letters are read as what was meant."""
        text = clean(text)
        if not _CYRILLIC.search(text):
            text = self._unlatin(text) if _LATIN.search(text) else text
        elif not _LATIN.search(text) and self._knows(text, enough=READABLE) < READABLE:
            # Latin letters meant, Ukrainian keys struck
            meant = self._unlatin(text.translate(self._letters.to_english))
            text = meant if self._knows(meant) > max(READABLE, self._knows(text)) else text
        return tuple(piece for piece in _PIECES.split(_APOSTROPHE.sub("", text)) if piece.strip())

    def _make_piece(self, piece: str) -> tuple[Term, ...]:
        """The terms of a piece in their order; letters and words that say nothing are left out, synonyms replaced."""
        return tuple(term for word in _WORD.findall(piece) for term in self._terms(word[:LONGEST_WORD]))

    def _make_terms(self, word: str) -> tuple[Term, ...]:
        return tuple(
            Term(meant, self.is_known(read))
            for read in self._read(word)
            if len(read) > 1 and self._fold(read) not in self._filler
            for meant in self.meaning(self._term(read))
        )

    def learn(self, stems: Iterable[str], is_misspelling: Callable[[str], bool]) -> None:
        """Takes in the stems of the answers: words that the dictionary lacks are then no gibberish.

        `is_misspelling` says whether a stem is one of them with wrong letters, and so not several words.
        """
        self._familiar.update(stems)
        self.pieces.cache_clear()
        self.terms.cache_clear()
        self.folded.cache_clear()
        self._is_misspelling = is_misspelling

    def meaning(self, term: str) -> tuple[str, ...]:
        """What a stem is in the answers: itself, what it is a synonym of, or nothing where it says nothing."""
        return () if term in self.filler else self.synonyms.get(term, (term,))

    def count(self, piece: str) -> int:
        """How many words the piece has at least: some are several that were run together."""
        return len(_WORD.findall(piece))

    def read(self, piece: str) -> list[str]:
        """The words of a piece as they were meant: one that was typed may be several."""
        return [read for word in _WORD.findall(piece) for read in self._read(word[:LONGEST_WORD])]

    def _make_folded(self, piece: str) -> tuple[str, ...]:
        """The words of a piece, folded and otherwise as they stand."""
        return tuple(self._fold(read) for read in self.read(piece))

    def is_known(self, word: str) -> bool:
        """Whether the dictionary has this very form."""
        return self._lemma(word) is not None

    def _plain(self, text: str) -> list[str]:
        return _WORD.findall(_APOSTROPHE.sub("", text.lower()))

    def _make_read(self, word: str) -> tuple[str, ...]:
        """One typed word as what was meant: a Latin word within a Cyrillic text, or keys of the other layout."""
        if _LATIN.search(word):
            if word in self._latin:
                return tuple(self._plain(self._latin[word]))
            return (from_latin(self._letters, word),)
        if self.is_known(word):
            return (word,)
        keys = word.translate(self._letters.to_english)
        if keys in self._latin:
            return tuple(self._plain(self._latin[keys]))
        return self._parted(word) or (word,)

    def _parted(self, word: str) -> tuple[str, ...]:
        """Words that were run together, the fewest that make up the whole; empty where it is one word."""
        if len(word) < SHORTEST_RUN or self._is_familiar(word) or self._is_misspelling(self._term(word)):
            return ()
        best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - LONGEST_WORD), end):
                before, part = best[start], word[start:end]
                if before is None or not (
                    self._fold(part) in self._filler or (len(part) > 2 and self._is_familiar(part))
                ):
                    continue  # of one and two letters only the small words: all others are accidents
                found = best[end]
                if found is None or len(before) + 1 < len(found):
                    best[end] = (*before, part)
        return best[-1] or ()

    def _is_familiar(self, word: str) -> bool:
        return self.is_known(word) or self._term(word) in self._familiar

    def _unlatin(self, text: str) -> str:
        """A whole text in Latin letters: by sound or by the keys, whichever gives more known words."""
        by_keys = text.translate(self._letters.to_ukrainian)
        words = _WORD.findall(text)
        by_sound = " ".join(" ".join(self._make_read(word)) for word in words)
        return by_keys if self._knows(by_keys) > self._knows(by_sound) else by_sound

    def _knows(self, text: str, enough: float = 1.0) -> float:
        """The share of letters in known words; from `enough` on it is not counted to the end."""
        words = [word for word in self._plain(text) if len(word) > 1]
        letters, known = max(1, sum(map(len, words))), 0
        for word in words:
            if self._is_familiar(word):
                known += len(word)
                if known >= enough * letters:
                    break
        return known / letters

    def _make_term(self, word: str) -> str:
        return self._stem(self._fold(self._lemma(word) or word))

    def _stem(self, word: str) -> str:
        for length, endings in self._endings:
            if word[-length:] in endings and len(word) - length >= SHORTEST_STEM:
                return word[:-length]
        return word
