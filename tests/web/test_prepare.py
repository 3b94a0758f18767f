"""Prepare: a proposal with its reasons, picked otherwise, kept, written on; nothing of it is ever Bob's."""

import re
from datetime import date

import pytest
from tests.web.pages import Pages
from tests.web.test_html import assert_valid

from vividmap.core.english.dates import Period
from vividmap.core.packets.request import PacketRequest
from vividmap.services.packets import saved_packets
from vividmap.services.transfer import documents

RECORD = """\
# Impact evidence
- 2026-11-20 Moved the cache to Redis -> P99 down 340 ms ~teams ^c4ch
- 2026-09-19 Sent the list back twice ^tw1c
- 2026-10-19 Whom I would let go ^pr1v
  confidentiality: private
- 2026-07-19 Wrote <b>bold</b> & *starred* text -> `=cmd()` ^h0st
# Relationship map
- Priya Natarajan ^p9qd
"""
HALF = {"period": "2026-H2"}


@pytest.fixture
def hers(pages: Pages) -> Pages:
    pages.take_in(RECORD)
    return pages


def save(pages: Pages) -> str:
    seen = pages.post("prepare-draft", "review", do="save", period="2026-H2")
    assert seen.status == 302, seen.words
    return seen.location.rpartition("/")[2]


def ticked(html: str) -> list[str]:
    return re.findall(r'name="entry" value="(\w+)" checked', html)


def test_an_empty_record_is_told_what_to_do(pages):
    assert "No evidence yet" in pages.get("prepare").words
    assert "No entries to propose" in pages.get("prepare-draft", "review").words


def test_the_proposal_has_its_reasons_and_the_draft(hers):
    seen = hers.get("prepare-draft", "review", **HALF)
    assert ticked(seen.html) == ["c4ch", "h0st", "tw1c"]
    assert "has a number in its outcome" in seen.words
    assert "P99 down 340 ms. Moved the cache to Redis (reached several teams)." in seen.words
    assert '<sup class="mark"><a href="/i/c4ch">c4ch</a></sup>' in seen.html
    assert "Held back (1)" in seen.words


def test_text_of_the_record_stays_text(hers):
    seen = hers.get("prepare-draft", "review", **HALF)
    assert "<b>bold</b>" not in seen.html
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; *starred* text" in seen.html


def test_entries_are_picked_moved_and_added(hers):
    seen = hers.post("prepare-draft", "review", **HALF, entry=["tw1c", "c4ch"], do="up c4ch")
    assert ticked(seen.html) == ["c4ch", "tw1c"]
    assert "you chose it" in seen.words
    seen = hers.post("prepare-draft", "review", **HALF, entry=["tw1c"], add="^C4CH", do="look")
    assert ticked(seen.html) == ["tw1c", "c4ch"]
    seen = hers.post("prepare-draft", "review", **HALF, entry=["tw1c"], do="propose")
    assert ticked(seen.html) == ["c4ch", "h0st", "tw1c"]


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(hers):
    seen = hers.post("prepare-draft", "review", period="soonish", prompts="What did you achieve?", do="save")
    assert seen.status == 422
    assert "is not a period" in seen.words
    assert 'value="soonish"' in seen.html
    assert "What did you achieve?</textarea>" in seen.html
    seen = hers.post("prepare-draft", "review", **HALF, add="zzzz", do="save")
    assert seen.status == 422
    assert "There is no entry ^zzzz." in seen.words
    assert saved_packets.list_packets(hers.actor) == []


def test_a_form_s_questions_are_answered(hers):
    seen = hers.post("prepare-draft", "review", **HALF, prompts="What did you achieve? (20 words)", do="look")
    assert "of 20 words" in seen.words
    assert "<h3>What did you achieve?</h3>" in seen.html


def test_the_author_s_own_answer_is_counted_against_its_limit(hers):
    seen = hers.post("prepare-draft", "review", **HALF, prompts="What did you achieve? (3 words)", do="save")
    handle = seen.location.rpartition("/")[2]
    hers.post("prepare-packet", handle, text="## What did you achieve?\n\nOne two three four.", version="1")
    assert "“What did you achieve?”: 4 of 3 words: 1 too many." in hers.get("prepare-packet", handle).words


def test_what_is_held_back_can_be_shown(hers):
    assert (
        "I would let go"
        not in hers.get("prepare-draft", "review", **HALF).words.partition("Notes for you")[2]
    )
    seen = hers.post("prepare-draft", "review", **HALF, show=["pr1v"], do="look")
    assert "let go" in seen.words.partition("Notes for you")[2]


POSTING = "- Experience with Redis and Kubernetes"


