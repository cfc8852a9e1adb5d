"""What `bot.py check` looks for beyond what loading finds: lengths, numbers of examples, what answers say of the bot.

Texts are held against the code in `texts_in_code.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from content import FOLDER
from content.answers import Answer, read_answer
from content.features import Feature, load_features
from content.library import Library
from content.messages import Texts
from content.mistakes import BrokenContent, Mistake

_ASKED = ("#", "  - ", "    examples:")
"""How lines begin that people do not read: remarks, and what they ask."""
FEWEST_EXAMPLES = 5
"""The examples of an answer are the questions by which the search is tested: fewer than these say nothing."""
MESSAGE_LENGTH = 4096
"""Telegram's limit of a message, in UTF-16 units."""


def check_lengths(library: Library) -> Iterator[Mistake]:
    """Answers that Telegram would refuse once title, sources and date stand around them."""
    for answer in library.answers.values():
        shown = library.texts(
            "answers-answer",
            title=answer.title,
            body=answer.html,
            sources=", ".join(source.title for source in answer.sources),
            note=library.texts("answers-under-review", date=answer.checked_on),
        ).striptags()
        length = len(shown.encode("utf-16-le")) // 2  # as Telegram counts
        if length > MESSAGE_LENGTH:
            values = {"length": length, "most": MESSAGE_LENGTH}
            yield Mistake(answer.path, 1, "check-too-long", values)


def few_examples(answer: Answer) -> Iterator[Mistake]:
    """Where it has too few to test the search by."""
    if len(answer.questions) < FEWEST_EXAMPLES:
        values = {"count": len(answer.questions), "least": FEWEST_EXAMPLES}
        yield Mistake(answer.path, 1, "check-few-examples", values)


def check_examples(folder: Path = FOLDER) -> Iterator[Mistake]:
    """Answers with too few examples, also those that have other mistakes."""
    for path in sorted((folder / "answers").glob("*.md")):
        try:
            answer, _ = read_answer(path)
        except BrokenContent:
            continue  # loading says why
        yield from few_examples(answer)


def check_features(library: Library, folder: Path = FOLDER) -> Iterator[Mistake]:
    """Answers and texts that deny what the bot does, and answers that do not tell of it though they should."""
    for feature in load_features(folder / "features.yaml"):
        for answer in library.answers.values():
            yield from _denials(feature, answer.path, answer.written)
            words = feature.told_in.get(answer.id, "")
            if words not in answer.body:
                yield Mistake(answer.path, 1, "check-feature-untold", {"feature": feature.id, "words": words})
        for id in feature.told_in.keys() - library.answers.keys():
            yield Mistake(folder / "features.yaml", 1, "check-no-such-answer", {"id": id})
        for path in [*sorted((folder / "messages").glob("*.ftl")), folder / "search.yaml", folder / "guides.yaml"]:
            yield from _denials(feature, path, path.read_text(encoding="utf-8"))


def _denials(feature: Feature, path: Path, written: str) -> Iterator[Mistake]:
    for number, line in enumerate(written.splitlines(), start=1):
        if not line.startswith(_ASKED) and (sentence := feature.denied_in(line)):
            yield Mistake(path, number, "check-feature-denied", {"feature": feature.id, "sentence": sentence.strip()})


def describe(mistakes: Iterable[Mistake], texts: Texts) -> str:
    """The mistakes in words, one a line: file, line, what is wrong."""
    return "\n".join(
        texts.plain(
            "check-mistake",
            file=mistake.path.name,
            line=str(mistake.line),
            text=texts.plain(mistake.key, **mistake.values),
        )
        for mistake in mistakes
    )
