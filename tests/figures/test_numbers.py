"""What the figures show: small tables whose numbers one can count, and the real ones counted another way."""

from pathlib import Path

import polars as pl
import pytest

from figures.numbers import evidence, pilots, regions, targets, timeline
from figures.tables import Tables, read
from tests.expectations import plain
from validate.package import load

ROOT = Path(__file__).parents[2]
REGIONS = [
    {"region_id": "CN", "name_en": "People's Republic of China", "short_name_zh": "中国", "name_zh": "中华人民共和国",
     "level": "country", "parent_region_id": "", "iso_3166_2": ""},
    {"region_id": "CN-430000", "name_en": "Hunan Province", "short_name_zh": "湖南", "name_zh": "湖南省",
     "level": "province", "parent_region_id": "CN", "iso_3166_2": "CN-HN"},
    {"region_id": "CN-430100", "name_en": "Changsha City", "short_name_zh": "长沙", "name_zh": "长沙市",
     "level": "prefecture", "parent_region_id": "CN-430000", "iso_3166_2": ""},
    {"region_id": "CN-450000", "name_en": "Guangxi Zhuang Autonomous Region", "short_name_zh": "广西",
     "name_zh": "广西壮族自治区", "level": "province", "parent_region_id": "CN", "iso_3166_2": "CN-GX"},
]  # fmt: skip


def policy(
    policy_id: str, region: str, scope: str = "dedicated", stance: str = "promote", issued: str = "", published: str = ""
):
    dates = {"issued_date": issued, "published_date": published, "effective_date": ""}
    return {"policy_id": policy_id, "region_id": region, "scope": scope, "stance": stance, "doc_type": "plan", **dates}


def search(region: str, subject: str = "policy", day: str = "2026-01-02"):
    return {"region_id": region, "subject": subject, "searched_date": day}


def code(code_list: str, name: str, en: str, zh: str):
    return {"list": code_list, "code": name, "label_en": en, "label_zh": zh}


def test_a_policy_of_a_city_counts_with_its_province():
    tables = Tables(
        {
            "regions": REGIONS,
            "policies": [policy("a", "CN"), policy("b", "CN-430100", "mention"), policy("c", "CN-430000")],
            "searches": [search("CN-430100"), search("CN-450000"), search("CN-450000", "pilot"), search("")],
        }
    )
    counted = regions.numbers(tables)
    assert [(one["en"], one["policies"], one["dedicated"], one["searches"]) for one in counted["regions"]] == [
        ("China", 1, 1, 0),
        ("Hunan", 2, 1, 1),
        ("Guangxi", 0, 0, 1),
    ]
    assert regions.words(counted, "en") == (
        "3 policies, 1 of them national; most are of Hunan 2. Regions without a policy row: Guangxi."
    )
    assert regions.words(counted, "zh") == "共 3 项政策，其中全国性 1 项；最多的是湖南 2 项。没有政策行的地区：广西。"


def test_the_first_known_date_gives_the_year_and_years_without_a_policy_are_there():
    tables = Tables(
        {
            "policies": [
                policy("a", "CN", "mention", "restrict", issued="2019-05", published="2020"),
                policy("b", "CN", published="2021"),
                policy("c", "CN"),
            ],
            "searches": [search("CN", day="2026-01-02"), search("CN", day="2026-03-04")],
            "codes": [],
        }
    )
    counted = timeline.numbers(tables)
    assert counted["years"] == [2019, 2020, 2021]
    assert counted["stance"] == {"promote": [0, 0, 1], "regulate": [0, 0, 0], "restrict": [1, 0, 0], "inform": [0, 0, 0]}
    assert counted["scope"] == {"dedicated": [0, 0, 1], "section": [0, 0, 0], "mention": [1, 0, 0], "unknown": [0, 0, 0]}
    assert (counted["undated"], counted["until"]) == (1, "2026-03-04")


def target(policy_id: str, metric: str, comparator: str, low: str, high: str = "", kind: str = "goal"):
    return {"policy_id": policy_id, "metric": metric, "comparator": comparator, "value_low": low, "value_high": high,
            "target_kind": kind, "due_year": "2022"}  # fmt: skip


def test_goals_for_firms_are_kept_with_their_comparators_and_drafts_are_left_out():
    tables = Tables(
        {
            "regions": REGIONS,
            "policies": [policy("a", "CN-430100", issued="2020-06"), policy("d", "CN-430000") | {"doc_type": "draft"}],
            "policy_targets": [
                target("a", "firms", "ge", "300"),
                target("a", "leading_firms", "range", "5", "10"),
                target("a", "revenue_cny", "eq", "3000000000", "3000000000"),
                target("a", "industrial_parks", "ge", "2"),
                target("a", "firms", "ge", "7", kind="requirement"),
                target("d", "firms", "ge", "9"),
            ],
            "codes": [code("metric", "firms", "Firms", "企业数"), code("metric", "industrial_parks", "Parks", "园区数")],
        }
    )
    counted = targets.numbers(tables)
    shown = [(one["en"], one["year"], one["metric"], targets.value(one)) for one in counted["firms"]]
    assert shown == [("Changsha", "2020", "leading_firms", "5–10"), ("Changsha", "2020", "firms", "≥ 300")]
    assert [targets.value(one, 1e8) for one in counted["output"]] == ["30"]
    assert (counted["labels"]["zh"], counted["drafts"]) == ({"firms": "企业数"}, 1)


