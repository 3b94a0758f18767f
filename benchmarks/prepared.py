"""Adds to a record of ten years: a framework with linked evidence, and a saved packet."""

from vividmap.core.criteria import requirements
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.packets.request import PacketRequest
from vividmap.core.record import Evidence, Framework
from vividmap.services import record_cache
from vividmap.services.actor import Actor
from vividmap.services.changes import framework_criteria
from vividmap.services.packets import saved_packets
from vividmap.services.transfer import framework_import

LADDER = "product-engineering"
LINKED = 8
"""One in this many entries is linked to a criterion: about one per week over ten years."""


def prepare(actor: Actor) -> None:
    """Import a ladder, link evidence to each of its criteria in turn, and save a review of all years."""
    text = framework_import.read_ladder(LADDER)
    framework_import.apply_import(actor, framework_import.plan_import(actor, text, f"{LADDER}.md"))
    record = record_cache.load_record(actor)
    stated = requirements.criteria_of(record, record.items_of(Framework)[0])
    handles = [entry.handle for entry in record.items_of(Evidence)][::LINKED]
    for place, criterion in enumerate(stated):
        framework_criteria.link_evidence(actor, criterion.handle, handles[place :: len(stated)])
    saved_packets.save_packet(actor, PacketRequest("review", ALL_TIME))
