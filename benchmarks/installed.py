"""The bot as it stands on a server: compiled, for `make install` leaves it so."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def install() -> None:
    """What processes that are started from now on find ready; Python itself may be told to keep nothing it compiles."""
    subprocess.run(["make", "--silent", "install"], cwd=ROOT, check=True)  # noqa: S607
