"""Whether the name of a skill reads as a practice: "incident response" does, "regulatory" does not.

A skill is often a word that somebody tagged an entry with. One word is a practice by its ending or by a
table; several are, unless the last is an adjective. Known technologies are names and count as well.
"""

from vividmap.core.english.technologies import find_technologies
from vividmap.core.text import fold

_PRACTICES = frozenset(
    "accessibility analytics architecture compliance cryptography data delegation design devops ethics finops"
    " forensics governance leadership localisation localization mentorship mlops moderation observability"
    " optics pedagogy privacy programming reliability research secops security sre statistics strategy"
    " sustainability usability writing".split()
)
_PRACTICE_ENDINGS = ("ing", "tion", "sion", "ment", "ship", "ability", "ibility", "ics", "führung", "ung")
_NO_PRACTICES = frozenset(
    "thing something everything nothing anything being king ring spring string evening morning building"
    " option question section action version version function region station position condition moment"
    " document department environment payment payments element segment comment statement exciting missing"
    " pending ongoing outstanding interesting challenging existing topics basics metrics".split()
)
_ADJECTIVE_ENDINGS = ("ous", "ful", "less", "able", "ible", "latory", "nical", "tional", "ical")
_ADJECTIVES = frozenset(
    "legal clinical regulatory technical social soft hard better deep remote internal external global local"
    " financial medical agile lean senior junior new open own".split()
)


def is_practice(name: str) -> bool:
    """Return whether the name of a skill says what somebody practises, or is a technology."""
    words = fold(name).replace("-", " ").split()
    if not words or find_technologies(name):
        return bool(words)
    last = words[-1]
    if len(words) > 1:
        return last not in _ADJECTIVES and not last.endswith(_ADJECTIVE_ENDINGS)
    if not last.isascii() or last in _PRACTICES:
        return True
    return last.endswith(_PRACTICE_ENDINGS) and len(last) > 5 and last not in _NO_PRACTICES
