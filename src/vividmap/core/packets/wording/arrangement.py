"""What of a bullet stands in front, and in which order the rest follows: as result and deed read best."""

import re
from collections.abc import Sequence

from vividmap.core.english.asides import COST, OPENING, POINTING
from vividmap.core.english.essentials import FOUND_CAUSE
from vividmap.core.english.plans import is_acceptance
from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.verbs import FINITE, PHRASES, VERBS
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.sentences import is_balanced
from vividmap.core.packets.wording.deed_topics import MAX_TOPIC, MIN_TOPIC, is_topic_of
from vividmap.core.packets.wording.details import is_deed
from vividmap.core.packets.wording.essentials import MORE_WORDS, is_essential
from vividmap.core.packets.wording.forms import (
    end_with_stop,
    lower_start,
    reform,
    reform_within,
    with_from,
    without_stop,
)
from vividmap.core.packets.wording.fronting import BEGINS_SIDE_CLAUSE, MAX_LEAD, front
from vividmap.core.packets.wording.self_contained import (
    MIN_RESULT,
    has_missing_noun,
    has_pointing_subject,
    has_verb_first,
    is_counterfactual,
    is_own_deed,
    is_self_contained,
    is_sentence,
)
from vividmap.core.packets.wording.sentence_choice import (
    ALL_WORDS,
    count_words,
    is_comment,
    needs_context,
    select_deeds,
)
from vividmap.core.packets.wording.splitting import split_clauses, split_spliced
from vividmap.core.results.outages import has_outage


def arrange(
    result: Sequence[str],
    deeds: Sequence[str],
    max_words: int,
    *,
    is_outcome: bool,
    is_deed_first: bool = False,
) -> tuple[str, str]:
    """Return what is fronted, and what follows it.

    `is_outcome` says that the result is the entry's outcome. If it `is_deed_first`, the deed stands before
    a result that is no sentence or tells what others did, even where that can be understood alone.
    """
    is_all = max_words >= ALL_WORDS
    room = max_words if is_all else max_words - sum(count_words(part) for part in result[:1])
    chosen_deeds = select_deeds(deeds, room)
    deeds = [deed for deed in deeds if deed in chosen_deeds or (result and has_missing_noun(result[0], deed))]
    if not result:
        lead, aside = front(deeds[0])
        return reform(lead), join_sentences([aside, *deeds[1:]])
    further = [part for part in result[1:] if is_all or is_essential(part) or not is_comment(part)]
    is_plain = is_self_contained(front(result[0])[0]) and not _is_short_acceptance(result[0])
    is_own = is_deed(result[0]) or (is_own_deed(result[0]) and not any(map(is_deed, deeds)))
    if deeds and not is_plain and (is_outcome or not is_own):
        return _deed_first([result[0], *further], deeds, max_words)
    is_ours = result[0].startswith(("I ", "We ", "we "))
    stands_alone = is_sentence(result[0]) and (is_ours or not (deeds and _has_deed(deeds[0])))
    is_loose = is_deed_first and not is_own and not stands_alone
    if deeds and is_loose and _can_lead(deeds, result[0]):
        return _deed_first([result[0], *further], deeds, max_words, may_split=False)
    lead, aside = front(result[0])
    if deeds and is_topic_of(deeds[0], lead):
        lead, deeds = f"{without_stop(deeds[0])}: {lead}", deeds[1:]
    return reform(lead), join_sentences([aside, *_fitting(further, deeds, max_words - count_words(lead))])


def _is_short_acceptance(result: str) -> bool:
    """Return whether a result says only who accepted something: "CFO approved"."""
    return count_words(result) < MIN_RESULT and is_acceptance(result)


