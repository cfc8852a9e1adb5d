"""The pages about people: who may what, posts, invites, bans, the audit."""
