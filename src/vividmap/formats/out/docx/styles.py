"""How a document of Word looks: page, styles, lists, the line at the foot of each page."""

from typing import Any, NamedTuple

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from vividmap.formats.out.document import Document

DEEPEST = 9
"""Levels of a list that Word knows."""
INDENT = 360
"""Twentieths of a point by which a level stands further in."""

_PROSE, _LABELS, _MONO = "Georgia", "Arial", "Courier New"
_INK, _SOFT, _ACCENT, _HAIRLINE, _WASH = "1C1C1E", "5F5D5A", "0B6258", "D9D4CB", "F5F3EE"


class _Look(NamedTuple):
    """How a style looks: its size, and the space before and after, in points; its lines in lines."""

    size: float
    before: float = 0
    after: float = 0
    font: str = _PROSE
    color: str = _INK
    bold: bool = False
    lines: float = 1.3


_LOOKS = {
    "Normal": _Look(11, after=8),
    "Title": _Look(21, after=14, bold=True, lines=1.1),
    "Heading 1": _Look(14.5, before=20, after=6, bold=True, lines=1.1),
    "Heading 2": _Look(12, before=14, after=4, bold=True, lines=1.1),
    "Heading 3": _Look(11, before=10, after=3, bold=True, lines=1.1),
    **{f"Heading {depth}": _Look(10, before=8, after=2, font=_LABELS, color=_SOFT) for depth in range(4, 10)},
    "List Bullet": _Look(11, after=3),
    "List Number": _Look(11, after=3),
    "Quote": _Look(11, before=4, after=8, color=_SOFT),
    "Code": _Look(9, before=6, after=10, font=_MONO, lines=1.15),
    "Table Head": _Look(9, before=2, after=3, font=_LABELS, color=_SOFT, bold=True, lines=1.1),
    "Table Text": _Look(10, before=3, after=3, lines=1.15),
    "After Table": _Look(4, lines=1),
    "Rule": _Look(4, before=4, after=8, lines=1),
    "Footer": _Look(8.5, font=_LABELS, color=_SOFT, lines=1),
}
_LINED = {"Heading 1": "top", "Quote": "left", "Rule": "bottom"}
"""Styles with a hairline, and where it is."""


def dress(made: Word, document: Document) -> None:
    """Give an empty document its page, its styles, its line at the foot and its title."""
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(27)
    section.top_margin = section.bottom_margin = Mm(25)
    for name, look in _LOOKS.items():
        _paragraphs(made, name, look)
    for name, side in _LINED.items():
        _hairline(made.styles[name].element.get_or_add_pPr(), side)
    shade = _element("w:shd", val="clear", color="auto", fill=_WASH)
    made.styles["Code"].element.pPr.find(qn("w:spacing")).addprevious(shade)
    _characters(made)
    made.styles.element.append(parse_xml(_LINED_TABLE))
    _say_language(made, document.language)
    _foot(made, document.title)
    _say_title(made, document.title)


def _paragraphs(made: Word, name: str, look: _Look) -> None:
    styles = made.styles
    known = name in styles
    style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - for the type checker: each of these is one
    for tag in ("w:rPr", "w:pPr") if known and name != "Normal" else ():
        _undress(style.element, tag)
    _font(style, look.font)
    font, form = style.font, style.paragraph_format
    font.size, font.bold, font.cs_bold = Pt(look.size), look.bold, look.bold
    for one in style.element.rPr.findall(qn("w:szCs")):
        style.element.rPr.remove(one)
    style.element.rPr.sz.addnext(_element("w:szCs", val=str(round(look.size * 2))))
    font.color.rgb = RGBColor.from_string(look.color)
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), look.lines
    if name.startswith(("Heading", "Title")):
        form.keep_with_next = True


_KEPT = {"w:pPr": ("w:outlineLvl", "w:numPr", "w:keepLines"), "w:rPr": ()}
"""What the template says that stays: how deep a heading is, that a list is one."""


def _undress(style: Any, tag: str) -> None:
    found = style.find(qn(tag))
    for one in list(found) if found is not None else ():
        if one.tag not in map(qn, _KEPT[tag]):
            found.remove(one)


def _font(style: CharacterStyle, name: str) -> None:
    """Name a font; East Asian and right-to-left text keeps what the machine has for it."""
    style.font.name = name
    fonts = style.element.rPr.rFonts
    for one in ("asciiTheme", "hAnsiTheme"):
        fonts.attrib.pop(qn(f"w:{one}"), None)


def _hairline(properties: Any, side: str) -> None:
    border = OxmlElement("w:pBdr")
    border.append(_element(f"w:{side}", val="single", sz="4", space="6", color=_HAIRLINE))
    properties.find(qn("w:spacing")).addprevious(border)


def _element(tag: str, **said: str) -> Any:
    """Return an element with attributes of Word's own."""
    made = OxmlElement(tag)
    for name, value in said.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _characters(made: Word) -> None:
    for name, font, color in (("Inline Code", _MONO, _INK), ("Hyperlink", _PROSE, _ACCENT)):
        style = made.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        _font(style, font)
        style.font.color.rgb = RGBColor.from_string(color)
        style.font.underline = name == "Hyperlink"
    made.styles["Inline Code"].font.size = Pt(9.5)
    mark = made.styles.add_style("Source Mark", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    mark.font.color.rgb = RGBColor.from_string(_SOFT)


_LINED_TABLE = f"""\
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Lined"><w:name w:val="Lined"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_HAIRLINE}"/>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_HAIRLINE}"/></w:tblBorders>
<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar></w:tblPr>
</w:style>"""


def _say_language(made: Word, language: str) -> None:
    said = made.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    side = {"ar": "bidi", "he": "bidi", "ja": "eastAsia", "ko": "eastAsia", "zh": "eastAsia"}
    said.set(qn(f"w:{side.get(language, 'val')}"), language)


def _foot(made: Word, title: str) -> None:
    section = made.sections[0]
    line = section.footer.paragraphs[0]
    stops = line.paragraph_format.tab_stops
    width = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{title[:80]}\t")
    for instruction, after in (("PAGE", " / "), ("NUMPAGES", "")):
        field = _element("w:fldSimple", instr=instruction)
        field.append(line.add_run("1")._r)
        line._p.append(field)
        line.add_run(after)


def _say_title(made: Word, title: str) -> None:
    """Say what the document is called, and nothing else: the template says when and with what it was made."""
    made.core_properties.title = title[:255]
    said = made.core_properties._element
    for one in list(said):
        if not one.tag.endswith("}title"):
            said.remove(one)


class Lists:
    """The numbering of every list: one design for numbers, one for bullets, and each list begins anew."""

    def __init__(self, made: Word) -> None:
        self.numbering = made.part.numbering_part.element
        self.designs = {kind: self._design(kind) for kind in ("bullet", "decimal")}

    def begin(self, first: int | None) -> int:
        """Return the number of a new list, whose items begin at `first`, or have no numbers."""
        made = self.numbering.add_num(self.designs["bullet" if first is None else "decimal"])
        if first is not None:
            for level in range(DEEPEST):
                made.add_lvlOverride(ilvl=level).add_startOverride(first)
        return int(made.numId)

    def _design(self, kind: str) -> int:
        known = self.numbering.findall(qn("w:abstractNum"))
        number = max((int(one.get(qn("w:abstractNumId"))) for one in known), default=-1) + 1
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{"–" if kind == "bullet" else f"%{level + 1}."}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{(level + 1) * INDENT}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
            for level in range(DEEPEST)
        )
        said = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>'
        self.numbering.insert(len(known), parse_xml(said))
        return number
