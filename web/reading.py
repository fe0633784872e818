"""The part of the page that needs no script: every policy with its dates, place, summary and sources, in HTML.

Enters: the content of the page. Leaves: HTML, every value escaped. It stands in `noscript`, where a browser
that runs scripts does not even build it; addresses of records (`#policy/KEY`) lead here as well.
"""

import html
from collections import defaultdict

from validate.addresses import host_of

DATES = ("issued_date", "published_date", "effective_date")
NEEDED = ("policies", "regions", "citations", "sources", "codes")

Row = dict[str, str]


def rows(table: dict) -> list[Row]:
    """The rows of an encoded table by name of column."""
    names = [field[0] for field in table["fields"]]
    columns = [_cells(one) for one in table["columns"]]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _cells(column: list) -> list[str]:
    if column and isinstance(column[0], list):
        return [column[0][at] for at in column[1]]
    return column


def reading(content: dict) -> str:
    """All policies in order of their keys, then all sources; one line that says why if the package has no such tables."""
    if not {*NEEDED} <= set(content["tables"]):
        return "<p>This package has no policies. 本数据包没有政策表。</p>"
    read = {name: rows(content["tables"][name]) for name in NEEDED}
    places = {one["region_id"]: one for one in read["regions"]}
    labels = {(one["list"], one["code"]): one for one in read["codes"]}
    cited: dict[str, list[Row]] = defaultdict(list)
    for one in read["citations"]:
        if one["subject_table"] == "policies":
            cited[one["subject_id"]].append(one)
    numbers = {one["source_id"]: at for at, one in enumerate(read["sources"], 1)}
    titles = {field[0]: field for field in content["tables"]["policies"]["fields"]}
    parts = ['<h2 id="policies">Policies <span lang="zh-Hans">政策</span></h2>']
    for one in read["policies"]:
        evidence = _evidence(cited[one["policy_id"]], one, numbers, titles)
        parts.append(_policy(one, places, labels, evidence))
    parts.append('<h2 id="sources">Sources <span lang="zh-Hans">来源</span></h2>\n<ol>')
    parts += [_source(one, numbers[one["source_id"]]) for one in read["sources"]]
    return "\n".join([*parts, "</ol>"])


def _policy(one: Row, places: dict[str, Row], labels: dict, evidence: str) -> str:
    place = places.get(one["region_id"], {"name_zh": "", "name_en": one["region_id"]})
    dates = "; ".join(f"{name.removesuffix('_date')} {one[name]}" for name in DATES if one[name])
    kinds = ", ".join(
        labels.get((name, one[name]), {}).get("label_en", one[name]) for name in ("doc_type", "scope", "stance") if one[name]
    )
    chinese = f'<span lang="zh-Hans">{text(one["title_zh"])}</span> ' if one["title_zh"] else ""
    facts = " · ".join(text(part) for part in (place["name_en"], dates, kinds, one["doc_number"]) if part)
    return (
        f'<article id="policy/{text(one["policy_id"])}"><h3>{chinese}{text(one["title_en"])}</h3>'
        f'<p class="q"><span lang="zh-Hans">{text(place["name_zh"])}</span> {facts}</p>'
        f"<p>{text(one['summary_en'])}</p>{evidence}</article>"
    )


def _evidence(cited: list[Row], policy: Row, numbers: dict[str, int], titles: dict[str, list[str]]) -> str:
    """The sources on demand; open, with the values, where one contradicts."""
    if not cited:
        return ""
    against = [_contradiction(one, policy, numbers, titles) for one in cited if one["verdict"] == "contradicts"]
    named = sorted({numbers[one["source_id"]] for one in cited if one["source_id"] in numbers})
    head = f"Sources ({len(named)})" + (f", contradictions ({len(against)})" if against else "")
    links = " ".join(f'<a href="#s{one}">[{one}]</a>' for one in named)
    return f"<details{' open' if against else ''}><summary>{head}</summary><p>{links}</p>{''.join(against)}</details>"


def _contradiction(one: Row, policy: Row, numbers: dict[str, int], titles: dict[str, list[str]]) -> str:
    name = titles[one["field"]][1] if one["field"] in titles else one["field"]
    number = numbers.get(one["source_id"], "?")
    stated = "; ".join(part for part in (one["value_as_stated"], one["note"]) if part)
    held = " ".join(part for part in (name, policy.get(one["field"], "")) if part)
    return f'<p>{text(held)}: <b>contradicted by <a href="#s{number}">[{number}]</a></b> {text(stated)}</p>'


def _source(one: Row, number: int) -> str:
    title = text(one["title"] or one["url"])
    link = f'<a href="{text(one["url"])}" rel="noreferrer">{title}</a>' if host_of(one["url"]) else title
    facts = ", ".join(part for part in (one["publisher"], one["published_date"]) if part)
    return f'<li id="s{number}">{link}. {text(facts)}</li>'


def text(value: str) -> str:
    return html.escape(value)
