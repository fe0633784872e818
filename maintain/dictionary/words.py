"""The words of the dictionary, in English and Chinese."""

WORDS = {
    "en": {
        "title": "Data dictionary",
        "intro": "[中文]({other})\n\n"
        "Every table, field and code of the package, as the Table Schemas in `schemas/` and the table `codes` define them. "
        "Which value to choose where the sources leave room is in the [codebook](codebook.md).\n\n"
        "All files are CSV in UTF-8; an empty cell is the only null. A *partial date* is text: `2020`, `2020-06` or "
        "`2020-06-30`, as precise as the source. *Evidence* means that each filled cell of the field has a row in "
        "[`citations`](#citations) that states or implies it. Each field, list and code has an address of its own, such as "
        "`dictionary.md#policies.issued_date` or `dictionary.md#codes.scope.dedicated`.",
        "diagram": "Entity diagram",
        "diagram_intro": "Each line is a foreign key, with the column that holds it; an open end is a column that may be "
        "empty. The tables show their keys and references only. Not drawn: `citations` names the row "
        "that it is evidence for by `subject_table` and `subject_id`, and codes are joined by the name of their column.",
        "tables": "Tables",
        "table": "table",
        "means": "meaning",
        "key": "key",
        "primary_key": "Primary key",
        "foreign_keys": "References",
        "referred": "Referred to by",
        "derived": "Derived key",
        "derived_how": "{prefix} and the first ten hexadecimal digits of the SHA-256 of {fields}, joined by `|`.",
        "row_evidence": "Evidence: each row has a citation with the field `row`.",
        "field": "field",
        "form": "form",
        "limits": "limits",
        "example": "example",
        "required": "required",
        "optional": "may be empty",
        "cited": "evidence",
        "unique": "unique",
        "term": "term",
        "codes": "codes",
        "pattern": "pattern",
        "longest": "at most {} characters",
        "shortest": "at least {} characters",
        "derived_tables": "Derived tables",
        "derived_intro": "Not in the repository: a release makes them from the tables above, so that not everybody has to join "
        "them. Nothing in them is entered by hand. What was decided in making them is in "
        "[releases](releases.md#derived-tables). Lists in a cell are joined with `|`. A column with the name of one above "
        "means the same; `_earliest`, `_latest` and `_precision` are the bounds of a partial date, `_label_zh` and `_label_en` "
        "the words of a code.",
        "made": "Derived: made at build time, in a release as {file}.",
        "lists": "Code lists",
        "lists_intro": "A list has the name of the column that uses it. A code that no row uses says why it is kept.",
        "used_in": "Used in",
        "code": "code",
        "label_en": "label",
        "label_zh": "中文",
        "definition_en": "definition",
        "unit": "unit",
        "comma": ", ",
        "colon": ": ",
        "stop": ". ",
        "types": {
            "string": "text",
            "integer": "whole number",
            "number": "number",
            "year": "year",
            "date": "date",
            "partial-date": "partial date",
        },
    },
    "zh": {
        "title": "数据字典",
        "intro": "[English]({other})\n\n"
        "数据包的每个表、字段和代码，以 `schemas/` 中的 Table Schema 和 `codes` 表为准。"
        "来源留有余地时如何取值，见[编码手册](codebook.zh-CN.md)。\n\n"
        "文件均为 UTF-8 编码的 CSV，空单元格是唯一的空值。*部分日期*是文本：`2020`、`2020-06` 或 `2020-06-30`，"
        "精确到来源所载的程度。*须有依据*指该字段每个已填单元格在 [`citations`](#citations) 中都有载明或推断它的一行。"
        "每个字段、代码表和代码都有自己的地址，例如 `dictionary.zh-CN.md#policies.issued_date` 或 "
        "`dictionary.zh-CN.md#codes.scope.dedicated`。代码的定义目前只有英文。",
        "diagram": "实体关系图",
        "diagram_intro": "每条线是一个外键，标有所在的列；空心端表示该列可为空。各表只列键和引用。图中未画："
        "`citations` 的行以 `subject_table` 和 `subject_id` 指明所证的行，代码则按列名对应代码表。",
        "tables": "表",
        "table": "表",
        "means": "含义",
        "key": "键",
        "primary_key": "主键",
        "foreign_keys": "引用",
        "referred": "被引用",
        "derived": "派生键",
        "derived_how": "{prefix} 加 {fields}（以 `|` 连接）之 SHA-256 的前十位十六进制数字。",
        "row_evidence": "须有依据：每行都有字段为 `row` 的引证。",
        "field": "字段",
        "form": "形式",
        "limits": "约束",
        "example": "示例",
        "required": "必填",
        "optional": "可为空",
        "cited": "须有依据",
        "unique": "唯一",
        "term": "对应术语",
        "codes": "代码表",
        "pattern": "模式",
        "longest": "至多 {} 个字符",
        "shortest": "至少 {} 个字符",
        "derived_tables": "导出表",
        "derived_intro": "不在仓库中：发布时由上述各表导出，省去各自连接；其中没有人工录入的内容。导出时的取舍见"
        "[发布说明](releases.md#derived-tables)。单元格内的列表以 `|` 连接。与上文同名的列含义相同；`_earliest`、`_latest` 和 "
        "`_precision` 为部分日期的上下限与精度，`_label_zh` 和 `_label_en` 为代码的标签。",
        "made": "导出表：构建时生成，在发布文件中为 {file}。",
        "lists": "代码表",
        "lists_intro": "代码表与使用它的列同名。没有行使用的代码注明保留的原因。",
        "used_in": "用于",
        "code": "代码",
        "label_zh": "标签",
        "label_en": "English",
        "definition_en": "定义（英文）",
        "unit": "单位",
        "comma": "、",
        "colon": "：",
        "stop": "。",
        "types": {
            "string": "文本",
            "integer": "整数",
            "number": "数值",
            "year": "年份",
            "date": "日期",
            "partial-date": "部分日期",
        },
    },
}
