"""Packets kept: drafted, written on, drafted anew, compared, and marked as said. Nothing of the author's is lost."""

from dataclasses import replace
from datetime import date

import pytest
from tests.services.cast import take_in

from vividmap.core.dates import Period
from vividmap.core.packets.kept.asked import Asked, of
from vividmap.core.packets.packet import Choices, Prompt
from vividmap.services import documents, entries, memory, packets
from vividmap.services.errors import Conflict, Invalid, NotFound

pytestmark = [pytest.mark.database, pytest.mark.django_db]

HALF = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")
RECORD = """\
# Impact evidence
- 2026-11-20 Moved the cache to Redis -> P99 down 340 ms ~teams ^c4ch
- 2026-09-19 Sent it back twice ^tw1c
- 2026-10-19 Whom I would let go ^pr1v
  confidentiality: private
# Relationship map
- Priya Natarajan ^p9qd
"""
ASKED = Asked("review", HALF)


@pytest.fixture
def hers(alice):
    take_in(alice, RECORD)
    return alice


def log(actor, line):
    take_in(actor, f"# Impact evidence\n- {line}\n")


def test_a_saved_packet_holds_its_draft_as_the_author_s_first_text(hers):
    saved = packets.save(hers, ASKED)
    assert saved.text == "Self-assessment, 2026-H2"
    assert saved.body == saved.drafted
    assert "P99 down 340 ms.[^c4ch]" in saved.body
    assert "let go" not in saved.body
    assert of(saved) == ASKED
    entries.undo(hers)
    assert packets.all_of(hers) == []


def test_all_that_was_chosen_is_kept(hers):
    ids = [entries.find(hers, one).uid for one in ("tw1c", "c4ch")]
    choices = Choices(
        chosen=tuple(ids),
        shown=(ids[0],),
        prompts=(Prompt("Why?", 20), Prompt("How?")),
        level="Staff",
        posting="Rust\nGo",
    )
    saved = packets.save(hers, replace(ASKED, choices=choices))
    assert of(saved).choices == choices


def test_the_author_s_order_is_the_draft_s(hers):
    ids = {one: entries.find(hers, one).uid for one in ("tw1c", "c4ch")}
    for order in (("tw1c", "c4ch"), ("c4ch", "tw1c")):
        packet = packets.propose(
            hers, replace(ASKED, choices=Choices(chosen=tuple(ids[one] for one in order)))
        )
        assert [one.item for one in packet.proposals] == [ids[one] for one in order]
        assert packet.sources == tuple(ids[one] for one in order)


def test_what_is_held_back_is_shown_where_it_is_picked(hers):
    private = entries.find(hers, "pr1v").uid
    assert packets.propose(hers, ASKED).held_back == (private,)
    shown = packets.propose(hers, replace(ASKED, choices=Choices(shown=(private,))))
    assert shown.held_back == ()
    assert "let go" in " ".join(one.text for one in shown.sentences)


def test_drafting_anew_shows_what_is_new_and_leaves_the_text_alone(hers):
    saved = packets.save(hers, ASKED)
    mine = packets.write(hers, saved.handle, "# Mine\n\nAll in my own words.\n")
    assert not packets.again(hers, saved.handle).news
    log(hers, "2026-08-03 Wrote the runbook -> 7 steps found ^n3ww")
    again = packets.again(hers, saved.handle)
    assert {handle for one in again.news.new for handle in one.handles} == {"n3ww"}
    assert packets.find(hers, saved.handle).body == mine.body
    taken = packets.take(hers, saved.handle, again.news.new[:1], again.draft)
    assert taken.body.startswith("# Mine\n\nAll in my own words.\n")
    assert again.news.new[0].text in taken.body
    assert not packets.again(hers, saved.handle).news


