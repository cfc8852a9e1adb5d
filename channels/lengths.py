"""How long things may be, and how what is longer is cut: the one place that knows it.

Telegram counts UTF-16 code units of what is seen: tags count nothing, `&amp;` counts one. The channels (Telegram now,
bulk as well) call `split` or `cut` before anything leaves; handlers call `cut` and `cut_text` where they quote one
person's words or make a button, a topic or a file of them. Nothing here raises, whatever it is given.

Numbers without another source: https://core.telegram.org/bots/api.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from unicodedata import category

TEXT = 4096
CAPTION = 1024
ENTITIES = 100
"""Of one message; Telegram drops the formatting of all further ones, links among them."""
HTML_BYTES = 2**15
"""Of a text or caption as written, tags included: beyond it the Bot API server does not even parse
(`Client::get_formatted_text` in tdlib/telegram-bot-api)."""

CALLBACK_DATA = 64
"""Bytes."""
CALLBACK_ANSWER = 200
"""The words that appear for a moment after a press."""
BUTTON = 64
"""Of a label: our own number. Telegram names none; its apps show about 32 characters of it in one row. Yet labels
count towards `KEYBOARD_BYTES`."""
BUTTONS = 100
KEYBOARD_BYTES = 10_000
"""Of a keyboard as JSON; measured by others (tginfo/Telegram-Limits#187), not documented."""

TOPIC = 128
FILE_NAME = 60
"""With the suffix. In longer ones Telegram cuts, and turns spaces and dashes into underscores
(telegramdesktop/tdesktop#16161)."""
PLACEHOLDER = 64
COMMAND_DESCRIPTION = 256
START_PARAMETER = 64
INLINE_ID = 64
"""Bytes. Title and description of an inline result have no limit that is documented."""
INLINE_RESULTS = 50

_SIGN = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)[^<>]*>"
    r"|&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<decimal>[0-9]+)|(?P<named>lt|gt|amp|quot)(?![a-zA-Z]));?"
)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LONGEST_ESCAPE = 9
"""Characters of a numbered escape before its semicolon; Telegram takes a longer one for plain words."""
_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strike",
    "strike": "strike",
    "del": "strike",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "link",
    "blockquote": "quote",
    "tg-emoji": "emoji",
    "tg-time": "time",
}
"""The tags that Telegram knows. One within another of its kind adds nothing and goes."""
_TAG_BYTES = HTML_BYTES - 5 * TEXT
"""What the tags of one message may take: no character of its words takes more than `&amp;`."""

_ENDS = "".join(map(chr, range(33)))
"""What Telegram drops at both ends of a text."""
_SEEN = re.compile(
    "[^\\s\x00-\x20\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u2800\u3000\ufeff\ufffc\U000e0000-\U000e007f]"
)
"""A text of other characters only is empty for Telegram (`strip_empty_characters` in tdlib/td)."""

_DIVIDERS = re.compile(r"[/\\:]")
_UNFIT = re.compile(r"""[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff"*<>?|]""")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}$")

