"""Every conversation that there is, as a service: whatever is asked for, nothing of hers is ever in his."""

from datetime import date

import pytest
from tests.services.cast import take_in

from vividmap.core.dates import Period
from vividmap.core.packets import conversations
from vividmap.core.packets.kept.asked import Asked
from vividmap.core.packets.packet import Choices
from vividmap.formats import packet as written
from vividmap.services import memory, packets

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


@pytest.mark.parametrize("conversation", sorted(conversations()))
def test_with_all_of_her_ids_his_draft_holds_nothing_of_hers(alice, bob, conversation):
    take_in(alice, HERS)
    take_in(bob, HIS)
    hers = memory.record(alice)
    packets.save(alice, Asked(conversation, PERIOD, Choices(person=_of(hers, "person"))))
    ids = tuple(one.id for one in memory.record(alice).items)
    for person in (_of(hers, "person"), _of(memory.record(bob), "person")):
        choices = Choices(chosen=ids, shown=ids, framework=ids[0], person=person)
        packet = packets.propose(bob, Asked(conversation, PERIOD, choices))
        record = memory.record(bob)
        text = written.markdown(packet, record) + written.json_text(packet, record) + repr(packet)
        assert "canary" not in text.casefold()
        assert not set(ids) & {*packet.sources, *packet.held_back}


@pytest.mark.parametrize("conversation", sorted(conversations()))
def test_her_own_is_hers(alice, conversation):
    take_in(alice, HERS)
    asked = Asked(conversation, PERIOD, Choices(person=_of(memory.record(alice), "person")))
    assert packets.save(alice, asked).drafted
    packet = packets.propose(alice, asked)
    assert set(packet.sources) <= memory.record(alice).by_id.keys()


def _of(record, kind):
    return next(one.id for one in record.items if one.kind == kind)
