"""Templates of notices: what the next one begins with."""

from __future__ import annotations

import json
from dataclasses import dataclass

from storage.engine.alphabet import alphabetical
from storage.engine.database import Row
from storage.engine.rows import Store, insert, made_of
from storage.people import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTemplate:
    id: int
    name: str
    text: str
    days: int
    """From the day on which it is sent to the deadline."""
    wants_ack: bool
    form: tuple[dict[str, object], ...]
    files: tuple[tuple[str, str], ...]
    addressed: tuple[Post, ...]


class TemplateStore(Store):
    """The table of templates."""

    async def save(self, template: NoticeTemplate) -> None:
        """Keeps a template in the place of one of the same name; its number is the database's."""
        async with self._database.transaction() as statements:
            await statements.execute("DELETE FROM notice_templates WHERE name = :name", name=template.name)
            await insert(
                statements,
                "notice_templates",
                name=template.name,
                text=template.text,
                days=template.days,
                wants_ack=template.wants_ack,
                form=list(template.form),
                media=[list(each) for each in template.files],
                addressed=[post.id for post in template.addressed],
            )

    async def all(self) -> list[NoticeTemplate]:
        """By name."""
        found = [_template(row) for row in await self._database.fetch("SELECT * FROM notice_templates")]
        return sorted(found, key=lambda each: alphabetical(each.name))

    async def find(self, template_id: int) -> NoticeTemplate | None:
        row = await self._database.fetch_one("SELECT * FROM notice_templates WHERE id = :id", id=template_id)
        return _template(row) if row else None

    async def delete(self, template_id: int) -> None:
        await self._database.execute("DELETE FROM notice_templates WHERE id = :id", id=template_id)


def _template(row: Row) -> NoticeTemplate:
    return made_of(
        NoticeTemplate,
        row,
        form=tuple(json.loads(row["form"])),
        files=tuple((kind, file_id) for kind, file_id in json.loads(row["media"])),
        addressed=tuple(post for each in json.loads(row["addressed"]) if (post := Post.parse(each))),
    )
