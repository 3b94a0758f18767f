"""What a shell completes, read without the core's values: names, handles, labels of projects."""

from vividmap.store.connection import select
from vividmap.store.sql import Condition, RecordOwner, all_of, has_value, is_one_of, page, stored_field

_PROJECT_KINDS = ("evidence", "skill entry")


def names_of_kinds(owner: RecordOwner, *kinds: str) -> list[tuple[str, str]]:
    """Return the texts and handles of the items of some kinds."""
    condition = all_of(Condition("owner_id = %s", (owner.pk,)), is_one_of("kind", kinds))
    rows = select(f"SELECT text, handle FROM store_item WHERE {condition.sql}", condition.values)
    return [(text, handle) for text, handle in rows]


def handles_from(owner: RecordOwner, beginning: str, limit: int) -> list[tuple[str, str]]:
    """Return at most `limit` handles that begin so, each with the text of its item."""
    end = beginning[:-1] + chr(ord(beginning[-1]) + 1)
    rows = select(
        "SELECT handle, text FROM store_item WHERE owner_id = %s AND handle >= %s AND handle < %s"
        f" AND kind <> 'candidate' ORDER BY handle{page(0, limit)}",
        [owner.pk, beginning, end],
    )
    return [(handle, text) for handle, text in rows]


def project_labels(owner: RecordOwner) -> dict[str, int]:
    """Return the labels of projects as entries spell them, each with the number of its entries."""
    label = stored_field("project")
    condition = all_of(
        Condition("owner_id = %s", (owner.pk,)), is_one_of("kind", _PROJECT_KINDS), has_value("project")
    )
    statement = f"SELECT {label}, COUNT(*) FROM store_item WHERE {condition.sql} GROUP BY {label}"
    return dict(select(statement, condition.values))
