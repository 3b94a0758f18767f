"""Whether a mark at the end of a line belongs to its sentence: "paired with @tomas"."""

_LEANS = frozenset(
    "with to for from by and or & of on at in into about via after before against between through than as "
    "is was the a an my our their his her more some new using like under over per plus vs versus "
    "unblocked helped mentored coached taught told asked met joined thanked convinced paired onboarded "
    "interviewed hired showed gave got let made saw learned learnt learning reviewed introduced advised "
    "supported unblocking helping mentoring coaching teaching asking meeting convincing onboarding".split()
)


def is_leaning(before: str) -> bool:
    """Return whether a mark that follows belongs to the sentence, and stays in it."""
    word = before.rsplit(None, 1)[-1]
    return before.endswith("(") or word.endswith(",") or word.casefold() in _LEANS
