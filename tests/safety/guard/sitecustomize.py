"""Put on PYTHONPATH by the safety tests, so that a child process and all that it starts are watched.

Enters: the environment variable SAFETY_LOG. Leaves: in that file, a line for each thing noted.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import watch

if "SAFETY_LOG" in os.environ:
    watch.into(os.open(os.environ["SAFETY_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT))
