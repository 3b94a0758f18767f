"""PDF, set by Typst: tagged for screen readers (PDF/UA-1), read in order by what extracts its text.

The fonts that Typst brings cover Latin, Greek and Cyrillic. Those of the machine are asked where they do not
suffice; a letter that none of them has is shown as `�`, and the warning names it.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from vividmap.formats.out import scripts
from vividmap.formats.out.document import Block, Document, Paragraph
from vividmap.formats.out.document import said as blocks_say
from vividmap.formats.out.form import Form, Written

if TYPE_CHECKING:
    from typst import Fonts, TypstError

_PROSE = {
    "ar": ("Noto Naskh Arabic", "Amiri", "Geeza Pro", "Traditional Arabic", "DejaVu Sans"),
    "ja": ("Noto Serif CJK JP", "Source Han Serif", "Hiragino Mincho ProN", "Yu Mincho", "MS Mincho"),
    "ko": ("Noto Serif CJK KR", "Source Han Serif K", "AppleMyungjo", "Batang"),
    "zh": ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun"),
}
"""Languages whose letters need fonts of the machine, and which come first, of those that there are."""

_HAS_NOT = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_FONTS_FOR = {
    "CJK": "Noto Serif CJK",
    "HIRAGANA": "Noto Serif CJK",
    "KATAKANA": "Noto Serif CJK",
    "HANGUL": "Noto Serif CJK",
    "": "Noto Emoji and Noto Sans Symbols",
}
_NAMED = 20
"""How many of the letters that no font has are named."""


def _write(document: Document) -> Written:
    """Return a PDF. Fonts of the machine are looked for where those that Typst brings do not suffice."""
    from typst import TypstError  # noqa: PLC0415 - 60 ms, for those who need it

    said, language = json.dumps(_plain(replace(document, markdown="")), ensure_ascii=False), document.language
    try:
        if language not in _PROSE:
            return Written(_set(said, language, machine=False))
    except TypstError as error:
        if not _lacking(error):
            raise
    lacking: list[str] = []
    while True:
        try:
            return Written(_set(said, language, machine=True), _warning(lacking))
        except TypstError as error:
            found = _lacking(error)
            said, before = _without(said, found), said
            if said == before:
                raise
            lacking += found


def _set(said: str, language: str, *, machine: bool) -> bytes:
    from typst import Compiler  # noqa: PLC0415 - as above

    found = _fonts(machine=machine)
    there = frozenset(found.families())
    prose = [one for one in ("Libertinus Serif", *_PROSE.get(language, ())) if one in there]
    others = [one for more in _PROSE.values() for one in more if one in there and one not in prose]
    chosen = {"prose": [*prose, *others], "code": ["DejaVu Sans Mono"]}
    inputs = {"document": said, "fonts": json.dumps(chosen)}
    compiler = Compiler(_page(), font_paths=found, sys_inputs=inputs)
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1")
    assert isinstance(pdf, bytes)  # noqa: S101 - for the type checker: no file was named to write to
    return pdf


@cache
def _fonts(*, machine: bool) -> "Fonts":
    from typst import Fonts  # noqa: PLC0415 - as above

    return Fonts(include_system_fonts=machine)


@cache
def _page() -> bytes:
    return (resources.files(__package__) / "pdf.typ").read_bytes()


def _plain(one: object) -> Any:
    """Return a part of a document as JSON has it; what runs from right to left says so."""
    if is_dataclass(one):
        said = {field.name: _plain(getattr(one, field.name)) for field in fields(one)}
        said["is"] = type(one).__name__.lower()
        if isinstance(one, Document | Block):
            within = (Paragraph(one.headline),) if isinstance(one, Document) else (one,)
            said["left"] = scripts.runs_left(next(blocks_say(within), ""))
        return said
    if isinstance(one, tuple) and hasattr(one, "_asdict"):
        return one._asdict()
    if isinstance(one, tuple):
        return [_plain(each) for each in one]
    return sorted(one) if isinstance(one, frozenset) else one


def _lacking(error: "TypstError") -> list[str]:
    """Return what no font could display, each once, by what the compiler says; it names all of it at once."""
    found = (
        _ESCAPED.sub(lambda match: chr(int(match[1], 16)), one) for one in _HAS_NOT.findall(error.diagnostic)
    )
    return [one for one in dict.fromkeys(found) if not one.isascii()]


def _without(said: str, lacking: Iterable[str]) -> str:
    for one in lacking:
        said = said.replace(one, "\ufffd")
    return said


def _warning(lacking: list[str]) -> str:
    if not lacking:
        return ""
    shown = " ".join(lacking[:_NAMED]) + (f" and {len(lacking) - _NAMED} more" if lacking[_NAMED:] else "")
    kinds = dict.fromkeys(next(filter(None, map(scripts.script, one)), "") for one in lacking)
    fonts = dict.fromkeys(_FONTS_FOR.get(kind, f"Noto Serif {kind.title()}") for kind in kinds)
    return (
        f"no font here has {shown}: each stands as \ufffd in the PDF. "
        f"Install a font that has them, such as {', '.join(fonts)}, and make it again"
    )


FORM = Form("pdf", "PDF", "application/pdf", _write)
