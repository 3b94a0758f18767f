"""What is captured, checked before it is acknowledged: dates, and the fields below the first line."""

from collections.abc import Mapping
from datetime import date

from vividmap.core import when
from vividmap.core.record import Evidence, Item, SkillEntry, Touchpoint
from vividmap.formats.document.marks import is_confidentiality_mark
from vividmap.formats.document.read import DocumentProblem, read_entry

KIND_BY_VERB: Mapping[str, type[Item]] = {"log": Evidence, "skill": SkillEntry, "touch": Touchpoint}
"""What each verb of a spooled capture makes."""


def capture_problems(verb: str, text: str, today: date) -> tuple[DocumentProblem, ...]:
    """Return what cannot be kept as it stands in a captured text, by line from 1."""
    first_words = text.split(None, 1)[:1]
    if first_words and (reason := when.date_problem(first_words[0], today)):
        return (DocumentProblem(1, reason),)
    blank_lines = len(text) - len(text.lstrip("\n"))
    _, problems = read_entry(text.strip("\n"), KIND_BY_VERB[verb], today)
    return tuple(problem._replace(line=problem.line + blank_lines) for problem in problems)


def line_problems(lines: list[str]) -> tuple[DocumentProblem, ...]:
    """Return the lines that cannot be entries of their own: a mark that was meant for the line above."""
    return tuple(
        DocumentProblem(number, f"{line.strip()!r} is not an entry; add --private for all, or omit --lines")
        for number, line in enumerate(lines, 1)
        if is_confidentiality_mark(line)
    )
