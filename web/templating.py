"""The templates, compiled once: what a template became is kept beside the modules' own bytecode.

To compile all of them takes more than a second, each process starts with all of them, and none may come to be compiled
while somebody waits.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

_KEPT_IN = Path(__file__).parent / "__pycache__" / "templates"


class _Bytecode(FileSystemBytecodeCache):
    """Compiled templates as files. Where they cannot be written, as in a service's read-only home, none are."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            _KEPT_IN.mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


def environment() -> Environment:
    """What makes pages of the templates of `web/templates`; its globals are set by whoever takes it.

    Values are escaped, and what a template does not get is a mistake.
    """
    return Environment(
        loader=PackageLoader("web"),
        bytecode_cache=_Bytecode(str(_KEPT_IN), "%s"),
        autoescape=True,
        undefined=StrictUndefined,
        enable_async=False,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )


def load_all(templates: Environment) -> None:
    """Loads every template, and so finds one that is broken."""
    for name in templates.list_templates():
        templates.get_template(name)


if __name__ == "__main__":
    load_all(environment())
