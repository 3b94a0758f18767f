"""A document → what Word and LibreOffice open. How it looks is in `styles`."""

from collections.abc import Iterable
from io import BytesIO
from math import sqrt

import docx as word
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Twips
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run as Words

from vividmap.formats.out import scripts
from vividmap.formats.out.document import (
    Block,
    Break,
    Code,
    Content,
    Document,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    words,
)
from vividmap.formats.out.docx.styles import DEEPEST, INDENT, Lists, dress


def docx(document: Document) -> bytes:
    """Return a document as a file of Word: its text and how it looks, nothing about who made it, or when."""
    made = word.Document()
    dress(made, document)
    writer = _Writer(made)
    if document.headline:
        writer.line("Title", document.headline)
    writer.blocks(document.blocks)
    if document.sources:
        writer.line("Heading 1", (Run("Sources"),))
        writer.blocks((Listing(tuple((Paragraph((Run(one.text),)),) for one in document.sources), 1),))
    file = BytesIO()
    made.save(file)
    return file.getvalue()


class _Writer:
    """What puts blocks into a document, one beneath the other."""

    def __init__(self, made: Word) -> None:
        self.made = made
        self.lists = Lists(made)
        # Looked up once: the library goes through all of them for every name that it is told.
        self.styles = {style.name: style.style_id for style in made.styles}

    def blocks(self, some: Iterable[Block], depth: int = 0, style: str = "Normal") -> None:
        """Write blocks that lie so deep in lists and quotes; their paragraphs get a style."""
        for block in some:
            match block:
                case Heading():
                    self.line(f"Heading {min(block.depth, 9)}", block.content)
                case Paragraph():
                    self.line(style, block.content, depth)
                case Listing():
                    self.listing(block, depth)
                case Quote():
                    self.blocks(block.blocks, depth + 1, "Quote")
                case Code():
                    self.line("Code", (Run(block.text),), depth)
                case Table():
                    self.table(block)
                case Rule():
                    self.line("Rule", ())

    def line(self, style: str, content: Content, depth: int = 0) -> Line:
        """Write one paragraph, so many levels further in."""
        line = self.made.add_paragraph()
        self.fill(line, style, content)
        if depth:
            line.paragraph_format.left_indent = Twips(depth * INDENT)
        return line

    def listing(self, listing: Listing, depth: int) -> None:
        """Write a list; what an item holds besides its first paragraph stands beneath that."""
        number = self.lists.begin(listing.first)
        style = "List Bullet" if listing.first is None else "List Number"
        for item in listing.items:
            first, *others = item if item and isinstance(item[0], Paragraph) else (Paragraph(()), *item)
            assert isinstance(first, Paragraph)  # noqa: S101 - for the type checker: that was just seen to
            line = self.line(style, first.content)
            numbered = line._p.get_or_add_pPr().get_or_add_numPr()
            numbered.get_or_add_ilvl().val = min(depth, DEEPEST - 1)
            numbered.get_or_add_numId().val = number
            self.blocks(others, depth + 1)

    def table(self, table: Table) -> None:
        """Write a table whose head is repeated on every page that it reaches."""
        rows = (table.head, *table.rows)
        made = self.made.add_table(rows=0, cols=len(table.head))
        made.style = "Lined"
        made.autofit = False
        widths = _widths(rows, self.made)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for place, row in enumerate(rows):
            for cell, content, width in zip(made.add_row().cells, row, widths, strict=True):
                cell.width = width
                self.fill(cell.paragraphs[0], "Table Text" if place else "Table Head", content)
        made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        self.line("After Table", ())

    def fill(self, line: Line, style: str, content: Content) -> None:
        """Give an empty paragraph its style and its words."""
        line._p.style = self.styles[style]
        left = scripts.runs_left(words(content))
        if left:
            line._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for one in content:
            match one:
                case Break():
                    line.add_run().add_break()
                case Mark():
                    line.add_run(", ".join(map(str, one.numbers)))._r.style = self.styles["Source Mark"]
                case Run():
                    said = line.add_run(one.text)
                    _look(said, one)
                    said.font.rtl = (left and scripts.runs_left(one.text)) or None
                    if "code" in one.styles:
                        said._r.style = self.styles["Inline Code"]
                    if one.link:
                        said._r.style = self.styles["Hyperlink"]
                        _link(line, said, one.link)


def _widths(rows: Iterable[tuple[Content, ...]], made: Word) -> list[Length]:
    """Return how wide each column is: one that says more has more room, though not as much more."""
    section = made.sections[0]
    room = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    needs = [sqrt(max(6, *(len(words(cell)) for cell in column))) for column in zip(*rows, strict=True)]
    return [Length(int(room * one / sum(needs))) for one in needs]


def _look(said: Words, run: Run) -> None:
    font = said.font
    font.bold = font.cs_bold = "strong" in run.styles or None
    font.italic = font.cs_italic = "emphasis" in run.styles or None
    font.strike = "struck" in run.styles or None


def _link(line: Line, said: Words, address: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    said._r.addprevious(link)
    link.append(said._r)
