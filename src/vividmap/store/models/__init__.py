"""Four tables: owners, items, the names in items, and everything that ever changed."""

from vividmap.store.models.change import Change, ItemChange
from vividmap.store.models.item import ItemRow, MentionRow
from vividmap.store.models.owner import Owner

__all__ = ["Change", "ItemChange", "ItemRow", "MentionRow", "Owner"]
