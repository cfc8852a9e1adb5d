"""A message of the chat as a page shows it: Telegram's formats that a page has too, and nothing else."""

from __future__ import annotations

from html.parser import HTMLParser

from markupsafe import Markup, escape

_SHOWN = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "ins": "u", "s": "s", "strike": "s", "del": "s",
          "code": "code", "pre": "pre", "blockquote": "blockquote"}  # fmt: skip


class _Bubble(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Markup] = []
        self._open: list[tuple[str, str]] = []
        """What Telegram calls it, and what ends it here."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        if tag == "a" and address.startswith("https://"):
            self.parts.append(Markup('<a href="{}" rel="noreferrer noopener">').format(address))
            self._open.append((tag, "</a>"))
        elif tag in _SHOWN:
            self.parts.append(Markup(f"<{_SHOWN[tag]}>"))  # noqa: S704 - of the table above
            self._open.append((tag, f"</{_SHOWN[tag]}>"))
        else:
            self._open.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        while tag in {name for name, _ in self._open}:
            name, end = self._open.pop()
            self.parts.append(Markup(end))  # noqa: S704 - likewise
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data))

    def end(self) -> Markup:
        self.close()
        return Markup("").join([*self.parts, *(Markup(end) for _, end in reversed(self._open))])  # noqa: S704


def bubble(html: str) -> Markup:
    """The text of a message for a page."""
    made = _Bubble()
    made.feed(html)
    return made.end()
