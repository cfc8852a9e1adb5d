"""Each claim about speed and quality, reproducible by one command."""
