"""The quarterly rating of hromadas, in leagues by size."""

from services.leagues import outputs
from services.leagues.formula import Weights
from services.leagues.leagues import (
    WINDOW,
    Counting,
    Figures,
    Leagues,
    ObjectTo,
    Published,
    ShowObjection,
    ShowStanding,
)
from services.leagues.snapshots import Snapshot
from services.leagues.table import COLUMNS, NOWHERE, Checked, Column, Mistake, Wrong, cells_of, headings_of, letter
from storage.leagues import Count, League, Objection, Source, Table

__all__ = [
    "COLUMNS",
    "NOWHERE",
    "WINDOW",
    "Checked",
    "Column",
    "Count",
    "Counting",
    "Figures",
    "League",
    "Leagues",
    "Mistake",
    "ObjectTo",
    "Objection",
    "Published",
    "ShowObjection",
    "ShowStanding",
    "Snapshot",
    "Source",
    "Table",
    "Weights",
    "Wrong",
    "cells_of",
    "headings_of",
    "letter",
    "outputs",
]
