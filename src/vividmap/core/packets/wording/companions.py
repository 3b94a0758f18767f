"""The people who are linked to an entry and not named in it, at the end of its deed or of its bullet."""

from collections.abc import Sequence

from vividmap.core.english.languages import is_english
from vividmap.core.english.phrasing import join_names
from vividmap.core.english.verbs import FINITE
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.wording.details import is_deed
from vividmap.core.packets.wording.forms import without_stop

_MAX_WITH_COMPANY = 12
THIRD_PERSON = lazy_pattern(r"(?:lives|runs|moves|works|holds|goes|uses|stays|sits)\b")
"""A verb by which somebody or something else does what a sentence tells."""


def add_companions(deeds: Sequence[str], names: Sequence[str]) -> tuple[list[str], str]:
    """Return deeds with the people who are linked to the entry and not named in it.

    They stand at the end of a short deed, or else of the bullet, in words of their own.
    """
    if names and not is_english(" ".join(deeds)):
        return list(deeds), ""  # "With Lena." after "Dank an Lena"
    if not names or not deeds:
        return list(deeds), f"With {join_names(names)}." if names else ""
    place = next((place for place, deed in enumerate(deeds) if is_deed(deed)), 0)
    words = deeds[place].split()
    is_clause = any(word.strip(".,;:").casefold() in FINITE or THIRD_PERSON.match(word) for word in words[1:])
    if len(words) > _MAX_WITH_COMPANY or (is_clause and not is_deed(deeds[place])) or ": " in deeds[place]:
        return list(deeds), f"With {join_names(names)}."
    named_deed = f"{_add_names(without_stop(deeds[place]), names)}."
    return [*deeds[:place], named_deed, *deeds[place + 1 :]], ""


def _add_names(sentence: str, names: Sequence[str]) -> str:
    """Return a sentence with people at its end: "…, with Ines", "… with Platform and Ines"."""
    if _ENDS_WITH_COMPANY.search(sentence):
        return f"{sentence} and {join_names(names)}"
    return f"{sentence}, with {join_names(names)}"


_ENDS_WITH_COMPANY = lazy_pattern(r"\bwith [A-Z]\w+(?: [A-Z]\w+)?$")
