"""Markdown: the author's own text, letter by letter; sources that are wanted are footnotes beneath."""

import re
from itertools import count

from vividmap.core.packets.kept.drafts import MARK
from vividmap.formats.out import read
from vividmap.formats.out.document import Document
from vividmap.formats.out.form import Form, Written
from vividmap.formats.packet import escaped


def _write(document: Document) -> Written:
    handles = {source.handle for source in document.sources}
    text = _with_marks_of(handles, document.markdown).rstrip("\n")
    notes = (f"[^{source.handle}]: {escaped(source.text)}" for source in document.sources)
    return Written("\n\n".join([text, *notes, ""]).removesuffix("\n").encode())


def _with_marks_of(handles: set[str], text: str) -> str:
    """Return a text with the marks of some handles alone; what looks like a mark in code is none."""
    numbers = count()
    numbered = MARK.sub(lambda _: f"[^{next(numbers):04}]", text)
    real = {int(one) for one in read.marks(numbered)}
    numbers = count()

    def kept(match: re.Match[str]) -> str:
        return "" if next(numbers) in real and match["handle"] not in handles else match.group()

    return MARK.sub(kept, text)


FORM = Form("md", "Markdown", "text/markdown; charset=utf-8", _write)
