"""R: a script with the column types of each table for readr, and a function that reads one.

Enters: a package. Leaves: R code, to be sourced in the folder of the release.
"""

import json

from validate.package import Package, Table

FILE = "readr.R"
TYPES = {"string": "character", "integer": "integer", "year": "integer", "number": "double", "date": "date"}


def script(package: Package) -> str:
    """The whole script. Partial dates stay text, since R has no type for them."""
    tables = ",\n".join(_types(one) for one in package.tables)
    files = ",\n".join(f"  {one.name} = {json.dumps(one.file)}" for one in package.tables)
    example = package.tables[0].name
    return (
        f"# {package.name} {package.version}: column types for readr, generated from the Table Schemas.\n"
        f'# In the folder of the release: source("{FILE}"); {example} <- read_table_of_release("{example}")\n'
        f"column_types <- list(\n{tables}\n)\n\n"
        f"files <- c(\n{files}\n)\n\n"
        "read_table_of_release <- function(table) {\n"
        "  readr::read_csv(files[[table]],\n"
        '    col_types = column_types[[table]], na = "", trim_ws = FALSE, skip_empty_rows = FALSE,\n'
        '    locale = readr::locale(encoding = "UTF-8"), progress = FALSE\n'
        "  )\n"
        "}\n"
    )


def _types(table: Table) -> str:
    columns = ",\n".join(f"    {one['name']} = readr::col_{TYPES[one.get('type', 'string')]}()" for one in table.fields)
    return f"  {table.name} = readr::cols_only(\n{columns}\n  )"
