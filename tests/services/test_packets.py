"""Packets kept: drafted, written on, drafted anew, compared, and marked as held. Nothing of the author's is lost."""

from dataclasses import replace
from datetime import date

import pytest
from tests.services.cast import take_in
from tests.support.choices import choose

from vividmap.core.english.dates import Period
from vividmap.core.packets.form_questions import FormQuestion
from vividmap.core.packets.request import PacketRequest, read_request
from vividmap.services import record_cache
from vividmap.services.changes import entries
from vividmap.services.errors import Conflict, Invalid, NotFound
from vividmap.services.packets import drafts, saved_packets
from vividmap.services.transfer import documents

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
ASKED = PacketRequest("review", HALF)


@pytest.fixture
def hers(alice):
    take_in(alice, RECORD)
    return alice


def log(actor, line):
    take_in(actor, f"# Impact evidence\n- {line}\n")


def test_a_saved_packet_holds_its_draft_as_the_author_s_first_text(hers):
    saved = saved_packets.save_packet(hers, ASKED)
    assert saved.text == "Self-assessment, 2026-H2"
    assert saved.body == saved.draft
    assert "**Moved the cache to Redis for several teams: P99 down 340 ms.**[^c4ch]" in saved.body
    assert "let go" not in saved.body
    assert read_request(saved) == ASKED
    entries.undo_change(hers)
    assert saved_packets.list_packets(hers) == []


def test_all_that_was_chosen_is_kept(hers):
    ids = [entries.find_item(hers, one).uid for one in ("tw1c", "c4ch")]
    choices = choose(
        chosen=tuple(ids),
        shown=(ids[0],),
        prompts=(FormQuestion("Why?", 20), FormQuestion("How?")),
        level="Staff",
        posting="Rust\nGo",
    )
    saved = saved_packets.save_packet(hers, replace(ASKED, choices=choices))
    assert read_request(saved).choices == choices


def test_the_author_s_order_is_the_draft_s(hers):
    ids = {one: entries.find_item(hers, one).uid for one in ("tw1c", "c4ch")}
    for order in (("tw1c", "c4ch"), ("c4ch", "tw1c")):
        packet = drafts.draft_packet(
            hers, replace(ASKED, choices=choose(chosen=tuple(ids[one] for one in order)))
        )
        assert [proposal.item for proposal in packet.proposals] == [ids[one] for one in order]
        assert packet.sources == tuple(ids[one] for one in order)


def test_what_is_held_back_is_shown_where_it_is_picked(hers):
    private = entries.find_item(hers, "pr1v").uid
    assert drafts.draft_packet(hers, ASKED).held_back == (private,)
    shown = drafts.draft_packet(hers, replace(ASKED, choices=choose(shown=(private,))))
    assert shown.held_back == ()
    assert "let go" in " ".join(sentence.text for sentence in shown.sentences)


def test_drafting_anew_shows_what_is_new_and_leaves_the_text_alone(hers):
    saved = saved_packets.save_packet(hers, ASKED)
    mine = saved_packets.write_text(hers, saved.handle, "# Mine\n\nAll in my own words.\n")
    assert not saved_packets.redraft(hers, saved.handle).news
    log(hers, "2026-08-03 Wrote the runbook -> 7 steps found ^n3ww")
    again = saved_packets.redraft(hers, saved.handle)
    assert {handle for one in again.news.new for handle in one.handles} == {"n3ww"}
    assert saved_packets.find_packet(hers, saved.handle).body == mine.body
    taken = saved_packets.insert_news(hers, saved.handle, again.news.new[:1], again.draft)
    assert taken.body.startswith("# Mine\n\nAll in my own words.\n")
    assert again.news.new[0].text in taken.body
    assert not saved_packets.redraft(hers, saved.handle).news


def test_what_was_left_is_not_offered_again(hers):
    saved = saved_packets.save_packet(hers, ASKED)
    log(hers, "2026-08-03 Wrote the runbook -> 7 steps found ^n3ww")
    again = saved_packets.redraft(hers, saved.handle)
    assert saved_packets.insert_news(hers, saved.handle, [], again.draft).body == saved.body
    assert not saved_packets.redraft(hers, saved.handle).news


def test_a_draft_that_is_older_than_the_record_is_not_taken_in(hers):
    saved = saved_packets.save_packet(hers, ASKED)
    log(hers, "2026-08-03 Wrote the runbook -> 7 steps found ^n3ww")
    again = saved_packets.redraft(hers, saved.handle)
    log(hers, "2026-08-04 And another -> 8 steps found ^n4ww")
    with pytest.raises(Conflict, match="changed since"):
        saved_packets.insert_news(hers, saved.handle, again.news.new, again.draft)


