"""The texts against the code, for `bot.py check`: which are missing or unused, and which lack a value.

The code is read, not run: a text is used by a call such as `texts("answers-thanks", name=...)`, so keys in
the code are always written out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, nodes

from content import FOLDER
from content.messages import messages
from content.mistakes import Mistake

ROOT = FOLDER.parents[1]
CODE = ("deploy", "settings.py", "cli", "handlers", "web", "services", "storage", "jobs", "gateway", "content")
"""Where texts are used."""
_TEMPLATES = Environment(autoescape=True)  # it only reads them


@dataclass(frozen=True, slots=True)
class Use:
    """One place where the code names a text."""

    path: Path
    line: int
    key: str
    called: bool
    """False where the key is handed on as a string, to be filled elsewhere."""
    given: frozenset[str] | None
    """Names of the values; None where they cannot be read off the code."""


def check_messages(folder: Path = FOLDER, root: Path = ROOT) -> list[Mistake]:
    """Texts that are missing or unused, and values that a text needs and the code does not give."""
    known = {key: (path, line, needs) for key, path, line, needs in messages(folder / "messages")}
    themes = tuple({key.split("-", 1)[0] + "-" for key in known})
    uses = [use for path in _sources(root) for use in _uses(path) if use.called or use.key.startswith(themes)]
    mistakes: list[Mistake] = []
    for use in uses:
        if use.key not in known:
            mistakes.append(Mistake(use.path, use.line, "check-missing-message", {"key": use.key}))
        elif use.given is not None:
            for name in sorted(known[use.key][2] - use.given):
                mistakes.append(Mistake(use.path, use.line, "check-missing-value", {"key": use.key, "name": name}))
    used = {use.key for use in uses}
    for key, (path, line, _) in known.items():
        if key not in used:
            mistakes.append(Mistake(path, line, "check-unused-message", {"key": key}))
    return mistakes


def _sources(root: Path) -> Iterator[Path]:
    for name in CODE:
        path = root / name
        yield from sorted([*path.rglob("*.py"), *path.rglob("*.html")]) if path.is_dir() else [path]


def _uses(path: Path) -> Iterator[Use]:
    """Keys in the calls that `_key` knows, and all other strings: some are keys handed on."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        yield from _uses_in_template(path, source)
        return
    tree = ast.parse(source)
    called: set[ast.Constant] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (named := _key(node)):
            names = [word.arg for word in node.keywords]
            given = None if None in names else frozenset(name for name in names if name)
            for key in _strings(named):  # `"a" if … else "b"` names two
                called.add(key)
                yield Use(path, key.lineno, str(key.value), True, given)
    for key in _strings(tree):
        if key not in called:
            yield Use(path, key.lineno, str(key.value), False, None)


def _uses_in_template(path: Path, source: str) -> Iterator[Use]:
    """The same in a template, which calls `texts` and `texts.plain` as the code does."""
    template = _TEMPLATES.parse(source)
    called: set[int] = set()
    for call in template.find_all(nodes.Call):
        function = call.node.node if isinstance(call.node, nodes.Getattr) and call.node.attr == "plain" else call.node
        if call.args and isinstance(function, nodes.Name) and function.name == "texts":
            named = call.args[0]
            given = None if call.dyn_kwargs else frozenset(each.key for each in call.kwargs)
            for key in [named] if isinstance(named, nodes.Const) else named.find_all(nodes.Const):
                called.add(id(key))
                yield Use(path, key.lineno, str(key.value), True, given)
    for word in template.find_all(nodes.Const):
        if isinstance(word.value, str) and id(word) not in called:
            yield Use(path, word.lineno, word.value, False, None)


def _strings(tree: ast.AST) -> Iterator[ast.Constant]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _key(call: ast.Call) -> ast.expr | None:
    """What names the text in a call of `texts`, `texts.plain`, `TextMessage` or `context.button`."""
    if _is_texts(call.func) or (isinstance(call.func, ast.Name) and call.func.id == "TextMessage"):
        return next(iter(call.args), None)
    is_button = isinstance(call.func, ast.Attribute) and call.func.attr == "button"
    return call.args[1] if is_button and len(call.args) > 1 else None


def _is_texts(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute) and function.attr == "plain":
        return _is_texts(function.value)
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name == "texts"
