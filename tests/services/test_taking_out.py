"""A packet taken out: the author's text, what it names where that may leave, and nothing that was noted to them."""

from dataclasses import replace
from datetime import date

import pytest
from tests.services.cast import take_in
from tests.support.choices import choose

from vividmap.core.english.dates import Period
from vividmap.core.packets.request import PacketRequest
from vividmap.formats import packet as written
from vividmap.services import record_cache
from vividmap.services.changes import entries
from vividmap.services.errors import Invalid, NotFound
from vividmap.services.packets import drafts, packet_export, saved_packets
from vividmap.store.models import ItemRow

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ASKED = PacketRequest("review", Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2"))
RECORD = """\
# Impact evidence
- 2026-11-20 Moved the cache to Redis -> P99 down 340 ms ~teams ^c4ch
- 2026-10-19 Whom I would let go ^pr1v
  confidentiality: private
- 2026-10-20 Won the Initech account ^1nta
  confidentiality: internal
# Relationship map
- Priya Natarajan ^p9qd

  Do not tell her lead.

  - 2026-10-02 Coffee, about her notice ^t0ch
"""
NAMES_ALL = "# Mine\n\nA.[^c4ch] B.[^pr1v] C.[^1nta] D.[^p9qd] E.[^t0ch] F.[^zzzz]\n"


@pytest.fixture
def hers(alice):
    take_in(alice, RECORD)
    return alice


@pytest.fixture
def saved(hers):
    return saved_packets.save_packet(hers, ASKED)


def out(actor, handle, **options):
    return packet_export.export_packet(actor, handle, "txt", **options).data.decode()


def test_a_packet_is_taken_out_in_every_form_under_a_name_of_its_own(hers, saved):
    for ending in ("docx", "html", "md", "pdf", "txt"):
        made = packet_export.export_packet(hers, saved.handle, ending)
        assert made.name == f"self-assessment-july-to-november-2026.{ending}"
        assert len(made.data) > 150
        assert made.warning == ""


def test_an_ending_that_no_form_has_is_refused_with_those_that_there_are(hers, saved):
    with pytest.raises(
        Invalid, match=r"'odt' is not a format .* use one of \.docx, \.html, \.md, \.pdf, \.txt"
    ):
        packet_export.export_packet(hers, saved.handle, "odt")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd\u202e", "etc-passwd.txt"),
        ("Оценка, 2026", "оценка-2026.txt"),
        ("自己評価", "自己評価.txt"),
        ('a"b;c\\d:e?', "a-b-c-d-e.txt"),
        ("...", "packet.txt"),
        ("🚀", "packet.txt"),
        ("long " * 60, f"{'long-' * 16}".rstrip("-") + ".txt"),
    ],
)
def test_a_file_s_name_is_safe_in_any_script(hers, saved, title, name):
    saved_packets.write_text(hers, saved.handle, f"# {title}\n\nWords.")
    assert packet_export.export_packet(hers, saved.handle, "txt").name == name


def test_marks_are_left_out_unless_they_are_wanted(hers, saved):
    saved_packets.write_text(hers, saved.handle, NAMES_ALL)
    assert out(hers, saved.handle) == "Mine\n\nA. B. C. D. E. F.\n"
    assert "A.[1]" in out(hers, saved.handle, marks=True)


def test_sources_hold_nothing_that_is_private_unless_it_was_picked(hers, saved):
    saved_packets.write_text(hers, saved.handle, NAMES_ALL)
    said = out(hers, saved.handle, marks=True)
    assert said.endswith(
        "Sources\n\n[1] 20 November 2026: Moved the cache to Redis → P99 down 340 ms\n"
        "[2] 20 October 2026: Won the Initech account\n"
    )
    assert "B. C.[2] D. E. F." in said
    private = entries.find_item(hers, "pr1v").uid
    saved_packets.change_request(hers, saved.handle, replace(ASKED, choices=choose(shown=(private,))))
    said = out(hers, saved.handle, marks=True)
    assert "Whom I would let go" in said
    for secret in ("Do not tell", "Coffee"):
        assert secret not in said


