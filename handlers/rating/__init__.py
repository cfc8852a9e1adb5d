"""The quarterly rating: the staff's tables and windows, a head's figures."""
