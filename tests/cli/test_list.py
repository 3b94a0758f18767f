"""list and show: which items a filter leaves, in what order, and the shape that programs rely on."""

import json
import re
import subprocess
from datetime import timedelta

import pytest
from tests.cli.many import many, refused
from tests.cli.terminal import at_terminal

RECORD = """\
---
vividmap: document 1
name: Alice Example
fiscal year starts in month: 4
---
# Impact evidence
- 2026-08-10 August ~team #rust @priya !staff ^aug1
  kind: decision
- 2026-07-01 First day of the half ~teams @tomas ^jul1
  kind: led
  tags: release
- 2026-06-30 Last day of the other ~teams #rust @priya @tomas ^jun3
  tags: release, ops
- 2026-06-20..2026-07-05 Over the end -> a span ^spn1
- 2026~ Some time that year ^abt1
- 2025-12-31 Old ~org !reach ^old1
  landed: unknown
- undated No idea when ^und1
- undated SEV2 45 min -> 12 min ^chg1

# Skill development
- 2026-08-02 Read it #rust !reach ^skl1
  kind: practice
- 2026-02-01 Asked @priya ^skl2
  kind: feedback
## Skills
- rust ^rst1

# Relationship map
- Tomás Brandão ^tms1
- Priya Natarajan ^pri1

# Goals and gaps
- Staff ^stf1
  kind: promotion
  - gap: Reach ^rch1
    - 2026-10-02 Known here only ^upd1
- Other goal ^oth1
  kind: work
  state: dropped
  - gap: Writing ^wrt1
    state: closed
"""

NARROWED = {
    # arguments of list: the handles, in order
    (): "abt1 aug1 spn1 jul1 jun3 old1 und1 chg1",
    ("evidence", "-n", "2"): "abt1 aug1",
    ("--period", "2026-H2"): "abt1 aug1 spn1 jul1",
    ("--period", "H2 2026"): "abt1 aug1 spn1 jul1",
    ("--period", "2026-Q3"): "abt1 aug1 spn1 jul1",
    ("--period", "2026-06"): "abt1 spn1 jun3",
    ("--period", "2026-06-30..2026-07-01"): "abt1 spn1 jul1 jun3",
    ("--period", "FY2026"): "abt1 old1",
    ("--period", "FY27-Q1"): "abt1 spn1 jun3",
    ("--since", "2026-07-01"): "abt1 aug1 spn1 jul1",
    ("--until", "2026-06-30"): "abt1 spn1 jun3 old1",
    ("--until", "2026-06"): "abt1 spn1 jun3 old1",
    ("--until", "2025"): "old1",
    ("--since", "2026-06-30", "--until", "2026-06-30"): "abt1 spn1 jun3",
    ("--skill", "rust"): "aug1 jun3",
    ("--person", "priya"): "aug1 jun3",
    ("--person", "pri1", "--person", "Tomás Brandão"): "jun3",
    ("--goal", "staff"): "aug1",
    ("--goal", "reach"): "old1",
    ("--scope", "teams"): "jul1 jun3",
    ("--kind", "led"): "jul1",
    ("--kind", "decision", "--scope", "team", "--skill", "rust", "--since", "2026"): "aug1",
    ("--scope", "beyond"): "",
    ("learning",): "skl1 skl2",
    ("learning", "--skill", "rust"): "skl1",
    ("learning", "--kind", "feedback"): "skl2",
    ("learning", "--person", "priya"): "skl2",
    ("learning", "--goal", "reach"): "skl1",
    ("people",): "pri1 tms1",
    ("goals",): "stf1 oth1",
    ("goals", "--kind", "work"): "oth1",
    ("gaps",): "rch1 wrt1",
    ("gaps", "--goal", "other"): "wrt1",
    ("gaps", "-n", "1"): "rch1",
    ("--tag", "Release"): "jul1 jun3",
    ("--tag", "release", "--tag", "ops"): "jun3",
    ("--tag", "release", "-n", "1"): "jul1",
    ("--no-outcome",): "abt1 aug1 jul1 jun3 und1",
    ("--person", "TOMÁS"): "jul1 jun3",
    ("goals", "--state", "active"): "stf1",
    ("goals", "--state", "dropped"): "oth1",
    ("gaps", "--state", "open"): "rch1",
    ("gaps", "--state", "closed"): "wrt1",
    ("skills",): "rst1",
    ("criteria",): "",
    ("frameworks",): "",
    ("packets",): "",
}

