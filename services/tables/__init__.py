"""Tables that people send, read in one way for all areas: which column is what, which rows are data, what they come to.

A table is looked through first and changes nothing until whoever sent it says so. What is in doubt is asked, and
remembered for her next table of that shape.
"""

from services.tables.layout import Layout, TableKind
from services.tables.opened import (
    CellMistake,
    DryRun,
    Line,
    OpenTable,
    Skipped,
    SkipReason,
    Tables,
    layouts_of,
    layouts_text,
)
from services.tables.values import Values, code_of, is_month_first, whole_number
