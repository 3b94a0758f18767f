"""How far something reached, in words that a reader understands who does not know how it is recorded."""

_WORDS = {
    "": "",
    "team": "within my team",
    "teams": "reached several teams",
    "org": "reached the whole organisation",
    "beyond": "reached beyond the organisation",
}


def describe_reach(scope: str) -> str:
    """Return a scope as it stands in brackets after a theme or a sentence; "" for none."""
    return _WORDS[scope]
