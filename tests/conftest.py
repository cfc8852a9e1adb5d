"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

import gateway  # noqa: F401 - it chooses PTB's kind of times, for the tests as well
from content.library import Library
from services.content import Content
from storage.engine.columns import read_in

ENGINES = ("sqlite", "postgresql")

pytest_plugins = ["tests.databases"]

# The same examples in each run: a test that fails in CI fails on the desk as well. `explore` looks for new ones.
# No deadline: a machine that does much at once is slow, not wrong.
settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile("same")


@pytest.fixture(autouse=True)
def _in_kyiv() -> Iterator[None]:
    """A test may make a bot of another zone, which its process keeps."""
    yield
    read_in(ZoneInfo("Europe/Kyiv"))


@pytest.fixture(scope="session")
def content() -> Content:
    """The real content; no test changes it."""
    return Content()


@pytest.fixture(scope="session")
def library(content: Content) -> Library:
    return content.library


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Those beside this file start whole processes and take longest: begun last, they would be waited for alone.

    Stories and pages run on one engine each, half of them on either: what is told the engines in SQL is tested on both
    below `storage`. `ENGINES=both` runs all on both, and so does `-k` with the name of an engine.
    """
    here = Path(__file__).parent
    items.sort(key=lambda item: item.path.parent != here)
    if os.environ.get("ENGINES") == "both" or any(each in config.option.keyword for each in ENGINES):
        return
    left = [item for item in items if not _is_on_its_engine(item, here)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


def _is_on_its_engine(item: pytest.Item, here: Path) -> bool:
    """The same engine for the same test in every run."""
    engine = (
        item.callspec.params.get("database_url")
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
        else None
    )
    if engine not in ENGINES or item.path.relative_to(here).parts[0] not in {"stories", "web"}:
        return True
    name = item.nodeid.replace(engine, "")
    return engine == ENGINES[crc32(name.encode()) % 2]
