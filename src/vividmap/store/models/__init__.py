"""The tables: owners, items, the names in items, everything that ever changed, and what was ever proposed."""

from vividmap.store.models.change import Change, ItemChange
from vividmap.store.models.item import ItemRow, MentionRow
from vividmap.store.models.owner import Owner
from vividmap.store.models.proposal_key import ProposalKey

__all__ = ["Change", "ItemChange", "ItemRow", "MentionRow", "Owner", "ProposalKey"]
