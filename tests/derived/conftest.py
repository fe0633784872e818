"""What asks DuckDB needs the libraries of `nox -s tests_build`; where it is not installed, as in the session `tests`, it is not
collected."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("duckdb") else ["test_independent.py"]
