"""log, learn, met: what is typed becomes an entry, and is acknowledged when it is safe."""

import re
import subprocess
from datetime import timedelta

import pytest
from tests.cli.terminal import at_terminal

from vividmap import spool
from vividmap.core.when import parse_when

LOG = {
    # arguments: what the entry says (fields that are not named are empty)
    ("Did it",): {"text": "Did it"},
    ("Did", "it"): {"text": "Did it"},
    ("Did it -> P99 down 340 ms ~teams #rust #system-design @priya !staff",): {
        "text": "Did it",
        "outcome": "P99 down 340 ms",
        "scope": "teams",
        "skills": ["rust", "system design"],
        "people": ["priya"],
        "goals": ["staff"],
    },
    ("--outcome", "so much", "Did it"): {"text": "Did it", "outcome": "so much"},
    ("--outcome=so much", "Did it"): {"text": "Did it", "outcome": "so much"},
    ("Did it ~team", "--scope", "beyond"): {"text": "Did it", "scope": "beyond"},
    ("--kind", "prevented", "Did it"): {"text": "Did it", "kind": "prevented"},
    ("--on", "2026-11-02..2026-11-14", "Did it"): {"text": "Did it", "date": "2026-11-02..2026-11-14"},
    ("--on", "March 2025", "Did it"): {"text": "Did it", "date": "2025-03~"},
    ("2026-11-02 Did it",): {"text": "Did it", "date": "2026-11-02"},
    ("2026-11-02 Did it", "--on", "2026-10-01"): {"text": "Did it", "date": "2026-10-01"},
    ("undated Did it",): {"text": "Did it", "date": None},
    ("Did it", "--skill", "event sourcing", "--skill", "#rust", "--skill", "e2e-tests"): {
        "text": "Did it",
        "skills": ["event sourcing", "rust", "e2e tests"],
    },
    ("Did it #rust", "--skill", "Rust"): {"text": "Did it", "skills": ["rust"]},
    ("Did it", "--person", "@priya", "--person", "Dana K", "--goal", "!staff"): {
        "text": "Did it",
        "people": ["priya", "Dana K"],
        "goals": ["staff"],
    },
    ("Did it", "--tag", "a", "--tag", "b, c", "--link", "https://x.example/1", "--link", "two"): {
        "text": "Did it",
        "tags": ["a", "b", "c"],
        "links": ["https://x.example/1", "two"],
    },
    ("Did it\nkind: led\ntags: a\n\nFree **text**.\n\n- more",): {
        "text": "Did it",
        "kind": "led",
        "tags": ["a"],
        "body": "Free **text**.\n\n- more",
    },
    ("Vendor deal\n  confidentiality: private",): {"text": "Vendor deal", "confidentiality": "private"},
    ("Vendor deal\n\tScope: org\n\nBecause: x",): {"text": "Vendor deal", "scope": "org", "body": "Because: x"},
    ("Did it\nWhy: because",): {"text": "Did it", "body": "Why: because"},
    ("Did it\n\n\\confidentiality: is what I worked on",): {"text": "Did it", "body": "confidentiality: is what I worked on"},
    ("--", "--force is off now", "-x"): {"text": "--force is off now -x"},
    ("--", "list"): {"text": "list"},
    ("list of things",): {"text": "list of things"},
    ("Did it", "--private"): {"text": "Did it", "confidentiality": "private"},
    ("--internal", "Did it"): {"text": "Did it", "confidentiality": "internal"},
    ("Did it", "--", "--private"): {"text": "Did it --private"},
    ("Did it", "--", "--lines"): {"text": "Did it --lines"},
    ("Did it +ledger -> so",): {"text": "Did it", "outcome": "so", "project": "ledger"},
    ("Did it", "--project", "Ledger migration"): {"text": "Did it", "project": "Ledger migration"},
    ("-x Did it",): {"text": "-x Did it"},
    # what stays text
    ("Ported C# to Rust, see #1234 and a@b.com",): {"text": "Ported C# to Rust, see #1234 and a@b.com"},
    ("See https://x.example/a?b=c#part and ~/bin",): {"text": "See https://x.example/a?b=c#part and ~/bin"},
    ("**bold** [link](#part) ![x](y) `#code @here -> x`",): {"text": "**bold** [link](#part) ![x](y) `#code @here -> x`"},
    ("a != b, wow! 2^10 ^7f3k",): {"text": "a != b, wow! 2^10 ^7f3k"},
    (r"about \#rust and \@priya",): {"text": "about #rust and @priya"},
    ("Übergab 分散システム 🚀 – ёлка",): {"text": "Übergab 分散システム 🚀 – ёлка"},
    ("x" * 5000,): {"text": "x" * 5000},
}  # fmt: skip
LEARN = {
    ("Read the Raft paper #distributed-systems",): {"text": "Read the Raft paper", "skills": ["distributed systems"]},
    ("Read it -> liked it ~team", "--kind", "practice"): {"text": "Read it -> liked it ~team", "kind": "practice"},
    ("Ask first", "--kind", "feedback", "--person", "dana", "--goal", "staff", "--tag", "a", "--link", "b", "--on", "2026-11-02"): {
        "text": "Ask first", "kind": "feedback", "people": ["dana"], "goals": ["staff"], "tags": ["a"], "links": ["b"], "date": "2026-11-02",
    },
}  # fmt: skip
EMPTY: dict[str, object] = {
    "text": "", "body": "", "outcome": "", "scope": "", "kind": "", "tags": [], "links": [], "skills": [], "people": [],
    "goals": [], "project": "", "strong": "", "confidentiality": "", "later": None, "measured": "", "landed": "",
    "date_as_written": "", "part": "", "criteria": [], "surfaced": [],
}  # fmt: skip


