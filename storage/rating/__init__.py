"""Ratings of hromadas as they are kept: their figures, objections to them, each published version."""

from storage.rating.leagues import Leagues
from storage.rating.objections import Objections
from storage.rating.read import League, Objection, ObjectionVerdict, RatingRead, RatingSource
