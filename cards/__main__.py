"""`python -m cards show|apply|new|retire …`: the exit code is 0, 1 (a card was refused) or 2 (cannot run)."""

import sys

from cards.cli import main

if __name__ == "__main__":
    sys.exit(main())
