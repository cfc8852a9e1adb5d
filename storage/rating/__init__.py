"""Rating."""

from __future__ import annotations

from storage.rating.leagues import Leagues
from storage.rating.ministry_tables import MinistryTables
from storage.rating.objections import Objections
from storage.rating.read import League, MinistryTable, Objection, ObjectionVerdict, RatingRead, RatingSource
