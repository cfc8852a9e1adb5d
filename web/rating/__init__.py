"""The pages about the quarterly rating."""
