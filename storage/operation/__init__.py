"""What the bot keeps for its own running: which updates came, and which of them are handled."""
