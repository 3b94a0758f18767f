"""Claims as sections of a draft, their entries as bullets; and the three strongest results in short."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from vividmap.core.english.credit import is_mostly_others
from vividmap.core.english.reach import has_reach_words
from vividmap.core.facts.strength import strength
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.claims import Claim
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.scope_phrase import scoped_deed
from vividmap.core.packets.selection import has_result
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.arrangement import split_leading
from vividmap.core.packets.wording.bullets import (
    MAX_SUPPORT_WORDS,
    MAX_WORDS,
    WordedEntry,
    word_entry,
)
from vividmap.core.packets.wording.details import is_deed
from vividmap.core.packets.wording.forms import (
    capitalise_first,
    end_with_stop,
    lower_as_written,
    without_stop,
)
from vividmap.core.packets.wording.fronting import MAX_LEAD
from vividmap.core.packets.wording.sentence_choice import count_words
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.packets.wording.topics import find_topic
from vividmap.core.record import Evidence
from vividmap.core.text import words

IN_SHORT = "In short"
MAX_IN_SHORT = 3
MAX_WITHOUT_SHORT = 5
"""Up to this many entries, a draft has no such section."""
BRIEF_WORDS = 12
"""Words of a bullet that has room for facts alone."""
REACH_POINTS = {"org": 3, "beyond": 4}
"""What a wide reach adds to the strength of an entry among the results told in short."""
NOT_FIRST = 2
"""What a further entry of a claim needs more than the first of another to be told in short."""
MIN_HOW = 3
"""Words from which a sentence behind a topic says how something was done."""


@dataclass(frozen=True, slots=True)
class WordedClaim:
    """A claim with its entries as bullets, in the same order."""

    claim: Claim
    bullets: tuple[WordedEntry, ...]

    @property
    def sentences(self) -> tuple[DraftSentence, ...]:
        """Return the bullets as sentences; one says its scope if it reads well and the heading does not."""
        sentences = [bullet.sentence for bullet in self.bullets]
        if not self.claim.scope_in_heading:
            for place, entry in enumerate(self.claim.entries[: 1 if self.claim.is_project else None]):
                sentence = _with_scope(sentences[place], entry)
                if sentence != sentences[place]:
                    sentences[place] = sentence
                    break
        return tuple(sentences)


def word_claims(
    claims: Iterable[Claim], voice: Voice, in_full: Collection[UUID] = (), *, is_brief: bool = False
) -> tuple[WordedClaim, ...]:
    """Return claims in words: the first entry of each with more of them than those that support it.

    With `is_brief`, each has room for its facts alone.
    """
    first_words, further_words = (BRIEF_WORDS, BRIEF_WORDS) if is_brief else (MAX_WORDS, MAX_SUPPORT_WORDS)
    return tuple(
        WordedClaim(
            claim,
            tuple(
                word_entry(entry, voice, further_words if place else first_words, in_full=entry.id in in_full)
                for place, entry in enumerate(claim.entries)
            ),
        )
        for claim in claims
    )


def draft_claims(
    claims: Sequence[WordedClaim], voice: Voice, told_above: Collection[UUID] = ()
) -> tuple[DraftSection, ...]:
    """Return a section a claim; an entry whose result was `told_above` begins with how it came about."""
    return tuple(
        DraftSection(
            worded_claim.claim.heading(voice.period),
            (DraftParagraph("", _begin_with_how(worded_claim, voice, told_above).sentences, is_list=True),),
            is_claim=True,
        )
        for worded_claim in claims
    )


def _begin_with_how(worded_claim: WordedClaim, voice: Voice, told_above: Collection[UUID]) -> WordedClaim:
    bullets = (
        put_deed_first(bullet, entry, voice) if bullet.id in told_above else bullet
        for bullet, entry in zip(worded_claim.bullets, worded_claim.claim.entries, strict=True)
    )
    return replace(worded_claim, bullets=tuple(bullets))


def put_deed_first(told_bullet: WordedEntry, entry: Evidence, voice: Voice) -> WordedEntry:
    """Return a bullet with what was done in bold and its result after it, if that can be read first.

    It can if it is a deed of the author's, or begins with the name of what the result is about.
    """
    bullet = told_bullet.with_headline
    deed, lead = without_stop(bullet.deed), without_stop(bullet.lead)
    has_deed_next = bool(deed) and bullet.details.startswith(end_with_stop(deed))
    if not bullet.is_result_first or not has_deed_next:
        return told_bullet
    remainder = bullet.details.removeprefix(end_with_stop(deed)).lstrip()
    topic = find_topic(entry, voice)
    if ": " in lead or not (is_deed(deed) or (topic and deed.startswith(topic))):
        return told_bullet
    first, *others = split_notes(remainder) or ("",)
    if deed == topic and count_words(first) >= MIN_HOW:
        how = lower_as_written(first, entry.text)
        return replace(
            bullet, lead=f"{deed}: {without_stop(how)}", details=" ".join((*others, end_with_stop(lead)))
        )
    if ": " not in deed and count_words(f"{deed} {lead}") <= MAX_LEAD:
        result = lower_as_written(lead, f"{entry.text} {entry.outcome}")
        return replace(bullet, lead=f"{deed}: {result}", details=remainder)
    leading, following = split_leading(split_notes(remainder))
    return replace(bullet, lead=deed, details=" ".join((*leading, end_with_stop(lead), *following)))


def draft_in_short(
    claims: Sequence[WordedClaim], voice: Voice, weight: Callable[[Evidence], int] | None = None
) -> DraftSection:
    """Return the strongest results, a line each: the first of each claim, or a further one that is stronger.

    None that is mostly somebody else's work, which its line would not say.

    With a `weight`, those that weigh most, of whichever claim. Nothing where they would stand again right
    beneath: in a draft that is one list, or short.
    """
    pairs = [
        (worded_claim.claim, bullet, entry)
        for worded_claim in claims
        for bullet, entry in zip(
            (bullet.with_headline for bullet in worded_claim.bullets),
            worded_claim.claim.entries,
            strict=True,
        )
    ]
    if len(claims) == 1 or len(pairs) <= MAX_WITHOUT_SHORT:
        return DraftSection(IN_SHORT, ())
    headlines = sorted(
        sorted(
            (pair for pair in pairs if has_result(pair[2]) and not is_mostly_others(pair[1].details)),
            key=lambda pair: (
                bool(pair[1].result) and not pair[1].is_result_first,
                NOT_FIRST * (weight is None and pair[2] is not pair[0].entries[0])
                - (weight or _headline_weight)(pair[2]),
            ),
        )[:MAX_IN_SHORT],
        key=pairs.index,
    )
    sentences = tuple(_headline(claim, entry, voice) for claim, _, entry in headlines)
    return DraftSection(
        IN_SHORT, (DraftParagraph("", sentences, is_list=True),) if sentences else (), is_claim=True
    )


def _headline_weight(entry: Evidence) -> int:
    """Return how much an entry speaks for being read first: its strength, its reach once more."""
    return strength(entry) + REACH_POINTS.get(entry.scope, 0)


def _headline(claim: Claim, entry: Evidence, voice: Voice) -> DraftSentence:
    """Return the line of one result: the bold text above it, and what it belongs to.

    That is what the note names first ("Ledger cutover: 1.9 billion entries live"), or else its project.
    """
    bullet = word_entry(entry, voice).with_headline
    lead = without_stop(bullet.lead)
    topic = find_topic(entry, voice) if bullet.is_result_first else ""
    topic = "" if _has_words_of(lead, topic) else topic
    theme = claim.theme if claim.is_project and not _has_words_of(lead, claim.theme) else ""
    if theme and not topic and lead.endswith(")"):  # no second pair of brackets
        topic, theme = ("" if ": " in lead else theme), ""
    if topic:
        lead = end_with_stop(f"{topic}: {lower_as_written(lead, f'{entry.text} {entry.outcome}')}")
        return DraftSentence(lead, (entry.id,), lead)
    if theme:
        return DraftSentence(f"{lead} ({theme}).", (entry.id,), lead)
    lead = end_with_stop(lead)
    return DraftSentence(lead, (entry.id,), lead)


def _has_words_of(text: str, name: str) -> bool:
    """Return whether a text has every word of a name that says something, or the name as it is."""
    return name.casefold() in text.casefold() or set(words(name)) <= set(words(text))


def _with_scope(sentence: DraftSentence, entry: Evidence) -> DraftSentence:
    """Return a bullet with the scope of its entry in its lead, or else in the sentence after it."""
    if has_reach_words(f"{entry.text} {entry.outcome}") or not sentence.text.startswith(sentence.lead):
        return sentence
    details = sentence.text[len(sentence.lead) :].lstrip()
    if lead := scoped_deed(sentence.lead, entry.scope):
        return replace(sentence, text=" ".join(filter(None, (lead, details))), lead=lead)
    if sentence.lead and (scoped_details := scoped_deed(details, entry.scope)):
        return replace(sentence, text=f"{sentence.lead} {scoped_details}")
    return sentence


def with_aside(sentence: DraftSentence, aside: str) -> DraftSentence:
    """Return a bullet with something in brackets at its end.

    A last sentence that ends in "since" or the like would be read on into the brackets: they stand before it.
    """
    last = split_notes(sentence.text)[-1]
    if _LEADS_ON.search(without_stop(last)):
        return _with_aside_before(sentence, last, aside)
    lead = without_stop(sentence.lead) if sentence.text == sentence.lead else sentence.lead
    text = without_stop(sentence.text)
    return replace(
        sentence, text=f"{text}; {aside}." if text.endswith(")") else f"{text} ({aside}).", lead=lead
    )


_LEADS_ON = lazy_pattern(r"\b(?:since|until|till|before|after|from|in|by|to|of|for|at|on)$", re.IGNORECASE)


def _with_aside_before(sentence: DraftSentence, last: str, aside: str) -> DraftSentence:
    """Return a bullet with an aside in front of its last sentence, or as a sentence behind an only one."""
    head = sentence.text.removesuffix(last).rstrip()
    if not head or not head.startswith(sentence.lead):
        return replace(sentence, text=f"{end_with_stop(sentence.text)} {capitalise_first(aside)}.")
    before = with_aside(replace(sentence, text=head), aside)
    return replace(before, text=f"{before.text} {last}")
