"""The pages about questions and answers."""
