"""What the bot is to be allowed in a group, in words."""

from __future__ import annotations

from channels import Lack
from content.messages import Texts

_RIGHTS = {
    Lack.AWAY: "staffchat-right-away",
    Lack.WORDS: "staffchat-right-words",
    Lack.PHOTOS: "staffchat-right-photos",
    Lack.DOCUMENTS: "staffchat-right-documents",
    Lack.VIDEOS: "staffchat-right-videos",
    Lack.VOICE: "staffchat-right-voice",
    Lack.VIDEO_NOTES: "staffchat-right-video-notes",
    Lack.MUSIC: "staffchat-right-music",
    Lack.TOPICS: "staffchat-right-topics",
    Lack.GENERAL: "staffchat-right-general",
    Lack.PROTECTED: "staffchat-right-protected",
}


def right(texts: Texts, lack: Lack) -> str:
    """What the bot is to be allowed, in words: «надсилати фото»."""
    return texts.plain(_RIGHTS[lack])
