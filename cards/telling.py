"""What the commands say of what they do.

Enters: an outcome. Leaves: lines in English or Chinese.
"""

from collections.abc import Iterator

from cards.outcome import Outcome
from cards.reasons import out_of_use
from cards.shelf import Place
from validate.catalogue import visible
from validate.history.versions import record

NOTHING_TO_APPLY = {"en": "No card was named, and nothing waits to be completed.", "zh": "未指定卡片，也没有待完成的改动。"}
COMPLETED = {
    "en": "An earlier change had been interrupted; it is complete now: {files}.",
    "zh": "先前的改动曾中途停止，现已完成：{files}。",
}
WRITTEN = {"en": "{file} written.", "zh": "已写入 {file}。"}
REFUSED = {"en": "Faults: {count}. No table was changed.", "zh": "{count} 处问题。未改动任何表。"}
PASTE = {
    "en": "Add these blocks to the card, fill in note, and apply it again:",
    "zh": "将以下各块加入卡片，填写 note，再次应用：",
}
REMOVED = {
    "en": "# What leaves. Add to the successor what it lacks, by a card of its own.",
    "zh": "# 以下内容将删除。后继缺少的，请另用卡片补入。",
}
WORDS = {
    "en": {
        "nothing": "Nothing to change: the tables say what the cards say.",
        "row": "{sign} {table} {record}",
        "cell": "~ {table} {record} {field}: {old} → {new}",
        "floor": "{file}: the least number of rows of {table} falls from {old} to {new}, since rows left on purpose.",
        "unused": "No row uses the code {code} of {list} any more: say why it is kept, as unused_reason_en in data/codes.csv, "
        "with the line of revisions that nox -s diff prints.",
        "would": "Would change: {files}. Nothing was written.",
        "done": "Changed: {files}. Now run: nox -s validate (to edit a record again, show it anew)",
        "more": "… and {count} more lines.",
    },
    "zh": {
        "nothing": "无需改动：表中内容与卡片一致。",
        "row": "{sign} {table} {record}",
        "cell": "~ {table} {record} {field}：{old} → {new}",
        "floor": "{file}：因有意删除行，{table} 的最少行数由 {old} 调为 {new}。",
        "unused": "不再有行使用代码表 {list} 的代码 {code}：请在 data/codes.csv 的 unused_reason_en 写明保留理由，"
        "并加入 nox -s diff 给出的 revisions 行。",
        "would": "将改动：{files}。未写入任何内容。",
        "done": "已改动：{files}。请运行：nox -s validate（再次编辑请重新 show）",
        "more": "…… 另有 {count} 行。",
    },
}
MOST_LINES = 200


def account(outcome: Outcome, lang: str, only_check: bool) -> Iterator[str]:
    """Every row and cell that changes, the numbers that fall, and the files."""
    words = WORDS[lang]
    if not outcome.files:
        yield words["nothing"]
        return
    order = list(outcome.before.tables)
    places = sorted(outcome.edits, key=lambda one: (order.index(one[0]), one[1]))
    lines = [line for place in places for line in _lines(outcome, place, lang)]
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield words["more"].format(count=len(lines) - MOST_LINES)
    for name, (old, new) in outcome.fallen.items():
        yield words["floor"].format(file="expectations/row-counts.json", table=name, old=old, new=new)
    for listed, code in out_of_use(outcome.before, outcome.after, outcome.edits):
        yield words["unused"].format(list=listed, code=code)
    files = ", ".join(outcome.files)
    yield words["would" if only_check else "done"].format(files=files)


def removed_card(card: str, lang: str) -> str:
    """The card of a record that leaves."""
    return f"{REMOVED[lang]}\n\n{card}"


def _lines(outcome: Outcome, place: Place, lang: str) -> Iterator[str]:
    words, (table, key) = WORDS[lang], place
    old, new = outcome.before.row(place), outcome.edits[place]
    if old is None or new is None:
        shown = _shown(new or old) if table in {"citations", "sources", "revisions", "redirects"} else ""
        yield words["row"].format(sign="+" if old is None else "-", table=table, record=record(key)) + shown
        return
    for field in new:
        if old[field] != new[field]:
            cells = (visible(one[field]) or "∅" for one in (old, new))
            yield words["cell"].format(
                table=table, record=record(key), field=field, **dict(zip(("old", "new"), cells, strict=True))
            )


def _shown(row: dict[str, str]) -> str:
    """What the key of a row does not tell."""
    names = ("subject_id", "field", "verdict", "url", "new_id", "note_en")
    return "".join(f"  {visible(row[name])}" for name in names if row.get(name))
