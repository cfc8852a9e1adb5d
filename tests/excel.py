"""Reads the Excel files that the bot makes."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet


def sheet_of(content: bytes) -> Worksheet:
    """The first sheet."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def rows_of(content: bytes) -> list[list[object]]:
    """The values of the first sheet, row by row."""
    return [list(row) for row in sheet_of(content).iter_rows(values_only=True)]
