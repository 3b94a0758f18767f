"""Who or what a name in an entry means. A name that could be two things is nobody: it is never guessed."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from vividmap.core.record import MENTION_KINDS, NAMEABLE_KINDS, Item, MentionSort, Person, Skill
from vividmap.core.text import slug

_ALIKE = 0.75
"""How alike an offered name must be: Tomaz is offered for Tomas, Steven for Stephen, not Omar for Marta."""

_LONG_TITLE = 32
_TITLE_KINDS = ("goal", "gap", "criterion", "framework", "packet")
"""The kinds whose names are sentences: the first words of one mean it, if they mean one alone."""


class Names:
    """The names of people, skills, goals, gaps and criteria, for reading marks and for writing them."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._items: dict[UUID, Item] = {}
        self._by_handle: dict[str, UUID] = {}
        self._full: dict[tuple[str, str], set[UUID]] = {}
        self._part: dict[tuple[str, str], set[UUID]] = {}
        self._tokens: dict[UUID, str] = {}
        for item in items:
            self.add(item)

    def add(self, item: Item) -> None:
        """Add an item; one of a kind that cannot be named is passed over."""
        if item.kind not in NAMEABLE_KINDS:
            return
        self._items[item.id] = item
        self._by_handle[item.handle] = item.id
        for name in full_names(item):
            self._full.setdefault((item.kind, name), set()).add(item.id)
        for part in short_names(item):
            self._part.setdefault((item.kind, part), set()).add(item.id)
        self._tokens.clear()

    def items(self) -> Iterable[Item]:
        """Return all items that can be named."""
        return self._items.values()

    def get(self, target: UUID) -> Item | None:
        """Return the item with an id, None where there is none."""
        return self._items.get(target)

    def resolve(self, sort: MentionSort, name: str) -> UUID | None:
        """Return what the name means: by handle, full name or alias, then first name or leading words."""
        kinds = MENTION_KINDS[sort]
        by_handle = self._by_handle.get(name)
        if by_handle is not None and self._items[by_handle].kind in kinds:
            return by_handle
        candidates = self.find_candidates(sort, name)
        return candidates[0] if len(candidates) == 1 else None

    def find_candidates(self, sort: MentionSort, name: str) -> list[UUID]:
        """Return all that a name could mean: what it names in full, else by first name or leading words."""
        key = slug(name)
        for index in (self._full, self._part) if key else ():
            matches = [item for kind in MENTION_KINDS[sort] for item in index.get((kind, key), ())]
            if matches:
                return matches
        return []

    def has_name(self, sort: MentionSort, name: str) -> bool:
        """Return whether one or more items have the name in full."""
        return any((kind, slug(name)) in self._full for kind in MENTION_KINDS[sort])

    def is_called(self, target: UUID, name: str) -> bool:
        """Return whether a name is one of this thing's names, though others may have it too."""
        item = self._items.get(target)
        return item is not None and slug(name) in {*full_names(item), *short_names(item), item.handle}

    def token(self, target: UUID) -> str | None:
        """Return the shortest pleasant name that means just this thing, its handle if there is none.

        None for what is not here.
        """
        item = self._items.get(target)
        if item is None:
            return None
        if target not in self._tokens:
            sort = next(sort for sort, kinds in MENTION_KINDS.items() if item.kind in kinds)
            self._tokens[target] = next(
                (t for t in _tokens(item) if t and self.resolve(sort, t) == target), item.handle
            )
        return self._tokens[target]

    def offer(self, sort: MentionSort, name: str, limit: int = 5) -> list[Item]:
        """Return what a pending name may have meant, the likeliest first; a ranking, not a verdict."""
        return rank_similar(
            (item for item in self._items.values() if item.kind in MENTION_KINDS[sort]), name, limit
        )


def match_names(items: Iterable[Item], name: str) -> list[Item]:
    """Return the items with a name: by full name or alias, else by first name or leading words."""
    key = slug(name)
    candidates = list(items) if key else []
    for names_of in (full_names, short_names):
        matches = [item for item in candidates if key in names_of(item)]
        if matches:
            return matches
    return []


def rank_similar(items: Iterable[Item], typed_name: str, limit: int = 5) -> list[Item]:
    """Return items with names similar to a written one, the most similar first."""
    import difflib  # noqa: PLC0415 - every command would pay for what few ask for

    key = slug(typed_name)

    def likeness(item: Item) -> float:
        names = [*full_names(item), *short_names(item)]
        if key and any(key == name for name in names):
            return 2.0
        if key and any(name.startswith(key) or key.startswith(name) for name in names if name):
            return 1.5
        if key and set(key.split("-")) <= {word for name in names for word in name.split("-")}:
            return 1.2
        return max((difflib.SequenceMatcher(None, key, name).ratio() for name in names), default=0.0)

    scores = sorted(((likeness(item), item) for item in items), key=lambda pair: (-pair[0], pair[1].text))
    return [item for score, item in scores if score >= _ALIKE][:limit]


def full_names(item: Item) -> Iterator[str]:
    """Yield an item's names in full, as slugs: its text, and a skill's aliases."""
    yield slug(item.text)
    if isinstance(item, Skill):
        yield from map(slug, item.aliases)


def short_names(item: Item) -> Iterator[str]:
    """Yield the short forms of an item's name, as slugs: a first name, the leading words of a title."""
    if isinstance(item, Person):
        yield _first_name(item)
    elif item.kind in _TITLE_KINDS:
        words = slug(item.text).split("-")
        yield from ("-".join(words[:n]) for n in range(1, len(words)))


def _tokens(item: Item) -> Iterator[str]:
    full = slug(item.text)
    if isinstance(item, Person):
        yield _first_name(item)
    elif item.kind in _TITLE_KINDS and len(full) > _LONG_TITLE:
        words = full.split("-")
        yield from ("-".join(words[:n]) for n in range(2, 6))
    yield full


def _first_name(person: Item) -> str:
    return slug(person.text.split(maxsplit=1)[0]) if person.text.split() else ""