def test_a_job_search_is_prepared(hers):
    seen = hers.post("prepare-draft", "resume", posting=POSTING, variant="cache", do="look")
    assert 'value="all"' in seen.html
    assert "meets “cache”" in seen.words
    assert "Kubernetes not in the record" in seen.words
    assert '<h2 id="draft-title">Résumé' in seen.html
    assert "Cut P99 by 340 ms: moved the cache to Redis." in seen.words
    assert "Held back (1)" in seen.words
    assert "let go" not in seen.words.partition("Notes for you")[2]


def test_a_saved_resume_is_prepared_again_with_what_was_asked(hers):
    place = hers.post("prepare-draft", "resume", posting=POSTING, variant="cache", do="save").location
    seen = hers.get("prepare-packet", place.rpartition("/")[2])
    assert "Kubernetes not in the record" in seen.words
    assert f'name="posting" value="{POSTING}"' in seen.html
    assert 'name="variant" value="cache"' in seen.html
    assert 'name="period" value="all time"' in seen.html


def test_a_packet_is_kept_and_written_on(hers):
    handle = save(hers)
    assert f"Saved as ^{handle}." in hers.get("prepare").words
    assert "Self-assessment, 2026-H2" in hers.get("prepare").words
    seen = hers.get("prepare-packet", handle)
    assert "[^c4ch]" in seen.html
    only = hers.get("prepare-compare", handle).words
    assert "There is only one version." in only
    assert "What changed" not in only
    seen = hers.post("prepare-packet", handle, text="# Mine\n\nOwn words.", version="1")
    assert seen.status == 302
    seen = hers.get("prepare-packet", handle)
    assert "<p>Own words.</p>" in seen.html
    assert "3 words · 2 versions" in seen.words
    assert "review 3 words" in hers.get("prepare").words
    compared = hers.get("prepare-compare", handle)
    assert '<ins><span class="hidden">new: </span>Own words.</ins>' in compared.html
    assert re.findall(r'<option value="(\d+)" selected>', compared.html) == ["1", "2"]
    assert hers.get("prepare-compare", handle, old="9").status == 404


def test_a_text_that_is_older_is_refused_and_stays_on_the_page(hers):
    handle = save(hers)
    hers.post("prepare-packet", handle, text="# Mine\n\nFirst.", version="1")
    seen = hers.post("prepare-packet", handle, text="# Mine\n\nStale.", version="1")
    assert seen.status == 409
    assert "# Mine\n\nStale.</textarea>" in seen.html
    seen = hers.post("prepare-packet", handle, text=" ", version="2")
    assert seen.status == 422
    assert saved_packets.find_packet(hers.actor, handle).body == "# Mine\n\nFirst."


def test_what_is_new_is_shown_and_taken_in(hers):
    handle = save(hers)
    hers.post("prepare-packet", handle, text="# Mine\n\nOwn words.", version="1")
    assert "No updates." in hers.get("prepare-news", handle).words
    hers.take_in("# Impact evidence\n- 2026-08-03 Wrote the runbook -> 7 steps found ~org ^n3ww\n")
    assert "The record has changed" in hers.get("prepare-packet", handle).words
    seen = hers.get("prepare-news", handle)
    offered = re.findall(r'name="take" value="([^"]+)" checked', seen.html)
    assert any("runbook" in one for one in offered)
    hers.post("prepare-news", handle, take=offered[:1], version="2")
    body = saved_packets.find_packet(hers.actor, handle).body
    assert body.startswith("# Mine\n\nOwn words.")
    assert offered[0] in body
    assert "No updates." in hers.get("prepare-news", handle).words


def test_other_entries_are_chosen_for_a_packet_and_its_text_stays(hers):
    handle = save(hers)
    hers.post("prepare-packet", handle, text="# Mine\n\nOwn words.", version="1")
    said = {**HALF, "packet": handle, "entry": ["tw1c"]}
    assert "Use these for “Mine”" in hers.post("prepare-draft", "review", **said, do="look").words
    seen = hers.post("prepare-draft", "review", **said, do="choose")
    assert seen.location == f"/packet/{handle}/news"
    assert "Updated the selection for" in hers.get("prepare-news", handle).words
    assert saved_packets.find_packet(hers.actor, handle).body == "# Mine\n\nOwn words."
    assert len(saved_packets.list_packets(hers.actor)) == 1
    assert hers.post("prepare-draft", "one-on-one", packet=handle, do="look").status == 404
    assert hers.post("prepare-draft", "review", **HALF, packet="zzzz", do="choose").status == 404


