"""Templates: a notice, or only its form, is kept and the next one begins with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from channels import Media
from services.notices.forms import Form
from services.notices.notices import Notices
from services.text import shorten
from storage.notices import NoticesRead, NoticeStore, NoticeTemplate, TemplateStore

LONGEST_NAME = 40
USUAL_DAYS = 7
"""To the deadline, where the notice has none yet."""


@dataclass(frozen=True, slots=True)
class Templates:
    _templates: TemplateStore
    _kept: NoticeStore
    _notices: Notices
    _read: NoticesRead
    _clock: Callable[[], datetime]

    async def all(self) -> list[NoticeTemplate]:
        """By name."""
        return await self._templates.all()

    async def find(self, template_id: int) -> NoticeTemplate | None:
        return await self._templates.find(template_id)

    async def replaced(self, notice_id: int) -> str | None:
        """The name of the template that keeping this notice would replace; None where there is none."""
        notice = await self._read.notice(notice_id)
        name = shorten(notice.text, LONGEST_NAME) if notice else ""
        return next((each.name for each in await self._templates.all() if each.name == name), None)

    async def save(self, notice_id: int) -> str | None:
        """Keeps a notice, sent or not, as a template; its name, how the text begins. None where there is no notice.

        One of the same name is replaced.
        """
        notice = await self._read.notice(notice_id)
        if notice is None:
            return None
        begun = (notice.sent_at or self._clock()).date()
        owing = [each.post for each in await self._read.of_notice(notice_id)]
        template = NoticeTemplate(
            id=0,
            name=shorten(notice.text, LONGEST_NAME),
            text=notice.text,
            days=max((notice.due_on - begun).days, 1) if notice.due_on else USUAL_DAYS,
            wants_ack=notice.wants_ack,
            form=notice.form,
            files=notice.files,
            addressed=tuple(owing) or notice.addressed,
        )
        await self._templates.save(template)
        return template.name

    async def begin(self, template_id: int, by: int) -> int | None:
        """A new notice like the template, to be looked through; its number."""
        template = await self._templates.find(template_id)
        if template is None:
            return None
        number = await self._notices.write(template.text, by)
        await self._notices.set_deadline(number, template.days)
        await self._notices.ask_for(number, Form.read(template.form))
        await self._kept.want_ack(number, wanted=template.wants_ack)
        await self._notices.address(number, template.addressed)
        draft = await self._read.written(number)
        for kind, file_id in template.files[
            len(draft.files) if draft else 0 :
        ]:  # where the update came before, the rest
            await self._notices.add_file(number, Media(kind, file_id))
        return number

    async def take_form(self, template_id: int, notice_id: int) -> bool:
        """Asks for the same fields; False where nothing of the notice is being written, or the template has none."""
        template = await self._templates.find(template_id)
        form = Form.read(template.form) if template else None
        return form is not None and bool(form.fields) and await self._notices.ask_for(notice_id, form)

    async def delete(self, template_id: int) -> None:
        await self._templates.delete(template_id)
