"""Running logs: each line that begins with its day is an entry of its own, with its own date."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.reading import TODAY, drafts, only, results

from vividmap.formats.notes import read


def dated(text: str) -> list[tuple[str, str]]:
    return [(draft.text, str(draft.when or "")) for draft in drafts(text)]


@pytest.mark.parametrize(
    "bullet", ["- cut the build from 40 to 20 min", "• RFC-212 accepted", "* one", "1. Terraform split"]
)
@pytest.mark.parametrize(
    ("line", "text", "when"),
    [
        ("9/14 shipped the backfill", "shipped the backfill", "2026-09-14"),
        ("9/14: shipped the backfill", "shipped the backfill", "2026-09-14"),
        ("24.8. Failover getestet", "Failover getestet", "2026-08-24"),
        ("2026-09-14 moved the ledger", "moved the ledger", "2026-09-14"),
        ("Tue: moved the ledger", "moved the ledger", "2026-08-04"),
    ],
)
def test_a_line_with_its_day_below_a_bullet_is_an_entry(bullet, line, text, when):
    assert dated(f"week of 3 Aug 2026\n{bullet}\n{line}\n")[1] == (text, when)


@pytest.mark.parametrize(
    "text",
    [
        "- we agreed to have the review on\n9/14 and no later\n",
        "- moved the ledger\n  9/14 was the first day\n",
        "- moved the ledger\nin one night\n",
        "- moved the ledger\nMon and Tue were quiet\n",
    ],
)
def test_a_line_that_goes_on_stays_with_its_bullet(text):
    assert len(drafts(text)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "9/14 shipped the thing",
        "9/14 shipped it",
        "9/14 did reviews",
        "9/14: shipped the rest",
        "9/14 learned Rust",
        "2026-09-14 shipped the rest",
        "9/14 → shipped the thing",
    ],
)
@pytest.mark.parametrize(
    "below", ["", "\n9/15 cut the bill, 10k -> 5k\n", "\n\n9/15 cut the bill\n", "\n# Plans\n"]
)
def test_a_short_line_with_its_day_is_no_heading(line, below):
    draft = drafts(f"9/3 cut the build from 40 to 20 min\n{line}{below}")[1]
    assert (draft.place, str(draft.when)) == (2, "2026-09-14")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("March 2026 wins\n3/14 moved the ledger\n", 1),
        ("9/14 wins\n- cut p99 from 3 s to 1 s\n", 1),
        ("9/14 Learning\nread about Raft, wrote a summary\n", 1),
        ("week of 3/16: wins\n3/17 moved the ledger\n", 1),
    ],
)
def test_a_date_and_a_section_over_lines_stay_a_heading(text, line):
    assert results(text)[line - 1].startswith("heading: section")


@pytest.mark.parametrize("indent", ["  ", "    ", "\t"])
def test_a_list_below_a_line_with_its_day_is_part_of_it(indent):
    draft = only(
        f"Tue 6/9: wrote the linter\n{indent}- catches 31 of 40 patterns\n{indent}- in CI for 6 squads\n"
    )
    assert (draft.text, str(draft.when)) == ("wrote the linter", "2026-06-09")
    assert draft.fields["outcome"] == "catches 31 of 40 patterns"
    assert draft.body == "- in CI for 6 squads"


@pytest.mark.parametrize(
    ("line", "text", "when"),
    [
        ("9/14 → added contract tests", "added contract tests", "2026-09-14"),
        ("9/14 -> cut the build, 40 -> 20 min", "cut the build, 40 -> 20 min", "2026-09-14"),
        ("14.9. → Ledger migriert", "Ledger migriert", "2026-09-14"),
        ("10/19–10/23 on call for payments", "on call for payments", "2026-10-19..2026-10-23"),
        ("10/19-23: on call for payments", "on call for payments", "2026-10-19..2026-10-23"),
        ("19.10.–23.10. Bereitschaft", "Bereitschaft", "2026-10-19..2026-10-23"),
        ("19.–23.10. Bereitschaft", "Bereitschaft", "2026-10-19..2026-10-23"),
        ("2026-10-19 – 2026-10-23 moved the ledger", "moved the ledger", "2026-10-19..2026-10-23"),
    ],
)
def test_the_date_in_front_of_a_line_is_its_date(line, text, when):
    draft = only(line)
    said = " -> ".join(filter(None, (draft.text, draft.fields.get("outcome", ""))))
    assert (said, str(draft.when)) == (text, when)


@pytest.mark.parametrize(
    "line", ["Q1 → Q2 latency fell by 20%", "5/10 → 9/10 in the survey", "1/2-3/4 of all users moved"]
)
def test_what_is_no_date_in_front_stays(line):
    draft = only(line)
    assert line.startswith(draft.text)


def test_a_weekday_is_one_after_the_last_day_above():
    assert dated("""
        wk of 3 Aug 2026
        - RFC accepted by 5 teams

        9/14 rolled out the SLOs
        Tue: interviewed 2 candidates
        Thu: gave a talk, 60 people
        9/25 bill down 17%

        hired two engineers
        """)[1:] == [
        ("rolled out the SLOs", "2026-09-14"),
        ("interviewed 2 candidates", "2026-09-15"),
        ("gave a talk, 60 people", "2026-09-17"),
        ("bill down 17%", "2026-09-25"),
        ("hired two engineers", ""),
    ]


@pytest.mark.parametrize(
    "line", ["“the clearest RCA this year” – Priyanka", "hired two engineers", "- cut p99, 3 -> 1 s"]
)
def test_a_line_right_below_one_with_its_day_has_that_day(line):
    assert dated(f"9/14 rolled out the SLOs\n{line}\n\n{line} again\n")[1][1] == "2026-09-14"
    assert dated(f"9/14 rolled out the SLOs\n\n{line}\n")[1][1] == ""


@pytest.mark.parametrize("suffix", ["", " (primary)", " (secondary, EU)"])
def test_a_heading_of_two_days_is_a_week_with_its_weekdays(suffix):
    assert dated(f"## 2026-05-04 – 2026-05-10{suffix}\n- Mi 3am: etcd restored\n- Fr: replaced a node\n") == [
        ("etcd restored", "2026-05-06"),
        ("replaced a node", "2026-05-08"),
    ]


DAYS = [
    "9/3",
    "9/3 →",
    "9/14",
    "9/14:",
    "2026-09-14",
    "14.9.",
    "Tue 9/15:",
    "Sep 14:",
    "9/14 →",
    "10/19–10/23",
    "Tue:",
]
VERBS = ["shipped", "did", "learned", "moved", "fixed", "reviewed", "migriert:", "publiqué", "met", "got"]
OBJECTS = ["the ¤", "¤", "¤ again", "¤, 10k -> 5k", "a ¤ for 6 teams", "it (¤)"]
LEADS = ["", "", "", "- ", "  - ", "• ", "> "]
line = st.builds("{}{} {} {}".format, *map(st.sampled_from, (LEADS, DAYS, VERBS, OBJECTS)))
NAMES = [f"xz{first}{second}" for first in "abcdeg" for second in "abcdeg"]


@given(st.lists(st.one_of(line, st.sampled_from(["", "Nov", "wk of 3 Aug", "9/20"])), max_size=14))
def test_each_line_of_a_log_is_kept_or_told(lines):
    names = iter(NAMES)
    text = re.sub("¤", lambda _: next(names), "\n".join(["# Log", *lines]))
    reading = read(text, TODAY)
    kept = repr(reading.drafts)
    for result in reading.line_results:
        said = re.findall(r"xz[a-g]{2}", text.split("\n")[result.line - 1])
        is_told = result.result == "not imported" or all(name in result.detail for name in said)
        assert is_told or all(name in kept for name in said), result
