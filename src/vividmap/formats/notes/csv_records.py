"""A CSV or TSV file → its records, whatever its columns are called."""

import csv
from collections.abc import Sequence
from io import StringIO
from typing import NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.formats.notes.column_heads import head_key
from vividmap.formats.notes.vocabulary import phrases

_FEWEST_COLUMNS = 3
_SENTENCE_OR_DAY = lazy_pattern(r"\d[./-]\d|https?:|[.!?] ")


class CsvRecord(NamedTuple):
    """One record: its first line, the line after its last, both from 0, and its cells."""

    first: int
    end: int
    cells: tuple[str, ...]


def read_records(lines: Sequence[str]) -> list[CsvRecord]:
    """Return the records of a CSV or TSV file, [] for a text that is none."""
    first = next((line for line in lines if line.strip()), "")
    if len(first) > 2_000 or first.lstrip().startswith(("|", "#", "-", "*")):
        return []
    for delimiter in "\t;,":
        if delimiter in first and (records := _records(lines, delimiter)):
            return records
    return []


def _records(lines: Sequence[str], delimiter: str) -> list[CsvRecord]:
    header = next(csv.reader(StringIO(next(filter(str.strip, lines))), delimiter=delimiter), [])
    if len(header) < 2 or any(len(cell) > 60 for cell in header):
        return []
    known = sum(head_key(cell) in phrases("labels") for cell in header)
    is_known = known > 0 and known * 3 >= len(header)
    if not is_known and not can_be_heads(header):
        return []
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    records: list[CsvRecord] = []
    end = 0
    try:
        for cells in reader:
            first, end = end, min(reader.line_num, len(lines))
            while first < end and not lines[first].strip():
                first += 1
            if first < end:
                clean_cells = tuple(" ".join(cell.split()) for cell in cells)
                records.append(CsvRecord(first, end, clean_cells))
    except csv.Error:
        return []
    widths = sum(len(record.cells) == len(header) for record in records)
    if is_known:
        return records if len(records) > 1 and widths * 5 >= len(records) * 4 else []
    is_constant = len(records) > 2 and widths == len(records)
    return records if is_constant and not _is_prose(lines, delimiter) else []


def can_be_heads(header: Sequence[str]) -> bool:
    """Return whether the first record of a file may be the heads of its columns, whatever they are."""
    heads = [cell.strip() for cell in header]
    return (
        len(heads) >= _FEWEST_COLUMNS
        and len({*heads}) == len(heads)
        and all(len(head) <= 40 and len(head.split()) <= 6 for head in heads)
        and not any(head.endswith((".", "!", ";", ":")) or _SENTENCE_OR_DAY.search(head) for head in heads)
        and sum(bool(head) for head in heads) >= len(heads) - 1
    )


def _is_prose(lines: Sequence[str], delimiter: str) -> bool:
    """Return whether the marks between the cells are the commas of sentences, which a space follows."""
    marks = sum(line.count(delimiter) for line in lines)
    return delimiter != "\t" and sum(line.count(f"{delimiter} ") for line in lines) * 2 > marks
