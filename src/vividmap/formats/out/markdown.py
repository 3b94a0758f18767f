"""Markdown: the author's text, unchanged; sources, if wanted, are footnotes below it."""

import re
from itertools import count

from vividmap.core.packets.draft_text import MARK
from vividmap.formats.out import read
from vividmap.formats.out.document import PacketDocument
from vividmap.formats.out.form import Form, Written
from vividmap.formats.packet import escape


def _write(document: PacketDocument) -> Written:
    handles = {source.handle for source in document.sources}
    text = _with_marks_of(handles, document.markdown).rstrip("\n")
    notes = (f"[^{source.handle}]: {escape(source.text, is_literal=True)}" for source in document.sources)
    return Written("\n\n".join([text, *notes, ""]).removesuffix("\n").encode())


def _with_marks_of(handles: set[str], text: str) -> str:
    """Return a text without the marks of other handles; code is not changed."""
    numbers = count()
    numbered_text = MARK.sub(lambda _: f"[^{next(numbers):04}]", text)
    real = {int(mark) for mark in read.marks(numbered_text)}
    numbers = count()

    def keep_number(match: re.Match[str]) -> str:
        return "" if next(numbers) in real and match["handle"] not in handles else match.group()

    return MARK.sub(keep_number, text)


FORM = Form("md", "Markdown", "text/markdown; charset=utf-8", _write)
