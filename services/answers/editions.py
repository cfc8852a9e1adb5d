"""The library together with the search over it: whoever finds something looks it up in the same edition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from content.library import Library
from services.answers.search import Search
from services.content import Content


@dataclass(frozen=True, slots=True)
class Edition:
    """A library and the search over its answers."""

    library: Library
    search: Search


def make_edition(library: Library) -> Edition:
    """Takes about half a second."""
    return Edition(library, Search(library.answers.values(), library.vocabulary))


def editions(content: Content) -> Callable[[], Edition]:
    """The way to the edition in use, which is replaced when the files change."""
    return content.with_each_edition(make_edition)