KEYS = {
    # what docs/guide/json.md promises, in its order
    "evidence": "type id handle version text body date from to outcome scope kind part tags links project strong "
    "measured landed later date_as_written confidentiality result skills people goals criteria surfaced created_at edited_at",
    "skill entry": "type id handle version text body date from to kind project tags links date_as_written "
    "confidentiality skills people goals surfaced created_at edited_at",
    "person": "type id handle version text body positions met worked_on status real emails ideal_days longest_days "
    "later tags links confidentiality created_at edited_at",
    "goal": "type id handle version text body kind target state tags links confidentiality created_at edited_at",
    "gap": "type id handle version text body parent state tags links confidentiality created_at edited_at",
    "touchpoint": "type id handle version text body date from to parent date_as_written confidentiality skills people goals "
    "created_at edited_at",
    "update": "type id handle version text body date from to parent gap doing date_as_written confidentiality skills people goals "
    "created_at edited_at",
    "skill": "type id handle version text body aliases confidentiality goals created_at edited_at",
    "profile": "type id handle version text body level employer time_zone week_starts fiscal_month thin_month limits confidential private_tags roles "
    "projects email phone place links summary education certifications languages import_headings "
    "created_at edited_at",
}


@pytest.fixture
def kept(vividmap):
    vividmap("import", "-", input=RECORD)
    return vividmap


@pytest.mark.database
def test_a_list_is_narrowed(kept):
    commands = [["list", *arguments] for arguments in NARROWED]
    for (arguments, handles), done in zip(NARROWED.items(), many(kept, commands), strict=True):
        listed = [line.split("\t")[0] for line in done.out.splitlines()]
        assert (done.code, " ".join(listed)) == (0, handles), (arguments, done)


@pytest.mark.database
def test_a_period_counts_back_from_today(vividmap, today):
    for days in (0, 89, 90):
        vividmap("log", "--on", str(today - timedelta(days=days)), f"{days} days")
    for arguments in (
        ["--period", "last-90-days"],
        ["--since", "89 days ago"],
        ["--since", str(today - timedelta(89))],
    ):
        assert [item["text"] for item in vividmap.json("list", *arguments)] == ["0 days", "89 days"]
    assert [item["text"] for item in vividmap.json("list", "--until", "yesterday")] == ["89 days", "90 days"]


WRONG = [
    (["list", "things"], "'things' is not one of 'evidence', 'learning', 'people', 'goals', 'gaps', 'skills'"),
    (["list", "--since", "whenever"], "--since 'whenever' is not a date; write 2026-11-20, yesterday or friday"),
    (["list", "--until", "03/04/2026"], "--until '03/04/2026' is not a date"),
    (["list", "--period", "H3"], "'H3' is not a period; write 2026-H2, 2026-Q3, 2026-11, FY2026, last-90-days or all"),
    (["list", "--period", "2026", "--since", "2025"], "--period sets both ends; omit --since and --until"),
    (["list", "--since", "2026-02-01", "--until", "2026-01-01"], "--until 2026-01-01 is before --since 2026-02-01"),
    (["list", "--scope", "world"], "'world' is not one of 'team', 'teams', 'org', 'beyond'"),
    (["list", "--kind", "boss"], "'boss' is not one of 'decision'"),
    (["list", "--kind", "practice"], "'practice' is not a kind of evidence. Try: vividmap list learning --kind practice"),
    (["list", "people", "--kind", "led"], "'led' is not a kind of people. Try: vividmap list evidence --kind led"),
    (["list", "people", "--period", "2026"], "--since, --until and --period do not apply to people; omit them"),
    (["list", "gaps", "--since", "2026"], "--since, --until and --period do not apply to gaps"),
    (["list", "learning", "--scope", "org"], "--scope does not apply to learning; omit it"),
    (["list", "people", "--skill", "rust"], "--skill does not apply to people; omit it"),
    (["list", "goals", "--person", "priya"], "--person does not apply to goals; omit it"),
    (["list", "-n", "0"], "0 is not in the range x>=1"),
    (["list", "--person", "nobody"], "no person has the handle or name 'nobody'"),
    (["list", "--state", "open"], "--state does not apply to evidence; omit it"),
    (["list", "goals", "--state", "open"], "'open' is not a state of goals; use one of active, reached, dropped"),
    (["list", "gaps", "--no-outcome"], "--no-outcome does not apply to gaps; omit it"),
    (["list", "packets", "--tag", "x"], "--tag does not apply to packets; omit it"),
]  # fmt: skip


@pytest.mark.database
def test_what_no_entry_could_match_is_refused(kept):
    refused(kept, WRONG)


