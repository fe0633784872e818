"""Each rule on a single cell: cells that it refuses, and near misses that it accepts.

A row of the tables is a rule, what the cell is, the table and field, and the cell, which is
written into the first row.
"""

from pathlib import Path

import pytest

from tests.damage import cell, copy_mini, seen
from validate import text
from validate.package import load

LINE = 2

REFUSED = [
    ("misread-bytes", "UTF-8 read as Windows-1252", "policies", "title_zh", "åŒºå—é“¾"),
    ("misread-bytes", "UTF-8 read as Latin-1", "policies", "title_zh", "\u00e4\u00b8\u00ad\u00e5\u009b\u00bd"),
    ("misread-bytes", "a misread accented letter", "sources", "publisher", "SociÃ©tÃ© Exemple"),
    ("misread-bytes", "misread quotes", "policies", "summary_en", "The â€œchainâ€\u009d plan."),
    ("misread-bytes", "a misread emoji", "sources", "title", "ðŸ˜€ News"),
    ("misread-bytes", "UTF-8 read as GBK and back", "policies", "title_zh", "锟斤拷行动计划"),
    ("misread-bytes", "a replacement character", "policies", "title_zh", "区块\ufffd行动计划"),
    ("control-character", "a NUL", "policies", "title_en", "Block\0chain"),
    ("control-character", "a tab", "policies", "title_en", "Block\tchain"),
    ("control-character", "a C1 control", "policies", "title_en", "Block\u0085chain"),
    ("control-character", "a line separator", "policies", "title_en", "Block\u2028chain"),
    ("invisible-character", "a zero-width space", "policies", "title_zh", "区块\u200b链"),
    ("invisible-character", "a mark inside a cell", "policies", "title_zh", "\ufeff区块链"),
    ("invisible-character", "a soft hyphen", "policies", "title_en", "Block\u00adchain"),
    ("invisible-character", "a change of direction", "policies", "title_en", "\u202eBlockchain"),
    ("invisible-character", "a variation selector", "policies", "title_zh", "区\ufe00块链"),
    ("invisible-character", "the place of a lost picture", "policies", "title_zh", "区块链\ufffc"),
    ("invisible-character", "a joiner in a key", "policies", "region_id", "CN-990121\u2060"),
    ("private-character", "a character of a private font", "policies", "title_zh", "区块\ue000"),
    ("private-character", "a character that is none", "policies", "title_zh", "区块\ufdd0"),
    ("private-character", "a private character beyond the basic plane", "policies", "title_zh", "区块\U000f0001"),
    ("odd-space", "a no-break space", "policies", "title_en", "Blockchain\u00a0Plan"),
    ("odd-space", "an ideographic space", "policies", "title_zh", "云海省\u3000行动计划"),
    ("odd-space", "a thin space in a number", "policies", "issuer_count", "1\u2009000"),
    ("odd-space", "an ideographic space at the end", "policies", "title_zh", "行动计划\u3000"),
    ("outer-space", "a space in front", "policies", "title_en", " Blockchain Plan"),
    ("outer-space", "a space behind a code", "policies", "scope", "dedicated "),
    ("outer-space", "a cell of one space", "policies", "title_zh", " "),
    ("outer-space", "a space behind a date", "policies", "issued_date", "2017-06 "),
    ("double-space", "two spaces between words", "policies", "title_en", "Blockchain  Plan"),
    ("double-space", "three spaces between words", "policies", "title_en", "Blockchain   Plan"),
    ("spreadsheet-error", "a failed look-up", "policies", "title_en", "#N/A"),
    ("spreadsheet-error", "an unknown name", "policies", "title_en", "#NAME?"),
    ("spreadsheet-error", "a lost reference in a code", "policies", "scope", "#REF!"),
    ("spreadsheet-error", "a column too narrow for its date", "policies", "issued_date", "########"),
    ("null-look-alike", "N/A", "policies", "title_zh", "N/A"),
    ("null-look-alike", "n/a in small letters", "policies", "title_zh", "n/a"),
    ("null-look-alike", "n.a. with points", "policies", "title_zh", "n.a."),
    ("null-look-alike", "the #NA that pandas reads as null", "policies", "title_zh", "#NA"),
    ("null-look-alike", "NA in a code", "policies", "scope", "NA"),
    ("null-look-alike", "<NA>", "policies", "title_zh", "<NA>"),
    ("null-look-alike", "NaN in a number", "policies", "issuer_count", "NaN"),
    ("null-look-alike", "-nan", "policies", "title_zh", "-nan"),
    ("null-look-alike", "1.#QNAN", "policies", "title_zh", "1.#QNAN"),
    ("null-look-alike", "inf in a number", "policy_targets", "value_low", "inf"),
    ("null-look-alike", "null", "policies", "title_zh", "null"),
    ("null-look-alike", "None", "policies", "title_zh", "None"),
    ("null-look-alike", "nil in a key", "policies", "region_id", "nil"),
    ("null-look-alike", "a hyphen", "policies", "title_zh", "-"),
    ("null-look-alike", "a lone en dash", "policies", "title_zh", "–"),
    ("null-look-alike", "a Chinese dash", "policies", "title_zh", "——"),
    ("null-look-alike", "a question mark", "policies", "title_zh", "?"),
    ("null-look-alike", "a full-width question mark", "policies", "title_zh", "？"),
    ("null-look-alike", "a dot", "policies", "title_zh", "."),
    ("null-look-alike", "an ellipsis", "policies", "title_zh", "……"),
    ("null-look-alike", "a slash", "policies", "title_zh", "/"),
    ("null-look-alike", "the Chinese word for none", "policies", "title_zh", "无"),
    ("null-look-alike", "the Chinese words for none yet", "policies", "title_zh", "暂无"),
    ("formula", "an equals sign in front", "policies", "title_en", "=HYPERLINK(1)"),
    ("formula", "a plus sign in front", "policies", "title_en", "+blockchain"),
    ("formula", "an at sign in front", "policies", "title_en", "@chain"),
    ("formula", "a minus sign in front", "policies", "title_en", "-chain"),
    ("formula", "a full-width equals sign in front", "policies", "title_zh", "＝区块链"),
    ("formula", "an equals sign in front of a code", "policies", "scope", "=dedicated"),
    ("html-entity", "an ampersand as an entity", "policies", "title_en", "Research &amp; Development"),
    ("html-entity", "a space as an entity", "policies", "title_zh", "区块链&nbsp;计划"),
    ("html-entity", "a character by its decimal number", "policies", "title_zh", "区块链&#12288;计划"),
    ("html-entity", "a character by its hexadecimal number", "policies", "title_zh", "区块链&#x3000;计划"),
    ("html-entity", "an entity in an address", "sources", "url", "https://www.example.org/?a=1&amp;b=2"),
    ("html-tag", "a line break of a page", "policies", "title_zh", "区块链<br>行动计划"),
    ("html-tag", "a script", "sources", "title", "A chain <script src='https://www.example.org/x.js'>"),
    ("html-tag", "the end of a tag", "policies", "summary_en", "It names blockchain.</p>"),
    ("html-tag", "a comment of a page", "policies", "summary_en", "A plan <!-- of 2021"),
    ("html-tag", "a picture that runs a script", "sources", "title", "<img/src=x onerror=alert(1)>"),
    ("curly-quote", "an apostrophe", "policies", "title_en", "The People’s Plan"),
    ("curly-quote", "quotes", "policies", "summary_en", "A lecture on “blockchain”."),
    ("curly-quote", "a low quote", "policies", "title_en", "A „chain plan"),
    ("curly-quote", "an apostrophe in pinyin", "regions", "name_pinyin", "Xi’an Shi"),
    ("full-width", "full-width letters", "policies", "title_zh", "ＢＳＮ行动计划"),
    ("full-width", "full-width digits", "policies", "title_zh", "行动计划２０２１"),
    ("full-width", "a full-width percent sign", "policies", "title_zh", "增长30％"),
    ("full-width", "a full-width tilde", "policies", "title_zh", "2021～2023年"),
    ("full-width", "Chinese brackets in English", "policies", "title_en", "Plan（2021-2023）"),
    ("full-width", "a Chinese comma in English", "policies", "summary_en", "Goals， money."),
    ("full-width", "a Chinese full stop in English", "policies", "summary_en", "A plan。"),
    ("full-width", "book-title marks in English", "policies", "title_en", "《Blockchain Plan》"),
    ("full-width", "a Chinese bracket in pinyin", "regions", "name_pinyin", "Zhonghua（Renmin）"),
    ("full-width", "full-width digits in a date", "policies", "issued_date", "２０１７"),
    ("full-width", "full-width digits in a year", "policies", "period_start_year", "２０２１"),
    ("full-width", "full-width digits in a number", "policies", "issuer_count", "１０"),
    ("full-width", "a full-width hyphen in a key", "policies", "region_id", "CN－990121"),
    ("look-alike", "a Cyrillic letter in a key", "policies", "region_id", "\u0421N-990121"),
    ("look-alike", "an accent in a key", "aliases", "agency_id", "yh-g\u00f6v"),
    ("look-alike", "a Greek letter in a code", "policies", "scope", "dedic\u03b1ted"),
    ("look-alike", "a Chinese character in a code", "policies", "scope", "专项"),
    ("look-alike", "a Cyrillic letter in an English word", "policies", "title_en", "Blo\u0441kchain Plan"),
    ("look-alike", "a Greek letter at the start of a word", "policies", "title_en", "\u0391nhui Plan"),
    ("look-alike", "a radical in place of a character", "policies", "title_zh", "\u2f00带一路"),
    ("digits-only", "a region without its letters", "policies", "region_id", "990121"),
    ("digits-only", "a code of digits", "policies", "scope", "1"),
    ("key-starts-with-digit", "a key that starts with a digit", "aliases", "organisation_id", "8chain"),
    ("key-starts-with-digit", "a cited key that starts with a digit", "citations", "subject_id", "8chain#1"),
    ("date-form", "a date with slashes", "policies", "issued_date", "2020/06/30"),
    ("date-form", "a date without zeros in front", "policies", "issued_date", "2020-6-30"),
    ("date-form", "a month without its zero", "policies", "issued_date", "2020-6"),
    ("date-form", "a Chinese date", "policies", "issued_date", "2020年6月30日"),
    ("date-form", "a date with a time", "policies", "issued_date", "2020-06-30T00:00:00"),
    ("date-form", "a day without a year", "policies", "issued_date", "06-30"),
    ("date-form", "a date in Arabic digits", "policies", "issued_date", "٢٠٢٠"),
    ("date-form", "a month 13", "policies", "issued_date", "2020-13"),
    ("date-form", "a month 00", "policies", "issued_date", "2020-00"),
    ("date-form", "a negative year", "policies", "issued_date", "-2020"),
    ("date-form", "a month where a day is asked for", "searches", "searched_date", "2021-06"),
    ("no-such-day", "the 30th of February", "policies", "issued_date", "2020-02-30"),
    ("no-such-day", "a leap day of another year", "policies", "issued_date", "2021-02-29"),
    ("no-such-day", "the 31st of April", "searches", "searched_date", "2021-04-31"),
    ("no-such-day", "a day in month 13", "policies", "issued_date", "2020-13-01"),
    ("no-such-day", "a day 00", "policies", "issued_date", "2020-06-00"),
    ("date-form", "a day of the year 0", "policies", "issued_date", "0000-01-01"),
    ("integer-form", "a decimal point", "policies", "issuer_count", "3.0"),
    ("integer-form", "a zero in front", "policies", "issuer_count", "03"),
    ("integer-form", "a thousands comma", "programme_batches", "application_count", "1,000"),
    ("integer-form", "an underscore", "policies", "issuer_count", "1_0"),
    ("integer-form", "an exponent", "policies", "issuer_count", "1E1"),
    ("integer-form", "a number in words", "policies", "issuer_count", "ten"),
    ("integer-form", "a negative zero", "policies", "issuer_count", "-0"),
    ("integer-form", "Arabic digits", "policies", "issuer_count", "٣"),
    ("year-form", "a year of two digits", "policies", "period_start_year", "21"),
    ("year-form", "a year with a decimal point", "policies", "period_start_year", "2021.0"),
    ("year-form", "a range of years", "policies", "period_start_year", "2021-2023"),
    ("number-form", "a thousands comma", "policy_targets", "value_low", "1,000"),
    ("number-form", "an exponent", "policy_targets", "value_low", "1e8"),
    ("number-form", "a zero in front", "policy_targets", "value_low", "020"),
    ("number-form", "a zero at the end of decimals", "policy_targets", "value_low", "1.50"),
    ("number-form", "a point without decimals", "policy_targets", "value_low", "20."),
    ("number-form", "decimals without a whole part", "policy_targets", "value_low", ".5"),
    ("number-form", "a negative zero", "policy_targets", "value_low", "-0"),
    ("number-form", "a Chinese unit", "policy_targets", "value_low", "20万"),
    ("number-form", "Arabic digits", "policy_targets", "value_low", "٢٠"),
    ("number-form", "the rounding of a float", "policy_targets", "value_low", "0.30000000000000004"),
    ("number-form", "16 digits", "policy_targets", "value_low", "1234567890123456"),
    ("cell-too-long", "2,001 characters", "policies", "summary_en", "a" * 2001),
    ("not-normalised", "an accent as a character of its own", "sources", "publisher", "Socie\u0301te"),
    ("not-normalised", "a compatibility ideograph", "policies", "title_zh", "\uf9dc行动计划"),
    ("not-normalised", "a Kelvin sign", "policies", "title_en", "\u212aey Plan"),
]

