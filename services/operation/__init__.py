"""How the bot itself is run: health, leadership, backups, logs."""
