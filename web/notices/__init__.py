"""The pages about notices, obligations, replies."""
