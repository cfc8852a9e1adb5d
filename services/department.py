"""How the department is reached, by whoever is not in the chat."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Department:
    """Three ways that the settings name, each empty where they do not, and the bot itself."""

    address: str
    site: str
    mail: str
    bot: str = ""
    """The bot's username; empty until Telegram has told it."""

    def in_telegram(self, payload: str = "") -> str:
        """The address that opens the bot, with the payload of a deep link; empty while the bot has no name yet."""
        if not self.bot:
            return ""
        return f"https://t.me/{self.bot}?start={payload}" if payload else f"https://t.me/{self.bot}"
