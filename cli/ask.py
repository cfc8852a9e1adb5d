"""`bot.py ask`: what the search finds."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cli.process import loading
from content.messages import Texts

if TYPE_CHECKING:
    from services.answers.search import Finding, Reason

HELP = "what the search finds; without TEXT one question a line from stdin"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="a JSON object per question")
    parser.add_argument("--why", action="store_true", help="both scores, the likest phrasings and what tipped it")
    parser.add_argument("--before", default="", metavar="TEXT", help="what was asked before")
    parser.add_argument("text", nargs="*", metavar="TEXT")


def run(options: argparse.Namespace, texts: Texts) -> int:
    with loading():
        from services.answers import Editions, Signs
        from services.content import Content

        edition = Editions(Content())()
        signs = Signs(edition.library)
    questions = [" ".join(options.text)] if options.text else (line.rstrip("\n") for line in sys.stdin)
    for question in questions:
        emergency = signs.find(question)
        finding = edition.search.find(question, options.before)
        if options.json:
            print(
                json.dumps(_as_json(question, finding, emergency.id if emergency else None), ensure_ascii=False),
                flush=True,
            )
            continue
        titles = [edition.library.answers[hit.id].title for hit in (*finding.hits, *finding.also)]
        topic = [emergency.id if emergency else finding.topic]
        print(finding.decision, *filter(None, topic), *titles, sep="\n  ", flush=True)
        if options.why:
            print(*_in_words(edition.search.why(question)), sep="\n", flush=True)
    return 0


def _as_json(question: str, finding: Finding, emergency: str | None) -> dict[str, object]:
    """In the words of the contract: nothing is answered before an emergency."""
    if emergency:
        return {"question": question, "decision": "unknown", "answers": [], "topic": emergency}
    found: dict[str, object] = {
        "question": question,
        "decision": finding.decision,
        "answers": [{"id": hit.id, "score": round(hit.score, 4)} for hit in finding.hits],
    }
    if finding.topic:
        found["topic"] = finding.topic
    if finding.also:
        found["also"] = [hit.id for hit in finding.also]
    return found


def _in_words(reasons: list[Reason]) -> Iterable[str]:
    """Every candidate with its scores, and what the best has before the next."""
    for place, reason in enumerate(reasons):
        yield f"{reason.probability:.3f}  {reason.id}  letters {reason.letters:.3f}, words {reason.words:.3f}"
        if place == 0 and len(reasons) > 1:
            ahead = {name: value - reasons[1].parts.get(name, 0.0) for name, value in reason.parts.items()}
            most = sorted(ahead.items(), key=lambda part: -abs(part[1]))[:3]
            yield "       tipped by " + ", ".join(f"{name} {value:+.1f}" for name, value in most)
        yield from (f"       · {text[:110]}" for text in reason.likest[:2])
