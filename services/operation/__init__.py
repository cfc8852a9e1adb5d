"""How the bot itself is run: health, leadership, backups, failures, logs."""

from storage.engine.database import DatabaseAway

__all__ = ["DatabaseAway"]
