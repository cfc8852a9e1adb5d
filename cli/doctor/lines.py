"""The lines of the doctor: what is right, what is wrong, what cannot be known or might be better."""

from __future__ import annotations

from datetime import date

from content.messages import Texts


class Lines:
    """Prints each line as it is known, and counts what is wrong."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.wrongs = 0
        self.said: list[str] = []

    def right(self, key: str, **values: str | int | date) -> None:
        self._print("✓", self.texts.plain(key, **values))

    def wrong(self, key: str, **values: str | int | date) -> None:
        """It says what to do, too."""
        self.wrong_as_said(self.texts.plain(key, **values))

    def wrong_as_said(self, words: str) -> None:
        self.wrongs += 1
        self._print("✗", words)

    def hint(self, key: str, **values: str | int | date) -> None:
        """No mistake: something is off by choice, could not be asked, or might be better."""
        self._print("!", self.texts.plain(key, **values))

    def _print(self, mark: str, words: str) -> None:
        line = f"{mark} {words}"
        self.said.append(line)
        print(line, flush=True)
