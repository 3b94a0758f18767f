"""A document → a DOCX file for Word and LibreOffice. The layout is in `styles`."""

from collections.abc import Iterable
from io import BytesIO

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Twips
from docx.text import paragraph, run

from vividmap.formats.out import scripts
from vividmap.formats.out.document import (
    Block,
    Break,
    Code,
    Content,
    Heading,
    Listing,
    Mark,
    PacketDocument,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    column_shares,
    words,
)
from vividmap.formats.out.docx.styles import DEEPEST, INDENT, Lists, new_word_document


def write_docx(document: PacketDocument) -> bytes:
    """Return a document as a DOCX file, without any data about its author or the time."""
    word_document = new_word_document(document)
    writer = _DocxWriter(word_document)
    if document.headline:
        writer.line("Title", document.headline)
    writer.blocks(document.blocks)
    if document.sources:
        writer.line("Heading 1", (Run("Sources"),))
        writer.blocks((Listing(tuple((Paragraph((Run(source.text),)),) for source in document.sources), 1),))
    file = BytesIO()
    word_document.save(file)
    return file.getvalue()


class _DocxWriter:
    """Appends blocks to a Word document."""

    def __init__(self, word_document: Document) -> None:
        self.word_document = word_document
        self.lists = Lists(word_document)
        # Looked up once: the library searches all styles for each name.
        self.styles = {style.name: style.style_id for style in word_document.styles}

    def blocks(self, blocks: Iterable[Block], depth: int = 0, style: str = "Normal") -> None:
        """Append blocks that are `depth` levels deep in lists and quotations; paragraphs get `style`."""
        for block in blocks:
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

    def line(self, style: str, content: Content, depth: int = 0) -> paragraph.Paragraph:
        """Append a paragraph, indented by `depth` levels, and return it."""
        line = self.word_document.add_paragraph()
        self.fill(line, style, content)
        if depth:
            line.paragraph_format.left_indent = Twips(depth * INDENT)
        return line

    def listing(self, listing: Listing, depth: int) -> None:
        """Append a list; the blocks of an item after its first paragraph go below that."""
        number = self.lists.begin(listing.first)
        style = "List Bullet" if listing.first is None else "List Number"
        for item in listing.items:
            first, *more_blocks = item if item and isinstance(item[0], Paragraph) else (Paragraph(()), *item)
            assert isinstance(first, Paragraph)  # noqa: S101 - for the type checker: ensured above
            line = self.line(style, first.content)
            number_properties = line._p.get_or_add_pPr().get_or_add_numPr()
            number_properties.get_or_add_ilvl().val = min(depth, DEEPEST - 1)
            number_properties.get_or_add_numId().val = number
            self.blocks(more_blocks, depth + 1)

    def table(self, table: Table) -> None:
        """Append a table whose header is repeated on each page."""
        rows = (table.head, *table.rows)
        word_table = self.word_document.add_table(rows=0, cols=len(table.head))
        word_table.style = "Lined"
        word_table.autofit = False
        widths = _widths(table, self.word_document)
        for column, width in zip(word_table.columns, widths, strict=True):
            column.width = width
        for place, row in enumerate(rows):
            word_row = word_table.add_row()
            word_row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, content, width in zip(word_row.cells, row, widths, strict=True):
                cell.width = width
                self.fill(cell.paragraphs[0], "Table Text" if place else "Table Head", content)
        word_table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        self.line("After Table", ())

    def fill(self, line: paragraph.Paragraph, style: str, content: Content) -> None:
        """Set the style and the text of an empty paragraph."""
        line._p.style = self.styles[style]
        runs_right_to_left = scripts.is_right_to_left(words(content))
        if runs_right_to_left:
            line._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for piece in content:
            match piece:
                case Break():
                    line.add_run().add_break()
                case Mark():
                    line.add_run(", ".join(map(str, piece.numbers)))._r.style = self.styles["Source Mark"]
                case Run():
                    word_run = line.add_run(piece.text)
                    _look(word_run, piece)
                    word_run.font.rtl = (runs_right_to_left and scripts.is_right_to_left(piece.text)) or None
                    if "code" in piece.styles:
                        word_run._r.style = self.styles["Inline Code"]
                    if piece.link:
                        word_run._r.style = self.styles["Hyperlink"]
                        _link(line, word_run, piece.link)


def _widths(table: Table, word_document: Document) -> list[Length]:
    """Return the column widths."""
    section = word_document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    return [Length(int(room * share)) for share in column_shares(table)]


def _look(word_run: run.Run, piece: Run) -> None:
    font = word_run.font
    font.bold = font.cs_bold = "strong" in piece.styles or None
    font.italic = font.cs_italic = "emphasis" in piece.styles or None
    font.strike = "struck" in piece.styles or None


def _link(line: paragraph.Paragraph, word_run: run.Run, address: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    word_run._r.addprevious(link)
    link.append(word_run._r)
