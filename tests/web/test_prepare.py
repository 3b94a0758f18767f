"""Prepare: a proposal with reasons, changed by hand, saved and edited; Bob never sees any of it."""

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


def listed(html: str) -> list[str]:
    return re.findall(r'name="listed" value="(\w+)"', html)


def document(html: str) -> str:
    """Return the document of a page, which is what its readers see."""
    match = re.search(r'<article[^>]*id="document".*?</article>', html, re.DOTALL)
    assert match
    return match[0]


def test_an_empty_record_is_told_what_to_do(pages):
    assert "No evidence yet" in pages.get("prepare").words
    assert "No entries to propose" in pages.get("prepare-draft", "review").words


def test_the_proposal_has_its_reasons_and_the_draft(hers):
    seen = hers.get("prepare-draft", "review", **HALF)
    assert ticked(seen.html) == ["c4ch", "h0st", "tw1c"]
    assert "has a number in its outcome" in seen.words
    assert "Moved the cache to Redis for several teams: P99 down 340 ms." in seen.words
    assert '<sup class="mark"><a href="/i/c4ch" title="Moved the cache to Redis"' in seen.html
    assert 'aria-label="Source 1: Moved the cache to Redis">1</a></sup>' in seen.html
    assert "1 held back" in seen.words


def test_text_of_the_record_stays_text(hers):
    seen = hers.get("prepare-draft", "review", **HALF)
    assert "<b>bold</b>" not in seen.html
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; *starred* text" in seen.html


def test_entries_are_picked_moved_and_added(hers):
    seen = hers.post("prepare-draft", "review", **HALF, entry=["tw1c", "c4ch"], do="up c4ch")
    assert ticked(seen.html) == ["c4ch", "tw1c"]
    assert "you chose it" in seen.words
    seen = hers.post("prepare-draft", "review", **HALF, entry=["tw1c"], do="propose")
    assert ticked(seen.html) == ["c4ch", "h0st", "tw1c"]


def test_what_is_unticked_keeps_its_place_in_the_list(hers):
    seen = hers.post("prepare-draft", "review", **HALF, listed=["c4ch", "tw1c"], entry=["tw1c"], do="look")
    assert listed(seen.html) == ["c4ch", "tw1c"]
    assert ticked(seen.html) == ["tw1c"]
    assert "1 of 3 entries" in seen.words


def test_a_proposal_that_was_not_touched_follows_the_period(hers):
    page = hers.get("prepare-draft", "review", **HALF)
    untouched = {"listed": listed(page.html), "entry": ticked(page.html), "proposed": "1"}
    seen = hers.post("prepare-draft", "review", **HALF, **untouched, do="period 2026-Q3")
    assert listed(seen.html) == ["h0st", "tw1c"]
    assert 'value="2026-Q3"' in seen.html
    chosen = {**untouched, "entry": ["c4ch"]}
    seen = hers.post("prepare-draft", "review", **HALF, **chosen, do="period 2026-Q3")
    assert ticked(seen.html) == ["c4ch"]


def test_the_periods_say_how_many_entries_they_have(hers):
    hers.take_in("# Impact evidence\n- 2025-01-20 Moved the queue ^qu3u\n- 2025-12-20 Moved the shop ^sh0p\n")
    words = hers.get("prepare-draft", "review", **HALF).words
    assert "2026-H2 4 last 12 months 5 all time 6" in words


def test_an_entry_of_any_time_is_found_by_its_words_and_ticked(hers):
    hers.take_in("# Impact evidence\n- 2024-01-20 Moved the queue to Kafka -> 9 brokers gone ^qu3u\n")
    seen = hers.get("prepare-draft", "review", **HALF, find="kafka moved")
    assert 'name="entry" value="qu3u">' in seen.html
    assert "9 brokers gone" in seen.words
    assert 'name="entry" value="qu3u">' in hers.get("prepare-draft", "review", **HALF, find="^QU3U").html
    seen = hers.get("prepare-draft", "review", **HALF, find="let go")
    assert "No other entry has these words." in seen.words
    seen = hers.post("prepare-draft", "review", **HALF, listed=["tw1c"], entry=["tw1c", "qu3u"], do="look")
    assert ticked(seen.html) == ["tw1c", "qu3u"]


