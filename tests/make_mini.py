"""The schemas and the descriptor of the mini package: `python -m tests.make_mini`.

Enters: the schemas and the descriptor of this repository, and `tests/fixtures/mini/data`.
Leaves: `tests/fixtures/mini/schemas` and `datapackage.json`. A schema is the real one with
each enum cut down to the codes that mini has, so that a small table can use every code.
"""

import json
from pathlib import Path

from maintain.format import canonical_descriptor
from validate.package import DESCRIPTOR, Package, Table, load

ROOT = Path(__file__).resolve().parents[1]
MINI = ROOT / "tests" / "fixtures" / "mini"
ABOUT = {
    "name": "mini",
    "title": "A small complete package",
    "title_zh": "小型完整数据包",
    "description": "Invented rows in the form of china-blockchain-policy, for tests. Nothing in it is a fact.",
    "description_zh": "按 china-blockchain-policy 格式虚构的行，仅供测试，并非事实。",
    "version": "0.2.0",
    "created": "2022-01-01T00:00:00Z",
    "sources": [{"title": "Invented for tests"}],
    "keywords": ["fixture"],
}


def files() -> dict[str, bytes]:
    """Every generated file of the mini package by its path in it."""
    real = load(ROOT)
    codes = _codes()
    schemas = {table.schema_file: _json(_with_codes(_as_written(table), codes)) for table in real.tables}
    return schemas | {DESCRIPTOR: _descriptor(real)}


def _codes() -> dict[str, list[str]]:
    """The codes of mini by list, in the order of the table."""
    lists: dict[str, list[str]] = {}
    header, *lines = (MINI / "data" / "codes.csv").read_text(encoding="utf-8").splitlines()
    assert header.startswith("list,code,")
    for line in lines:
        name, code, _ = line.split(",", 2)
        lists.setdefault(name, []).append(code)
    return lists


def _as_written(table: Table) -> dict:
    return json.loads((ROOT / table.schema_file).read_text(encoding="utf-8"))


def _with_codes(schema: dict, codes: dict[str, list[str]]) -> dict:
    return schema | {"fields": [_field_with_codes(one, codes) for one in schema["fields"]]}


def _field_with_codes(field: dict, codes: dict[str, list[str]]) -> dict:
    if "enum" not in field["constraints"]:
        return field
    allowed = codes.get(field["name"])
    assert allowed, f"{MINI.name}/data/codes.csv needs a code of the list {field['name']}"
    example = field["example"] if field["example"] in allowed else allowed[0]
    return field | {"example": example, "constraints": field["constraints"] | {"enum": allowed}}


def _descriptor(real: Package) -> bytes:
    mini = Package(MINI, real.descriptor | ABOUT, real.tables)
    return canonical_descriptor(mini, {table.file: _data(table) for table in real.tables})


def _data(table: Table) -> bytes:
    return (MINI / table.file).read_bytes()


def _json(content: dict) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def main() -> None:
    (MINI / "schemas").mkdir(exist_ok=True)
    for file, content in files().items():
        (MINI / file).write_bytes(content)


if __name__ == "__main__":
    main()
