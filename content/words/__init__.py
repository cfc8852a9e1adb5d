"""What the bot knows of words: for the search, for people's names, and for reading certificates."""
