"""The pages about cases: the inbox and one case."""
