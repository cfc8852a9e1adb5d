"""Addresses of e-mail as people write them."""

from __future__ import annotations

import re

LONGEST = 254
"""Characters."""
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}")


def is_email(text: str) -> bool:
    """Whether it is one address, and nothing else."""
    return len(text) <= LONGEST and _ADDRESS.fullmatch(text) is not None
