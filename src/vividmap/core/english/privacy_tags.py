"""Tags by which authors say who may read an entry: `#private`, `#confidential`."""

_LEVELS = {
    **dict.fromkeys(
        "private confidential secret nda not-for-sharing do-not-share dont-share donotshare privat"
        " vertraulich geheim confidentiel privé prive privado confidencial riservato"
        " vertrouwelijk off-the-record".split(),
        "private",
    ),
    **dict.fromkeys(
        "internal internal-only internalonly company-internal intern interne interno".split(), "internal"
    ),
}
"""Tags that mark an entry, and the level of each."""


def tag_level(tag: str) -> str:
    """Return the level that a tag gives, "" for most tags."""
    return _LEVELS.get(tag.lower(), "")