def _deed_first(
    result: Sequence[str], deeds: Sequence[str], max_words: int, *, may_split: bool = True
) -> tuple[str, str]:
    """Return a bullet whose result stands after its deed: in one line where both are short.

    If it `may_split` a deed, the result stands right after what the deed begins with, up to a colon.
    """
    is_pointing = has_pointing_subject(result[0])
    deeds = deeds if is_pointing else _short_deed_first(deeds)
    deed, after = _front_clause(deeds[0])
    if is_pointing and after:
        whole_deed = without_stop(OPENING.sub("", deeds[0]))
        if count_words(whole_deed) <= MAX_LEAD + MAX_TOPIC:
            deed, after = whole_deed, ""
        return reform(deed), join_sentences([after, *result, *deeds[1:]])
    if _is_named_later(result[0], deeds):
        return reform(deed), join_sentences([after, *deeds[1:], *result])
    if (place := _place_of_deed(deeds, result[0])) and not after.startswith(("we ", "I ")):
        own_deed = f"{without_stop(deeds[place])}: {lower_start(reform_within(result[0]))}"
        return reform(deed), join_sentences(
            [after, *deeds[1:place], own_deed, *result[1:], *deeds[place + 1 :]]
        )
    room = max_words - count_words(deed)
    topic, colon, specifics = deed.partition(": ")
    if (
        may_split
        and colon
        and is_quantified(result[0])
        and not COST.match(result[0])
        and count_words(topic) >= MIN_TOPIC
    ):
        lead, aside = front(result[0])
        if is_balanced(topic) and count_words(f"{topic} {lead}") <= MAX_LEAD:
            further = _fitting(result[1:], deeds[1:], room - count_words(lead))
            one_line = f"{reform(topic)}: {lower_start(reform_within(lead))}"
            return one_line, join_sentences([aside, specifics, after, *further])
    for longest in (MAX_LEAD, MAX_LEAD // 2):
        lead, aside = front(result[0], longest)
        if ": " not in deed and count_words(f"{deed} {lead}") <= MAX_LEAD + MIN_RESULT:
            lead, tail = _cut_long(deed, lead)
            one_line = f"{reform(deed)}: {lower_start(reform_within(with_from(lead)))}"
            further = _fitting(result[1:], deeds[1:], room - count_words(lead))
            return one_line, join_sentences([tail, after, aside, *further])
    leading, deeds = split_leading(deeds[1:])
    room -= sum(map(count_words, leading))
    return reform(deed), join_sentences([after, *leading, *_fitting(result, deeds, room, needs_first=True)])


def _has_deed(sentence: str) -> bool:
    """Return whether a sentence tells a deed of the author's, alone or behind a name and a colon."""
    _, _, tail = sentence.partition(": ")
    return is_deed(sentence) or bool(tail and is_deed(tail))


def _can_lead(deeds: Sequence[str], result: str) -> bool:
    """Return whether what was done can stand before a result that is no sentence by itself.

    It can if it stays whole, and is a deed of the author's, has a name and a colon in front, or is a noun
    that makes a line with its result. How bad an outage was did not come of what was done.
    """
    deed, after = _front_clause(deeds[0])
    if after or has_outage(result):
        return False
    if is_deed(deeds[0]) or ": " in deed:
        return True
    first, *others = deed.split(", ")
    is_clause = is_sentence(first) or any(map(_is_others_deed, others))
    is_name = not is_clause and (count_words(deed) >= MIN_RESULT or not is_quantified(deed))
    return is_name and count_words(f"{deed} {front(result)[0]}") <= MAX_LEAD + MIN_RESULT


def _is_others_deed(clause: str) -> bool:
    """Return whether a clause begins with a name and what it did: "Ines sat with me"."""
    is_named = clause[:1].isupper() and not clause.startswith(("I ", "I'", "I’"))
    return is_named and any(
        word.casefold() in VERBS | FINITE | PHRASES.keys() for word in clause.split()[1:4]
    )


def split_leading(deeds: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the sentences that a result follows from, and those after them.

    They say what the author did next, what was behind it, or what would have happened else.
    """
    place = next(
        (
            place
            for place, deed in enumerate(deeds)
            if not (is_deed(deed) or is_counterfactual(deed) or FOUND_CAUSE.match(deed))
        ),
        len(deeds),
    )
    return deeds[:place], deeds[place:]


_MAX_BOLD = 18
"""If a deed and its result have more words than this in one line, later clauses of the result follow it."""


def _cut_long(deed: str, result: str) -> tuple[str, str]:
    """Return a result up to its first comma where it and its deed make a long line, and what follows."""
    head, comma, tail = result.partition(", ")
    is_bound = BEGINS_SIDE_CLAUSE.match(tail) or tail.startswith("which ")
    is_long = count_words(f"{deed} {result}") > _MAX_BOLD and not is_bound
    if not (is_long and comma and is_balanced(head) and is_quantified(head) and count_words(tail) > 2):
        return result, ""
    return head, OPENING.sub("", tail)


def _short_deed_first(deeds: Sequence[str]) -> Sequence[str]:
    """Return sentences with the deed before a situation that is too long to stand in front of a result.

    So too before one that points back at what is not told: "Put a number on it. Recommended warm standby."
    """
    is_plain = is_deed(deeds[0]) or count_words(deeds[0]) <= MAX_LEAD
    if is_plain and not _has_open_end(deeds[0]):
        return deeds
    places = [place for place, deed in enumerate(deeds) if is_deed(deed) and not _has_open_end(deed)]
    if is_plain:  # "recommended" may describe a noun, but not behind a deed
        places = [place for place, deed in enumerate(deeds) if place and has_verb_first(deed)]
    place = next(iter(places), 0)
    if count_words(deeds[place]) > MAX_LEAD or needs_context(deeds[place]):
        return deeds
    return [deeds[place], *deeds[:place], *deeds[place + 1 :]]


def _has_open_end(deed: str) -> bool:
    """Return whether what a deed begins with, up to its colon, ends with "on it" or the like."""
    return bool(_OPEN_END.search(deed.partition(":")[0]))


_OPEN_END = lazy_pattern(r" (?:on|to|for|of|behind|about) (?:it|this|that)$")


def _place_of_deed(deeds: Sequence[str], result: str) -> int:
    """Return the place of the deed that led to a result: 0, or that of a later short "I traced it".

    What was fixed is what a later deed found: "Load test. Found that it falls over at 2x: fixed".
    """
    if is_deed(deeds[0]) or not any(map(is_deed, deeds)):
        return 0
    place = next(place for place, deed in enumerate(deeds) if is_deed(deed))
    is_short = count_words(deeds[place]) <= MAX_TOPIC and any(
        word.strip(".,").casefold() in POINTING for word in deeds[place].split()
    )
    is_fix = result.partition(" ")[0].casefold() in _FIXES
    return place if is_short or is_fix else 0


_FIXES = frozenset("fixed solved resolved patched repaired corrected removed".split())


def _is_named_later(result: str, deeds: Sequence[str]) -> bool:
    """Return whether a result leaves out a noun that a later sentence has: "the three are named"."""
    return any(has_missing_noun(result, deed) for deed in deeds[1:])


def _fitting(
    further: Sequence[str], deeds: Sequence[str], room: int, *, needs_first: bool = False
) -> list[str]:
    """Return the rest of the result as far as there is room beside what was done.

    Its first part is always among them if it `needs_first`.
    """
    room -= sum(map(count_words, deeds))
    fitting: list[str] = []
    for part in further:
        more = MORE_WORDS if is_essential(part) else 0
        if count_words(part) > room + more and (fitting or not needs_first):
            break
        fitting.append(part)
        room -= count_words(part)
    return [*fitting, *deeds]


def join_sentences(parts: Sequence[str]) -> str:
    """Return parts as sentences in a row, without those that are empty."""
    return " ".join(end_with_stop(reform(part)) for part in parts if part)


def _front_clause(deed: str) -> tuple[str, str]:
    """Return the clause of a deed to be fronted, and the rest: our deed before what happened around it."""
    text, *further = split_clauses(without_stop(OPENING.sub("", deed))) or ("",)
    clauses = split_spliced(text)
    if len(clauses) == 1:
        lead, aside = front(text)
        return lead, "; ".join(part for part in (aside, *further) if part)
    own_place = next((place for place, clause in enumerate(clauses) if _OUR_DEED.match(clause)), 0)
    if own_place and (is_deed(clauses[0]) or not is_quantified(clauses[own_place])):
        own_place = 0
    other_clauses = [clause for place, clause in enumerate(clauses) if place != own_place]
    return clauses[own_place], "; ".join([", ".join(other_clauses), *further])


_OUR_DEED = lazy_pattern(r"(?:we|I) ", re.IGNORECASE)
