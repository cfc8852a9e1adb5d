"""A citizen asks; the bot answers, suggests, or passes the question on; guides and posters."""
