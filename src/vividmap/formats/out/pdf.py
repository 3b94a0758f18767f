"""PDF, typeset by Typst: tagged for screen readers (PDF/UA-1), with text that can be extracted in order."""

import json
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from typing import Any

from vividmap.formats.out import scripts
from vividmap.formats.out.document import Block, PacketDocument, Paragraph, Table, block_texts, column_shares
from vividmap.formats.out.form import Form, Unwritable, Written

SECONDS = 30
"""The longest that a PDF may take; one of fifty pages takes three."""
# Without the current folder on the path, where any file may be called `typst.py`.
_TYPESETTER = (sys.executable, "-P", "-m", "vividmap.formats.typesetting")


def _write(document: PacketDocument) -> Written:
    """Return a PDF. Raises Unwritable if Typst fails or takes too long."""
    document_json = json.dumps(_plain(replace(document, markdown="")), ensure_ascii=False)
    return typeset_apart(document_json, document.language)


def typeset_apart(document_json: str, language: str, seconds: float = SECONDS) -> Written:
    """Return a document as a PDF, made in another process. Raises Unwritable as above."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            _TYPESETTER,
            input=json.dumps([document_json, language]).encode(),
            capture_output=True,
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise Unwritable(
            f"the PDF is not ready after {seconds:g} seconds; shorten the packet, or export .docx or .html"
        ) from None
    except subprocess.CalledProcessError:
        raise Unwritable(
            "Typst, which makes the PDF, cannot typeset this text; export it as .docx or .html"
        ) from None
    warning, _, pdf = done.stdout.partition(b"\n")
    return Written(pdf, json.loads(warning))


def _plain(value: object) -> Any:
    """Return a part of a document as JSON values, with its kind and whether it runs from right to left."""
    if is_dataclass(value):
        values = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        values["kind"] = type(value).__name__.lower()
        if isinstance(value, Table):
            values["widths"] = column_shares(value)
        if isinstance(value, PacketDocument | Block):
            within = (Paragraph(value.headline),) if isinstance(value, PacketDocument) else (value,)
            values["rtl"] = scripts.is_right_to_left(next(block_texts(within), ""))
        return values
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return value._asdict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return sorted(value) if isinstance(value, frozenset) else value


FORM = Form("pdf", "PDF", "application/pdf", _write)
