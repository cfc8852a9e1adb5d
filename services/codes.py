"""Short codes that people read out, write down and type in again. Each has letters and digits."""

from __future__ import annotations

import hmac
import re
import secrets

from services.text import fold_code

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without signs that are mistaken for one another when a code is written down."""
MOST = 10
"""Codes that are looked for in one text."""
_HALF = f"[{ALPHABET}]{{4}}"
# Looked for at each place anew: the word before a code may have four letters too. A longer number is no code.
_IN_WORDS = re.compile(rf"(?<!\w)(?=({_HALF}[\s._/-]{{0,3}}{_HALF})(?!\w)(?!\s?\d))")
_GAP = re.compile(r"[\W_]+")
_FORM = re.compile(r"(?<!\w)[A-Z0-9]{4}[\s._/-]{0,3}[A-Z0-9]{4}(?!\w)")
_ALONE = re.compile(f"[{ALPHABET}]{{8}}")
_OTHER_NUMBER = re.compile(r"[A-Z]{2}(\d{6}|\d{4}[A-Z]{2})")
"""Of a document of the old kind, or of a car."""


def make_code() -> str:
    """Eight random signs: 40 bits, not to be guessed through a chat."""
    while not _is_code(code := "".join(secrets.choice(ALPHABET) for _ in range(8))):
        pass
    return code


def derive_code(secret: str, of: str) -> str:
    """A code like that, always the same for the same thing; nobody finds it without the secret."""
    code = ""
    while not _is_code(code):
        digest = int.from_bytes(hmac.digest(secret.encode(), (of + code).encode(), "sha256"))
        code = "".join(ALPHABET[digest >> 5 * place & 31] for place in range(8))
    return code


def _is_code(signs: str) -> bool:
    """No code looks like a word or like the number of something else."""
    is_mixed = any(each.isdigit() for each in signs) and any(each.isalpha() for each in signs)
    return is_mixed and not _OTHER_NUMBER.fullmatch(signs)


def split(code: str) -> str:
    """As it is read best: four and four."""
    return f"{code[:4]}-{code[4:]}"


def find_codes(text: str) -> list[str]:
    """What may be a code in a text, as people type it: in the middle of other words, in small letters or Cyrillic ones,
    with spaces or any dash. The text alone may be broken anywhere."""
    plain = fold_code(text)
    alone = _GAP.sub("", plain)
    found = [alone] if _ALONE.fullmatch(alone) else _IN_WORDS.findall(plain)
    codes = dict.fromkeys(_GAP.sub("", each) for each in found)
    return [each for each in codes if _is_code(each)][:MOST]


def has_form_of_code(text: str) -> bool:
    """Whether there stands something like a code, though none of ours could be it: where somebody was asked for one."""
    return bool(find_codes(text)) or _FORM.search(fold_code(text)) is not None