def test_what_was_offered_before_a_change_is_not_taken_in(hers):
    handle = save(hers)
    hers.post("prepare-news", handle, take=["A sentence that is not new."], version="1")
    assert "Check the updates again" in hers.get("prepare-news", handle).words
    assert saved_packets.find_packet(hers.actor, handle).version == 1


def test_a_packet_about_nobody_is_not_marked(hers):
    handle = save(hers)
    hers.post("prepare-held", handle, on="today")
    assert "Nothing was marked" in hers.get("prepare-packet", handle).words


def test_looking_changes_nothing(hers):
    before = documents.export_document(hers.actor)
    hers.get("prepare")
    hers.post("prepare-draft", "review", **HALF, do="look")
    assert documents.export_document(hers.actor) == before
    assert saved_packets.list_packets(hers.actor) == []


def test_what_is_bobs_is_nothing_to_her(hers, as_pages):
    bob = as_pages("bob")
    bob.take_in(
        "# Impact evidence\n- 2026-10-10 Marmalade ^b0bb\n- 2026-10-11 Secret jam ^b1bb\n  confidentiality: private\n"
    )
    handle = saved_packets.save_packet(
        bob.actor, PacketRequest("review", Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2"))
    ).handle
    assert "Self-assessment" not in hers.get("prepare").words
    for name in ("prepare-packet", "prepare-news", "prepare-compare", "prepare-out"):
        assert hers.get(name, handle).status == 404
    assert hers.post("prepare-packet", handle, text="Hers", version="1").status == 404
    assert hers.post("prepare-held", handle, on="today").status == 404
    assert hers.post("prepare-draft", "review", **HALF, packet=handle, do="choose").status == 404
    seen = hers.post("prepare-draft", "review", **HALF, entry=["b0bb"], show=["b1bb"], do="look")
    assert "Marmalade" not in seen.html
    assert "jam" not in seen.html
    seen = hers.post("prepare-draft", "resume", posting="- Marmalade and Jam", entry=["b0bb"], do="look")
    assert "b0bb" not in seen.html.replace('value="b0bb"', "")
    assert "not in the record" in seen.words
    assert saved_packets.find_packet(bob.actor, handle).version == 1


def test_a_packet_is_taken_out_without_its_marks_as_a_file(hers):
    handle = save(hers)
    seen = hers.get("prepare-packet", handle)
    assert re.search(r"[\d,]+ characters, [\d,]+ words, as plain text", seen.words)
    assert re.findall(r'<button name="as" value="(\w+)">', seen.html) == ["docx", "html", "md", "pdf", "txt"]
    for ending, media in (
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("html", "text/html; charset=utf-8"),
        ("md", "text/markdown; charset=utf-8"),
        ("txt", "text/plain; charset=utf-8"),
    ):
        answer = hers.client.get(f"/packet/{handle}/out", {"as": ending})
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == media
        assert answer.headers["Content-Disposition"] == (
            f'attachment; filename="self-assessment-july-to-november-2026.{ending}"'
        )
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert b"c4ch" not in answer.content
    assert (
        "Moved the cache to Redis (reached several teams).[1]"
        in hers.get("prepare-out", handle, **{"as": "txt", "marks": "1"}).html
    )
    assert hers.get("prepare-out", handle, **{"as": "odt"}).status == 404


def test_a_file_s_name_goes_out_in_any_script(hers):
    handle = save(hers)
    hers.post("prepare-packet", handle, text='# Оценка "2026"\r\nX: y\n\nWords.', version="1")
    answer = hers.client.get(f"/packet/{handle}/out", {"as": "txt"})
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%BE%D1%86%D0%B5%D0%BD%D0%BA%D0%B0-2026.txt"
    )


def test_what_a_pdf_would_lack_is_said_before_it_is_handed_out(hers):
    handle = save(hers)
    hers.post("prepare-packet", handle, text=f"# Mine\n\nMet {chr(0x10FFFD)} once.", version="1")
    seen = hers.get("prepare-out", handle, **{"as": "pdf"})
    assert "No installed font has" in seen.words
    assert_valid(seen.html)
    (query,) = re.findall(r'href="\?([^"]+)">\s*Export PDF anyway', seen.html)
    answer = hers.client.get(f"/packet/{handle}/out?{query.replace('&amp;', '&')}")
    assert answer.headers["Content-Type"] == "application/pdf"


def test_a_pdf_that_cannot_be_typeset_is_refused_on_the_page(hers):
    handle = save(hers)
    hers.post("prepare-packet", handle, text=f"# Mine\n\nMet x{chr(0x301) * 75_000} once.", version="1")
    seen = hers.get("prepare-out", handle, **{"as": "pdf"})
    assert seen.status == 422
    assert "cannot typeset this text; export it as .docx or .html" in seen.words
