"""What the bot lacks in a group: told by a refusal, or asked of Telegram."""

from __future__ import annotations

from enum import StrEnum

from telegram import ChatFullInfo, ChatMember, ChatMemberAdministrator

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

_PERMISSIONS = {
    Lack.WORDS: "can_send_messages",
    Lack.PHOTOS: "can_send_photos",
    Lack.DOCUMENTS: "can_send_documents",
    Lack.VIDEOS: "can_send_videos",
    Lack.VOICE: "can_send_voice_notes",
    Lack.VIDEO_NOTES: "can_send_video_notes",
    Lack.MUSIC: "can_send_audios",
}
LOOKED_AT = frozenset({Lack.AWAY, Lack.TOPICS, Lack.PROTECTED, *_PERMISSIONS})
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


def lacks_of(group: ChatFullInfo, bot: ChatMember) -> frozenset[Lack]:
    """What the bot lacks, of what Telegram tells of the group and of the bot's place in it.

    An administrator may send whatever is forbidden to others. A topic needs a right of its own: that all members may
    open them is not enough for a bot.
    """
    if bot.status in {ChatMember.LEFT, ChatMember.BANNED} or not getattr(bot, "is_member", True):
        return frozenset({Lack.AWAY})
    lacks: set[Lack] = set()
    administrator = bot if isinstance(bot, ChatMemberAdministrator) else None
    if not administrator:
        limits = [group.permissions, bot]  # those of everybody, and of a restricted member
        lacks = {
            lack for lack, name in _PERMISSIONS.items() if any(getattr(each, name, True) is False for each in limits)
        }
    if group.is_forum and not (administrator and administrator.can_manage_topics):
        lacks.add(Lack.TOPICS)
    if group.has_protected_content:
        lacks.add(Lack.PROTECTED)
    return frozenset(lacks)
