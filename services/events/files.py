"""Files of an event on pages: taken from a browser into the staff chat, and given to whoever has no Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from channels import Channel, Media
from services.content import Content
from services.events.events import Events
from services.files.uploads import clean, is_welcome
from services.people import Staff
from storage.events import Event, EventFile


class Uploaded(StrEnum):
    """What became of a file that came by a page."""

    KEPT = "kept"
    WRONG_FILE = "wrong-file"
    NOT_TAKEN = "not-taken"
    """There is no staff chat, there are too many of them, or the event is over."""


@dataclass(frozen=True, slots=True)
class EventFiles:
    _content: Content
    _channel: Channel
    _events: Events
    _staff: Staff

    async def take(self, event: Event, name: str, content: bytes, *, for_those_who_came: bool = False) -> Uploaded:
        """Keeps a file of the event. It goes into the staff chat, and Telegram keeps it from then on."""
        if not is_welcome(name, content):
            return Uploaded.WRONG_FILE
        name, words = clean(name), self._content.texts("events-file-of", title=event.name)
        file_id = await self._staff.give("document", name, content, words)
        if file_id is None:
            return Uploaded.NOT_TAKEN
        add = self._events.add_material if for_those_who_came else self._events.add_file
        return Uploaded.KEPT if await add(event.id, Media("document", file_id), name) else Uploaded.NOT_TAKEN

    async def content(self, file: EventFile) -> bytes | None:
        """What stands in a file; None where it cannot be had at the moment."""
        kept = await self._staff.file(file.file_id)
        if isinstance(kept, tuple):
            return kept[1]
        loaded = await self._channel.download(kept) if kept else None
        return loaded if isinstance(loaded, bytes) else None
