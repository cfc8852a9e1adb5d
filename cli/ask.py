"""`bot.py ask`: what the search finds."""

from __future__ import annotations

import argparse
import json
import sys

from content.messages import Texts

HELP = "what the search finds; without TEXT one question a line from stdin"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="a JSON object per question")
    parser.add_argument("text", nargs="*", metavar="TEXT")


def run(options: argparse.Namespace, texts: Texts) -> int:
    from services.answers import editions
    from services.content import Content

    edition = editions(Content())()
    questions = [" ".join(options.text)] if options.text else (line.rstrip("\n") for line in sys.stdin)
    for question in questions:
        finding = edition.search.find(question)
        if options.json:
            hits = [{"id": hit.id, "score": round(hit.score, 4)} for hit in finding.hits]
            found = {"question": question, "decision": finding.decision, "answers": hits}
            print(json.dumps(found, ensure_ascii=False), flush=True)
        else:
            titles = [edition.library.answers[hit.id].title for hit in finding.hits]
            print(finding.decision, *titles, sep="\n  ", flush=True)
    return 0
