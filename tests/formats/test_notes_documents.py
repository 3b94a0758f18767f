"""Whole documents as people really keep them, and all that is read from each."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from vividmap.core.shorthand import Draft
from vividmap.formats.notes import Reading, read

FOLDER = Path(__file__).parent / "notes"
TODAY = date(2026, 11, 23)


def read_file(name: str) -> Reading:
    return read((FOLDER / f"{name}.md").read_text(encoding="utf-8"), TODAY)


def shown(draft: Draft, indent: str = "") -> Iterator[str]:
    yield f"{indent}{draft.kind}{f' {draft.when}' if draft.when else ''}: {draft.text}"
    for child in draft.children:
        yield from shown(child, f"{indent}  ")


READ = {
    "by_project": """
goal: Become the person people ask about storage
goal: Get better at saying no
evidence 2026~: Why it matters: every payment goes through it.
evidence 2026~: Wrote the RFC and got five teams to agree on one schema
evidence 2026~: Led the cutover of the payments ledger from the monolith to its own service, over three weekends, without a minute of downtime.
evidence 2026-03~: Found the double-booking bug before finance did
evidence 2026~: A short book that new people read in their first week. Six teams use it now.
evidence 2026~: See [the handbook][hb] and the talk.
evidence 2026~: Mentored Tomas through his first design review
evidence 2026-05-11: Paired with @priya on the retry storm
evidence 2026~: Gave feedback on 14 design docs
evidence 2026~: ADR-0007: one queue for all webhooks
evidence 2026~: Diagram of the whole payment path (it hangs in the kitchen)
skill entry 2026~: How Postgres really vacuums
skill entry 2026-02-03: read Staff Engineer and took notes
evidence 2026-04-12: Talk at the local Python meetup
""",
    "messy": """
evidence: as a word processor writes it
evidence: and once more
evidence: no bullet at all
evidence 2026-03-12: Über-Projekt „Größe“ abgeschlossen ✅
evidence 2026-03-04: Vortrag bei der Nutzergruppe
evidence 2026-03-04: 決済サービスを移行した
evidence: 決済の遅延を半分にした（約200ミリ秒）
evidence: сдали новый биллинг
evidence: أصلحت مشكلة الدفع
evidence: c'est fini, la migration!!! 50 % → 80 %
evidence: use `#define` not #1234 nor C# — but #sql-tuning yes
evidence: #escaped and @nobody
evidence: mail a@b.example about ~/bin
evidence: no-heading because there is no space
evidence: faster builds (-40%)
evidence: nested on one line
evidence: quoted in a bullet
evidence: März war gut
evidence: not | a table
evidence: just a line with a | pipe
skill entry: Rust
evidence: borrowed
evidence: hidden win: halved the bill
""",
    "one_on_ones": """
person: Priya Natarajan
  touchpoint 2026-03-04: coffee; she will review the RFC
  touchpoint 2026-05-20: lunch with her whole team
person: Tomas Berg
person: bo
person: Mei Lin
person: 山田太郎
person: Jan van der Berg
person: Sam O'Neill
  touchpoint 2026-05-12: sent him the draft
person: Dana
  touchpoint 2026-03-04: talked about scope
  touchpoint 2026-03-04: she says: write more, fix less
  touchpoint 2026-03-18: career talk
  touchpoint 2026-03-18: Staff is realistic by January.
  touchpoint: ask about headcount
goal: Staff engineer by 31 January 2027
  gap: cross-team influence
    update 2026-07-03: known in my team only
    update 2026-10-01: two RFCs outside Payments
  gap: sponsors
  update 2026-10-02: Dana agrees with January
goal: Learn enough Rust to review it
goal: Run an incident as commander
skill: Rust
skill: distributed systems
skill entry 2026-06~: Facilitation: took the two-day course in June 2026
""",
    "outliner": """
evidence 2026-03-04: shipped the importer
evidence 2025-03~: first launch
evidence 2025-03~: second launch
evidence 2025-03~: plain day
skill entry: category theory, a bit
evidence: just one bullet
""",
    "promo_packet": """
person: Dana Whitfield
evidence: Alice turned a team that fought fires into one that sells reliability to the rest of the company.
evidence 2026-Q1~: Checkout reliability
evidence: I introduced blameless reviews. They are now in the company handbook.
skill entry: "The reviews changed how my team talks about failure." — Bo, director of SRE
evidence: Ran 23 of them myself
evidence: Trained 9 facilitators
evidence: Led the storage working group
evidence 2026-02-20: Decided against a second message bus
evidence: Convinced Payments to move first
goal: Growth areas
  gap: Delegation
    update: I still review every migration
  gap: Writing for executives
    update 2026-05-04: first one-pager, came back red
    update 2026-06-01: second one, signed
