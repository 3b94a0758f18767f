"""One entry as a bullet of a résumé: what I did, what came of it, how far it reached; nobody else named.

A bullet begins with what I did, as the note says it: with the first of its sentences that is surely about a
deed of mine. A note without such a sentence begins with its kind, in words that say no more than the kind
does; one that has no kind either says no deed, and is for its author to word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from vividmap.core.packets.wording.nameless import Nameless
from vividmap.core.packets.wording.prose import ACROSS
from vividmap.core.packets.wording.sentences import (
    as_mine,
    first_of,
    is_balanced,
    is_fragment,
    is_whole,
    points_at_a_day,
    split,
)
from vividmap.core.packets.wording.verbs import ADVERBS, AMBIGUOUS, VERBS
from vividmap.core.packets.wording.voice import Voice
from vividmap.core.record import Evidence

_FRAMES = {
    "decision": "Brought about",
    "unblocked": "Unblocked or sped up others",
    "prevented": "Prevented a failure",
    "led": "Led or contributed to",
}
_SHORT = 60
"""Characters of what stands before a deed, if it is to stand beside it."""
_POINTS_BACK = re.compile(r"\b(?:it|its|them|they|their|this|those|these|so|there)\b", re.IGNORECASE)
_OF_MINE = re.compile(r"\b(?:I|me|my|mine|myself|we|us|our|ours)\b|\bI['\u2019]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bullet:
    """What a résumé says of an entry; `framed` where the words before the colon are ours."""

    text: str
    framed: bool

    @property
    def speaks_of_me(self) -> bool:
        """Tell whether it says "my" or "we", which a résumé does not."""
        return bool(_OF_MINE.search(self.text))


def bullet(item: Evidence, voice: Voice) -> Bullet | None:
    """Return an entry's bullet, None where it says no deed or cannot be told without somebody's name.

    A `Nameless` voice leaves people out; any other names them.
    """
    said = split(voice.words(item, item.text) or item.text)
    came = _outcome(item, voice)
    deeds = ((place, _deed(part, voice, first=not place)) for place, part in enumerate(said))
    place, deed = next((one for one in deeds if one[1]), (0, None))
    if deed:
        about = _about(said[0], voice) if place else ""
        return Bullet(_joined(f"{deed.rstrip(' .')}{about}", came, item), framed=False)
    if item.what not in _FRAMES:
        return None
    begun = _begun(said, voice)
    if item.what == "decision" and (not begun or is_whole(begun)):
        begun, came = came or "", None  # it says how things were before
    if not begun or points_at_a_day(begun):
        return None
    says_a_deed = begun.partition(" ")[0].casefold() in VERBS - AMBIGUOUS
    return Bullet(
        _joined(begun if says_a_deed else f"{_FRAMES[item.what]}: {begun}", came, item), framed=True
    )


def _about(first: str, voice: Voice) -> str:
    """Return what a note begins with, in brackets, if it says in short what the deed after it is about."""
    about = (_told(first, voice) or "").rstrip(" .")
    return f" ({about})" if len(about) <= _SHORT and is_fragment(about) and not is_whole(about) else ""


def as_written(item: Evidence, voice: Voice) -> Bullet | None:
    """Return an entry as its note begins, whatever it begins with; None where that names somebody."""
    begun = _begun(split(voice.words(item, item.text) or item.text), voice)
    return Bullet(_joined(begun, _outcome(item, voice), item), framed=True) if begun else None


def _begun(said: Sequence[str], voice: Voice) -> str:
    return " ".join(takewhile(bool, (_told(part, voice) or "" for part in first_of(said))))


def _told(text: str, voice: Voice) -> str | None:
    told = voice.told(text) if isinstance(voice, Nameless) else text
    return told if told and is_balanced(told) else None


def _deed(part: str, voice: Voice, *, first: bool) -> str | None:
    """Return a sentence that begins with a verb of mine, without "I"; None for any other."""
    told = _told(part, voice)
    mine = as_mine(told, first=first) if told else None
    if mine is None or not mine.startswith("I ") or (not first and _POINTS_BACK.search(mine)):
        return None
    verb = mine.split()[1]
    if verb not in VERBS | ADVERBS and mine == told:
        return None  # "I was on a train" is no deed
    return f"{mine[2:3].upper()}{mine[3:]}"


def _outcome(item: Evidence, voice: Voice) -> str | None:
    """Return the first sentence of what came of it, without people; None where there is none."""
    said = split(voice.words(item, item.outcome))
    told = _told(said[0], voice) if said else None
    return told if told and not points_at_a_day(told) else None


def _joined(deed: str, came: str | None, item: Evidence) -> str:
    reached = f", {ACROSS[item.scope]}" if item.scope not in ("", "team") else ""
    parts = (one.rstrip(" .") for one in (deed, came) if one)
    return f"{' – '.join(parts)}{reached}"
