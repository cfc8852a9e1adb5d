"""Telegram in memory, strict where Telegram is strict; it knows nothing of the bot that talks to it."""
