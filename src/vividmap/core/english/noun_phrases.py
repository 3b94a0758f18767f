"""Words that show whether a note begins with the name of a thing, and where that name ends."""

from vividmap.core.english.verbs import (
    ADVERBS,
    FINITE,
    NOT_MINE,
    OBJECTS,
    PARTICLES,
    PREPOSITIONS,
    SUBJECTS,
    VERBS,
)

ARTICLES = frozenset(("the", "a", "an"))
BE = frozenset(("is", "are", "was", "were"))
THIRD_PERSON = frozenset("lives runs moves works holds goes uses stays sits takes costs needs saves".split())
ENDINGS = PARTICLES | frozenset("done gone live complete ready".split())
"""Words after a name that say what became of it: "Ledger backfill done"."""
NO_STARTS = (
    (OBJECTS - ARTICLES)
    | SUBJECTS
    | PARTICLES
    | PREPOSITIONS
    | ADVERBS
    | FINITE
    | VERBS
    | frozenset("i not yes you none only still now today last q".split())
)
"""Words that no name begins with."""
MAKING = frozenset("authored built created designed drafted introduced published rewrote wrote".split())
"""Verbs of a deed that made the thing named next: "Published API deprecation policy"."""
RELATIVES = frozenset("that which who whom whose where how why what".split())
"""Words of a clause within a name: what it says is no longer short."""
NOMINAL_ING = frozenset(
    """accounting alerting banking billing branding caching clustering coaching computing engineering
    forecasting hiring hosting indexing interviewing invoicing licensing loading logging machining marketing
    mentoring messaging metering modelling monitoring networking onboarding packaging partitioning planning
    pricing processing profiling provisioning queueing queuing ranking reporting routing scaling scheduling
    screening sequencing serving shipping staffing staging streaming testing ticketing timing tracing
    tracking training tuning underwriting warehousing""".split()
)
"""Words in -ing that name an area or a thing: "billing reconciliation", and not "moving the cache"."""
_NOUNS_TOO = frozenset("cost cut put read reset run set shut split".split())


def is_verb(word: str, following_word: str) -> bool:
    """Return whether a word in small letters can be the verb after a name; "cost" in "cost model" is none."""
    if word in _NOUNS_TOO and following_word not in OBJECTS:
        return False
    is_past = word.endswith("ed") and not word.endswith("eed") and len(word) > 4
    return is_past or word in VERBS or word in FINITE or word in NOT_MINE or word in THIRD_PERSON


def is_active(verb: str, following_word: str) -> bool:
    """Return whether the verb after a name says what that did, and not what became of it.

    "Finance closed a month" is active; "RFC 112 accepted by Data", "the queue is gone" are not.
    """
    if verb in THIRD_PERSON or verb in BE or verb in ENDINGS:
        return False
    if verb in FINITE and verb not in VERBS:
        return True
    return bool(following_word) and following_word not in PREPOSITIONS | PARTICLES
