"""No pull request makes the gate run code or an expression that stands in data, schemas, suites or descriptor."""

import ast
import json
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.damage import both, cell, member
from tests.safety.conftest import Notes, layers
from validate import expectations
from validate.expectations import SuiteError
from validate.expectations.suites import ALLOWED_TYPES, ARGUMENTS
from validate.gate import PROGRAM
from validate.package import DESCRIPTOR, load

SUITE = "expectations/searches.json"
LOOKS_LIKE_CODE = {
    "a format string": "{0.__class__.__mro__} {finding.__init__.__globals__} {value!r:>99999999}",
    "an old format string": "%(x)s %s %n",
    "a template": "{{ 7 * 7 }}{% import os %}",
    "a shell": "$(touch pwned) `touch pwned`; touch pwned | touch pwned",
    "an environment variable": "${SAFETY_CANARY} $SAFETY_CANARY %SAFETY_CANARY%",
    "Python": "__import__('os').system('touch pwned')",
    "pandas": "@pd.io.common.os.system('touch pwned')",
    "YAML": "!!python/object/apply:os.system ['touch pwned']",
    "a logging look-up": "x ${jndi:ldap://127.0.0.1/a}",
    "a pickle": "cos\\nsystem\\n(S'touch pwned'\\ntR.",
    "HTML": "<script>fetch('//hostile.example')</script>",
}


def statement(**arguments: object) -> dict:
    """A sound statement about the searches, with more or other arguments."""
    meta = {"id": "x", "rule": "expectations.completeness", "table": "searches", "statement_en": "x", "statement_zh": "x"}
    kwargs = {"column": "outcome", "min_value": 0.5} | arguments
    return {"type": "expect_column_proportion_of_non_null_values_to_be_between", "kwargs": kwargs, "meta": meta}


def suite(*statements: dict) -> bytes:
    return json.dumps({"name": "searches", "meta": {"frame": "searches"}, "expectations": list(statements)}).encode()


@pytest.fixture
def judged(whole: Path) -> Callable[[dict], list]:
    """The findings of the expectations layer on a suite of one statement."""

    def run(one: dict) -> list:
        for other in (whole / "expectations").glob("*.json"):
            other.unlink()
        (whole / SUITE).write_bytes(suite(one))
        return expectations.run(load(whole), frozenset())

    return run


def test_a_plain_statement_is_judged(judged):
    assert judged(statement()) == []


@pytest.mark.parametrize("parser", ["pandas", "great_expectations", "spark", None])
def test_no_row_condition_is_run(judged, tmp_path: Path, parser: str | None):
    condition = f"@pd.io.common.os.system('touch {tmp_path}/pwned') == 0"
    with pytest.raises(SuiteError, match="the argument “row_condition” is not allowed"):
        judged(statement(row_condition=condition, condition_parser=parser))
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("value", [{"$PARAMETER": "1 + 1"}, {"$PARAMETER": "urn:great_expectations:x"}, {"a": 1}, [{}]])
def test_no_parameter_of_a_suite_is_computed(judged, value: object):
    with pytest.raises(SuiteError, match="the argument “min_value” is not allowed here, or has no plain value"):
        judged(statement(min_value=value))


@pytest.mark.parametrize(
    "name", ["mostly", "meta", "notes", "result_format", "catch_exceptions", "windows", "rendered_content"]
)
def test_no_other_argument_reaches_great_expectations(judged, name: str):
    assert name not in ARGUMENTS
    with pytest.raises(SuiteError, match=f"the argument “{name}” is not allowed"):
        judged(statement(**{name: "x"}))


@pytest.mark.parametrize(
    "kind", ["expect_column_values_to_match_regex", "unexpected_rows_expectation", "os.system", "custom.Mine"]
)
def test_no_other_type_of_expectation_is_looked_up(judged, kind: str):
    assert kind not in ALLOWED_TYPES
    with pytest.raises(SuiteError, match="is not allowed here"):
        judged(statement() | {"type": kind})


@pytest.mark.parametrize("what", LOOKS_LIKE_CODE)
def test_what_looks_like_code_stays_text(
    package: Path, notes: Notes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAFETY_CANARY", "canary-alive")
    text = LOOKS_LIKE_CODE[what]
    both(
        cell("policies", 2, "title_en", text),
        member(DESCRIPTOR, "title", to=text),
        member(DESCRIPTOR, "resources", 1, "title", to=text),
        member("schemas/policies.schema.json", "fields", 2, "description", to=text),
        member("schemas/policies.schema.json", "fields", 2, "example", to=text),
        member("schemas/policies.schema.json", "fields", 0, "constraints", "pattern", to=text),
    )(package)
    found = layers(package)
    assert "canary-alive" not in repr(found)
    assert (notes.of("start"), notes.of("unpickle"), notes.of("network")) == ([], [], [])
    assert not list(tmp_path.glob("**/pwned"))


def test_a_statement_with_code_in_its_words_is_shown_as_text(judged, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SAFETY_CANARY", "canary-alive")
    words = {"statement_en": LOOKS_LIKE_CODE["an environment variable"], "statement_zh": LOOKS_LIKE_CODE["a format string"]}
    failing = statement(min_value=2, column="region_id", max_value=3)
    failing["type"] = "expect_column_unique_value_count_to_be_between"
    failing["kwargs"]["min_value"], failing["kwargs"]["max_value"] = 900, 901
    failing["meta"] |= words
    (finding,) = judged(failing)
    assert {name: finding.details[name] for name in words} == words


def test_a_pickle_in_the_place_of_a_table_is_no_table(package: Path, notes: Notes, tmp_path: Path):
    class Hostile:
        def __reduce__(self):
            return Path.touch, (tmp_path / "pwned",)

    (package / "data/redirects.csv").write_bytes(pickle.dumps(Hostile()))
    layers(package)
    assert notes.of("unpickle") == [] and not (tmp_path / "pwned").exists()


EVALUATORS = {"eval", "exec", "compile", "__import__", "system", "popen", "sql", "sql_expr", "deserialize", "query", "loads"}
MODULES = {"pickle", "marshal", "shelve", "yaml", "ctypes", "code", "socket", "urllib.request", "http", "requests", "jinja2"}
ALLOWED = {"re.compile", "json.loads", "tomllib.loads"}


@pytest.mark.parametrize("file", sorted(PROGRAM.glob("validate/**/*.py")), ids=lambda one: one.relative_to(PROGRAM).as_posix())
def test_the_program_holds_no_evaluator(file: Path):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = [one.func for one in ast.walk(tree) if isinstance(one, ast.Call)]
    names = {ast.unparse(one) for one in calls if _last(one) in EVALUATORS}
    imported = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {one.split(".")[0] for one in imported}
    shells = [one for one in ast.walk(tree) if isinstance(one, ast.keyword) and one.arg == "shell"]
    assert (names - ALLOWED, imported & MODULES, shells) == (set(), set(), [])


def _last(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
