"""Reads the notes that a test contains, as of one Monday."""

from collections.abc import Iterator
from datetime import date
from textwrap import dedent

from vividmap.core.shorthand import Draft
from vividmap.formats.notes import read

TODAY = date(2026, 11, 23)


def drafts(text: str) -> tuple[Draft, ...]:
    return read(dedent(text), TODAY).drafts


def only(text: str) -> Draft:
    (draft,) = drafts(text)
    return draft


def texts(text: str) -> list[tuple[str, str]]:
    return [(draft.kind, draft.text) for draft in drafts(text)]


def results(text: str) -> list[str]:
    return [str(result) for result in read(dedent(text), TODAY).line_results]


def everything(read_drafts: tuple[Draft, ...]) -> Iterator[Draft]:
    """Yield drafts and all below them."""
    for draft in read_drafts:
        yield draft
        yield from everything(draft.children)
