"""What ten years of a record have been used for: a framework with evidence linked to it, a saved packet."""

from vividmap.core.criteria import asks
from vividmap.core.dates import ALL_TIME
from vividmap.core.packets.kept.asked import Asked
from vividmap.core.record import Evidence, Framework
from vividmap.services import frameworks, memory, packets
from vividmap.services.actor import Actor

LADDER = "product-engineering"
LINKED = 8
"""One entry in so many serves a criterion: over ten years about one a week."""


def prepare(actor: Actor) -> None:
    """Take in a ladder, link evidence to each of its criteria in turn, save a review of all the years."""
    frameworks.take_in(actor, frameworks.plan(actor, frameworks.ladder(LADDER), f"{LADDER}.md"))
    record = memory.record(actor)
    stated = asks.of_framework(record, record.all(Framework)[0])
    linked = [one.handle for one in record.all(Evidence)][::LINKED]
    for place, criterion in enumerate(stated):
        frameworks.link(actor, criterion.handle, linked[place :: len(stated)])
    packets.save(actor, Asked("review", ALL_TIME))
