"""What the bot runs on, by licence: `python -m tests.licences` writes docs/licences.md anew; a test compares it."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata

from tests.processes import ROOT

PAGE = ROOT / "docs" / "licences.md"
SAID = {
    "dawg2": "MIT",
    "pymorphy3-dicts-uk": "GPL-3.0 data of a dictionary; it is read as a file",
    "pypdfium2": "BSD-3-Clause, Apache-2.0",
    "pyrage": "MIT",
    "setuptools": "MIT",
    "uvloop": "MIT or Apache-2.0",
}
"""Of packages whose own words are missing or contradict each other: what stands in their licence files."""
NAMES = {
    "APL 2": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "MIT license": "MIT",
}
ALLOWED = ("MIT", "BSD", "Apache-2.0", "PSF-2.0", "MPL-2.0", "LGPL-3.0", "GPL-3.0 data")
"""Each lets the department use and change the bot and hand it on; the bot's own licence is MIT."""


def packages() -> list[str]:
    """The names in requirements.lock that are for this system."""
    lines = re.findall(r"^([\w.-]+)==[^ ;]+( ;[^\\]*)?", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    return [name for name, condition in lines if _is_installed(name) or not condition]


def licence(package: str) -> str:
    """In the words of https://spdx.org/licenses where the package says them."""
    if package in SAID:
        return SAID[package]
    about = metadata(package)
    kinds = [each.rpartition(":: ")[2] for each in about.get_all("Classifier") or () if each.startswith("License")]
    said = about["License-Expression"] or (about["License"] or "").partition("\n")[0] or " or ".join(kinds)
    return NAMES.get(said, said)


def page() -> str:
    rows = "\n".join(f"| {package} | {licence(package)} |" for package in packages())
    return (
        "# Licences\n\nWhat the bot runs on. Written by `python -m tests.licences`; a test compares it with what is\n"
        f"installed, and refuses a licence that was not allowed before.\n\n| package | licence |\n|---|---|\n{rows}\n"
    )


def _is_installed(name: str) -> bool:
    try:
        metadata(name)
    except PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
