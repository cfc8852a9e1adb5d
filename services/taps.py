"""Taps below messages that staff compose, in the chat or on a page."""

from __future__ import annotations

from channels.taps import Tap


class ShowAnswer(Tap, prefix="answer"):
    """Opens an answer below; the message with the button stays."""

    answer: str


class SayCards(Tap, prefix="saycards"):
    """The documents in a message of their own: the button stands below a broadcast, which is kept."""
