"""Reads of skills."""

from vividmap.core.record import Skill
from vividmap.core.text import fold
from vividmap.store.connection import select, to_id
from vividmap.store.records import of_kinds, read_items
from vividmap.store.sql import RecordOwner


def skills_by_use(owner: RecordOwner) -> list[tuple[Skill, int]]:
    """Return the skills with the number of entries that mention each, the most used first."""
    uses = select(
        "SELECT target, COUNT(DISTINCT source) FROM store_mention"
        " WHERE owner_id = %s AND sort = 'skill' AND target IS NOT NULL GROUP BY target",
        [owner.pk],
    )
    use_counts = {to_id(target): count for target, count in uses}
    skills = [item for item in read_items(owner, of_kinds(owner, Skill.kind)) if isinstance(item, Skill)]
    return sorted(
        ((item, use_counts.get(item.id, 0)) for item in skills),
        key=lambda pair: (-pair[1], fold(pair[0].text)),
    )
