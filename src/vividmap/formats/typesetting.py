"""Typst, in a process of its own: `python -m vividmap.formats.typesetting`.

Whatever it does (hang, panic, run out of memory), the command or the page that waits for it goes on. It reads
a document as JSON and writes a line of JSON, the warning, and then the PDF.

Typst's own fonts cover Latin, Greek and Cyrillic. For other letters the fonts of the machine are used; a
letter that no font has becomes `�`, and the warning names it.
"""

import json
import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib import resources

from typst import Compiler, Fonts, TypstError

from vividmap.formats.out import scripts
from vividmap.formats.out.form import Written

_PROSE = {
    "ar": ("Noto Naskh Arabic", "Amiri", "Geeza Pro", "Traditional Arabic", "DejaVu Sans"),
    "ja": ("Noto Serif CJK JP", "Source Han Serif", "Hiragino Mincho ProN", "Yu Mincho", "MS Mincho"),
    "ko": ("Noto Serif CJK KR", "Source Han Serif K", "AppleMyungjo", "Batang"),
    "zh": ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun"),
}
"""Languages that need fonts of the machine, with the fonts to prefer."""

_HAS_NOT = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_UNICODE_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_FONTS_FOR = {
    "CJK": "Noto Serif CJK",
    "HIRAGANA": "Noto Serif CJK",
    "KATAKANA": "Noto Serif CJK",
    "HANGUL": "Noto Serif CJK",
    "": "Noto Emoji and Noto Sans Symbols",
}
_MOST_LISTED = 20
"""The most missing letters that a warning names."""


def typeset(document_json: str, language: str) -> Written:
    """Return a PDF. Fonts of the machine are loaded only if Typst's own do not suffice. Raises TypstError."""
    try:
        if language not in _PROSE:
            return Written(_compile(document_json, language, machine=False))
    except TypstError as error:
        if not _lacking(error):
            raise
    lacking: list[str] = []
    while True:
        try:
            return Written(_compile(document_json, language, machine=True), _warning(lacking))
        except TypstError as error:
            missing = _lacking(error)
            document_json, before = _without(document_json, missing), document_json
            if document_json == before:
                raise
            lacking += missing


def _compile(document_json: str, language: str, *, machine: bool) -> bytes:
    fonts = _fonts(machine=machine)
    families = frozenset(fonts.families())
    prose = [family for family in ("Libertinus Serif", *_PROSE.get(language, ())) if family in families]
    other_families = [
        family
        for family_list in _PROSE.values()
        for family in family_list
        if family in families and family not in prose
    ]
    font_choice = {"prose": [*prose, *other_families], "code": ["DejaVu Sans Mono"]}
    inputs = {"document": document_json, "fonts": json.dumps(font_choice)}
    compiler = Compiler(_page(), font_paths=fonts, sys_inputs=inputs)
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1")
    assert isinstance(pdf, bytes)  # noqa: S101 - for the type checker: bytes are returned unless an output file is given
    return pdf


@cache
def _fonts(*, machine: bool) -> Fonts:
    return Fonts(include_system_fonts=machine)


@cache
def _page() -> bytes:
    return (resources.files("vividmap.formats.out") / "pdf.typ").read_bytes()


def _lacking(error: TypstError) -> list[str]:
    """Return the texts that no font can display, each once; the compiler's error lists them all."""
    characters = (
        _UNICODE_ESCAPE.sub(lambda match: chr(int(match[1], 16)), match_text)
        for match_text in _HAS_NOT.findall(error.diagnostic)
    )
    return [text for text in dict.fromkeys(characters) if not text.isascii()]


def _without(text: str, lacking: Iterable[str]) -> str:
    for character in lacking:
        text = text.replace(character, "\ufffd")
    return text


def _warning(lacking: list[str]) -> str:
    if not lacking:
        return ""
    listed_characters = " ".join(lacking[:_MOST_LISTED]) + (
        f" and {len(lacking) - _MOST_LISTED} more" if lacking[_MOST_LISTED:] else ""
    )
    kinds = dict.fromkeys(next(filter(None, map(scripts.script, character)), "") for character in lacking)
    fonts = dict.fromkeys(_FONTS_FOR.get(kind, f"Noto Serif {kind.title()}") for kind in kinds)
    return (
        f"no installed font has {listed_characters}: each appears as \ufffd in the PDF. "
        f"Install a font that has them, such as {', '.join(fonts)}, and export again"
    )


def main() -> None:
    """Typeset the document on standard input."""
    document_json, language = json.load(sys.stdin)
    written = typeset(document_json, language)
    sys.stdout.buffer.write(json.dumps(written.warning).encode() + b"\n" + written.data)


if __name__ == "__main__":
    main()
