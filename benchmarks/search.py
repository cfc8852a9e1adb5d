"""How well and how fast the search finds: `python -m benchmarks.search`.

Quality on every set of `tests/data` by style of question, what it confuses, how honest its probabilities are, and how
fast it is. `ablation` learns anew from fewer phrasings and without each writer, with the same gates; that takes ten
minutes. `figures` draws `docs/search.svg`.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.tables import Table, note
from content.library import Library, load
from content.phrasings import EDITOR
from services.answers.search import Decision, Finding, Search

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data"
QUESTIONS = DATA / "questions.tsv"
FIGURE = ROOT / "docs" / "search.svg"
DOUBLE = "double"
COLOURS = ("#0057b7", "#c0392b", "#1e8449", "#8e44ad")
BINS = 10
"""Into so many parts probabilities are divided to be held against what came true."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the answers that are right; none where the bot has no answer. Of a double both are asked for."""

    style: str
    expected: frozenset[str]
    text: str
    before: str = ""
    """What was asked just before."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares from 0 to 1. Of questions with an answer: right at first place, among the first three, answered at once,
    at once and wrongly. Of those without one: how many were answered as if sure. Of doubles: both answered or
    offered."""

    asked: int
    at_1: float
    at_3: float
    at_once: float
    wrong: float
    confident_wrong: float
    both: float


Found = Sequence[tuple[Question, Finding]]


