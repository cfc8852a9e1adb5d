"""Events on pages: the staff's list, editor and door, and the page of whoever takes part, in or without Telegram."""
