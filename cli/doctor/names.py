"""Variables that look like settings and are none: what is misspelt is silently not set."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from cli.doctor.lines import Lines
from settings import Settings

OTHERS = frozenset({"SITE", "POSTGRES_PASSWORD", "WORKERS", "MOVE_FROM", "MOVE_TO"})
"""Of the compose file, the proxy and one command."""
ALIKE = 0.8
"""From here on a name is a setting's, misspelt."""


def examine(environment: Mapping[str, str], lines: Lines) -> None:
    for name, meant in misspelt(environment):
        lines.wrong("doctor-misspelt", name=name, meant=meant)
    group = environment.get("STAFF_CHAT_ID", "").strip()
    if group.isdigit() and int(group) > 0:
        lines.wrong("doctor-group-positive", number=group)


def misspelt(environment: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each with the setting that was meant."""
    known = Settings.names() | OTHERS
    bare = {_bare(name): name for name in sorted(known)}
    found = []
    for name in sorted(environment.keys() - known):
        near = get_close_matches(_bare(name), bare, n=1, cutoff=ALIKE)
        if near and bare[near[0]] not in OTHERS:
            found.append((name, bare[near[0]]))
    return found


def _bare(name: str) -> str:
    return name.upper().replace("_", "").replace("-", "")
