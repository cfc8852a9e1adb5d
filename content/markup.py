"""The editors' Markdown turned into the HTML that Telegram takes, and that into the HTML of a page.

Only what Telegram can show is allowed: paragraphs, bold, italic, links and flat lists. Anything else is
a mistake with its line, so that an editor learns of a table before a citizen sees its remains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count, groupby, repeat

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


# On a page

_ITEM = re.compile(r"(?:(•)|(\d+)\.) (.*)", re.DOTALL)
_HEADING = re.compile(r"<b>((?:(?!</b>).)*)</b>", re.DOTALL)
_CALLED = re.compile(r"<b>(\d[\d \u00a0]{1,14}\d)</b>")
"""A number to call: it stands in bold by itself."""
_URGENT = re.compile(r"(?<!\d)1(?:0[1-4]|12)(?!\d)")
"""In a heading: those of police, ambulance and the like."""


@lru_cache(256)
def page_html(html: Markup) -> Markup:
    """What the chat says, for a page: paragraphs, real lists and headings, numbers to call as links. The same words."""
    return Markup("\n").join(_block(block) for block in html.split("\n\n"))


def _block(block: Markup) -> Markup:
    if heading := _HEADING.fullmatch(block):
        words = _URGENT.sub(lambda found: f'<a href="tel:{found[0]}">{found[0]}</a>', heading[1])
        return Markup(f"<h2>{words}</h2>")  # noqa: S704 - a part of what was HTML
    parts = [(_ITEM.fullmatch(line), line) for line in block.split("\n")]
    made = ""
    for tag, lines in groupby(parts, lambda part: "" if not part[0] else "ul" if part[0][1] else "ol"):
        if tag:
            items = [item for item, _ in lines if item]
            first = items[0][2] or "1"
            start = f' start="{first}"' if first != "1" else ""
            inside = "\n".join(f"<li>{_callable(item[3])}</li>" for item in items)
            made += f"<{tag}{start}>{inside}</{tag}>"
        else:
            made += f"<p>{_callable('<br>'.join(line for _, line in lines))}</p>"
    return Markup(made)  # noqa: S704 - tags around what was HTML


def _callable(html: str) -> str:
    return _CALLED.sub(lambda found: f'<a href="tel:{re.sub(r"[^0-9]", "", found[1])}">{found[0]}</a>', html)
