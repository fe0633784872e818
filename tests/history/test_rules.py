"""Each rule of the history layer on a released copy of the mini package that was edited since."""

import json
import shutil
from pathlib import Path

import pytest

from tests.damage import (
    Case,
    Damage,
    as_parameters,
    both,
    cell,
    copy_mini,
    edit,
    expected,
    json_edit,
    member,
    seen,
    write,
)
from tests.history.literal import table, version
from validate import gate, history
from validate.catalogue import rules
from validate.history.comparison import Comparison
from validate.history.rules import MOST_TOLD, check
from validate.package import DESCRIPTOR, load
from validate.report import as_text

POLICIES, REVISIONS, REDIRECTS = "data/policies.csv", "data/revisions.csv", "data/redirects.csv"
OPINIONS, PLAN = "yunhai-2018-blockchain-opinions", "yunhai-2021-blockchain-action-plan"


def found(rule: str, file: str, line: int | str | None = None, field: str = "", value: str = "") -> tuple:
    return (f"history.{rule}", file, line, field, value)


def add(table: str, *lines: str) -> Damage:
    """Add lines at the end of a table."""
    return edit(f"data/{table}.csv", lambda raw: raw + "".join(f"{one}\n" for one in lines).encode())


def copied(table: str, old: str = "", new: str = "") -> Damage:
    """Add the first row once more, with one text in place of another."""
    return edit(f"data/{table}.csv", lambda raw: raw + raw.splitlines(True)[1].replace(old.encode(), new.encode()))


def drop(table: str, start: str) -> Damage:
    """Take out the lines that begin so."""

    def without(raw: bytes) -> bytes:
        return b"".join(one for one in raw.splitlines(keepends=True) if not one.startswith(start.encode()))

    return edit(f"data/{table}.csv", without)


def because(table: str, record: str, field: str, kind: str = "correction", version: str = "next") -> Damage:
    """A reason."""
    return add("revisions", f"{version},{table},{record},{field},{kind},It was wrong.")


def column_dropped(table: str, name: str) -> Damage:
    """Take a column out of a table and its schema."""

    def without(content: dict) -> None:
        content["fields"] = [one for one in content["fields"] if one["name"] != name]

    def cells(raw: bytes) -> bytes:
        rows = [line.split(",") for line in raw.decode().splitlines()]
        at = rows[0].index(name)
        return "".join(",".join([*row[:at], *row[at + 1 :]]) + "\n" for row in rows).encode()

    return both(json_edit(f"schemas/{table}.schema.json", without), edit(f"data/{table}.csv", cells))


def rewritten(*, but: tuple[str, ...] = ()) -> Damage:
    """Another policy under an old key."""
    cells = {
        "title_zh": "云海省数据条例", "title_en": "Yunhai Data Rules", "doc_number": "云政发〔2019〕1号",
        "issued_date": "2019-01-02", "published_date": "2019-01-03", "effective_date": "2019-02-01",
        "summary_en": "Rules on data.",
    }  # fmt: skip
    return both(*(cell("policies", 3, name, value) for name, value in cells.items() if name not in but))


GONE = both(drop("agencies", "yh-finance-office,"), because("agencies", "yh-finance-office", "row"))
FINANCE = "yh-finance-office,yh-finance,The office became the bureau.,0.3.0"
NEW_VERSION = member(DESCRIPTOR, "version", to="0.3.0")
MOVED = cell("policies", 4, "issued_date", "2021-03-02")
TIERLESS = both(column_dropped("sources", "tier"), because("sources", "*", "tier", "schema"))

