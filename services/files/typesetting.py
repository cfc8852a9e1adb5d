"""Pictures and PDFs out of the templates in `content/uk/templates`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

RESOLUTION = 150.0
"""Pixels per inch of a chart: sharp on a phone, and some hundred kilobytes."""


def as_png(template: Path, data: object, *, resolution: float = RESOLUTION) -> bytes:
    """The template's only page; the same data give the same bytes."""
    return _typeset(template, data, format="png", ppi=resolution)


def as_pdf(template: Path, data: object) -> bytes:
    """All pages of the template."""
    return _typeset(template, data, format="pdf")


def _typeset(template: Path, data: object, *, format: Literal["png", "pdf"], ppi: float | None = None) -> bytes:
    import typst  # when something is drawn: it takes seven megabytes

    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made = typst.compile(template, format=format, ppi=ppi, sys_inputs=inputs, ignore_system_fonts=True)
    assert isinstance(made, bytes)  # noqa: S101 - no file to write
    return made
