"""Broadcasts: composed, addressed, timed, approved, watched; why one gets them, and /verify.

It offers the others the page of a draft (`open_draft`) and what can be sent on of a message (`content_of`).
"""

from __future__ import annotations

from handlers.mailings.composer import content_of
from handlers.mailings.editor import open_draft