def test_what_was_left_is_not_offered_again(hers):
    saved = packets.save(hers, ASKED)
    log(hers, "2026-08-03 Wrote the runbook -> 7 steps found ^n3ww")
    again = packets.again(hers, saved.handle)
    assert packets.take(hers, saved.handle, [], again.draft).body == saved.body
    assert not packets.again(hers, saved.handle).news


def test_a_draft_that_is_older_than_the_record_is_not_taken_in(hers):
    saved = packets.save(hers, ASKED)
    log(hers, "2026-08-03 Wrote the runbook -> 7 steps found ^n3ww")
    again = packets.again(hers, saved.handle)
    log(hers, "2026-08-04 And another -> 8 steps found ^n4ww")
    with pytest.raises(Conflict, match="changed since"):
        packets.take(hers, saved.handle, again.news.new, again.draft)


def test_every_version_is_kept_and_a_lost_update_is_refused(hers):
    saved = packets.save(hers, ASKED)
    packets.write(hers, saved.handle, "# Mine\n\nFirst.", version=saved.version)
    with pytest.raises(Conflict):
        packets.write(hers, saved.handle, "# Mine\n\nStale.", version=saved.version)
    packets.write(hers, saved.handle, "# Mine\n\nSecond.")
    found = packets.versions(hers, saved.handle)
    assert [one.text for one in found] == ["# Mine\n\nSecond.", "# Mine\n\nFirst.", saved.body]
    assert [one.number for one in found] == [3, 2, 1]
    assert packets.find(hers, saved.handle).text == "Mine"
    entries.restore_version(hers, saved.handle, 1)
    assert packets.find(hers, saved.handle).body == saved.body


def test_an_empty_text_is_refused(hers):
    saved = packets.save(hers, ASKED)
    with pytest.raises(Invalid, match="delete it"):
        packets.write(hers, saved.handle, " \n")


def test_what_was_said_in_a_1_1_is_marked_with_the_meeting_in_one_step(hers):
    priya = entries.find(hers, "p9qd").uid
    saved = packets.save(hers, replace(ASKED, choices=Choices(person=priya)))
    before = documents.export(hers)
    packets.write(hers, saved.handle, "# 1:1\n\nThe cache.[^c4ch] Nobody.[^zzzz]")
    rows = packets.said(hers, saved.handle, date(2026, 11, 20))
    assert [one.handle for one in rows] == ["c4ch"]
    text = documents.export(hers)
    assert "surfaced: @priya 2026-11-20" in text
    assert "- 2026-11-20 1:1 ^" in text
    with pytest.raises(Conflict, match="marked as said on 2026-11-20 already"):
        packets.said(hers, saved.handle, date(2026, 11, 20))
    entries.undo(hers)
    assert documents.export(hers) == before


def test_a_packet_about_nobody_cannot_be_marked(hers):
    saved = packets.save(hers, ASKED)
    with pytest.raises(Invalid, match="about nobody"):
        packets.said(hers, saved.handle, date(2026, 11, 20))


def test_a_conversation_that_there_is_not_is_named(hers):
    with pytest.raises(Invalid, match="no conversation; there are"):
        packets.propose(hers, Asked("small talk", HALF))


def test_nothing_of_hers_reaches_bob(hers, bob):
    saved = packets.save(hers, ASKED)
    assert packets.all_of(bob) == []
    for verb in (packets.find, packets.again, packets.versions):
        with pytest.raises(NotFound):
            verb(bob, saved.handle)
    with pytest.raises(NotFound):
        packets.write(bob, saved.handle, "His")
    with pytest.raises(NotFound):
        packets.said(bob, saved.handle, date(2026, 11, 20))
    with pytest.raises(NotFound):
        packets.take(bob, saved.handle, [], "")
    assert memory.record(bob).items == ()
    chosen = Choices(chosen=(entries.find(hers, "c4ch").uid,))
    packet = packets.propose(bob, replace(ASKED, choices=chosen))
    assert (packet.proposals, packet.sources) == ((), ())