CASES = [
    Case(
        "baseline-broken",
        "a table of the release that was edited",
        edit("released/data/policies.csv", lambda raw: raw + b"\n"),
        [found("baseline-broken", "released/data/policies.csv")],
    ),
    Case(
        "baseline-broken",
        "a table of the release that is gone",
        lambda root: (root / "released/data/policies.csv").unlink(),
        [found("baseline-broken", "released/data/policies.csv")],
    ),
    Case(
        "baseline-broken",
        "a schema of the release that is gone",
        lambda root: (root / "released/schemas/policies.schema.json").unlink(),
        [found("baseline-broken", "released/datapackage.json")],
    ),
    Case(
        "baseline-broken",
        "a release without a descriptor",
        lambda root: (root / "released" / DESCRIPTOR).unlink(),
        [found("baseline-broken", "released/datapackage.json")],
    ),
    Case("baseline-broken", "no release at all", lambda root: shutil.rmtree(root / "released")),
    Case(
        "not-compared",
        "a table that cannot be read",
        write(POLICIES, b'policy_id\n"'),
        [found("not-compared", "")],
    ),
    Case("not-compared", "a table with a row twice, which others report", copied("redirects")),
    Case(
        "key-reused",
        "a redirected key",
        copied("policies", "dongxi-2017-blockchain-study", "yunhai-2018-blockchain-policy"),
        [found("key-reused", POLICIES, "yunhai-2018-blockchain-policy", "policy_id", "yunhai-2018-blockchain-policy")],
    ),
    Case(
        "key-reused",
        "the key of a row that was in another table",
        both(
            GONE,
            add("redirects", FINANCE),
            copied("organisations", "eight-chain", "yh-finance-office"),
        ),
        [found("key-reused", "data/organisations.csv", "yh-finance-office", "organisation_id", "yh-finance-office")],
    ),
    Case("key-reused", "a new key", copied("policies", "dongxi-2017", "dongxi-2018")),
    Case(
        "row-replaced",
        "another policy under an old key",
        both(rewritten(), because("policies", OPINIONS, "*")),
        [found("row-replaced", POLICIES, 3, "policy_id", OPINIONS)],
    ),
    Case(
        "row-replaced",
        "a policy of which one date stayed",
        both(rewritten(but=("effective_date",)), because("policies", OPINIONS, "*")),
    ),
    Case("row-replaced", "a thing that was renamed", both(rewritten(), because("policies", OPINIONS, "*", "world_changed"))),
    Case(
        "key-vanished",
        "a key without a redirect",
        GONE,
        [found("key-vanished", "data/agencies.csv", None, "", "yh-finance-office")],
    ),
    Case("key-vanished", "a redirected key", both(GONE, add("redirects", FINANCE))),
    Case(
        "key-vanished",
        "a row to which none can refer",
        both(drop("policy_topics", f"{PLAN},supply"), because("policy_topics", "*", "row")),
    ),
    Case(
        "ledger-shortened",
        "a redirect that is gone",
        drop("redirects", "yunhai-2018-blockchain-policy"),
        [found("ledger-shortened", REDIRECTS, None, "", "yunhai-2018-blockchain-policy")],
    ),
    Case(
        "ledger-shortened",
        "a reason that is gone",
        drop("revisions", "0.2.0"),
        [found("ledger-shortened", REVISIONS, None, "", "0.2.0#policies#yunhai-2018-blockchain-policy#row")],
    ),
    Case("ledger-shortened", "a new redirect", add("redirects", "never-released,,It came and went.,0.3.0")),
    Case(
        "schema-unexplained",
        "a column that is gone",
        column_dropped("sources", "tier"),
        [found("schema-unexplained", "data/sources.csv", None, "tier", "")],
    ),
    Case(
        "schema-unexplained",
        "a column of another type",
        member("schemas/aliases.schema.json", "fields", 4, "type", to="any"),
        [found("schema-unexplained", "data/aliases.csv", None, "note", "")],
    ),
    Case("schema-unexplained", "a column that is gone, and why", TIERLESS),
    Case(
        "schema-unexplained",
        "a column described in other words",
        member("schemas/aliases.schema.json", "fields", 4, "title", to="Remark"),
    ),
    Case(
        "removal-unexplained",
        "a row that is gone",
        drop("policy_topics", f"{PLAN},supply"),
        [found("removal-unexplained", "data/policy_topics.csv", None, "", f"{PLAN}#supply_chain_finance")],
    ),
    Case(
        "removal-unexplained",
        "rows that left with the row they refer to",
        both(GONE, add("redirects", FINANCE), drop("aliases", "云海省金融工作办公室")),
    ),
    Case(
        "change-unexplained",
        "a cell",
        MOVED,
        [found("change-unexplained", POLICIES, 4, "issued_date", "2021-03-02")],
    ),
    Case(
        "change-unexplained",
        "a cell that was emptied",
        cell("policies", 4, "issued_date", ""),
        [found("change-unexplained", POLICIES, 4, "issued_date", "")],
    ),
    Case("change-unexplained", "a cell with its reason", both(MOVED, because("policies", PLAN, "issued_date"))),
    Case("change-unexplained", "a reason for many", both(MOVED, because("policies", "yunhai-*", "*"))),
    Case(
        "reason-late",
        "a reason for a version that is released",
        both(MOVED, because("policies", PLAN, "issued_date", version="0.1.0")),
        [found("reason-late", REVISIONS, "0.1.0", "version", "0.1.0")],
    ),
    Case(
        "reason-late",
        "a reason for the version that is being released",
        both(MOVED, because("policies", PLAN, "issued_date", version="0.3.0"), NEW_VERSION),
    ),
    Case(
        "reason-place",
        "a table that never was",
        because("policys", PLAN, "*"),
        [found("reason-place", REVISIONS, "policys", "revised_table", "policys")],
    ),
    Case(
        "reason-place",
        "a column that never was",
        because("policies", PLAN, "date"),
        [found("reason-place", REVISIONS, "next", "revised_field", "date")],
    ),
    Case("reason-place", "a column of the release", TIERLESS),
    Case(
        "reason-record",
        "a key that never was",
        because("policies", "yunhai-2022-*", "*"),
        [found("reason-record", REVISIONS, "next", "revised_record", "yunhai-2022-*")],
    ),
    Case("reason-record", "a key of the release", both(GONE, add("redirects", FINANCE))),
    Case(
        "reason-needless",
        "a cell that is as it was",
        because("policies", PLAN, "issued_date"),
        [found("reason-needless", REVISIONS, "next", "", PLAN)],
    ),
    Case(
        "reason-needless",
        "a row that is new",
        both(add("redirects", "never-released,,It came and went.,0.3.0"), because("redirects", "never-released", "*")),
        [found("reason-needless", REVISIONS, "next", "", "never-released")],
    ),
    Case("reason-needless", "a cell that changed", both(MOVED, because("policies", PLAN, "issued_date"))),
    Case(
        "version-too-small",
        "a correction called nothing",
        member(DESCRIPTOR, "version", to="0.1.9"),
        [found("version-too-small", DESCRIPTOR, None, "version", "0.1.9")],
    ),
    Case(
        "version-too-small",
        "a column less in a MINOR",
        both(TIERLESS, NEW_VERSION),
        [found("version-too-small", DESCRIPTOR, None, "version", "0.3.0")],
    ),
    Case("version-too-small", "a correction in a MINOR", both(MOVED, because("policies", PLAN, "*"), NEW_VERSION)),
    Case("version-too-small", "changes before the version rises", TIERLESS),
    Case(
        "version-differs",
        "another version to cite",
        write("CITATION.cff", b"title: x\nversion: 0.1.0\n"),
        [found("version-differs", "CITATION.cff", 2, "", "0.1.0")],
    ),
    Case(
        "version-differs",
        "an older version in the changelog and a README",
        both(
            write("CHANGELOG.md", b"# Changelog\n\n## [0.1.0] - 2022-01-01\n"),
            write("README.md", b"*Mini*, version 0.1.0. CC BY 4.0.\n"),
        ),
        [found("version-differs", "CHANGELOG.md", 3, "", "0.1.0"), found("version-differs", "README.md", 1, "", "0.1.0")],
    ),
    Case(
        "version-differs",
        "the same, other versions of other things, and what is not released",
        both(
            write("CITATION.cff", b'cff-version: 1.2.0\nversion: "0.2.0"\n'),
            write("CHANGELOG.md", b"## [Unreleased]\n\n## [0.2.0] - 2022-01-01\n\n## [0.1.0] - 2021-01-01\n"),
            write("README.md", b"Python version 3.11.0 or newer. *Mini*, version 0.2.0. CC BY 4.0.\n"),
        ),
    ),
    Case(
        "date-differs",
        "another day to cite and in the changelog",
        both(write("CITATION.cff", b"date-released: 2022-01-02\n"), write("CHANGELOG.md", b"## [0.2.0] - 2022-01-03\n")),
        [
            found("date-differs", "CHANGELOG.md", 1, "", "2022-01-03"),
            found("date-differs", "CITATION.cff", 1, "", "2022-01-02"),
        ],
    ),
    Case(
        "date-differs",
        "another day in the READMEs",
        both(
            write("README.md", b"Mini\n\nReleased on 2022-01-02; last search 2021-12-30\n"),
            write("README.zh-CN.md", "发布于 2022-01-03；最近一次检索 2021-12-30\n".encode()),
        ),
        [
            found("date-differs", "README.md", 3, "", "2022-01-02"),
            found("date-differs", "README.zh-CN.md", 1, "", "2022-01-03"),
        ],
    ),
    Case(
        "date-differs",
        "the day of the release, and other days in a README",
        write("README.md", b"Released on 2022-01-01; latest policy 2021-12-30, released on paper\n"),
    ),
    Case(
        "date-differs",
        "a release that is called unreleased",
        write("CHANGELOG.md", b"## [0.2.0] - unreleased\n"),
        [found("date-differs", "CHANGELOG.md", 1, "", "unreleased")],
    ),
    Case(
        "date-differs",
        "the day of the release, though the package is newer",
        both(write("CHANGELOG.md", b"## [0.2.0] - 2022-01-01\n"), member(DESCRIPTOR, "created", to="2022-05-01T00:00:00Z")),
    ),
    Case(
        "licence-differs",
        "another licence to cite",
        write("CITATION.cff", b"license: MIT\n"),
        [found("licence-differs", "CITATION.cff", 1, "", "MIT")],
    ),
    Case(
        "licence-differs",
        "another licence to cite, in a README and in the text",
        both(
            write("CITATION.cff", b"license: MIT\n"),
            write("README.md", b"Data: [CC BY-SA 4.0](LICENSE-DATA).\n"),
            write("LICENSE-DATA", b"All rights reserved.\n"),
        ),
        [
            found("licence-differs", "CITATION.cff", 1, "", "MIT"),
            found("licence-differs", "LICENSE-DATA", None, "", "–"),
            found("licence-differs", "README.md", 1, "", "CC-BY-SA-4.0"),
        ],
    ),
    Case(
        "licence-differs",
        "the same, and a link that names none",
        both(
            write("CITATION.cff", b"license: CC-BY-4.0\n"),
            write("README.md", b"Data: [CC BY 4.0](LICENSE-DATA). See [the credits](LICENSE-DATA).\n"),
            write("LICENSE-DATA", b"https://creativecommons.org/licenses/by/4.0/legalcode\n"),
        ),
    ),
]