ACCEPTED = [
    ("misread-bytes", "a real title with × and a quote", "policies", "title_zh", "“数据要素×”三年行动计划（2024—2026年）"),
    ("misread-bytes", "German with its quotes", "sources", "title", "„Spaß“ mit Blockchain"),
    ("misread-bytes", "French with its quotes", "sources", "title", "«La chaîne» à Paris"),
    ("misread-bytes", "an accent before a quote and a dash", "sources", "title", "The “café”—a meeting"),
    ("misread-bytes", "Portuguese and Turkish letters", "sources", "title", "Inovação em São Paulo, Türkiye'de İşbirliği"),
    ("misread-bytes", "a middle dot in a name", "sources", "publisher", "阿里木·买买提公司"),
    ("control-character", "an escape that is written out", "policies", "title_en", r"Block\tchain"),
    ("invisible-character", "Arabic and Thai letters", "sources", "title", "سلسلة الكتل บล็อกเชน"),
    ("private-character", "a rare ideograph beyond the basic plane", "policies", "title_zh", "\U00020021区行动计划"),
    ("private-character", "an emoji", "sources", "title", "Chain 🔗 news"),
    ("odd-space", "plain spaces in Chinese", "searches", "note", "云海省 区块链 政策"),
    ("outer-space", "spaces inside", "policies", "title_en", "Plan ( 2021 )"),
    ("double-space", "single spaces", "policies", "title_en", "a b c d"),
    ("spreadsheet-error", "a number sign in a sentence", "policies", "summary_en", "It is plan #1 of 3, see #N/A there."),
    ("spreadsheet-error", "a tag", "sources", "title", "#blockchain"),
    ("null-look-alike", "N/A inside a sentence", "policies", "summary_en", "The sum stands as N/A in the source."),
    ("null-look-alike", "words that begin like nulls", "policies", "title_en", "Nanjing, None of Nullarbor, Inform"),
    ("null-look-alike", "a code that holds a null", "region_changes", "change_id", "chg-2018-none-990102"),
    ("null-look-alike", "a city and a county that sound so", "regions", "name_pinyin", "Nan Xian"),
    ("null-look-alike", "a Chinese name that begins so", "policies", "title_zh", "无锡市行动计划"),
    ("null-look-alike", "an unknown that is a code", "policies", "scope", "unknown"),
    ("null-look-alike", "zero", "searches", "new_row_count", "0"),
    ("formula", "signs inside", "policies", "title_en", "Blockchain+Finance = trust @ scale"),
    ("formula", "an em dash in front", "policies", "title_zh", "——区块链"),
    ("formula", "a quote in front", "policies", "title_en", '"Chain+" Plan'),
    ("formula", "a negative number", "policy_targets", "value_low", "-20"),
    ("html-entity", "an address with a query", "sources", "url", "https://www.example.org/a?id=7&lang=zh&copy=1;"),
    ("html-entity", "R&D before a semicolon", "policies", "summary_en", "It pays for R&D; it also pays for Q&As; no more."),
    ("html-entity", "a lone ampersand", "policies", "summary_en", "Trade & finance; bills & notes."),
    ("html-tag", "signs of less and more", "policies", "summary_en", "Where 2 < 3 and 3 > 2, a<1> b, and x <- y."),
    ("html-tag", "a Chinese title in angle brackets", "policies", "title_zh", "<区块链>行动计划"),
    ("html-tag", "one angle bracket", "policies", "title_en", "Chain <b or not"),
    ("curly-quote", "Chinese quotes in Chinese", "policies", "title_zh", "“区块链+”行动计划"),
    ("curly-quote", "a title of a page in its own words", "sources", "title", "The “chain” in Xi’an"),
    ("curly-quote", "straight quotes", "policies", "summary_en", 'It\'s on a "chain".'),
    (
        "full-width",
        "Chinese punctuation in Chinese",
        "policies",
        "title_zh",
        "关于“区块链+”，的意见（试行）：《总则》、〔一〕！？；",
    ),
    ("full-width", "years in Chinese brackets", "policies", "title_zh", "行动计划（2021—2023年）"),
    ("full-width", "Chinese words in a note", "policy_relations", "note", "the source prints 《行动计划（试行）》，no more"),
    ("full-width", "Chinese brackets in a document number", "policies", "doc_number", "云政发〔2018〕30号"),
    ("full-width", "ASCII brackets and dashes in English", "policies", "title_en", "Chain Plan (2021–2023) — it is on…"),
    ("full-width", "a half-width letter beside Chinese", "policies", "title_zh", "BSN行动计划2021"),
    ("look-alike", "a title in Ukrainian", "sources", "title", "Блокчейн в Китаї: 5G та Web3-платформа"),
    ("look-alike", "a Greek letter by itself", "sources", "title", "The α-test of a chain"),
    ("look-alike", "pinyin with an umlaut", "regions", "name_pinyin", "Lüliang Shi"),
    ("look-alike", "an ASCII key with hyphens", "policies", "region_id", "CN-zone-qingling-gaoxinqu"),
    ("digits-only", "a key with letters", "policies", "region_id", "CN-990100"),
    ("digits-only", "a name of digits", "sources", "publisher", "360"),
    ("key-starts-with-digit", "a name that starts with a digit", "sources", "publisher", "8btc"),
    ("key-starts-with-digit", "a digit inside a key", "aliases", "agency_id", "yh-8gov"),
    ("date-form", "a year", "policies", "issued_date", "2020"),
    ("date-form", "a month", "policies", "issued_date", "2020-12"),
    ("date-form", "a day", "searches", "searched_date", "2020-12-31"),
    ("date-form", "no date", "policies", "issued_date", ""),
    ("no-such-day", "a leap day", "policies", "issued_date", "2020-02-29"),
    ("integer-form", "zero", "policies", "issuer_count", "0"),
    ("integer-form", "a negative number", "policies", "issuer_count", "-12"),
    ("year-form", "a year beyond the range", "policies", "period_start_year", "9999"),
    ("number-form", "decimals", "policy_targets", "value_low", "12.5"),
    ("number-form", "a fraction", "policy_targets", "value_low", "-0.05"),
    ("number-form", "a hundred million in digits", "policy_targets", "value_low", "100000000"),
    ("number-form", "15 digits", "policy_targets", "value_low", "12345678901234.5"),
    ("number-form", "zero", "policy_targets", "value_low", "0"),
    ("cell-too-long", "2,000 characters", "policies", "summary_en", "a" * 2000),
    ("not-normalised", "composed accents", "sources", "publisher", "Société Élan, Lǚ"),
]