def questions(path: Path = QUESTIONS) -> list[Question]:
    """The questions on which the search may not get worse: style, expected ids (`a|b`; `-` for none), text."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [Question(style, _expected(expected), text) for style, expected, text in rows]


def sets() -> dict[str, list[Question]]:
    """All sets by name: the tuned one, and those of `tests/data/search`: id, style, what was asked before, text."""
    found = {"questions": questions()}
    for path in sorted((DATA / "search").glob("*.tsv")):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        found[path.stem] = [Question(style, _expected(ids), text, before) for ids, style, before, text in rows]
    return found


def _expected(ids: str) -> frozenset[str]:
    return frozenset() if ids == "-" or ids.startswith("~") else frozenset(ids.replace("+", "|").split("|"))


def ask(search: Search, asked: Iterable[Question]) -> Found:
    return [(question, search.find(question.text, question.before)) for question in asked]


def quality(findings: Iterable[tuple[Question, Finding]]) -> Quality:
    """What the findings come to."""
    count: Counter[str] = Counter()
    for question, finding in findings:
        ids = [hit.id for hit in finding.hits[:3]]
        count["asked"] += 1
        if question.style == DOUBLE:
            count["doubles"] += 1
            shown = {Decision.ANSWER: ids[:1], Decision.SUGGEST: ids, Decision.UNKNOWN: []}[finding.decision]
            count["both"] += question.expected <= {*shown, *(hit.id for hit in finding.also)}
        elif question.expected:
            right = bool(ids) and ids[0] in question.expected
            at_once = finding.decision is Decision.ANSWER
            count["with"] += 1
            count["at_1"] += right
            count["at_3"] += not question.expected.isdisjoint(ids)
            count["at_once"] += at_once
            count["wrong"] += at_once and not right
        else:
            count["without"] += 1
            count["confident"] += finding.decision is Decision.ANSWER
    some = max(1, count["with"])
    return Quality(
        asked=count["asked"],
        at_1=count["at_1"] / some,
        at_3=count["at_3"] / some,
        at_once=count["at_once"] / some,
        wrong=count["wrong"] / some,
        confident_wrong=count["confident"] / max(1, count["without"]),
        both=count["both"] / max(1, count["doubles"]),
    )


@dataclass(slots=True)
class Calibration:
    """Probabilities of the best answers, held against what came true."""

    bins: list[list[tuple[float, bool]]] = field(default_factory=lambda: [[] for _ in range(BINS)])

    def take(self, found: Found) -> Calibration:
        for question, finding in found:
            if finding.hits and question.style != DOUBLE:
                hit = finding.hits[0]
                self.bins[min(BINS - 1, int(hit.score * BINS))].append((hit.score, hit.id in question.expected))
        return self

    def points(self) -> list[tuple[float, float, int]]:
        """What was said, what came true, and of how many."""
        return [
            (statistics.mean(said for said, _ in each), sum(true for _, true in each) / len(each), len(each))
            for each in self.bins
            if each
        ]

    @property
    def error(self) -> float:
        """The expected calibration error."""
        points = self.points()
        return sum(abs(said - true) * count for said, true, count in points) / max(1, sum(n for *_, n in points))


def _print_quality(name: str, found: Found) -> None:
    by_style: dict[str, list[tuple[Question, Finding]]] = defaultdict(list)
    for question, finding in found:
        by_style[question.style].append((question, finding))
    headings = ("style", "asked", "right at 1", "in 3", "at once", "at once, wrong", "sure without an answer", "both")
    table = Table(f"Search, `{name}` by style of question", *headings)
    singles = [(question, finding) for question, finding in found if question.style != DOUBLE and not question.before]
    for style, some in [*sorted(by_style.items()), ("all but doubles and follow-ups", singles)]:
        got = quality(some)
        with_answer = any(question.expected for question, _ in some) and style != DOUBLE
        shares = [got.at_1, got.at_3, got.at_once, got.wrong] if with_answer else []
        cells = [*(f"{share:.1%}" for share in shares), *[""] * (4 - len(shares))]
        without = any(not question.expected for question, _ in some)
        cells += [f"{got.confident_wrong:.1%}" if without else "", f"{got.both:.1%}" if style == DOUBLE else ""]
        table.row(style, got.asked, *cells)
    offered = sum(bool(finding.also) for _, finding in singles) / len(singles)
    error = Calibration().take(singles).error
    note(f"Calibration error {error:.3f}. A second answer offered where one was asked: {offered:.1%}.")


def _print_mistakes(name: str, found: Found) -> None:
    pairs: Counter[tuple[str, str]] = Counter()
    for question, finding in found:
        first = finding.hits[0].id if finding.hits else finding.topic or "nothing"
        wrong = first not in question.expected if question.expected else finding.decision is Decision.ANSWER
        if wrong:
            expected = "|".join(sorted(question.expected)) or "-"
            pairs[expected, first] += 1
            scores = " ".join(f"{hit.id}={hit.score:.2f}" for hit in finding.hits)
            print(f"  {question.style:9} {expected} ← {question.text[:90]}\n{'':12}{scores or first}")
    print(f"confusions in {name}:")
    for (expected, first), count in pairs.most_common(20):
        print(f"  {count} × {expected} → {first}")


def _print_speed(asked: Sequence[Question]) -> None:
    """In seconds of this process alone: others on the machine do not count."""
    clock = time.process_time
    gc.disable()  # as at each start (`cli/process.py`)
    began = clock()
    library = load()
    loaded = clock()
    without = _memory()
    engine = Search(library)
    indexed = clock()
    gc.collect()
    gc.freeze()
    gc.enable()
    made = _memory()
    title = f"Search, speed; content loaded in {loaded - began:.2f} s, search made in {indexed - loaded:.2f} s"
    table = Table(title, "asked", "median, ms", "99th percentile, ms", "longest, ms")
    for name in ("first", "again"):  # the first time every new word is looked up in the dictionary
        times = []
        for question in asked:
            start = clock()
            engine.find(question.text, question.before)
            times.append((clock() - start) * 1000)
        times.sort()
        shown = (statistics.median(times), times[int(len(times) * 0.99)], times[-1])
        table.row(name, *(f"{each:.2f}" for each in shown))
    note(f"The search takes {made - without:.0f} MiB, and {_memory() - made:.0f} more after {len(asked)} questions.")


def _memory() -> float:
    """Of this process, in MiB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _variants(library: Library) -> Iterator[tuple[str, Library, list[Question] | None]]:
    """Libraries with less to learn from; without a writer, with what she asked."""
    for most in (10, 30, 100):
        fewer = {
            name: tuple(each[place * len(each) // most] for place in range(most)) if len(each) > most else each
            for name, each in library.phrasings.items()
        }
        yield f"{most} phrasings of each", replace(library, phrasings=fewer), None
    writers = {phrasing.writer for each in library.phrasings.values() for phrasing in each} - {EDITOR}
    for out in sorted(writers, key=lambda writer: (len(writer), writer)):
        fewer = {name: tuple(one for one in each if one.writer != out) for name, each in library.phrasings.items()}
        hers = [
            Question(one.style, frozenset({name} & library.answers.keys()), one.text)
            for name, each in library.phrasings.items()
            for one in each
            if one.writer == out and not one.before
        ]
        if hers:  # some wrote only what points back
            yield f"without {out}, asked what she wrote", replace(library, phrasings=fewer), hers


def _print_scores(asked: Sequence[Question], search: Search) -> None:
    table = Table("Search, each score alone", "score", "right at 1", "in 3")
    singles = [each for each in asked if each.expected and each.style != DOUBLE and not each.before]
    ranked: dict[str, list[list[str]]] = {"words": [], "classifier": [], "both": []}
    for question in singles:
        by_score = search.by_each_score(question.text)
        for name, ids in by_score.items():
            ranked[name].append(ids[:3])
    for name, lists in ranked.items():
        at_1 = sum(bool(each) and each[0] in one.expected for one, each in zip(singles, lists, strict=True))
        at_3 = sum(not one.expected.isdisjoint(each) for one, each in zip(singles, lists, strict=True))
        table.row(name, f"{at_1 / len(singles):.1%}", f"{at_3 / len(singles):.1%}")
    following = [each for each in asked if each.before]
    table = Table("Search, questions that point back", "read", "asked", "right at 1")
    for name, some in (("with context", following), ("alone", [replace(each, before="") for each in following])):
        table.row(name, len(some), f"{quality(ask(search, some)).at_1:.1%}")


def _print_ablation(asked: Sequence[Question], library: Library) -> None:
    from services.answers.search.learning import learn_with_the_same_gates

    singles = [each for each in asked if each.style != DOUBLE and not each.before]
    headings = ("learnt from", "right at 1", "in 3", "at once", "at once, wrong", "sure without an answer")
    table = Table("Search, learnt from less", *headings)
    for name, fewer, hers in [("all", library, None), *_variants(library)]:
        search = Search(replace(fewer, model=learn_with_the_same_gates(fewer)))
        got = quality(ask(search, hers or singles))
        shares = (got.at_1, got.at_3, got.at_once, got.wrong, got.confident_wrong)
        table.row(name, *(f"{share:.1%}" for share in shares))


def _draw(found: dict[str, Found]) -> None:
    """What was said against what came true, a line for each set."""
    size, left = 320, 40
    parts = [f'<rect x="{left}" y="10" width="{size}" height="{size}" fill="none" stroke="#888"/>']
    parts.append(f'<line x1="{left}" y1="{10 + size}" x2="{left + size}" y2="10" stroke="#bbb" stroke-dasharray="4"/>')
    for place, (name, each) in enumerate(found.items()):
        colour = COLOURS[place % len(COLOURS)]
        points = Calibration().take([one for one in each if not one[0].before]).points()
        places = [(left + size * said, 10 + size * (1 - true), count) for said, true, count in points]
        joined = " ".join(f"{x:.0f},{y:.0f}" for x, y, _ in places)
        parts.append(f'<polyline points="{joined}" fill="none" stroke="{colour}"/>')
        parts += [
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{2 + count**0.5 / 4:.1f}" fill="{colour}"/>'
            for x, y, count in places
        ]
        parts.append(f'<text x="{left + 10}" y="{30 + 18 * place}" fill="{colour}">{name}</text>')
    parts.append(f'<text x="{left}" y="{30 + size}">said: 0 … 1 →   (up: came true)</text>')
    box = f'width="{size + 60}" height="{size + 45}" font-family="sans-serif" font-size="13"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    drawn = [head, '<rect width="100%" height="100%" fill="#fff"/>', *parts, "</svg>", ""]
    FIGURE.write_text("\n".join(drawn), encoding="utf-8")


def main() -> None:
    """Prints the whole report, or the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parts = ("quality", "scores", "mistakes", "speed", "figures", "ablation")
    parser.add_argument("parts", nargs="*", choices=[*parts, []], default=[], metavar="PART", help=", ".join(parts))
    parser.add_argument("--set", help="the name of one set")
    options = parser.parse_args()
    wanted = options.parts or parts[:-1]
    asked = {name: each for name, each in sets().items() if options.set in (None, name)}
    last = list(asked.values())[-1]
    if "speed" in wanted:
        _print_speed([question for each in asked.values() for question in each])
    library = load()
    search = Search(library)
    found = {name: ask(search, each) for name, each in asked.items()}
    for name, each in found.items():
        if "quality" in wanted:
            _print_quality(name, each)
        if "mistakes" in wanted:
            _print_mistakes(name, each)
    if "scores" in wanted:
        _print_scores(last, search)
    if "figures" in wanted:
        _draw(found)
    if "ablation" in wanted:
        _print_ablation(last, library)


if __name__ == "__main__":
    main()
