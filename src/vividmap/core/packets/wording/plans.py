"""What a document only proposes is told behind it and as such: "Aim: from 7 serving stacks to 2"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vividmap.core.english.plans import find_document, is_acceptance, is_planned
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.sentences import is_balanced
from vividmap.core.packets.wording.forms import end_with_stop, lower_start, reform_within, without_stop
from vividmap.core.packets.wording.results import find_result
from vividmap.core.packets.wording.splitting import split_clauses, split_notes

_JOINT = lazy_pattern(r"[:,] | [-–—] ")
_MAX_HEAD = 120
"""Characters within which what a document proposes begins, where it begins in the first sentence."""


class NoteWithPlans(NamedTuple):
    """A note and its outcome without what a document only proposes, and that, each in a sentence."""

    text: str
    outcome: str
    plans: tuple[str, ...] = ()


def set_plans_apart(text: str, outcome: str) -> NoteWithPlans:
    """Return a note with what it only proposes set apart.

    The outcome of a document that has no other is that others accepted it, where its text says so.
    """
    document = find_document(text, outcome)
    if not document:
        return NoteWithPlans(text, outcome)
    first, *later = split_notes(text) or ("",)
    head, plan = _split_head(first, document)
    plans = [plan] if plan else []
    sentences, results = [head], list[str]()
    for sentence in later:
        sentences += _set_apart(sentence, split_clauses(sentence), document, plans)
    for sentence in split_notes(outcome):
        parts = [part for clause in split_clauses(sentence) for part in _split_accepted(clause, document)]
        results += _set_apart(sentence, parts, document, plans)
    stated_result = None if results else find_result(sentences)
    if not results and (stated_result is None or is_acceptance(stated_result)):
        results += (accepted := list(filter(is_acceptance, sentences[1:]))[:1])
        sentences = [sentence for sentence in sentences if sentence not in accepted]
    if not plans and not (results and not outcome):
        return NoteWithPlans(text, outcome)
    return NoteWithPlans(
        " ".join(sentences), " ".join(map(end_with_stop, results)), tuple(map(_tell_plan, plans))
    )


def _split_head(sentence: str, document: str) -> tuple[str, str]:
    """Return the first sentence up to what it proposes, and that: "RFC 41" and "7 serving stacks → 2"."""
    for joint in _JOINT.finditer(sentence, 0, _MAX_HEAD):
        head, tail = sentence[: joint.start()], sentence[joint.end() :]
        is_head = is_balanced(head) and find_document(head) and not is_planned(head, document)
        if is_head and is_planned(tail, document):
            return end_with_stop(head), tail
    return sentence, ""


def _split_accepted(clause: str, document: str) -> list[str]:
    """Return a clause that says both who accepted something and what it proposes as its parts."""
    parts = clause.split(", ")
    is_whole = all(map(is_balanced, parts))
    is_mixed = is_whole and is_planned(clause, document) and any(map(is_acceptance, parts))
    return parts if is_mixed else [clause]


def _set_apart(sentence: str, parts: Sequence[str], document: str, plans: list[str]) -> Iterator[str]:
    """Yield a sentence, or its parts without those that only propose something, which join the plans."""
    are_planned = [is_planned(part, document) for part in parts]
    if not any(are_planned):
        yield sentence
        return
    for part, is_plan in zip(parts, are_planned, strict=True):
        if is_plan:
            plans.append(part)
        else:
            yield end_with_stop(part)


def _tell_plan(clause: str) -> str:
    return end_with_stop(f"Aim: {lower_start(reform_within(without_stop(clause)))}")
