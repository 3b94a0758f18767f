"""What a program reads in a file that was handed over: its text, in order."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import docx
import html5lib
import pypdf

from vividmap.formats.out import read
from vividmap.formats.out.document import Paragraph, block_texts


def opened_pdf(data: bytes) -> Any:
    return pypdf.PdfReader(BytesIO(data))


def opened_docx(data: bytes) -> Any:
    return docx.Document(BytesIO(data))


def opened_html(data: bytes) -> Any:
    """Return the tree of a page, which has to be valid."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(data.decode())
    assert [(place, code) for place, code, _ in parser.errors] == []
    return tree


def from_pdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in opened_pdf(data).pages)


def from_docx(data: bytes) -> str:
    return "\n".join(map(_said, opened_docx(data).iter_inner_content()))


def _said(block: Any) -> str:
    if hasattr(block, "rows"):
        return "\n".join(cell.text for row in block.rows for cell in row.cells)
    return str(block.text)


def from_html(data: bytes) -> str:
    tree = opened_html(data)
    assert not [
        one for one in tree.iter() if one.tag in {"script", "img", "iframe", "object", "link", "form"}
    ]
    return "\n".join(tree.find("body").itertext())


def from_text(data: bytes) -> str:
    return data.decode()


def from_markdown(data: bytes) -> str:
    """Return the text as our own reader shows it: the file is the author's text, letter by letter."""
    document = read.document(data.decode(), "x")
    return "\n".join(block_texts((Paragraph(document.headline), *document.blocks)))


EXTRACT: Mapping[str, Callable[[bytes], str]] = {
    "docx": from_docx,
    "html": from_html,
    "md": from_markdown,
    "pdf": from_pdf,
    "txt": from_text,
}


def extract(ending: str, data: bytes) -> str:
    """Return the text of a file in any format; one that is not listed above is taken for plain text."""
    return EXTRACT.get(ending, from_text)(data)


def squeezed(text: str) -> str:
    """Return a text without whitespace, since each format breaks lines elsewhere, and without backticks.

    Formats show code without them.
    """
    return "".join(text.replace("`", "").split())


def assert_in_order(parts: list[str], text: str) -> None:
    """See that each part is in a text, after the one before it."""
    there, place = squeezed(text), 0
    for part in map(squeezed, parts):
        found = there.find(part, place)
        assert found >= 0, (part, there[place : place + 200])
        place = found + len(part)
