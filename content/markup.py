"""The editors' Markdown turned into the HTML that Telegram takes.

Only what Telegram can show is allowed: paragraphs, bold, italic, links and flat lists. Anything else is
a mistake with its line, so that an editor learns of a table before a citizen sees its remains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, repeat

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_TAGS = {
    "strong_open": "<b>",
    "strong_close": "</b>",
    "em_open": "<i>",
    "em_close": "</i>",
    "link_close": "</a>",
    "softbreak": " ",
    "hardbreak": "\n",
}


class NotShowable(Exception):
    """Telegram cannot show this piece of Markdown; `line` is 1-based within the text."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.what = what
        self.line = line


def telegram_html(markdown: str) -> Markup:
    """Telegram HTML of `markdown`; paragraphs are parted by an empty line, items of a list by a line break.

    Raises NotShowable for a heading, table, picture, quote, code or list within a list.
    """
    blocks: list[str] = []
    items: list[str] = []
    item: list[str] = []
    marks: Iterator[str] | None = None
    """What stands before each item of the open list."""
    for token in _MARKDOWN.parse(markdown):
        line = token.map[0] + 1 if token.map else 1
        match token.type:
            case "paragraph_open" | "paragraph_close":
                pass
            case "bullet_list_open" | "ordered_list_open":
                if marks:
                    raise NotShowable("list", line)
                ordered = token.type == "ordered_list_open"
                marks = map("{}.".format, count(int(token.attrs.get("start", 1)))) if ordered else repeat("•")
            case "list_item_open":
                item = []
            case "list_item_close":
                assert marks  # noqa: S101 - the parser opens a list before its items
                items.append(f"{next(marks)} {chr(10).join(item)}")
            case "bullet_list_close" | "ordered_list_close":
                blocks.append("\n".join(items))
                items, marks = [], None
            case "inline":
                text = _inline(token.children or [], line)
                (item if marks else blocks).append(text)
            case other:
                raise NotShowable(other.removesuffix("_open"), line)
    return Markup("\n\n".join(blocks))  # noqa: S704 - escaped piece by piece above


def _inline(tokens: Sequence[Token], line: int) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type == "text":
            parts.append(str(escape(token.content)))
        elif token.type == "link_open":
            parts.append(f'<a href="{escape(token.attrs["href"])}">')
        elif token.type in _TAGS:
            parts.append(_TAGS[token.type])
        else:
            raise NotShowable(token.type, line)
    return "".join(parts)
