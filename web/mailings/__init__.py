"""The pages about broadcasts."""
