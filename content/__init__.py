"""What the bot says: loaded from `content/uk`, checked, and shown to the rest as plain typed values."""

from pathlib import Path

FOLDER = Path(__file__).parent / "uk"
