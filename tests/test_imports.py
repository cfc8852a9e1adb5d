"""What import-linter cannot see: bot.py and settings.py are modules, not packages."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = (
    "cli",
    "handlers",
    "web",
    "services",
    "storage",
    "channels",
    "jobs",
    "gateway",
    "content",
    "simulator",
    "benchmarks",
)
SOURCES = [ROOT / "settings.py", *(path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py")))]


def imported(path: Path) -> set[str]:
    """The top packages and modules that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_imports_the_command_line_and_only_that_reads_settings(path: Path) -> None:
    is_of_cli = path.relative_to(ROOT).parts[0] == "cli"
    assert imported(path).isdisjoint({"bot"} if is_of_cli else {"bot", "cli", "settings"})


def test_only_what_speaks_telegram_imports_it() -> None:
    speakers = {path.relative_to(ROOT).parts[0] for path in SOURCES if "telegram" in imported(path)}
    assert speakers <= {"handlers", "gateway", "channels", "simulator", "benchmarks"}  # a peer, there
