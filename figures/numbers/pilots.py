"""Pilot applications by topic and by type of programme."""

from collections import Counter

from figures.tables import Tables

TITLE = {"en": "Pilot applications by topic and programme", "zh": "试点应用：领域与计划"}
NONE = ""  # no programme, or no topic known


def numbers(tables: Tables) -> dict:
    """`programmes` and `topics`, each with `code` and labels, the most frequent first and "none" last, and
    `counts`, a row a topic and a column a type of programme."""
    types = {row["programme_id"]: row["programme_type"] for row in tables["programmes"]} | {NONE: NONE}
    counts = Counter((row["topic"], types[row["programme_id"]]) for row in tables["pilot_applications"])
    programmes = _ordered(tables, "programme_type", counts, 1, {"en": "No programme", "zh": "无计划"})
    topics = _ordered(tables, "topic", counts, 0, {"en": "Not known", "zh": "未知"})
    return {
        "programmes": programmes,
        "topics": topics,
        "counts": [[counts[topic["code"], programme["code"]] for programme in programmes] for topic in topics],
    }


def words(counted: dict, lang: str) -> str:
    rows = list(zip(counted["topics"], map(sum, counted["counts"]), strict=True))
    columns = list(zip(counted["programmes"], map(sum, zip(*counted["counts"], strict=True)), strict=True))
    total = sum(count for _, count in rows)
    if lang == "zh":
        topics = "、".join(f"{one['zh']} {count} 项" for one, count in rows[:3])
        programmes = "、".join(f"{one['zh']} {count} 项" for one, count in columns)
        return f"共 {total} 项试点应用；按领域最多的是{topics}；按计划：{programmes}。"
    topics = ", ".join(f"{one['en'].lower()} ({count})" for one, count in rows[:3])
    programmes = ", ".join(f"{one['en'].lower()} {count}" for one, count in columns)
    return f"{total} pilot applications; the most frequent topics are {topics}. By programme: {programmes}."


def _ordered(tables: Tables, code_list: str, counts: Counter, part: int, none: dict[str, str]) -> list[dict]:
    totals: Counter = Counter()
    for pair, count in counts.items():
        totals[pair[part]] += count
    labels = {lang: tables.label(code_list, lang) | {NONE: none[lang]} for lang in ("en", "zh")}
    codes = sorted(totals, key=lambda code: (code == NONE, -totals[code], code))
    return [{"code": code, "en": labels["en"][code], "zh": labels["zh"][code]} for code in codes]
