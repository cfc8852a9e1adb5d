"""Answers, checks and phrasings that the staff change on the desk: drafts, a second pair of eyes, versions.

What is in use lies over the files (`content/overlay.py`). Each process looks at the version every few seconds
(`follow`) and takes all of it at once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum, auto

from content.answers import REVIEW, Answer, body_of, parse_answer, review_until, rewritten, without_check
from content.library import Library, inserted
from content.mistakes import BrokenContent, Mistake
from content.overlay import Check, CheckedKind, Overlay, mark_of, overlaid, revision_of
from content.phrasings import LONGEST
from services.answers.examining import Examination, Tried, examine, try_out
from services.answers.search.model import Model
from services.content import Content
from services.messages import Message, TextMessage
from services.people import STAFF, Make, News, NewsItem, NewsKind, Staff
from services.text import mask, single_line
from storage.answers import AnswerEdit, EditStore, KeptCheck, LessonState, LessonStore, TrainingStore

log = logging.getLogger(__name__)

SENTENCE = 1000
"""Characters of a sentence that is tried."""


class Saved(StrEnum):
    """What became of a draft that was sent."""

    SAVED = auto()
    SAME = auto()
    """Nothing differs from what is in use."""
    CHANGED = auto()
    """Somebody else has changed it meanwhile."""


class Publishing(StrEnum):
    """What became of a draft that was to be published."""

    DONE = auto()
    CHANGED = auto()
    """It is not the one that was looked at."""
    NEEDS_ANOTHER = auto()
    """Who wrote it does not publish it alone."""
    BROKEN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What an editor fills in."""

    title: str
    body: str
    sources: tuple[tuple[str, str], ...]
    """Title and address."""
    questions: tuple[str, ...]
    keywords: tuple[str, ...]
    related: tuple[str, ...]
    is_checked: bool = False
    """She opened the sources and held the text against them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an answer stands: what is in use, what is being written, what stands in the file."""

    id: str
    answer: Answer | None
    """In use; None for a new one."""
    draft: AnswerEdit | None
    edit: AnswerEdit | None
    """What of the desk is in use, or would be if it had no mistakes; None: the file."""
    file: str
    """Of the content; empty: there is none."""
    mistakes: tuple[Mistake, ...]
    """Why what was published cannot be used."""

    @property
    def is_file_changed(self) -> bool:
        """Whether the file below was changed since, and says something else."""
        edit = self.edit
        if edit is None or _mark(self.file) == edit.file_mark:
            return False
        return without_check(self.file) != without_check(edit.written)

    @property
    def written(self) -> str:
        """The whole file as it is in use."""
        return self.edit.written if self.edit else self.file


