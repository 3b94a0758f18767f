"""Confidential matter in a sentence: names that must not be told, and entries that are private."""

from collections.abc import Iterator

from vividmap.core.confidential_names import ConfidentialNames
from vividmap.core.packets.checking.basis import SentenceBasis, has_stem, make_finding, specific_stems
from vividmap.core.packets.checking.findings import TextFinding
from vividmap.core.packets.checking.sources import CheckSource


def check_confidential(names: ConfidentialNames, basis: SentenceBasis) -> Iterator[TextFinding]:
    """Yield each confidential name in a sentence, and the sentence where only a private entry says it."""
    for span in names.find(basis.words):
        reason = f"“{span.name}” is one of your confidential names"
        yield make_finding(basis, (span.start, span.end), "confidential", reason)
    source = _find_private_source(basis)
    if source is not None:
        start = len(basis.words) - len(basis.words.lstrip())
        end = len(basis.words.rstrip(" .!"))
        reason = f"rests on ^{source.handle}, which is private"
        says = source.item.text
        yield make_finding(basis, (start, end), "confidential", reason, source=source, record_says=says)


def _find_private_source(basis: SentenceBasis) -> CheckSource | None:
    """Return the private source that says what no other source does, None if there is none."""
    keys = specific_stems(basis.words)
    open_sources = [source for source in basis.all_supports if not source.is_private]
    for source in basis.sources:
        private_keys = [key for key in keys if source.is_private and has_stem(source, key)]
        only_here = [key for key in private_keys if not any(has_stem(entry, key) for entry in open_sources)]
        if len(private_keys) > 1 and 3 * len(only_here) >= len(private_keys):
            return source
    return None
