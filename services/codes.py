"""Short codes that people read out, write down and type in again."""

from __future__ import annotations

import hmac
import re
import secrets

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without signs that are mistaken for one another when a code is written down."""
_CODE = re.compile(rf"[{ALPHABET}]{{4}}-?[{ALPHABET}]{{4}}")
LOOK_ALIKE = str.maketrans(
    "\u0410\u0412\u0421\u0415\u041d\u0406\u041a\u041c\u041e\u0420\u0422\u0425\u0423", "ABCEHIKMOPTXY"
)
"""Cyrillic letters that a Ukrainian keyboard gives for the Latin ones."""


def make_code() -> str:
    """Eight random signs: 40 bits, not to be guessed through a chat."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


def derive_code(secret: str, of: str) -> str:
    """A code like that, always the same for the same thing; nobody finds it without the secret."""
    digest = int.from_bytes(hmac.digest(secret.encode(), of.encode(), "sha256"))
    return "".join(ALPHABET[digest >> 5 * place & 31] for place in range(8))


def split(code: str) -> str:
    """As it is read best: four and four."""
    return f"{code[:4]}-{code[4:]}"


def find_code(text: str) -> str | None:
    """The code in a text, without its hyphen; None where there is none."""
    match = _CODE.search(text.upper().translate(LOOK_ALIKE))
    return match[0].replace("-", "") if match else None