def test_pilots_are_counted_by_topic_and_type_of_programme_with_none_last():
    pilot = {"a": ("finance", "box-1"), "b": ("finance", "box-2"), "c": ("", "box-1"), "d": ("", ""), "e": ("energy", "")}
    tables = Tables(
        {
            "programmes": [{"programme_id": f"box-{one}", "programme_type": "fintech_sandbox"} for one in (1, 2)],
            "pilot_applications": [{"topic": topic, "programme_id": programme} for topic, programme in pilot.values()],
            "codes": [
                code("topic", "finance", "Finance", "金融"),
                code("topic", "energy", "Energy", "能源"),
                code("programme_type", "fintech_sandbox", "Fintech sandbox", "沙盒"),
            ],
        }
    )
    counted = pilots.numbers(tables)
    assert [one["en"] for one in counted["topics"]] == ["Finance", "Energy", "Not known"]
    assert [one["zh"] for one in counted["programmes"]] == ["沙盒", "无计划"]
    assert counted["counts"] == [[2, 0], [0, 1], [1, 1]]


def cite(record: str, field: str, verdict: str = "states", source: str = "media"):
    return {"subject_table": "policies", "subject_id": record, "field": field, "verdict": verdict, "source_id": source}


def test_a_cell_is_cited_by_what_supports_it_or_its_row_and_a_contradiction_is_no_support():
    tables = Tables(
        {
            "policies": [{"policy_id": one, "title_zh": "题", "doc_number": "1"} for one in "abc"] + [
                {"policy_id": "d", "title_zh": "", "doc_number": ""}
            ],
            "citations": [
                cite("a", "title_zh"),
                cite("a", "doc_number", "contradicts", "gov"),
                cite("b", "row", "implies", "gov"),
                cite("d", "row"),
            ],
            "sources": [{"source_id": "gov", "tier": "official"}, {"source_id": "media", "tier": "media"}],
        },
        keys={"policies": ["policy_id"]},
        facts={"policies": ["title_zh", "doc_number"]},
    )  # fmt: skip
    assert evidence.cells(tables) == [{"table": "policies", "filled": 6, "cited": 3, "official": 2, "contradicted": 1}]


@pytest.fixture(scope="module")
def real() -> Tables:
    return read(ROOT)


def frame(name: str) -> pl.DataFrame:
    return pl.read_csv(ROOT / f"data/{name}.csv", infer_schema=False)


def test_the_regions_agree_with_a_count_by_code(real: Tables):
    in_provinces = frame("policies").filter(pl.col("region_id").str.contains(r"^CN-\d"))
    counts = dict(in_provinces.group_by(pl.col("region_id").str.slice(3, 2)).len().iter_rows())
    zones = frame("policies").filter(pl.col("region_id").str.starts_with("CN-zone")).height
    shown = {one["region_id"][3:5]: one["policies"] for one in regions.numbers(real)["regions"]}
    assert sum(shown.values()) == frame("policies").height
    assert sum(counts.values()) + zones + frame("policies").filter(region_id="CN").height == frame("policies").height
    assert all(0 <= shown[one] - count <= zones for one, count in counts.items())


def test_the_timeline_agrees_with_a_count_by_polars(real: Tables):
    year = pl.coalesce("issued_date", "published_date", "effective_date").str.head(4)
    counted = timeline.numbers(real)
    for column in ("stance", "scope"):
        dated = frame("policies").with_columns(year=year).drop_nulls("year").group_by("year", column).len()
        shown = {
            (str(at), code): count
            for code, counts in counted[column].items()
            for at, count in zip(counted["years"], counts, strict=True)
            if count
        }
        assert shown == {(at, code): count for at, code, count in dated.iter_rows()}


def test_the_pilots_agree_with_a_count_by_polars(real: Tables):
    counted = pilots.numbers(real)
    types = frame("programmes").select("programme_id", "programme_type")
    counts = frame("pilot_applications").join(types, "programme_id", "left").group_by("topic", "programme_type").len()
    expected = {(topic or "", programme or ""): count for topic, programme, count in counts.iter_rows()}
    shown = {
        (topic["code"], programme["code"]): count
        for topic, counts in zip(counted["topics"], counted["counts"], strict=True)
        for programme, count in zip(counted["programmes"], counts, strict=True)
        if count
    }
    assert shown == expected


def test_the_share_of_cited_cells_is_the_one_that_the_expectations_hold(real: Tables):
    package = load(ROOT)
    rows = {name: [dict(row) for row in real[name]] for name in real.rows}
    shares = {one["table"]: one["cited"] / one["filled"] for one in evidence.cells(real)}
    tables = {one.name: one for one in package.tables}
    assert shares == {name: pytest.approx(plain.share_cited(tables[name], rows)) for name in shares}
