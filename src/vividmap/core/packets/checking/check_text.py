"""A text, sentence by sentence, against a record."""

from collections.abc import Iterable, Iterator

from vividmap.core.confidential_names import ConfidentialNames
from vividmap.core.english.prose import ProseSentence, split_sentences
from vividmap.core.packets.checking.addresses import check_addresses, check_foreign_names
from vividmap.core.packets.checking.basis import BasisFinder, SentenceBasis
from vividmap.core.packets.checking.claims import check_causes, check_claims
from vividmap.core.packets.checking.confidential import check_confidential
from vividmap.core.packets.checking.details import check_dates, check_scopes
from vividmap.core.packets.checking.findings import CheckedSentence, CheckedText, TextFinding
from vividmap.core.packets.checking.names import NameChecker
from vividmap.core.packets.checking.numbers import check_numbers
from vividmap.core.packets.checking.sources import SourceIndex
from vividmap.core.record import Record


class TextChecker:
    """Checks one text against a record."""

    def __init__(self, record: Record, text: str) -> None:
        self._text = text
        self._index = SourceIndex(record, text)
        self._names = NameChecker(self._index)
        self._finder = BasisFinder(self._index, self._names.name_stems)
        self._confidential = ConfidentialNames(record.profile.confidential)

    def check(self) -> CheckedText:
        """Return the sentences of the text with what they rest on and what in them no entry holds."""
        bases: list[SentenceBasis] = []
        for sentence in split_sentences(self._text):
            bases.append(self._find_basis(sentence, bases))
        checked = [
            self._check_sentence(basis, bases[number - 1] if number else None)
            for number, basis in enumerate(bases)
        ]
        return CheckedText(self._text, tuple(checked))

    def _find_basis(self, sentence: ProseSentence, bases: list[SentenceBasis]) -> SentenceBasis:
        previous = bases[-1] if bases and bases[-1].sentence.block == sentence.block else None
        heading = bases[sentence.heading].own_sources if 0 <= sentence.heading < len(bases) else ()
        return self._finder.find(sentence, previous.sources if previous else (), heading)

    def _check_sentence(self, basis: SentenceBasis, previous: SentenceBasis | None) -> CheckedSentence:
        numbers = check_numbers(self._index, basis)
        findings = [
            *numbers.findings,
            *check_dates(basis),
            *self._names.check(basis),
            *check_addresses(self._index, basis),
            *check_foreign_names(self._index, basis),
            *check_scopes(basis),
            *check_claims(self._index, basis),
            *check_causes(self._index, basis, previous),
            *check_confidential(self._confidential, basis),
        ]
        sources = (*basis.sources, *numbers.sources)
        sentence = basis.sentence
        return CheckedSentence(
            sentence.start,
            sentence.end,
            self._text[sentence.start : sentence.end],
            tuple(dict.fromkeys(source.handle for source in sources if source.handle)),
            tuple(_keep_shortest(findings)),
            numbers.notes,
            sentence.is_heading,
        )


def _keep_shortest(findings: Iterable[TextFinding]) -> Iterator[TextFinding]:
    """Yield findings in order; a cause is left out where a clause within it has no entry at all."""
    findings = sorted(findings, key=lambda finding: (finding.start, finding.end))
    claims = [finding for finding in findings if finding.kind == "claim"]
    for finding in findings:
        if finding.kind != "cause" or not any(_is_within(claim, finding) for claim in claims):
            yield finding


def _is_within(inner: TextFinding, outer: TextFinding) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def check_text(text: str, record: Record) -> CheckedText:
    """Return what a text holds that a record does not, and what each sentence rests on."""
    return TextChecker(record, text).check()
