"""Four tables: whose it is, what there is, who is mentioned where, and everything that ever changed."""

from vividmap.store.models.change import Change, Touched
from vividmap.store.models.item import Item, Mention
from vividmap.store.models.owner import Owner

__all__ = ["Change", "Item", "Mention", "Owner", "Touched"]
