"""`python -m maintain.audit`."""

import sys

from maintain.audit.cli import main

sys.exit(main())
