"""A PDF for the file: what was sent to a post, when, by whom it was acknowledged, and every version of the reply."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from content import FOLDER
from services.content import Content
from services.files.typesetting import as_pdf
from services.notices import words
from services.notices.forms import Form
from services.notices.reply_results import ReplyResults
from services.people import Posts
from storage.notices import Obligation

TEMPLATE = FOLDER / "templates" / "obligation_pdf.typ"


@dataclass(frozen=True, slots=True)
class ObligationPdf:
    _content: Content
    _results: ReplyResults
    _posts: Posts
    _clock: Callable[[], datetime]

    async def make(self, obligation: Obligation) -> bytes:
        """A PDF about one obligation; what was typed stands in it as words, never as markup."""
        texts, notice = self._content.texts, obligation.notice
        lines = [texts.plain("obligation-pdf-post", post=await self._posts.name(obligation.post))]
        if notice.letter:
            lines.append(texts.plain("notices-letter", letter=notice.letter))
        lines.append(texts.plain("obligation-pdf-deadline", due=obligation.due_on))
        for key, at in (
            ("obligation-pdf-sent", notice.sent_at),
            ("obligation-pdf-told", obligation.told_at),
            ("obligation-pdf-acknowledged", obligation.acknowledged_at),
            ("obligation-pdf-replied", obligation.replied_at),
            ("obligation-pdf-released", obligation.released_at),
        ):
            if at:
                lines.append(texts.plain(key, at=self._moment(at)))
        for tenure in await self._posts.acting(obligation.post):
            if tenure.person_id is not None and tenure.person_id == obligation.acknowledged_by:
                lines.append(texts.plain("obligation-pdf-who", name=tenure.name))
        if obligation.via:
            lines.append(texts.plain("obligation-pdf-via", via=words.way(texts, obligation.via)))
        versions: list[object] = []
        if notice.form:
            form = Form.of(notice)
            for number, each in enumerate(await self._results.versions(obligation), start=1):
                rows = [
                    [field.label, words.answer(texts, field, each.answers.get(str(place), ""))]
                    for place, field in enumerate(form.fields)
                ]
                sent_at = self._moment(each.sent_at) if each.sent_at else ""
                versions.append(
                    {"title": texts.plain("obligation-pdf-version", number=number, at=sent_at), "rows": rows}
                )
        data: dict[str, object] = {
            "title": texts.plain("obligation-pdf-title", number=str(notice.id)),
            "lines": lines,
            "text": notice.text,
            "versions": versions,
            "foot": texts.plain("obligation-pdf-foot", at=self._moment(self._clock())),
        }
        return await asyncio.to_thread(as_pdf, TEMPLATE, data)

    def _moment(self, at: datetime) -> str:
        return f"{at.astimezone(self._clock().tzinfo):%d.%m.%Y %H:%M}"
