"""How much memory this process takes for something (Linux)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak(status: str | None = None) -> float:
    """The most that this process, or the one with this status, ever had: in MiB."""
    return int((status or STATUS.read_text()).split("VmHWM:")[1].split()[0]) / 1024


def forget_peak() -> float:
    """Lets the highest mark begin anew, and gives it: what this process has now."""
    with contextlib.suppress(OSError):  # where it is forbidden, the highest mark so far counts on
        Path("/proc/self/clear_refs").write_text("5")
    return peak()


@contextlib.contextmanager
def grows_little(most: float = 8.0) -> Iterator[None]:
    """Asserts that meanwhile this process never took more than `most` MiB beyond what it had."""
    before = forget_peak()
    yield
    assert peak() - before < most
