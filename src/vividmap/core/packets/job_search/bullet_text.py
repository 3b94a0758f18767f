"""The text of a bullet: its head, and after a colon the results and details that say more.

Completed Postgres upgrade: $210k a year saved; 14/14, 0 downtime.
"""

import re
from collections.abc import Sequence

from vividmap.core.english.plans import is_acceptance
from vividmap.core.english.quantities import is_quantified
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.job_search.further_clauses import split_own_clause
from vividmap.core.packets.job_search.note_parts import NoteParts, is_first_person
from vividmap.core.packets.job_search.plain_style import is_remark
from vividmap.core.packets.job_search.result_changes import is_noun_phrase, read_change
from vividmap.core.packets.wording.forms import end_with_stop, without_stop
from vividmap.core.packets.wording.sentence_choice import count_words, is_comment

MAX_WORDS = 34
"""Words of a bullet: two lines of a page."""
MAX_DETAILS = 2
"""Parts of a bullet after its colon."""
_MIN_CLAUSE_WORDS = 4
"""A clause of at least so many words is set apart by a semicolon: not "38 min failover, target was 60"."""
_MIN_SHARE = 0.7
"""A clause counts as told if a bullet has this share of its words."""


POINTS_BACK = lazy_pattern(r"\b(?:it|its|them|they|their|this|those|these|so|there)\b", re.IGNORECASE)
_BARE_TIME = lazy_pattern(
    r"(?:about )?(?:\d+|an?|one|two|three|half an?) (?:hours?|days?|weeks?|months?)", re.IGNORECASE
)
_PROGRESS = lazy_pattern(r"(?<![\w.])(?P<part>\d+)(?: of |/)(?P<all>\d+)(?![\w.]\d)(?: \w+)?(?: done)?")


def compose_bullet(head: str, further: Sequence[str], note: NoteParts, *, first: str = "") -> str:
    """Return a bullet: its head, and after a colon what fits of the remainder.

    The `first` part leads there, then numbers stand before words. A clause of the head that has a subject
    of its own is set apart: "Automated the evidence: the audit took 2 days".
    """
    head, own_clause = split_own_clause(without_stop(head), _is_change)
    if ": " not in head:
        head = _DASH.sub(": ", head, count=1)
    further = sorted(
        dict.fromkeys(further), key=lambda part: (not _is_verdict(part), not is_quantified(part))
    )
    parts: list[str] = [own_clause] if own_clause else []
    room = MAX_WORDS - count_words(f"{head} {own_clause}")
    for detail in dict.fromkeys((first, *further)):
        part = _without_splice(_without_label(detail))
        if detail not in note.results and (_BARE_TIME.fullmatch(part) or _is_state(part)):
            continue
        if count_words(part) > room or not _is_worth_adding(part, " ".join((head, *parts))):
            continue
        parts.append(part)
        room -= count_words(part)
        if len(parts) == MAX_DETAILS:
            break
    if not parts:
        return end_with_stop(head)
    if head.endswith("a colleague") and parts[0].startswith("now "):
        head, parts = f"{head}, who {parts[0]}", parts[1:]
    mark = ";" if ": " in head else ":"
    details = "; ".join(note.voice.within(without_stop(part)) for part in parts)
    return end_with_stop(f"{head}{mark} {details}" if details else head)


def _is_change(clause: str) -> bool:
    change = read_change(clause)
    return change is not None and bool(change.subject) and is_noun_phrase(change.subject)


_DASH = lazy_pattern(r" [–—-] (?=\S)")


def _is_state(part: str) -> bool:
    """Return whether a part says nothing but how far something is: "11 of 22 topics"."""
    return bool(_PROGRESS.fullmatch(part)) and is_partial(part)


def _without_label(part: str) -> str:
    """Return a part without a word before its colon, or words that point back: "Hiring: 14 onsites"."""
    label, _, tail = part.partition(": ")
    return tail if tail and (count_words(label) == 1 or POINTS_BACK.search(label)) else part


def _without_splice(part: str) -> str:
    """Return a part whose clauses are set apart: "rebuilt the retries; abandoned carts fell 19 %"."""
    head, clause = split_own_clause(part, _is_change)
    return f"{head}; {clause}" if count_words(clause) >= _MIN_CLAUSE_WORDS else part


def _is_worth_adding(part: str, told_text: str) -> bool:
    """Return whether a part says something that a bullet does not say yet, and says it plainly."""
    is_slight = count_words(part) < 2 and not _is_verdict(part)
    if is_slight or is_comment(part) or is_first_person(part) or is_remark(part):
        return False
    return not is_told(part, told_text)


def _is_verdict(part: str) -> bool:
    """Return whether a word or two say that others accepted what was proposed: "approved"."""
    return count_words(part) <= _MAX_VERDICT and is_acceptance(part)


_MAX_VERDICT = 2


def is_told(part: str, told_text: str) -> bool:
    """Return whether a text holds a clause, is part of it, or has most of its words."""
    words, told_words = _plain_words(part), _plain_words(told_text)
    plain_part, plain_told = f" {' '.join(words)} ", f" {' '.join(told_words)} "
    if plain_part in plain_told or plain_told in plain_part:
        return True
    shared_count = sum(word in set(told_words) for word in words)
    return len(words) > 3 and shared_count >= _MIN_SHARE * len(words)


def _plain_words(text: str) -> list[str]:
    return [word.strip(".,;:!?()\"“”'").casefold() for word in text.split() if any(map(str.isalnum, word))]


def is_partial(text: str) -> bool:
    """Return whether a text says that something is done in part: "dual write on, 3 of 22 topics moved"."""
    return any(int(match["part"]) < int(match["all"]) for match in _PROGRESS.finditer(text))
