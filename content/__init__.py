"""What the bot says: loaded from `content/uk`, checked, and shown to the rest as plain typed values."""
