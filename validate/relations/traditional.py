"""The maker of `traditional_characters.txt`, run by hand when OpenCC has a new version.

Enters: the folder of two OpenCC dictionaries as text, TSCharacters.txt and STCharacters.txt
(`opencc_dict -f ocd2 -t text -i TSCharacters.ocd2 -o TSCharacters.txt`, in the wheel `opencc`).
Leaves: on standard output, the characters that no simplified text uses, each with its simplified form:
`python -m validate.relations.traditional FOLDER > validate/relations/traditional_characters.txt`
"""

import sys
from pathlib import Path

HEADER = """\
# Characters that are traditional only, each with its simplified form.
# Origin: dictionaries TSCharacters and STCharacters of OpenCC 1.4.2 (https://github.com/BYVoid/OpenCC,
# PyPI wheel `opencc` 1.4.2), Apache License 2.0. Changed: filtered, first form only.
# Made by `python -m validate.relations.traditional`: kept is a character that has another simplified
# form, within GB 2312, and is itself no simplified form of anything, no simplified character with
# traditional forms, and not in GB 2312.
"""


def in_gb2312(character: str) -> bool:
    """Whether GB 2312 has the character."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def traditional_only(to_simplified: dict[str, list[str]], simplified: set[str]) -> dict[str, str]:
    """The characters that are never right in simplified text, with their simplified forms."""
    allowed = simplified.union(*to_simplified.values())
    return {
        one: forms[0]
        for one, forms in sorted(to_simplified.items())
        if one not in allowed and in_gb2312(forms[0]) and not in_gb2312(one)
    }


def main(folder: Path) -> str:
    """The text of the list."""
    pairs = traditional_only(_read(folder / "TSCharacters.txt"), set(_read(folder / "STCharacters.txt")))
    return HEADER + "".join(f"{one} {form}\n" for one, form in pairs.items())


def _read(path: Path) -> dict[str, list[str]]:
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {character: forms.split() for character, forms in lines}


if __name__ == "__main__":
    sys.stdout.write(main(Path(sys.argv[1])))
