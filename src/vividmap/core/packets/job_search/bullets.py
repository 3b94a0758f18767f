"""One entry as a bullet of a résumé: what I did, what came of it, how far it reached; nobody else named.

A bullet begins with what I did, as the note puts it: with the first of its sentences that is surely about a
deed of mine. A note without such a sentence begins with its kind, in words that say no more than the kind
does; one without a kind too has no deed, and is for its author to reword.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from vividmap.core.english.verbs import ADVERBS, AMBIGUOUS, VERBS
from vividmap.core.packets.job_search.anonymous_voice import AnonymousVoice
from vividmap.core.packets.sentences import (
    enough_sentences,
    has_relative_day,
    in_first_person,
    is_balanced,
    is_fragment,
    is_whole,
    split_sentences,
)
from vividmap.core.packets.voice import Voice
from vividmap.core.record import Evidence

_FRAMES = {
    "decision": "Brought about",
    "unblocked": "Unblocked or sped up others",
    "prevented": "Prevented a failure",
    "led": "Led or contributed to",
}
SCOPE_PHRASES = {
    "team": "within my team",
    "teams": "across several teams",
    "org": "across the organisation",
    "beyond": "beyond the organisation",
}
_MAX_SUBJECT = 60
"""Characters of what stands before a deed, if it is to stand beside it."""
_POINTS_BACK = re.compile(r"\b(?:it|its|them|they|their|this|those|these|so|there)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine|myself|we|us|our|ours)\b|\bI['\u2019]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ResumeBullet:
    """The bullet of an entry; `is_framed` where the words before the colon are ours."""

    text: str
    is_framed: bool

    @property
    def is_first_person(self) -> bool:
        """True if it says "my" or "we", which a résumé does not."""
        return bool(_FIRST_PERSON.search(self.text))


def write_bullet(entry: Evidence, voice: Voice) -> ResumeBullet | None:
    """Return an entry's bullet, None where it has no deed or cannot be told without somebody's name.

    An `AnonymousVoice` leaves people out; any other names them.
    """
    parts = split_sentences(voice.words(entry, entry.text) or entry.text)
    outcome = _first_outcome(entry, voice)
    for position, part in enumerate(parts):
        if deed := _find_deed(part, voice, is_first=position == 0):
            subject = _subject(parts[0], voice) if position else ""
            text = _join_parts(f"{deed.rstrip(' .')}{subject}", outcome, entry)
            return ResumeBullet(text, is_framed=False)
    if entry.category not in _FRAMES:
        return None
    beginning = _first_sentences(parts, voice)
    if entry.category == "decision" and (not beginning or is_whole(beginning)):
        beginning, outcome = outcome or "", None  # the beginning says how things were before
    if not beginning or has_relative_day(beginning):
        return None
    has_deed = beginning.partition(" ")[0].casefold() in VERBS - AMBIGUOUS
    text = beginning if has_deed else f"{_FRAMES[entry.category]}: {beginning}"
    return ResumeBullet(_join_parts(text, outcome, entry), is_framed=True)


def _subject(text: str, voice: Voice) -> str:
    """Return what a note begins with, in brackets, if it says in short what the deed after it is about."""
    subject = (_without_people(text, voice) or "").rstrip(" .")
    is_short = len(subject) <= _MAX_SUBJECT and is_fragment(subject) and not is_whole(subject)
    return f" ({subject})" if is_short else ""


def quote_bullet(entry: Evidence, voice: Voice) -> ResumeBullet | None:
    """Return an entry as its note begins, whatever it begins with; None where that names somebody."""
    beginning = _first_sentences(split_sentences(voice.words(entry, entry.text) or entry.text), voice)
    if not beginning:
        return None
    return ResumeBullet(_join_parts(beginning, _first_outcome(entry, voice), entry), is_framed=True)


def _first_sentences(parts: Sequence[str], voice: Voice) -> str:
    return " ".join(takewhile(bool, (_without_people(part, voice) or "" for part in enough_sentences(parts))))


def _without_people(text: str, voice: Voice) -> str | None:
    anonymous_text = voice.without_people(text) if isinstance(voice, AnonymousVoice) else text
    return anonymous_text if anonymous_text and is_balanced(anonymous_text) else None


def _find_deed(part: str, voice: Voice, *, is_first: bool) -> str | None:
    """Return a sentence that begins with a verb of mine, without "I"; None for any other."""
    text = _without_people(part, voice)
    sentence = in_first_person(text, is_first=is_first) if text else None
    if sentence is None or not sentence.startswith("I ") or (not is_first and _POINTS_BACK.search(sentence)):
        return None
    verb = sentence.split()[1]
    if verb not in VERBS | ADVERBS and sentence == text:
        return None  # "I was on a train" is no deed
    return f"{sentence[2:3].upper()}{sentence[3:]}"


def _first_outcome(entry: Evidence, voice: Voice) -> str | None:
    """Return the first sentence of what came of it, without people; None where there is none."""
    parts = split_sentences(voice.words(entry, entry.outcome))
    text = _without_people(parts[0], voice) if parts else None
    return text if text and not has_relative_day(text) else None


def _join_parts(deed: str, outcome: str | None, entry: Evidence) -> str:
    reach = f", {SCOPE_PHRASES[entry.scope]}" if entry.scope not in ("", "team") else ""
    parts = (part.rstrip(" .") for part in (deed, outcome) if part)
    return f"{' – '.join(parts)}{reach}"
