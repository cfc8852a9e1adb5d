"""Short texts and buttons: Project Fluent files in `content/uk/messages`, one per theme.

Fluent's parser needs half a second for all of them, and a process says a few hundred in a day. So what is plainly well
written is told by its look, and parsed when it is said for the first time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource, resolver
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from markupsafe import Markup, escape

from content.mistakes import Mistake

LOCALE = "uk"
LONGEST_VALUE = 1 << 16
"""Characters of a value in a text. What people write is a message long, and escaped it is several times that."""
resolver.MAX_PART_LENGTH = LONGEST_VALUE  # Fluent's own bound of 2,500 guards against texts that grow by themselves
_LONG_DATE = "d MMMM y 'року'"

# Well written beyond doubt: words, values, texts within texts, and choices by a value, in a choice too.
_NAME = "[A-Za-z][A-Za-z0-9_-]*+"
_VALUE = rf'(?:[$-]?{_NAME}|"[^"\\\n]*+")'
_NEXT_LINE = r"(?: *\n)++ ++(?=[^\s.*[}])"


def _pattern(placeable: str) -> str:
    return rf"(?:{_NEXT_LINE})?+(?:[^{{}}\n]++|\{{ *+{placeable} *+\}}|{_NEXT_LINE})++"


def _choice(placeable: str) -> str:
    """By a value, with exactly one case for all else."""
    case = rf"\[ *+(?:{_NAME}|[0-9]++) *+\] *+{_pattern(placeable)}(?: *\n)++ *+"
    return rf"(?:\${_NAME} *+->(?: *\n)++ *+(?:{case})*+\*{case}(?:{case})*+|{_VALUE})"


_ENTRY = re.compile(rf"(?:(-?{_NAME}) *= *+{_pattern(_choice(_choice(_VALUE)))}|#{{1,3}}+ [^\n]++)(?: *\n)*+")
_STARTS = re.compile("^(?=[A-Za-z#-])", re.MULTILINE)
"""Where entries begin: what goes on with one is indented, but for the end of a choice."""
_KEY = re.compile(rf"(-?{_NAME}) *=")
_MENTIONED = re.compile(f"-?{_NAME}")


class MissingText(LookupError):
    """A text that the code asks for does not stand in the messages, or lacks a value."""


class Texts:
    """The messages by key. Call it for Telegram HTML; `plain` is for buttons, toasts and the command line."""

    def __init__(self, bundle: FluentBundle, written: Mapping[str, str]) -> None:
        self._bundle = bundle
        self._written = written
        """Entries that may not be in the bundle yet, by key; a term's begins with `-`."""
        self._fixed: dict[str, str] = {}
        """Texts without values, which most buttons are, as they were put together. What people wrote is not kept."""

    def __call__(self, key: str, /, **values: object) -> Markup:
        """The text as Telegram HTML; values are escaped unless they are `Markup`, such as another text.

        Dates are written out («23 листопада 2026 року»). Raises MissingText.
        """
        html = self._format(key, {name: _html_value(value) for name, value in values.items()})
        return Markup(html)  # noqa: S704 - the editors' own text with escaped values

    def plain(self, key: str, /, **values: object) -> str:
        """The text for places that show no HTML; values go in as they are. Raises MissingText."""
        return self._format(key, {name: _plain_value(value) for name, value in values.items()})

    @staticmethod
    def lines(items: Iterable[str]) -> Markup:
        """Texts one below the other; what is not `Markup` is escaped."""
        return Markup("\n").join(items)

    def _format(self, key: str, values: dict[str, object]) -> str:
        if values:
            return self._put_together(key, values)
        if key not in self._fixed:
            self._fixed[key] = self._put_together(key, values)
        return self._fixed[key]

    def _put_together(self, key: str, values: dict[str, object]) -> str:
        if not self._bundle.has_message(key):
            self._take_up(key)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise MissingText(key)
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise MissingText(f"{key}: {errors[0]}")
        return str(text)

    def _take_up(self, key: str) -> None:
        """Parses a text with all that may stand in it. It comes last: whoever finds it finds those."""
        if key not in self._written:
            raise MissingText(key)
        needed = [key]
        for each in needed:
            mentioned = dict.fromkeys(_MENTIONED.findall(self._written[each]))
            needed += [name for name in mentioned if name in self._written and name not in needed]
        for each in reversed(needed):
            self._bundle.add_resource(FluentResource(self._written[each]), allow_overrides=True)


def _plain_value(value: object) -> object:
    if isinstance(value, date):
        return format_date(value, _LONG_DATE, locale=LOCALE)
    return value if isinstance(value, int | float) else str(value)


def _html_value(value: object) -> object:
    value = value if hasattr(value, "__html__") else _plain_value(value)
    return value if isinstance(value, int | float) else str(escape(value))


def load_texts(folder: Path, *names: str) -> tuple[Texts, list[Mistake]]:
    """The `*.ftl` of `folder` as Texts, with the mistakes found: broken entries and keys written twice.

    All files, or those with these names (without `.ftl`).
    """
    bundle = FluentBundle([LOCALE], use_isolating=False)
    paths = [folder / f"{name}.ftl" for name in names] or sorted(folder.glob("*.ftl"))
    written = _sound(path.read_text(encoding="utf-8") for path in paths)
    if written is not None:
        return Texts(bundle, written), []
    mistakes: list[Mistake] = []
    known: dict[str, Path] = {}
    for path in paths:
        resource, source = _parse(path)
        for entry in resource.body:
            line = _line(source, entry)
            if isinstance(entry, ast.Junk):
                mistakes.append(Mistake(path, line, "check-broken-message", {"text": entry.content or ""}))
            elif isinstance(entry, ast.Message):
                if entry.id.name in known:
                    values = {"key": entry.id.name, "file": known[entry.id.name].name}
                    mistakes.append(Mistake(path, line, "check-message-twice", values))
                known[entry.id.name] = path
        bundle.add_resource(resource, allow_overrides=True)
    return Texts(bundle, {}), mistakes


def _sound(sources: Iterable[str]) -> dict[str, str] | None:
    """The entries of files by key; None where one may be broken or written twice: the parser then says what is wrong.

    An entry that ends where it should is read the same alone as among others.
    """
    found: dict[str, str] = {}
    for source in sources:
        for entry in filter(str.strip, _STARTS.split(source)):
            sound = _ENTRY.fullmatch(entry)
            if not sound and any(isinstance(each, ast.Junk) for each in FluentParser().parse(entry).body):
                return None
            if entry.startswith("#"):
                continue
            key = _KEY.match(entry)
            if not key or key[1] in found:
                return None
            found[key[1]] = entry
    return found


def messages(folder: Path) -> Iterator[tuple[str, Path, int, frozenset[str]]]:
    """Every message of the folder: key, file, line, and the names of the values it needs."""
    for path in sorted(folder.glob("*.ftl")):
        resource, source = _parse(path)
        for entry in resource.body:
            if isinstance(entry, ast.Message):
                needs = _Needs()
                needs.visit(entry)
                yield entry.id.name, path, _line(source, entry), frozenset(needs.names)


class _Needs(Visitor):
    """Collects the `$names` that a message uses."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


def _parse(path: Path) -> tuple[ast.Resource, str]:
    source = path.read_text(encoding="utf-8")
    return FluentParser(with_spans=True).parse(source), source


def _line(source: str, entry: ast.BaseNode) -> int:
    span = entry.span if isinstance(entry, ast.SyntaxNode) else None
    return source.count("\n", 0, span.start) + 1 if span else 0
