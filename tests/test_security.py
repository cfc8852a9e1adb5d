"""docs/security.md names tests that there are, and every wheel that is installed has its hash."""

from __future__ import annotations

import re

import pytest

from tests.processes import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.findall(r"^- (tests/[\w/]+\.py)::(\w+)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED)), ids=[name for _, name in sorted(set(NAMED))])
def test_each_named_test_is_there(path: str, name: str) -> None:
    assert re.search(rf"^(?:async )?def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)


def test_each_threat_is_held_by_tests_and_none_by_a_line_that_is_no_test() -> None:
    threats = re.findall(r"^\| \[([^\]]+)\]\(#", PAGE, re.MULTILINE)
    sections = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    assert len(threats) == len(sections) >= 12
    for section in sections:
        _title, *lines = [line for line in section.splitlines() if line]
        assert lines
        assert len(lines) == len(re.findall(r"^- tests/[\w/]+\.py::\w+$", section, re.MULTILINE))


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_everything_that_is_installed_has_its_hash(name: str) -> None:
    text = re.sub(r"\\\n", " ", (ROOT / name).read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert len(lines) > 30
    for line in lines:
        assert re.match(r"[\w.-]+==\S+", line), line
        assert "--hash=sha256:" in line, line
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"--require-hashes -r {name}" in makefile
