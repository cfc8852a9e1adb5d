"""What the bot lacks in a group, and how a refusal tells it."""

from __future__ import annotations

from enum import StrEnum

from channels.outcomes import RefusalReason, Refused


class Lack(StrEnum):
    """What keeps messages of some kind out of a group."""

    AWAY = "away"
    """The bot is not in the group."""
    MOVED = "moved"
    """The group has another number. Nothing is kept out: the bot follows it."""
    WORDS = "words"
    PHOTOS = "photos"
    DOCUMENTS = "documents"
    VIDEOS = "videos"
    VOICE = "voice"
    VIDEO_NOTES = "video notes"
    MUSIC = "music"
    TOPICS = "topics"
    """The group has topics, and the bot may not open one."""
    GENERAL = "general"
    """What stands in no topic cannot be written: «General» is closed."""
    PROTECTED = "protected"
    """What the staff write there cannot be copied to a person."""


KINDS = {
    "photo": Lack.PHOTOS,
    "document": Lack.DOCUMENTS,
    "video": Lack.VIDEOS,
    "voice": Lack.VOICE,
    "video_note": Lack.VIDEO_NOTES,
    "audio": Lack.MUSIC,
}
"""What keeps a message of that kind out; of any other kind, WORDS."""

PERMISSIONS = {
    Lack.WORDS: "can_send_messages",
    Lack.PHOTOS: "can_send_photos",
    Lack.DOCUMENTS: "can_send_documents",
    Lack.VIDEOS: "can_send_videos",
    Lack.VOICE: "can_send_voice_notes",
    Lack.VIDEO_NOTES: "can_send_video_notes",
    Lack.MUSIC: "can_send_audios",
}
"""What Telegram calls the leave to write what a group may keep out."""
LOOKED_AT = frozenset({Lack.AWAY, Lack.TOPICS, Lack.PROTECTED, *PERMISSIONS})
"""What Telegram tells when it is asked; the others are known by a refusal only."""

_WORDS = (
    ("topic", Lack.TOPICS),
    ("photo", Lack.PHOTOS),
    ("roundvideo", Lack.VIDEO_NOTES),
    ("video note", Lack.VIDEO_NOTES),
    ("video", Lack.VIDEOS),
    ("voice", Lack.VOICE),
    ("music", Lack.MUSIC),
    ("audio", Lack.MUSIC),
)
"""Words of a refusal, the more special first."""


def lack_of(refused: Refused) -> Lack | None:
    """What a refusal says of the group; None where it is about this one message."""
    words = refused.words.lower()
    match refused.reason:
        case _ if refused.is_unreachable:
            return Lack.AWAY
        case RefusalReason.MIGRATED:
            return Lack.MOVED
        case RefusalReason.PROTECTED:
            return Lack.PROTECTED
        case RefusalReason.TOPIC_CLOSED:
            return Lack.GENERAL
        case RefusalReason.NO_RIGHT | RefusalReason.KIND_FORBIDDEN:
            other = Lack.WORDS if refused.reason is RefusalReason.NO_RIGHT else Lack.DOCUMENTS
            return next((lack for part, lack in _WORDS if part in words), other)
    return None
