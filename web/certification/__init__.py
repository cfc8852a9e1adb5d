"""The pages about drives and certificates."""