def said(item):
    """Return the fields of an entry that are compared here, linked items by their names."""
    left_out = (
        "id",
        "handle",
        "version",
        "created_at",
        "edited_at",
        "from",
        "to",
        "type",
        "parent",
        "result",
    )
    return {
        name: [one["name"] for one in value] if value and isinstance(value, list) and isinstance(value[0], dict) else value
        for name, value in item.items()
        if name not in left_out
    }  # fmt: skip


@pytest.mark.database
@pytest.mark.parametrize(
    ("verb", "section", "cases"), [("log", "evidence", LOG), ("learn", "learning", LEARN)]
)
def test_what_is_captured_is_what_the_entry_says(vividmap, today, verb, section, cases):
    handles = [vividmap(verb, *arguments).out for arguments in cases]
    assert all(re.fullmatch(r"Saved \^[0-9a-z]{6,12}\n", told) for told in handles)
    items = vividmap.json("list", section)
    assert len(items) == len(cases)
    for (arguments, expected), told in zip(cases.items(), handles, strict=True):
        (item,) = (item for item in items if told.startswith(f"Saved ^{item['handle']}"))
        everything = {name: value for name, value in EMPTY.items() if name in item}
        assert said(item) == everything | {"date": str(today)} | expected, arguments
        if item["date"]:
            assert (item["from"], item["to"]) == _bounds(item["date"])
    # the handle that was acknowledged finds the entry, though a list shows a shorter one
    acknowledged = handles[0].removeprefix("Saved ^").strip()
    (first,) = (item["id"] for item in items if acknowledged.startswith(item["handle"]))
    assert vividmap.json("show", acknowledged)["id"] == first
    assert vividmap.json("show", f"^{acknowledged.upper()}")["id"] == first


def _bounds(mark):
    when = parse_when(mark)
    assert when is not None
    return str(when.first), str(when.last)


@pytest.mark.database
def test_a_relative_date_counts_from_the_day_of_the_capture(vividmap, today):
    vividmap("log", "--on", "yesterday", "One")
    vividmap("log", "--on", "3 days ago", "Two")
    vividmap("log", "--on", today.strftime("%A"), "Three")
    dates = {item["text"]: item["date"] for item in vividmap.json("list")}
    assert dates == {
        "One": str(today - timedelta(days=1)),
        "Two": str(today - timedelta(days=3)),
        "Three": str(today),
    }


@pytest.mark.database
def test_the_day_is_that_of_the_time_zone(vividmap):
    vividmap("config", "time-zone", "Pacific/Kiritimati")  # fourteen hours ahead
    vividmap("log", "There")
    vividmap("config", "time-zone", "Pacific/Pago_Pago")  # eleven hours behind
    vividmap("log", "Here")
    there, here = (vividmap.json("search", text)[0]["date"] for text in ("There", "Here"))
    assert there > here
    vividmap("config", "time-zone", "")
    east = {"TZ": "XXX-14"}
    vividmap("log", "East", env=east)
    vividmap("log", "West", env={"TZ": "XXX+11"})
    east_day, west_day = (vividmap.json("search", text)[0]["date"] for text in ("East", "West"))
    assert (east_day, west_day) == (there, here)


