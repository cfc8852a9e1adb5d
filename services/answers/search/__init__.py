"""Search over the answers, in memory: what a person asks in her own words, and how sure the finding is."""

from services.answers.search.search import Decision, Finding, Hit, Search

__all__ = ["Decision", "Finding", "Hit", "Search"]
