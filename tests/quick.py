"""What a change of one area needs: `make quick AREA=cases`, or without AREA the areas of what was changed.

The tests of the area in every folder, the content and the import contracts. Before a merge, `make check` runs all.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("handlers", "services", "storage", "web", "stories")
PYTEST = ("-m", "pytest", "-q", "-n", "logical", "--dist", "worksteal")


def main(areas: list[str]) -> int:
    tests = tests_of(areas) if areas else tests_for(changed())
    if areas and not tests:
        print(f"make quick: no folder tests/*/{areas[0]}", file=sys.stderr)
        return 2
    commands = [[sys.executable, "bot.py", "check"], [str(Path(sys.executable).with_name("lint-imports"))]]
    if tests:
        commands.insert(0, [sys.executable, *PYTEST, *(str(each.relative_to(ROOT)) for each in sorted(tests))])
    return max([subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands])


def tests_of(areas: Iterable[str]) -> set[Path]:
    return {folder for area in areas for each in FOLDERS if (folder := ROOT / "tests" / each / area).is_dir()}


def tests_for(paths: Iterable[str]) -> set[Path]:
    """The folders and modules of tests that are about these files."""
    found: set[Path] = set()
    for path in paths:
        parts = path.split("/")
        if parts[0] == "tests":
            parts = parts[1:]
            if parts[-1].startswith("test_") and (ROOT / path).exists():
                found.add(ROOT / path)
        if parts[0] in FOLDERS and len(parts) > 2 and (area := tests_of([parts[1]])):
            found |= area
        elif parts[0] in FOLDERS:
            found |= set((ROOT / "tests" / parts[0]).glob("test_*.py"))
        elif (ROOT / "tests" / parts[0]).is_dir():
            found.add(ROOT / "tests" / parts[0])
    return {each for each in found if not any(other in each.parents for other in found)}


def changed() -> set[str]:
    """What differs from where the branch left `main`, committed or not; on `main`, from the last commit."""
    base = git("merge-base", "HEAD", "main") or git("rev-parse", "HEAD")
    return {*git("diff", "--name-only", base).splitlines(), *git("ls-files", "-o", "--exclude-standard").splitlines()}


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