@pytest.mark.database
def test_json_has_every_key_that_is_promised_and_no_other(kept):
    kept("met", "priya", "Coffee")
    items = [*kept.json("list"), *kept.json("list", "learning"), *kept.json("list", "goals")]
    people = [kept.json("show", "pri1")]
    goals = [kept.json("show", "staff")]
    items += [*people[0].pop("beneath"), *goals[0].pop("beneath"), *people, *goals]
    rust = kept.json("show", "rust")
    assert rust.pop("beneath") == []
    items += [rust, *kept.json("search", "alice")]
    assert {item["type"]: list(item) for item in items} == {name: keys.split() for name, keys in KEYS.items()}


@pytest.mark.database
def test_names_in_json_say_whom_they_mean(kept):
    kept(
        "edit",
        "--from",
        "-",
        "aug1",
        input="2026-08-10 August @priya @nobody ^aug1\nsurfaced: @priya 2026-08-11\n",
    )
    august = kept.json("show", "aug1")
    priya = kept.json("show", "pri1")["id"]
    assert august["people"] == [
        {"id": priya, "handle": "pri1", "name": "Priya Natarajan"},
        {"id": None, "handle": None, "name": "nobody"},
    ]
    assert august["surfaced"] == [
        {"id": priya, "handle": "pri1", "name": "Priya Natarajan", "on": "2026-08-11"}
    ]
    for moment in (august["created_at"], august["edited_at"]):
        assert moment.endswith("Z")
    kept("log", "Ольга 🚀")
    assert "Ольга 🚀" in kept("list", "--json").out  # UTF-8 and no escapes


@pytest.mark.database
def test_into_a_pipe_it_is_one_line_an_entry_with_tabs(kept):
    kept("log", "--on", "2026-09-01", "A\ttab, \x1b[31mred\x1b[0m and a \u2028 line -> an\toutcome\nbeneath")
    lines = kept("list").out.split("\n")
    assert lines[1].split("\t")[1:] == ["2026-09-01", "A tab,  [31mred [0m and a   line -> an outcome"]
    assert lines[3] == "spn1\t2026-06-20..2026-07-05\tOver the end -> a span"
    assert lines[-3:-1] == ["und1\t\tNo idea when", "chg1\t\tSEV2 45 min -> 12 min"]
    assert kept("list", "people").out == "pri1\tPriya Natarajan\t\t\t\t\ntms1\tTomás Brandão\t\t\t\t\n"
    assert (
        kept("list", "goals").out
        == "stf1\tactive\t\tpromotion\t1\tStaff\noth1\tdropped\t\twork\t0\tOther goal\n"
    )
    assert kept("list", "gaps").out == "rch1\topen\tStaff\tReach\nwrt1\tclosed\tOther goal\tWriting\n"
    assert kept("list", "skills").out == "rst1\t3\trust\t\n"
    kept("framework", "import", "-", input="# Levels\n\n## Staff\n\n- Leads projects\n")
    assert [line.split("\t")[1:] for line in kept("list", "frameworks").out.splitlines()] == [
        ["1", "0", "Levels"]
    ]
    (criterion,) = kept("list", "criteria").out.splitlines()
    assert criterion.split("\t")[1:] == ["Levels", "Staff", "", "0", "Leads projects"]
    assert [item["text"] for item in kept.json("list", "criteria")] == ["Leads projects"]
    assert kept.json("list", "frameworks")[0]["criteria"][0]["text"] == "Leads projects"
    assert kept("list", "--scope", "beyond").out == ""
    assert kept.json("list", "--scope", "beyond") == []


@pytest.mark.database
def test_show_says_all_of_one_entry(kept):
    shown = kept("show", "^AUG1").out.split("\n")
    assert shown[:4] == [
        "2026-08-10 August ~team #rust @priya !staff ^aug1",
        "  kind: decision",
        "",
        "evidence, 10 August 2026",
    ]
    assert re.fullmatch(r"added 20\d\d-\d\d-\d\d \d\d:\d\d UTC", shown[4]), "it was never edited"
    kept("edit", "aug1", "--strong", "first of its kind")
    assert ", edited 20" in kept("show", "aug1").out
    assert "Mentioned in:" in kept("show", "rst1").out
    assert kept("show", "stf1").out.startswith(
        "Staff ^stf1\n  kind: promotion\n\n  - gap: Reach ^rch1\n\n    - 2026-10-02 Known here only ^upd1\n"
    )


def test_in_a_terminal_it_fits_the_width(kept):
    kept("log", "--on", "2026-11-01", "word " * 60 + "日本語の長い文章 " * 20 + "-> " + "outcome " * 20)
    for width in (60, 100, 200):
        screen = at_terminal(kept, "list", size=(500, width))
        assert screen.code == 0
        assert "\x1b" not in screen.raw  # NO_COLOR
        for line in screen.text.splitlines():
            cells = sum(2 if "\u3000" <= c <= "\u9fff" else 1 for c in line)
            assert cells <= min(width, 110), line
    lines = at_terminal(kept, "list", "--scope", "team", size=(50, 80)).text.splitlines()
    assert lines == [
        "2026-08-10              August",
        "                        ^aug1 · team · decision · #rust · @priya · !staff",
    ]


