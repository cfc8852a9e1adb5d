"""What was changed on the desk, as files of the content and as a patch: answers, checks, phrasings."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.answers import dumped, rewritten
from content.cards import Norm
from content.library import Library
from services.answers.lessons import Lessons
from services.content import Content
from storage.answers import KeptLesson

IN_REPOSITORY = Path("content/uk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A file that would say something else."""

    path: Path
    """In the folder of the content."""
    before: str
    """Empty: it was not there."""
    after: str


@dataclass(frozen=True, slots=True)
class Export:
    _content: Content
    _lessons: Lessons

    async def changes(self, folder: Path) -> list[Changed]:
        """How the files of that folder differ from what is in use, by name. Raises OSError."""
        in_use, taken_back = await self._lessons.in_use(), await self._lessons.taken_back()
        files = dict(self._files(folder, in_use, taken_back))
        found = []
        for path, after in sorted(files.items()):
            before = _read(folder / path)
            if before != after:
                found.append(Changed(path=path, before=before, after=after))
        return found

    def _files(
        self, folder: Path, in_use: Sequence[KeptLesson], taken_back: Sequence[KeptLesson]
    ) -> Iterator[tuple[Path, str]]:
        library, files = self._content.library, self._content.files
        overlay = {id: written for id, written in self._content.overlay.files.items() if id not in library.refused}
        for id, answer in library.answers.items():
            before = files.answers.get(id)
            written = overlay.get(id) or answer.written
            checked = {"checked_on": answer.checked_on, "checked_by": answer.checked_by or None}
            if before is None or id in overlay or answer.checked_on != before.checked_on:
                yield Path("answers", f"{id}.md"), rewritten(written, None, **checked, review_by=answer.review_by)
        if new := [id for id in library.answers if id not in files.answers]:
            yield Path("themes.yaml"), _with_answers(_read(folder / "themes.yaml"), library, new)
        checked_norms = [norm for norm in library.cards.norms if norm not in files.cards.norms]
        if checked_norms:
            yield Path("laws.yaml"), _with_checks(_read(folder / "laws.yaml"), checked_norms)
        for id in sorted({each.answer_id for each in [*in_use, *taken_back]} & library.answers.keys()):
            learnt = [each.text for each in reversed(in_use) if each.answer_id == id]
            path = Path("phrasings", f"{id}.txt")
            gone = {each.text for each in taken_back if each.answer_id == id}
            yield path, with_phrasings(_read(folder / path), learnt, gone)


def write(folder: Path, changes: Sequence[Changed]) -> None:
    """Raises OSError."""
    for each in changes:
        (folder / each.path).write_text(each.after, encoding="utf-8")


def as_patch(changes: Sequence[Changed]) -> str:
    """For `git apply` in the repository."""
    parts = []
    for each in changes:
        name = (IN_REPOSITORY / each.path).as_posix()
        lines = difflib.unified_diff(
            each.before.splitlines(keepends=True),
            each.after.splitlines(keepends=True),
            f"a/{name}" if each.before else "/dev/null",
            f"b/{name}",
        )
        head = f"diff --git a/{name} b/{name}\n"
        parts.append(head + ("" if each.before else "new file mode 100644\n") + "".join(lines))
    return "".join(parts)


def with_phrasings(written: str, learnt: Sequence[str], taken_back: Collection[str]) -> str:
    """With what was learnt among the editors' own lines, which stand above the first heading, and without what was
    taken back of them."""
    lines = written.splitlines()
    own = next((number for number, line in enumerate(lines) if line.startswith("#")), len(lines))
    kept = [line for line in lines[:own] if line.strip() and line.strip() not in {*taken_back} - {*learnt}]
    added = [text for text in dict.fromkeys(learnt) if text not in lines]
    if len(kept) == sum(bool(line.strip()) for line in lines[:own]) and not added:
        return written
    top = [*kept, *added]
    return "\n".join([*top, *([""] if top else []), *lines[own:]]) + "\n"


def _with_answers(written: str, library: Library, ids: Sequence[str]) -> str:
    """The menu with new answers at the end of their themes."""
    for id in ids:
        theme = library.answers[id].theme
        block = rf"(^- id: {re.escape(theme)}\n(?:  .*\n)*?  answers:\n(?:    - .*\n)*)"
        written = re.sub(block, rf"\g<1>    - {id}\n", written, count=1, flags=re.MULTILINE)
    return written


def _with_checks(written: str, norms: Sequence[Norm]) -> str:
    for norm in norms:
        values: Mapping[str, object] = {
            "checked_on": norm.checked_on,
            "checked_by": norm.checked_by or None,
            "review_by": norm.review_by,
        }
        start = re.search(rf"^- id: {re.escape(norm.id)}\n", written, flags=re.MULTILINE)
        if start is None:
            continue
        end = re.search(r"^- id: ", written[start.end() :], flags=re.MULTILINE)
        stop = start.end() + end.start() if end else len(written)
        block = written[start.start() : stop]
        for name, value in values.items():
            line = f"  {dumped(name, value)}".replace("\\", "\\\\")
            block = re.sub(rf"^  {name}:.*\n", line, block, flags=re.MULTILINE)
        written = written[: start.start()] + block + written[stop:]
    return written


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