def test_an_aside_that_was_left_out_is_put_back_with_a_tick(hers):
    hers.take_in(
        "# Impact evidence\n- 2026-11-02 Cut the pages in half (number filled in on the 28th) -> 9 a week to 4 ^p4ge\n"
    )
    seen = hers.get("prepare-draft", "review", **HALF)
    assert "Left out of the entries in the draft: “(number filled in on the 28th)”" in seen.words
    assert "--in-full" not in seen.html
    assert 'name="in_full" value="p4ge">' in seen.html
    seen = hers.get("prepare-draft", "review", **HALF, in_full="p4ge")
    assert 'name="in_full" value="p4ge" checked>' in seen.html
    assert "filled in on the 28th" in seen.html.partition('id="document"')[2].partition("</article>")[0]


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(hers):
    seen = hers.post("prepare-draft", "review", period="soonish", prompts="What did you achieve?", do="save")
    assert seen.status == 422
    assert "is not a period" in seen.words
    assert 'value="soonish"' in seen.html
    assert "What did you achieve?</textarea>" in seen.html
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
    assert "I would let go" not in document(hers.get("prepare-draft", "review", **HALF).html)
    seen = hers.post("prepare-draft", "review", **HALF, show=["pr1v"], do="look")
    assert "let go" in document(seen.html)
    assert "1 included although marked" in seen.words


POSTING = "- Experience with Redis and Kubernetes"


def test_a_job_search_is_prepared(hers):
    seen = hers.post("prepare-draft", "resume", posting=POSTING, variant="cache", do="look")
    assert 'value="all"' in seen.html
    assert "meets “cache”" in seen.words
    assert "Kubernetes not in the record" in seen.words
    assert "Cut P99 by 340 ms: moved the cache to Redis." in seen.words
    assert "1 held back" in seen.words
    assert "let go" not in document(seen.html)


def test_a_saved_resume_is_prepared_again_with_what_was_asked(hers):
    place = hers.post("prepare-draft", "resume", posting=POSTING, variant="cache", do="save").location
    seen = hers.get("prepare-packet", place.rpartition("/")[2])
    assert "Kubernetes not in the record" in seen.words
    assert f'name="posting" value="{POSTING}"' in seen.html
    assert 'name="variant" value="cache"' in seen.html
    assert 'name="period" value="all time"' in seen.html


def test_a_packet_is_kept_and_written_on(hers):
    handle = save(hers)
    assert "Saved as “Self-assessment, 2026-H2”." in hers.get("prepare").words
    assert "Self-assessment, 2026-H2" in hers.get("prepare").words
    seen = hers.get("prepare-packet", handle)
    assert "[^c4ch]" in seen.html
    only = hers.get("prepare-compare", handle).words
    assert "There is only one version." in only
    assert "What changed" not in only
    seen = hers.post("prepare-packet", handle, text="# Mine\n\nOwn words.", version="1")
    assert seen.status == 302
    seen = hers.get("prepare-packet", handle)
    assert '<p data-lines="2-3">Own words.</p>' in document(seen.html)
    assert "2026-H2 · 2 versions" in seen.words
    assert "16 characters, 3 words" in seen.words
    assert "review 3 words" in hers.get("prepare").words
    compared = hers.get("prepare-compare", handle)
    assert '<ins><span class="hidden">new: </span>Own words.</ins>' in compared.html
    assert re.findall(r'<option value="(\d+)" selected>', compared.html) == ["1", "2"]
    assert hers.get("prepare-compare", handle, old="9").status == 404