def test_every_version_is_kept_and_a_lost_update_is_refused(hers):
    saved = saved_packets.save_packet(hers, ASKED)
    saved_packets.write_text(hers, saved.handle, "# Mine\n\nFirst.", version=saved.version)
    with pytest.raises(Conflict):
        saved_packets.write_text(hers, saved.handle, "# Mine\n\nStale.", version=saved.version)
    saved_packets.write_text(hers, saved.handle, "# Mine\n\nSecond.")
    found = saved_packets.list_versions(hers, saved.handle)
    assert [one.text for one in found] == ["# Mine\n\nSecond.", "# Mine\n\nFirst.", saved.body]
    assert [one.number for one in found] == [3, 2, 1]
    assert saved_packets.find_packet(hers, saved.handle).text == "Mine"
    entries.restore_version(hers, saved.handle, 1)
    assert saved_packets.find_packet(hers, saved.handle).body == saved.body


def test_an_empty_text_is_refused(hers):
    saved = saved_packets.save_packet(hers, ASKED)
    with pytest.raises(Invalid, match="delete the packet"):
        saved_packets.write_text(hers, saved.handle, " \n")


def test_what_was_said_in_a_1_1_is_marked_with_the_meeting_in_one_step(hers):
    priya = entries.find_item(hers, "p9qd").uid
    saved = saved_packets.save_packet(
        hers, replace(ASKED, conversation="one-on-one", choices=choose(person=priya))
    )
    before = documents.export_document(hers)
    saved_packets.write_text(hers, saved.handle, "# 1:1\n\nThe cache.[^c4ch] Nobody.[^zzzz]")
    rows = saved_packets.mark_held(hers, saved.handle, date(2026, 11, 20))
    assert [row.handle for row in rows] == ["c4ch"]
    text = documents.export_document(hers)
    assert "surfaced: @priya 2026-11-20" in text
    assert "- 2026-11-20 1:1 ^" in text
    with pytest.raises(Conflict, match="already marked as held on 2026-11-20"):
        saved_packets.mark_held(hers, saved.handle, date(2026, 11, 20))
    entries.undo_change(hers)
    assert documents.export_document(hers) == before


def test_a_packet_about_nobody_cannot_be_marked(hers):
    saved = saved_packets.save_packet(hers, ASKED)
    with pytest.raises(Invalid, match="has no person"):
        saved_packets.mark_held(hers, saved.handle, date(2026, 11, 20))


def test_a_conversation_that_there_is_not_is_named(hers):
    with pytest.raises(Invalid, match="unknown conversation 'small talk'; use one of: review"):
        drafts.draft_packet(hers, PacketRequest("small talk", HALF))


def test_nothing_of_hers_reaches_bob(hers, bob):
    saved = saved_packets.save_packet(hers, ASKED)
    assert saved_packets.list_packets(bob) == []
    for verb in (saved_packets.find_packet, saved_packets.redraft, saved_packets.list_versions):
        with pytest.raises(NotFound):
            verb(bob, saved.handle)
    with pytest.raises(NotFound):
        saved_packets.write_text(bob, saved.handle, "His")
    with pytest.raises(NotFound):
        saved_packets.mark_held(bob, saved.handle, date(2026, 11, 20))
    with pytest.raises(NotFound):
        saved_packets.insert_news(bob, saved.handle, [], "")
    assert record_cache.load_record(bob).items == ()
    chosen = choose(chosen=(entries.find_item(hers, "c4ch").uid,))
    packet = drafts.draft_packet(bob, replace(ASKED, choices=chosen))
    assert (packet.proposals, packet.sources) == ((), ())


def test_feedback_of_the_person_is_quoted_in_a_1_1_and_not_marked_as_shown_to_them(hers):
    take_in(hers, "# Skill development\n- 2026-11-10 Say it sooner @priya ^fb4k\n  kind: feedback\n")
    priya = entries.find_item(hers, "p9qd").uid
    request = replace(ASKED, conversation="one-on-one", choices=choose(person=priya))
    saved = saved_packets.save_packet(hers, request)
    saved_packets.write_text(hers, saved.handle, "# 1:1\n\nThe cache.[^c4ch] You said so.[^fb4k]")
    rows = saved_packets.mark_held(hers, saved.handle, date(2026, 11, 20))
    assert [row.handle for row in rows] == ["c4ch"]


def test_another_request_is_kept_with_the_packet_and_its_text_stays(hers):
    saved = saved_packets.save_packet(hers, ASKED)
    saved_packets.write_text(hers, saved.handle, "My own words.\n")
    quarter = Period(date(2026, 10, 1), date(2026, 12, 31), "2026-Q4")
    cache = entries.find_item(hers, "c4ch").uid

    changed = saved_packets.change_request(
        hers, saved.handle, PacketRequest("review", quarter, choose(shown=(cache,)))
    )

    assert changed.body.strip() == "My own words."
    assert changed.when is not None
    assert (changed.when.first, changed.when.last) == (quarter.first, quarter.last)
    assert read_request(changed).choices.shown_ids == (cache,)
    assert read_request(changed).period.first == quarter.first
