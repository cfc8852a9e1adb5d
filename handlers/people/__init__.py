"""Who is who: settings, posts, invites, bans, subscriptions, privacy, the audit."""
