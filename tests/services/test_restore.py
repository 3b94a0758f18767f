"""What is restored gets back the names that meant it, and no others."""

import pytest
from tests.services.cast import take_in

from vividmap.services.changes import entries, linking

pytestmark = [pytest.mark.database, pytest.mark.django_db]

RECORD = """\
# Impact evidence
- 2026-11-20 Moved the cache @priya ^c4ch
- 2026-11-21 Moved the queue @priya ^qu3e
# Relationship map
- Priya ^p9qd
- Marta ^m4aa
"""


def target(actor, handle):
    return entries.find_item(actor, handle).mentions.get().target


def test_a_name_linked_to_another_person_meanwhile_stays_with_them(alice):
    take_in(alice, RECORD)
    entries.delete_item(alice, "p9qd")
    assert [target(alice, handle) for handle in ("c4ch", "qu3e")] == [None, None]
    linking.link_name(alice, "@priya", "m4aa", ["c4ch"])
    entries.restore_item(alice, "p9qd")
    assert target(alice, "c4ch").handle == "m4aa"
    assert target(alice, "qu3e").handle == "p9qd"
