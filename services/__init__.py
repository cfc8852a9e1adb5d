"""The rules: what an answer, a question, a report may do. No Telegram, no SQL."""
