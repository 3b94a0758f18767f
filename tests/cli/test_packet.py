"""draft and packet: a draft with its reasons, other entries, saved, edited, refreshed, compared."""

import json

import pytest

RECORD = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-11-20 Moved the cache to Redis -> P99 down 340 ms ~teams ^c4ch
- 2026-09-19 Sent the list back twice ^tw1c
- 2026-10-19 Whom I would let go ^pr1v
  confidentiality: private
# Relationship map
- Priya Natarajan ^p9qd
"""
REVIEW = ("draft", "review", "--period", "2026-H2")


@pytest.fixture
def kept(vividmap):
    vividmap("import", "-", input=RECORD)
    return vividmap


@pytest.fixture
def saved(kept):
    done = kept(*REVIEW, "--save")
    assert done.err.startswith("Saved ^")
    return done.err.split()[1].strip("^.")


def chosen(done):
    return [one["entry"] for one in json.loads(done.out)["proposals"]]


def test_the_reasons_come_on_request_and_what_is_missing_always(kept):
    draft, explained = kept(*REVIEW).out, kept(*REVIEW, "--explain").out
    assert "Why these entries" not in draft
    assert "### Before you send it" in draft
    assert "### Why these entries\n\n- 20 November 2026 ^c4ch: " in explained
    assert explained.replace("### Why", "\n### Why").split("\n### Why")[0].rstrip() in draft


def test_entries_are_picked_dropped_and_put_in_order(kept):
    assert chosen(kept(*REVIEW, "--json")) == ["c4ch", "tw1c"]
    assert chosen(kept(*REVIEW, "--drop", "tw1c", "--json")) == ["c4ch"]
    picked = kept(*REVIEW, "--entry", "c4ch", "--entry", "^tw1c", "--json")
    assert chosen(picked) == ["c4ch", "tw1c"]
    none = kept(*REVIEW, "--drop", "tw1c", "--drop", "c4ch", check=False)
    assert (none.code, none.out) == (2, "")
    assert "choose others with --entry" in none.err


def test_what_is_private_is_held_back_unless_it_is_picked(kept):
    plain = kept(*REVIEW, "--json")
    assert json.loads(plain.out)["held_back"] == ["pr1v"]
    assert "let go" not in plain.out
    assert "let go" in kept(*REVIEW, "--show", "pr1v").out


def test_the_questions_of_a_form_are_answered(kept):
    form = kept.home.parent / "form.txt"
    form.write_text("1. What did you achieve? (max 30 words)\n2. Goals?\n")
    draft, _, notes = kept(*REVIEW, "--questions", "form.txt").out.partition("\n---\n")
    assert "## What did you achieve?\n" in draft
    assert "## Goals?\n\n[For you to write.]" in draft
    assert "of 30 words" in notes
    assert "“Goals?”: nothing in the record answers this yet." in notes
    saved = kept(*REVIEW, "--questions", "form.txt", "--save").err.split()[1].strip("^.")
    (kept.home.parent / "mine.md").write_text("## What did you achieve?\n\nOne two three.\n")
    assert kept("packet", "edit", saved, "--from", "mine.md").out.splitlines()[1:] == [
        "“What did you achieve?”: 3 of 30 words.",
        "“Goals?”: no heading of your text says this.",
    ]
    form.write_text("\n")
    none = kept(*REVIEW, "--questions", "form.txt", check=False)
    assert none.code == 2
    assert "there is no question in it" in none.err


def test_a_packet_is_kept_and_written_on(kept, saved):
    (listed,) = kept.json("list", "packets")
    assert listed["handle"] == saved
    assert kept.json("packet", "show", saved)["conversation"] == "review"
    text = kept("packet", "show", saved).out
    assert "**Moved the cache to Redis for several teams: P99 down 340 ms.**[^c4ch]" in text
    alone = kept("packet", "compare", saved).out
    assert alone == "There is only one version, so there is nothing to compare.\n"
    (kept.home.parent / "mine.md").write_text("# Mine\n\nIn my own words.\n")
    assert kept("packet", "edit", saved, "--from", "mine.md").out == f"Changed ^{saved}\n"
    assert kept("packet", "show", saved).out == "# Mine\n\nIn my own words.\n"
    assert kept("packet", "show", saved, "--version", "1").out == text
    assert [line.split()[0] for line in kept("packet", "versions", saved).out.splitlines()] == ["2", "1"]
    newest = kept("packet", "versions", saved).out.splitlines()[0]
    assert newest.endswith("\t5 words"), "as the pages count: the title and the text, and no marks"
    assert "+ In my own words." in kept("packet", "compare", saved).out.splitlines()
    assert kept("packet", "compare", saved, "2", "2").out == ""
    kept("undo")
    assert kept("packet", "show", saved).out == text


def test_drafted_again_it_shows_what_is_new_and_changes_nothing(kept, saved):
    text = kept("packet", "show", saved).out
    assert kept("packet", "refresh", saved).out == "Nothing is new.\n"
    kept("log", "2026-08-03 Wrote the runbook -> 7 steps found ~org")
    shown = kept("packet", "refresh", saved).out
    assert shown.startswith("New:\n  1  Results (August to November): ")
    assert "Wrote the runbook: 7 steps found" in shown
    assert kept("packet", "show", saved).out == text
    none = kept("packet", "refresh", saved, "--take", "99", check=False)
    assert none.code == 2
    assert "--take must be a number from 1 to" in none.err
    assert kept("packet", "refresh", saved, "--take", "1").out.startswith("Added 1 to ^")
    assert "Wrote the runbook: 7 steps found" in kept("packet", "show", saved).out
    assert kept("packet", "refresh", saved).out == "Nothing is new.\n"


def test_other_entries_are_chosen_for_it_and_its_text_stays(kept, saved):
    kept("log", "2026-08-03 Asked why")
    text = kept("packet", "show", saved).out
    handle = kept.json("list", "evidence", "--period", "2026-08")[0]["handle"]
    shown = kept("packet", "refresh", saved, "--entry", handle).out
    assert "Asked why." in shown
    assert "No longer drafted, kept in your text:" in shown
    assert kept("packet", "show", saved).out == text
    assert "Asked why." in kept("packet", "refresh", saved).out
    kept("undo")
    assert "No longer drafted" not in kept("packet", "refresh", saved).out


def test_a_packet_is_deleted_and_comes_back_with_its_versions(kept, saved):
    text = kept("packet", "show", saved).out
    kept("rm", saved)
    assert kept("list", "packets").out == ""
    kept("restore", saved)
    assert kept("packet", "show", saved).out == text


def test_it_travels_in_an_archive(kept, saved, new_vividmap, tmp_path):
    kept("export", "--format", "json", "all.json")
    other = new_vividmap(tmp_path / "elsewhere" / "home")
    other("import", kept.home.parent / "all.json")
    assert other("packet", "show", saved).out == kept("packet", "show", saved).out
    assert other("packet", "refresh", saved).out == "Nothing is new.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("draft", "review", "--period", "soon"), "is not a period"),
        (("draft", "review", "--period", "2026-H2", "--entry", "zzzz"), "has the handle or name 'zzzz'"),
        (("draft", "job-search"), "vividmap draft resume"),
        (("packet", "review"), "vividmap draft review"),
        (("packet", "show", "zzzz"), "no packet has the handle or name 'zzzz'"),
        (("packet", "show", "c4ch"), "is evidence, not a packet"),
        (("packet", "refresh", "c4ch"), "is evidence, not a packet"),
    ],
)
def test_what_cannot_be_done_is_said(kept, arguments, said):
    done = kept(*arguments, check=False)
    assert done.code == 2 or (done.code == 1 and done.err)
    assert done.out == ""
    assert said in done.err


def test_a_version_that_there_is_not_is_said(kept, saved):
    done = kept("packet", "show", saved, "--version", "9", check=False)
    assert (done.code, done.out) == (2, "")
    assert f"^{saved} has no version 9; it has 1" in done.err


def test_bob_has_none_of_hers(kept, saved, bob):
    assert bob("list", "packets").out == ""
    assert bob("packet", "show", saved, check=False).out == ""


PROMOTION = """\
---
vividmap: document 1
level: Senior
---
# Impact evidence
- 2026-09-02 Settled the queues -> three teams dropped theirs ~teams !cross-team ^qu3s
- 2026-10-02 Moved the cache -> P99 down 340 ms ~team ^c4ch
# Goals and gaps
- Staff by 2027 ^st4f
  kind: promotion
  - gap: Cross-team ^cr0s