skill entry: Alice is the calmest person in an incident. (Tomas)
skill entry: From Dana: "speak earlier in the meeting"
""",
    "tracker": """
evidence 2026-01-15: Moved CI to merge queues
evidence 2026-02~: Killed the nightly batch
evidence: Talked to the vendor
evidence: Wrote `a | b` parser
evidence 2026-Q2~: Quarterly plan
person: Priya Natarajan
  touchpoint 2026-03~: Last met
person: Dana Whitfield
goal: Staff engineer
  gap: cross-team influence
    update: known in Payments only
goal: Speak at a conference
skill entry 2026-03-04: Raft
skill entry: eBPF
""",
    "weekly_diary": """
evidence 2025-12-01..2025-12-07: shipped the new rate limiter
evidence 2025-12-02: outage, wrote the postmortem
evidence 2025-12-05: demo to the org
evidence 2025-12-08: planning
evidence 2025-12-10: reviewed the search design
evidence 2025-12-08..2025-12-14: 3/4: half of the alerts are gone now
evidence 2026-01-05..2026-01-11: Fixed the flaky deploy
evidence 2026-01-06: Rollback button for everyone
evidence 2026-01-12..2026-01-16: Quiet week. Read a lot of the scheduler's code.
evidence 2026-01-15: pairing with Dana
evidence 2026-01-19..2026-01-25: Cleaned up 40 feature flags
evidence 2026-01-19..2026-01-25: 03/02/2026: moved the cron jobs
evidence 2026-02-02..2026-02-08: Error budget dashboard
evidence 2026-Q1~: Looked back at the quarter with Dana. She thinks the rate limiter is the strongest thing.
""",
}

LEFT_OUT = {
    "by_project": [
        (1, "front matter"),
        (2, "front matter"),
        (3, "front matter"),
        (4, "front matter"),
        (8, "introduction above the first heading"),
        (9, "introduction above the first heading"),
    ],
    "messy": [(6, "no words"), (7, "no words"), (40, "HTML without text"), (45, "HTML without text")],
    "one_on_ones": [
        (3, "a horizontal rule"),
        (16, "does not begin with a person's name"),
        (69, "below 'To do'"),
    ],
    "outliner": [(3, "a property of the note"), (18, "a property of the note")],
    "promo_packet": [
        (3, "a comment"),
        (5, "about the document"),
        (63, "below 'Appendix'"),
        (64, "below 'Appendix'"),
        (65, "below 'Appendix'"),
        (66, "below 'Appendix'"),
    ],
    "tracker": [(9, "empty row"), (18, "row without a name")],
    "weekly_diary": [
        (2, "the underline of a heading"),
        (5, "the underline of a heading"),
        (21, "the underline of a heading"),
        (26, "an open task"),
        (40, "a horizontal rule"),
    ],
}


@pytest.mark.parametrize("name", READ)
def test_a_document_becomes_these_entries(name):
    lines = [line for draft in read_file(name).drafts for line in shown(draft)]
    assert lines == READ[name].strip().split("\n")


@pytest.mark.parametrize("name", LEFT_OUT)
def test_these_lines_of_a_document_are_left_out(name):
    left_out = [
        (result.line, result.detail)
        for result in read_file(name).line_results
        if result.result == "not imported"
    ]
    assert left_out == LEFT_OUT[name]


def test_every_document_here_is_read():
    assert {path.stem for path in FOLDER.glob("*.md")} == READ.keys() == LEFT_OUT.keys()


def test_the_table_of_a_tracker_fills_the_fields():
    merge_queues, batch, vendor, *_ = read_file("tracker").drafts
    assert merge_queues.fields == {
        "outcome": "40 % fewer broken mains",
        "scope": "org",
        "links": ("https://ci.example/42",),
    }
    assert [one.name for one in merge_queues.mentions] == ["Priya", "Tomas"]
    assert batch.body == "Notes: saved | spent: 3k/month"
    assert vendor.fields == {"outcome": "cheaper contract", "date_as_written": "03/04/2026"}
    assert vendor.body == "Scope: galaxy\nWho: procurement folks\nLink: see mail\nNotes: who knows"


def test_what_stands_beneath_a_bullet_in_a_brag_document():
    by_text = {draft.text: draft for draft in read_file("by_project").drafts}
    cutover = next(draft for text, draft in by_text.items() if text.startswith("Led the cutover"))
    bug = by_text["Found the double-booking bug before finance did"]
    assert cutover.fields == {
        "outcome": "340 ms off P99, and the monolith deploys in 9 minutes instead of 25",
        "scope": "teams",
        "links": ("https://wiki.example/rfc-112",),
        "project": "Ledger migration",
    }
    assert bug.body.endswith("```sql\nSELECT id, count(*)\n  FROM bookings\n GROUP BY id\n```")
