"""These tests need the libraries of the build: `nox -s tests_build`. Where they are not installed,
as in the session `tests`, none of them is collected."""

from importlib.util import find_spec

LIBRARIES = ("openpyxl", "pyarrow", "xlsxwriter")

collect_ignore_glob = [] if all(map(find_spec, LIBRARIES)) else ["test_*.py"]