def released_mini(folder: Path) -> Path:
    """A copy of the mini package that has just been released."""
    root = copy_mini(folder)
    for name in ("data", "schemas"):
        shutil.copytree(root / name, root / "released" / name)
    shutil.copyfile(root / DESCRIPTOR, root / "released" / DESCRIPTOR)
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return released_mini(tmp_path)


@pytest.mark.parametrize("case", as_parameters(CASES))
def test_rule(case: Case, root: Path):
    case.damage(root)
    assert seen(history.run(load(root), frozenset())) == expected(case, root)


def test_a_release_that_is_as_it_was_has_no_findings(root: Path):
    assert history.run(load(root), frozenset()) == []


def test_every_rule_has_both_kinds_of_case():
    every = {one.id.removeprefix("history.") for one in rules().values() if one.layer == "history"}
    assert every == {one.rule for one in CASES if one.findings} == {one.rule for one in CASES if not one.findings}


def test_a_table_that_is_not_to_be_read_is_not_missed(root: Path):
    drop("agencies", "yh-finance")(root)
    assert seen(history.run(load(root), frozenset({"agencies"}))) == []


def test_without_the_reasons_nothing_is_called_unexplained(root: Path):
    MOVED(root)
    assert seen(history.run(load(root), frozenset({"revisions"}))) == []


