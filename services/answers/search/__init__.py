"""Search over the answers, in memory: what a person asks in her own words, and how sure the finding is."""

from services.answers.search.search import Alike, Decision, Finding, Hit, Lesson, Reason, Search, may_point_back

__all__ = ["Alike", "Decision", "Finding", "Hit", "Lesson", "Reason", "Search", "may_point_back"]