@pytest.mark.database
def test_a_date_that_cannot_be_read_is_kept_and_flagged(vividmap, today):
    capture = spool.new_capture("log", "Did it", (("on", "last spring"),))  # as an earlier version kept it
    folder = vividmap.home / "spool"
    folder.mkdir(exist_ok=True)
    (folder / f"{capture.id}{spool.SUFFIX}").write_bytes(spool.format_capture(capture))
    handle = vividmap.json("list")[0]["handle"]
    shown = vividmap.json("show", handle)
    assert (shown["date"], shown["date_as_written"]) == (str(today), "last spring")
    assert "date as written: last spring" in vividmap("show", handle).out
    vividmap("edit", handle, "--on", "April 2026")
    shown = vividmap.json("show", handle)
    assert (shown["date"], shown["date_as_written"]) == ("2026-04~", "")
    vividmap("edit", handle, "--on", "undated")
    assert vividmap.json("show", handle)["date"] is None


@pytest.mark.database
def test_a_touchpoint_is_with_a_person(vividmap):
    priya = vividmap("add", "person", "Priya Natarajan").out.split()[1].removeprefix("^")
    vividmap("add", "person", "Tomás Brandão")
    for whom in ("priya", "@priya", "Priya Natarajan", "PRIYA-NATARAJAN", priya, f"^{priya}"):
        vividmap("met", whom, f"Coffee with {whom}", "--on", "2026-11-02")
    vividmap(
        "met", "tomas-brandao", "2026-10-01 Lunch #rust", "--person", "dana", "--goal", "staff", "--private"
    )
    beneath = vividmap.json("show", "priya")["beneath"]
    assert [(one["type"], one["date"]) for one in beneath] == [("touchpoint", "2026-11-02")] * 6
    (lunch,) = vividmap.json("show", "tomas")["beneath"]
    assert said(lunch) == {
        "text": "Lunch",
        "body": "",
        "date": "2026-10-01",
        "date_as_written": "",
        "confidentiality": "private",
        "skills": ["rust"],
        "people": ["dana"],
        "goals": ["staff"],
    }


@pytest.mark.database
def test_a_touchpoint_with_nobody_known_waits_until_it_is_linked(vividmap):
    vividmap("met", "Somebody New", "Coffee")
    assert "## Touchpoints not linked yet" in vividmap.document()
    entry, written, offers, text = vividmap("link").out.strip().split("\t")
    assert (written, offers, text) == ("@Somebody New", "-", "Coffee")
    person = vividmap("add", "person", "Somebody New").out.split()[1]
    assert person in vividmap("link").out
    vividmap("link", "@Somebody New", "somebody", "--in", entry)
    assert vividmap("link").out == ""
    assert [one["text"] for one in vividmap.json("show", "somebody")["beneath"]] == ["Coffee"]


