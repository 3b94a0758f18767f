"""Lines below an item that name another one: `serves: …`, `criterion: …`, `surfaced: …`, `mention: …`."""

from vividmap.core import when
from vividmap.core.record import Item, MentionSort, Skill
from vividmap.core.shorthand import NameMark

_MENTION = {"serves": "goal", "criterion": "criterion", "surfaced": "surfaced"}
_SORT: dict[str, MentionSort] = {"#": "skill", "@": "person", "!": "goal"}


def read_mention(text: str, kind: type[Item]) -> NameMark | None:
    """Return what such a line names, None if it is another kind of line."""
    label, _, value = text.partition(":")
    label, value = label.casefold(), value.strip()
    is_unlinked = label == "unlinked"
    if label == "serves" and kind is not Skill:
        return None
    if is_unlinked and value.partition(" ")[0] in ("criterion", "surfaced"):
        label, _, value = value.partition(" ")
    sort = _MENTION.get(label)
    if sort is None and label not in ("mention", "unlinked"):
        return None
    if sort == "surfaced":
        return _read_surfaced(value, is_unlinked=is_unlinked) if "surfaced" in kind.mention_sorts else None
    if sort == "criterion":
        return (
            NameMark("criterion", value, is_pending=is_unlinked)
            if value and "criterion" in kind.mention_sorts
            else None
        )
    mention_sort = _SORT.get(value[:1])
    name = value[1:].strip() if mention_sort else value
    mention_sort = mention_sort or ("goal" if sort == "goal" else None)
    if not name or mention_sort not in kind.mention_sorts:
        return None
    return NameMark(mention_sort, name, is_pending=is_unlinked)


def _read_surfaced(value: str, *, is_unlinked: bool) -> NameMark | None:
    name, _, last = value.removeprefix("@").rpartition(" ")
    moment = when.parse_when(last)
    if name and last == "undated":
        return NameMark("surfaced", name.strip(), is_pending=is_unlinked)
    if name and moment and moment.first == moment.last:
        return NameMark("surfaced", name.strip(), moment.first, is_unlinked)
    return NameMark("surfaced", value.removeprefix("@").strip(), None, is_unlinked) if value else None
