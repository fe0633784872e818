"""The expectations of a generated package: those of the real one, with levels that it can hold.

Enters: the suites of the real package, the rows of the new one, and how many times as many
policies it has. Leaves: the suites of the new package. Row counts become its own. About the
tables that grow, floors sink and ceilings rise by a fifth, because the last copies are of a
part of the policies; a package smaller than the real one cannot hold sets of values at all.
"""

import json
from pathlib import Path

GROWING = ("policies", "policy_actors", "policy_measures", "policy_targets", "policy_topics", "policy_relations", "citations")
SLACK = 0.2
ONE_OF_EACH = ("expect_column_distinct_values_to_contain_set", "expect_column_quantile_values_to_be_between")


def fitted(source: Path, folder: Path, rows: dict[str, int], share: float) -> None:
    """Write the suites of `source` to `folder`, fitted to a package of `share` times its policies."""
    (folder / "expectations").mkdir()
    for path in sorted((source / "expectations").glob("*.json")):
        suite = json.loads(path.read_text(encoding="utf-8"))
        limits = suite["meta"].get("limits", {})
        if "rows" in limits:
            limits["rows"] = {name: rows[name] for name in limits["rows"]}
        suite["expectations"] = [one for one in suite["expectations"] if _fit(one, min(share, 1.0))]
        if suite["expectations"]:
            text = json.dumps(suite, ensure_ascii=False, indent=2) + "\n"
            (folder / "expectations" / path.name).write_bytes(text.encode("utf-8"))


def _fit(statement: dict, share: float) -> bool:
    """Fit the bounds of a statement; whether it can stand at all."""
    kwargs, kind = statement["kwargs"], statement["type"]
    if statement["meta"]["table"] not in GROWING:
        return True
    if share < 1 and kind in ONE_OF_EACH:
        return False
    part = share if kind.endswith("unique_value_count_to_be_between") else 1.0
    for name, factor in (("min_value", part * (1 - SLACK)), ("max_value", 1 / (1 - SLACK))):
        if name in kwargs:
            value = kwargs[name] * factor
            kwargs[name] = int(value) if isinstance(kwargs[name], int) else round(value, 4)
    return True