def test_a_date_has_a_gap_before_the_words_and_tables_are_aligned_for_people(kept):
    lines = at_terminal(
        kept, "list", "--since", "2026-06-20", "--until", "2026-06-29", size=(50, 80)
    ).text.splitlines()
    assert lines[2] == "2026-06-20..2026-07-05  Over the end -> a span"
    goals = at_terminal(kept, "list", "goals", size=(50, 80)).text.splitlines()
    assert goals == [
        "HANDLE  STATE    TARGET  KIND       OPEN GAPS  GOAL",
        "stf1    active           promotion  1          Staff",
        "oth1    dropped          work       0          Other goal",
    ]
    kept("edit", "stf1", "--text", "Staff " * 20)
    narrow = at_terminal(kept, "list", "goals", size=(50, 60)).text.splitlines()
    assert max(map(len, narrow)) <= 60
    assert narrow[1].endswith("…")


def test_bidirectional_overrides_do_not_reorder_a_list(kept):
    kept("log", "abc \u202egnp.exe and \u2066more")
    for command in (["list"], ["list", "--json"], ["search", "abc"]):
        shown = kept(*command).out
        assert "\u202e" not in shown or "--json" in command, command


def test_what_is_due_is_wrapped_after_a_word(kept):
    words = at_terminal(kept, "status", size=(50, 40)).text
    assert max(map(len, words.splitlines())) < 40
    assert "the weekly check-in, the monthly check-in" in " ".join(words.split())


def test_colour_is_for_a_terminal_alone(kept):
    assert "\x1b[" in at_terminal(kept, "list", colour=True).raw
    assert "\x1b[" not in at_terminal(kept, "list", colour=True, env={"TERM": "dumb"}).raw
    for env in ({}, {"NO_COLOR": ""}):
        assert "\x1b" not in kept("list", env=env).out
    # what was captured never colours or moves the cursor itself
    kept("log", "\x1b[31mred\x1b]0;title\x07", "--tag", "\x1b[5m")
    for command in (["list"], ["search", "red"], ["document"], ["show", kept.json("list")[0]["handle"]]):
        assert "\x1b" not in at_terminal(kept, *command).raw, command


def test_what_is_longer_than_the_screen_is_paged(kept, tmp_path):
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED; cat\n")
    pager.chmod(0o700)
    for command, size, paged in (
        (["list"], (10, 100), True),
        (["list"], (100, 100), False),
        (["document"], (10, 100), True),
        (["show", "stf1"], (5, 100), True),
    ):
        screen = at_terminal(kept, *command, size=size, env={"PAGER": str(pager)})
        assert ("PAGED" in screen.text) is paged, command


def test_a_terminal_is_told_when_there_is_nothing(vividmap):
    for command, said in (
        (["list"], "No evidence yet. Log some: vividmap log TEXT"),
        (["list", "people"], "No people yet. Add one: vividmap add person NAME"),
        (["list", "--scope", "org"], "Nothing matches."),
        (["search", "nothing"], "Nothing found."),
        (["trash"], "The trash is empty."),
        (["link"], "Every name is linked."),
        (["list", "skills"], "No skills yet. Write #its-name in an entry, or: vividmap add skill NAME"),
    ):
        assert at_terminal(vividmap, *command).text == f"{said}\n"


def test_whoever_reads_the_output_may_stop(kept):
    fill = "with some words to fill a pipe " * 8
    kept("log", "-", "--lines", input="".join(f"Line {n} {fill}\n" for n in range(500)))
    kept("list", "-n", "1")
    pipes = [(command, "head -1") for command in ("list", "list --json", "document", "export -")]
    for command, reader in [*pipes, ("list skills", "true"), ("show aug1", "true")]:
        argv = " ".join(kept.argv(*command.split()))
        done = subprocess.run(
            ["bash", "-c", f'{argv} | {reader}; echo "${{PIPESTATUS[0]}}" >&2'],
            env=kept.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == "0\n", (command, reader)
        assert done.stdout.count("\n") <= 1


def test_json_can_be_read_where_the_locale_is_not_utf_8(kept):
    kept("log", "--on", "2036", "Ольга → 日本語")
    done = kept("list", "--json", "-n", "1", env={"LANG": "C", "LC_ALL": "C"})
    assert json.loads(done.out)[0]["text"] == "Ольга"
    latin = kept("list", "-n", "1", env={"PYTHONIOENCODING": "latin-1"})
    assert latin.code == 0