WRONG = [
    (["log", "x", "--scope", "Team"], "--scope must be one of team, teams, org, beyond, not 'Team'"),
    (
        ["log", "x", "--kind", "practice"],
        "--kind must be one of decision, unblocked, prevented, led, not 'practice'",
    ),
    (["learn", "x", "--kind", "led"], "--kind must be one of domain, practice, gap, feedback, not 'led'"),
    (["learn", "x", "--scope", "team"], "there is no option --scope ('vividmap learn --help' lists them"),
    (["met", "p", "x", "--kind", "led"], "there is no option --kind ('vividmap met --help' lists them"),
    (["log", "x", "--frobnicate"], "there is no option --frobnicate"),
    (["log", "x", "--outcome"], "--outcome needs a value"),
    (["log", "x", "--outcome="], "--outcome needs a value"),
    (["log", "x", "--outcome", " "], "--outcome needs a value"),
    (["log", "x", "--skill", "#"], "--skill needs a value"),
    (["log", "x", "--person", "@"], "--person needs a value"),
    (["log", "x", "--on", "today", "--on", "today"], "--on can be used once only"),
    (["log", ""], "the text is empty, so nothing was saved"),
    (["log", "  \n "], "the text is empty, so nothing was saved"),
    (["log"], 'there is no text: vividmap log TEXT, or "-" to read standard input'),
    (["learn"], "there is no text: vividmap learn TEXT"),
    (["met"], "name the person: vividmap met PERSON TEXT"),
    (["met", "", "x"], "name the person: vividmap met PERSON TEXT"),
    (["met", "@", "x"], "name the person: vividmap met PERSON TEXT"),
    (["met", "priya"], "there is no text: vividmap met PERSON TEXT"),
    (["log", "x", "--private", "--internal"], "use either --private or --internal, and only once"),
    (["met", "p", "x", "--privat"], "there is no option --privat"),
    (["learn", "x", "--private=no"], "--private takes no value"),
    (
        ["log", "x\nkind: nonsense"],
        "nothing was saved: line 2: kind cannot be 'nonsense'; use one of decision",
    ),
    (["log", "x\nconfidentiality: privat"], "nothing was saved: line 2: confidentiality cannot be 'privat'"),
    (
        ["log", "x\nscope: org\n confidentialty: private"],
        "nothing was saved: line 3: there is no field 'confidentialty'; did you",
    ),
    (
        ["learn", "x\nprivate: yes"],
        "nothing was saved: line 2: there is no field 'private'; did you mean 'confidentiality:'?",
    ),
    (["met", "p", "x\n- confidentiality: private"], "nothing was saved: line 2: write 'confidentiality' as"),
    (
        ["log", "x\n\nMore.\n**Confidentiality**: private"],
        "nothing was saved: line 4: '**Confidentiality**: private' is in the",
    ),
    (
        ["log", "x\nscpoe: org"],
        "nothing was saved: line 2: there is no field 'scpoe'; did you mean 'scope:'?",
    ),
    (["log", "list"], "'list' is a command: vividmap list. To log the word: vividmap log -- list"),
    (["learn", "help"], "'help' is a command: vividmap help."),
    (["log", "x", "--lines"], "--lines reads standard input: vividmap log - --lines"),
    (["met", "p", "--lines"], "--lines reads standard input: vividmap met PERSON - --lines"),
    (["log", "\udcff"], "the text is not valid UTF-8 at character 1"),
    (["log", "x", "--outcome", "ab\udcff"], "--outcome is not valid UTF-8 at character 3"),
    (["met", "\udcff", "x"], "the person's name is not valid UTF-8 at character 1"),
]


@pytest.mark.parametrize(("arguments", "why"), WRONG, ids=[" ".join(case[0]) for case in WRONG])
def test_what_cannot_be_taken_is_refused_before_it_is_acknowledged(vividmap, arguments, why):
    done = vividmap(*arguments, check=False)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"vividmap: {why}")
    assert done.err.count("\n") == 1
    assert not (vividmap.home / "spool").exists()


@pytest.mark.first_day
@pytest.mark.parametrize("verb", ["log", "learn", "met"])
@pytest.mark.parametrize("ask", ["--help", "-h"])
def test_a_verb_tells_what_it_takes(vividmap, verb, ask):
    for arguments in ([verb, ask], [verb, "text", "--on", "friday", ask]):
        done = vividmap(*arguments)
        assert done.out.startswith(f"Usage: vividmap {verb} [OPTIONS]")
        assert "--on DATE" in done.out
    assert list(vividmap.home.iterdir()) == []


def test_an_outcome_that_is_given_twice_is_refused_with_the_text(vividmap):
    done = vividmap("log", "Moved it -> faster", "--outcome", "cheaper", check=False)

    assert done.code == 2
    assert "the outcome is given twice" in done.err
    assert "Moved it -> faster" in done.err
    assert not (vividmap.home / "spool").exists()
    assert vividmap("log", "SEV2 45 min -> 12 min", "--outcome", "sleep").code == 0


def test_an_arrow_without_quotes_is_noticed(vividmap, tmp_path):
    words = f"log Moved the other cache -> {tmp_path / 'P99'} down"
    command = [*vividmap.argv(), *words.replace("->", "-").split(" ")]
    with open(tmp_path / "P99", "wb") as file:
        command.remove(str(tmp_path / "P99"))
        done = subprocess.run(
            command,
            stdout=file,
            stderr=subprocess.PIPE,
            env=vividmap.environment(),
            cwd=tmp_path,
            text=True,
            check=False,
        )

    assert done.returncode == 2
    assert "vividmap log 'Moved the other cache -> P99 down'" in done.stderr
    assert not (vividmap.home / "spool").exists()


def test_a_terminal_shows_how_the_line_was_read(vividmap):
    vividmap("add", "person", "Priya Natarajan")
    vividmap("status")
    line = "Moved the cache, P99 down 340 ms ~teams @priya @sam"

    shown = at_terminal(vividmap, "log", line).text
    assert "· result: P99 down 340 ms · several teams · @priya · @sam (unknown)" in shown
    assert "·" not in vividmap("log", line).out
