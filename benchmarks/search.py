"""How well and how fast the search finds: `python -m benchmarks.search`.

Quality on `tests/data/questions.tsv` by style of question, with the confusions, a sweep over the thresholds, and a
cross-check in which every example question is left out once. Speed over the same questions, asked anew each time.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.tables import Table, note
from content.library import load
from services.answers.search import Decision, Finding, Search, search

QUESTIONS = Path(__file__).parents[1] / "tests" / "data" / "questions.tsv"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the answers that are right; none where the bot has no answer."""

    style: str
    expected: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares from 0 to 1. Of questions with an answer: right at first place, among the first three. Of those without
    one: how many were answered as if sure."""

    asked: int
    at_1: float
    at_3: float
    confident_wrong: float


def questions(path: Path = QUESTIONS) -> list[Question]:
    """The test questions: style, expected ids (`a|b`; `-` for none), text, tab-separated, after a heading."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        Question(style, frozenset() if expected == "-" else frozenset(expected.split("|")), text)
        for style, expected, text in rows
    ]


def quality(findings: Iterable[tuple[Question, Finding]]) -> Quality:
    """What the findings come to."""
    with_answer, at_1, at_3, without, confident = 0, 0, 0, 0, 0
    for question, finding in findings:
        found = [hit.id for hit in finding.hits[:3]]
        if question.expected:
            with_answer += 1
            at_1 += found[:1] != [] and found[0] in question.expected
            at_3 += not question.expected.isdisjoint(found)
        else:
            without += 1
            confident += finding.decision is Decision.ANSWER
    return Quality(
        with_answer + without, at_1 / max(1, with_answer), at_3 / max(1, with_answer), confident / max(1, without)
    )


def _print_quality(asked: Sequence[tuple[Question, Finding]]) -> None:
    by_style: dict[str, list[tuple[Question, Finding]]] = defaultdict(list)
    for question, finding in asked:
        by_style[question.style].append((question, finding))
    table = Table("Search, by style of question", "style", "asked", "right at 1", "in 3", "sure but wrong")
    for style, some in [*by_style.items(), ("all", list(asked))]:
        got = quality(some)
        has_answers = any(question.expected for question, _ in some)
        has_none = any(not question.expected for question, _ in some)
        first = (f"{got.at_1:.1%}", f"{got.at_3:.1%}") if has_answers else ("", "")
        table.row(style, got.asked, *first, f"{got.confident_wrong:.1%}" if has_none else "")
    sure = [(q, f) for q, f in asked if q.expected and f.decision is Decision.ANSWER]
    wrong = sum(f.hits[0].id not in q.expected for q, f in sure)
    share = sum(bool(q.expected) for q, _ in asked)
    note(f"Answered at once: {len(sure) / share:.1%} of questions with an answer, wrongly {wrong / len(sure):.1%}.")


def _print_mistakes(asked: Iterable[tuple[Question, Finding]]) -> None:
    pairs: Counter[tuple[str, str]] = Counter()
    for question, finding in asked:
        first = finding.hits[0].id if finding.hits else finding.topic or "nothing"
        if question.expected and first not in question.expected:
            pairs["|".join(sorted(question.expected)), first] += 1
            scores = " ".join(f"{hit.id}={hit.score:.2f}" for hit in finding.hits)
            print(
                f"  {question.style:9} {'|'.join(question.expected)} ← {question.text[:90]}\n{'':12}{scores or first}"
            )
        elif not question.expected and finding.decision is Decision.ANSWER:
            hit = finding.hits[0]
            print(f"  {question.style:9} - ← {question.text[:90]}\n{'':12}{hit.id}={hit.score:.2f}")
    print("confusions:")
    for (expected, first), count in pairs.most_common(15):
        print(f"  {count} × {expected} → {first}")


def _print_thresholds(asked: Sequence[tuple[Question, Finding]], engine: Search) -> None:
    """What other thresholds would give: the choice between asking back and being wrong."""
    chosen = search.SURE, search.MARGIN
    table = Table(
        "Search, other thresholds", "sure", "margin", "answered at once", "of these wrong", "sure without an answer"
    )
    for sure in (0.40, 0.45, 0.50, 0.55, 0.60):
        for margin in (0.03, 0.06, 0.10):
            search.SURE, search.MARGIN = sure, margin
            again = [(question, engine.find(question.text)) for question, _ in asked]
            given = [(q, f) for q, f in again if q.expected and f.decision is Decision.ANSWER]
            wrong = sum(f.hits[0].id not in q.expected for q, f in given)
            share = len(given) / sum(bool(q.expected) for q, _ in again)
            none = quality(again).confident_wrong
            table.row(
                f"{sure:.2f}", f"{margin:.2f}", f"{share:.1%}", f"{wrong / max(1, len(given)):.1%}", f"{none:.1%}"
            )
    search.SURE, search.MARGIN = chosen


def _left_out() -> Iterator[tuple[Question, Finding]]:
    """Every fifth example question of each answer asked of an index that has never seen it."""
    library = load()
    for fold in range(5):
        answers, asked = [], []
        for answer in library.answers.values():
            out = answer.questions[fold::5]
            answers.append(replace(answer, questions=tuple(q for q in answer.questions if q not in out)))
            asked += [Question("left out", frozenset({answer.id}), text) for text in out]
        engine = Search(answers, library.vocabulary)
        yield from ((question, engine.find(question.text)) for question in asked)


def _print_speed(asked: Sequence[Question]) -> None:
    began = time.perf_counter()
    library = load()
    loaded = time.perf_counter()
    engine = Search(library.answers.values(), library.vocabulary)
    indexed = time.perf_counter()
    title = f"Search, speed; content loaded in {loaded - began:.2f} s, index made in {indexed - loaded:.2f} s"
    table = Table(title, "asked", "median, ms", "99th percentile, ms", "longest, ms")
    for name in ("first", "again"):  # the first time every new word is looked up in the dictionary
        times = []
        for question in asked:
            start = time.perf_counter()
            engine.find(question.text)
            times.append((time.perf_counter() - start) * 1000)
        times.sort()
        shown = (statistics.median(times), times[int(len(times) * 0.99)], times[-1])
        table.row(name, *(f"{each:.2f}" for each in shown))


def main() -> None:
    """Prints the whole report, or the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parts = ("quality", "mistakes", "thresholds", "left-out", "speed")
    parser.add_argument("parts", nargs="*", choices=[*parts, []], default=[], metavar="PART", help=", ".join(parts))
    wanted = parser.parse_args().parts or parts
    asked = questions()
    if "speed" in wanted:
        _print_speed(asked)
    library = load()
    engine = Search(library.answers.values(), library.vocabulary)
    found = [(question, engine.find(question.text)) for question in asked]
    if "quality" in wanted:
        _print_quality(found)
    if "mistakes" in wanted:
        _print_mistakes(found)
    if "thresholds" in wanted:
        _print_thresholds(found, engine)
    if "left-out" in wanted:
        got = quality(_left_out())
        note(f"Left out once: {got.asked} example questions, {got.at_1:.1%} at first place, {got.at_3:.1%} in three.")


if __name__ == "__main__":
    main()
