"""Who may read an item: what its author marked, or else what its own words say ("not for sharing").

This is computed whenever it is asked, so that it holds for what was stored before a phrase was known.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from operator import attrgetter

from vividmap.core.english.privacy_words import PrivacyMark, find_privacy_mark, find_tag_mark
from vividmap.core.item import Outline
from vividmap.core.record import Item, specs
from vividmap.core.shorthand import Draft

KINDS_MARKED_BY_WORDS = frozenset(
    ("evidence", "skill entry", "touchpoint", "goal", "gap", "update", "candidate")
)
"""The kinds whose every text is about them. Notes on a person are told to nobody anyway."""


def mark_of(item: Item | Outline) -> PrivacyMark:
    """Return who may read an item, and the words that say so: none for the author's own mark.

    The level is "" for an item that nothing marks. `confidentiality: open` counts for more than any words.
    """
    if item.confidentiality:
        return PrivacyMark(item.confidentiality, "")
    return words_mark_of(item) or _NO_MARK


_NO_MARK = PrivacyMark("", "")


def words_mark_of(item: Item | Outline) -> PrivacyMark | None:
    """Return the mark that the words and tags of an item give; None if they give none."""
    if isinstance(item, Outline):
        return find_privacy_mark((item.text, item.body))
    if item.kind in KINDS_MARKED_BY_WORDS:
        skills = tuple([mention.name for mention in item.mentions if mention.sort == "skill"])
        return _mark_of_values(_values_reader(item.kind)(item), (*skills, *getattr(item, "tags", ())))
    return find_privacy_mark((item.text,)) if item.kind == "person" else None


@lru_cache(maxsize=32_768)
def _mark_of_values(values: tuple[object, ...], tags: tuple[str, ...]) -> PrivacyMark | None:
    """Return the mark that values and tags give: a page asks several times for that of each entry."""
    return find_tag_mark(tags) or find_privacy_mark(_texts_in(values))


def level_of(item: Item | Outline) -> str:
    """Return who may read an item: "private", "internal", "open" or "" for one that nothing marks."""
    return mark_of(item).level


def is_private(item: Item | Outline) -> bool:
    """Return whether an item is itself marked as private, by its author or by its words."""
    return level_of(item) == "private"


def describe_mark(item: Item) -> str:
    """Return an item's mark with the words that gave it, "" for one that is open to all.

    `private (“not for sharing”)`.
    """
    return _describe(mark_of(item))


def _describe(mark: PrivacyMark) -> str:
    if mark.level in ("", "open"):
        return ""
    return f"{mark.level} (“{mark.words}”)" if mark.words else mark.level


def describe_draft_mark(draft: Draft) -> str:
    """Return the same of what was read and is not stored yet."""
    level = draft.fields.get("confidentiality", "")
    if level or draft.kind not in KINDS_MARKED_BY_WORDS:
        return level if level != "open" else ""
    texts = [value for value in draft.fields.values() if isinstance(value, str)]
    tags = (*(mark.name for mark in draft.mentions if mark.sort == "skill"), *draft.fields.get("tags", ()))
    return _describe(find_tag_mark(tags) or find_privacy_mark((draft.text, draft.body, *texts)) or _NO_MARK)


def item_texts(item: Item) -> Iterator[str]:
    """Yield every text of an item that its author wrote: all declared fields, and the names it mentions."""
    yield from field_texts(item)
    for mention in item.mentions:
        yield mention.name


def field_texts(item: Item) -> Iterator[str]:
    """Yield every text of an item's declared fields."""
    yield from _texts_in(_values_reader(item.kind)(item))


def _texts_in(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if not value:
            continue
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple) and all(isinstance(part, str) for part in value):
            yield from value
        else:
            yield from _nested_texts(value)


@cache
def _values_reader(kind: str) -> Callable[[Item], tuple[object, ...]]:
    """Return what reads the fields that can hold a text; a choice of fixed words cannot."""
    names = [name for name, spec in specs(kind).items() if not getattr(spec, "options", ())]
    return attrgetter("text", "body", *names)


def _nested_texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, nested in value.items():
            yield from _nested_texts(key)
            yield from _nested_texts(nested)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _nested_texts(getattr(value, field.name))
    elif isinstance(value, Iterable):
        for nested in value:
            yield from _nested_texts(nested)