_GAP = r"[^\S\u00a0\u2007\u202f]"
"""White space where a line may end."""
_BREAKS = [
    re.compile(r"\n[^\S\n]*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(rf"""(?:(?<=[.!?\u2026])|(?<=[.!?\u2026][)"\u00bb\u201d])){_GAP}+"""),
    re.compile(rf"{_GAP}+"),
]
"""Where a text is split: best at a blank line, else at the end of a line, of a sentence, of a word."""

_ELLIPSIS = "\u2026"
_JOINER = "\u200d"


def units(text: str) -> int:
    """The length of plain words as Telegram counts: in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def length(html: str) -> int:
    """The length of a text or caption as Telegram counts it; white space at its ends does not count."""
    return _read(html).length


def split(html: str, most: int = TEXT) -> list[str]:
    """`html` in messages of at most `most` units (two or more) and `ENTITIES` tags each.

    There is none where there is nothing to see; a text that fits is left as it is.

    A message ends with a paragraph, or else a line, a sentence, a word; within a word only where that is longer than
    a message, and never within an emoji or a letter with its marks. Tags that are open at the cut are closed, and
    opened again in the next message. White space at the cuts is dropped.
    """
    text = _read(html)
    if text.fits(most) and len(text.spans) <= ENTITIES:
        return [html] if _SEEN.search(text.plain) else []
    parts: list[str] = []
    carried: list[_Span] = []
    passed = 0
    at = _skip(text.plain, 0)
    while at < len(text.plain):
        first = bisect_left(text.starts, at)
        carried = [span for span in carried + text.spans[passed:first] if span.end > at]
        passed = first
        end = max(text.limit(at, most, carried, ENTITIES), at + 1)
        stop, after = _break(text.plain, at, end)
        if _SEEN.search(text.plain, at, stop):
            parts.append(_written(text.plain, at, stop, carried + text.spans[first : bisect_left(text.starts, stop)]))
        at = _skip(text.plain, after)
    return parts


def cut(html: str, most: int = TEXT) -> str:
    """The beginning of `html` with «…» behind it and all tags closed; `html` itself where it is short enough."""
    text = _read(html)
    if text.fits(most):
        return html
    at = _skip(text.plain, 0)
    stop = text.limit(at, most, [], len(text.spans))
    if stop == len(text.plain):
        return _written(text.plain, at, stop, text.spans)
    stop = _boundary(text.plain, at, text.limit(at, most - units(_ELLIPSIS), [], len(text.spans)))
    spans = text.spans[: bisect_left(text.starts, stop)]
    return _written(text.plain, at, _unspaced(text.plain, at, stop), spans, behind=_ELLIPSIS)


def cut_text(text: str, most: int) -> str:
    """The beginning of plain words (a label, a name) with «…» behind it; they themselves where short enough."""
    if units(text) <= most:
        return text
    sizes = list(accumulate(_sizes(text[:most])))
    stop = _boundary(text, 0, bisect_right(sizes, most - units(_ELLIPSIS)))
    return text[: _unspaced(text, 0, stop)] + _ELLIPSIS


def file_name(name: str) -> str:
    """`name` as a name of a file that Telegram and all computers take as it is; a suffix stays."""
    name = " ".join(_UNFIT.sub(" ", _DIVIDERS.sub("-", name)).split())
    found = _SUFFIX.search(name)
    suffix = found[0] if found else ""
    stem = name.removesuffix(suffix).strip(" .") or "file"
    return cut_text(stem, FILE_NAME - units(suffix)) + suffix


@dataclass(slots=True)
class _Span:
    """What stands within one tag, by its place in the plain words."""

    start: int
    end: int
    opening: str
    closing: str

    @property
    def size(self) -> int:
        return len(self.opening.encode(errors="replace")) + len(self.closing)


class _Text:
    """A text as it is seen, with its tags in the order in which they open."""

    def __init__(self, plain: str, spans: list[_Span], written: int) -> None:
        self.spans = [span for span in spans if span.end > span.start]
        self.starts = [span.start for span in self.spans]
        self.plain = plain.rstrip()
        self._sizes = list(accumulate(_sizes(plain)))
        self._written = written
        # Telegram drops white space before the first tag, not within it.
        before = plain[: self.starts[0]] if self.starts else plain
        lead = len(before) - len(before.lstrip(_ENDS))
        self.length = max(self._units(len(plain.rstrip(_ENDS))) - lead, 0)

    def _units(self, end: int) -> int:
        return self._sizes[end - 1] if end else 0

    def fits(self, most: int) -> bool:
        return self.length <= most and self._written <= HTML_BYTES

    def limit(self, at: int, most: int, carried: list[_Span], tags: int) -> int:
        """The end of the longest message from `at` on, in which `carried` are open."""
        end = min(bisect_right(self._sizes, self._units(at) + most), len(self.plain))
        tags -= len(carried)
        size = _TAG_BYTES - sum(span.size for span in carried)
        for number in range(bisect_left(self.starts, at), bisect_left(self.starts, end)):
            span = self.spans[number]
            tags -= 1
            size -= span.size
            if (tags < 0 or size < 0) and span.start > at:
                end = span.start
                break
        return end


def _sizes(text: str) -> list[int]:
    return [2 if character > "\uffff" else 1 for character in text]


def _read(html: str) -> _Text:
    pieces: list[str] = []
    spans: list[_Span] = []
    opened: list[tuple[str, _Span | None]] = []
    kinds: set[str] = set()
    seen = position = 0
    for sign in _SIGN.finditer(html):
        name = (sign["name"] or "").lower()
        if sign["name"] and name not in _KINDS:
            continue
        character = "" if name else _character(sign)
        if character is None:
            continue
        pieces.append(html[position : sign.start()])
        seen += sign.start() - position
        position = sign.end()
        if character:
            pieces.append(character)
            seen += 1
        elif not sign["end"]:
            span: _Span | None = None
            if _KINDS[name] not in kinds:
                span = _Span(seen, seen, sign[0], f"</{name}>")
                spans.append(span)
                kinds.add(_KINDS[name])
            opened.append((name, span))
        elif opened and opened[-1][0] == name and (span := opened.pop()[1]):
            span.end = seen
            kinds.discard(_KINDS[name])
    pieces.append(html[position:])
    plain = "".join(pieces)
    for _, span in opened:
        if span:
            span.end = len(plain)
    return _Text(plain, spans, len(html.encode(errors="replace")))


def _character(sign: re.Match[str]) -> str | None:
    """The character of an escape; None where Telegram shows it as it is written."""
    if sign["named"]:
        return _NAMED[sign["named"]]
    if len(sign[0].rstrip(";")) > _LONGEST_ESCAPE:
        return None
    code = int(sign["hex"], 16) if sign["hex"] else int(sign["decimal"])
    is_character = 0 < code < 0xD800 or 0xDFFF < code < 0x10FFFF
    return chr(code) if is_character else None


def _written(plain: str, at: int, stop: int, spans: list[_Span], behind: str = "") -> str:
    """`plain` from `at` to `stop` as HTML; `behind` comes within the tags that are open at its end."""
    pieces: list[str] = []
    opened: list[_Span] = []

    def close(until: int) -> None:
        nonlocal at
        while opened and opened[-1].end <= until:
            span = opened.pop()
            pieces.extend((escape(plain[at : span.end], quote=False), span.closing))
            at = span.end

    for span in spans:
        start = max(span.start, at)
        if min(span.end, stop) <= start:
            continue
        close(start)
        pieces.extend((escape(plain[at:start], quote=False), span.opening))
        at = start
        opened.append(span)
    close(stop - 1)
    pieces.extend((escape(plain[at:stop], quote=False), behind))
    pieces.extend(span.closing for span in reversed(opened))
    return "".join(pieces)


def _break(text: str, at: int, end: int) -> tuple[int, int]:
    """Where the message from `at` ends, at `end` at the latest, and where the next one begins."""
    if end == len(text):
        return end, end
    # A short message before a long one only where the second half has no place at all.
    for least in ((at + end) // 2, at):
        for pattern in _BREAKS:
            found = None
            for match in pattern.finditer(text, least, end + 2):
                if at < match.start() <= end:
                    found = match
            if found:
                return _unspaced(text, at, found.start()), found.end()
    stop = _boundary(text, at, end)
    return stop, stop


def _boundary(text: str, at: int, end: int) -> int:
    """The last place up to `end` where no emoji and no letter is torn; `end` itself where all is one of them."""
    stop = end
    while stop > at and _is_joined(text, stop):
        stop -= 1
    if 0 < stop < len(text) and _is_flag(text[stop]):
        start = stop
        while start > at and _is_flag(text[start - 1]):
            start -= 1
        stop -= (stop - start) % 2
    return stop if stop > at else end


def _is_joined(text: str, place: int) -> bool:
    """Whether the characters on both sides of `place` are seen as one. Flags are not: they come in pairs."""
    if not 0 < place < len(text):
        return False
    before, character = text[place - 1], text[place]
    return (
        category(character).startswith("M")
        or character in "\u200c\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # colours of skin
        or "\U000e0020" <= character <= "\U000e007f"  # flags of parts of a country
        or (before == _JOINER and not character.isspace())
        or (before == "\r" and character == "\n")
    )


def _is_flag(character: str) -> bool:
    """Whether it is one of the letters of which two are a flag."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _unspaced(text: str, at: int, stop: int) -> int:
    while stop > at and text[stop - 1].isspace():
        stop -= 1
    return stop
