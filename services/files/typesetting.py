"""Pictures and PDFs out of the templates in `content/uk/templates`."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Literal

RESOLUTION = 150.0
"""Pixels per inch of a chart: sharp on a phone, and some hundred kilobytes."""
LEFT_OUT = "[…]"
"""Stands for signs that no font of ours has."""
_UNUSUAL = re.compile("[^\u0000-\u052f\u2000-\u200c\u200e-\u206f\u20b4\u2116]+")
"""What may lack in the fonts: not Latin, Cyrillic, Greek and what stands between words."""
_JOINERS = "\u200d\ufe0e\ufe0f"
"""What makes one sign of several, and is not seen."""
_ENDLESS = re.compile("[\u0400-\u052f]{33,}")
"""A word that no line holds: it may be broken anywhere, or it would run over the edge."""
_LACKING, _NOWHERE = "\0", "\U0010fffd"
_GLYPH = re.compile(r'xlink:href="(#\w+)"')


def as_png(template: Path, data: object, *, resolution: float = RESOLUTION) -> bytes:
    """The template's only page; the same data give the same bytes."""
    return _typeset(template, data, format="png", ppi=resolution)


def as_pdf(template: Path, data: object) -> bytes:
    """All pages of the template."""
    return _typeset(template, data, format="pdf")


def _typeset(template: Path, data: object, *, format: Literal["png", "pdf"], ppi: float | None = None) -> bytes:
    import typst  # when something is drawn: it takes seven megabytes

    words = _ENDLESS.sub(lambda found: "\u200b".join(found[0]), json.dumps(data, ensure_ascii=False))
    inputs = {"data": _UNUSUAL.sub(_drawable, words)}
    made = typst.compile(template, format=format, ppi=ppi, sys_inputs=inputs, ignore_system_fonts=True)
    assert isinstance(made, bytes)  # noqa: S101 - no file to write
    return made


def _drawable(signs: re.Match[str]) -> str:
    """The same where the fonts have all of it; what they lack, such as a smile, is seen to be left out."""
    drawn = (sign if _has(sign) else _LACKING for sign in signs[0] if sign not in _JOINERS)
    return re.sub(f"{_LACKING}+", LEFT_OUT, "".join(drawn))


@cache
def _has(sign: str) -> bool:
    """Whether any of the fonts has it: otherwise it is drawn as what no font has."""
    return _drawn(sign) != _drawn(_NOWHERE)


@cache
def _drawn(sign: str) -> list[str]:
    import typst

    page = "#set page(width: auto, height: auto)\n#sys.inputs.sign"
    made = typst.compile(page.encode(), format="svg", sys_inputs={"sign": sign}, ignore_system_fonts=True)
    assert isinstance(made, bytes)  # noqa: S101 - no file to write
    return _GLYPH.findall(made.decode())
