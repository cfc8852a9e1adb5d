"""Formatted text: Telegram's HTML turned into plain text and entities, with its own complaints."""

from __future__ import annotations

import html
import re
from typing import Any

from simulator.refusals import bad_request

Entity = dict[str, Any]

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_SIGN = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>[^>]*)>|(?P<escape>&(?:#x?[0-9a-fA-F]+|lt|gt|amp|quot);)|<"
)
_ATTRIBUTE = re.compile(r"""\s*([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")


def utf16(text: str) -> int:
    """The length of `text` as Telegram counts: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def parse(text: str, mode: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of `text` in parse mode `mode` (`HTML`, or empty for none). Raises a refusal."""
    if not mode:
        return _trimmed(text, [])
    if mode.lower() != "html":
        raise bad_request(f"unsupported parse_mode {mode}: the simulator knows HTML only")
    plain: list[str] = []
    entities: list[Entity] = []
    opened: list[tuple[str, Entity, int]] = []
    length = position = 0

    def add(piece: str) -> None:
        nonlocal length
        plain.append(piece)
        length += utf16(piece)

    for sign in _SIGN.finditer(text):
        add(text[position : sign.start()])
        position = sign.end()
        offset = len(text[: sign.start()].encode())
        if sign["escape"]:
            add(html.unescape(sign["escape"]))
        elif not sign["name"]:
            raise bad_request(f'can\'t parse entities: Unsupported start tag "" at byte offset {offset}')
        elif sign["end"]:
            _close(sign["name"].lower(), opened, length, offset)
        else:
            name = sign["name"].lower()
            entity = _entity(name, sign["rest"], offset)
            entity["offset"] = length
            opened.append((name, entity, offset))
            entities.append(entity)
    add(text[position:])
    if opened:
        name, _, offset = opened[-1]
        raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{name}\"")
    return _trimmed("".join(plain), [entity for entity in entities if entity["length"]])


def _close(name: str, opened: list[tuple[str, Entity, int]], length: int, offset: int) -> None:
    if not opened:
        raise bad_request(f"can't parse entities: Unexpected end tag at byte offset {offset}")
    expected, entity, _ = opened.pop()
    if name != expected:
        raise bad_request(
            f"can't parse entities: Unmatched end tag at byte offset {offset},"
            f' expected "</{expected}>", found "</{name}>"'
        )
    entity["length"] = length - entity["offset"]


def _entity(name: str, rest: str, offset: int) -> Entity:
    attributes = {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(rest)
    }
    if name not in _TAGS or (name == "span" and attributes.get("class") != "tg-spoiler"):
        raise bad_request(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {offset}')
    entity: Entity = {"type": _TAGS[name], "offset": 0, "length": 0}
    if name == "a":
        entity["url"] = attributes.get("href", "")
    if name == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    return entity


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Telegram drops white space at both ends; entities move along."""
    lead = utf16(text) - utf16(text.lstrip())
    text = text.strip()
    end = utf16(text)
    kept: list[Entity] = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] - lead + entity["length"], end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return text, kept


def commands(text: str) -> list[Entity]:
    """The bot commands in a text: clients mark them by themselves."""
    return [
        {"type": "bot_command", "offset": utf16(text[: match.start()]), "length": utf16(match[0])}
        for match in _COMMAND.finditer(text)
    ]


def to_html(text: str, entities: list[Entity]) -> str:
    """The text with its entities as tags again, for tests and pages that read it."""
    signs: list[tuple[int, int, int, str]] = []
    for number, entity in enumerate(entities):
        tag, attributes = _tag(entity)
        if not tag:
            continue
        start, stop = entity["offset"], entity["offset"] + entity["length"]
        # At one place the ends come first, the innermost foremost; then the starts, the outermost foremost.
        signs.append((start, 1, number, f"<{tag}{attributes}>"))
        signs.append((stop, 0, -number, f"</{tag}>"))
    units = text.encode("utf-16-le")
    parts: list[str] = []
    position = 0
    for place, _, _, sign in sorted(signs):
        parts += [html.escape(units[position * 2 : place * 2].decode("utf-16-le"), quote=False), sign]
        position = place
    parts.append(html.escape(units[position * 2 :].decode("utf-16-le"), quote=False))
    return "".join(parts)


def _tag(entity: Entity) -> tuple[str, str]:
    if entity["type"] == "text_mention":
        return "a", f' href="tg://user?id={entity["user"]["id"]}"'
    attributes = f' href="{html.escape(entity["url"])}"' if entity["type"] == "text_link" else ""
    return next((tag for tag, kind in _TAGS.items() if kind == entity["type"]), ""), attributes
