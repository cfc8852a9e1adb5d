"""Files that come by a page: small, of a few kinds, and what they say they are. Nothing of them is opened here."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

LARGEST = 10 << 20
"""Bytes."""
LONGEST_NAME = 80
_ZIP = b"PK\x03\x04"
KINDS = {
    ".pdf": b"%PDF-",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".docx": _ZIP,
    ".xlsx": _ZIP,
    ".odt": _ZIP,
    ".ods": _ZIP,
}
"""How a file of each ending begins."""
_NO_NAME = re.compile(r"[\x00-\x1f\x7f\"<>|:*?]")


def is_welcome(name: str, content: bytes) -> bool:
    """Whether it is of a kind that is taken, and begins as such files do."""
    begins = KINDS.get(PurePosixPath(name.lower()).suffix)
    return begins is not None and content.startswith(begins) and len(content) <= LARGEST


def clean(name: str) -> str:
    """The name without folders and signs that mean something elsewhere; its ending stays."""
    path = PurePosixPath(_NO_NAME.sub("", name.replace("\\", "/")))
    return f"{path.stem[: LONGEST_NAME - len(path.suffix)]}{path.suffix}"
