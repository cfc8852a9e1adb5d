"""The content in use: the library and what is made of it, replaced as a whole when the files change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from content import FOLDER
from content.library import Library, load
from content.messages import Texts

T = TypeVar("T")
Make = Callable[[Library], Any]


@dataclass(frozen=True, slots=True)
class _Edition:
    """A library and what is made of it belong together: they are swapped in one assignment."""

    library: Library
    made: Mapping[Make, Any]
    written_at: float
    """When its newest file was written, in seconds since 1970."""


class Content:
    """Holds the newest sound edition of the content in `folder`."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Loads the content. Raises BrokenContent: a start with broken content is refused."""
        self._folder = folder
        self._seen = self._fingerprint()
        self._edition = self._load(())

    @property
    def written_at(self) -> float:
        """When the newest file of the edition in use was written, in seconds since 1970."""
        return self._edition.written_at

    @property
    def library(self) -> Library:
        return self._edition.library

    @property
    def texts(self) -> Texts:
        return self._edition.library.texts

    def with_each_edition(self, make: Callable[[Library], T]) -> Callable[[], T]:
        """Calls `make` now and for every later edition before that is used; the way to what it made of the current one.

        What is made should hold the library that it was made of: two looks may see two editions.
        """
        if make not in self._edition.made:
            made = {**self._edition.made, make: make(self._edition.library)}
            self._edition = replace(self._edition, made=made)
        return lambda: cast(T, self._edition.made[make])

    def reload_if_changed(self) -> bool:
        """Whether the files have changed since the last look and are in use now.

        Raises BrokenContent, once per edit, when the change is broken; the old edition stays in use.
        Takes about half a second after a change: call it in a thread.
        """
        seen = self._fingerprint()
        if seen == self._seen:
            return False
        self._seen = seen
        self._edition = self._load(self._edition.made)
        return True

    def _load(self, makers: Iterable[Make]) -> _Edition:
        library = load(self._folder)
        written_at = max(changed for _, changed, _ in self._seen) / 1e9
        return _Edition(library, {make: make(library) for make in makers}, written_at)

    def _fingerprint(self) -> frozenset[tuple[str, int, int]]:
        files = (path for path in self._folder.rglob("*") if path.is_file())
        return frozenset((str(path), (stat := path.stat()).st_mtime_ns, stat.st_size) for path in files)
