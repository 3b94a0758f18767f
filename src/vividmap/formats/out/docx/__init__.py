"""DOCX: a Word document to edit further, with styles for headings, lists, quotations and code."""

from vividmap.formats.out.document import PacketDocument
from vividmap.formats.out.form import Form, Written


def _write(document: PacketDocument) -> Written:
    from vividmap.formats.out.docx import writing  # noqa: PLC0415 - takes 100 ms

    return Written(writing.write_docx(document))


FORM = Form("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _write)
