"""What the department asks of posts: notices, obligations, replies, mails, and the settlements of hromadas.

One table each, and a module for each table. What is read of notices and obligations together stands in `read`.
"""