def test_a_text_that_is_not_saved_is_shown_as_it_would_read(hers):
    handle = save(hers)
    seen = hers.post("prepare-packet", handle, text="# Mine\r\n\r\nOwn words.[^c4ch]", version="1", do="look")
    assert "Own words.<sup" in document(seen.html)
    assert "1 source behind the text" in seen.words
    assert saved_packets.find_packet(hers.actor, handle).version == 1


def test_the_text_stands_once_on_the_page(hers):
    handle = save(hers)
    page, editing = hers.get("prepare-packet", handle).html, hers.get("prepare-packet", handle, edit="").html
    assert 'class="source away"' in page
    assert 'class="document prose draft"' in page
    assert 'class="source"' in editing
    assert 'class="document prose draft away"' in editing


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
    assert "Use for “Mine”" in hers.post("prepare-draft", "review", **said, do="look").words
    seen = hers.post("prepare-draft", "review", **said, do="choose")
    assert seen.location == f"/packet/{handle}/news"
    assert "Updated the selection for “Mine”" in hers.get("prepare-news", handle).words
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
    assert re.search(r"[\d,]+ characters, [\d,]+ words", seen.words)
    assert re.findall(r'name="as" value="(\w+)">', seen.html) == ["pdf", "docx", "html", "md", "txt"]
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
        "Moved the cache to Redis for several teams: P99 down 340 ms.[1]"
        in hers.get("prepare-out", handle, **{"as": "txt", "marks": "1"}).html
    )
    assert hers.get("prepare-out", handle, **{"as": "odt"}).status == 404


def test_what_is_exported_is_the_text_on_the_page_saved_or_not(hers):
    handle = save(hers)
    seen = hers.post("prepare-out", handle, text="# Mine\n\nNot saved.", **{"as": "txt"})
    assert seen.html == "Mine\n\nNot saved.\n"
    assert saved_packets.find_packet(hers.actor, handle).version == 1


def test_a_draft_is_exported_without_saving_it_and_without_what_was_ticked(hers):
    hers.take_in("# Impact evidence\n- 2026-10-20 Sent Priyanka Shah the plan -> adopted ^sh4h\n")
    page = hers.get("prepare-draft", "review", **HALF)
    assert 'name="drop" value="Priyanka Shah"' in page.html
    seen = hers.post("prepare-draft-out", "review", **HALF, drop=["Priyanka Shah"], **{"as": "txt"})
    assert "Moved the cache to Redis" in seen.html
    assert "Shah" not in seen.html
    assert "let go" not in seen.html
    assert saved_packets.list_packets(hers.actor) == []
    seen = hers.post("prepare-draft-out", "review", period="soonish", **{"as": "txt"})
    assert seen.status == 422
    assert "is not a period" in seen.words
    assert hers.post("prepare-draft-out", "review", **HALF, **{"as": "json"}).status == 404
    assert hers.post("prepare-draft-out", "nothing", **HALF).status == 404


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612), ("", 595), ("napkin", 595)])
def test_a_pdf_is_made_for_the_paper_that_was_chosen(hers, paper, width):
    answer = hers.client.post("/prepare/review/out", {**HALF, "as": "pdf", "paper": paper})
    box = re.search(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)", answer.content)
    assert box
    assert round(float(box[1])) == width


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
    assert "Export PDF anyway" in seen.words
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', seen.html))
    assert fields.pop("csrfmiddlewaretoken")
    answer = hers.client.post(f"/packet/{handle}/out", {**fields, "anyway": "1"})
    assert answer.headers["Content-Type"] == "application/pdf"


def test_a_pdf_that_cannot_be_typeset_is_refused_on_the_page(hers):
    handle = save(hers)
    hers.post("prepare-packet", handle, text=f"# Mine\n\nMet x{chr(0x301) * 75_000} once.", version="1")
    seen = hers.get("prepare-out", handle, **{"as": "pdf"})
    assert seen.status == 422
    assert "cannot typeset this text; export it as .docx or .html" in seen.words
