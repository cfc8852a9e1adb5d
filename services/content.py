"""The content in use: the library and what is made of it, replaced as a whole when the files change.

Over the files lies what the staff changed on the desk (`lay`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from content import FOLDER
from content.library import Library, load
from content.messages import Texts
from content.overlay import Overlay, overlaid

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
        self.folder = folder
        self._lock = threading.Lock()
        self._of_desk: set[Make] = set()
        self._overlay = Overlay()
        self._seen = self._fingerprint()
        self._files = self._edition = self._load(())

    @property
    def written_at(self) -> float:
        """When the newest file of the edition in use was written, in seconds since 1970."""
        return self._edition.written_at

    @property
    def library(self) -> Library:
        return self._edition.library

    @property
    def files(self) -> Library:
        """The files alone, without what the staff changed on the desk."""
        return self._files.library

    @property
    def overlay(self) -> Overlay:
        """What lies over them."""
        return self._overlay

    @property
    def texts(self) -> Texts:
        return self._edition.library.texts

    def with_each_edition(self, make: Callable[[Library], T], *, of_desk: bool = False) -> Callable[[], T]:
        """Calls `make` now and for every later edition before that is used; the way to what it made of the current one.

        What is made should hold the library that it was made of: two looks may see two editions. `of_desk`: it is made
        of what the staff may change there; all else is not made anew when they do.
        """
        with self._lock:
            if of_desk:
                self._of_desk.add(make)
            if make not in self._files.made:
                made = {**self._files.made, make: make(self._files.library)}
                self._files = replace(self._files, made=made)
                self._edition = self._over(self._files, self._overlay)
        return lambda: cast(T, self._edition.made[make])

    def lay(self, overlay: Overlay) -> None:
        """Takes what was changed on the desk into use, instead of what was before. Whatever fails, the edition before
        stays in use. Takes a tenth of a second: call it in a thread."""
        with self._lock:
            if overlay != self._overlay:
                self._edition = self._over(self._files, overlay)
                self._overlay = overlay

    def reload_if_changed(self) -> bool:
        """Whether the files have changed since the last look and are in use now.

        Raises BrokenContent, once per edit, when the change is broken; the old edition stays in use.
        Takes about a fifth of a second after a change: call it in a thread.
        """
        with self._lock:
            seen = self._fingerprint()
            if seen == self._seen:
                return False
            self._seen = seen
            files = self._load(self._files.made)
            self._files, self._edition = files, self._over(files, self._overlay)
        return True

    def _load(self, makers: Iterable[Make]) -> _Edition:
        library = load(self.folder)
        written_at = max(changed for _, changed, _ in self._seen) / 1e9
        return _Edition(library, {make: make(library) for make in makers}, written_at)

    def _over(self, files: _Edition, overlay: Overlay) -> _Edition:
        """The files with the overlay over them; they themselves where it is nothing."""
        if overlay == Overlay():
            return files
        library = overlaid(files.library, overlay, self.folder)
        made = {make: make(library) if make in self._of_desk else it for make, it in files.made.items()}
        return _Edition(library, made, files.written_at)

    def _fingerprint(self) -> frozenset[tuple[str, int, int]]:
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return frozenset((str(path), (stat := path.stat()).st_mtime_ns, stat.st_size) for path in files)
