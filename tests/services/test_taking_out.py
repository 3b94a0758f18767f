"""A packet taken out: the author's text, what it names where that may leave, and nothing that was noted to them."""

from dataclasses import replace
from datetime import date

import pytest
from tests.services.cast import take_in

from vividmap.core.dates import Period
from vividmap.core.packets.kept.asked import Asked
from vividmap.core.packets.packet import Choices
from vividmap.formats import packet as written
from vividmap.services import entries, memory, packets, taking_out
from vividmap.services.errors import Invalid, NotFound
from vividmap.store.models import Item

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ASKED = Asked("review", Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2"))
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
    return packets.save(hers, ASKED)


def out(actor, handle, **options):
    return taking_out.take_out(actor, handle, "txt", **options).data.decode()


def test_a_packet_is_taken_out_in_every_form_under_a_name_of_its_own(hers, saved):
    for ending in ("docx", "html", "md", "pdf", "txt"):
        made = taking_out.take_out(hers, saved.handle, ending)
        assert made.name == f"self-assessment-2026-h2.{ending}"
        assert len(made.data) > 150
        assert made.warning == ""


def test_an_ending_that_no_form_has_is_refused_with_those_that_there_are(hers, saved):
    with pytest.raises(Invalid, match=r"'odt' is no form .* there are \.docx, \.html, \.md, \.pdf, \.txt"):
        taking_out.take_out(hers, saved.handle, "odt")


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
    packets.write(hers, saved.handle, f"# {title}\n\nWords.")
    assert taking_out.take_out(hers, saved.handle, "txt").name == name


def test_marks_are_left_out_unless_they_are_wanted(hers, saved):
    packets.write(hers, saved.handle, NAMES_ALL)
    assert out(hers, saved.handle) == "Mine\n\nA. B. C. D. E. F.\n"
    assert "A.[1]" in out(hers, saved.handle, marks=True)


def test_sources_hold_nothing_that_is_private_unless_it_was_picked(hers, saved):
    packets.write(hers, saved.handle, NAMES_ALL)
    said = out(hers, saved.handle, marks=True)
    assert said.endswith(
        "Sources\n\n[1] 20 November 2026: Moved the cache to Redis → P99 down 340 ms\n"
        "[2] 20 October 2026: Won the Initech account\n"
    )
    assert "B. C.[2] D. E. F." in said
    private = entries.find(hers, "pr1v").uid
    packets.ask_anew(hers, saved.handle, replace(ASKED, choices=Choices(shown=(private,))))
    said = out(hers, saved.handle, marks=True)
    assert "Whom I would let go" in said
    for secret in ("Do not tell", "Coffee"):
        assert secret not in said


def test_what_a_resume_rests_on_does_not_leave_the_company(hers, saved):
    packets.write(hers, saved.handle, NAMES_ALL)
    Item.objects.filter(uid=saved.id).update(fields={**fields_of(saved), "what": "job search"})
    with pytest.raises(Invalid, match="your notes, which name people"):
        out(hers, saved.handle, marks=True)
    said = taking_out.sources(memory.record(hers), packets.find(hers, saved.handle), NAMES_ALL)
    assert "c4ch" in said  # what a writer is told of, that words a paragraph anew
    assert "Initech" not in str(said)


@pytest.mark.parametrize("positions", ["outside", "since 2020-01: manager; since 2027-01: outside"])
def test_somebody_outside_is_given_no_source_that_is_internal(hers, positions):
    said = "".join(
        f"\n  {one if one.startswith('since') else f'position: {one}'}" for one in positions.split("; ")
    )
    take_in(hers, f"# Relationship map\n- Sam Whom I Met ^s4am{said}\n")
    sam = entries.find(hers, "s4am").uid
    asked = Asked("one-on-one", ASKED.period, Choices(person=sam))
    saved = packets.save(hers, asked)
    packets.write(hers, saved.handle, NAMES_ALL)
    said = out(hers, saved.handle, marks=True)
    assert "Moved the cache to Redis" in said
    assert "Initech" not in said
    internal = entries.find(hers, "1nta").uid
    packets.ask_anew(hers, saved.handle, replace(asked, choices=Choices(person=sam, shown=(internal,))))
    assert "Initech" in out(hers, saved.handle, marks=True)


def fields_of(saved):
    return Item.objects.get(uid=saved.id).fields


def test_what_was_noted_to_the_author_stays_here_though_it_was_left_beneath(hers, saved):
    whole = written.markdown(packets.propose(hers, ASKED), memory.record(hers))
    assert "Notes to the author" in whole
    packets.write(hers, saved.handle, whole)
    for ending in ("md", "txt", "html"):
        for marks in (False, True):
            said = taking_out.take_out(hers, saved.handle, ending, marks=marks).data.decode()
            assert "P99 down 340 ms" in said
            assert "Notes to the author" not in said
            assert "Why these entries" not in said
            assert said.count("Sources") == (marks and ending != "md")


def test_a_text_is_never_cut_it_is_refused_with_its_length_and_where_the_limit_is(hers, saved):
    packets.write(hers, saved.handle, "First one. Second one.[^c4ch]")
    assert out(hers, saved.handle, limit=22) == "First one. Second one.\n"
    with pytest.raises(Invalid, match=r"has 22 characters, 1 more than 21; .* at “Second one\.…”"):
        out(hers, saved.handle, limit=21)
    with pytest.raises(Invalid, match="only plain text has a limit"):
        taking_out.take_out(hers, saved.handle, "pdf", limit=21)
    assert taking_out.size("First one. Second one.[^c4ch]") == (22, 4)


def test_bob_takes_out_nothing_of_hers(hers, saved, bob):
    with pytest.raises(NotFound):
        taking_out.take_out(bob, saved.handle, "pdf")
    take_in(bob, "# Impact evidence\n- 2026-11-20 Marmalade ^b0bb\n")
    packets.write(hers, saved.handle, "# Mine\n\nHis.[^b0bb] Hers.[^c4ch]\n")
    said = out(hers, saved.handle, marks=True)
    assert "His. Hers.[1]" in said
    assert "Marmalade" not in said
