"""Which entries of a document are offered as the strongest: as drafts rank them, and nobody's permission."""

from tests.formats.reading import TODAY

from vividmap.formats.notes import read

WEAK = [
    "he's fine with me spending 60% on performance this quarter",
    "Failed: my attempt to get a mandate, two teams wanted it",
    "Shipped it to 5% of traffic, rolled back after 40 min, my bad",
    "RFC-57 rejected by the architecture group, too expensive (€600k a year)",
    "Moved the wiki",
    "Sie will 3 Themen bis Juni",
    "Renewed my certificate",
    "Wrote 2 pages about the review",
]
STRONG = [
    "Egress bill down from €80k to €42k a month with better caching",
    "Build time from 23 min to 6 min for 64 developers",
    "The audit closed with 0 findings on key management",
    "Blocked a supply chain attack, no data left",
    "The second scanner is gone, which saves €310k a year",
]


def test_the_strongest_are_money_changes_prevention_and_clean_audits():
    text = "## Wins 2026\n" + "".join(f"- {line}\n" for line in (*WEAK[:4], *STRONG, *WEAK[4:]))
    (question,) = (asked for asked in read(text, TODAY).questions if asked.sort == "strongest")
    ticked = {int(number) for number in question.suggestion.split(",")}
    assert {line.text for line in question.lines if line.number in ticked} == set(STRONG)


def test_what_was_prevented_counts_in_other_languages():
    lines = [
        "Seit dem Umbau keine Ausfälle",
        "Wiki verschoben",
        "Notizen geschrieben",
        "Treffen besucht",
        "Plan gelesen",
    ]
    text = "## Erfolge 2026\n" + "".join(f"- {line}\n" for line in reversed(lines))
    (question,) = (asked for asked in read(text, TODAY).questions if asked.sort == "strongest")
    assert question.suggestion.split(",")[0] == "6"
