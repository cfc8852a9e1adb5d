"""Ratings of hromadas as they are kept: their figures, objections to them, each published version."""

from storage.rating.leagues import Leagues, MinistryTables
from storage.rating.objections import Objections
from storage.rating.read import League, MinistryTable, Objection, ObjectionVerdict, RatingRead, RatingSource
