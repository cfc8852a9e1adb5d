"""A bundle for the file: what was sent to a post, when, by whom it was acknowledged, and every version of the reply."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from content import FOLDER
from services.content import Content
from services.files.typesetting import as_pdf
from services.notices.notices import Due
from services.notices.replies import Replies
from services.people.posts import Posts
from storage.notices.notices import How

TEMPLATE = FOLDER / "templates" / "bundle.typ"


class Bundles:
    """Makes bundles."""

    def __init__(self, content: Content, replies: Replies, posts: Posts, clock: Callable[[], datetime]) -> None:
        self._content = content
        self._replies = replies
        self._posts = posts
        self._clock = clock

    async def make(self, due: Due) -> bytes:
        """A PDF about one due; what was typed stands in it as words, never as markup."""
        texts, notice = self._content.library.texts, due.notice
        lines = [texts.plain("bundles-post", post=await self._posts.name(due.post))]
        if notice.letter:
            lines.append(texts.plain("notices-letter", letter=notice.letter))
        lines.append(texts.plain("bundles-due", due=due.due_on))
        for key, at in (
            ("bundles-sent", notice.sent_at),
            ("bundles-told", due.told_at),
            ("bundles-acknowledged", due.acknowledged_at),
            ("bundles-replied", due.replied_at),
            ("bundles-released", due.released_at),
        ):
            if at:
                lines.append(texts.plain(key, at=self._moment(at)))
        for tenure in await self._posts.acting(due.post):
            if tenure.person_id is not None and tenure.person_id == due.acknowledged_by:
                lines.append(texts.plain("bundles-who", name=tenure.name))
        if due.how:
            lines.append(texts.plain("bundles-how", how=texts.plain(_HOWS[due.how])))
        versions: list[object] = []
        if notice.form:
            form = self._replies.form(due)
            for number, each in enumerate(await self._replies.versions(due), start=1):
                rows = [
                    [field.label, self._replies.shown(field, each.answers.get(str(place), ""))]
                    for place, field in enumerate(form.fields)
                ]
                sent_at = self._moment(each.sent_at) if each.sent_at else ""
                versions.append({"title": texts.plain("bundles-version", number=number, at=sent_at), "rows": rows})
        data: dict[str, object] = {
            "title": texts.plain("bundles-title", number=str(notice.id)),
            "lines": lines,
            "text": notice.text,
            "versions": versions,
            "foot": texts.plain("bundles-foot", at=self._moment(self._clock())),
        }
        return await asyncio.to_thread(draw, data)

    def _moment(self, at: datetime) -> str:
        return f"{at.astimezone(self._clock().tzinfo):%d.%m.%Y %H:%M}"


def draw(data: dict[str, object]) -> bytes:
    """The PDF."""
    return as_pdf(TEMPLATE, data)


_HOWS = {How.TELEGRAM: "board-how-telegram", How.EMAIL: "board-how-email", How.PHONE: "board-how-phone"}
