"""What all tests share."""

import gateway  # noqa: F401 - it chooses PTB's kind of times, for the tests as well

pytest_plugins = ["tests.databases"]
