"""Updates answered a second, and how long a person waits, beside peers."""
