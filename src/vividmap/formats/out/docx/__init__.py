"""DOCX: a document of Word with its own styles for headings, lists, quotes and code, to be written on."""

from vividmap.formats.out.document import Document
from vividmap.formats.out.form import Form, Written


def _write(document: Document) -> Written:
    from vividmap.formats.out.docx import writing  # noqa: PLC0415 - 100 ms, for those who need it

    return Written(writing.docx(document))


FORM = Form("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _write)
