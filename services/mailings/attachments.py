"""Files of a broadcast that come by a page: Telegram keeps them from the moment the bot shows them to who adds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from channels import Channel, Delivered, Media
from content.messages import Texts
from services.files.uploads import clean, is_welcome
from services.mailings.broadcasts import ALBUM
from storage.mailings import Mailing

PHOTO, DOCUMENT = "photo", "document"
_PICTURES = {".jpg", ".jpeg", ".png"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as a browser sends it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Attachments:
    _texts: Callable[[], Texts]
    _channel: Channel

    def looked_at(
        self, draft: Mailing, uploads: Sequence[Upload], dropped: Sequence[int], *, as_files: bool
    ) -> tuple[Mailing, str]:
        """The draft with these files and without those that stand at these places, and the key of a text that says what
        keeps it from that. New files have no id yet."""
        media = [each for at, each in enumerate(draft.content["media"]) if at not in dropped]
        media += [[_kind(each, as_files=as_files), ""] for each in uploads]
        kinds = {kind for kind, _ in media}
        fault = ""
        if not all(is_welcome(each.name, each.content) for each in uploads):
            fault = "broadcasts-file-wrong"
        elif len(media) > ALBUM:
            fault = "broadcasts-files-many"
        elif len(media) > 1 and not (kinds <= {PHOTO, "video"} or len(kinds) == 1):
            fault = "broadcasts-files-mixed"
        return replace(draft, content={**draft.content, "media": media}), fault

    async def give(self, person_id: int, uploads: Sequence[Upload], *, as_files: bool) -> list[Media] | None:
        """Shows the files to the person in the chat, and so has Telegram keep them; None where it did not take one."""
        words, given = self._texts()("broadcasts-file-of"), list[Media]()
        for each in uploads:
            kind = _kind(each, as_files=as_files)
            if kind == PHOTO:
                outcome = await self._channel.send_picture(person_id, each.content, words)
            else:
                outcome = await self._channel.send_document(person_id, clean(each.name), each.content, words)
            if not isinstance(outcome, Delivered) or not outcome.file_id:
                return None
            given.append(Media(kind, outcome.file_id))
        return given


def with_ids(draft: Mailing, given: Sequence[Media]) -> Mailing:
    """The draft that was looked at, with the ids of its new files."""
    ids = iter(given)
    media = [[kind, file_id] if file_id else [kind, next(ids).file_id] for kind, file_id in draft.content["media"]]
    return replace(draft, content={**draft.content, "media": media})


def _kind(upload: Upload, *, as_files: bool) -> str:
    """Pictures are shown, unless they are to come as files."""
    is_picture = PurePosixPath(upload.name.lower()).suffix in _PICTURES
    return PHOTO if is_picture and not as_files else DOCUMENT
