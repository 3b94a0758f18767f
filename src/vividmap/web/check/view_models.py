"""What the page shows of a checked text: the text with its wrong spans marked, and each finding."""

from collections.abc import Iterator
from typing import NamedTuple

from vividmap.core.packets.checking.findings import CheckedText, TextFinding


class CheckedPiece(NamedTuple):
    """A piece of the text; `number` is that of its finding, 0 for none."""

    text: str
    number: int = 0


class CheckResult(NamedTuple):
    """A checked text for the page."""

    pieces: tuple[CheckedPiece, ...]
    findings: tuple[TextFinding, ...]
    sentence_count: int
    supported_count: int


def build_result(checked: CheckedText) -> CheckResult:
    """Return what the page shows of a checked text."""
    sentences = [sentence for sentence in checked.sentences if not sentence.is_heading]
    supported_count = sum(bool(sentence.entries) and not sentence.findings for sentence in sentences)
    findings = checked.findings
    return CheckResult(tuple(_pieces(checked.text, findings)), findings, len(sentences), supported_count)


def _pieces(text: str, findings: tuple[TextFinding, ...]) -> Iterator[CheckedPiece]:
    end = 0
    for number, finding in enumerate(findings, 1):
        if finding.start < end:
            continue  # within another finding, whose mark covers it
        yield CheckedPiece(text[end : finding.start])
        yield CheckedPiece(text[finding.start : finding.end], number)
        end = finding.end
    yield CheckedPiece(text[end:])
