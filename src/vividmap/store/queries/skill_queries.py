"""Reads of skills."""

from django.db.models import Count

from vividmap.core.record import Skill
from vividmap.core.text import fold
from vividmap.store import queries, records
from vividmap.store.models import MentionRow, Owner


def skills_by_use(owner: Owner) -> list[tuple[Skill, int]]:
    """Return the skills with the number of entries that mention each, the most used first."""
    uses = MentionRow.objects.filter(owner=owner, sort="skill", target__isnull=False)
    use_counts = dict(uses.values_list("target").annotate(Count("source", distinct=True)).order_by("target"))
    skills = [
        item
        for item in records.to_items(queries.rows_of_kind(owner, "skill").order_by("number"), owner)
        if isinstance(item, Skill)
    ]
    return sorted(
        ((item, use_counts.get(item.id, 0)) for item in skills),
        key=lambda pair: (-pair[1], fold(pair[0].text)),
    )
