"""What the department asks of posts: the staff's notices, a head's obligations and replies."""
