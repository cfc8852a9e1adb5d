"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

import gateway  # noqa: F401 - it chooses PTB's kind of times, for the tests as well
from content.library import Library
from services.content import Content
from storage.engine.columns import read_in

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
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those beside this file start whole processes and take longest: begun last, they would be waited for alone."""
    here = Path(__file__).parent
    items.sort(key=lambda item: item.path.parent != here)