def test_a_renamed_table_that_is_not_to_be_read_is_not_missed(root: Path):
    content = json.loads((root / DESCRIPTOR).read_bytes())
    at = next(at for at, one in enumerate(content["resources"]) if one["name"] == "aliases")
    both(
        member(DESCRIPTOR, "resources", at, "name", to="names"), member(DESCRIPTOR, "resources", at, "formerly", to="aliases")
    )(root)
    assert seen(history.run(load(root), frozenset({"names"}))) == []


def test_a_flood_stops():
    old, new = (version(t=table("id x", *(f"a{at} {cell}" for at in range(MOST_TOLD + 9)))) for cell in "xy")
    assert len(check(Comparison(old, new))) == MOST_TOLD


def test_the_line_to_add_and_the_mend_leave_nothing_to_say(root: Path):
    MOVED(root)
    (one,) = history.run(load(root), frozenset())
    add("revisions", one.details["line_to_add"] + "It was misprinted.")(root)
    assert history.run(load(root), frozenset()) == []


def test_a_link_in_place_of_the_release_is_refused(root: Path):
    (root / "released").rename(root / "elsewhere")
    (root / "released").symlink_to("elsewhere", target_is_directory=True)
    assert seen(history.run(load(root), frozenset())) == [found("baseline-broken", "released")]


def test_the_gate_runs_the_layer_and_says_when_there_is_no_release(root: Path):
    MOVED(root)
    result = gate.check(root, ["history"])
    assert seen(result.findings) == [found("change-unexplained", POLICIES, 4, "issued_date", "2021-03-02")]
    unreleased = "Nothing was compared with a release: there is no released/ yet."
    assert unreleased not in as_text.render(result, "en")
    shutil.rmtree(root / "released")
    assert as_text.render(gate.check(root, ["history"]), "en").splitlines()[0] == unreleased


@pytest.mark.parametrize("name", [{"a": 1}, ["policies"], None, 7])
def test_a_resource_without_a_proper_name_is_for_others_to_report(root: Path, name: object):
    member(DESCRIPTOR, "resources", 23, "name", to=name)(root)
    assert seen(history.run(load(root), frozenset({"revisions"}))) == []
