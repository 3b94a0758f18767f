"""What a shell completes, read without the core's values: names, handles, labels of projects."""

from collections.abc import Sequence

from vividmap.store.connection import select
from vividmap.store.sql import Condition, RecordOwner, all_of, batches, is_one_of, page, stored_field

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


def project_labels(owner: RecordOwner) -> list[str]:
    """Return the labels of projects as entries spell them, each once.

    Each label is looked up behind the one before it, in an index: a project may have thousands of entries.
    """
    label, of_entry = stored_field("project"), is_one_of("kind", _PROJECT_KINDS)
    lookup = f"SELECT {label} FROM store_item WHERE owner_id = %s AND {of_entry.sql} AND {label}"
    order = f"ORDER BY {label} LIMIT 1"
    rows = select(
        f"WITH RECURSIVE labels(label) AS (SELECT ({lookup} IS NOT NULL {order})"
        f" UNION ALL SELECT ({lookup} > label {order}) FROM labels WHERE label IS NOT NULL)"
        " SELECT label FROM labels WHERE label IS NOT NULL",
        (owner.pk, *of_entry.values) * 2,
    )
    return [label for (label,) in rows]


def project_names(owner: RecordOwner) -> list[str]:
    """Return the names of the projects in alphabetical order, each project once."""
    from vividmap.core.projects import unite_spellings  # noqa: PLC0415 - not needed for other names

    return unite_spellings(project_labels(owner), lambda labels: _count_entries(owner, labels))


def _count_entries(owner: RecordOwner, labels: Sequence[str]) -> dict[str, int]:
    label, of_owner = stored_field("project"), Condition("owner_id = %s", (owner.pk,))
    counts: dict[str, int] = {}
    for batch in batches(labels):
        condition = all_of(of_owner, is_one_of(label, batch), is_one_of("kind", _PROJECT_KINDS))
        statement = f"SELECT {label}, COUNT(*) FROM store_item WHERE {condition.sql} GROUP BY {label}"
        counts |= dict(select(statement, condition.values))
    return counts
