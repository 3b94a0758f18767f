"""edit by options: every field of every kind, on any number of items, as one change."""

import pytest
from tests.cli.many import refused

pytestmark = pytest.mark.database

RECORD = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-11-20 Moved the cache -> faster ~teams #redis @priya ^c4ch
  tags: checkout
- 2026-11-19 Other ^o7hr

# Skill development
- 2026-10-01 Read about caches #redis ^s001

# Relationship map
- Priya Natarajan ^p9qd
- Tomás Brandão ^t1aa

# Goals and gaps
- Staff engineer ^g1aa
"""


@pytest.fixture
def record(vividmap):
    vividmap("import", "-", input=RECORD)
    return vividmap


def names(item, key):
    return [entry["name"] for entry in item[key]]


def test_every_option_of_log_changes_an_entry(record):
    record("edit", "c4ch", "--on", "2026-10-01", "--outcome", "P99 down", "--scope", "org", "--kind", "led",
           "--skill", "rust", "--person", "tomas", "--goal", "staff", "--tag", "ledger", "--link", "https://x.example",
           "--internal", "--strong", "first of its kind", "--notes", "More.")  # fmt: skip
    changed = record.json("show", "c4ch")
    assert {key: changed[key] for key in ("date", "outcome", "scope", "kind", "tags", "links", "confidentiality",
                                          "strong", "body")} == {
        "date": "2026-10-01", "outcome": "P99 down", "scope": "org", "kind": "led", "tags": ["checkout", "ledger"],
        "links": ["https://x.example"], "confidentiality": "internal", "strong": "first of its kind", "body": "More.",
    }  # fmt: skip
    assert names(changed, "skills") == ["redis", "rust"]
    assert names(changed, "people") == ["Priya Natarajan", "Tomás Brandão"]
    assert names(changed, "goals") == ["Staff engineer"]
    record("edit", "c4ch", "--open")
    assert record.json("show", "c4ch")["confidentiality"] == "open"
    record("edit", "c4ch", "--set", "confidentiality=")
    for option in ("--outcome", "--scope", "--kind", "--strong", "--notes"):
        record("edit", "c4ch", option, "")
    emptied = record.json("show", "c4ch")
    assert {emptied[key] for key in ("outcome", "scope", "kind", "confidentiality", "strong", "body")} == {""}


def test_a_new_line_keeps_what_it_does_not_mark(record):
    record("edit", "c4ch", "--text", "Moved the session cache @tomas")
    changed = record.json("show", "c4ch")
    assert (changed["text"], changed["outcome"], changed["scope"]) == (
        "Moved the session cache",
        "faster",
        "teams",
    )
    assert names(changed, "people") == ["Tomás Brandão"]
    record("edit", "c4ch", "--on", "undated")
    assert record.json("show", "c4ch")["date"] is None


def test_several_items_are_one_change(record):
    done = record(
        "edit", "c4ch", "o7hr", "s001", "--tag", "q4", "--person", "Priya Natarajan", "--skill", "caching"
    )
    assert done.out.splitlines() == [
        "Changed ^c4ch Moved the cache",
        "Changed ^o7hr Other",
        "Changed ^s001 Read about caches",
    ]
    assert len(record.json("list", "--tag", "q4", "--skill", "caching", "--person", "priya")) == 2
    record("undo")
    assert record.json("list", "--tag", "q4") == []
    assert record("edit", "c4ch", "--tag", "checkout").out == "Nothing changed.\n"


def test_remove_takes_out_tags_and_links_by_name(record):
    record("edit", "c4ch", "--remove", "checkout", "--remove", "@priya", "--remove", "#redis")
    changed = record.json("show", "c4ch")
    assert (changed["tags"], changed["people"], changed["skills"]) == ([], [], [])


def test_a_link_that_waits_stays_as_it_is(record):
    record("log", "Met @nobody")
    handle = record("list", "-n", "1").out.split()[0]
    record("edit", handle, "--person", "priya")
    assert names(record.json("show", handle), "people") == ["nobody", "Priya Natarajan"]
    assert len(record.json("link")) == 1


WRONG = [
    (["edit", "--scope", "team"], "name the items to change: vividmap edit ITEM --outcome TEXT"),
    (["edit", "c4ch", "o7hr", "--text", "x"], "--text changes one item at a time"),
    (["edit", "c4ch", "o7hr"], "the editor opens one item at a time"),
    (["edit", "c4ch", "zzzz", "--scope", "org"], "no item has the handle or name 'zzzz'"),
    (["edit", "c4ch", "s001", "--scope", "org"], "a skill entry has no scope; omit --scope"),
    (["edit", "c4ch", "--kind", "boss"], "kind cannot be 'boss'; use one of decision"),
    (["edit", "c4ch", "--scope", "world"], "'world' is not one of"),
    (["edit", "c4ch", "--set", "confidentiality=privat"], "confidentiality cannot be 'privat'"),
    (["edit", "c4ch", "--on", "2026-02-30"], "--on '2026-02-30' is not a date"),
    (["edit", "c4ch", "--person", "nobody"], "no person has the handle or name 'nobody'"),
    (["edit", "c4ch", "--remove", "zzz"], "^c4ch has no 'zzz' to remove"),
    (
        ["edit", "c4ch", "--from", "-", "--scope", "org"],
        "--from replaces the whole text; omit the other options",
    ),
    (["edit", "p9qd", "--tag", "a", "--goal", "staff"], "a person is not linked to a goal; omit --goal"),
]


def test_bad_input_is_refused_and_none_of_several_is_changed(record):
    refused(record, WRONG)
