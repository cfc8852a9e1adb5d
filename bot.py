"""The door of the program: `bot.py COMMAND` runs a command of `cli/`."""

import sys

from cli.main import main

if __name__ == "__main__":
    sys.exit(main())
