"""`python -m maintain.sources`."""

import sys

from maintain.sources.cli import main

sys.exit(main())
