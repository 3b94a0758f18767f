"""draft resume: a résumé drafted, kept, and taken along."""

import json

import pytest

RECORD = """\
---
vividmap: document 1
name: Alice Example
employer: Globex
confidential name: Project Falcon
role: 2020-01-01.. Staff Engineer, Globex, Staff
---
# Impact evidence
- 2026-11-20 Moved the cache to Redis with @priya -> P99 down 340 ms ~teams #redis ^c4ch
- 2024-09-19 Wrote the platform runbook -> 7 steps found ^rn8k
- 2026-10-19 Sold marmalade to the bank ^1nt3
  confidentiality: internal
- 2026-10-18 Moved project  falcon to marmalade ^f4lc
# Relationship map
- Priya Natarajan ^p9qd
"""
JOB = "- Experience with Redis and Kubernetes\n"


@pytest.fixture
def kept(vividmap):
    vividmap("import", "-", input=RECORD)
    (vividmap.home.parent / "job.txt").write_text(JOB)
    return vividmap


@pytest.fixture
def saved(kept):
    return kept("draft", "resume", "--posting", "job.txt", "--save").err.split()[1].strip("^.")


def test_a_resume_is_of_all_time_and_its_notes_stand_apart(kept):
    draft, _, notes = kept("draft", "resume").out.partition("\n---\n")
    assert "### Staff Engineer, Globex (January 2020 – Present)" in draft
    assert "- Cut P99 by 340 ms: moved the cache to Redis with a colleague.[^c4ch]" in draft
    assert "- Wrote the platform runbook: 7 steps found.[^rn8k]" in draft
    assert "Priya" not in draft
    assert "Priya" in notes, "the sources are for the author alone"
    assert "they are private or internal; nothing from them is in the draft. ^1nt3" in notes
    assert "a name that you keep confidential; nothing from them is in the draft. ^f4lc" in notes
    assert "marmalade" not in draft + notes


def test_a_posting_and_a_kind_of_role_choose(kept):
    said = json.loads(kept("draft", "resume", "--posting", "job.txt", "--role", "platform", "--json").out)
    assert said["title"] == "Résumé, Alice Example: platform"
    assert [one["entry"] for one in said["proposals"]] == ["rn8k", "c4ch"]
    (table,) = said["tables"]
    assert [[cell["text"] for cell in row] for row in table["rows"]] == [
        ["redis", "1 entry"],
        ["Kubernetes", "not in the record"],
    ]
    assert table["rows"][0][1]["sources"] == ["c4ch"]


def test_a_period_can_be_said(kept):
    assert "runbook" not in kept("draft", "resume", "--period", "2026").out


def test_what_is_kept_is_drafted_again_with_the_same_posting(kept, saved):
    assert kept("packet", "refresh", saved).out == "Nothing is new.\n"
    assert kept.json("packet", "show", saved)["choices"]["posting"] == JOB
    kept("log", "2026-11-21 Cut the queue in half")
    assert "Cut the queue in half" in kept("packet", "refresh", saved).out


def test_the_authors_own_text_leaves_as_json_resume(kept, saved):
    text = kept("packet", "show", saved).out.replace("Wrote the platform runbook", "Wrote *the* runbook")
    (kept.home.parent / "mine.md").write_text(text)
    kept("packet", "edit", saved, "--from", "mine.md")
    said = json.loads(kept("packet", "export", saved, "-", "--format", "json").out)
    assert said == {
        "basics": {"name": "Alice Example", "label": "Staff Engineer", "location": {}, "profiles": []},
        "work": [
            {
                "name": "Globex",
                "position": "Staff Engineer",
                "startDate": "2020-01-01",
                "highlights": [
                    "Cut P99 by 340 ms: moved the cache to Redis with a colleague.",
                    "Wrote the runbook: 7 steps found.",
                ],
            }
        ],
        "skills": [{"name": "Data and messaging", "keywords": ["Redis"]}],
    }


def test_it_is_written_to_a_file_and_overwrites_none(kept, saved):
    assert kept("packet", "export", saved, "resume.json").out.startswith("Wrote resume.json (")
    file = kept.home.parent / "resume.json"
    assert json.loads(file.read_text())["skills"][0]["keywords"] == ["Redis"]
    again = kept("packet", "export", saved, "resume.json", check=False)
    assert (again.code, again.out) == (2, "")
    assert "--force overwrites it" in again.err
    kept("packet", "export", saved, "resume.json", "--force")


def test_another_packet_is_no_resume(kept):
    review = kept("draft", "review", "--period", "2026", "--save").err.split()[1].strip("^.")
    done = kept("packet", "export", review, "resume.json", check=False)
    assert (done.code, done.out) == (2, "")
    assert "'json' is not a format of this packet" in done.err


def test_a_resume_goes_out_without_what_it_rests_on(kept, saved):
    done = kept("packet", "export", saved, "resume.md", "--marks", check=False)
    assert (done.code, done.out) == (2, "")
    assert "they quote notes that name people" in done.err


def test_a_posting_that_is_not_utf_8_is_refused(kept):
    (kept.home.parent / "latin.txt").write_bytes(b"caf\xe9")
    done = kept("draft", "resume", "--posting", "latin.txt", check=False)
    assert (done.code, done.out) == (2, "")
    assert "is not UTF-8 at byte 4" in done.err


def test_bob_has_none_of_hers(kept, saved, bob):
    done = bob("packet", "export", saved, "resume.json", check=False)
    assert done.out == ""
    assert "no packet has the handle" in done.err
    assert "Moved" not in bob("draft", "resume").out