"""


def test_a_promotion_without_criteria_goes_by_what_was_done_and_never_by_gaps(in_november):
    in_november("import", "-", input=PROMOTION)
    said = in_november("draft", "promotion").out
    assert said.startswith("# The case for Staff\n")
    assert "**Settled the queues: three teams dropped theirs" in said
    assert "Cross-team" not in said.partition("## Sources")[0]
    assert "There are no criteria in the record" in said
    page = json.loads(in_november("draft", "promotion", "--for", "manager", "--json").out)
    assert (page["conversation"], page["title"]) == ("promotion", "Promotion: in short")
    assert page["period"]["name"] == "last-24-months"
    assert [one["entry"] for one in page["proposals"]] == ["qu3s", "c4ch"]
    gone = in_november("draft", "promotion", "--framework", "qu3s", check=False)
    assert gone.code != 0
    assert "framework" in gone.err


def test_a_promotion_is_kept_with_what_was_chosen_for_it(vividmap):
    vividmap("import", "-", input=PROMOTION)
    vividmap("draft", "promotion", "--for", "manager", "--level", "Staff", "--save")
    kept = vividmap.json("packet", "show", vividmap.json("list", "packets")[0]["handle"])
    assert kept["conversation"] == "promotion"
    assert (kept["choices"]["variant"], kept["choices"]["level"]) == ("manager", "Staff")
    assert "Nothing is new." in vividmap("packet", "refresh", kept["handle"]).out
