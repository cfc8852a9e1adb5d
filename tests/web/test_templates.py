"""What no template does, and what all files of the browser have in common."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

FOLDER = Path(str(files("web")))
TEMPLATES = sorted((FOLDER / "templates").rglob("*.html"))
SCRIPTS = sorted((FOLDER / "static").glob("*.js"))
FORBIDDEN = {
    "a value that is not escaped": re.compile(r"\|\s*safe\b|autoescape|Markup"),
    "an attribute that runs": re.compile(r"\son[a-z]+="),
    "a style in the page": re.compile(r"\sstyle=|<style"),
    "a script in the page": re.compile(r"<script(?![^>]*\ssrc=)"),
    "another host": re.compile(r"(src|href|action)=\"(https?:)?//"),
    "words that stand in no text": re.compile(r">[^<{]*[а-яіїєґ]", re.IGNORECASE),
}
MOST_LINES = 400
"""Of all scripts: above it, or with a fifth kind of behaviour, a library takes their place (decision 36)."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_template_does_what_the_policy_forbids(path: Path) -> None:
    source = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(source)] == []


def test_the_scripts_stay_few() -> None:
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in SCRIPTS) <= MOST_LINES


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_code_of_words_or_asks_another_host(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function|document\.write|localStorage", source)
    hosts = set(re.findall(r"https?://([^\"/]+)", source))
    assert hosts <= {"web.telegram.org"}
