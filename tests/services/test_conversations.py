"""Every conversation that there is, as a service: whatever is asked for, nothing of hers is ever in his."""

from datetime import date

import pytest
from tests.services.cast import take_in
from tests.support.choices import choose

from vividmap.core.english.dates import Period
from vividmap.core.packets.registry import conversations
from vividmap.core.packets.request import PacketRequest
from vividmap.formats import packet as written
from vividmap.services import record_cache
from vividmap.services.packets import drafts, saved_packets

pytestmark = [pytest.mark.database, pytest.mark.django_db]

PERIOD = Period(date(2026, 1, 1), date(2026, 12, 31), "2026")
HERS = """\
# Impact evidence
- 2026-11-20 Canary moved the cache -> 340 ms ~teams #canary-skill @canary !canary-goal
- 2026-10-19 Canary, whom I would let go ^pr1v
  confidentiality: private
# Skill development
- 2026-09-01 @canary on my canary #canary-skill !canary-goal
  kind: feedback
# Relationship map
- Canary Whitfield
  since 2024-03: manager, Canary

  - 2026-11-11 Canary lunch
# Goals and gaps
- Canary goal
  kind: promotion

  - gap: Canary gap

    - 2026-01-05 Canary
      doing: nothing yet
"""
HIS = HERS.replace("Canary", "Sparrow").replace("canary", "sparrow")


@pytest.mark.parametrize("conversation", [conversation.name for conversation in conversations()])
def test_with_all_of_her_ids_his_draft_holds_nothing_of_hers(alice, bob, conversation):
    take_in(alice, HERS)
    take_in(bob, HIS)
    hers = record_cache.load_record(alice)
    saved_packets.save_packet(alice, PacketRequest(conversation, PERIOD, choose(person=_of(hers, "person"))))
    ids = tuple(item.id for item in record_cache.load_record(alice).items)
    for person in (_of(hers, "person"), _of(record_cache.load_record(bob), "person")):
        choices = choose(chosen=ids, shown=ids, framework=ids[0], person=person)
        packet = drafts.draft_packet(bob, PacketRequest(conversation, PERIOD, choices))
        record = record_cache.load_record(bob)
        text = written.markdown(packet, record) + written.json_text(packet, record) + repr(packet)
        assert "canary" not in text.casefold()
        assert not set(ids) & {*packet.sources, *packet.held_back}


@pytest.mark.parametrize("conversation", [conversation.name for conversation in conversations()])
def test_her_own_is_hers(alice, conversation):
    take_in(alice, HERS)
    asked = PacketRequest(conversation, PERIOD, choose(person=_of(record_cache.load_record(alice), "person")))
    assert saved_packets.save_packet(alice, asked).draft
    packet = drafts.draft_packet(alice, asked)
    assert set(packet.sources) <= record_cache.load_record(alice).by_id.keys()


def _of(record, kind):
    return next(item.id for item in record.items if item.kind == kind)
