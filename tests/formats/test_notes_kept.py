"""No line that tells of work is lost, whatever its heading says and whatever it begins with."""

import pytest
from tests.formats.reading import drafts, results, texts

SAYING_NOTHING = [
    "Other",
    "Misc",
    "Random",
    "Various",
    "Everything else",
    "Odds & ends",
    "Sonstiges",
    "Weiteres",
    "Divers",
    "Autres sujets",
    "Otras cosas",
    "Outros",
    "Varie",
    "Overig",
    "Прочее",
    "その他",
    "其他",
]


@pytest.mark.parametrize("heading", SAYING_NOTHING)
@pytest.mark.parametrize(
    "line",
    [
        "Feb 19: Sev1, payments down for 47 minutes. I was incident commander.",
        "Mentoring Jonas. He gave his first talk.",
        "the build is green again",
        "Ausfall der Zahlungen, ich war Einsatzleiter",
    ],
)
def test_a_heading_that_says_nothing_drops_no_line(heading, line):
    (draft,) = drafts(f"# 2026\n\n## Q1\n\n### {heading}\n\n- {line}\n")
    assert (draft.kind, draft.fields.get("project")) == ("evidence", None)


def test_a_heading_that_says_nothing_leaves_the_section_and_project_above():
    text = "# Learning\n\n## Misc\n\n- Rust basics and lifetimes\n\n# Wins\n\n## Ledger\n\n### Other\n\n- Moved 3 jobs\n"
    learned, moved = drafts(text)
    assert (learned.kind, moved.kind, moved.fields["project"]) == ("skill entry", "evidence", "Ledger")


def test_lines_below_other_that_all_are_people_are_asked_about():
    text = "## Misc\n- Dana Whitfield, VP Engineering\n- Omar Haddad, Director\n"
    assert [kind for kind, _ in texts(text)] == ["person", "person"]


REAL_LINES = [
    "added safari to the canary suite + automatic rollback",
    "described the failure modes to the on-call team",
    "listed all 212 cron jobs and their owners",
    "provided the capacity model for the board",
    "shared the postmortem with 40 engineers",
    "add retries to the payment client, timeouts from 3% to 0.1%",
    "What a week: the queue drained twice, I rebuilt the consumer",
    "list price of the CDN negotiated down 30%",
    "how we got rid of 400 flaky tests: quarantine + owners",
    "note to self: I was wrong about Kafka, apologised to Sam",
    "AI: support bot answers 40% of tickets now, was 12%",
    "AI - rolled out Copilot to 120 engineers",
    "In progress: migrated 14 of 40 services to the new mesh",
    "Follow-up: fixed the 3 findings from the audit",
    "Maybe my best call this year: I killed the rewrite.",
    "Vielleicht der beste Tag: Ausfallzeit von 40 auf 3 Minuten",
    "All-hands: presented the reliability story to 400 people",
    "Offsite: wrote the 2027 platform strategy with Helen",
    "Offsite: Plattformstrategie mit Helen abgestimmt",
    "Code review: taught Tomasz to split PRs",
    "On leave, but rolled back the deploy at 2am",
    "Vacation handover doc reused by 5 teams",
    "joined the incident bridge at 2am",
    "joined #incident-42 as scribe",
    "En cours : 14 services migrés sur 40",
    "Reminder emails rewritten, 12% fewer tickets",
    "Score: 4.8 in the platform survey",
    "TODO comments removed from 40 files",
    "Holiday readiness: 0 incidents on Black Friday",
    "Urlaubsvertretung für Jana, zwei Releases",
    "Idée : budget d'erreur, adopté par 3 équipes",
    "Pendiente de firma, pero logré el acuerdo con Legal",
    "Signature verification for all images",
    "See the board deck: €1.2M saved",
    "(paired with Ana on the rollback too)",
    "Load Shedding",
    "*Shipped the new gateway, p99 down 40 ms*",
    "Energy: cut the data centre's power use by 12%",
    "Plan: agreed with Finance on the 2027 budget",
]


@pytest.mark.parametrize("line", REAL_LINES)
def test_a_line_that_tells_of_work_is_kept_below_its_day(line):
    assert (
        results(f"2026-03-02\n{line}\n\n2026-03-03\nMoved the ledger.\n")[1]
        == "entry: evidence, 2 March 2026"
    )


@pytest.mark.parametrize(
    "line", ["added two alerts", "provided the model for the board", "Described the new on-call rota"]
)
def test_a_deed_below_a_heading_is_no_instruction(line):
    assert results(f"## Alerting\n\n{line}\n\n- Cut pages by half\n")[1] == "entry: evidence, undated"


def test_a_form_still_says_what_to_write():
    text = "## Impact\n\nPlease list three to five accomplishments and their impact.\n\n- Moved 3 jobs\n"
    assert results(text)[1] == "not imported: an instruction in the form"


@pytest.mark.parametrize("heading", ["In progress", "To do", "Meetings", "In Arbeit"])
def test_what_is_told_as_done_below_a_heading_of_plans_is_kept(heading):
    text = f"## {heading}\n- Migrated 14 of 40 services to the new mesh\n- migrate the others\n- [ ] Fixed nothing\n"
    assert [text for _, text in texts(text)] == ["Migrated 14 of 40 services to the new mesh"]


def test_what_a_template_says_of_itself_is_not_kept():
    assert texts("## How to use\n- Copied from the wiki\n") == []


@pytest.mark.parametrize("line", ["--- summer ---", "~~ Sommerpause ~~"])
def test_words_between_dashes_separate_and_are_no_entry(line):
    text = f"5 Jan 2026\nmoved it\n\n{line}\n\n7 Jul 2026\nwrote the ADR\n"
    assert results(text)[2] == "not imported: a separator"
    assert len(drafts(text)) == 2


@pytest.mark.parametrize("line", ["--- Q3 2026 ---", "======= Q3 2026 ======="])
def test_a_period_between_dashes_dates_what_is_below(line):
    (draft,) = drafts(f"{line}\n\nwrote the ADR\n")
    assert str(draft.when) == "2026-Q3~"


@pytest.mark.parametrize(
    "line",
    ["TODO ask Ruben for a bit of RUM budget", "TODO: ask Ruben", "FIXME the alert", "todo - call Sam"],
)
def test_an_open_task_in_a_log_is_listed_as_one(line):
    assert results(f"2026-03-02\nMoved the ledger.\n{line}\n")[-1] == "not imported: an open task"
