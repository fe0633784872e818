"""What libraries and the system say, in Chinese.

Enters: Chinese text in which a library's own English words may stand. Leaves: the text with
those that are known said in Chinese; others stay as they are, since nobody translated them.
"""

import re

KNOWN = tuple(
    (re.compile(english), chinese)
    for english, chinese in (
        # the reader of JSON
        (r"[A-Z][^:：（）]*: line (\d+) column (\d+) \(char \d+\)", r"第 \1 行第 \2 列有误"),
        (r"Exceeds the limit \(\d+ digits\).*?increase the limit", "数字过长"),
        (r"nested deeper than (\d+) levels", r"嵌套超过 \1 层"),
        (r"(\S+) is no JSON number", r"\1 不是 JSON 数字"),
        (r"'[\w-]+' codec can't decode bytes? .*?(?:in|at) position (\d+)(?:-\d+)?: [a-z ]+", r"第 \1 个字节不是 UTF-8"),
        # the reader of CSV
        (r"unexpected end of data", "引号直到文件末尾仍未闭合"),
        (r"'(.)' expected after '\"'", r"引号之后应为“\1”"),
        (r"field larger than field limit \((\d+)\)", r"单元格超过 \1 个字符"),
        (r"line contains NUL", "含 NUL 字符"),
        (r"new-line character seen in unquoted field.*", "未加引号的单元格中有换行"),
        # frictionless
        (r"the same as in the row at position (\d+)", r"与第 \1 行相同"),
        # the profiles, by jsonschema
        (r"('[^']*') is a required property", r"缺少 \1"),
        (r"is not of type ('[^']*'(?:, '[^']*')*)", r"不是 \1 类型"),
        (r"is not one of (\[.*\])", r"不在 \1 之中"),
        (r"does not match (any of the regexes: )?('.*')", r"不符合 \2"),
        (r"is not a ('[^']*')", r"不是 \1"),
        (r"is not valid under any of the given schemas", "不符合任何一种允许的形式"),
        (r"is valid under each of .*", "同时符合多种形式"),
        (r"Additional properties are not allowed \((.*) (?:was|were) unexpected\)", r"不允许的属性：\1"),
        (r"('[^']*') was expected", r"应为 \1"),
        (r"is too short|should be non-empty", "过短或为空"),
        (r"is too long|is expected to be empty", "过长"),
        (r"has non-unique elements", "有重复的项"),
        (r"does not have enough properties", "属性过少"),
        (r"is less than the minimum of (\S+)", r"小于 \1"),
        (r"is greater than the maximum of (\S+)", r"大于 \1"),
        (r"is no type of field", "不是字段类型"),
        # regular expressions
        (r"[a-z][\w ,'\"?:<>()\\-]* at position (\d+)", r"第 \1 个字符处有误"),
        (r"it is too large", "过长、过深或重复过多"),
        (r"its alternatives stand in no group", "各选项未放入括号"),
        (r"not every engine reads (“.*”) alike", r"并非各引擎对 \1 的读法都相同"),
        (r"it often leaves open which way a character goes", "多处无法由下一字符决定走向"),
        (r"a loop leaves open which way a character goes", "循环中无法由下一字符决定走向"),
        # the system and the gate
        (r"it is a symbolic link", "是符号链接"),
        (r"it is no regular file", "不是普通文件"),
        (r"it has ([\d,]+) bytes, and at most ([\d,]+) are read", r"有 \1 字节，最多读取 \2 字节"),
        (r"it wanted more than ([\d,]+) MiB of memory", r"所需内存超过 \1 MiB"),
        (r"Permission denied", "没有权限"),
        (r"Is a directory", "是文件夹"),
        (r"No such file or directory", "没有该文件"),
        (r"Input/output error", "读写出错"),
        (r"no answer", "没有回应"),
    )
)


def in_chinese(text: str) -> str:
    """`text` with every known phrase of a library in Chinese."""
    for english, chinese in KNOWN:
        text = english.sub(chinese, text)
    return text
