"""How updates arrive, and the HTTP by which Telegram is spoken to."""