def test_what_a_resume_rests_on_does_not_leave_the_company(hers, saved):
    saved_packets.write_text(hers, saved.handle, NAMES_ALL)
    ItemRow.objects.filter(uid=saved.id).update(fields={**fields_of(saved), "what": "job search"})
    with pytest.raises(Invalid, match="they quote notes that name people"):
        out(hers, saved.handle, marks=True)
    said = packet_export.cited_sources(
        record_cache.load_record(hers), saved_packets.find_packet(hers, saved.handle), NAMES_ALL
    )
    assert "c4ch" in said  # what a model is sent that rewords a paragraph
    assert "Initech" not in str(said)


@pytest.mark.parametrize("positions", ["outside", "since 2020-01: manager; since 2027-01: outside"])
def test_somebody_outside_is_given_no_source_that_is_internal(hers, positions):
    said = "".join(
        f"\n  {one if one.startswith('since') else f'position: {one}'}" for one in positions.split("; ")
    )
    take_in(hers, f"# Relationship map\n- Sam Whom I Met ^s4am{said}\n")
    sam = entries.find_item(hers, "s4am").uid
    asked = PacketRequest("one-on-one", ASKED.period, choose(person=sam))
    saved = saved_packets.save_packet(hers, asked)
    saved_packets.write_text(hers, saved.handle, NAMES_ALL)
    said = out(hers, saved.handle, marks=True)
    assert "Moved the cache to Redis" in said
    assert "Initech" not in said
    internal = entries.find_item(hers, "1nta").uid
    saved_packets.change_request(
        hers, saved.handle, replace(asked, choices=choose(person=sam, shown=(internal,)))
    )
    assert "Initech" in out(hers, saved.handle, marks=True)


def fields_of(saved):
    return ItemRow.objects.get(uid=saved.id).fields


def test_what_was_noted_to_the_author_stays_here_though_it_was_left_beneath(hers, saved):
    whole = written.markdown(drafts.draft_packet(hers, ASKED), record_cache.load_record(hers))
    assert "Notes to the author" in whole
    saved_packets.write_text(hers, saved.handle, whole)
    for ending in ("md", "txt", "html"):
        for marks in (False, True):
            said = packet_export.export_packet(hers, saved.handle, ending, marks=marks).data.decode()
            assert "P99 down 340 ms" in said
            assert "Notes to the author" not in said
            assert "Why these entries" not in said
            assert said.count("Sources") == (marks and ending != "md")


def test_a_text_is_never_cut_it_is_refused_with_its_length_and_where_the_limit_is(hers, saved):
    saved_packets.write_text(hers, saved.handle, "First one. Second one.[^c4ch]")
    assert out(hers, saved.handle, limit=22) == "First one. Second one.\n"
    with pytest.raises(Invalid, match=r"has 22 characters, 1 more than 21; .* at “Second one\.…”"):
        out(hers, saved.handle, limit=21)
    with pytest.raises(Invalid, match="only plain text has a limit"):
        packet_export.export_packet(hers, saved.handle, "pdf", limit=21)
    assert packet_export.measure_text("First one. Second one.[^c4ch]") == (22, 4)


def test_bob_takes_out_nothing_of_hers(hers, saved, bob):
    with pytest.raises(NotFound):
        packet_export.export_packet(bob, saved.handle, "pdf")
    take_in(bob, "# Impact evidence\n- 2026-11-20 Marmalade ^b0bb\n")
    saved_packets.write_text(hers, saved.handle, "# Mine\n\nHis.[^b0bb] Hers.[^c4ch]\n")
    said = out(hers, saved.handle, marks=True)
    assert "His. Hers.[1]" in said
    assert "Marmalade" not in said