def named(cells: list[tuple], verb: str) -> list:
    return [pytest.param(*one, id=f"{one[0]} {verb} {one[1]}") for one in cells]


@pytest.mark.parametrize(("rule", "what", "table", "field", "value"), named(REFUSED, "refuses"))
def test_a_faulty_cell_is_the_one_finding(tmp_path: Path, rule: str, what: str, table: str, field: str, value: str):
    root = copy_mini(tmp_path, table)
    cell(table, LINE, field, value)(root)
    found = text.scan(load(root)).findings
    assert seen(found) == [(f"text.{rule}", f"data/{table}.csv", LINE, field, value[:200])]


@pytest.mark.parametrize(("rule", "what", "table", "field", "value"), named(ACCEPTED, "accepts"))
def test_a_sound_cell_is_no_finding(tmp_path: Path, rule: str, what: str, table: str, field: str, value: str):
    root = copy_mini(tmp_path, table)
    cell(table, LINE, field, value)(root)
    assert seen(text.scan(load(root)).findings) == []


def test_a_cell_with_several_faults_is_told_once_with_its_first_cause(mini: Path):
    cell("policies", LINE, "title_zh", " \u200bＡ&amp; ")(mini)
    found = text.scan(load(mini)).findings
    assert len(found) > 1
    assert seen(found) == [("text.invisible-character", "data/policies.csv", LINE, "title_zh", " \u200bＡ&amp; ")]


def test_faults_in_one_column_stand_on_their_own_lines(mini: Path):
    for line in (2, 4):
        cell("policies", line, "confidence", "high ")(mini)
    assert seen(text.scan(load(mini)).findings) == [
        ("text.outer-space", "data/policies.csv", 2, "confidence", "high "),
        ("text.outer-space", "data/policies.csv", 4, "confidence", "high "),
    ]


def test_a_finding_names_the_row_by_its_whole_key(mini: Path):
    cell("policy_targets", 3, "value_low", "1e8")(mini)
    (finding,) = text.scan(load(mini)).findings
    assert finding.record == "yunhai-2021-blockchain-action-plan#2"
