"""What a change on the desk would do, looked at in the bounded child: nobody waits for it, and it breaks nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from content.check import check_features, check_lengths, few_examples
from content.library import Library
from content.mistakes import BrokenContent, Mistake
from content.overlay import Overlay, overlaid
from content.phrasings import LONGEST, Phrasing, check_phrasings
from services.answers.editions import make_edition, not_found
from services.answers.search import Decision, Reason
from services.content import Content
from services.files.bounded import bounded

SECONDS = 120.0
"""Many times what it takes: the child is polite to all others."""
CANDIDATES = 5
"""So many are shown of what may answer a sentence."""


@dataclass(frozen=True, slots=True)
class Failing:
    """An example of an answer that finds something else."""

    answer_id: str
    question: str
    found: str
    """The id of an answer or topic; «-»: nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What is wrong with a change."""

    mistakes: tuple[Mistake, ...] = ()
    failing: tuple[Failing, ...] = ()
    """Examples that find their answer now, and would not any more."""

    @property
    def is_fine(self) -> bool:
        return not self.mistakes and not self.failing


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What the search makes of a sentence."""

    version: int
    """Of what the staff changed: on every worker with this version it is the same."""
    decision: Decision
    topic: str | None
    reasons: tuple[Reason, ...]
    """The best first."""


async def examine(folder: Path, now: Overlay, then: Overlay) -> Examination:
    """What would be wrong if `then` lay over the files instead of `now`. Raises TooHeavy."""
    return await bounded(_examine, folder, now, then, seconds=SECONDS)


async def try_out(folder: Path, now: Overlay, then: Overlay, sentence: str) -> tuple[Tried, Tried]:
    """What is found for a sentence now, and then. Raises TooHeavy."""
    return await bounded(_try_out, folder, now, then, sentence, seconds=SECONDS)


def _examine(folder: Path, now: Overlay, then: Overlay) -> Examination:
    try:
        files = _files(folder)
    except BrokenContent as error:
        return Examination(mistakes=tuple(error.mistakes))
    library = overlaid(files, then, folder)
    changed = {id for id, written in then.files.items() if now.files.get(id) != written}
    mistakes = [mistake for id in changed for mistake in library.refused.get(id, ())]
    if mistakes:
        return Examination(mistakes=tuple(mistakes))
    mistakes += _of_answers(library, changed, folder)
    mistakes += _of_phrasings(library, then.phrasings - now.phrasings, folder)
    failing = _failing(library)
    if failing:
        before = set(_failing(overlaid(files, now, folder)))
        failing = [each for each in failing if each not in before]
    return Examination(mistakes=tuple(mistakes), failing=tuple(failing))


def _of_answers(library: Library, changed: Collection[str], folder: Path) -> Iterator[Mistake]:
    of_them = replace(library, answers={id: library.answers[id] for id in changed if id in library.answers})
    for answer in of_them.answers.values():
        yield from few_examples(answer)
    yield from check_lengths(of_them)
    paths = {answer.path for answer in of_them.answers.values()}
    yield from (each for each in check_features(library, folder) if each.path in paths)


def _of_phrasings(library: Library, added: Collection[tuple[str, str]], folder: Path) -> Iterator[Mistake]:
    if not added:
        return
    for id, text in added:
        if len(text) > LONGEST:
            path = folder / "phrasings" / f"{id}.txt"
            yield Mistake(path, 0, "check-long-phrasing", {"length": len(text), "most": LONGEST})
    examples = {id: [Phrasing(each) for each in answer.questions] for id, answer in library.answers.items()}
    known = {
        id: [*each, *examples.get(id, ())] for id, each in {**dict.fromkeys(examples, ()), **library.phrasings}.items()
    }
    mine = {id for id, _ in added}
    in_order = {id: known[id] for id in sorted(known, key=mine.__contains__)}  # a twin is named at whichever comes last
    for id, text, other in check_phrasings(in_order, ()):
        if (id, text) in added:
            path = folder / "phrasings" / f"{id}.txt"
            yield Mistake(path, 0, "check-phrasing-twice", {"text": text, "id": other})


def _failing(library: Library) -> list[Failing]:
    edition = make_edition(library)
    return [Failing(each.answer.id, each.question, each.found) for each in not_found(library, edition.search)]


def _try_out(folder: Path, now: Overlay, then: Overlay, sentence: str) -> tuple[Tried, Tried]:
    files = _files(folder)
    first = _tried(overlaid(files, now, folder), sentence)
    return first, first if now == then else _tried(overlaid(files, then, folder), sentence)


def _tried(library: Library, sentence: str) -> Tried:
    search = make_edition(library).search
    finding = search.find(sentence)
    reasons: Sequence[Reason] = search.why(sentence)[:CANDIDATES]
    plain = tuple(replace(each, parts=dict[str, float](each.parts)) for each in reasons)
    return Tried(version=library.version, decision=finding.decision, topic=finding.topic, reasons=plain)


def _files(folder: Path) -> Library:
    """The files as they are now; the child reads them once."""
    content = _content(folder)
    content.reload_if_changed()
    return content.library


@lru_cache(1)
def _content(folder: Path) -> Content:
    return Content(folder)


def tipped_by(reasons: Sequence[Reason]) -> list[tuple[str, float]]:
    """What the best candidate has before the next, the most first."""
    if len(reasons) < 2:
        return []
    next_parts: Mapping[str, float] = reasons[1].parts
    ahead = {name: value - next_parts.get(name, 0.0) for name, value in reasons[0].parts.items()}
    return sorted(ahead.items(), key=lambda part: -abs(part[1]))[:3]