@dataclass(frozen=True, slots=True)
class Edits:
    _content: Content
    _edits: EditStore
    _lessons: LessonStore
    _trainings: TrainingStore
    _staff: Staff
    _news: News
    _clock: Callable[[], datetime]
    _training: bool
    """Whether one may publish what one wrote."""
    _models: dict[int, bytes] = field(default_factory=dict, init=False)
    """What was learnt, by number: only the one in use."""
    _following: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _told: dict[str, tuple[Mistake, ...]] = field(default_factory=dict, init=False)

    # What is in use

    async def follow(self) -> None:
        """Takes into use what was changed on the desk since the last look. That nothing was is seen in one row."""
        if await self._edits.version() == self._content.overlay.version:
            return
        async with self._following:  # of two who look at once the slower one must not lay what is older
            overlay = await self._overlay()
            await asyncio.to_thread(self._content.lay, overlay)

    async def _overlay(self) -> Overlay:
        """All of it as it was at one moment."""
        while True:
            version = await self._edits.version()
            edits = await self._edits.in_use()
            lessons = await self._lessons.of_state(LessonState.IN_USE)
            checks = await self._edits.checks()
            training = await self._trainings.in_use()
            if training and training.id not in self._models:
                self._models.clear()
                self._models[training.id] = await self._model(training.id)
            if await self._edits.version() == version:
                break
        return Overlay(
            version=version,
            files={each.answer_id: each.written for each in edits if each.written},
            phrasings=frozenset((each.answer_id, each.text) for each in lessons),
            checks=tuple(map(_check, checks)),
            model=self._models[training.id] if training else b"",
            model_over=training.model_over if training else "",
        )

    async def _model(self, training_id: int) -> bytes:
        """What was learnt; nothing where it cannot be read: the model of the files is in use then."""
        model = await self._trainings.model(training_id)
        try:
            await asyncio.to_thread(Model.read, model)
        except (ValueError, KeyError, IndexError, TypeError):
            log.exception("what was learnt on the desk cannot be read: %d", training_id)
            return b""
        return model

    async def absorb(self) -> None:
        """Where a file says by now what was published over it, the file counts from here on."""
        files, overlay = self._content.files.answers, self._content.overlay.files
        same = {
            id: written
            for id, written in overlay.items()
            if id in files and without_check(files[id].written) == without_check(written)
        }
        for edit in await self._edits.in_use() if same else ():
            if same.get(edit.answer_id) == edit.written:
                await self._edits.absorb(edit, self._clock())

    def refused(self) -> list[Mistake]:
        """What was published and cannot be used, since the last look."""
        refused = dict(self._content.library.refused)
        new = [mistake for id, each in refused.items() if self._told.get(id) != each for mistake in each]
        self._told.clear()
        self._told.update(refused)
        return new

    # One answer

    async def standing(self, answer_id: str) -> Standing | None:
        """None where there is no such answer, and none is being written."""
        draft = await self._edits.draft(answer_id)
        edit = next((each for each in await self._edits.in_use() if each.answer_id == answer_id), None)
        return self._standing(answer_id, draft, edit)

    async def all(self) -> list[Standing]:
        """Every answer, in the order of the menu; then those that are being written anew."""
        drafts = {each.answer_id: each for each in await self._edits.drafts()}
        edits = {each.answer_id: each for each in await self._edits.in_use()}
        ids = dict.fromkeys([*self._content.library.answers, *edits, *drafts])
        found = [self._standing(id, drafts.get(id), edits.get(id)) for id in ids]
        return [each for each in found if each]

    def _standing(self, answer_id: str, draft: AnswerEdit | None, edit: AnswerEdit | None) -> Standing | None:
        library, file = self._content.library, self._content.files.answers.get(answer_id)
        edit = edit if edit and edit.written and self._is_readable(edit) else None
        if draft is None and edit is None and file is None:
            return None
        return Standing(
            id=answer_id,
            answer=library.answers.get(answer_id),
            draft=draft,
            edit=edit,
            file=file.written if file else "",
            mistakes=library.refused.get(answer_id, ()),
        )

    def _is_readable(self, edit: AnswerEdit) -> bool:
        try:
            self.read(edit.answer_id, edit.written)
        except (BrokenContent, ValueError):
            return False
        return edit.written.count("---\n") >= 2

    async def history(self, answer_id: str) -> list[AnswerEdit]:
        """What was ever in use of it, the newest first."""
        return await self._edits.history(answer_id)

    def read(self, answer_id: str, written: str) -> tuple[Answer, list[Mistake]]:
        """The answer of such a file, and its mistakes. Raises BrokenContent."""
        library = self._content.library
        path = self._content.folder / "answers" / f"{answer_id}.md"
        return parse_answer(path, written, inserted(library.personal_data, library.complaints))

    def seal(self, written: str) -> str:
        """Of what somebody has looked at."""
        return _mark(written)

    # Writing

    async def save(self, standing: Standing, fields: Fields, seal: str, by: int, by_name: str) -> Saved:
        """Keeps a draft. `seal` is that of the draft, or of what is in use, over which it was written."""
        before = standing.draft.written if standing.draft else None
        if seal != _mark(before if before is not None else standing.written):
            return Saved.CHANGED
        written = self._rewritten(standing, fields, by_name)
        if written in {before, standing.written}:
            return Saved.SAME
        mark = _mark(standing.file) if standing.file else ""
        made = {"file_mark": mark, "made_by": by, "made_name": by_name, "made_at": self._clock()}
        return Saved.SAVED if await self._edits.keep(standing.id, written, before, **made) else Saved.CHANGED

    def written(self, standing: Standing, fields: Fields, by_name: str) -> str:
        """The file as it would be, for a look before it is kept."""
        return self._rewritten(standing, fields, by_name)

    def _rewritten(self, standing: Standing, fields: Fields, by_name: str) -> str:
        base = standing.draft.written if standing.draft else standing.written
        today = self._clock().date()
        before, _ = self.read(standing.id, base)
        were: dict[str, object] = {
            "title": before.title,
            "sources": [{"title": each.title, "url": each.url} for each in before.sources],
            "questions": list(before.questions),
            "keywords": list(before.keywords),
            "related": list(before.related),
        }
        are: dict[str, object] = {
            "title": fields.title,
            "sources": [{"title": title, "url": url} for title, url in fields.sources],
            "questions": list(fields.questions),
            "keywords": list(fields.keywords),
            "related": list(fields.related),
        }
        is_same_body = fields.body == body_of(base)
        written = rewritten(
            base,
            None if is_same_body else fields.body,
            **{name: value for name, value in are.items() if value != were[name]},
        )
        says_else = not is_same_body or any(are[name] != were[name] for name in ("title", "sources"))
        if says_else or fields.is_checked:
            answer, _ = self.read(standing.id, written)
            until = review_until(answer, today)
            values = {
                "checked_on": today,
                "checked_by": by_name if fields.is_checked else None,
                "review_by": until if fields.is_checked or answer.review_by <= today else min(until, answer.review_by),
            }
            written = rewritten(written, None, **values)
        return written

    async def begin(
        self, answer_id: str, theme: str, title: str, questions: Sequence[str], by: int, by_name: str
    ) -> bool:
        """Begins an answer that is not there yet; False where there is one of that id, or it is being written."""
        library, today = self._content.library, self._clock().date()
        if answer_id in library.answers or answer_id in self._content.overlay.files:
            return False
        written = rewritten(
            "---\n---\n",
            library.texts.plain("unanswered-draft-body"),
            id=answer_id,
            title=title,
            theme=theme,
            questions=list(questions),
            keywords=[],
            sources=[],
            checked_on=today,
            checked_by=None,
            review_by=today + REVIEW,
            related=[],
        )
        made = {"file_mark": "", "made_by": by, "made_name": by_name, "made_at": self._clock()}
        return await self._edits.keep(answer_id, written, None, **made)

    async def drop(self, answer_id: str) -> bool:
        return await self._edits.drop(answer_id)

    # Before it is in use

    async def examine(self, draft: AnswerEdit) -> Examination:
        """What would be wrong if the draft were in use. Raises TooHeavy."""
        await self.follow()
        now = self._content.overlay
        return await examine(self._content.folder, now, self._with(draft.answer_id, draft.written))

    async def try_out(self, sentence: str, answer_id: str = "", written: str = "") -> tuple[Tried, Tried]:
        """What is found for a sentence now, and with this file of an answer. Raises TooHeavy."""
        await self.follow()
        then = self._with(answer_id, written) if answer_id else self._content.overlay
        return await try_out(self._content.folder, self._content.overlay, then, sentence[:SENTENCE])

    def _with(self, answer_id: str, written: str) -> Overlay:
        now = self._content.overlay
        return replace(now, files={**now.files, answer_id: written})

    async def needs_another(self, draft: AnswerEdit, by: int) -> bool:
        """Whether somebody else has to publish it: she wrote it, and is not alone in the department."""
        if self._training or draft.made_by != by:
            return False
        return any(each.person_id != by for each in await self._staff.members())

    async def ask(self, draft: AnswerEdit) -> None:
        """The staff are told, once, that a draft waits for a second pair of eyes."""
        if await self._edits.ask(draft.id, self._clock()):
            await self._news.tell(STAFF, NewsKind.EDIT_ASKED, answer=draft.answer_id)

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {NewsKind.EDIT_ASKED: self._asked}

    async def _asked(self, item: NewsItem) -> Message | None:
        draft = await self._edits.draft(item.facts["answer"])
        if draft is None:
            return None
        return TextMessage("edits-asked", title=self.title(draft.answer_id, draft), name=draft.made_name)

    def title(self, answer_id: str, edit: AnswerEdit | None) -> str:
        """Of an answer that may be new, and only be written in `edit`."""
        known = self._content.library.answers.get(answer_id)
        if known or edit is None:
            return known.title if known else answer_id
        try:
            return self.read(answer_id, edit.written)[0].title or answer_id
        except (BrokenContent, ValueError):
            return answer_id

    async def publish(self, answer_id: str, seal: str, by: int, by_name: str) -> tuple[Publishing, Examination]:
        """Takes the draft into use that somebody has looked at, if nothing is wrong with it. Raises TooHeavy."""
        draft = await self._edits.draft(answer_id)
        if draft is None or _mark(draft.written) != seal:
            return Publishing.CHANGED, Examination()
        if await self.needs_another(draft, by):
            return Publishing.NEEDS_ANOTHER, Examination()
        examination = await self.examine(draft)
        if not examination.is_fine:
            return Publishing.BROKEN, examination
        done = await self._edits.publish(draft, by, by_name, self._clock())
        await self.follow()
        return Publishing.DONE if done else Publishing.CHANGED, examination

    async def put_back(self, answer_id: str, written: str, by: int, by_name: str) -> list[Mistake]:
        """Takes words into use that were in use before, empty ones: those of the file; what keeps it from that."""
        overlay, folder = self._with(answer_id, written), self._content.folder
        if written:
            library: Library = await asyncio.to_thread(overlaid, self._content.files, overlay, folder)
            if mistakes := library.refused.get(answer_id):
                return list(mistakes)
        file = self._content.files.answers.get(answer_id)
        mark = _mark(file.written) if file else ""
        await self._edits.put_back(answer_id, written, mark, by, by_name, self._clock())
        await self.follow()
        return []

    # Checks

    async def check(self, kind: CheckedKind, object: str, by: int, by_name: str) -> date | None:
        """She held it against its sources today, and it holds till the day given back; None where it is not there."""
        library, today = self._content.library, self._clock().date()
        if kind is CheckedKind.ANSWER:
            answer = library.answers.get(object)
            if answer is None:
                return None
            revision, until = answer.revision, review_until(answer, today)
        else:
            norm = next((each for each in library.cards.norms if each.id == object), None)
            if norm is None:
                return None
            revision, until = revision_of(norm), today + REVIEW
        row = {"kind": kind, "object": object, "revision": revision, "checked_on": today, "review_by": until}
        await self._edits.record({**row, "by_name": by_name}, by, self._clock())
        await self.follow()
        return until

    async def checks(self, kind: CheckedKind, object: str) -> list[KeptCheck]:
        """All there ever were on the desk, the newest first."""
        return await self._edits.all_checks(kind, object)

    async def last_checks(self, kind: CheckedKind) -> dict[str, KeptCheck]:
        """The newest that counts, by the id of what was checked."""
        return {each.object: each for each in await self._edits.checks() if each.kind == kind}

    async def take_back_check(self, number: int, by: int) -> bool:
        done = await self._edits.take_back(number, by, self._clock())
        await self.follow()
        return done

    # Phrasings

    async def add_phrasings(
        self, answer_id: str, lines: Sequence[str], by: int, by_name: str
    ) -> tuple[int, Examination]:
        """The search finds the answer by these from now on, unless it would lose another by them; how many are new.
        Raises TooHeavy."""
        texts = [mask(single_line(line, LONGEST + 1)).lstrip("# ") for line in lines]
        texts = [text for text in dict.fromkeys(texts) if text]
        await self.follow()
        now = self._content.overlay
        then = replace(now, phrasings=now.phrasings | {(answer_id, text) for text in texts})
        examination = await examine(self._content.folder, now, then)
        if not examination.is_fine:
            return 0, examination
        added = await self._lessons.add(answer_id, texts, by, by_name, self._clock())
        await self.follow()
        return added, examination


def _mark(written: str) -> str:
    return mark_of(written)


def _check(kept: KeptCheck) -> Check:
    return Check(
        kind=CheckedKind(kept.kind),
        object=kept.object,
        revision=kept.revision,
        checked_on=kept.checked_on,
        by_name=kept.by_name,
        review_by=kept.review_by,
    )
