"""The layout of a Word document: page, styles, lists, footer."""

from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from vividmap.formats.out.document import PacketDocument

DEEPEST = 9
"""The levels of a list that Word supports."""
INDENT = 360
"""The indentation of a level, in twentieths of a point."""

_PROSE, _LABELS, _MONO = "Georgia", "Arial", "Courier New"
_INK, _SOFT, _ACCENT, _HAIRLINE, _WASH = "1C1C1E", "5F5D5A", "0B6258", "D9D4CB", "F5F3EE"


class _Look(NamedTuple):
    """The properties of a style: size and space before and after in points, line spacing as a factor."""

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
_BORDERS = {"Heading 1": "top", "Quote": "left", "Rule": "bottom"}
"""Styles with a hairline, and its side."""


_PAPERS = {"a4": (Mm(210), Mm(297)), "letter": (Inches(8.5), Inches(11))}


def new_word_document(document: PacketDocument) -> Document:
    """Return an empty Word document with the page size, styles, footer, language and title of a document."""
    word_document = docx.Document(BytesIO(_template()))
    section = word_document.sections[0]
    section.page_width, section.page_height = _PAPERS[document.paper]
    section.left_margin = section.right_margin = Mm(27)
    section.top_margin = section.bottom_margin = Mm(25)
    _set_language(word_document, document.language)
    _add_footer(word_document, document.title)
    _set_properties(word_document, document)
    return word_document


@cache
def _template() -> bytes:
    """Return a file with the styles, cached: setting them takes three times as long as reading them."""
    word_document = docx.Document()
    for name, look in _LOOKS.items():
        _paragraphs(word_document, name, look)
    for name, side in _BORDERS.items():
        _hairline(word_document.styles[name].element.get_or_add_pPr(), side)
    shade = _element("w:shd", val="clear", color="auto", fill=_WASH)
    word_document.styles["Code"].element.pPr.find(qn("w:spacing")).addprevious(shade)
    _characters(word_document)
    word_document.styles.element.append(parse_xml(_LINED_TABLE))
    file = BytesIO()
    word_document.save(file)
    return file.getvalue()


def _paragraphs(word_document: Document, name: str, look: _Look) -> None:
    styles = word_document.styles
    is_known = name in styles
    style = styles[name] if is_known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - for the type checker
    for tag in ("w:rPr", "w:pPr") if is_known and name != "Normal" else ():
        _undress(style.element, tag)
    _font(style, look.font)
    font, form = style.font, style.paragraph_format
    font.size, font.bold, font.cs_bold = Pt(look.size), look.bold, look.bold
    for size in style.element.rPr.findall(qn("w:szCs")):
        style.element.rPr.remove(size)
    style.element.rPr.sz.addnext(_element("w:szCs", val=str(round(look.size * 2))))
    font.color.rgb = RGBColor.from_string(look.color)
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), look.lines
    if name.startswith(("Heading", "Title")):
        form.keep_with_next = True


_KEPT_PROPERTIES = {"w:pPr": ("w:outlineLvl", "w:numPr", "w:keepLines"), "w:rPr": ()}
"""Properties of the template to keep: the level of a heading, the numbering of a list."""


def _undress(style: Any, tag: str) -> None:
    properties = style.find(qn(tag))
    for element in list(properties) if properties is not None else ():
        if element.tag not in map(qn, _KEPT_PROPERTIES[tag]):
            properties.remove(element)


def _font(style: CharacterStyle, name: str) -> None:
    """Set a style's font; East Asian and right-to-left text keeps the machine's default."""
    style.font.name = name
    fonts = style.element.rPr.rFonts
    for theme_font in ("asciiTheme", "hAnsiTheme"):
        fonts.attrib.pop(qn(f"w:{theme_font}"), None)


def _hairline(properties: Any, side: str) -> None:
    border = OxmlElement("w:pBdr")
    border.append(_element(f"w:{side}", val="single", sz="4", space="6", color=_HAIRLINE))
    properties.find(qn("w:spacing")).addprevious(border)


def _element(tag: str, **attributes: str) -> Any:
    """Return an element with attributes in Word's namespace."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _characters(word_document: Document) -> None:
    for name, font, color in (("Inline Code", _MONO, _INK), ("Hyperlink", _PROSE, _ACCENT)):
        style = word_document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        _font(style, font)
        style.font.color.rgb = RGBColor.from_string(color)
        style.font.underline = name == "Hyperlink"
    word_document.styles["Inline Code"].font.size = Pt(9.5)
    mark = word_document.styles.add_style("Source Mark", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    mark.font.color.rgb = RGBColor.from_string(_SOFT)


_LINED_TABLE = f"""\
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Lined"><w:name w:val="Lined"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_HAIRLINE}"/>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_HAIRLINE}"/></w:tblBorders>
<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar></w:tblPr>
</w:style>"""


def _set_language(word_document: Document, language: str) -> None:
    language_element = word_document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    side = {"ar": "bidi", "he": "bidi", "ja": "eastAsia", "ko": "eastAsia", "zh": "eastAsia"}
    language_element.set(qn(f"w:{side.get(language, 'val')}"), language)


def _add_footer(word_document: Document, title: str) -> None:
    section = word_document.sections[0]
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


def _set_properties(word_document: Document, document: PacketDocument) -> None:
    """Set title and author as the only properties: the template's date and picture would be wrong."""
    properties = word_document.core_properties._element
    for element in list(properties):
        properties.remove(element)
    word_document.core_properties.title = document.title[:255]
    if document.author:
        word_document.core_properties.author = document.author[:255]
    relations = word_document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith(_TEMPLATE_PARTS)]:
        del relations[key]


_TEMPLATE_PARTS = ("/thumbnail", "/extended-properties")
"""Parts of the library's template that tell what program made the document."""


class Lists:
    """The numbering of all lists: one design for numbers, one for bullets; each list starts again."""

    def __init__(self, word_document: Document) -> None:
        self.numbering = word_document.part.numbering_part.element
        self.designs = {kind: self._design(kind) for kind in ("bullet", "decimal")}

    def begin(self, first: int | None) -> int:
        """Return the id of a new list, numbered from `first`, or with bullets if that is None."""
        numbering = self.numbering.add_num(self.designs["bullet" if first is None else "decimal"])
        if first is not None:
            for level in range(DEEPEST):
                numbering.add_lvlOverride(ilvl=level).add_startOverride(first)
        return int(numbering.numId)

    def _design(self, kind: str) -> int:
        designs = self.numbering.findall(qn("w:abstractNum"))
        number = max((int(design.get(qn("w:abstractNumId"))) for design in designs), default=-1) + 1
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{"–" if kind == "bullet" else f"%{level + 1}."}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{(level + 1) * INDENT}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
            for level in range(DEEPEST)
        )
        xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>'
        self.numbering.insert(len(designs), parse_xml(xml))
        return number
